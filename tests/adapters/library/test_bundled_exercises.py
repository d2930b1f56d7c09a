"""The bundled exercises, row by row as the clinical reference has them (section C)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.cues import spoken_length
from coach.domain.dose import Dose, Sides
from coach.domain.exercise import Caution, Exercise, ExerciseType
from coach.domain.plan import PlannedExercise, eased, settle
from coach.domain.reps import phase_seconds
from coach.domain.routine import ExerciseStep

LONGEST_SAY: Final = 7.0
"""The longest that the first rep may stretch a phase for its line, in seconds."""

ONE, EACH, TURNS = Sides.BOTH, Sides.EACH, Sides.ALTERNATE


class Row(NamedTuple):
    """A row of the table: seconds held and moving in a rep, reps, sides, sets, rest between."""

    hold: float
    move: float
    reps: str
    sides: Sides = ONE
    sets: int = 1
    rest: float | None = None


BY_REPS: Final[Mapping[str, Row]] = {
    "child-pose": Row(20, 5, "3"),
    "bridge": Row(5, 4, "5-10"),
    "cat-cow": Row(0, 6, "5-10"),
    "knee-to-chest": Row(5, 4, "3", EACH),
    "double-knee": Row(5, 4, "3"),
    "knee-rolls": Row(2, 4, "6", TURNS),
    "pelvic-tilt": Row(5, 3, "6"),
    "sphinx": Row(20, 10, "3"),
    "press-up": Row(1, 4, "10"),
    "standing-back-ext": Row(2, 4, "5"),
    "thread-needle": Row(10, 5, "3", EACH),
    "hamstring": Row(30, 5, "2", EACH),
    "figure-four": Row(30, 5, "2", EACH),
    "hip-flexor": Row(30, 5, "2", EACH),
    "seated-tilt": Row(2, 4, "6"),
    "seated-rotation": Row(10, 3, "2", TURNS),
    "bird-dog": Row(5, 3, "4", TURNS, rest=30),
    "dead-bug": Row(3, 4, "5", TURNS, sets=2, rest=45),
    "side-plank-knees": Row(8, 3, "3, 2, 1", EACH, rest=20),
    "curl-up": Row(8, 3, "3, 2, 1", rest=20),
    "wall-sit": Row(10, 10, "5"),
    "sit-to-stand": Row(0, 5, "8", sets=2, rest=45),
    # The tilt at the wall is that of the floor, for somebody who shouldn't lie on the back.
    "pelvic-tilt-wall": Row(5, 3, "6"),
}
BY_TIME: Final = {"walk": 120, "belly-breath": 60, "rest-90-90": 180, "front-lying": 60}

FX, EX, RO = Caution.BENDING, Caution.ARCHING, Caution.TWISTING
SU, PR = Caution.LYING_ON_BACK, Caution.LYING_ON_FRONT
KN, WR, HP = Caution.KNEES, Caution.WRISTS, Caution.HIP_REPLACEMENT
BP, AB, BAL = Caution.PRESSURE, Caution.BELLY, Caution.BALANCE

AVOID: Final[Mapping[str, set[Caution]]] = {
    "child-pose": {FX, KN},
    "bridge": {SU, BP},
    "cat-cow": {WR, KN},
    "knee-to-chest": {SU, HP},
    "double-knee": {FX, SU, HP},
    "knee-rolls": {RO, SU, HP},
    "pelvic-tilt": {SU},
    "front-lying": {PR},
    "sphinx": {EX, PR},
    "press-up": {EX, PR, WR},
    "standing-back-ext": {EX, BAL},
    "thread-needle": {RO, KN, WR},
    "hamstring": {SU},
    "figure-four": {HP, SU},
    "hip-flexor": {KN, BAL, EX},
    "seated-rotation": {RO},
    "bird-dog": {WR, KN},
    "dead-bug": {SU, BP},
    "side-plank-knees": {BP},
    "curl-up": {FX, SU, AB, BP},
    "wall-sit": {BP},
}
"""Whom the reference keeps from what. Who is unsteady does sit-to-stand at a table."""


@cache
def library() -> Mapping[str, Exercise]:
    return YamlLibrary(None, bundled("routines")).exercises()


def usual(id: str) -> PlannedExercise:
    """The exercise in its own dose."""
    return settle(ExerciseStep(id), library()[id])


def test_these_exercises_are_there_and_no_others() -> None:
    assert set(library()) == {*BY_REPS, *BY_TIME}


@pytest.mark.parametrize("id", BY_REPS)
def test_the_dose_is_the_references(id: str) -> None:
    exercise, row = library()[id], BY_REPS[id]
    dose = exercise.dose
    reps = ", ".join(str(count) for count in dose.descending or ()) or str(dose.reps)
    given = Row(usual(id).hold, row.move, reps, usual(id).sides, dose.sets or 1, row.rest)
    assert given == row
    assert dose.time is None
    assert row.rest is None or dose.rest == row.rest


@pytest.mark.parametrize("id", BY_REPS)
def test_the_phases_of_a_rep_share_the_references_seconds(id: str) -> None:
    row = BY_REPS[id]
    moving = [phase.seconds for phase in library()[id].phases if phase.seconds is not None]
    assert sum(moving) == pytest.approx(row.move)
    assert min(moving) >= 1
    held = [phase for phase in library()[id].phases if phase.seconds is None]
    assert len(held) == (1 if row.hold else 0)


@pytest.mark.parametrize("id", BY_TIME)
def test_what_goes_by_time_has_the_references_minutes(id: str) -> None:
    assert library()[id].dose == Dose(time=BY_TIME[id])


def test_everybody_is_kept_from_what_the_reference_says() -> None:
    assert {id: set(ex.avoid_if) for id, ex in library().items() if ex.avoid_if} == AVOID


# --- words ---


def words(exercise: Exercise) -> Iterator[tuple[str, str, str]]:
    """What is said in each phase, fully and briefly, by the phase's name; adapted words too."""
    for phase in exercise.phases:
        yield phase.name, phase.say, phase.brief
    for adaptation in exercise.adapt:
        yield from adaptation.phases


@pytest.mark.parametrize("id", [*BY_REPS, *BY_TIME])
def test_what_is_said_in_a_phase_fits(id: str) -> None:
    step = usual(id)
    lasts = {phase.name: phase_seconds(step, phase) for phase in step.exercise.phases}
    for name, say, brief in words(step.exercise):
        assert 0 < spoken_length(say) <= LONGEST_SAY, say
        # A phase that is held for a step's whole time has room for anything.
        assert 0 < spoken_length(brief) <= (lasts[name] or step.time or 0), brief


@pytest.mark.parametrize("id", [*BY_REPS, *BY_TIME])
def test_there_are_words_for_the_way_in_the_feeling_the_stopping_and_the_way_out(id: str) -> None:
    exercise = library()[id]
    assert exercise.setup
    assert exercise.feel
    assert exercise.stop_if
    assert exercise.finish
    lying_or_kneeling = exercise.position.value not in ("standing", "seated", "any")
    if lying_or_kneeling:
        assert any("rest" in line.casefold() for line in exercise.finish)


@pytest.mark.parametrize("id", BY_REPS)
def test_nobody_holds_the_breath(id: str) -> None:
    said = " ".join(phase.say.casefold() for phase in library()[id].phases)
    assert "breathe out" in said
    if usual(id).hold >= 8:
        (held,) = (phase for phase in library()[id].phases if phase.seconds is None)
        assert "breath" in held.say.casefold()


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("child-pose", "Just out of bed? Go half-way."),
        ("double-knee", "Just out of bed? Go half-way."),
        ("hamstring", "Pain down the leg these days? Skip this one."),
        ("figure-four", "A new knee joint? Ask your surgeon first."),
        ("press-up", "Leg symptoms? Only if they stay or move up."),
        ("side-plank-knees", "A sore shoulder? Skip this one."),
        ("wall-sit", "Sore knees? Skip this one."),
    ],
)
def test_what_no_caution_stands_for_is_said_before_it_begins(id: str, line: str) -> None:
    assert line in library()[id].setup


# --- poses ---


@pytest.mark.parametrize("id", [*BY_REPS, *BY_TIME])
def test_every_phase_ends_in_a_pose_and_a_hold_keeps_it(id: str) -> None:
    phases = library()[id].phases
    poses = [phase.pose or "" for phase in phases]
    for pose in poses:
        assert pose == pose.lower()
        assert pose.replace("-", "").isalpha()
    for before, phase in pairwise(phases):
        assert (phase.pose == before.pose) is (phase.seconds is None), phase.name


# --- what takes its place ---


def gentler_than(exercise: Exercise) -> Iterator[str]:
    """The exercises that its file puts below it: easier ones, and those that stand in."""
    if exercise.easier is not None and exercise.easier.exercise is not None:
        yield exercise.easier.exercise
    for substitute in exercise.instead:
        yield substitute.exercise


def below() -> dict[str, set[str]]:
    """What is below each exercise. To have a harder one is to be below it."""
    found = {id: set(gentler_than(exercise)) for id, exercise in library().items()}
    for id, exercise in library().items():
        if exercise.harder is not None and exercise.harder.exercise is not None:
            found[exercise.harder.exercise].add(id)
    return found


def on_a_loop(edges: Mapping[str, set[str]]) -> set[str]:
    """What is left where everything that leads to an end is taken away again and again."""
    left = set(edges)
    while ends := {id for id in left if not edges[id] & left}:
        left -= ends
    return left


def test_what_is_easier_or_stands_in_leads_to_an_end() -> None:
    assert on_a_loop(below()) == set()


def test_a_loop_would_be_found() -> None:
    assert on_a_loop({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"a", "b", "c"}


@pytest.mark.parametrize("id", [*BY_REPS, *BY_TIME])
def test_what_stands_in_is_not_ruled_out_by_the_same_caution(id: str) -> None:
    exercise = library()[id]
    for substitute in exercise.instead:
        assert substitute.cautions <= exercise.avoid_if
        assert not library()[substitute.exercise].avoid_if & substitute.cautions


STRENGTH: Final = [id for id, ex in library().items() if ex.type is ExerciseType.STRENGTH]


def test_the_strength_exercises_are_the_references() -> None:
    assert set(STRENGTH) == {
        *("bridge", "bird-dog", "dead-bug", "side-plank-knees", "curl-up"),
        *("wall-sit", "sit-to-stand"),
    }


@pytest.mark.parametrize("id", STRENGTH)
def test_every_strength_exercise_has_an_easier_form(id: str) -> None:
    easier = library()[id].easier
    assert easier is not None
    assert easier.exercise or easier.say


@pytest.mark.parametrize("id", BY_REPS)
def test_the_easier_form_takes_no_longer(id: str) -> None:
    step, easier = usual(id), library()[id].easier
    if easier is not None and easier.exercise is not None:
        step = replace(step, gentler=library()[easier.exercise])
    gentle = eased(step)
    assert isinstance(gentle, PlannedExercise)
    assert seconds_of(gentle) <= seconds_of(step)


def seconds_of(step: PlannedExercise) -> float:
    """How long the work of all reps takes on one side."""
    if step.time is not None:
        return step.time
    return sum(step.reps) * sum(phase_seconds(step, phase) for phase in step.exercise.phases)
