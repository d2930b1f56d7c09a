"""The numbers of a period as they come out of the record, in memory and in a file."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.adapters.store import MemoryStore, SqliteStore
from coach.domain.events import Outcome
from coach.domain.overview import Overview
from coach.domain.safety import Colour
from coach.player.overview import beginning, first_day, read_overview
from tests.records import EVENINGS, FIRST, LAST, MONTH, a_month

Store = MemoryStore | SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = MemoryStore() if request.param == "memory" else SqliteStore.open(tmp_path / "coach.db")
    with closing(opened):
        yield opened


def month(store: Store, goal: int | None = None) -> Overview:
    """The whole month."""
    return read_overview(store, FIRST.date(), LAST.date(), goal)


def test_a_record_of_nothing_is_read_as_nothing(store: Store) -> None:
    assert first_day(store) is None
    empty = month(store)
    assert (empty.sessions, empty.days, empty.exercises, empty.entries) == ((), (), (), ())


def test_a_month_is_read_as_it_was_written(store: Store) -> None:
    a_month(store)
    found = month(store, goal=4)
    assert first_day(store) == FIRST.date()
    assert [line.played.start for line in found.sessions] == [one.start for one in MONTH]
    assert [line.played.end for line in found.sessions] == [one.end for one in MONTH]
    assert dict(found.totals.outcomes)[Outcome.DONE] == 19
    assert dict(found.totals.colours) == {
        Colour.GREEN: 17,
        Colour.AMBER: 4,
        Colour.RED: 0,
        None: 1,
    }
    assert [one.entry.notes for one in found.entries] == [notes for *_, notes in EVENINGS]
    assert (found.totals.scored, found.totals.worst, found.totals.best) == (29, 7, 0)
    stopped = {line.exercise: (line.stopped, line.left) for line in found.exercises[:2]}
    assert stopped == {"bridge": (1, 0), "knee-rolls": (1, 1)}
    assert [week.reached for week in found.weeks] == [True, True, True, True, False]


def test_memory_and_file_give_the_same_numbers(tmp_path: Path) -> None:
    memory = MemoryStore()
    a_month(memory)
    with closing(SqliteStore.open(tmp_path / "coach.db")) as file:
        a_month(file)
        kept, read = month(memory), month(file)
    assert kept.totals == read.totals
    assert kept.days == read.days
    assert kept.exercises == read.exercises
    assert kept.weeks == read.weeks


def test_a_part_of_the_month_has_its_part_of_everything(store: Store) -> None:
    a_month(store)
    whole = month(store)
    first = FIRST.date() + timedelta(days=18)
    part = read_overview(store, first, LAST.date())
    assert part.sessions == tuple(line for line in whole.sessions if line.day >= first)
    assert part.days == tuple(day for day in whole.days if day.day >= first)
    assert part.this_week == whole.this_week
    assert part.series == whole.series
    assert part.totals.reps < whole.totals.reps


def test_nothing_of_a_day_is_missed_wherever_it_was_written() -> None:
    day = date(2026, 6, 1)
    for hours in (-12, 0, 14):
        assert beginning(day) <= datetime(2026, 6, 1, tzinfo=timezone(timedelta(hours=hours)))
    assert beginning(date.min) > datetime.min.replace(tzinfo=UTC)
