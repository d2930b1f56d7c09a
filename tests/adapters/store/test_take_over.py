"""A record that can't be opened for writing still says what stands in the way of a session."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.adapters.store import FILE, Record, SqliteStore, open_record
from coach.domain.events import Outcome
from coach.domain.safety import Colour
from coach.domain.triage import Level
from coach.ports.journal import SessionEnd
from coach.ports.safety_record import ListGroup
from tests.adapters.store.samples import ALL_KINDS, begun
from tests.record import first_bar

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_a_record_of_a_newer_version_still_bars(tmp_path: Path) -> None:
    with SqliteStore.open(tmp_path / FILE) as store:
        store.bar("chest", "Chest pain?", Level.EMERGENCY, NOW)
        store.introduce(("knees",), NOW)
        store.gentle_from(NOW)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    record = open_record(tmp_path)
    bar = first_bar(record.history)
    assert bar is not None
    assert (bar.sign, bar.level) == ("chest", Level.EMERGENCY)
    assert record.history.cautions() == ("knees",)
    assert record.history.gentle_since() == NOW
    assert len(record.notices) == 1


def test_what_is_no_record_at_all_begins_empty(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    record = open_record(tmp_path / "data")
    assert first_bar(record.history) is None
    assert record.history.cautions() is None
    assert not is_careful(record)
    assert len(record.notices) == 1


def test_the_gentle_day_is_kept_over_restarts(tmp_path: Path) -> None:
    with SqliteStore.open(tmp_path / FILE) as store:
        assert store.gentle_since() is None
        store.gentle_from(NOW)
    with SqliteStore.open(tmp_path / FILE) as store:
        assert store.gentle_since() == NOW


def test_a_rehearsal_keeps_what_allows_no_session(tmp_path: Path) -> None:
    with closing(open_record(tmp_path, recorded=False)) as record:
        record.journal.introduce(("knees",), NOW)
        assert record.history.cautions() is None
        record.journal.introduce(("under-18",), NOW, bars=True)
        record.journal.gentle_from(NOW)
        assert record.history.cautions() == ("under-18",)
        assert record.history.gentle_since() == NOW


# Files of another version, files that hold something odd


def changed(path: Path, *statements: str) -> None:
    """Change a record by hand, as a later version might have written it, so that it is refused."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def recorded(folder: Path, ended: SessionEnd | None) -> Path:
    """A record with a bar, cautions, every list asked, and a session of the day before."""
    day = timedelta(days=1)
    with SqliteStore.open(folder / FILE) as store:
        store.bar("chest", "Chest pain?", Level.EMERGENCY, NOW)
        store.introduce(("knees",), NOW)
        now = datetime.now().astimezone()
        store.list_asked(ListGroup.URGENT, now)
        session = store.begin(replace(begun(), begun=now - day), ALL_KINDS)
        if ended is not None:
            store.end(session, replace(ended, ended=now - day))
    return folder / FILE


def signs(record: Record) -> list[str]:
    return [bar.sign for bar in record.history.open_bars()]


def is_careful(record: Record) -> bool:
    """Whether only the gentle routine is open today, and the full list is asked."""
    gentle = record.history.gentle_since()
    today = datetime.now().astimezone().date()
    is_gentle = gentle is not None and gentle.astimezone().date() == today
    assert record.history.lists_asked().full_is_due == is_gentle
    return is_gentle


GREEN = SessionEnd(NOW, Outcome.DONE, Colour.GREEN)


def test_where_all_went_well_nothing_is_made_harder(tmp_path: Path) -> None:
    changed(recorded(tmp_path, GREEN))
    with closing(open_record(tmp_path)) as record:
        assert signs(record) == ["chest"]
        assert not is_careful(record)


@pytest.mark.parametrize(
    "ended",
    [
        None,
        SessionEnd(NOW, Outcome.PAIN, Colour.AMBER),
        SessionEnd(NOW, Outcome.PAIN, Colour.RED),
        SessionEnd(NOW, Outcome.LEFT, None),
    ],
)
def test_after_a_session_that_did_not_end_well_the_day_is_gentle(
    tmp_path: Path, ended: SessionEnd | None
) -> None:
    changed(recorded(tmp_path, ended))
    with closing(open_record(tmp_path)) as record:
        assert is_careful(record)


def test_a_session_that_went_well_since_does_not_undo_the_week(tmp_path: Path) -> None:
    path = recorded(tmp_path, SessionEnd(NOW, Outcome.PAIN, Colour.AMBER))
    with SqliteStore.open(path) as store:
        for days in (0, -300):
            when = datetime.now().astimezone() - timedelta(days=days)
            session = store.begin(replace(begun(), begun=when), ALL_KINDS)
            store.end(session, replace(GREEN, ended=when))
    changed(path)
    with closing(open_record(tmp_path)) as record:
        assert is_careful(record)


ODD = (
    "UPDATE sessions SET outcome = 'paused for good'",
    "UPDATE sessions SET colour = 'violet'",
    "ALTER TABLE sessions RENAME COLUMN hurt TO ache",
    "DROP TABLE sessions",
    "INSERT INTO facts VALUES ('01a', 'relief-round', '{\"a\":1}', '2026-11-21T00:00:00Z', 0)",
    "INSERT INTO facts VALUES ('01a', 'relief-round', '[]', '2026-11-21T00:00:00Z', 0)",
    "UPDATE facts SET value = '[' WHERE name = 'list-urgent'",
    "DROP TABLE doctor_lines",
)


@pytest.mark.parametrize("statement", ODD)
def test_whatever_is_odd_elsewhere_a_warning_sign_bars(tmp_path: Path, statement: str) -> None:
    changed(recorded(tmp_path, GREEN), statement)
    with closing(open_record(tmp_path)) as record:
        assert signs(record) == ["chest"]
        assert record.history.cautions() == ("knees",)
        assert is_careful(record)


@pytest.mark.parametrize("change", ["level = 77", "level = 'dire'", "asked = 'yesterday'"])
def test_a_warning_sign_of_a_kind_that_is_not_known_bars_too(tmp_path: Path, change: str) -> None:
    path = recorded(tmp_path, GREEN)
    with SqliteStore.open(path) as store:
        store.bar("numb", "Numb?", Level.EMERGENCY, NOW)
    changed(path, f"UPDATE bars SET {change} WHERE sign = 'chest'")
    with closing(open_record(tmp_path)) as record:
        assert sorted(signs(record)) == ["chest", "numb"]
        assert {bar.level for bar in record.history.open_bars()} == {Level.EMERGENCY}


def test_without_the_bars_of_a_file_the_start_is_careful(tmp_path: Path) -> None:
    changed(recorded(tmp_path, GREEN), "ALTER TABLE bars RENAME COLUMN sign TO row")
    with closing(open_record(tmp_path)) as record:
        assert is_careful(record)
        assert record.history.cautions() == ("knees",)


def test_a_file_that_cannot_be_read_at_all_makes_the_start_careful(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with closing(open_record(tmp_path)) as record:
        assert is_careful(record)


def test_what_is_still_in_a_log_that_cannot_be_read_may_be_anything(tmp_path: Path) -> None:
    path = recorded(tmp_path, GREEN)
    path.with_name(f"{FILE}-wal").mkdir()
    with closing(open_record(tmp_path)) as record:
        assert signs(record) == ["chest"]
        assert is_careful(record)
