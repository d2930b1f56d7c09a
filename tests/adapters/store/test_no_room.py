"""A disk without room, a folder that can't be written: told plainly, nothing lost or doubled."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import FILE, MemoryStore, SqliteStore, open_record
from coach.domain.diary_entry import DiaryEntry
from coach.domain.dose import Sides
from coach.domain.exercise_record import ExerciseDone
from coach.ports.journal import RecordError, Standing
from tests.adapters.store.folders import fill, listing
from tests.adapters.store.samples import ALL_KINDS, all_of, at, begun, ended
from tests.record import first_bar

DONE = ExerciseDone(1, "bridge", Sides.BOTH, (7,), done=3)


def fill_up(store: SqliteStore) -> None:
    """No page more fits on the disk."""
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_takes_nothing_by_halves_and_goes_on_with_room(path: Path) -> None:
    with closing(SqliteStore.open(path)) as store:
        session = store.begin(begun(), ALL_KINDS)
        store.write(session, all_of(ALL_KINDS), Standing(), at(1), done=[DONE])
        kept = len(store.events(session))
        fill_up(store)
        refused: list[str] = []
        for number in range(60):
            try:
                store.write(session, all_of(ALL_KINDS), Standing(segment=number), at(2))
                kept += len(ALL_KINDS.segments)
            except RecordError as error:
                refused.append(str(error))
        assert set(refused) == {
            (
                f"The record {path} can't be written: the disk is full; "
                "the session goes on without a record."
            )
        }
        assert len(store.events(session)) == kept
        many = (DiaryEntry(at(3), now=1, notes="long " * 300) for _ in range(200))
        with pytest.raises(RecordError, match="the disk is full"):
            list(map(store.write_entry, many))
        entries = len(store.entries())
        store._connection.execute("PRAGMA max_page_count = 1000000")
        store.write_entry(DiaryEntry(at(4), now=1))
        store.write(session, all_of(ALL_KINDS), Standing(), at(5), done=[DONE])
        store.end(session, ended(6))
    with closing(SqliteStore.open(path)) as store:
        assert store.notices == ()
        assert len(store.events(session)) == kept + len(ALL_KINDS.segments)
        assert [event.seq for event in store.events(session)] == list(
            range(1, len(store.events(session)) + 1)
        )
        assert len(store.entries()) == entries + 1
        assert store.exercises_done() == ((session, DONE),)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_that_can_only_be_read_is_told_and_what_bars_is_known(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    before = listing(path.parent)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        record = open_record(path.parent)
        assert isinstance(record.store, MemoryStore)
        (sentence,) = record.notices
        assert sentence.startswith(f"The folder {path.parent} can't be written: ")
        assert sentence.endswith("; the session goes on without a record.")
        assert first_bar(record.store) is not None
        record.journal.begin(begun(), ALL_KINDS)
        record.close()
    finally:
        path.parent.chmod(0o700)
    assert listing(path.parent) == before


def test_two_processes_write_the_diary_of_one_file(path: Path) -> None:
    with closing(SqliteStore.open(path)) as one, closing(SqliteStore.open(path)) as other:
        ids = [
            store.write_entry(DiaryEntry(at(minute), now=1))
            for minute in range(20)
            for store in (one, other)
        ]
        assert [kept.id for kept in one.entries()] == [kept.id for kept in other.entries()]
        assert {kept.id for kept in one.entries()} == set(ids)
        assert len(one.entries()) == 40
    assert (path.parent / FILE).exists()
