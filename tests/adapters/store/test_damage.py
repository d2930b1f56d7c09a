"""Files that are damaged, folders that take nothing: told in a calm sentence, nothing lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import FILE, MemoryStore, SqliteStore, open_record, read_sessions
from coach.domain.events import (
    Paused,
)
from coach.ports.journal import RecordError, Standing
from tests.adapters.store.folders import fill, set_aside
from tests.adapters.store.samples import ALL_KINDS, all_of, at, begun
from tests.record import first_bar


def test_a_file_that_is_no_database_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"This is my diary." * 1000)
    with closing(SqliteStore.open(path)) as store:
        (sentence,) = store.notices
        assert store.sessions() == ()
        store.begin(begun(), ALL_KINDS)
    (aside,) = set_aside(path.parent)
    assert aside in sentence
    assert (path.parent / aside).read_bytes() == b"This is my diary." * 1000
    with closing(SqliteStore.open(path)) as store:
        assert store.notices == ()
        assert len(store.sessions()) == 1


def page_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(
            connection.execute(
                "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
            ).fetchone()[0]
        )


def spoil(path: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    with path.open("r+b") as file:
        file.seek((page_of(path, table) - 1) * 4096)
        file.write(b"\xff" * 4096)


@pytest.mark.parametrize("table", ["sessions", "bars", "facts", "follow_ups", "done"])
def test_a_damaged_table_is_noticed_when_the_file_is_opened(path: Path, table: str) -> None:
    fill(path)
    spoil(path, table)
    with closing(SqliteStore.open(path)) as store:
        assert len(store.notices) == 1
        assert len(store.sessions()) == (table != "sessions")
        assert (first_bar(store) is None) == (table == "bars")
        assert store.cautions() == (None if table == "facts" else ("knees",))
        assert store.lists_asked().full_is_due


def test_damage_that_is_met_later_is_told_and_the_next_start_is_whole(path: Path) -> None:
    session = fill(path)
    spoil(path, "events")
    with closing(SqliteStore.open(path)) as store:
        with pytest.raises(RecordError, match=r"set aside as coach\.db\.damaged-"):
            store.events(session)
        (aside,) = set_aside(path.parent)
        assert [aside in sentence for sentence in store.notices] == [True]
        again = store.begin(begun(), ALL_KINDS)
        store.write(again, all_of(ALL_KINDS), Standing(), at(1))
        assert [record.id for record in store.sessions()] == [again, session]


def test_two_that_find_the_same_damage_set_one_file_aside(path: Path) -> None:
    session = fill(path)
    spoil(path, "events")
    with closing(SqliteStore.open(path)) as one, closing(SqliteStore.open(path)) as other:
        for store in (one, other):
            with pytest.raises(RecordError):
                store.events(session)
        kept = one.begin(begun(), ALL_KINDS)
        assert [record.id for record in other.sessions()] == [kept, session]
    assert len(set_aside(path.parent)) == 1


def test_a_folder_that_cannot_be_made_is_a_calm_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    with pytest.raises(RecordError) as caught:
        SqliteStore.open(folder / FILE)
    assert str(caught.value) == (
        f"The folder {folder} can't be written: not a directory; "
        "the session goes on without a record."
    )


def test_a_folder_in_the_file_s_place_is_a_calm_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(RecordError, match="can't be written: is a directory"):
        SqliteStore.open(path)


def test_a_file_system_that_takes_nothing_is_a_calm_sentence() -> None:
    with pytest.raises(RecordError, match=r"The folder /proc/coach can't be written: .+; the"):
        SqliteStore.open(Path("/proc/coach/coach.db"))


def test_a_table_that_vanished_is_a_calm_sentence(sqlite_store: SqliteStore, path: Path) -> None:
    session = sqlite_store.begin(begun(), ALL_KINDS)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE events")
    with pytest.raises(RecordError, match="can't be written: no such table: events"):
        sqlite_store.write(session, [Paused(0.0)], Standing(segment=1), at(1))
    with closing(sqlite3.connect(path)) as connection:
        (standing,) = connection.execute("SELECT standing FROM sessions").fetchone()
        assert '"segment":0' in standing  # nothing of the look was kept


def test_a_record_that_cannot_be_opened_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    record = open_record(tmp_path / "file")
    assert isinstance(record.store, MemoryStore)
    (sentence,) = record.notices
    assert sentence.startswith(f"The folder {tmp_path / 'file'} can't be written: ")
    assert sentence.endswith("; the session goes on without a record.")
    record.journal.begin(begun(), ALL_KINDS)
    assert len(record.history.sessions()) == 1
    record.close()


def test_reading_makes_no_record_where_there_is_none(path: Path) -> None:
    assert read_sessions(path.parent) == ()
    assert not path.parent.exists()
    session = fill(path)
    assert [record.id for record in read_sessions(path.parent)] == [session]


def test_reading_tells_of_damage_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"nonsense" * 100)
    with pytest.raises(RecordError, match=r"was damaged\. It was set aside"):
        read_sessions(path.parent)
    assert read_sessions(path.parent) == ()


def test_a_record_that_cannot_be_read_is_a_calm_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(RecordError, match=r"can't be written: is a directory\.$"):
        read_sessions(path.parent)
