"""Relief protocols from their files: what is right, and every mistake at its place."""

from pathlib import Path
from typing import Final

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.plan import PlannedGate, plan_routine
from coach.domain.relief import LONGEST_ON, timed_steps
from coach.domain.relief_step import ReliefStep, TimedRelief
from coach.domain.routine import RepeatStep
from coach.ports.library import BrokenFileError, Problem, UnknownRoutineError
from tests.adapters.library.shelves import Shelves

HEAT: Final = """\
schema: 1
kind: relief
id: heat
title: Heat
gate: [Can you feel warm there?]
awake: true
rounds-a-day: 3
apart: 20m
steps:
  - {name: wrap, time: 30s, say: Wrap it.}
  - {name: warm, time: 15m, cap: 20m, look: [5m, 10m], say: Look., ends-with: take-off}
  - {name: break, time: 20m}
stop-if: [stinging]
"""
WARM: Final = "{name: warm, time: 15m, cap: 20m, look: [5m, 10m], say: Look., ends-with: take-off}"


def problems(shelves: Shelves, text: str) -> list[Problem]:
    """What is wrong with a bundled protocol of this text."""
    folder = shelves.bundled / "relief"
    folder.mkdir(exist_ok=True)
    (folder / "heat.yaml").write_text(text, encoding="utf-8")
    return shelves.library.check(folder / "heat.yaml")


def test_a_protocol_is_read_as_it_is_written(shelves: Shelves) -> None:
    assert problems(shelves, HEAT) == []
    relief = shelves.library.relief("heat").relief
    assert relief is not None
    assert relief.steps[1] == TimedRelief(
        "warm", 900.0, "Look.", 1200.0, (300.0, 600.0), take_off=True
    )
    assert (relief.rounds_a_day, relief.apart, relief.awake) == (3, 1200.0, True)
    assert not relief.moves
    assert not relief.urgent


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("cap: 20m", "cap: 21m", (11, 34), "20m at most"),
        ("cap: 20m", "cap: 10m", (11, 34), "shorter than the step's time"),
        ("time: 15m, cap: 20m", "time: 25m", (11, 24), "more than 20m"),
        ("[5m, 10m]", "[5m, 15m]", (11, 50), "after the step is over"),
        ("[5m, 10m]", "[10m, 5m]", (11, 51), "one after the other"),
        ("[5m, 10m]", "[5m, soon]", (11, 50), "is not a duration"),
        (
            "15m, cap: 20m, look: [5m, 10m], say: Look., ends-with: take-off",
            "15m, cap: 20m",
            (11, 29),
            "for what lies on the skin",
        ),
        ("ends-with: take-off", "ends-with: off", (11, 79), "is no way to end"),
        ("gate: [Can you feel warm there?]\n", "", (8, 1), '"gate" has no question'),
        ("gate: [Can you feel warm there?]", "gate: []", (5, 1), '"gate" has no question'),
        ("awake: true\n", "", (8, 1), "asks who is awake"),
        ("awake: true", "awake: no", (6, 1), "asks who is awake"),
        ("apart: 20m\n", "", (8, 1), "how long the skin stays bare"),
        ("look: [5m, 10m], ", "", (9, 1), "nobody looks at the skin"),
        ("id: heat", "id: hot", (3, 5), 'the file is called "heat"'),
        ("title: Heat\n", "", (1, 1), '"title" is missing'),
        ("stop-if", "stopif", (13, 1), 'unknown key "stopif"'),
        ("rounds-a-day: 3", "rounds-a-day: 0", (7, 15), "from 1 to 24"),
        ("{name: break, time: 20m}", "{name: break}", (12, 6), '"time" is missing'),
        ("{name: break, time: 20m}", "{exercise: nothing}", (12, 16), "no exercise"),
        ("{name: break, time: 20m}", "{relief: heat}", (12, 14), "no relief protocol"),
        ("say: Look., ", "asks: pulse, ", (11, 56), "where somebody presses"),
    ],
)
def test_a_mistake_is_told_at_its_place(
    shelves: Shelves, old: str, new: str, place: tuple[int, int], says: str
) -> None:
    assert old in HEAT
    found = problems(shelves, HEAT.replace(old, new, 1))
    assert [(one.line, one.column) for one in found] == [place], [str(one) for one in found]
    assert says in found[0].message


def test_every_mistake_is_told_at_once(shelves: Shelves) -> None:
    wrong = HEAT.replace("cap: 20m", "cap: 1h").replace("[5m, 10m]", "[5m, 40m]")
    wrong = wrong.replace("awake: true\n", "")
    assert len(problems(shelves, wrong)) >= 2


def test_what_is_for_the_skin_alone_is_a_mistake_without_it(shelves: Shelves) -> None:
    bare = HEAT.replace(f"  - {WARM}\n", "")
    assert [one.line for one in problems(shelves, bare)] == [6, 7, 8]


def test_a_broken_protocol_is_listed_with_its_first_mistake_and_not_played(
    shelves: Shelves,
) -> None:
    problems(shelves, HEAT.replace("cap: 20m", "cap: 1h"))
    (entry,) = shelves.library.relief_entries()
    assert entry.relief is None
    assert "20m at most" in entry.problems[0].message
    assert shelves.library.reliefs() == {}
    with pytest.raises(BrokenFileError):
        shelves.library.relief("heat")


def test_one_of_ones_own_is_refused_and_shadows_nothing(shelves: Shelves) -> None:
    problems(shelves, HEAT)
    own = shelves.write("relief/heat.yaml", HEAT.replace("title: Heat", "title: Mine"))
    (found,) = shelves.library.check(own)
    assert (found.line, found.column) == (2, 7)
    assert "one of your own isn't played" in found.message
    relief = shelves.library.relief("heat").relief
    assert relief is not None
    assert relief.title == "Heat"


def test_a_name_that_is_none_says_which_is_near(shelves: Shelves) -> None:
    problems(shelves, HEAT)
    with pytest.raises(UnknownRoutineError) as unknown:
        shelves.library.relief("heet")
    assert unknown.value.near == ("heat",)


def test_a_change_of_the_file_shows_at_the_next_look(shelves: Shelves) -> None:
    problems(shelves, HEAT)
    library = shelves.library
    assert library.reliefs()["heat"].title == "Heat"
    problems(shelves, HEAT.replace("title: Heat", "title: Warmth"))
    assert library.reliefs()["heat"].title == "Warmth"


# In a routine

WITH_HEAT: Final = "schema: 1\ntitle: Mine\nsteps:\n  - {exercise: walk}\n  - {relief: heat}\n"


def test_a_routine_may_name_a_protocol_and_gets_its_gate(shelves: Shelves) -> None:
    problems(shelves, HEAT)
    routine = shelves.read(WITH_HEAT)
    assert routine.steps[1] == ReliefStep("heat")
    library = shelves.library
    plan = plan_routine(routine, library.exercises(), reliefs=library.reliefs())
    assert plan.steps[1] == PlannedGate("heat", "Heat", 3)
    assert [step.name for step in plan.steps if isinstance(step, TimedRelief)] == [
        "wrap",
        "warm",
        "break",
    ]


def test_where_nobody_can_be_asked_relief_is_left_out(shelves: Shelves) -> None:
    problems(shelves, HEAT)
    plan = plan_routine(shelves.read(WITH_HEAT), shelves.library.exercises())
    assert plan.left_out == ("Heat",)
    assert not any(isinstance(step, TimedRelief) for step in plan.steps)


def test_a_protocol_that_names_another_one_cant_be_named(shelves: Shelves) -> None:
    problems(shelves, HEAT)
    both = "schema: 1\nkind: relief\nid: both\ntitle: Both\nsteps: [{relief: heat}]\n"
    (shelves.bundled / "relief" / "both.yaml").write_text(both, encoding="utf-8")
    assert not shelves.library.relief("both").problems
    found = shelves.problem(WITH_HEAT.replace("heat", "both"))
    assert 'no relief protocol "both"' in found.message


def test_a_timed_step_is_for_protocols_alone(shelves: Shelves) -> None:
    found = shelves.problems("schema: 1\ntitle: Mine\nsteps:\n  - {name: warm, time: 15m}\n")
    assert "no step" in found[0].message or "exercise" in found[0].message


# The bundled ones


def library() -> YamlLibrary:
    return YamlLibrary(None, bundled("routines"))


def files() -> list[Path]:
    return sorted((bundled("routines") / "relief").glob("*.yaml"))


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_every_bundled_protocol_is_right(file: Path) -> None:
    assert library().check(file) == []


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_what_lies_on_the_skin_is_looked_at_and_capped(file: Path) -> None:
    relief = library().reliefs()[file.stem]
    for step in timed_steps(relief.steps):
        if step.take_off:
            assert step.most <= LONGEST_ON
            assert step.look[0] <= 300
            assert relief.gate
            assert relief.awake
            assert relief.apart >= 1200


def test_what_the_clinical_reference_says_of_rounds() -> None:
    reliefs = library().reliefs()
    assert (reliefs["heat"].rounds_a_day, reliefs["alternate"].rounds_a_day) == (3, 2)
    assert reliefs["cold"].apart == 7200
    assert {id for id, one in reliefs.items() if one.moves} == {
        "massage",
        "sit-break",
        "spasm",
        "walk",
    }
    (three,) = (step for step in reliefs["massage"].steps if isinstance(step, RepeatStep))
    assert three.times == 3
