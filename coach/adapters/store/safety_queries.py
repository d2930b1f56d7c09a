"""What is asked of the tables of safety and put into them."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coach.adapters.store.events import moment, stamp
from coach.adapters.store.queries import clean
from coach.adapters.store.values import compact
from coach.domain.asking import DoctorLine
from coach.domain.triage import Level
from coach.ports.safety_record import Bar, FollowUp, LineAnswer, PastBar

CAUTIONS: Final = "cautions"
"""The fact which caution lines were ticked, by their ids."""
GENTLE: Final = "gentle"
"""The fact that only the gentle routine is open for the rest of the day."""
LIST_DUE: Final = "list-due"
"""The fact that the full list is asked at the next start."""
LIST_URGENT: Final = "list-urgent"
"""The fact that the emergency and urgent groups of the full list were gone through."""


def insert_bar(connection: sqlite3.Connection, bar: Bar) -> None:
    """A warning sign that stands in the way from now on."""
    connection.execute(
        "INSERT INTO bars VALUES (?, ?, ?, ?, ?, ?)",
        (bar.id, clean(bar.sign), clean(bar.question), int(bar.level), *stamp(bar.asked)),
    )


def insert_follow_up(
    connection: sqlite3.Connection, id: str, bar: str, answer: str, lifted: bool, wall: datetime
) -> None:
    """An answer to the question about a bar."""
    connection.execute(
        "INSERT INTO follow_ups VALUES (?, ?, ?, ?, ?, ?)",
        (id, bar, clean(answer), lifted, *stamp(wall)),
    )


def insert_fact(
    connection: sqlite3.Connection, id: str, name: str, value: object, wall: datetime
) -> None:
    """Something about the person; the newest of a name holds."""
    connection.execute(
        "INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (id, name, compact(value), *stamp(wall))
    )


_OPEN: Final = (
    "SELECT id, sign, question, level, asked, asked_offset FROM bars"
    " WHERE id NOT IN (SELECT bar FROM follow_ups WHERE lifted)"
    " ORDER BY level DESC, asked DESC, id DESC"
)


def open_bars(connection: sqlite3.Connection) -> tuple[Bar, ...]:
    """The bars that no answer has lifted, the highest level first and then the newest."""
    rows = connection.execute(_OPEN)
    return tuple(Bar(row[0], row[1], row[2], Level(row[3]), moment(row[4], row[5])) for row in rows)


def open_bars_of_any_kind(connection: sqlite3.Connection, now: datetime) -> tuple[Bar, ...]:
    """The same of a record that another version may have written.

    A level that isn't known here counts as the highest, and a moment as ``now``.
    """
    return tuple(
        Bar(str(id), str(sign), str(question), _level(level), _moment(asked, offset, now))
        for id, sign, question, level, asked, offset in connection.execute(_OPEN).fetchall()
    )


def _level(number: object) -> Level:
    return next((level for level in Level if level == number), max(Level))


def _moment(asked: object, offset: object, now: datetime) -> datetime:
    try:
        return moment(str(asked), int(str(offset)))
    except (ValueError, OverflowError):
        return now


def bars(connection: sqlite3.Connection, since: datetime) -> tuple[PastBar, ...]:
    """Every bar from ``since`` on with its answers, the oldest first."""
    answers: dict[str, list[FollowUp]] = {}
    for bar, answer, lifted, wall, offset in connection.execute(
        "SELECT bar, answer, lifted, wall, wall_offset FROM follow_ups ORDER BY id"
    ).fetchall():
        answers.setdefault(bar, []).append(FollowUp(answer, moment(wall, offset), bool(lifted)))
    rows = connection.execute(
        "SELECT id, sign, question, level, asked, asked_offset FROM bars"
        " WHERE asked >= ? ORDER BY asked, id",
        (stamp(since)[0],),
    ).fetchall()
    return tuple(
        PastBar(
            Bar(id, sign, question, Level(level), moment(asked, offset)),
            tuple(answers.get(id, ())),
        )
        for id, sign, question, level, asked, offset in rows
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the person, and when it was kept."""

    id: str
    value: Any
    wall: datetime


def facts(connection: sqlite3.Connection, name: str, since: datetime | None = None) -> list[Fact]:
    """Every fact of this name in the order in which they were kept, whatever the clock said.

    Only those from ``since`` on, where it is given.
    """
    later = "" if since is None else " AND wall >= ?"
    rows = connection.execute(
        f"SELECT id, value, wall, wall_offset FROM facts WHERE name = ?{later} ORDER BY id",
        (name,) if since is None else (name, stamp(since)[0]),
    ).fetchall()
    return [Fact(id, json.loads(value), moment(wall, offset)) for id, value, wall, offset in rows]


def newest_id(connection: sqlite3.Connection) -> str | None:
    """The greatest id in the record, of whatever kind."""
    (id,) = connection.execute(
        "SELECT max(id) FROM (SELECT max(id) AS id FROM facts"
        " UNION ALL SELECT max(id) FROM follow_ups"
        " UNION ALL SELECT max(id) FROM bars"
        " UNION ALL SELECT max(id) FROM doctor_lines"
        " UNION ALL SELECT max(id) FROM diary"
        " UNION ALL SELECT max(id) FROM episode_facts"
        " UNION ALL SELECT max(id) FROM sessions)"
    ).fetchone()
    return None if id is None else str(id)


def cautions(connection: sqlite3.Connection) -> tuple[str, ...] | None:
    """The caution lines of the newest introduction."""
    row = connection.execute(
        "SELECT value FROM facts WHERE name = ? ORDER BY id DESC LIMIT 1", (CAUTIONS,)
    ).fetchone()
    return None if row is None else tuple(str(id) for id in json.loads(row[0]))


def insert_doctor_line(
    connection: sqlite3.Connection, id: str, sign: str, question: str, since: datetime
) -> None:
    """A doctor-soon line."""
    connection.execute(
        "INSERT INTO doctor_lines VALUES (?, ?, ?, ?, ?)",
        (id, clean(sign), clean(question), *stamp(since)),
    )


def doctor_lines(connection: sqlite3.Connection) -> tuple[DoctorLine, ...]:
    """Every doctor-soon line with the newest answer of each kind, the oldest line first."""
    answers: dict[tuple[str, str], datetime] = {
        (line, answer): moment(wall, offset)
        for line, answer, wall, offset in connection.execute(
            "SELECT bar, answer, wall, wall_offset FROM follow_ups ORDER BY id"
        ).fetchall()
    }
    rows = connection.execute(
        "SELECT id, sign, question, since, since_offset FROM doctor_lines ORDER BY since, id"
    ).fetchall()
    return tuple(
        DoctorLine(
            id,
            sign,
            question,
            moment(since, offset),
            answers.get((id, LineAnswer.LATER.value)),
            answers.get((id, LineAnswer.DONE.value)),
        )
        for id, sign, question, since, offset in rows
    )
