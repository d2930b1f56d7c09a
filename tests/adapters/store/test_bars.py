"""Every warning sign that was ever in the way, and what was said of it later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.adapters.store import FILE, MemoryStore, SqliteStore
from coach.domain.triage import Level
from coach.ports.safety_record import Bar, FollowUp, PastBar

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore | MemoryStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SqliteStore.open(tmp_path / FILE) as opened:
        yield opened


def test_bars_that_were_lifted_are_there_with_their_answers(
    store: SqliteStore | MemoryStore,
) -> None:
    fever = store.bar("fever", "Fever?", Level.URGENT, NOW)
    calf = store.bar("calf", "Calf?", Level.URGENT, NOW - 30 * DAY)
    store.follow_up(fever, "3", NOW + DAY, lifted=False)
    store.follow_up(fever, "1", NOW + 2 * DAY, lifted=True)
    gone = PastBar(
        Bar(fever, "fever", "Fever?", Level.URGENT, NOW),
        (FollowUp("3", NOW + DAY, False), FollowUp("1", NOW + 2 * DAY, True)),
    )
    open_one = PastBar(Bar(calf, "calf", "Calf?", Level.URGENT, NOW - 30 * DAY))
    assert store.bars(NOW - 60 * DAY) == (open_one, gone)
    assert store.bars(NOW) == (gone,)
    assert store.bars(NOW + timedelta(seconds=1)) == ()
    assert open_one.stands
    assert not gone.stands
    assert [bar.id for bar in store.open_bars()] == [calf]


def test_a_record_in_memory_takes_them_over_from_a_file_that_cannot_be_written(
    tmp_path: Path,
) -> None:
    with SqliteStore.open(tmp_path / FILE) as file:
        bar = file.bar("fever", "Fever?", Level.URGENT, NOW)
        file.follow_up(bar, "1", NOW + DAY, lifted=True)
        memory = MemoryStore()
        assert memory.take_over(file)
        assert memory.bars(NOW) == file.bars(NOW)
        assert memory.open_bars() == ()
