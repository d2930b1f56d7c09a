"""Stores to test."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import MemoryStore, SqliteStore

Store = MemoryStore | SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "coach.db"


@pytest.fixture
def sqlite_store(path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.open(path)) as store:
        yield store


@pytest.fixture(params=["memory", "sqlite"])
def restarted(request: pytest.FixtureRequest, path: Path) -> Iterator[Callable[[], Store]]:
    """Gives the store as it is after a start of the program; the program before is dead."""
    if request.param == "memory":
        memory = MemoryStore()

        def again() -> Store:
            memory.close()
            return memory

        yield again
        return
    opened: list[SqliteStore] = []

    def reopened() -> Store:
        for store in opened:
            store.close()
        opened[:] = [SqliteStore.open(path)]
        return opened[0]

    yield reopened
    for store in opened:
        store.close()


@pytest.fixture
def store(restarted: Callable[[], Store]) -> Store:
    return restarted()
