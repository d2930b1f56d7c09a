"""What is dated later than now: it stands where it was at the latest, by its id."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.ahead import at_latest, is_ahead

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
JUST = timedelta(microseconds=1)
MOMENTS = st.dictionaries(
    st.integers(0, 20).map(str), st.integers(-30, 400).map(lambda days: NOW + days * DAY)
)


@pytest.mark.parametrize(
    ("later", "ahead"),
    [(-DAY, False), (timedelta(minutes=5), False), (timedelta(minutes=5, seconds=1), True)],
)
def test_five_minutes_are_the_same_moment(later: timedelta, ahead: bool) -> None:
    assert is_ahead(NOW + later, NOW) is ahead


def test_where_nothing_came_after_it_it_is_now() -> None:
    assert at_latest({"1": NOW - DAY, "2": NOW + 300 * DAY}, NOW) == {"2": NOW}


def test_it_is_before_all_that_was_written_since() -> None:
    known = {"1": NOW - 4 * DAY, "3": NOW - 3 * DAY, "4": NOW - DAY}
    assert at_latest(known | {"2": NOW + DAY}, NOW) == {"2": NOW - 3 * DAY - JUST}
    assert at_latest(known | {"5": NOW + DAY}, NOW) == {"5": NOW}


def test_one_that_a_clock_set_back_has_left_moves_it_no_further() -> None:
    old = NOW - 20_000 * DAY
    known = {"1": NOW - 2 * DAY, "3": old, "4": NOW - DAY}
    assert at_latest(known | {"2": NOW + DAY}, NOW) == {"2": NOW - DAY - JUST}


@given(MOMENTS)
def test_whatever_is_ahead_has_a_place_up_to_now(moments: dict[str, datetime]) -> None:
    found = at_latest(moments, NOW)
    assert set(found) == {id for id, when in moments.items() if is_ahead(when, NOW)}
    assert all(when <= NOW + timedelta(minutes=5) for when in found.values())
