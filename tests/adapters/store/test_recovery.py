"""A damaged record: what can be read of it goes on, and how much that was is told."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import SqliteStore
from coach.domain.diary_entry import DiaryEntry
from coach.domain.triage import Level
from coach.ports.journal import Standing
from tests.adapters.store.folders import listing, set_aside
from tests.adapters.store.samples import ALL_KINDS, all_of, at, begun, ended

SESSIONS = 40
PAGE = 4096


@pytest.fixture
def full(path: Path) -> Path:
    """A record of some weeks, all of it in the file itself."""
    with closing(SqliteStore.open(path)) as store:
        store.bar("numb", "Numb?", Level.EMERGENCY, at(-10))
        store.doctor_line("sleep", "Awake?", at(-9))
        store.introduce(["knees"], at(-8))
        for number in range(SESSIONS):
            session = store.begin(begun(number), ALL_KINDS)
            store.write(session, all_of(ALL_KINDS), Standing(segment=1), at(number))
            store.end(session, ended(number))
            store.write_entry(DiaryEntry(at(number), now=3, notes="A note. " * 30))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return path


def pages_of(path: Path, table: str) -> list[int]:
    """The pages of a table, the first of its tree at the front."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = ? ORDER BY pagetype != 'internal', path",
            (table,),
        )
        return [page for (page,) in rows.fetchall()]


def overwrite(path: Path, pages: list[int]) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(bytes(range(256)) * (PAGE // 256))


@pytest.mark.parametrize("table", ["sessions", "diary"])
def test_a_damaged_place_costs_only_what_stood_in_it(full: Path, table: str) -> None:
    _, *leaves = pages_of(full, table)
    assert len(leaves) > 2
    overwrite(full, leaves[1:2])
    before = full.read_bytes()
    with closing(SqliteStore.open(full)) as store:
        (sentence,) = store.notices
        sessions, entries = store.sessions(), store.entries()
        found = len(sessions) if table == "sessions" else len(entries)
        other = len(entries) if table == "sessions" else len(sessions)
        assert 0 < found < SESSIONS
        first, last = sessions[-1].begun.begun, sessions[0].begun.begun
        assert (first, last) == (at(0), at(SESSIONS - 1))
        assert entries[0].entry.written == at(0)
        assert entries[-1].entry.written == at(SESSIONS - 1)
        assert other == SESSIONS
        assert f"{len(sessions)} sessions, {len(entries)} diary entries, 1 warning sign" in sentence
        assert [bar.sign for bar in store.open_bars()] == ["numb"]
        assert [line.sign for line in store.doctor_lines()] == ["sleep"]
        assert store.cautions() == ("knees",)
        assert store.lists_asked().full_is_due  # an answer may have stood in the lost place
        for session in sessions:
            assert len(store.events(session.id)) == len(ALL_KINDS.segments)
    (aside,) = set_aside(full.parent)
    assert (full.parent / aside).read_bytes() == before


def test_the_next_start_finds_the_new_record_whole(full: Path) -> None:
    overwrite(full, pages_of(full, "sessions")[2:3])
    with closing(SqliteStore.open(full)) as store:
        first = store.sessions()
        again = store.begin(begun(SESSIONS), ALL_KINDS)
        assert again > max(record.id for record in first)
    with closing(SqliteStore.open(full)) as store:
        assert store.notices == ()
        assert store.sessions()[1:] == first
        (check,) = store._connection.execute("PRAGMA integrity_check").fetchone()
        assert check == "ok"


def test_a_file_that_was_cut_short_gives_what_is_left(full: Path) -> None:
    data = full.read_bytes()
    full.write_bytes(data[: len(data) // 2 // PAGE * PAGE])
    with closing(SqliteStore.open(full)) as store:
        (sentence,) = store.notices
        assert "was damaged. It was set aside as " in sentence
        assert "What could be read of it is in the new one: " in sentence
        assert [bar.sign for bar in store.open_bars()] == ["numb"]
        store.begin(begun(SESSIONS), ALL_KINDS)


def test_of_a_file_without_its_header_nothing_is_left_and_the_session_starts(full: Path) -> None:
    overwrite(full, [1])
    with closing(SqliteStore.open(full)) as store:
        (sentence,) = store.notices
        assert sentence.endswith(
            "Nothing of it could be read: what was recorded before isn't known here any more."
        )
        assert store.sessions() == ()
        store.begin(begun(), ALL_KINDS)
    assert set_aside(full.parent)


@pytest.mark.parametrize(
    "spoiled",
    [
        "UPDATE sessions SET begun = 'yesterday' WHERE id = (SELECT min(id) FROM sessions)",
        "UPDATE sessions SET outcome = 'fine' WHERE id = (SELECT min(id) FROM sessions)",
        "UPDATE sessions SET id = 'x' WHERE id = (SELECT min(id) FROM sessions)",
        "UPDATE sessions SET ended_offset = NULL WHERE id = (SELECT min(id) FROM sessions)",
    ],
)
def test_a_row_that_makes_no_sense_is_left_out(full: Path, spoiled: str) -> None:
    with closing(sqlite3.connect(full, isolation_level=None)) as connection:
        connection.execute(spoiled)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    overwrite(full, pages_of(full, "facts"))
    with closing(SqliteStore.open(full)) as store:
        assert len(store.sessions()) == SESSIONS - 1


def test_what_another_one_says_stays_in_its_file(full: Path) -> None:
    overwrite(full, pages_of(full, "diary")[1:2])
    before = listing(full.parent)["coach.db"]
    SqliteStore.open(full).close()
    assert before in listing(full.parent).values()
