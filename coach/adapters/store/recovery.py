"""What can still be read of a damaged record, row by row, and put into a new one.

What bars a session comes first. Nothing is guessed: a row is taken as it is, if every part of it
makes sense, or not at all. The damaged file is only read.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from coach.adapters.store.events import KINDS, moment
from coach.adapters.store.ids import go_on_after, new_id
from coach.adapters.store.safety_queries import GENTLE, LIST_DUE, insert_fact, newest_id
from coach.adapters.store.scores import SCORE, is_score, score_of_event, score_of_fact
from coach.adapters.store.values import load
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts
from coach.domain.dose import Side, Sides
from coach.domain.events import Outcome, Scored
from coach.domain.safety import Colour
from coach.domain.triage import Level

_BY_ID: Final = (
    "bars",
    "follow_ups",
    "doctor_lines",
    "facts",
    "episode_facts",
    "diary",
    "sessions",
)
_BY_SESSION: Final = ("exercises", "done", "timelines", "events")

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many rows of each table were found."""

    rows: Mapping[str, int]

    def words(self) -> str:
        """What a person would count of it; empty where there is nothing of that."""
        counted = (
            (self.rows.get("sessions", 0), "session", "sessions"),
            (self.rows.get("diary", 0), "diary entry", "diary entries"),
            (self.rows.get("bars", 0), "warning sign", "warning signs"),
            (self.rows.get("doctor_lines", 0), "line for a doctor", "lines for a doctor"),
        )
        parts = [f"{count} {one if count == 1 else more}" for count, one, more in counted if count]
        if not parts:
            return "what you were asked" if any(self.rows.values()) else ""
        return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def recover(damaged: Path, connection: sqlite3.Connection) -> Recovered:
    """Put into the new record what can be read of the ``damaged`` one.

    The full list is asked at the next start: an answer that stood in the way may be lost. Where a
    session is left out that made no sense, only the gentle routine is open today: it may have
    hurt.

    Raises:
        sqlite3.Error: if the new record can't be written.
    """
    rows: dict[str, int] = {}
    odd = False
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        try:
            source = sqlite3.connect(f"{damaged.absolute().as_uri()}?{mode}", uri=True)
        except sqlite3.Error:
            continue
        with closing(source):
            source.text_factory = _text
            # Only so does SQLite read a file that is shorter than it says of itself.
            source.execute("PRAGMA writable_schema = ON")
            found, odd = _copy(source, connection)
        rows = found if sum(found.values()) > sum(rows.values()) else rows
        if rows:
            break
    if any(rows.values()):
        newest = newest_id(connection)
        if newest:
            go_on_after(newest)
        now = datetime.now(UTC).astimezone()
        for name in (LIST_DUE, GENTLE) if odd else (LIST_DUE,):
            insert_fact(connection, new_id(now), name, True, now)
    return Recovered(rows)


def _text(data: bytes) -> str:
    """Text as it is; what is none can't be written again, so its row is left out."""
    return data.decode("utf-8", "surrogateescape")


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> tuple[dict[str, int], bool]:
    """How many rows of each table were found, and whether a session made no sense."""
    rows: dict[str, int] = {}
    odd = False
    sessions: set[object] = set()
    target.execute("BEGIN IMMEDIATE")
    try:
        for table in _BY_ID:
            columns = _columns(source, target, table)
            if columns:
                found = _everything(source, table, columns, "id")
                rows[table], left_out = _put(target, table, columns, found, sessions)
                odd = odd or (left_out and table == "sessions")
        known = sorted(str(id) for id in sessions)
        for table in _BY_SESSION:
            columns = _columns(source, target, table)
            if columns:
                found = _of_sessions(source, table, columns, known)
                rows[table], _ = _put(target, table, columns, found, set())
        target.execute("COMMIT")
    except BaseException:
        if target.in_transaction:
            target.execute("ROLLBACK")
        raise
    return {table: count for table, count in rows.items() if count}, odd


def _columns(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table that both files have."""
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})").fetchall()}
    except sqlite3.Error:
        return ()
    here = [row[1] for row in target.execute(f"PRAGMA table_info({table})").fetchall()]
    return tuple(name for name in here if name in there)


def _everything(
    source: sqlite3.Connection, table: str, columns: tuple[str, ...], key: str
) -> Iterator[Row]:
    """The rows before the first place that can't be read, and those after the last one."""
    names = ", ".join(columns)
    yield from _until_damage(source, f"SELECT {names} FROM {table} ORDER BY {key}", ())
    yield from _until_damage(source, f"SELECT {names} FROM {table} ORDER BY {key} DESC", ())


def _of_sessions(
    source: sqlite3.Connection, table: str, columns: tuple[str, ...], sessions: Iterable[str]
) -> Iterator[Row]:
    """The rows of each session, as far as they can be read."""
    names = ", ".join(columns)
    for session in sessions:
        yield from _until_damage(
            source, f"SELECT {names} FROM {table} WHERE session = ?", (session,)
        )


def _until_damage(source: sqlite3.Connection, query: str, values: Row) -> Iterator[Row]:
    try:
        yield from source.execute(query, values)
    except sqlite3.Error:
        return


def _put(
    target: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[Row],
    keys: set[object],
) -> tuple[int, bool]:
    """Write the rows that make sense; how many they were, and whether another one was there.

    Their first columns go to ``keys``.
    """
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    count, left_out = 0, False
    for row in rows:
        if not _makes_sense(table, dict(zip(columns, row, strict=True))):
            left_out = True
            continue
        try:
            added = target.execute(statement, row).rowcount
        except (sqlite3.IntegrityError, sqlite3.DataError, UnicodeEncodeError):
            left_out = True
            continue
        count += added
        if table == "sessions":
            keys.add(row[0])
    return count, left_out


def _makes_sense(table: str, row: Mapping[str, object]) -> bool:
    """Whether a row can be read again by everything that reads its table."""
    try:
        for name, value in row.items():
            if name in _MOMENTS and value is not None:
                moment(str(value), int(str(row[f"{name}_offset"])))
            elif name in _CHECKS:
                _CHECKS[name](value)
        if table in _BY_ID:
            UUID(str(row["id"]))
        if table in _TYPED:
            typed: object = load(_TYPED[table], str(row["data"]), written=datetime.now(UTC))
            if isinstance(typed, DiaryEntry) and typed.now != row["now"]:
                return False
        if _lacks_score(table, row):
            return False
    except (ValueError, TypeError, KeyError, OverflowError):
        return False
    return True


def _lacks_score(table: str, row: Mapping[str, object]) -> bool:
    """Whether a row is a score outside or within a session, and holds none."""
    if table == "facts" and row["name"] == SCORE:
        return score_of_fact(str(row["value"])) is None
    if table == "events" and row["kind"] == KINDS[Scored]:
        return score_of_event(str(row["data"])) is None
    return False


def _one_of(known: Iterable[object]) -> Callable[[object], None]:
    allowed = {None, *known}

    def check(value: object) -> None:
        if value not in allowed:
            raise ValueError(value)

    return check


def _number(value: object) -> None:
    if value is not None and not isinstance(value, int | float):
        raise ValueError(value)


def _score(value: object) -> None:
    if value is not None and not is_score(value):
        raise ValueError(value)


def _json(value: object) -> None:
    if value is not None:
        json.loads(str(value))


_TYPED: Final[Mapping[str, type]] = {"diary": DiaryEntry, "episode_facts": EpisodeFacts}
_MOMENTS: Final = frozenset({"begun", "ended", "last", "wall", "asked", "since", "written"})
_CHECKS: Final[Mapping[str, Callable[[object], None]]] = {
    "level": _one_of(int(level) for level in Level),
    "outcome": _one_of(outcome.value for outcome in Outcome),
    "colour": _one_of(colour.value for colour in Colour),
    "sides": _one_of(sides.value for sides in Sides),
    "stopped_side": _one_of(side.value for side in Side),
    "value": _json,
    "data": _json,
    "planned": _json,
    "start_score": _score,
    "end_score": _score,
    "now": _score,
    **dict.fromkeys(
        (
            *(
                "lifted",
                "speed",
                "seconds",
                "hurt",
                "step",
                "seq",
            ),
            *("at", "hold", "time", "done", "whole", "eased", "stopped", "stopped_rep"),
        ),
        _number,
    ),
}
