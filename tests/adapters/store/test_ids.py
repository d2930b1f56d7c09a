"""Ids order by time, and are unique."""

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from coach.adapters.store.ids import new_id
from tests.adapters.store.samples import NOON


def test_ids_of_one_moment_are_in_order_and_unique() -> None:
    ids = [new_id(NOON) for _ in range(10_000)]
    assert ids == sorted(set(ids))


def test_ids_order_by_time() -> None:
    ids = [new_id(NOON + timedelta(days=4000, milliseconds=n)) for n in range(1000)]
    assert ids == sorted(set(ids))


def test_an_id_is_a_uuid_of_version_7_that_tells_its_moment() -> None:
    later = NOON + timedelta(days=9000)
    id = UUID(new_id(later))
    assert (id.version, id.variant) == (7, RFC_4122)
    assert id.int >> 80 == int(later.timestamp() * 1000)


def test_a_clock_that_goes_back_or_stands_before_1970_does_not_break_the_order() -> None:
    first = new_id(NOON + timedelta(days=10_000))
    assert new_id(NOON) > first
    assert new_id(datetime(1960, 1, 1, tzinfo=UTC)) > first
