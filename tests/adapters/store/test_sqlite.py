"""The file: who may read it, what is in it, what becomes of an older or newer one."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.events import KINDS, PASSING, moment, stamp
from coach.adapters.store.schema import VERSION, migrate, version_of
from coach.domain.cues import Cue, CueKind
from coach.domain.events import (
    Changed,
    CheckDue,
    CountIn,
    CueDue,
    Decided,
    Described,
    Ended,
    Event,
    ExitBegan,
    ExitEnded,
    Hurt,
    Interrupted,
    Moved,
    Outcome,
    Paused,
    ReadyDue,
    ReliefAsks,
    Resumed,
    ReturnDue,
    Scored,
    Started,
)
from coach.domain.safety import Action
from coach.ports.journal import RecordError, Standing
from tests.adapters.store.folders import fill, listing
from tests.adapters.store.samples import ALL_KINDS, at, began, begun, ended, timeline
from tests.adapters.store.writer import ROOT


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


# Who may read it


def test_nobody_else_can_read_the_record(path: Path) -> None:
    before = os.umask(0)
    try:
        with closing(SqliteStore.open(path)) as store:
            store.begin(begun(), ALL_KINDS)
            names = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
            assert [mode(name) for name in names] == [0o600] * 3
            locks = path.with_name(f"{path.name}-locks")
            assert mode(path.parent) == mode(locks) == 0o700
            assert {mode(lock) for lock in locks.iterdir()} == {0o600}
    finally:
        os.umask(before)


def test_a_file_that_others_can_read_is_closed_to_them(path: Path) -> None:
    fill(path)
    path.chmod(0o644)
    with closing(SqliteStore.open(path)):
        assert mode(path) == 0o600


def test_a_folder_that_was_there_keeps_its_mode(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    before = mode(path.parent)
    with closing(SqliteStore.open(path)):
        assert mode(path.parent) == before


def test_each_write_is_flushed(sqlite_store: SqliteStore, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert sqlite_store._connection.execute("PRAGMA synchronous").fetchone() == (2,)


# Events


EVENTS: list[tuple[Event, str, dict[str, object]]] = [
    (Started(0.0), "started", {}),
    (began(ALL_KINDS, 3), "segment", {"index": 3}),
    (CheckDue(1.0, ALL_KINDS.segments[8]), "check", {}),
    (ReadyDue(1.0, ALL_KINDS.segments[2]), "ready", {}),
    (
        ReliefAsks(1.0, ALL_KINDS.segments[2], 300.5, slept=True),
        "relief",
        {"on_for": 300.5, "slept": True},
    ),
    (Paused(1.5), "paused", {}),
    (Resumed(1.5), "resumed", {}),
    (ReturnDue(1.5, 700.25), "return", {"away": 700.25}),
    (Interrupted(1.5, 4.5), "interrupted", {"gap": 4.5}),
    (Moved(2.0, 7), "moved", {"index": 7}),
    (Changed(2.0, "Easier from here."), "changed", {"words": "Easier from here."}),
    (Hurt(2.0), "hurt", {}),
    (ExitBegan(2.0), "exit-began", {}),
    (ExitEnded(2.0), "exit-ended", {}),
    (Described(2.0, "left", "ache"), "described", {"site": "left", "feel": "ache"}),
    (Scored(2.0, 4), "scored", {"score": 4}),
    (Decided(2.0, Action.EASE, "pain is 4"), "decided", {"action": "ease", "reason": "pain is 4"}),
    (Ended(3.0, Outcome.DONE, "x"), "ended", {"outcome": "done", "reason": "x"}),
]


def test_every_event_is_stored_or_passes() -> None:
    assert {type(event) for event, _, _ in EVENTS} == set(KINDS)
    assert {*KINDS, *PASSING} == set(get_args(Event))


def test_events_come_back_in_order(sqlite_store: SqliteStore) -> None:
    session = sqlite_store.begin(begun(), ALL_KINDS)
    for event, _, _ in EVENTS:
        cue = CueDue(0.0, Cue(0.0, CueKind.NAME, "Bridge."))
        sqlite_store.write(session, [cue, event, CountIn(0.0, 3)], Standing(), at(1))
    found = sqlite_store.events(session)
    assert [(event.kind, event.data) for event in found] == [row[1:] for row in EVENTS]
    assert [event.at for event in found] == [event.at for event, _, _ in EVENTS]
    assert [event.seq for event in found] == list(range(1, len(EVENTS) + 1))
    assert {(event.wall, event.wall.utcoffset()) for event in found} == {
        (at(1), timedelta(hours=2))
    }


def test_moments_order_as_text() -> None:
    moments = [at(minutes) for minutes in (-525600 * 1500, -1, 0, 0.001, 1, 100000)]
    stamps = [stamp(when) for when in moments]
    assert stamps == sorted(stamps)
    assert [moment(*when) for when in stamps] == moments


def test_a_moment_without_a_zone_is_this_machine_s() -> None:
    naive = at(0).replace(tzinfo=None)
    assert moment(*stamp(naive)) == naive.astimezone()


def test_the_timeline_goes_when_the_session_has_ended(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM timelines").fetchone() == (0,)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE timelines SET timeline = '{}'",
        "UPDATE timelines SET timeline = 'nonsense'",
        "DELETE FROM timelines",
        'UPDATE sessions SET standing = \'{"is":"Standing","segment":9999}\'',
        "UPDATE sessions SET standing = ''",
    ],
)
def test_a_place_that_makes_no_sense_is_not_resumed(path: Path, damage: str) -> None:
    with closing(SqliteStore.open(path)) as store:
        session = store.begin(begun(), ALL_KINDS)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    with closing(SqliteStore.open(path)) as store:
        found = store.unfinished()
        assert found is not None
        assert (found.id, found.timeline) == (session, None)


# Other versions


def test_a_newer_file_is_refused_and_not_touched(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = listing(path.parent)
    with pytest.raises(RecordError, match="newer version of coach"):
        SqliteStore.open(path)
    assert listing(path.parent) == before


def test_a_newer_file_whose_version_is_still_in_its_log_is_refused(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute("PRAGMA wal_autocheckpoint = 0")
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
        before = listing(path.parent)
        with pytest.raises(RecordError, match="newer version of coach"):
            SqliteStore.open(path)
        after = listing(path.parent)
        assert {**after, f"{FILE}-shm": b""} == {**before, f"{FILE}-shm": b""}


def test_older_files_are_brought_up_step_by_step() -> None:
    first, second = ("CREATE TABLE a (x)",), ("ALTER TABLE a ADD y", "INSERT INTO a VALUES (1, 2)")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        assert migrate(connection, (first,))
        assert migrate(connection, (first, second))
        assert not migrate(connection, (first, second))
        assert version_of(connection) == 2
        assert connection.execute("SELECT * FROM a").fetchall() == [(1, 2)]


def test_a_step_that_fails_changes_nothing() -> None:
    first, second = ("CREATE TABLE a (x)",), ("ALTER TABLE a ADD y", "nonsense")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.Error):
            migrate(connection, (first, second))
        assert version_of(connection) == 1
        assert connection.execute("SELECT * FROM a").description[0][0] == "x"
        assert len(connection.execute("SELECT * FROM a").description) == 1


# What it costs


def test_a_long_record_folds_its_log_away(path: Path) -> None:
    with closing(SqliteStore.open(path)) as store:
        session = store.begin(begun(), timeline("bridge"))
        for number in range(50):
            store.write(session, [Moved(0.0, number)], Standing(segment=0), at(1))
        store.end(session, ended(1))
        size = path.with_name(f"{FILE}-wal").stat().st_size
        for _ in range(5):
            again = store.begin(begun(), timeline("bridge"))
            for number in range(50):
                store.write(again, [Moved(0.0, number)], Standing(segment=0), at(1))
            store.end(again, ended(1))
        assert path.with_name(f"{FILE}-wal").stat().st_size <= 2 * size


def test_the_record_needs_no_heavy_library(path: Path) -> None:
    fill(path)
    script = (
        "import sys; from pathlib import Path; from coach.adapters.store import *\n"
        f"store = open_record(Path({str(path.parent)!r})).store\n"
        "assert store.sessions() and store.unfinished() is None\n"
        "store.close()\n"
        "print(*sorted({'pydantic', 'yaml', 'asyncio', 'textual', 'uuid'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []
