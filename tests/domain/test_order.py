"""An order that gets a sore back down and up less often, where there is one worth a word."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.exercise import Exercise, Position
from coach.domain.moves import SAME_POSITION, change_seconds
from coach.domain.order import (
    MOST_EXACT,
    MOST_TRIED,
    NEEDLESS_SECONDS,
    NEEDLESS_TRIPS,
    best_order,
    better_order,
    effort,
)
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)
from tests.domain.effort import examples
from tests.domain.make import LIFT, WALK, routine

EXERCISES: dict[str, Exercise] = {
    position.value: replace(LIFT, id=position.value, name=position.value, position=position)
    for position in Position
} | {"walk": WALK}
NAMES = tuple(EXERCISES)
FLOOR = ("supine", "prone", "side", "all-fours", "kneeling", "half-kneeling")


def of(*names: str | Step) -> Routine:
    """A routine of these exercises, named by their positions."""
    return routine(*names)


def names(steps: Sequence[Step]) -> list[str]:
    """The exercises of these steps, without those in repeats."""
    return [step.exercise for step in steps if isinstance(step, ExerciseStep)]


def seconds(steps: Sequence[Step]) -> float:
    return effort(steps, EXERCISES).seconds


# Routines by chance


def a_step(chance: Random, *, repeats: bool = True) -> Step:
    kind = chance.randrange(12)
    if kind == 0:
        return RestStep(20.0)
    if kind == 1:
        return PainCheckStep()
    if kind == 2:
        return SayStep("Half-way there.")
    if kind == 3 and repeats:
        inner = (a_step(chance, repeats=False) for _ in range(chance.randint(1, 3)))
        return RepeatStep(chance.randint(1, 3), tuple(inner))
    return ExerciseStep(chance.choice(NAMES), note=str(chance.random()))


def a_routine(seed: int, size: int, *, repeats: bool = True) -> Routine:
    chance = Random(seed)
    return of(*(a_step(chance, repeats=repeats) for _ in range(size)))


seeds = st.integers(0, 2**32 - 1)
routines = st.builds(a_routine, seeds, st.integers(0, 14))
long_routines = st.builds(a_routine, seeds, st.integers(40, 120))


# What holds for every proposal


@given(routines | long_routines)
@examples(300)
def test_a_proposal_has_every_step_once_and_is_worth_a_word(given_routine: Routine) -> None:
    found = better_order(given_routine, EXERCISES)
    order = best_order(given_routine.steps, EXERCISES)
    assert sorted(order) == list(range(len(given_routine.steps)))
    best = [given_routine.steps[number] for number in order]
    assert seconds(best) <= seconds(given_routine.steps)
    if found is None:
        return
    assert list(found.steps) == best
    assert found.before == effort(given_routine.steps, EXERCISES)
    assert found.after == effort(found.steps, EXERCISES)
    assert found.after.seconds < found.before.seconds
    assert found.after.trips <= found.before.trips
    assert (
        found.before.trips - found.after.trips >= NEEDLESS_TRIPS
        or found.before.seconds - found.after.seconds > NEEDLESS_SECONDS
    )


@given(routines | long_routines)
@examples(300)
def test_what_is_proposed_gets_no_warning_itself(given_routine: Routine) -> None:
    order = best_order(given_routine.steps, EXERCISES)
    best = tuple(given_routine.steps[number] for number in order)
    assert better_order(replace(given_routine, steps=best), EXERCISES) is None
    again = best_order(best, EXERCISES)
    assert seconds([best[number] for number in again]) == seconds(best)


@given(routines)
@examples(200)
def test_what_is_no_exercise_stays_behind_the_step_that_it_follows(given_routine: Routine) -> None:
    steps = given_routine.steps
    order = best_order(steps, EXERCISES)
    for before, after in pairwise(range(len(steps))):
        if not _goes_somewhere(steps[after]):
            assert order.index(after) == order.index(before) + 1
    assert not steps or _goes_somewhere(steps[0]) or order[0] == 0


@given(seeds, st.integers(1, 6), st.booleans(), st.booleans())
@examples(150)
def test_of_few_exercises_no_order_takes_less(
    seed: int, size: int, walk_first: bool, walk_last: bool
) -> None:
    chance = Random(seed)
    middle = [ExerciseStep(chance.choice((*FLOOR, "standing", "seated"))) for _ in range(size)]
    first = [ExerciseStep("walk")] * walk_first
    last = [ExerciseStep("walk")] * walk_last
    steps = (*first, *middle, *last)
    least = min(seconds((*first, *some, *last)) for some in permutations(middle))
    assert seconds([steps[number] for number in best_order(steps, EXERCISES)]) == least


@given(routines)
@examples(150)
def test_a_walk_at_the_start_or_the_end_stays_there(given_routine: Routine) -> None:
    walk = ExerciseStep("walk")
    steps = (walk, *given_routine.steps, walk)
    order = best_order(steps, EXERCISES)
    assert order[0] == 0
    assert order[-1] == len(steps) - 1


# What it takes


def test_the_effort_is_from_standing_to_standing() -> None:
    there_and_back = 2 * (change_seconds(Position.STANDING, Position.SUPINE) - SAME_POSITION)
    for steps in (of("supine"), of("supine", "supine", "any"), of("walk", "supine", "walk")):
        assert effort(steps.steps, EXERCISES).seconds == there_and_back
        assert effort(steps.steps, EXERCISES).trips == 1
    assert effort(of("any", RestStep(20.0)).steps, EXERCISES).seconds == 0.0


@pytest.mark.parametrize(
    ("steps", "trips"),
    [
        (("walk",), 0),
        (("supine", "prone", "side"), 1),
        (("kneeling", "all-fours", "supine", "half-kneeling"), 1),
        (("supine", "all-fours", "supine"), 2),
        (("supine", "walk", "supine", "seated", "prone"), 3),
        (("seated", "standing", "seated"), 0),  # a chair is no floor
        (("kneeling", "all-fours", "kneeling", "all-fours"), 1),  # nor are one's own knees a way
    ],
)
def test_a_trip_is_a_way_down_that_a_sore_back_feels(steps: tuple[str, ...], trips: int) -> None:
    assert effort(of(*steps).steps, EXERCISES).trips == trips


def test_a_repeat_counts_as_often_as_it_is_done() -> None:
    inner = (ExerciseStep("supine"), ExerciseStep("walk"))
    assert effort((RepeatStep(3, inner),), EXERCISES) == effort(inner * 3, EXERCISES)


# What is proposed


def test_lying_twice_with_standing_between_is_put_together() -> None:
    found = better_order(of("walk", "supine", "standing", "supine", "walk"), EXERCISES)
    assert found is not None
    assert names(found.steps) == ["walk", "supine", "supine", "standing", "walk"]
    assert (found.before.trips, found.after.trips) == (2, 1)
    assert found.at == (3,), "the second way down is the needless one"


def test_getting_up_to_hands_and_knees_again_and_again_is_worth_a_word() -> None:
    found = better_order(of("supine", "all-fours", "supine", "all-fours", "supine"), EXERCISES)
    assert found is not None
    assert (found.before.trips, found.after.trips) == (3, 1)
    assert names(found.steps) == ["supine"] * 3 + ["all-fours"] * 2
    assert found.at == (2,)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        ("any",),
        ("supine",),
        ("supine", "all-fours", "supine"),  # one needless way up, and no long one
        ("kneeling", "supine", "all-fours"),
        ("walk", "supine", "half-kneeling", "all-fours", "kneeling"),
        ("seated", "standing", "seated", "standing"),
    ],
)
def test_little_is_not_worth_a_word(steps: tuple[str, ...]) -> None:
    assert better_order(of(*steps), EXERCISES) is None


def test_a_needless_step_is_found_inside_a_repeat() -> None:
    inner = RepeatStep(2, (ExerciseStep("supine"), RestStep(9.0), ExerciseStep("walk")))
    found = better_order(of("prone", "standing", inner, "prone", "prone"), EXERCISES)
    assert found is not None
    assert (found.before.trips, found.after.trips) == (4, 2)
    assert found.at == (2, 0)
    assert inner in found.steps


def test_steps_of_a_repeat_stay_together() -> None:
    turns = RepeatStep(4, (ExerciseStep("supine"), ExerciseStep("standing")))
    assert better_order(of(turns), EXERCISES) is None, "that is how the author wants it"


def test_more_repeats_than_can_be_tried_are_looked_through_in_time() -> None:
    def turn(one: str, other: str) -> Step:
        return RepeatStep(1, (ExerciseStep(one), ExerciseStep(other)))

    for count in (MOST_EXACT + 1, MOST_TRIED, MOST_TRIED + 1, 1000):
        turns = [
            turn(*(("supine", "standing") if at % 2 else ("seated", "prone")))
            for at in range(count)
        ]
        given_routine = of(*turns)
        order = best_order(given_routine.steps, EXERCISES)
        assert sorted(order) == list(range(count))
        best = [given_routine.steps[number] for number in order]
        assert seconds(best) <= seconds(given_routine.steps)


def test_a_routines_own_exercise_comes_before_the_librarys() -> None:
    up_and_down = of("walk", "supine", "standing", "supine", "standing", "supine", "walk")
    assert better_order(up_and_down, EXERCISES) is not None
    on_feet = replace(EXERCISES["supine"], position=Position.STANDING)
    assert better_order(replace(up_and_down, exercises=(on_feet,)), EXERCISES) is None


def test_no_bundled_routine_gets_anybody_down_and_up_needlessly() -> None:
    library = YamlLibrary(None, bundled("routines"))
    exercises = library.exercises()
    found = {
        entry.id: better_order(entry.routine, exercises)
        for entry in library.entries()
        if entry.routine is not None
    }
    assert found
    assert [name for name, better in found.items() if better is not None] == []


def _goes_somewhere(step: Step) -> bool:
    """Whether a step is done in a position of its own."""
    if isinstance(step, RepeatStep):
        return any(_goes_somewhere(inner) for inner in step.steps)
    return isinstance(step, ExerciseStep) and step.exercise != Position.ANY.value
