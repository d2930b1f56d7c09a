"""When the next level is offered, and what a routine wants before it is played."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.levels import (
    GREENS_UP,
    LEVELS,
    PastSession,
    one_level_down,
    one_level_up,
    unmet,
)
from coach.domain.routine import Needs
from coach.domain.safety import Colour

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LEVEL = 3
ROUTINE = "morning-10"
"""A routine of that level."""


def green(ago: timedelta = DAY, routine: str = ROUTINE) -> PastSession:
    return PastSession(NOW - ago, Colour.GREEN, routine)


def offered(past: list[PastSession], level: int = LEVEL, answered: datetime | None = None) -> bool:
    return bool(one_level_up(past, level, NOW, answered))


def test_six_greens_within_two_weeks_offer_the_next_level_and_five_do_not() -> None:
    assert one_level_up([green()] * 6, LEVEL, NOW, None) == "6 sessions in two weeks went well"
    assert not offered([green()] * 5)


@pytest.mark.parametrize(
    ("ago", "counts"),
    [
        (timedelta(0), True),
        (14 * DAY, True),
        (14 * DAY + timedelta(seconds=1), False),
        (-timedelta(seconds=1), False),  # a clock that was set back
    ],
)
def test_a_green_counts_for_two_weeks(ago: timedelta, counts: bool) -> None:
    assert offered([green()] * 5 + [green(ago)]) is counts


@pytest.mark.parametrize(
    ("routine", "counts"),
    [("core-start", True), (ROUTINE, True), ("first-three", False), ("mine", False), ("", False)],
)
def test_what_counts_is_this_level_and_above(routine: str, counts: bool) -> None:
    assert offered([green()] * 5 + [green(routine=routine)]) is counts


@pytest.mark.parametrize("colour", [Colour.AMBER, Colour.RED, None])
def test_only_greens_count_and_the_newest_has_to_be_one(colour: Colour | None) -> None:
    other = PastSession(NOW - DAY, colour, ROUTINE)
    assert not offered([green()] * 5 + [other])
    assert offered([other] + [green()] * 6) is (colour is None)
    assert not offered([other] * 6)


def test_above_the_highest_level_there_is_nothing() -> None:
    highest = len(LEVELS)
    past = [green(routine=LEVELS[-1][0])] * GREENS_UP
    assert offered(past, highest - 1)
    assert not offered(past, highest)


@pytest.mark.parametrize(
    ("ago", "again"),
    [
        (timedelta(0), False),
        (14 * DAY - timedelta(seconds=1), False),
        (14 * DAY, True),
        (-timedelta(seconds=1), True),
    ],
)
def test_an_answer_holds_for_two_weeks(ago: timedelta, again: bool) -> None:
    assert offered([green()] * GREENS_UP, answered=NOW - ago) is again


def test_a_routine_that_wants_greens_says_how_many_there_are() -> None:
    needs = Needs(greens=3)
    none = "it comes after 3 sessions that went well, and so far there are none"
    assert unmet(needs, "mine", [], NOW) == none
    amber = PastSession(NOW - DAY, Colour.AMBER, "mine")
    assert unmet(needs, "mine", [green(), green(), amber], NOW).endswith("so far there are 2")
    assert unmet(needs, "mine", [green()] * 3, NOW) == ""


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (3, ""), (-1, "")]
)
def test_a_routine_that_wants_days_between_says_when_it_was_played(days: int, said: str) -> None:
    needs = Needs(days_between=2)
    why = unmet(needs, ROUTINE, [green(days * DAY), green(9 * DAY)], NOW)
    assert why == (f"it was played {said}, and wants 2 days without it in between" if said else "")


def test_a_routine_that_wants_nothing_and_one_that_was_not_played_are_open() -> None:
    assert unmet(Needs(), ROUTINE, [green(timedelta(0))], NOW) == ""
    assert unmet(Needs(days_between=2), ROUTINE, [], NOW) == ""
    assert unmet(Needs(days_between=2), ROUTINE, [green(timedelta(0), "first-three")], NOW) == ""


# What is dated ahead


@pytest.mark.parametrize(
    ("ahead", "down"), [(timedelta(minutes=5), False), (timedelta(minutes=5, seconds=1), True)]
)
def test_a_green_that_is_dated_ahead_takes_no_amber_away(ahead: timedelta, down: bool) -> None:
    amber = PastSession(NOW - DAY, Colour.AMBER, ROUTINE)
    assert bool(one_level_down([green(-ahead), amber], NOW)) is down
    assert one_level_down([PastSession(NOW + DAY, Colour.AMBER), green()], NOW)


def test_a_session_that_is_dated_ahead_is_no_day_on_which_a_routine_was_played() -> None:
    needs = Needs(days_between=1)
    past = [green(-300 * DAY), green(timedelta(0))]
    assert unmet(needs, ROUTINE, past, NOW).startswith("it was played today")
    midnight = NOW.replace(hour=0)
    just = PastSession(midnight, Colour.GREEN, ROUTINE)
    assert unmet(needs, ROUTINE, [just], midnight - timedelta(minutes=1)) != ""
