"""``coach add``: what a file of somebody else's contains, and taking it over."""

import pytest

from tests.plain.person import Home

SHARED = """\
schema: 1
title: Heels
summary: From my own leaflet.
prescribed-by: Ms Rossi
valid-until: 2099-03-31
times-a-day: 2
exercises:
  - id: heel-slide
    name: Heel slide
    aliases: [heel slides]
    position: supine
    setup: [Lie on your back.]
    phases:
      - {name: slide, seconds: 3, say: "Slide one heel away.", brief: "Away"}
      - {name: return, seconds: 3, say: "Draw it back.", brief: "In again"}
    dose: {reps: 5, sides: alternate}
    finish: [Both feet flat.]
    feel: Hardly anything.
    stop-if: [a cramp]
    adapt: [{if: [arching], say: "Keep it small."}]
    easier: {say: "Half-way."}
steps:
  - {exercise: heel-slide, reps: 4, say: "Gently.", note: "On the bed."}
  - repeat: 2
    steps:
      - {exercise: bridge, reps: 50}
      - {rest: 20s, say: "Breathe."}
  - {exercise: cat-cow}
  - pain-check
"""
"""A routine with every kind of word in it."""

EXERCISE = """\
schema: 1
kind: exercise
id: heel-slide
name: Heel slide
position: supine
phases: [{name: slide, seconds: 3, say: "Slide one heel away."}]
dose: {reps: 5}
finish: [Both feet flat.]
"""


def test_everything_in_it_is_shown_and_nothing_is_added_without_a_yes(home: Home) -> None:
    file = home.write("../heels.yaml", SHARED)
    for said in ("", "\n", "n\n", "x\n"):
        refused = home.coach("add", str(file), said=said)
        assert refused.code == 1
        assert "Nothing was added." in refused.errors
    shown = home.coach("add", str(file))
    assert list(home.config.glob("routines/*")) == []
    told = " ".join(" ".join(shown.lines).split())
    for words in (
        *("Heels", "From my own leaflet.", "Given by: Ms Rossi", "Meant until: 2099-03-31"),
        *("2 times a day", "Heel slide (heel-slide): 4 times", "It says: Gently.", "On the bed."),
        *("2 times over:", "Hip raise (bridge): 50 times, hold 5s", "rest 20s", "Breathe."),
        *("Cat-cow (cat-cow): 5-10 times", "how your back is", "heel slides", "on your back"),
        *("Lie on your back.", "Slide one heel away.", "Away", "Draw it back.", "In again"),
        *("Both feet flat.", "Hardly anything.", "a cramp", "Keep it small.", "Half-way."),
        *("Unusual: Hip raise x 50; usual: 10.", "doesn't ask about unusual ones"),
        "It takes about",
    ):
        assert words in told, words


def test_a_yes_copies_its_bytes_and_it_plays(home: Home) -> None:
    file = home.write("../heels.yaml", SHARED.replace("\n", "\r\n"))
    added = home.coach("add", str(file), said="y\n")
    copy = home.config / "routines" / "heels.yaml"
    assert added.code == 0
    assert added.last == "Play it:    coach play heels"
    assert copy.read_bytes() == file.read_bytes()
    assert (copy.parent / "routine.schema.json").exists()
    assert home.coach("show", "heels").code == 0


def test_the_same_file_twice_is_there_once(home: Home) -> None:
    file = home.write("../heels.yaml", SHARED)
    assert home.coach("add", str(file), "--yes").code == 0
    again = home.coach("add", str(file), "--yes")
    assert again.code == 1
    assert again.says("You have it already:")
    assert len(list(home.config.glob("routines/*.yaml"))) == 1


def test_the_same_file_under_another_name_is_there_twice(home: Home) -> None:
    file = home.write("../heels.yaml", SHARED)
    assert home.coach("add", str(file), "--yes").code == 0
    again = home.coach("add", str(file), "--yes", "--as", "knees")
    assert again.code == 0
    assert again.says("You have it already:")
    assert again.last == "Play it:    coach play knees"
    assert (home.config / "routines" / "knees.yaml").read_text() == SHARED


def test_another_of_the_same_name_gets_a_name_of_its_own(home: Home) -> None:
    mine = home.write("routines/heels.yaml", SHARED)
    file = home.write("../heels.yaml", SHARED.replace("Heels", "Other heels"))
    added = home.coach("add", str(file), "--yes")
    assert added.says("There is a routine heels already, and it stays.")
    assert added.last == "Play it:    coach play heels-2"
    assert mine.read_text() == SHARED


def test_a_bundled_routine_is_not_put_out_of_its_place(home: Home) -> None:
    file = home.write("../first-three.yaml", SHARED)
    assert home.coach("add", str(file), "--yes").last == "Play it:    coach play first-three-2"


def test_a_name_can_be_given_and_one_that_is_taken_is_refused(home: Home) -> None:
    file = home.write("../heels.yaml", SHARED)
    assert home.coach("add", str(file), "--yes", "--as", "Knees").code == 0
    assert (home.config / "routines" / "knees.yaml").exists()
    other = home.write("../other.yaml", SHARED + "# another\n")
    refused = home.coach("add", str(other), "--yes", "--as", "knees")
    assert refused.code == 1
    assert "--as knees-2" in refused.errors


def test_a_file_with_mistakes_is_not_taken(home: Home) -> None:
    file = home.write("../heels.yaml", SHARED.replace("exercise: cat-cow", "exercise: cat-caw"))
    refused = home.coach("add", str(file), "--yes")
    assert refused.code == 1
    assert refused.says('did you mean "cat-cow"?')
    assert "1 mistake: nothing was added." in refused.errors
    assert list(home.config.glob("routines/*")) == []


@pytest.mark.parametrize("name", ["nothing.yaml", "."])
def test_what_is_no_file_is_told_in_a_sentence(home: Home, name: str) -> None:
    refused = home.coach("add", name, "--yes")
    assert refused.code == 1
    assert refused.errors.startswith("coach: ")


def test_words_of_strangers_do_nothing_on_the_screen(home: Home) -> None:
    text = SHARED.replace("From my own leaflet.", "[red]bold[/red] \u202eevil")
    shown = home.coach("add", str(home.write("../heels.yaml", text)))
    assert "\u202e" not in "\n".join(shown.lines)
    assert not shown.code or shown.says("[red]bold[/red]")


def test_an_exercise_goes_to_the_exercises(home: Home) -> None:
    file = home.write("../slide.yaml", EXERCISE)
    added = home.coach("add", str(file), said="y\n")
    assert added.code == 0
    assert added.says("Heel slide (heel-slide)")
    assert (home.config / "routines" / "exercises" / "heel-slide.yaml").read_text() == EXERCISE
    assert home.coach("exercises", "heel-slide").code == 0
    twice = home.coach("add", str(file), "--yes")
    assert (twice.code, twice.last.partition(":")[0]) == (1, "You have it already")
    again = home.write("../slide-2.yaml", EXERCISE + "# another\n")
    refused = home.coach("add", str(again), "--yes")
    assert refused.code == 1
    assert "You have an exercise heel-slide already" in refused.errors


def test_an_exercise_in_place_of_one_of_the_coachs_own_is_told(home: Home) -> None:
    file = home.write("../bridge.yaml", EXERCISE.replace("id: heel-slide", "id: bridge"))
    shown = home.coach("add", str(file))
    assert shown.code == 1
    assert shown.says("It takes the place of the coach's own bridge in your routines.")


def test_other_kinds_of_file_are_refused(home: Home) -> None:
    text = "schema: 1\nkind: programme\ntitle: P\nweeks:\n  - days: {every: [first-three]}\n"
    refused = home.coach("add", str(home.write("../p.yaml", text)), "--yes")
    assert refused.code == 1
    assert list(home.config.glob("routines/*")) == []
