"""A file of an older version: kept as it was, then brought up to date with everything in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import MemoryStore, SqliteStore, open_record
from coach.adapters.store.schema import VERSION
from coach.ports.journal import RecordError
from tests.adapters.store.folders import back_to, fill, listing
from tests.record import first_bar

KEPT = f"coach.db.before-v{VERSION}"


@pytest.fixture
def older(path: Path) -> tuple[Path, str]:
    """A file of the version before, and the session in it."""
    session = fill(path)
    with closing(sqlite3.connect(path)) as connection:
        back_to(connection, VERSION - 1)
    return path, session


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()
            for (name,) in names.fetchall()
        }


def test_everything_is_there_afterwards_and_the_copy_is_as_it_was(
    older: tuple[Path, str],
) -> None:
    path, session = older
    before = rows(path)
    with closing(SqliteStore.open(path)) as store:
        assert store.notices == ()
        assert [record.id for record in store.sessions()] == [session]
        assert first_bar(store) is not None
        assert store.cautions() == ("knees",)
    after = rows(path)
    assert {name: after[name] for name in before} == before
    copy = path.with_name(KEPT)
    assert rows(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION - 1,)
    assert sorted(name for name in listing(path.parent) if "before" in name) == [KEPT]


def test_a_file_that_is_new_or_up_to_date_has_no_copy(path: Path) -> None:
    fill(path)
    SqliteStore.open(path).close()
    assert not path.with_name(KEPT).exists()


def test_without_a_copy_nothing_is_changed(older: tuple[Path, str]) -> None:
    path, _ = older
    path.with_name(f"{KEPT}.part").mkdir()  # in the copy's way
    before = rows(path)
    with pytest.raises(RecordError) as caught:
        SqliteStore.open(path)
    assert str(caught.value).startswith(
        f"The record {path} was written by an older version of coach, and no copy of it can be "
        "kept before it is brought up to date: "
    )
    assert str(caught.value).endswith("It stays as it is; the session goes on without a record.")
    assert rows(path) == before
    record = open_record(path.parent)
    assert isinstance(record.store, MemoryStore)
    assert first_bar(record.store) is not None  # what bars a session bars it all the same
    record.close()
