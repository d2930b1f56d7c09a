"""What a person's cautions do to the exercises (clinical reference, C, the first three)."""

from functools import cache
from itertools import combinations

import pytest
from hypothesis import given

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.cautions import fit
from coach.domain.dose import Dose, Reps, Seconds
from coach.domain.exercise import Caution, Exercise
from coach.domain.plan import PlannedExercise, plan_routine
from coach.domain.routine import ExerciseStep
from tests.domain.effort import examples
from tests.domain.make import routine
from tests.domain.strategies import cautions, libraries

FX, EX, RO = Caution.BENDING, Caution.ARCHING, Caution.TWISTING
SU, PR, KN, WR = (
    Caution.LYING_ON_BACK,
    Caution.LYING_ON_FRONT,
    Caution.KNEES,
    Caution.WRISTS,
)
HP, BP, AB, BAL = Caution.HIP_REPLACEMENT, Caution.PRESSURE, Caution.BELLY, Caution.BALANCE


@cache
def library() -> dict[str, Exercise]:
    return dict(YamlLibrary(None, bundled("routines")).exercises())


def planned(exercise: str, *ticked: Caution, dose: Dose | None = None) -> PlannedExercise | None:
    """What somebody with these cautions does in place of an exercise."""
    step = ExerciseStep(exercise, dose or Dose(), note="as I was told")
    plan = plan_routine(routine(step), library(), cautions=frozenset(ticked))
    if not plan.exercises:
        assert plan.left_out == (library()[exercise].name,)
        return None
    assert plan.left_out == ()
    return plan.exercises[0]


@pytest.mark.parametrize(
    ("exercise", "ticked", "instead"),
    [
        # Avoid FX KN; HP ask. Instead: KN knee-to-chest; FX rest-90-90; both pelvic-tilt.
        ("child-pose", (), "child-pose"),
        ("child-pose", (KN,), "knee-to-chest"),
        ("child-pose", (FX,), "rest-90-90"),
        ("child-pose", (KN, FX), "pelvic-tilt"),
        ("child-pose", (HP,), "child-pose"),
        ("child-pose", (FX, HP), "rest-90-90"),
        ("child-pose", (KN, FX, HP), "pelvic-tilt"),
        # A substitute that the person may not do either is none.
        ("child-pose", (KN, SU), None),
        ("child-pose", (KN, HP), None),
        ("child-pose", (FX, SU), "rest-90-90"),
        ("child-pose", (KN, FX, SU), "rest-90-90"),
        # Avoid SU BP. Nothing instead.
        ("bridge", (), "bridge"),
        ("bridge", (SU,), None),
        ("bridge", (BP,), None),
        ("bridge", (SU, BP), None),
        # Avoid WR KN; small range EX; FX: rise tall only. Instead: KN or WR seated-tilt.
        ("cat-cow", (), "cat-cow"),
        ("cat-cow", (KN,), "seated-tilt"),
        ("cat-cow", (WR,), "seated-tilt"),
        ("cat-cow", (KN, WR), "seated-tilt"),
        ("cat-cow", (EX,), "cat-cow"),
        ("cat-cow", (FX,), "cat-cow"),
        ("cat-cow", (KN, FX, EX), "seated-tilt"),
    ],
)
def test_an_excluded_exercise_gives_way_as_the_reference_says(
    exercise: str, ticked: tuple[Caution, ...], instead: str | None
) -> None:
    step = planned(exercise, *ticked)
    assert (step.exercise.id if step else None) == instead
    if step is not None:
        replaced = instead != exercise
        assert step.instead_of == (library()[exercise].name if replaced else "")


@pytest.mark.parametrize("other", [RO, PR, AB, BAL, EX, WR])
def test_a_caution_of_something_else_changes_nothing_of_childs_pose(other: Caution) -> None:
    step = planned("child-pose", other)
    assert step == planned("child-pose")


def test_a_hip_replacement_is_a_reason_to_ask_first() -> None:
    step = planned("child-pose", HP)
    assert step is not None
    assert any("surgeon" in line for line in step.said)


def test_cat_cow_stays_small_where_arching_hurts() -> None:
    step = planned("cat-cow", EX)
    assert step is not None
    assert step.said == ("Keep the movement small.",)


@pytest.mark.parametrize("exercise", ["cat-cow", "seated-tilt"])
def test_nobody_who_may_not_bend_is_told_to_round(exercise: str) -> None:
    ticked = (FX,) if exercise == "cat-cow" else (FX, KN)
    step = planned("cat-cow", *ticked)
    assert step is not None
    assert step.exercise.id == exercise
    assert any(line.startswith("Rise tall only") for line in step.said)
    words = " ".join(f"{phase.say} {phase.brief}" for phase in step.exercise.phases)
    assert "round" not in words
    assert "slump" not in words


def test_lying_on_the_side_takes_the_place_of_lying_on_the_back() -> None:
    step = planned("child-pose", FX, SU)
    assert step is not None
    assert any("On your side" in line for line in step.said)
    assert all("chair" not in phase.say for phase in step.exercise.phases)


def test_what_stands_in_has_its_own_dose_and_loses_the_authors_note() -> None:
    dose = Dose(reps=Reps(9, 9), hold=Seconds(30))
    step = planned("child-pose", KN, dose=dose)
    own = planned("knee-to-chest")
    assert step is not None
    assert own is not None
    assert (step.reps, step.hold, step.sides) == (own.reps, own.hold, own.sides)
    assert step.note == ""


def test_the_gentler_form_suits_the_person_too() -> None:
    step = planned("cat-cow")
    assert step is not None
    assert step.gentler is not None
    assert step.gentler.id == "seated-tilt"


def test_no_combination_of_cautions_leaves_an_exercise_that_it_rules_out() -> None:
    few = [frozenset(some) for count in (0, 1, 2, 3) for some in combinations(Caution, count)]
    for exercise in library().values():
        for ticked in few:
            found = fit(exercise, ticked, library())
            assert found.exercise is None or not found.exercise.avoid_if & ticked


@given(libraries, cautions)
@examples(100)
def test_what_fits_is_never_ruled_out_and_is_the_exercise_where_it_can_be(
    some: dict[str, Exercise], ticked: frozenset[Caution]
) -> None:
    for exercise in some.values():
        found = fit(exercise, ticked, some)
        if not exercise.avoid_if & ticked:
            assert found.exercise is not None
            assert found.exercise.id == exercise.id
        if found.exercise is not None:
            assert not found.exercise.avoid_if & ticked
