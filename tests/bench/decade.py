"""Ten years of three sessions a day, written into a file by SQL: as many rows as a person makes.

What is in the rows follows from their numbers alone, so that every run has the same file.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.events import stamp
from coach.adapters.store.ids import new_id
from coach.adapters.store.values import compact, dump
from coach.domain.diary_entry import DiaryEntry, Quality
from coach.ports.journal import Standing
from tests.adapters.store.samples import BERLIN

LAST = datetime(2036, 7, 1, 20, 0, tzinfo=BERLIN)
"""The evening of the last session."""
DAYS = 3_653
HOURS = (7, 12, 19)
EVENTS = 40
"""In each session: 11,000 of them make 440,000 events."""
EXERCISES = ("cat-cow", "bridge", "child-pose", "bird-dog", "knee-rolls", "side-plank", "sphinx")

Row = tuple[object, ...]


def ten_years(folder: Path) -> Path:
    """The file of ten years in ``folder``; the sessions are the oldest first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    SqliteStore.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        standing = dump(Standing(segment=99))
        for day in range(DAYS):
            for hour in HOURS:
                _session(connection, day, hour, standing)
            _of_the_day(connection, day)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("ANALYZE")
    return path


def _begun(day: int, hour: int) -> datetime:
    return LAST.replace(hour=hour, minute=0) - timedelta(days=DAYS - 1 - day)


def _session(connection: sqlite3.Connection, day: int, hour: int, standing: str) -> None:
    begun = _begun(day, hour)
    ended = begun + timedelta(minutes=12)
    id = new_id(begun)
    score = (day // 7 + hour) % 6
    amber = day % 11 == 0
    connection.execute(
        "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(id, "first-three", "First three", *stamp(begun), score, 1.0, standing, 720.0),
            *(*stamp(ended), *stamp(ended), "done", "amber" if amber else "green", ""),
            *(score + 2 * amber, None),
        ),
    )
    connection.executemany(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", _events(id, begun, score)
    )
    connection.executemany(
        "INSERT INTO done VALUES (?, ?, ?, ?)",
        [(id, step, name, step * 5) for step, name in enumerate(EXERCISES, start=1)],
    )
    connection.executemany(
        "INSERT INTO exercises VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (id, step, name, "each", "[7,7]", 5.0, None, 14, 1, 0, 0, None, 0, "")
            for step, name in enumerate(EXERCISES, start=1)
        ],
    )
    connection.execute(
        "INSERT INTO facts VALUES (?, ?, ?, ?, ?)",
        (new_id(begun), "score", str(score), *stamp(begun)),
    )


def _events(session: str, begun: datetime, score: int) -> Iterator[Row]:
    for number in range(1, EVENTS + 1):
        at = number * 18.0
        kind, data = "segment", compact({"index": number})
        if number % 13 == 12:
            kind, data = "described", compact({"site": "right", "feel": "ache"})
        elif number % 13 == 0:
            kind, data = "scored", compact({"score": score})
        yield (session, number, *stamp(begun + timedelta(seconds=at)), at, kind, data)


def _of_the_day(connection: sqlite3.Connection, day: int) -> None:
    """The evening's entry in the diary, and each week the lists."""
    evening = _begun(day, 20) + timedelta(minutes=30)
    entry = DiaryEntry(
        written=evening,
        now=day // 7 % 6,
        worst=day // 7 % 6 + 2,
        site="right",
        qualities=(Quality.ACHE,),
        stiff_minutes=20,
        woken=day % 3,
        heat=1,
        walks=2,
        eased=("heat",),
        activities=(3, 4, 5),
        notes="A day like the others, a little stiff in the morning and better after the walk.",
    )
    connection.execute(
        "INSERT INTO diary VALUES (?, ?, ?, ?, ?, ?)",
        (
            new_id(evening),
            *stamp(evening),
            entry.now,
            entry.site,
            dump(entry, without=("written",)),
        ),
    )
    if day % 7 == 0:
        for name in ("list-urgent", "list-soon"):
            connection.execute(
                "INSERT INTO facts VALUES (?, ?, ?, ?, ?)",
                (new_id(evening), name, "true", *stamp(evening)),
            )
