"""Scores as rows of the record: their moment, the score, and the region that was told with it.

What is no score, from 0 to 10, coach itself never writes. It counts for nothing here, and a record
that has one isn't taken in from elsewhere.
"""

import json
import sqlite3
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Final

from coach.adapters.store.events import moment, stamp

SCORE: Final = "score"
"""The name of the fact that a score outside of a session is."""

LEAST: Final = 0
MOST: Final = 10

Score = tuple[datetime, int, str]
_Row = tuple[datetime, int | None, str | None]
"""The same; ``None`` where a row holds no score, or no region where one belongs."""

_EVER: Final = ""
"""Before every moment, as the tables have them."""

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


_OUT_OF_RANGE: Final = (
    f"SELECT 1 FROM sessions WHERE start_score NOT BETWEEN {LEAST} AND {MOST}"
    f" OR end_score NOT BETWEEN {LEAST} AND {MOST}"
)
_DIFFERENT: Final = (
    "SELECT 1 FROM diary WHERE"
    " CASE WHEN json_valid(data) THEN json_extract(data, '$.now') IS NOT now ELSE 1 END"
)


def scores(connection: sqlite3.Connection, since: datetime) -> list[Score]:
    """The scores from ``since`` on: of sessions, before them, of the diary; the oldest first."""
    rows = _rows(connection, stamp(since)[0])
    found = [(when, score, site or "") for when, score, site in rows if score is not None]
    return sorted(found, key=itemgetter(0))


def has_odd_scores(connection: sqlite3.Connection) -> bool:
    """Whether a record of this version holds what is no score where one belongs.

    Raises:
        ValueError: if a moment is none.
    """
    if any(score is None or site is None for _, score, site in _rows(connection, _EVER)):
        return True
    odd = (connection.execute(query).fetchone() for query in (_OUT_OF_RANGE, _DIFFERENT))
    return any(row is not None for row in odd)


def is_score(value: object) -> bool:
    """Whether this is a score: a whole number from 0 to 10."""
    return type(value) is int and LEAST <= value <= MOST


@lru_cache(maxsize=256)
def score_of_fact(value: str) -> int | None:
    """The score that a fact holds, as JSON; ``None`` where it is none."""
    try:
        score = json.loads(value)
    except ValueError:
        return None
    return score if is_score(score) else None


# Thousands of events say one of a few things.
@lru_cache(maxsize=256)
def score_of_event(data: str | None) -> int | None:
    """The score that an event holds, as JSON; ``None`` where it is none."""
    try:
        score = json.loads(data or "")["score"]
    except (ValueError, TypeError, KeyError):
        return None
    return score if is_score(score) else None


def _rows(connection: sqlite3.Connection, since: str) -> list[_Row]:
    return [
        *_outside(connection, since),
        *_in_sessions(connection, since),
        *_of_the_diary(connection, since),
    ]


def _outside(connection: sqlite3.Connection, since: str) -> list[_Row]:
    rows = connection.execute(
        "SELECT value, wall, wall_offset FROM facts WHERE name = ? AND wall >= ? ORDER BY id",
        (SCORE, since),
    ).fetchall()
    return [(moment(wall, offset), score_of_fact(value), "") for value, wall, offset in rows]


def _in_sessions(connection: sqlite3.Connection, since: str) -> list[_Row]:
    """Those that were given in the sessions that have begun since ``since``."""
    rows = connection.execute(_IN_SESSIONS, (since,)).fetchall()
    return [
        (moment(wall, offset), score_of_event(data), _site(before) if before else "")
        for wall, offset, data, before in rows
    ]


def _of_the_diary(connection: sqlite3.Connection, since: str) -> list[_Row]:
    """The scores of the diary's entries; none in a file that has no diary."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'diary'").fetchone():
        return []
    rows = connection.execute(
        "SELECT written, written_offset, now, site FROM diary WHERE written >= ?"
        " ORDER BY written, id",
        (since,),
    ).fetchall()
    return [
        (moment(written, offset), now if is_score(now) else None, site)
        for written, offset, now, site in rows
    ]


@lru_cache(maxsize=256)
def _site(data: str) -> str | None:
    try:
        return str(json.loads(data)["site"])
    except (ValueError, TypeError, KeyError):
        return None
