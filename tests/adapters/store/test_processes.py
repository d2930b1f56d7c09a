"""Several processes over one file."""

from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.domain.events import (
    Paused,
)
from coach.ports.journal import RecordError, Standing
from tests.adapters.store.folders import fill
from tests.adapters.store.samples import ALL_KINDS, at, begun, ended
from tests.adapters.store.writer import start


def test_a_session_that_another_process_plays_is_not_unfinished(path: Path) -> None:
    with start("hold", path) as child:
        assert child.stdout is not None
        session = child.stdout.readline().split()[1].decode()
        with closing(SqliteStore.open(path)) as store:
            assert store.unfinished() is None
            with pytest.raises(RecordError, match="another coach is playing this session"):
                store.write(session, [Paused(0.0)], Standing(), at(1))
            with pytest.raises(RecordError, match="another coach is playing this session"):
                store.end(session, ended(1))
            child.kill()
            child.wait()
            found = store.unfinished()
            assert found is not None
            assert found.id == session
            store.end(session, ended(1))


def test_only_one_of_two_stores_goes_on_with_a_session(path: Path) -> None:
    with closing(SqliteStore.open(path)) as dead:
        session = dead.begin(begun(), ALL_KINDS)
    with closing(SqliteStore.open(path)) as one, closing(SqliteStore.open(path)) as other:
        assert one.unfinished() == other.unfinished() != None  # noqa: E711
        one.write(session, [Paused(1.0)], Standing(), at(1))
        with pytest.raises(RecordError, match="another coach"):
            other.write(session, [Paused(1.0)], Standing(), at(1))
        assert other.unfinished() is None
        assert len(one.events(session)) == 1


def test_processes_that_write_at_once_lose_and_double_nothing(path: Path) -> None:
    count, processes = 40, 4
    children = [start("count", path, count) for _ in range(processes)]
    for child in children:
        with child:
            output, _ = child.communicate()
            assert child.returncode == 0
            assert len(output.splitlines()) == count + 2
    with closing(SqliteStore.open(path)) as store:
        records = store.sessions()
        assert len(records) == processes
        assert all(record.end for record in records)
        for record in records:
            events = store.events(record.id)
            assert [event.seq for event in events] == list(range(1, 2 * count + 1))
            assert [event.at for event in events] == [n for n in range(count) for _ in "ab"]


def test_a_lock_is_gone_when_the_session_has_ended(path: Path) -> None:
    fill(path)
    assert [lock.name for lock in path.with_name(f"{FILE}-locks").iterdir()] == ["guard"]
