"""What was planned and done of each exercise, as rows of the record."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

from coach.adapters.store.events import stamp
from coach.adapters.store.queries import clean
from coach.adapters.store.values import compact
from coach.domain.dose import Side, Sides
from coach.domain.exercise_record import ExerciseDone

_COLUMNS = (
    "step, exercise, sides, planned, hold, time, done, whole, eased,"
    " stopped, stopped_side, stopped_rep, reason"
)

# SQLite writes a number with a point into JSON with 15 digits, and quotes it with all of them.
_EXACT = "CASE WHEN {0} IS CAST({0} AS INTEGER) THEN {0} ELSE quote({0}) END"
_READ = _COLUMNS.replace("hold, time", f"{_EXACT.format('hold')}, {_EXACT.format('time')}").replace(
    "reason", "exercises.reason"
)

_SIDES: Final = {sides.value: sides for sides in Sides}


def set_exercises(
    connection: sqlite3.Connection, session: str, exercises: Sequence[ExerciseDone]
) -> None:
    """The exercises as they stand now, in place of what was kept of them before."""
    connection.executemany(
        f"REPLACE INTO exercises (session, {_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                session,
                one.step,
                clean(one.exercise),
                one.sides.value,
                compact(list(one.planned)),
                one.hold,
                one.time,
                one.done,
                one.whole,
                one.eased,
                one.stopped,
                one.stopped_side.value if one.stopped_side else None,
                one.stopped_rep,
                clean(one.reason),
            )
            for one in exercises
        ],
    )


def exercises_done(
    connection: sqlite3.Connection, since: datetime | None, exercises: Collection[str] | None
) -> tuple[tuple[str, ExerciseDone], ...]:
    """Each exercise of each session with the session's id, the oldest first."""
    found = by_session(connection, since, exercises)
    return tuple((id, one) for id, done in found.items() for one in done)


def by_session(
    connection: sqlite3.Connection, since: datetime | None, exercises: Collection[str] | None = None
) -> dict[str, tuple[ExerciseDone, ...]]:
    """The exercises of each session that has any, by its id, the oldest first.

    Within a session by its steps; what came to its end follows what it took over from.
    """
    wanted: tuple[str, ...] = () if exercises is None else tuple(exercises)
    chosen = f" AND exercise IN ({', '.join('?' * len(wanted))})" if exercises is not None else ""
    rows = connection.execute(
        f"SELECT id, (SELECT group_concat(json_array({_READ}), char(10)) FROM exercises"
        f" WHERE session = id{chosen}) FROM sessions WHERE begun >= ? ORDER BY begun, id",
        (*wanted, "" if since is None else stamp(since)[0]),
    ).fetchall()
    return {id: _session(lines) for id, lines in rows if lines}


# The same session is done on many days, and the same exercise in the same way on more.
@lru_cache(maxsize=1024)
def _session(lines: str) -> tuple[ExerciseDone, ...]:
    """What was done in a session; within a line JSON has no line break."""
    done = map(_exercise, lines.split("\n"))
    return tuple(sorted(done, key=lambda one: (one.step, one.whole, one.exercise)))


@lru_cache(maxsize=4096)
def _exercise(line: str) -> ExerciseDone:
    row = json.loads(line)
    return ExerciseDone(
        step=row[0],
        exercise=row[1],
        sides=_SIDES[row[2]],
        planned=tuple(int(reps) for reps in json.loads(row[3])),
        hold=float(row[4]),
        time=None if row[5] is None else float(row[5]),
        done=row[6],
        whole=bool(row[7]),
        eased=bool(row[8]),
        stopped=bool(row[9]),
        stopped_side=Side(row[10]) if row[10] else None,
        stopped_rep=row[11],
        reason=row[12],
    )
