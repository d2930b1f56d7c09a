"""What is asked of the tables and put into them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from coach.adapters.store.events import StoredEvent, moment, stamp
from coach.adapters.store.values import compact, load
from coach.domain.events import Outcome
from coach.domain.safety import Colour
from coach.domain.timeline import Timeline
from coach.ports.journal import (
    SessionBegun,
    SessionEnd,
    SessionRecord,
    Standing,
    Unfinished,
)

# Writing


def insert_session(
    connection: sqlite3.Connection, session: str, begun: SessionBegun, standing: str
) -> None:
    """A new session, standing at its beginning."""
    utc, offset = stamp(begun.begun)
    connection.execute(
        "INSERT INTO sessions (id, routine, title, begun, begun_offset, start_score, speed,"
        " standing, last, last_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            session,
            clean(begun.routine),
            clean(begun.title),
            utc,
            offset,
            begun.start_score,
            begun.speed,
            standing,
            utc,
            offset,
        ),
    )


def set_timeline(connection: sqlite3.Connection, session: str, timeline: str) -> None:
    """The timeline as it is now."""
    connection.execute("REPLACE INTO timelines VALUES (?, ?)", (session, timeline))


def set_standing(
    connection: sqlite3.Connection, session: str, standing: str, at: float, utc: str, offset: int
) -> bool:
    """Where the session stands now; ``False`` where there is no such session."""
    cursor = connection.execute(
        "UPDATE sessions SET standing = ?, seconds = max(seconds, ?), last = ?, last_offset = ?"
        " WHERE id = ?",
        (standing, at, utc, offset, session),
    )
    return cursor.rowcount == 1


def insert_events(connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    """Rows of events: session, number, moment, offset of its zone, place, kind, data."""
    connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def insert_done(connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    """Exercises that came to their end; one that is gone back into doesn't count twice."""
    connection.executemany("INSERT OR IGNORE INTO done VALUES (?, ?, ?, ?)", rows)


def last_seq(connection: sqlite3.Connection, session: str) -> int | None:
    """The number of the session's last event, 0 before the first; ``None`` without a session."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(seq), 0) FROM events WHERE session = id)"
        " FROM sessions WHERE id = ?",
        (session,),
    ).fetchone()
    return None if row is None else int(row[0])


def end_session(connection: sqlite3.Connection, session: str, end: SessionEnd) -> bool:
    """Close a session; ``False`` where there is no such session."""
    utc, offset = stamp(end.ended)
    colour = end.colour.value if end.colour else None
    cursor = connection.execute(
        "UPDATE sessions SET ended = ?, ended_offset = ?, outcome = ?, colour = ?, reason = ?,"
        " end_score = ? WHERE id = ?",
        (utc, offset, end.outcome.value, colour, clean(end.reason), end.end_score, session),
    )
    connection.execute("DELETE FROM timelines WHERE session = ?", (session,))
    return cursor.rowcount == 1


def set_hurt(
    connection: sqlite3.Connection, session: str, hurt: bool, colour: Colour, stays: Colour
) -> bool:
    """Why a session was left; one that hurt gets ``colour``, unless it has the colour ``stays``."""
    cursor = connection.execute(
        "UPDATE sessions SET hurt = ?, colour = CASE"
        " WHEN ? AND colour IS NOT ? THEN ? ELSE colour END WHERE id = ?",
        (hurt, hurt, stays.value, colour.value, session),
    )
    return cursor.rowcount == 1


# Reading


def sessions(
    connection: sqlite3.Connection, since: datetime | None = None, limit: int | None = None
) -> tuple[SessionRecord, ...]:
    """The sessions, the newest first: those begun at ``since`` or later, ``limit`` at most."""
    rows = connection.execute(
        f"SELECT {_BEGUN}, ended, ended_offset, outcome, colour, reason, end_score, seconds, hurt"
        " FROM sessions WHERE begun >= ? ORDER BY begun DESC, id DESC LIMIT ?",
        ("" if since is None else stamp(since)[0], -1 if limit is None else limit),
    ).fetchall()
    done = _done_of(connection, [row[0] for row in rows], every=since is None and limit is None)
    return tuple(
        SessionRecord(
            id=row[0],
            begun=_begun(row),
            end=_end(row[7:13]),
            exercises=tuple(done[row[0]]),
            seconds=row[13],
            hurt=None if row[14] is None else bool(row[14]),
        )
        for row in rows
    )


def _done_of(
    connection: sqlite3.Connection, ids: Sequence[str], *, every: bool
) -> defaultdict[str, list[str]]:
    """The exercises that came to their end in these sessions, in order."""
    chosen = "" if every else " WHERE session IN (SELECT value FROM json_each(?))"
    done: defaultdict[str, list[str]] = defaultdict(list)
    for session, exercise in connection.execute(
        f"SELECT session, exercise FROM done{chosen} ORDER BY session, seq",
        () if every else (compact(list(ids)),),
    ).fetchall():
        done[session].append(exercise)
    return done


def without_end(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The ids of the sessions that have no end, the newest first."""
    rows = connection.execute(
        "SELECT id FROM sessions WHERE ended IS NULL ORDER BY begun DESC, id DESC"
    ).fetchall()
    return tuple(id for (id,) in rows)


def unfinished(connection: sqlite3.Connection, session: str) -> Unfinished | None:
    """Where a session stands."""
    row = connection.execute(
        f"SELECT {_BEGUN}, standing, last, last_offset, timeline"
        " FROM sessions LEFT JOIN timelines ON session = id WHERE id = ?",
        (session,),
    ).fetchone()
    if row is None:
        return None
    timeline: Timeline | None = None
    standing = Standing()
    try:
        standing = load(Standing, row[7])
        timeline = load(Timeline, row[10] or "")
    except ValueError:
        timeline = None
    if timeline is not None and not 0 <= standing.segment < len(timeline.segments):
        timeline = None
    return Unfinished(session, _begun(row), timeline, standing, moment(row[8], row[9]))


def times_done(connection: sqlite3.Connection) -> dict[str, int]:
    """In how many sessions each exercise came to its end."""
    rows = connection.execute(
        "SELECT exercise, count(DISTINCT session) FROM done GROUP BY exercise ORDER BY exercise"
    )
    return dict(rows.fetchall())


def events(connection: sqlite3.Connection, session: str) -> tuple[StoredEvent, ...]:
    """The events of a session, in order."""
    rows = connection.execute(
        "SELECT seq, wall, wall_offset, at, kind, data FROM events WHERE session = ? ORDER BY seq",
        (session,),
    ).fetchall()
    return tuple(
        StoredEvent(seq, moment(wall, offset), at, kind, json.loads(data) if data else {})
        for seq, wall, offset, at, kind, data in rows
    )


_BEGUN = "id, routine, title, begun, begun_offset, start_score, speed"


def _begun(row: Sequence[Any]) -> SessionBegun:
    return SessionBegun(row[1], row[2], moment(row[3], row[4]), row[5], row[6])


def _end(row: Sequence[Any]) -> SessionEnd | None:
    ended, offset, outcome, colour, reason, end_score = row
    if ended is None:
        return None
    return SessionEnd(
        moment(ended, offset),
        Outcome(outcome),
        Colour(colour) if colour else None,
        reason,
        end_score,
    )


def clean(text: str) -> str:
    """Text that can be stored: what a terminal sent that is no character becomes a mark."""
    return text.encode("utf-8", "replace").decode()
