"""A record that can't be opened for writing still says what stands in the way of a session."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from coach.adapters.store import FILE, SqliteStore, open_record
from coach.domain.triage import Level
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
