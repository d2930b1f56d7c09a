"""Scores as rows of the record: their moment, the score, and the region that was told with it."""

import json
import sqlite3
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Final

from coach.adapters.store.events import moment, stamp

SCORE: Final = "score"
"""The name of the fact that a score outside of a session is."""

Score = tuple[datetime, int, str]

# Session by session: the two kinds have an index of their own within each. A region belongs to the
# score that comes after it, and to none beyond that.
_IN_SESSIONS: Final = (
    "SELECT wall, wall_offset, data, (SELECT CASE kind WHEN 'described' THEN data END"
    " FROM events AS earlier WHERE earlier.session = given.session"
    " AND earlier.kind IN ('described', 'scored') AND earlier.seq < given.seq"
    " ORDER BY earlier.seq DESC LIMIT 1)"
    " FROM sessions CROSS JOIN events AS given ON given.session = sessions.id"
    " AND given.kind IN ('described', 'scored')"
    " WHERE begun >= ? AND given.kind = 'scored' ORDER BY begun, given.session, seq"
)


def scores(connection: sqlite3.Connection, since: datetime) -> list[Score]:
    """The scores from ``since`` on: of sessions, before them, of the diary; the oldest first."""
    found = [
        *_outside(connection, since),
        *_in_sessions(connection, since),
        *_of_the_diary(connection, since),
    ]
    return sorted(found, key=itemgetter(0))


def _outside(connection: sqlite3.Connection, since: datetime) -> list[Score]:
    rows = connection.execute(
        "SELECT value, wall, wall_offset FROM facts WHERE name = ? AND wall >= ? ORDER BY id",
        (SCORE, stamp(since)[0]),
    ).fetchall()
    return [(moment(wall, offset), int(value), "") for value, wall, offset in rows]


def _in_sessions(connection: sqlite3.Connection, since: datetime) -> list[Score]:
    """Those that were given in the sessions that have begun since ``since``."""
    rows = connection.execute(_IN_SESSIONS, (stamp(since)[0],)).fetchall()
    return [
        (moment(wall, offset), _score(data), _site(before) if before else "")
        for wall, offset, data, before in rows
    ]


def _of_the_diary(connection: sqlite3.Connection, since: datetime) -> list[Score]:
    """The scores of the diary's entries; none in a file that has no diary."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'diary'").fetchone():
        return []
    rows = connection.execute(
        "SELECT written, written_offset, now, site FROM diary WHERE written >= ?"
        " ORDER BY written, id",
        (stamp(since)[0],),
    ).fetchall()
    return [(moment(written, offset), now, site) for written, offset, now, site in rows]


# Thousands of events say one of a few things.
@lru_cache(maxsize=256)
def _score(data: str) -> int:
    return int(json.loads(data)["score"])


@lru_cache(maxsize=256)
def _site(data: str) -> str:
    return str(json.loads(data)["site"])
