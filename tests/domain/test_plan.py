"""A routine settled for one person on one day."""

from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given

from coach.domain.dose import Breaths, Dose, Reps, Seconds, Sides, Tempo
from coach.domain.exercise import Easier, Exercise
from coach.domain.plan import (
    EASED_LINE,
    Plan,
    PlannedCheck,
    PlannedExercise,
    PlannedRest,
    PlannedWords,
    eased,
    plan_routine,
    settle,
)
from coach.domain.routine import (
    Defaults,
    ExerciseStep,
    PainCheckStep,
    Ready,
    RepeatStep,
    RestStep,
    SayStep,
    VoiceLevel,
)
from tests.domain.effort import examples
from tests.domain.make import BREATHE, LIBRARY, LIFT, SQUEEZE, routine
from tests.domain.strategies import doses, exercises, plans

# Doses


@given(doses, doses)
@examples(150)
def test_a_dose_takes_what_it_leaves_open_from_the_exercise(own: Dose, default: Dose) -> None:
    whole = own.over(default)
    for name in ("hold", "rest", "sides", "tempo"):
        mine = getattr(own, name)
        assert getattr(whole, name) == (getattr(default, name) if mine is None else mine)
    ways = [own.time, own.descending, own.reps]
    if any(way is not None for way in ways):
        assert [whole.time, whole.descending, whole.reps] == ways
    else:
        assert (whole.time, whole.descending, whole.reps) == (
            default.time,
            default.descending,
            default.reps,
        )


@given(doses)
@examples(60)
def test_a_dose_over_nothing_or_itself_is_itself(dose: Dose) -> None:
    assert dose.over(Dose()) == dose
    assert dose.over(dose) == dose
    assert Dose().over(dose) == dose


@given(doses, exercises)
@examples(100)
def test_a_settled_step_is_by_time_or_by_reps(dose: Dose, exercise: Exercise) -> None:
    step = settle(ExerciseStep(exercise.id, dose), exercise)
    assert (step.time is None) == bool(step.reps)
    assert all(count >= 1 for count in step.reps)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (3, 2), (-1, 5)])
def test_reps_out_of_order_are_none(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        Reps(low, high)


@pytest.mark.parametrize(("reps", "words"), [(Reps(3, 3), "3"), (Reps(5, 10), "5-10")])
def test_reps_are_written_as_in_a_file(reps: Reps, words: str) -> None:
    assert str(reps) == words


@pytest.mark.parametrize(("so_far", "count"), [(None, 5), (3, 5), (7, 7), (10, 10), (12, 10)])
def test_a_range_is_never_left(so_far: int | None, count: int) -> None:
    assert Reps(5, 10).within(so_far) == count


def test_what_somebody_has_reached_is_looked_up_for_the_exercise_that_is_done() -> None:
    plan = plan_routine(routine("lift", "squeeze"), LIBRARY, reached={"lift": 3, "squeeze": 9})
    assert [step.reps for step in plan.exercises] == [(3,), (3,)]


def test_sets_are_written_out() -> None:
    step = settle(ExerciseStep("squeeze", Dose(reps=Reps(4, 4), sets=3)), SQUEEZE)
    assert step.reps == (4, 4, 4)


def test_the_step_comes_before_the_routine_and_the_routine_before_the_exercise() -> None:
    exercise = replace(LIFT, dose=replace(LIFT.dose, rest=1.0, tempo=Tempo(1.0)))
    defaults = Defaults(rest=2.0, setup=Ready.WAIT, tempo=Tempo(1.5), voice=VoiceLevel.BRIEF)
    whole = replace(routine(), defaults=defaults)
    bare = settle(ExerciseStep("lift"), exercise, whole)
    assert (bare.rest, bare.setup, bare.tempo.factor, bare.voice) == (
        2.0,
        Ready.WAIT,
        1.5,
        VoiceLevel.BRIEF,
    )
    own = ExerciseStep("lift", Dose(rest=0.0, tempo=Tempo(2.0)), setup=0.0, voice=VoiceLevel.QUIET)
    step = settle(own, exercise, whole)
    assert (step.rest, step.setup, step.tempo.factor, step.voice) == (
        0.0,
        0.0,
        2.0,
        VoiceLevel.QUIET,
    )
    plain = settle(ExerciseStep("lift"), exercise)
    assert (plain.rest, plain.setup, plain.voice) == (1.0, None, VoiceLevel.FULL)


def test_the_persons_voice_level_comes_before_all_others() -> None:
    steps = (ExerciseStep("lift", voice=VoiceLevel.FULL), ExerciseStep("squeeze"))
    plan = plan_routine(routine(*steps), LIBRARY, voice=VoiceLevel.QUIET)
    assert {step.voice for step in plan.exercises} == {VoiceLevel.QUIET}


# Steps


def test_every_kind_of_step_has_its_place() -> None:
    plan = plan_routine(
        routine("lift", RestStep(30.0, "Rest."), SayStep("Well done."), PainCheckStep()), LIBRARY
    )
    assert [type(step) for step in plan.steps] == [
        PlannedExercise,
        PlannedRest,
        PlannedWords,
        PlannedCheck,
    ]
    assert plan.steps[1:3] == (PlannedRest(30.0, ("Rest.",)), PlannedWords(("Well done.",)))


def test_repeats_are_written_out_in_order() -> None:
    inner = RepeatStep(2, (ExerciseStep("squeeze"),))
    plan = plan_routine(routine(RepeatStep(2, (ExerciseStep("lift"), inner))), LIBRARY)
    assert [step.exercise.id for step in plan.exercises] == [
        *("lift", "squeeze", "squeeze"),
        *("lift", "squeeze", "squeeze"),
    ]


def test_a_routines_own_exercise_comes_before_one_of_the_same_name() -> None:
    own = replace(LIFT, name="My own lift")
    plan = plan_routine(replace(routine("lift"), exercises=(own,)), LIBRARY)
    assert plan.exercises[0].exercise.name == "My own lift"


def test_an_exercise_that_is_nowhere_is_an_error() -> None:
    with pytest.raises(KeyError):
        plan_routine(routine("handstand"), LIBRARY)


# Easing


@given(plans)
@examples(100)
def test_easing_halves_the_reps_and_is_done_once(plan: Plan) -> None:
    gentle = plan.eased()
    assert gentle.eased() == gentle
    assert len(gentle.steps) == len(plan.steps)
    for before, after in zip(plan.steps, gentle.steps, strict=True):
        if not isinstance(before, PlannedExercise):
            assert after == before
            continue
        assert isinstance(after, PlannedExercise)
        assert after.eased
        if before.eased:
            assert after == before
        elif before.gentler is not None and before.gentler.dose.time is not None:
            assert (after.reps, after.time) == ((), before.gentler.dose.time)
        else:
            assert len(after.reps) == len(before.reps)
            for few, many in zip(after.reps, before.reps, strict=True):
                assert 1 <= few <= ceil(many / 2)
            assert after.time is None or (before.time and after.time <= before.time)


@pytest.mark.parametrize(("reps", "half"), [(1, 1), (2, 1), (3, 2), (8, 4), (9, 5)])
def test_half_of_the_reps_is_rounded_up(reps: int, half: int) -> None:
    step = eased(settle(ExerciseStep("squeeze", Dose(reps=Reps(reps, reps))), SQUEEZE))
    assert isinstance(step, PlannedExercise)
    assert step.reps == (half,)
    assert EASED_LINE in step.said


def test_an_eased_walk_is_half_as_long_and_eased_breathing_as_long_as_before() -> None:
    plan = plan_routine(routine("walk", "breathe"), LIBRARY).eased()
    assert [step.time for step in plan.exercises] == [60.0, 60.0]


@pytest.mark.parametrize(
    ("easier", "hold", "reps", "first"),
    [
        (None, 5.0, (2,), EASED_LINE),
        (Easier(say="Just a little."), 5.0, (2,), "Just a little."),
        (Easier(dose=Dose(hold=Seconds(2))), 2.0, (2,), EASED_LINE),
        (Easier(dose=Dose(hold=Breaths(3))), 5.0, (2,), EASED_LINE),
        (Easier(dose=Dose(reps=Reps(1, 3))), 5.0, (1,), EASED_LINE),
        (Easier(dose=Dose(reps=Reps(9, 9))), 5.0, (2,), EASED_LINE),
    ],
)
def test_the_easier_form_is_never_harder(
    easier: Easier | None, hold: float, reps: tuple[int, ...], first: str
) -> None:
    exercise = replace(LIFT, easier=easier)
    step = eased(settle(ExerciseStep("lift", Dose(reps=Reps(4, 4))), exercise))
    assert isinstance(step, PlannedExercise)
    assert (step.hold, step.reps, step.said[0]) == (hold, reps, first)


def test_the_easier_exercise_comes_with_its_own_sides_and_hold() -> None:
    other = replace(LIFT, id="other", dose=Dose(hold=Seconds(1), sides=Sides.EACH))
    hard = replace(LIFT, easier=Easier("other"))
    plan = plan_routine(routine("lift"), {"lift": hard, "other": other}).eased()
    (step,) = plan.exercises
    assert (step.exercise.id, step.hold, step.sides) == ("other", 1.0, Sides.EACH)


def test_an_easier_exercise_that_goes_by_time_takes_its_own_time() -> None:
    hard = replace(LIFT, easier=Easier("walk"))
    (step,) = plan_routine(routine("lift"), {**LIBRARY, "lift": hard}).eased().exercises
    assert step.exercise.id == "walk"
    assert (step.reps, step.time) == ((), LIBRARY["walk"].dose.time)


def test_breathing_is_dosed_by_time() -> None:
    assert settle(ExerciseStep("breathe"), BREATHE).reps == ()
