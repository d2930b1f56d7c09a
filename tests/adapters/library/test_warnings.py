"""What could be better in a file is told at its place; the file plays as it is."""

from datetime import date
from pathlib import Path

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.problems import render
from coach.adapters.resources import bundled
from coach.ports.library import Severity
from tests.adapters.library.shelves import CAT_COW, CHILD_POSE, Shelves

TODAY = date(2027, 4, 1)
LONG = "Breathe out and slide one heel away from you as far as it goes with ease and then stop."
HEAD = "schema: 1\ntitle: Mine\n"
MINE = f"""\
schema: 1
title: Mine
valid-until: 2027-03-31
exercises:
  - id: slide
    name: Heel slide
    position: supine
    phases:
      - {{name: slide, seconds: 1, say: "{LONG}", brief: Slide it out again}}
      - {{name: stay, seconds: hold, say: Stay.}}
    dose: {{reps: 3, hold: 2m}}
    finish: [Rest.]
  - {{id: plain, name: Plain, position: supine, dose: {{reps: 3}}, finish: [Rest.]}}
steps:
  - exercise: cat-cow
    reps: 11
  - {{exercise: child-pose, hold: 45s}}
  - {{rest: 3s, say: Lie down on your back now and breathe and rest.}}
  - repeat: 2
    steps:
      - pain-check
      - exercise: slide
        tempo: {{stay: 5m}}
      - {{exercise: child-pose, sets: 4}}
  - exercise: plain
"""


def told(
    shelves: Shelves, text: str, name: str = "mine.yaml", today: date | None = TODAY
) -> list[tuple[int, int, str]]:
    """The line, column and message of each warning for a file that has no mistake."""
    path = shelves.write(name, text)
    library = shelves.library
    assert library.check(path) == []
    found = library.warnings(path, today)
    assert all(one.severity is Severity.WARNING for one in found)
    assert all(one.expected for one in found), "it says what would be better"
    return [(one.line, one.column, one.message) for one in found]


def test_everything_is_told_at_its_place_in_the_order_of_the_lines(shelves: Shelves) -> None:
    usual = "is longer than usual"
    say = "these words take {} seconds to say, and the {}; {}".format
    assert [one for one in told(shelves, MINE) if "down and up" not in one[2]] == [
        (3, 14, "this routine was meant until 31 March 2027"),
        (9, 40, say("8.7", "phase lasts 1 second", "the first rep waits for them")),
        (9, 138, say("2.1", "phase lasts 1 second", "after the first rep they stay unsaid")),
        (11, 27, f"a hold of 2 minutes {usual}"),
        (16, 11, "11 reps of cat-cow is more than usual"),
        (17, 34, f"a hold of 45 seconds {usual}"),
        (18, 21, say("4.7", "rest lasts 3 seconds", "they stay unsaid")),
        (23, 16, f"a hold of 5 minutes {usual}"),
        (24, 38, "4 sets of child-pose is more than usual"),
    ]


def test_a_warning_says_what_would_be_better(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", HEAD + "steps: [{exercise: cat-cow, reps: 11}]\n")
    (found,) = shelves.library.warnings(path)
    assert render(found).splitlines() == [
        f"{path}:3:35: warning: 11 reps of cat-cow is more than usual",
        "    3 | steps: [{exercise: cat-cow, reps: 11}]",
        "      |                                   ^^",
        "        Usual: 5-10",
    ]


def test_a_definition_in_the_file_does_not_move_what_is_usual(shelves: Shelves) -> None:
    again = (
        "exercises: [{id: cat-cow, name: C, position: supine, finish: [R.], dose: {reps: 99}},\n"
        "  {id: mine, name: M, position: supine, finish: [R.], dose: {reps: 99}}]\n"
        "steps: [{exercise: cat-cow}, {exercise: mine}]\n"
    )
    assert told(shelves, HEAD + again) == [
        (5, 10, "99 reps of cat-cow is more than usual"),
        (5, 31, "99 reps of mine is more than usual"),
    ]


def test_a_text_that_a_remark_cuts_short_is_told(shelves: Shelves) -> None:
    text = (
        "schema: 1\ntitle: Week #2\nsteps:\n"
        "  - exercise: cat-cow  #1\n"
        "    say: hold #3\n"
        '    note: "Lift #2"  #x\n'
        "  - {rest: 30s, say: Rest.}\n"
        "  - say: Sit. # as before\n"
        "  - say: Stand. #\n"
    )
    assert told(shelves, text) == [
        (2, 13, '"#2" is a remark here, and no part of the text'),
        (5, 15, '"#3" is a remark here, and no part of the text'),
    ]
    found = shelves.library.warnings(shelves.own / "mine.yaml", TODAY)
    assert found[1].expected == 'With quotes it is: say: "hold #3"'


def test_who_prescribed_it_knows_better_about_doses_but_not_about_words(shelves: Shelves) -> None:
    found = told(shelves, MINE.replace("title: Mine", "title: Mine\nprescribed-by: Ms Lee"))
    assert [line for line, _, what in found if "down and up" not in what] == [4, 10, 10, 19]
    path = shelves.own / "mine.yaml"
    assert shelves.library.warnings(path, TODAY)[0].expected.startswith("Ask Ms Lee ")


@pytest.mark.parametrize(
    ("today", "over"),
    [(date(2027, 3, 31), False), (date(2027, 4, 1), True), (date(2040, 1, 1), True), (None, False)],
)
def test_a_routine_is_over_on_the_day_after_its_last(
    shelves: Shelves, today: date | None, over: bool
) -> None:
    text = HEAD + "valid-until: 2027-03-31\nsteps: [{exercise: cat-cow}]\n"
    assert bool(told(shelves, text, today=today)) is over


def test_words_of_an_exercise_file_are_looked_at_too(shelves: Shelves) -> None:
    text = CAT_COW.replace('seconds: 3, say: "Breathe in, let', f'seconds: 1, say: "{LONG} Let')
    assert [(line, what[:11]) for line, _, what in told(shelves, text)] == [(11, "these words")]
    assert told(shelves, CHILD_POSE.replace("hold: 20s", "hold: 61s"), "exercises/x.yaml") == [
        (12, 23, "a hold of 1 minute 1 second is longer than usual")
    ]
    untold = CHILD_POSE.replace("hold: 20s", "hold: 61s").replace("kind: exercise\n", "")
    assert len(told(shelves, untold, "exercises/y.yaml")) == 1


def test_own_exercises_under_their_ids_are_looked_at_as_well(shelves: Shelves) -> None:
    text = HEAD + (
        "exercises:\n"
        "  slide: {name: S, position: supine, finish: [R.], dose: {hold: 2m}}\n"
        "steps: [{exercise: slide}]\n"
    )
    assert told(shelves, text) == [(4, 65, "a hold of 2 minutes is longer than usual")]


def test_a_file_full_of_warnings_is_not_told_without_end(shelves: Shelves) -> None:
    text = HEAD + "steps:\n" + "  - {exercise: cat-cow, reps: 50}\n" * 150
    assert len(told(shelves, text)) == 100


def test_a_file_with_mistakes_or_of_another_kind_gets_no_warning(shelves: Shelves) -> None:
    library = shelves.library
    for text in (MINE.replace("title", "titel"), CAT_COW.replace("name: Cat", "nme: Cat"), "x: ["):
        assert library.warnings(shelves.write("mine.yaml", text), TODAY) == []
    weeks = "schema: 1\nkind: programme\ntitle: P\nweeks: [{days: {every: first-two}}]\n"
    assert told(shelves, weeks) == []
    assert library.warnings(shelves.own / "nowhere.yaml", TODAY) == []


@pytest.mark.parametrize("path", sorted(bundled("routines").rglob("*.yaml")), ids=lambda p: p.stem)
def test_a_bundled_file_gets_no_warning(path: Path) -> None:
    library = YamlLibrary(None, bundled("routines"))
    assert library.check(path) == []
    assert library.warnings(path, TODAY) == []


def test_relief_alone_is_something_to_do(shelves: Shelves) -> None:
    library = YamlLibrary(shelves.own, bundled("routines"))
    path = shelves.write("mine.yaml", HEAD + "steps: [{repeat: 2, steps: [{relief: heat}]}]\n")
    assert library.check(path) == []
    path = shelves.write("mine.yaml", HEAD + "steps: [{repeat: 2, steps: [pain-check]}]\n")
    assert [one.message for one in library.check(path)] == ["there is no exercise here"]
