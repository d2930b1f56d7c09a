"""The bundled routines, as the clinical reference has them (sections B and F)."""

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from typing import Final

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.checks import CheckRule
from coach.domain.exercise import Caution, Position
from coach.domain.layout import lay_out
from coach.domain.levels import LEVELS
from coach.domain.plan import Plan, plan_routine
from coach.domain.routine import ExerciseStep, Needs, RestStep, Routine
from tests.domain.soundness import assert_sound

STEPS: Final[Mapping[str, list[str]]] = {
    "first-three": ["child-pose h20 x3", "bridge h5 x5-10", "cat-cow x5-10"],
    "acute-gentle": [
        *("rest-90-90 180s", "pelvic-tilt h2 x5", "knee-rolls h2 x5", "knee-to-chest h5 x2"),
        *("rest 45s", "walk 120s"),
    ],
    "morning-10": [
        *("belly-breath 60s", "pelvic-tilt h5 x6", "knee-rolls h2 x6", "bridge h5 x6"),
        *("cat-cow x6", "bird-dog h5 x4", "rest 15s", "standing-back-ext x5", "walk 120s"),
    ],
    "desk-3": ["seated-tilt x6", "seated-rotation h10 x2", "standing-back-ext x5", "walk 30s"],
    "after-sitting": [
        *("front-lying 60s", "sphinx h20 x3", "press-up x10", "rest 15s"),
        *("standing-back-ext x5", "walk 60s"),
    ],
    "core-start": [
        *("cat-cow x6", "curl-up h8 x3,2,1 r20", "side-plank-knees h8 x3,2,1 r20"),
        *("bird-dog h8 x3,2,1 r20", "belly-breath 60s"),
    ],
    "core-build": [
        *("cat-cow x6", "curl-up h10 x4,3,2 r30", "side-plank-knees h10 x4,3,2 r30"),
        *("bird-dog h10 x4,3,2 r30", "belly-breath 60s"),
    ],
    "hips-legs": [
        *("walk 60s", "hamstring h30 x2", "figure-four h30 x2", "hip-flexor h30 x2"),
        *("thread-needle h10 x3", "child-pose h20 x2"),
    ],
    "evening-unwind": [
        *("belly-breath 120s", "knee-to-chest h10 x3", "knee-rolls h5 x5", "figure-four h30 x1"),
        *("child-pose h20 x3", "rest-90-90 180s"),
    ],
    "strength": [
        *("walk 120s", "sit-to-stand x8 2 sets", "wall-sit h10 x5", "bridge h5 x8 2 sets"),
        *("dead-bug h3 x5 2 sets", "belly-breath 60s"),
    ],
}
MINUTES: Final = {
    "first-three": 4, "acute-gentle": 9, "morning-10": 10, "desk-3": 3.5, "after-sitting": 6,
    "core-start": 10, "core-build": 16, "hips-legs": 12, "evening-unwind": 12, "strength": 14.5,
}  # fmt: skip
"""What the reference reckons; it doesn't reckon with all that is said."""

GATES: Final[Mapping[str, tuple[int, Needs]]] = {
    "acute-gentle": (1, Needs(pain_max=7)),
    "first-three": (2, Needs(pain_max=5)),
    "morning-10": (3, Needs(pain_max=5)),
    "desk-3": (3, Needs(pain_max=5)),
    "after-sitting": (3, Needs(pain_max=5, not_for=frozenset({Caution.ARCHING}))),
    "evening-unwind": (3, Needs(pain_max=5)),
    "core-start": (4, Needs(pain_max=5, greens=1, days_between=1)),
    # Not in a flare: only where the planned session is open as it is.
    "hips-legs": (4, Needs(pain_max=3)),
    "core-build": (5, Needs(pain_max=5, greens=6, days_between=1)),
    "strength": (5, Needs(pain_max=5, days_between=1)),
}

TICKED: Final = [frozenset(some) for count in (0, 1, 2) for some in combinations(Caution, count)]
"""No caution, every single one, and every pair."""


@cache
def library() -> YamlLibrary:
    return YamlLibrary(None, bundled("routines"))


def routine(id: str) -> Routine:
    found = library().routine(id).routine
    assert found is not None
    return found


def written(step: object) -> str:
    """A step in the reference's own short form."""
    if isinstance(step, RestStep):
        return f"rest {step.seconds:g}s"
    assert isinstance(step, ExerciseStep)
    dose = step.dose
    parts = [step.exercise]
    if dose.time is not None:
        parts.append(f"{dose.time:g}s")
    if dose.hold is not None:
        parts.append(f"h{dose.hold.seconds:g}")
    if dose.descending is not None:
        parts.append(f"x{','.join(str(reps) for reps in dose.descending)}")
    if dose.reps is not None:
        parts.append(f"x{dose.reps}")
    if dose.sets is not None:
        parts.append(f"{dose.sets} sets")
    if dose.rest is not None:
        parts.append(f"r{dose.rest:g}")
    return " ".join(parts)


def test_these_routines_are_there_and_nothing_is_wrong_with_them() -> None:
    entries = library().entries()
    assert {entry.id for entry in entries} == set(STEPS)
    assert [entry.id for entry in entries if entry.problems or entry.routine is None] == []


@pytest.mark.parametrize("id", STEPS)
def test_the_steps_are_the_references(id: str) -> None:
    assert [written(step) for step in routine(id).steps] == STEPS[id]


@pytest.mark.parametrize("id", STEPS)
def test_the_routine_says_what_it_is(id: str) -> None:
    found = routine(id)
    assert found.title
    assert found.summary
    assert found.tags


@pytest.mark.parametrize("id", GATES)
def test_the_level_and_the_gate_are_the_references(id: str) -> None:
    assert (routine(id).level, routine(id).needs) == GATES[id]


def test_the_levels_are_those_that_the_coach_goes_down_by() -> None:
    ids = {id: level for level, some in enumerate(LEVELS, start=1) for id in some}
    assert {id: routine(id).level for id in ids} == ids


def test_strength_is_for_two_or_three_days_a_week() -> None:
    assert routine("strength").days_a_week == 3


def planned(id: str, ticked: frozenset[Caution] = frozenset()) -> Plan:
    return plan_routine(routine(id), library().exercises(), cautions=ticked)


@pytest.mark.parametrize("id", MINUTES)
def test_it_takes_about_as_long_as_the_reference_reckons(id: str) -> None:
    total = lay_out(planned(id), CheckRule()).total
    assert 0.9 <= total / (60 * MINUTES[id]) <= 1.25


@pytest.mark.parametrize("id", STEPS)
def test_whoever_has_been_lying_gets_a_rest_before_standing(id: str) -> None:
    lay = False
    for step in routine(id).steps:
        if isinstance(step, RestStep):
            assert step.say.startswith("Now get up")
            lay = False
            continue
        assert isinstance(step, ExerciseStep)
        position = library().exercises()[step.exercise].position
        if position in (Position.STANDING, Position.SEATED):
            assert not lay, step.exercise
        elif position is not Position.ANY:
            lay = True


@pytest.mark.parametrize("id", STEPS)
def test_nobody_is_given_an_exercise_that_a_caution_rules_out(id: str) -> None:
    for ticked in TICKED:
        plan = planned(id, ticked)
        for form in (plan, plan.eased()):
            done = [step.exercise for step in form.exercises]
            assert done, ticked
            assert [one.id for one in done if one.avoid_if & ticked] == []
            assert_sound(lay_out(form, CheckRule()))


def test_what_suits_takes_the_place_of_what_does_not() -> None:
    def played(id: str, *ticked: Caution) -> list[str]:
        return [step.exercise.id for step in planned(id, frozenset(ticked)).exercises]

    assert played("morning-10", Caution.KNEES) == [
        *("belly-breath", "pelvic-tilt", "knee-rolls", "bridge"),
        *("seated-tilt", "bridge", "standing-back-ext", "walk"),
    ]
    assert played("desk-3", Caution.TWISTING, Caution.BALANCE) == [
        *("seated-tilt", "seated-tilt", "walk"),
    ]
    pregnant = (Caution.LYING_ON_BACK, Caution.LYING_ON_FRONT)
    assert played("after-sitting", *pregnant) == ["rest-90-90", "standing-back-ext", "walk"]
    assert played("core-start", Caution.PRESSURE) == [
        *("cat-cow", "pelvic-tilt", "bird-dog", "belly-breath"),
    ]
    assert played("strength", Caution.LYING_ON_BACK) == [
        *("walk", "sit-to-stand", "wall-sit", "bird-dog", "belly-breath"),
    ]


def test_whoever_is_unsteady_stands_up_at_a_table() -> None:
    plan = planned("strength", frozenset({Caution.BALANCE}))
    (step,) = (step for step in plan.exercises if step.exercise.id == "sit-to-stand")
    assert step.said == ("A table in front of you, both hands on it.",)
