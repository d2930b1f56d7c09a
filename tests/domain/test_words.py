"""Numbers and doses as they are said."""

from dataclasses import replace

import pytest
from hypothesis import given

from coach.domain.dose import Breaths, Dose, Reps, Seconds, Side, Sides
from coach.domain.exercise import Exercise
from coach.domain.plan import settle
from coach.domain.routine import ExerciseStep
from coach.domain.words import count_words, dose_words, seconds_words, side_words, starting_side
from tests.domain.effort import examples
from tests.domain.make import LIFT, SQUEEZE, WALK
from tests.domain.strategies import doses, exercises


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (20, "20 seconds"),
        (59.6, "1 minute"),
        (60, "1 minute"),
        (61, "1 minute 1 second"),
        (90, "1 minute 30 seconds"),
        (120, "2 minutes"),
        (0, "0 seconds"),
    ],
)
def test_durations_are_said_in_minutes_and_seconds(seconds: float, words: str) -> None:
    assert seconds_words(seconds) == words


@pytest.mark.parametrize(("count", "words"), [(1, "1 time"), (2, "2 times"), (0, "0 times")])
def test_one_is_singular(count: int, words: str) -> None:
    assert count_words(count, "time") == words


@pytest.mark.parametrize(
    ("exercise", "dose", "words"),
    [
        (LIFT, Dose(reps=Reps(3, 3), hold=Seconds(20)), "3 times, 20 seconds each."),
        (LIFT, Dose(reps=Reps(1, 1), hold=Seconds(60)), "1 time, 1 minute."),
        (LIFT, Dose(hold=Breaths(3)), "2 times, 30 seconds each."),
        (SQUEEZE, Dose(reps=Reps(8, 8)), "8 times."),
        (SQUEEZE, Dose(reps=Reps(8, 8), sets=2), "2 sets of 8."),
        (SQUEEZE, Dose(descending=(3, 2, 1)), "3, 2, 1 times."),
        (SQUEEZE, Dose(reps=Reps(4, 4), sides=Sides.EACH), "4 times on each side."),
        (SQUEEZE, Dose(reps=Reps(4, 4), sides=Sides.ALTERNATE), "4 times on each side."),
        (SQUEEZE, Dose(reps=Reps(4, 4), sides=Sides.LEFT), "4 times."),
        (WALK, Dose(), "For 2 minutes."),
    ],
)
def test_a_dose_is_one_short_sentence(exercise: Exercise, dose: Dose, words: str) -> None:
    assert dose_words(settle(ExerciseStep(exercise.id, dose), exercise)) == words


@given(exercises, doses)
@examples(60)
def test_every_dose_can_be_said(exercise: Exercise, dose: Dose) -> None:
    words = dose_words(settle(ExerciseStep(exercise.id, dose), exercise))
    assert words.endswith(".")
    assert "  " not in words
    assert "None" not in words


@pytest.mark.parametrize(
    ("sides", "words"),
    [
        (Sides.BOTH, ""),
        (Sides.LEFT, "Left side."),
        (Sides.RIGHT, "Right side."),
        (Sides.EACH, "Left side first."),
        (Sides.ALTERNATE, "Left side first."),
    ],
)
def test_the_side_that_begins_is_said_where_it_matters(sides: Sides, words: str) -> None:
    assert starting_side(replace(settle(ExerciseStep("lift"), LIFT), sides=sides)) == words


def test_a_side_is_named() -> None:
    assert [side_words(side) for side in Side] == ["Left side.", "Right side."]
