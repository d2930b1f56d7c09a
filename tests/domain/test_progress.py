"""The reps that an exercise's own record leads to, and the easier form after a stop."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.dose import Dose, Reps, Side, Sides
from coach.domain.erased import Erased
from coach.domain.exercise import Easier, Exercise
from coach.domain.exercise_record import ExerciseDone, ExerciseSession
from coach.domain.plan import Plan, plan_routine
from coach.domain.progress import (
    FEWER_WISHED,
    TO_BEGIN_WITH,
    ExerciseLog,
    Progress,
    easier_since,
    reps_reached,
)
from coach.domain.routine import ExerciseStep, Routine
from coach.domain.safety import Colour
from tests.domain.make import LIBRARY, LIFT

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
GREEN, AMBER, RED = Colour.GREEN, Colour.AMBER, Colour.RED
FIVE_TO_TEN = Reps(5, 10)


def row(
    day: int,
    colour: Colour | None = GREEN,
    planned: int = 10,
    *,
    done: int | None = None,
    exercise: str = "lift",
    whole: bool = True,
    eased: bool = False,
    stopped: bool = False,
    side: Side | None = None,
    step: int = 1,
) -> ExerciseSession:
    """An exercise as it went on a day; as planned, unless something else is said."""
    how = ExerciseDone(
        step,
        exercise,
        Sides.EACH,
        (planned,) if planned else (),
        done=planned if done is None else done,
        whole=whole and not stopped,
        eased=eased,
        stopped=stopped,
        stopped_side=side,
    )
    return ExerciseSession(f"{day:04}", NOON + timedelta(days=day), "first-three", colour, how)


def days(*colours: Colour | None) -> list[ExerciseSession]:
    """A session a day, each with as many reps as anybody could have reached."""
    return [row(day, colour) for day, colour in enumerate(colours)]


def reached(*colours: Colour | None) -> Progress:
    return reps_reached(FIVE_TO_TEN, days(*colours))


ROWS = st.lists(
    st.builds(
        row,
        st.integers(0, 60),
        st.sampled_from([GREEN, GREEN, GREEN, AMBER, RED, None]),
        st.integers(0, 14),
        whole=st.booleans() | st.just(True),
        eased=st.sampled_from([False, False, True]),
        stopped=st.sampled_from([False, False, False, False, True]),
        step=st.integers(1, 2),
    ),
    max_size=40,
)
RANGES = st.tuples(st.integers(1, 8), st.integers(0, 6)).map(lambda at: Reps(at[0], sum(at)))


@given(RANGES, ROWS)
def test_the_reps_never_leave_the_range_of_the_file(
    within: Reps, rows: list[ExerciseSession]
) -> None:
    assert within.low <= reps_reached(within, rows).reps <= within.high


@given(RANGES, ROWS, st.integers(1, 14), st.sampled_from([AMBER, RED]))
def test_never_up_after_an_amber(
    within: Reps, rows: list[ExerciseSession], planned: int, colour: Colour
) -> None:
    before = reps_reached(within, rows).reps
    after = reps_reached(within, [*rows, row(99, colour, planned)]).reps
    assert after <= max(min(before, planned), within.low)
    assert after < before or after == within.low


@given(RANGES, ROWS, st.randoms(use_true_random=False))
def test_the_same_record_gives_the_same_whichever_way_it_is_read(
    within: Reps, rows: list[ExerciseSession], chance: Random
) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    assert reps_reached(within, mixed) == reps_reached(within, rows)
    assert easier_since("lift", None, mixed) == easier_since("lift", None, rows)


@given(RANGES, ROWS)
def test_what_is_left_out_because_it_is_old_never_makes_more(
    within: Reps, rows: list[ExerciseSession]
) -> None:
    newer = [row for row in rows if row.begun >= NOON + timedelta(days=30)]
    assert reps_reached(within, newer).reps <= reps_reached(within, rows).reps


@given(RANGES, ROWS)
def test_one_more_session_adds_one_rep_at_the_most(
    within: Reps, rows: list[ExerciseSession]
) -> None:
    before = reps_reached(within, rows).reps
    assert reps_reached(within, [*rows, row(99)]).reps <= before + 1


def test_it_begins_at_the_low_end() -> None:
    assert reps_reached(FIVE_TO_TEN, []) == Progress(5, TO_BEGIN_WITH)
    assert reached(GREEN, GREEN) == Progress(5, TO_BEGIN_WITH)


@pytest.mark.parametrize(
    ("greens", "reps", "why"),
    [
        (3, 6, "three good sessions in a row"),
        (5, 6, "three good sessions in a row"),
        (6, 7, "three good sessions in a row, twice"),
        (9, 8, "three good sessions in a row, 3 times"),
        (15, 10, "three good sessions in a row, 5 times"),
        (30, 10, "three good sessions in a row, 5 times"),
    ],
)
def test_three_greens_in_a_row_add_one_up_to_the_top(greens: int, reps: int, why: str) -> None:
    assert reached(*[GREEN] * greens) == Progress(reps, why)


def test_an_amber_takes_one_back_and_the_count_begins_anew() -> None:
    up = days(*[GREEN] * 6)
    amber = row(10, AMBER, planned=7)
    assert reps_reached(FIVE_TO_TEN, [*up, amber]) == Progress(
        6, "there was more pain during or after it last time"
    )
    two = [row(11), row(12)]
    assert reps_reached(FIVE_TO_TEN, [*up, amber, *two]) == Progress(
        6, "there was more pain during or after it on 11 November"
    )
    assert reps_reached(FIVE_TO_TEN, [*up, amber, *two, row(13)]).reps == 7


def test_an_amber_at_fewer_reps_goes_back_from_those() -> None:
    up = days(*[GREEN] * 9)
    assert reps_reached(FIVE_TO_TEN, [*up, row(10, AMBER, planned=6)]).reps == 5


@pytest.mark.parametrize("colour", [GREEN, AMBER, None])
def test_a_stop_on_the_exercise_takes_it_back_to_the_low_end(colour: Colour | None) -> None:
    stop = row(10, colour, stopped=True, side=Side.LEFT)
    assert reps_reached(FIVE_TO_TEN, [*days(*[GREEN] * 9), stop]) == Progress(
        5, "it hurt on the left and was stopped last time"
    )


def test_a_warning_sign_takes_it_back_to_the_low_end() -> None:
    told = reps_reached(FIVE_TO_TEN, [*days(*[GREEN] * 9), row(10, RED)])
    assert told == Progress(5, "there was a warning sign last time")


def test_a_session_without_a_colour_counts_neither_way() -> None:
    assert reached(GREEN, None, GREEN, None, GREEN).reps == 6


@pytest.mark.parametrize(
    "day",
    [row(1, eased=True), row(1, whole=False), row(1, planned=10, done=9)],
    ids=["eased", "not to its end", "fewer than planned"],
)
def test_a_day_on_which_less_was_done_begins_the_count_anew(day: ExerciseSession) -> None:
    assert reps_reached(FIVE_TO_TEN, [row(0), day, row(2), row(3)]).reps == 5
    assert reps_reached(FIVE_TO_TEN, [row(0), day, row(2), row(3), row(4)]).reps == 6


def test_greens_with_fewer_reps_than_have_been_reached_say_nothing_about_more() -> None:
    up = days(*[GREEN] * 9)
    fewer = [row(20 + day, planned=6) for day in range(6)]
    assert reps_reached(FIVE_TO_TEN, [*up, *fewer]).reps == 8
    between = [row(30), row(31), row(32, planned=6), row(33)]
    assert reps_reached(FIVE_TO_TEN, [*up, *between]).reps == 9


def test_the_person_can_lower_it_and_never_raise_it() -> None:
    rows = tuple(days(*[GREEN] * 9))
    assert ExerciseLog(rows, most=6).reps("lift", FIVE_TO_TEN) == Progress(6, FEWER_WISHED)
    assert ExerciseLog(rows, most=3).reps("lift", FIVE_TO_TEN) == Progress(3, FEWER_WISHED)
    assert ExerciseLog(rows, most=20).reps("lift", FIVE_TO_TEN).reps == 8


# The easier form


def test_a_stop_on_either_side_asks_for_the_easier_form_until_a_green_with_it() -> None:
    stop = row(1, AMBER, stopped=True, side=Side.RIGHT)
    why = "the easier form, because it hurt on the right on 2 November"
    assert easier_since("lift", "easy", [row(0), stop]) == why
    for after in (
        row(2, AMBER, exercise="easy"),
        row(2, None, exercise="easy"),
        row(2, exercise="easy", whole=False),
        row(2, exercise="easy", stopped=True),
        row(2, exercise="another"),
    ):
        assert easier_since("lift", "easy", [stop, after]) == why
    assert easier_since("lift", "easy", [stop, row(2, exercise="easy")]) == ""
    assert easier_since("lift", None, [stop, row(2, eased=True)]) == ""
    again = row(3, AMBER, stopped=True)
    assert easier_since("lift", "easy", [stop, row(2, exercise="easy"), again]) != ""


def test_the_order_of_the_rows_means_nothing_to_the_easier_form() -> None:
    rows = [row(0), row(1, AMBER, stopped=True), row(2, exercise="easy")]
    assert {easier_since("lift", "easy", mixed) for mixed in permutations(rows)} == {""}


# What was erased and had hurt


def erased(day: int, *stopped: str, anew: bool = True) -> Erased:
    return Erased(f"{day:04}", NOON + timedelta(days=day), anew=anew, stopped=stopped)


def test_what_was_erased_and_had_hurt_takes_it_back_to_the_low_end() -> None:
    log = ExerciseLog(tuple(days(*[GREEN] * 9)), erased=(erased(10),))
    again = "it begins again, because what was erased had hurt"
    assert log.reps("lift", FIVE_TO_TEN) == Progress(5, again)
    since = replace(log, rows=(*log.rows, row(11), row(12), row(13)))
    assert since.reps("lift", FIVE_TO_TEN) == Progress(6, "three good sessions in a row")
    nothing = replace(log, erased=(erased(10, anew=False), erased(10, "another", anew=False)))
    assert nothing.reps("lift", FIVE_TO_TEN).reps == 8
    stop = replace(log, erased=(erased(10, "lift", anew=False),))
    assert stop.reps("lift", FIVE_TO_TEN).reps == 5


def test_a_stop_that_was_erased_asks_for_the_easier_form_until_a_green_with_it() -> None:
    lift = replace(LIFT, easier=Easier("easy"))
    log = ExerciseLog(tuple(days(GREEN, GREEN)), erased=(erased(10, "lift"),))
    assert log.easier(lift) == "the easier form, because it hurt once"
    for after, still in (
        (row(11, AMBER, exercise="easy"), True),
        (row(11, exercise="easy", whole=False), True),
        (row(11, exercise="easy"), False),
        (row(9, exercise="easy"), True),
    ):
        assert bool(replace(log, rows=(*log.rows, after)).easier(lift)) is still
    assert replace(log, erased=(erased(10),)).easier(lift) == ""
    stop = row(12, AMBER, stopped=True)
    told = "the easier form, because it hurt on 13 November"
    assert replace(log, rows=(*log.rows, stop)).easier(lift) == told


@given(RANGES, ROWS, st.integers(0, 60))
def test_what_was_erased_never_makes_more(
    within: Reps, rows: list[ExerciseSession], day: int
) -> None:
    when = NOON + timedelta(days=day)
    assert reps_reached(within, rows, [when]).reps <= reps_reached(within, rows).reps
    if easier_since("lift", None, rows):
        assert easier_since("lift", None, rows, [when])


# In a plan


def planned(rows: Sequence[ExerciseSession], *, most: int | None = None) -> Plan:
    hard = make_hard()
    routine = Routine("r", "R", (ExerciseStep("hard", Dose(reps=FIVE_TO_TEN)),))
    library = {**LIBRARY, **hard}
    return plan_routine(routine, library, log=ExerciseLog(tuple(rows), most))


def make_hard() -> dict[str, Exercise]:
    return {
        "hard": replace(LIFT, id="hard", name="Hard", easier=Easier("easy")),
        "easy": replace(LIFT, id="easy", name="Easy", easier=Easier("easiest")),
        "easiest": replace(LIFT, id="easiest", name="Easiest"),
    }


def hard(day: int, colour: Colour = GREEN, *, stopped: bool = False) -> ExerciseSession:
    return row(day, colour, exercise="hard", stopped=stopped)


def test_a_plan_has_the_reps_of_the_record_and_says_why() -> None:
    (step,) = planned([hard(day) for day in range(6)]).exercises
    assert (step.exercise.id, step.reps) == ("hard", (7,))
    assert step.why == "three good sessions in a row, twice"


def test_easing_halves_what_the_record_has_come_to() -> None:
    (step,) = planned([hard(day) for day in range(6)]).eased().exercises
    assert (step.exercise.id, step.reps, step.why) == ("easy", (4,), "")


def test_after_a_stop_the_easier_exercise_is_planned() -> None:
    stop = hard(1, AMBER, stopped=True)
    (step,) = planned([stop]).exercises
    assert (step.exercise.id, step.reps, step.eased) == ("easy", (3,), True)
    assert step.why == "the easier form, because it hurt on 2 November"
    assert planned([stop]).eased() == planned([stop])


def test_where_the_easier_one_was_stopped_too_its_own_easier_one_is_planned() -> None:
    rows = [hard(1, AMBER, stopped=True), row(2, AMBER, exercise="easy", stopped=True)]
    (step,) = planned(rows).exercises
    assert (step.exercise.id, step.reps) == ("easiest", (3,))
    (step,) = planned([*rows, row(3, exercise="easiest")]).exercises
    assert step.exercise.id == "easy"
    (step,) = planned([*rows, row(3, exercise="easiest"), row(4, exercise="easy")]).exercises
    assert step.exercise.id == "hard"


def test_a_plan_has_no_more_reps_than_the_person_wishes() -> None:
    (step,) = planned([hard(day) for day in range(6)], most=6).exercises
    assert (step.reps, step.why) == ((6,), FEWER_WISHED)
    (step,) = planned([], most=2).exercises
    assert (step.reps, step.why) == ((2,), FEWER_WISHED)
