"""Doses that look like a slip of the pen."""

from dataclasses import replace

import pytest

from coach.domain.dose import Dose, Reps, Seconds
from coach.domain.plan import plan_routine
from coach.domain.routine import ExerciseStep
from coach.domain.usual import lowered, unusual
from tests.domain.make import LIBRARY, LIFT, SQUEEZE, routine


@pytest.mark.parametrize(
    ("dose", "asked", "reps"),
    [
        (Dose(reps=Reps(8, 8)), [], (8,)),
        (Dose(reps=Reps(9, 9)), ["x 9, usual is 4"], (4,)),
        (Dose(descending=(9, 1)), ["x 9, usual is 4"], (4, 1)),
        (Dose(reps=Reps(4, 4), sets=2), [], (4, 4)),
        (Dose(reps=Reps(4, 4), sets=40), ["40 sets, usual is 1"], (4,)),
    ],
)
def test_more_than_twice_the_usual_reps_or_sets_are_asked_about(
    dose: Dose, asked: list[str], reps: tuple[int, ...]
) -> None:
    plan = plan_routine(routine(ExerciseStep("lift", dose)), LIBRARY)
    found = unusual(plan)
    assert [f"{one.asked}, usual is {one.usual}" for one in found] == asked
    for one in found:
        plan = lowered(plan, one)
    assert plan.exercises[0].reps == reps
    assert unusual(plan) == ()


def test_a_hold_and_a_time_of_more_than_twice_the_usual_are_asked_about() -> None:
    long = plan_routine(routine(ExerciseStep("lift", Dose(hold=Seconds(600)))), LIBRARY)
    (found,) = unusual(long)
    assert found.asked == "held for 10 minutes"
    assert found.lower.hold == LIFT.dose.hold.seconds if LIFT.dose.hold else False
    walk = plan_routine(routine(ExerciseStep("walk", Dose(time=7200.0))), LIBRARY)
    (found,) = unusual(walk)
    assert found.asked == "for 120 minutes"
    assert unusual(lowered(walk, found)) == ()


def test_what_is_usual_of_descending_sets_is_their_first_and_their_sum() -> None:
    exercise = replace(SQUEEZE, dose=Dose(descending=(3, 2, 1)))
    usual = {"squeeze": exercise}
    few = plan_routine(routine(ExerciseStep("squeeze", Dose(reps=Reps(6, 6), sets=2))), usual)
    assert unusual(few) == ()
    many = plan_routine(routine(ExerciseStep("squeeze", Dose(reps=Reps(7, 7)))), usual)
    assert [found.usual for found in unusual(many)] == ["3"]


def test_only_the_step_that_is_too_much_is_lowered() -> None:
    step = ExerciseStep("lift", Dose(reps=Reps(9, 9)))
    plan = plan_routine(routine(step, ExerciseStep("lift"), step), LIBRARY)
    lower = lowered(plan, unusual(plan)[0])
    assert [one.reps for one in lower.exercises] == [(4,), (2,), (9,)]
