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
    found = unusual(plan, LIBRARY)
    assert [f"{one.asked}, usual is {one.usual}" for one in found] == asked
    for one in found:
        plan = lowered(plan, one)
    assert plan.exercises[0].reps == reps
    assert unusual(plan, LIBRARY) == ()


def test_a_hold_and_a_time_of_more_than_twice_the_usual_are_asked_about() -> None:
    long = plan_routine(routine(ExerciseStep("lift", Dose(hold=Seconds(600)))), LIBRARY)
    (found,) = unusual(long, LIBRARY)
    assert found.asked == "held for 10 minutes"
    assert found.lower.hold == LIFT.dose.hold.seconds if LIFT.dose.hold else False
    walk = plan_routine(routine(ExerciseStep("walk", Dose(time=7200.0))), LIBRARY)
    (found,) = unusual(walk, LIBRARY)
    assert found.asked == "for 120 minutes"
    assert unusual(lowered(walk, found), LIBRARY) == ()


def test_what_is_usual_of_descending_sets_is_their_first_and_their_sum() -> None:
    exercise = replace(SQUEEZE, dose=Dose(descending=(3, 2, 1)))
    usual = {"squeeze": exercise}
    few = plan_routine(routine(ExerciseStep("squeeze", Dose(reps=Reps(6, 6), sets=2))), usual)
    assert unusual(few, usual) == ()
    many = plan_routine(routine(ExerciseStep("squeeze", Dose(reps=Reps(7, 7)))), usual)
    assert [found.usual for found in unusual(many, usual)] == ["3"]


def test_only_the_step_that_is_too_much_is_lowered() -> None:
    step = ExerciseStep("lift", Dose(reps=Reps(9, 9)))
    plan = plan_routine(routine(step, ExerciseStep("lift"), step), LIBRARY)
    lower = lowered(plan, unusual(plan, LIBRARY)[0])
    assert [one.reps for one in lower.exercises] == [(4,), (2,), (9,)]


GROSS = replace(LIFT, dose=Dose(reps=Reps(99, 99), hold=Seconds(600), sets=40))


def test_a_file_that_defines_an_exercise_anew_does_not_move_what_is_usual() -> None:
    again = replace(routine("lift"), exercises=(GROSS,))
    (found,) = unusual(plan_routine(again, LIBRARY), LIBRARY)
    assert found.asked == "x 99 and 40 sets and held for 10 minutes"
    assert found.usual == "4 and 1 and 5 seconds"
    assert (found.lower.reps, found.lower.hold) == ((4,), 5)
    timed = replace(again, exercises=(replace(LIFT, dose=Dose(time=1801.0)),))
    (found,) = unusual(plan_routine(timed, LIBRARY), LIBRARY)
    assert (found.asked, found.usual) == ("for 30 minutes 1 second", "at most 30 minutes")
    assert found.lower.time == 1800


@pytest.mark.parametrize(
    ("own", "asked", "usual"),
    [
        (Dose(reps=Reps(30, 30)), "", ""),
        (Dose(reps=Reps(31, 31)), "x 31", "at most 30"),
        (Dose(reps=Reps(3, 3), sets=6), "", ""),
        (Dose(reps=Reps(3, 3), sets=7), "7 sets", "6"),
        (Dose(reps=Reps(1, 1), hold=Seconds(180)), "", ""),
        (Dose(reps=Reps(1, 1), hold=Seconds(181)), "held for 3 minutes 1 second", "at most 3 min"),
        (Dose(time=1800.0), "", ""),
        (Dose(time=1801.0), "for 30 minutes 1 second", "at most 30 minutes"),
    ],
)
def test_of_an_exercise_of_its_own_a_file_alone_does_not_say_what_is_usual(
    own: Dose, asked: str, usual: str
) -> None:
    mine = replace(routine("own"), exercises=(replace(LIFT, id="own", dose=own),))
    plan = plan_routine(mine, LIBRARY)
    found = unusual(plan, LIBRARY)
    assert [one.asked for one in found] == ([asked] if asked else [])
    for one in found:
        assert one.usual.startswith(usual)
        plan = lowered(plan, one)
    assert unusual(plan, LIBRARY) == ()


def test_below_the_fixed_amounts_an_own_exercise_has_its_own_measure() -> None:
    few = replace(LIFT, id="own", dose=Dose(reps=Reps(5, 5), hold=Seconds(10)))
    for dose, asked in (
        (Dose(reps=Reps(10, 10), hold=Seconds(20)), []),
        (Dose(reps=Reps(11, 11)), ["x 11 5"]),
        (Dose(hold=Seconds(21)), ["held for 21 seconds 10 seconds"]),
        (Dose(reps=Reps(5, 5), sets=3), ["3 sets 1"]),
    ):
        mine = replace(routine(ExerciseStep("own", dose)), exercises=(few,))
        found = unusual(plan_routine(mine, LIBRARY), LIBRARY)
        assert [f"{one.asked} {one.usual}" for one in found] == asked
    many = replace(few, dose=Dose(reps=Reps(20, 20)))
    mine = replace(routine(ExerciseStep("own", Dose(reps=Reps(31, 31)))), exercises=(many,))
    (one,) = unusual(plan_routine(mine, LIBRARY), LIBRARY)
    assert (one.usual, one.lower.reps) == ("20", (20,))
    most = replace(few, dose=Dose(reps=Reps(30, 30)))
    mine = replace(routine(ExerciseStep("own", Dose(reps=Reps(31, 31)))), exercises=(most,))
    assert [one.usual for one in unusual(plan_routine(mine, LIBRARY), LIBRARY)] == ["30"]


def test_what_the_coachs_exercise_has_no_usual_of_is_held_to_the_fixed_amounts() -> None:
    for dose, asked in (
        (Dose(time=1800.0), []),
        (Dose(time=1801.0), ["for 30 minutes 1 second"]),
        (Dose(reps=Reps(3, 3), hold=Seconds(181)), ["held for 3 minutes 1 second"]),
    ):
        step = ExerciseStep("squeeze", dose)
        found = unusual(plan_routine(routine(step), LIBRARY), LIBRARY)
        assert [one.asked for one in found] == asked
    walk = ExerciseStep("walk", Dose(reps=Reps(30, 30), sets=6))
    assert unusual(plan_routine(routine(walk), LIBRARY), LIBRARY) == ()
    walk = ExerciseStep("walk", Dose(reps=Reps(31, 31), sets=7))
    (one,) = unusual(plan_routine(routine(walk), LIBRARY), LIBRARY)
    assert (one.asked, one.usual) == ("x 31 and 7 sets", "at most 30 and 6")
