"""A change to a routine's text changes what it speaks of, and not a byte more."""

import pytest

from coach.adapters.library.retold import retold
from coach.adapters.library.rewriting import changed
from coach.adapters.library.sheet import read_nodes
from coach.domain.changes import (
    AddStep,
    Change,
    DeleteStep,
    DuplicateStep,
    MoveStep,
    SetKey,
    SetTitle,
    StepKey,
)
from coach.domain.dose import Dose, Reps
from coach.domain.routine import ExerciseStep, PainCheckStep, RepeatStep, RestStep
from coach.ports.routine_files import UnchangeableError

HEAD = "schema: 1\ntitle: Mine\n"
LEAFLET = """\
# my leaflet
schema: 1
title: Mine   # so far
steps:

  # said on Monday

  # warm up,
  # slowly
  - exercise: child-pose   # first
    reps: 5       # five
    say: |  # aloud
      Sit back.

      Breathe.
    # hold: 5s
  # second
  - exercise: bridge

  - repeat: 2
    steps:
    - pain-check

    - {exercise: cat-cow, reps: [3, 2, 1]}  # less and less
  - rest: '30s'

# the rest
tags: [x]
"""


def steps(text: str) -> str:
    """A file with these steps."""
    return f"{HEAD}steps:\n{text}"


def swapped(change: Change, *pairs: tuple[str, str]) -> None:
    """The leaflet after ``change`` has the second of each pair where it had the first."""
    expected = LEAFLET
    for old, new in pairs:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert changed(LEAFLET, change) == expected


@pytest.mark.parametrize(
    ("at", "key", "text", "old", "new"),
    [
        ((0,), StepKey.REPS, "8", "reps: 5 ", "reps: 8 "),
        ((0,), StepKey.REPS, "5-10", "reps: 5 ", "reps: 5-10 "),
        ((0,), StepKey.REPS, "[3, 2]", "reps: 5 ", "reps: [3, 2] "),
        ((0,), StepKey.REPS, None, "    reps: 5       # five\n", ""),
        ((0,), StepKey.REPS, " ", "    reps: 5       # five\n", ""),
        ((0,), StepKey.HOLD, "20s", "# five\n", "# five\n    hold: 20s\n"),
        ((0,), StepKey.SAY, "Now: sit", "Sit back.\n\n      Breathe.", "Now: sit"),
        ((0,), StepKey.NOTE, "1: a", "Breathe.\n", 'Breathe.\n    note: "1: a"\n'),
        ((0,), StepKey.NOTE, None, "title", "title"),
        ((1,), StepKey.REPS, "5", "bridge\n", "bridge\n    reps: 5\n"),
        ((1,), StepKey.TEMPO, "{lift: 2s}", "bridge\n", "bridge\n    tempo: {lift: 2s}\n"),
        ((2,), StepKey.REPEAT, "3", "repeat: 2", "repeat: 3"),
        ((2,), StepKey.NOTE, "Slow", "repeat: 2\n", "repeat: 2\n    note: Slow\n"),
        ((2, 0), StepKey.NOTE, "no", "pain-check\n", 'pain-check:\n      note: "no"\n'),
        ((2, 1), StepKey.REPS, "[3, 2]", "[3, 2, 1]", "[3, 2]"),
        ((2, 1), StepKey.REPS, "[4, 2, 1, 1]", "[3, 2, 1]", "[4, 2, 1, 1]"),
        ((2, 1), StepKey.REPS, "8", "[3, 2, 1]", "8"),
        ((2, 1), StepKey.REPS, None, ", reps: [3, 2, 1]", ""),
        ((2, 1), StepKey.HOLD, "5s", "1]}", "1], hold: 5s}"),
        ((2, 1), StepKey.SAY, "in, out", "1]}", '1], say: "in, out"}'),
        ((3,), StepKey.REST, "1:30", "'30s'", "'1:30'"),
        ((3,), StepKey.SAY, "It's done", "'30s'\n", "'30s'\n    say: It's done\n"),
    ],
)
def test_one_key_changes(
    at: tuple[int, ...], key: StepKey, text: str | None, old: str, new: str
) -> None:
    swapped(SetKey(at, key, text), (old, new))


UP = "tempo:\n      lift: 2s  # up"


@pytest.mark.parametrize(
    ("line", "key", "text", "expected"),
    [
        ("reps: 5", StepKey.REPS, "8", "reps: 8"),
        ("reps: '5'", StepKey.REPS, "8", "reps: '8'"),
        ('reps: "5"  # c', StepKey.REPS, "8", 'reps: "8"  # c'),
        ("reps:", StepKey.REPS, "8", "reps: 8"),
        ("reps:   # c", StepKey.REPS, "8", "reps: 8   # c"),
        ("reps : 5", StepKey.REPS, "8", "reps : 8"),
        ('"reps": 5', StepKey.REPS, "8", '"reps": 8'),
        ("reps: null", StepKey.REPS, "8", "reps: 8"),
        ("reps: [3,2]", StepKey.REPS, "[4, 2, 1]", "reps: [4,2,1]"),
        ("reps:\n      - 3  # c\n      - 2", StepKey.REPS, "[3]", "reps:\n      - 3  # c"),
        ("reps:\n    - 3\n    - 2", StepKey.REPS, "[1, 2, 3]", "reps:\n    - 1\n    - 2\n    - 3"),
        ("reps:  # c\n      - 3\n      - 2", StepKey.REPS, "5", "reps: 5  # c"),
        ("note: old\n      lines", StepKey.NOTE, "new", "note: new"),
        ("note: 'it''s'", StepKey.NOTE, "isn't", "note: 'isn''t'"),
        ('note: "a"', StepKey.NOTE, 'a "b" \\c', 'note: "a \\"b\\" \\\\c"'),
        ("hold: 5s", StepKey.HOLD, "5s # so", 'hold: "5s # so"'),
        ("hold: 5s", StepKey.HOLD, "5s\n    reps: 3", 'hold: "5s reps: 3"'),
        ("reps: [3, 2]", StepKey.REPS, '["3 #", 2]', 'reps: ["3 #", "2"]'),
        ("note: a", StepKey.NOTE, "yes", 'note: "yes"'),
        ("note: a", StepKey.NOTE, "[a", 'note: "[a"'),
        ("note: a", StepKey.NOTE, "a\n\n b", "note: a b"),
        ("note: >-\n      a\n\n      b", StepKey.NOTE, "c", "note: >-\n      c"),
        ("note: |\n      a # b", StepKey.NOTE, "c # d", "note: |\n      c # d"),
        ("tempo: {a: 2s,b: 3s}", StepKey.TEMPO, "{a: 4s, b: 3s}", "tempo: {a: 4s,b: 3s}"),
        (f"{UP}\n      lower: 3s", StepKey.TEMPO, "{lift: 2s, hold: 5s}", f"{UP}\n      hold: 5s"),
        ("tempo:\n      lift: 2s\n      lower: 3s  # c", StepKey.TEMPO, "slow", "tempo: slow"),
        ("tempo: slow", StepKey.TEMPO, "{lift: 2s, hold: 5s}", "tempo: {lift: 2s, hold: 5s}"),
        ("tempo:\n      lift: 2s\n    # after", StepKey.TEMPO, None, "# after"),
        ("note: |\n      a\n    sides: each", StepKey.NOTE, None, "sides: each"),
    ],
)  # fmt: skip
def test_a_value_stays_written_as_it_was(
    line: str, key: StepKey, text: str | None, expected: str
) -> None:
    for end in ("\n", "\n  - pain-check\n", "\n    # c\ntags: [x]"):
        for eol in ("\n", "\r\n"):
            before = steps(f"  - exercise: bridge\n    {line}{end}").replace("\n", eol)
            after = steps(f"  - exercise: bridge\n    {expected}{end}").replace("\n", eol)
            assert changed(before, SetKey((0,), key, text)) == after


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("- reps: 5\n  exercise: bridge\n", None, "- exercise: bridge\n"),
        ("- reps: 5  # c\n  # d\n  exercise: bridge\n", None, "- \n  # d\n  exercise: bridge\n"),
        ("- {reps: 5, exercise: bridge}\n", None, "- {exercise: bridge}\n"),
        ("- {exercise: bridge, # c\n   reps: 5, }\n", None, "- {exercise: bridge, # c\n   }\n"),
        ("- {exercise: bridge, reps: }\n", "8", "- {exercise: bridge, reps: 8 }\n"),
        ("- {exercise: bridge, reps}\n", "8", "- {exercise: bridge, reps: 8}\n"),
        ("[exercise: bridge, pain-check]\n", "8", "[{exercise: bridge, reps: 8}, pain-check]\n"),
        ("-\n  # c\n  exercise: bridge", "8", "-\n  # c\n  exercise: bridge\n  reps: 8"),
    ],
)
def test_a_key_in_an_unusual_place(before: str, change: str | None, after: str) -> None:
    start = "steps: " if before.startswith("[") else "steps:\n"
    assert changed(HEAD + start + before, SetKey((0,), StepKey.REPS, change)) == (
        HEAD + start + after
    )


def test_a_pain_check_in_brackets_gets_a_note() -> None:
    after = changed(HEAD + "steps: [pain-check]\n", SetKey((0,), StepKey.NOTE, "a, b"))
    assert after == HEAD + 'steps: [{pain-check: , note: "a, b"}]\n'


@pytest.mark.parametrize(
    ("text", "title", "after"),
    [
        ("title: Mine  # c\n", "It's: 3", 'title: "It\'s: 3"  # c\n'),
        ("title: 'Mine'\n", "It's", "title: 'It''s'\n"),
        ("# c\nschema: 1\nkind: routine\n", "New", "# c\nschema: 1\nkind: routine\ntitle: New\n"),
        ("# c\n\nsummary: x\n", "New", "# c\n\ntitle: New\nsummary: x\n"),
        ("{schema: 1, tags: [a]}", "Mine", "{schema: 1, title: Mine, tags: [a]}"),
        ("---\nschema: 1", "New", "---\nschema: 1\ntitle: New"),
    ],
)
def test_another_title(text: str, title: str, after: str) -> None:
    assert changed(text, SetTitle(title)) == after


def test_a_step_takes_the_comment_above_it_along() -> None:
    after = changed(LEAFLET, MoveStep((0,), (1,)))
    own = LEAFLET[LEAFLET.index("  # warm up") : LEAFLET.index("  # second")]
    second = "  # second\n  - exercise: bridge\n"
    assert LEAFLET.count(own + second) == 1
    assert after == LEAFLET.replace(own + second, second + own)


def test_what_stands_alone_stays_where_the_list_begins() -> None:
    after = changed(LEAFLET, MoveStep((3,), (0,)))
    assert "  # said on Monday\n\n  - rest: '30s'\n  # warm up,\n" in after
    assert after.endswith("# less and less\n\n# the rest\ntags: [x]\n")


def test_the_last_line_without_an_end_may_move() -> None:
    before = steps("- exercise: bridge\n- rest: 30s")
    assert changed(before, MoveStep((1,), (0,))) == steps("- rest: 30s\n- exercise: bridge")


def test_a_step_within_a_repeat_moves_there() -> None:
    swapped(
        MoveStep((2, 1), (2, 0)),
        (
            "    - pain-check\n\n    - {exercise: cat-cow, reps: [3, 2, 1]}  # less and less\n",
            "    - {exercise: cat-cow, reps: [3, 2, 1]}  # less and less\n\n    - pain-check\n",
        ),
    )


LESS = "    - {exercise: cat-cow, reps: [3, 2, 1]}  # less and less"


def test_a_copy_comes_right_behind_without_the_comments_above() -> None:
    own = LEAFLET[LEAFLET.index("  - exercise: child") : LEAFLET.index("  # second")]
    swapped(DuplicateStep((0,)), (own, own + own))
    swapped(
        DuplicateStep((2, 1)),
        ("# less and less\n", f"# less and less\n\n{LESS}\n"),
    )


def test_a_deleted_step_takes_its_comments_with_it() -> None:
    own = LEAFLET[LEAFLET.index("  # warm up") : LEAFLET.index("  # second")]
    swapped(DeleteStep((0,)), (own, ""))
    swapped(DeleteStep((3,)), ("  - rest: '30s'\n", ""))
    repeat = LEAFLET[LEAFLET.index("  - repeat") : LEAFLET.index("  - rest")]
    swapped(DeleteStep((2,)), (repeat, ""))


def test_of_two_empty_lines_one_goes_with_the_step_between() -> None:
    before = steps("- say: a\n\n- say: b\n\n- say: c\n")
    assert changed(before, DeleteStep((1,))) == steps("- say: a\n\n- say: c\n")
    assert changed(before, DeleteStep((0,))) == steps("- say: b\n\n- say: c\n")
    assert changed(before, DeleteStep((2,))) == steps("- say: a\n\n- say: b\n")
    before = steps("- say: a\n\n- say: b\n\n\n- say: c\n")
    assert changed(before, DeleteStep((1,))) == steps("- say: a\n\n\n- say: c\n")


@pytest.mark.parametrize("text", ["- pain-check\n", "- repeat: 2\n  steps: [pain-check]\n"])
def test_the_only_step_stays(text: str) -> None:
    before = steps(text)
    at = (0, 0) if "repeat" in text else (0,)
    with pytest.raises(UnchangeableError, match="only step"):
        changed(before, DeleteStep(at))


BRIDGE = ExerciseStep("bridge", Dose(reps=Reps(5, 8)), note="a: b")


def bridge(indent: str) -> str:
    """The lines of the new step."""
    lines = ("- exercise: bridge", "  reps: 5-8", '  note: "a: b"')
    return "".join(f"{indent}{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        ("- say: a\n", (0,), '- exercise: bridge\n  reps: 5-8\n  note: "a: b"\n- say: a\n'),
        ("- say: a", (1,), '- say: a\n- exercise: bridge\n  reps: 5-8\n  note: "a: b"'),
        (
            "    - say: a  # c\n\n    - say: b\n# end\n",
            (2,),
            f"    - say: a  # c\n\n    - say: b\n\n{bridge('    ')}# end\n",
        ),
        (
            "  # one\n  - say: a\n  # two\n  - say: b\n",
            (1,),
            f"  # one\n  - say: a\n{bridge('  ')}  # two\n  - say: b\n",
        ),
        (
            "- repeat: 2\n  steps:\n   - say: a\n",
            (0, 1),
            f"- repeat: 2\n  steps:\n   - say: a\n{bridge('   ')}",
        ),
    ],
)
def test_a_new_step_stands_like_its_neighbours(
    before: str, at: tuple[int, ...], after: str
) -> None:
    for eol in ("\n", "\r\n"):
        text = steps(before).replace("\n", eol)
        assert changed(text, AddStep(at, BRIDGE)) == steps(after).replace("\n", eol)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("steps:\n", "steps:\n  - rest: 30s\n"),
        ("steps:  # none yet\n", "steps:  # none yet\n  - rest: 30s\n"),
        ("steps: []", "steps:\n  - rest: 30s"),
        ("steps: []  # c\ntags: [x]\n", "steps:  # c\n  - rest: 30s\ntags: [x]\n"),
        ("steps: null\n", "steps:\n  - rest: 30s\n"),
    ],
)
def test_the_first_step_of_a_list(before: str, after: str) -> None:
    assert changed(HEAD + before, AddStep((0,), RestStep(30))) == HEAD + after


def test_steps_between_brackets() -> None:
    text = HEAD + "steps: [{exercise: bridge, reps: 5},  pain-check,  {rest: 30s}]  # c\n"
    a, b, c = "{exercise: bridge, reps: 5}", "pain-check", "{rest: 30s}"

    def listed(*items: str) -> str:
        return f"{HEAD}steps: [{',  '.join(items)}]  # c\n"

    assert changed(text, MoveStep((0,), (2,))) == listed(b, c, a)
    assert changed(text, DuplicateStep((1,))) == listed(a, b, b, c)
    assert changed(text, DeleteStep((0,))) == listed(b, c)
    assert changed(text, DeleteStep((2,))) == listed(a, b)
    repeat = RepeatStep(2, (BRIDGE, PainCheckStep()))
    new = '{repeat: 2, steps: [{exercise: bridge, reps: 5-8, note: "a: b"}, pain-check]}'
    assert changed(text, AddStep((1,), repeat)) == listed(a, new, b, c)
    assert changed(text, AddStep((3,), repeat)) == listed(a, b, c, new)
    assert changed(text, SetKey((2,), StepKey.REST, "20s")) == listed(a, b, "{rest: 20s}")


def test_a_comment_between_brackets_is_not_lost() -> None:
    text = HEAD + "steps: [pain-check, # one\n  pain-check]\n"
    with pytest.raises(UnchangeableError, match="comment"):
        changed(text, DeleteStep((1,)))


@pytest.mark.parametrize(
    "text",
    [
        "title: [\n",
        "steps: *all\n",
        "\x00",
        "- pain-check\n",
        "",
        "schema: 1\n\ttitle: Tab\n",
        "title: it's: two\nsteps: [pain-check]\n",
        HEAD + "steps: pain-check\n",
        HEAD + "steps: {exercise: bridge}\n",
        HEAD,
        "\ud800",
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        SetKey((0,), StepKey.NOTE, "x"),
        MoveStep((0,), (1,)),
        AddStep((0,), PainCheckStep()),
        DuplicateStep((0,)),
        DeleteStep((0,)),
    ],
)
def test_a_file_with_a_mistake_is_mended_by_hand_first(text: str, change: Change) -> None:
    with pytest.raises(UnchangeableError) as refused:
        changed(text, change)
    assert "coach edit" in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        SetKey((9,), StepKey.NOTE, "x"),
        SetKey((-1,), StepKey.NOTE, "x"),
        SetKey((), StepKey.NOTE, "x"),
        SetKey((0, 0), StepKey.NOTE, "x"),
        SetKey((3,), StepKey.REST, None),
        SetKey((2,), StepKey.REPEAT, None),
        SetKey((0,), StepKey.REPS, "[3, "),
        SetKey((0,), StepKey.NOTE, "\ud800"),
        MoveStep((0,), (4,)),
        MoveStep((0,), (2, 0)),
        AddStep((5,), PainCheckStep()),
        DuplicateStep((4,)),
        DeleteStep((2, 2)),
        SetTitle(" "),
    ],
)
def test_what_can_not_be_done_is_told(change: Change) -> None:
    with pytest.raises(UnchangeableError, match=r"\.|\w+"):
        changed(LEAFLET, change)


def test_a_comment_that_would_become_a_text_keeps_a_step_where_it_is() -> None:
    text = steps("  - rest: 30s\n\n      # alone\n\n  - say: |\n      Sit.\n  - pain-check\n")
    with pytest.raises(UnchangeableError, match="written in a way"):
        changed(text, MoveStep((0,), (1,)))


OLD = "title: T\nsteps:\n- exercise: a\n  reps: 5\n- repeat: 2\n  steps: [b, c]\ntags: [x]\n"


@pytest.mark.parametrize(
    ("change", "old", "wrong"),
    [
        (SetKey((0,), StepKey.REPS, "8"), "reps: 5", "reps: 9"),
        (SetKey((0,), StepKey.REPS, "8"), "reps: 5", "reps: [8]"),
        (SetKey((0,), StepKey.REPS, "8"), "a\n  reps: 5", "b\n  reps: 8"),
        (SetKey((0,), StepKey.REPS, "8"), "reps: 5\n", "reps: 8\n  hold: 5\n"),
        (SetKey((0,), StepKey.REPS, "8"), "- exercise: a\n  reps: 5", "- reps: 8"),
        (SetKey((0,), StepKey.REPS, None), "  reps: 5\n", "  reps: 5\n"),
        (SetKey((0,), StepKey.REPS, None), "- exercise: a\n  reps: 5\n", "- x: a\n"),
        (SetKey((1,), StepKey.REPEAT, "3"), "2\n  steps: [b, c]", "3\n  steps: [c, b]"),
        (SetTitle("N"), "title: T", "title: T"),
        (SetTitle("N"), "title: T\n", "title: N\nlevel: 1\n"),
        (SetTitle("N"), "title: T\n", ""),
        (MoveStep((1, 0), (1, 1)), "[b, c]", "[b, c]"),
        (MoveStep((1, 0), (1, 1)), "[b, c]", "[c]"),
        (DuplicateStep((1, 0)), "[b, c]", "[b, c, b]"),
        (DeleteStep((1, 0)), "[b, c]", "[b]"),
        (DeleteStep((1, 0)), "[b, c]\ntags: [x]\n", "[c]\n"),
        (AddStep((1, 0), PainCheckStep()), "[b, c]", "[b, c, 8]"),
        (AddStep((1, 0), PainCheckStep()), "[b, c]", "[7, b, c]"),
    ],
)
def test_what_is_not_the_change_alone_is_never_given_away(
    change: Change, old: str, wrong: str
) -> None:
    assert OLD.count(old) == 1
    before, after = read_nodes(OLD), read_nodes(OLD.replace(old, wrong))
    new = None if isinstance(change, SetKey) and change.text is None else "8"
    new = "N" if isinstance(change, SetTitle) else new
    assert not retold(before, after, change, new)


def test_a_mistake_elsewhere_does_not_keep_a_step_from_changing() -> None:
    text = steps("- excercise: bridge\n- exercise: no-such\n  reps: five\n  reps: 6\n")
    after = changed(text, SetKey((1,), StepKey.REPS, "5"))
    assert after == text.replace("five", "5")
