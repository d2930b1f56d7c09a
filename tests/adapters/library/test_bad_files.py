"""A file with mistakes gets all of them, each with its place, in words without jargon."""

import re

import pytest

from coach.adapters.library.problems import render
from tests.adapters.library.shelves import CAT_COW, ROUTINE, Shelves

HEAD = "schema: 1\ntitle: Mine\n"
END = "schema: 1\nsteps:\n  - pain-check\n"
FOUR = """\
schema: 1
title: Four mistakes
steps:
  - excercise: cat-cow
    reps: 5
  - exercise: cat-caw
  - exercise: child-pose
    hold: 20x
pain-limit: 9
"""


def steps(*lines: str) -> str:
    return HEAD + "steps:\n" + "".join(f"  - {line}\n" for line in lines)


def test_a_file_with_four_mistakes_names_all_four_places(shelves: Shelves) -> None:
    found = shelves.problems(FOUR)
    assert [(one.line, one.column) for one in found] == [(4, 5), (6, 15), (8, 11), (9, 13)]
    assert [one.nearest for one in found] == ["exercise", "cat-cow", "", ""]
    assert [one.width for one in found] == [9, 7, 3, 1]
    assert found[0].source == "  - excercise: cat-cow"
    assert "20s" in found[2].expected
    assert "stricter" in found[3].message
    assert str(found[0]).endswith('mine.yaml:4:5: unknown key "excercise"')


def test_the_person_sees_the_line_with_the_piece_marked(shelves: Shelves) -> None:
    shown = render(shelves.problems(FOUR)[1]).splitlines()
    assert shown[0].endswith(
        'mine.yaml:6:15: there is no exercise "cat-caw"; did you mean "cat-cow"?'
    )
    assert shown[1] == "    6 |   - exercise: cat-caw"
    assert shown[2] == "      |               ^^^^^^^"
    assert shown[3].startswith("        expected: the id of an exercise")


@pytest.mark.parametrize(
    ("line", "place", "says"),
    [
        ("{reps: 5}", (4, 6), 'no "exercise"'),
        ("{}", (4, 5), "doesn't say what it is"),
        ("{note: hm}", (4, 6), "doesn't say what it is"),
        ("{resy: 30s}", (4, 6), 'unknown key "resy"'),
        ("{rest: 30s, excercise: cat-cow, reps: x}", (4, 17), 'unknown key "excercise"'),
        ("{exercise: cat-cow, repeat: 3}", (4, 25), 'has "exercise" already'),
        ("{relief: hot}", (4, 14), 'no relief protocol "hot"'),
        ("cat-cow", (4, 5), "needs a key before it"),
        ("pain-chek", (4, 5), "is no step"),
        ("exercise cat-cow", (4, 5), "a colon and a space"),
        ("[pain-check]", (4, 5), "a list can't be a step"),
        ("", (4, 4), "this step is empty"),
        ("{pain-check: no}", (4, 18), "leave the whole line out"),
        ("{exercise: cat-cow, reps: [3, 2], sets: 2}", (4, 39), "a list of reps"),
        ("{exercise: walk, time: 2m, reps: 3}", (4, 32), 'beside "time"'),
        ("{exercise: walk, hold: 20s}", (4, 22), '"walk" goes by time'),
        ("{exercise: walk, reps: 3}", (4, 22), "has no hold of its own"),
        ("{exercise: cat-cow, hold: 20s}", (4, 25), "nothing that is held"),
        ("{exercise: cat-cow, tempo: {exale: 3}}", (4, 33), 'no phase "exale"'),
        ("{exercise: cat-cow, tempo: quick}", (4, 32), '"quick" is no tempo'),
        ("{exercise: cat-cow, sides: bth}", (4, 32), '"bth" is no choice of sides'),
        ("{exercise: cat-cow, reps: }", (4, 25), "the value is missing"),
        ("{exercise: cat-cow, reps: 0}", (4, 31), "from 1 to 500"),
        ("{exercise: cat-cow, reps: -1}", (4, 31), "from 1 to 500"),
        ("{exercise: cat-cow, sets: 99}", (4, 31), "from 1 to 50"),
        ("{exercise: child-pose, hold: 31m}", (4, 34), "from 1s to 30m"),
        ("{exercise: child-pose, hold: -1s}", (4, 34), "can't be negative"),
        ("{exercise: walk, time: 5h}", (4, 28), "from 1s to 4h"),
        ("{exercise: [cat-cow]}", (4, 16), "this is a list"),
        ("{repeat: 0, steps: [pain-check]}", (4, 14), "from 1 to 100"),
        ("{repeat: 2}", (4, 6), '"steps" is missing'),
        ("{repeat: 2, steps: []}", (4, 24), '"steps" is empty'),
        ("{say: ''}", (4, 11), "nothing between the quotes"),
        ("{exercise: cat-cow, skip-checks: yes}", (4, 25), 'unknown key "skip-checks"'),
    ],
)
def test_a_step_that_is_wrong_gets_one_problem(
    shelves: Shelves, line: str, place: tuple[int, int], says: str
) -> None:
    found = shelves.problem(steps(line))
    assert says in found.message
    assert (found.line, found.column) == place


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("pain-limit: 6", (5, 13), "never looser"),
        ("skip-checks: true", (5, 1), 'unknown key "skip-checks"'),
        ("no-questions: true", (5, 1), 'unknown key "no-questions"'),
        ("pain_limit: 3", (5, 1), 'unknown key "pain_limit"'),
        ("level: 6", (5, 8), "from 1 to 5"),
        ("valid-until: 31.12.2026", (5, 14), "is not a date"),
        ("sounds: calmm", (5, 9), "no profile of sounds"),
        ("defaults: 3", (5, 11), '"defaults" has to be a group of keys'),
        ("defaults: {rst: 3}", (5, 12), 'unknown key "rst"'),
        ("needs: {not-for: [knee]}", (5, 19), '"knee" is no caution'),
        ("minimal: [cat-cow]", (5, 11), "not among the steps"),
        ("minimal: cat-caw", (5, 10), 'no exercise "cat-caw"'),
        ("title: Again", (5, 1), '"title" stands twice'),
        ("[a]: b", (5, 1), "a key is a single word"),
        ("exercises: [1]", (5, 13), "an exercise is a group of keys"),
        ("exercises: 3", (5, 12), '"exercises" has to be a list'),
    ],
)
def test_a_key_of_the_routine_that_is_wrong(
    shelves: Shelves, text: str, place: tuple[int, int], says: str
) -> None:
    found = shelves.problem(f"{HEAD}steps:\n  - exercise: walk\n{text}\n")
    assert says in found.message
    assert (found.line, found.column) == place


def test_the_nearest_word_is_named(shelves: Shelves) -> None:
    text = steps("{exercise: cat-cow, sides: bth, tempo: {exale: 3}}") + "pain_limit: 3\n"
    assert [one.nearest for one in shelves.problems(text)] == ["both", "exhale", "pain-limit"]


def test_what_is_missing_is_named_at_the_top(shelves: Shelves) -> None:
    found = shelves.problems("summary: Nothing else\n")
    assert [one.message for one in found] == [
        '"schema" is missing',
        '"steps" is missing',
        '"title" is missing',
    ]
    assert {(one.line, one.column) for one in found} == {(1, 1)}


def test_a_misspelt_key_is_not_missing_as_well(shelves: Shelves) -> None:
    found = shelves.problem("schema: 1\ntitel: Mine\nsteps: [pain-check]\n")
    assert (found.line, found.nearest) == (2, "title")


def test_an_own_exercise_needs_a_way_out(shelves: Shelves) -> None:
    text = steps("exercise: stretch") + "exercises:\n  stretch: {name: Stretch}\n"
    found = shelves.problems(text)
    assert [one.message for one in found] == [
        '"dose" is missing',
        '"finish" is missing',
        '"position" is missing',
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("position: all-fours", "position: up", '"up" is no position'),
        ("seconds: 3, say", "seconds: 0, say", "from 0.2s to 10m"),
        ("seconds: 3, say", "seconds: hold, say", 'the dose has no "hold"'),
        ("dose: {reps: 5-10", "dose: {reps: 5-10, hold: 3", "no phase is held"),
        ("dose: {reps: 5-10, rest: 15s}", "dose: {rest: 15s}", "doesn't say how much"),
        ("finish: [Come back to a flat back.]", "finish: []", "must be a way out"),
        ("[wrists, knees]", "[wrist]", '"wrist" is no caution'),
        ("exercise: child-pose", "exercise: chld-pose", 'no exercise "chld-pose"'),
        ("exercise: bottom to heels", "exercise: nothing", 'no exercise "nothing"'),
        ("{if: [knees, wrists]", "{if: []", '"if" is empty'),
        ("      inhale:", "      inhal:", 'no phase "inhal"'),
        ("id: cat-cow", "id: Cat Cow", "can't be an id"),
        ("view: side, poses: {cow: {like: all-fours, arch: -0.07}}", "poses: 3", '"poses" is a gr'),
        ("{view: side, poses: {cow: {like: all-fours, arch: -0.07}}}", "no", '"figure" is a group'),
        ("harder: null", "harder: {}", '"harder" is empty'),
        ("source: [S1]", "source: {a: b}", '"source" has to be a list'),
        ("source: [S1]", f"source: [{'a, ' * 60}]", "at most 50 items"),
        ("aliases: [cat stretch]", "aliases:", "the value is missing"),
    ],
)
def test_an_exercise_file_that_is_wrong(shelves: Shelves, old: str, new: str, says: str) -> None:
    assert old in CAT_COW
    assert says in shelves.problem(CAT_COW.replace(old, new, 1)).message


OWN = "name: A, position: side, finish: Rest"


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ("{a: {id: b, %s, dose: {reps: 3}}}", 'the key above it is "a"'),
        ("{A b: {%s, dose: {reps: 3}}}", "can't be an id"),
        ("[{%s, dose: {reps: 3}}]", '"id" is missing'),
        ("{a: {%s, dose: {reps: 3}, phases: []}}", '"phases" is empty'),
        ("{a: {%s, dose: {reps: 3}, easier: {exercise: b}}}", 'no exercise "b"'),
        (
            "{a: {%s, dose: {hold: 3, tempo: {stay: 2}}, phases: [{name: stay, seconds: hold}]}}",
            "keep one of the two",
        ),
        ("{a: {%s, dose: 3}}", '"dose" has to be a group of keys'),
        ("{a: {%s, dose: {time: 3m, hold: 3}}}", '"hold" can\'t stand beside "time"'),
    ],
)
def test_an_own_definition_that_is_wrong(shelves: Shelves, own: str, says: str) -> None:
    text = f"{steps('pain-check')}exercises: {own % OWN}\n"
    assert says in shelves.problem(text).message


def test_a_step_with_a_broken_own_exercise_is_no_second_mistake(shelves: Shelves) -> None:
    text = steps("{exercise: a, reps: 3}") + f"exercises: {{a: {{{OWN}, dose: {{reps: 0}}}}}}\n"
    assert shelves.problem(text).line == 5


def test_too_many_exercises_of_its_own(shelves: Shelves) -> None:
    own = ", ".join(f"e{number}: {{}}" for number in range(101))
    assert "over 100" in shelves.problem(f"{steps('pain-check')}exercises: {{{own}}}\n").message


def test_two_own_exercises_with_one_id(shelves: Shelves) -> None:
    own = "  - {id: a, name: A, position: side, finish: Rest, dose: {reps: 3}}\n"
    found = shelves.problem(f"{steps('pain-check')}exercises:\n{own}{own}")
    assert 'two exercises "a"' in found.message
    assert (found.line, found.column) == (7, 10)


def test_an_exercise_file_with_very_many_mistakes(shelves: Shelves) -> None:
    for more in ("".join(f"key{number}: 1\n" for number in range(500)), "id: cat-cow\n" * 500):
        assert len(shelves.problems(CAT_COW + more)) == 101


def test_a_spoken_line_has_a_bound(shelves: Shelves) -> None:
    assert "at most 200" in shelves.problem(steps(f"say: {'very ' * 60}")).message


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("schema: 1\ntitle: x\nsteps\n  - pain-check\n", (3, 1), "a colon is missing"),
        ("schema: 1\ntitle: x\nsteps:\n\t- pain-check\n", (4, 1), "there is a tab here"),
        (HEAD + "steps:\n  - exercise: walk\n\t  time: 3m\n", (5, 1), "there is a tab here"),
        (END + "title: Back: one\n", (4, 12), "needs quotes"),
        (END + 'title: "Back\nlevel: 2\n', (4, 8), "never closed"),
        (HEAD + "steps: [pain-check\nlevel: 3\n", (3, 8), "never closed"),
        (HEAD + "steps:\n  - exercise: walk\n   time: 3m\n", (5, 4), "too far left"),
        (HEAD + "steps:\n  - exercise: walk\n      time: 3m\n", (5, 7), "too far right"),
        (END + "title: @home\n", (4, 8), "needs quotes"),
        (END + "title: a\n level: 1\n", (5, 2), "too far right"),
        ("", (1, 1), "empty"),
        ("# nothing\n", (1, 1), "empty"),
        ("- a\n", (1, 1), "a file is made of keys"),
        ("words\n", (1, 1), "a file is made of keys"),
        ("title: *a\n", (1, 8), "is an alias"),
        ("&a title: b\nschema: 1\nsteps: [pain-check]\n", (1, 1), "is an anchor"),
        ("schema: 1\ntitle: !!str b\nsteps: [pain-check]\n", (2, 8), "is a tag"),
        (ROUTINE + "---\na: b\n", (10, 1), "a second document"),
        ("[" * 30_000, (1, 31), "nested over 30 levels deep"),
        ("{a: " * 30_000, (1, 121), "nested over 30 levels deep"),
        ("a: [" + "1," * 20_000 + "]\n", (1, 39995), "too long: over 20000 pieces"),
        (b"a: " + b"b" * 300_000, (1, 1), "at most 256 kB"),
        (b"title: caf\xe9\n", (1, 11), "not UTF-8"),
        ("title: x\n".encode("utf-16"), (1, 1), "UTF-16"),
        (b"title: a\x00b\n", (1, 9), "control character (U+0000)"),
        ("title: a # \u2028skip: b\n", (1, 12), "control character (U+2028)"),
        ("title: a # \u202eb\n", (1, 12), "control character (U+202E)"),
        ("title: {a:}\n", (1, 10), "a space belongs after this colon"),
        (b"title: a\x1b[31mb\n", (1, 9), "control character (U+001B)"),
        (HEAD + 'summary: "a\\e[31m"\nsteps: [pain-check]\n', (3, 10), "control character"),
        ("kind: programme\nschema: 1\ntitle: T\nweeks: []\n", (4, 8), '"weeks" is empty'),
        ("kind: rotuine\nid: heat\n", (1, 7), "no kind of file"),
        ("schema: 2\nnew: heat\n", (1, 9), "newer than this coach"),
        (HEAD + "steps: [{repeat: 100, steps: [{repeat: 100, steps: [pain-check]}]}]\n",
         (3, 1), "over 2000 steps"),
        (HEAD + "steps: [{exercise: cat-cow, reps: 500, sets: 50}]\n",
         (3, 1), "over 20000 phases"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_routine_at_all(
    shelves: Shelves, text: str | bytes, place: tuple[int, int], says: str
) -> None:
    found = shelves.problem(text)
    assert says in found.message
    assert (found.line, found.column) == place


def test_an_anchor_does_not_hide_the_other_mistakes(shelves: Shelves) -> None:
    found = shelves.problems("schema: 1\ntitle: &a Mine\nsteps: [{exercise: cat-caw}]\n")
    assert [(one.line, one.column) for one in found] == [(2, 8), (3, 20)]


def test_lines_are_counted_as_an_editor_counts_them(shelves: Shelves) -> None:
    text = "schema: 1\r\ntitle: \U0001f9d8\U0001f9d8\r\nsteps: [{say: \U0001f9d8, rest: 5x}]\r\n"
    found = shelves.problem(text)
    assert (found.line, found.column, found.width) == (3, 24, 2)
    assert found.source == "steps: [{say: \U0001f9d8, rest: 5x}]"


def test_a_file_with_very_many_mistakes_says_that_there_is_more(shelves: Shelves) -> None:
    found = shelves.problems(steps(*["exercise: cat-caw"] * 500))
    assert len(found) == 101
    assert "there is more" in found[-1].message


def test_no_jargon(shelves: Shelves) -> None:
    said = " ".join(
        f"{one.message} {one.expected}"
        for text in (FOUR, CAT_COW.replace("3", "x"), "a: b\n", "phases: 3\nkind: exercise\n")
        for one in shelves.problems(text)
    )
    for word in ("input", "permitted", "valid dictionary", "Field", "None", "pydantic", "NoneType"):
        assert not re.search(word, said, re.IGNORECASE), word


def test_what_is_shown_cannot_act_on_the_screen(shelves: Shelves) -> None:
    for one in shelves.problems(b"title: a\x1b]0;owned\x07b\n"):
        assert "\x1b" not in render(one)
        assert "\x07" not in render(one)


def test_a_mark_stands_below_its_piece_in_a_wide_script(shelves: Shelves) -> None:
    shown = render(shelves.problem(steps("{say: 猫猫, voice_: 3}"))).splitlines()
    assert shown[2].index("^") == shown[1].index("voice_") + 2


def test_a_trap_of_yaml_does_not_hide_the_other_mistakes(shelves: Shelves) -> None:
    text = HEAD + "steps:\n  - exercise: cat-caw\n    reps:5\n  - say: Now: rest\n\tnote: a\n"
    found = shelves.problems(text)
    assert [(one.line, one.column) for one in found] == [(4, 15), (5, 9), (6, 13), (7, 1)]
    assert found[1].expected == "reps: 5"
    assert found[2].expected == 'say: "Now: rest"'


def test_what_is_mended_in_thought_is_marked_in_the_file_as_it_is(shelves: Shelves) -> None:
    """Behind a trap that makes the text longer every place is still the file's own."""
    text = HEAD + "steps:\n  -exercise:cat-cow\n  - {exercise: walk, time: 5x}\n"
    found = shelves.problems(text)
    assert [(one.line, one.column, one.width) for one in found] == [
        (4, 3, 1),
        (4, 12, 1),
        (5, 28, 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "summary: |\n  reps:5\n  Now: rest\n  - not a step\n",
        "summary: >-\n  hold, and\n  -exercise: none\n",
        'summary: "a text\n  reps:5 that goes on"\n',
        "summary: words\n  -exercise and more\n",
        "tags: [one,\n  two,\n  three]\n",
        "defaults: {\n  rest: 5s,\n  tempo: slow\n}\n",
        'summary: "Now: rest # 1"\n',
        "summary: it's 5:30 - not more\n",
        "? level\n: 2\n",
    ],
)
def test_what_yaml_allows_is_no_trap(shelves: Shelves, text: str) -> None:
    assert shelves.read(END + "title: a\n" + text).title == "a"
    beside = shelves.problems(END + "title: Back: one\n" + text)
    assert [(one.line, one.column) for one in beside] == [(4, 12)]
