"""What was planned and done of each exercise, as rows of the record."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from coach.adapters.store.events import stamp
from coach.adapters.store.queries import clean
from coach.adapters.store.values import compact
from coach.domain.dose import Side, Sides
from coach.domain.exercise_record import ExerciseDone

_COLUMNS = (
    "step, exercise, sides, planned, hold, time, done, whole, eased,"
    " stopped, stopped_side, stopped_rep, reason"
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
    """Each exercise of each session with the session's id, the oldest first.

    Within a session by its steps; what came to its end follows what it took over from.
    """
    wanted: tuple[str, ...] = () if exercises is None else tuple(exercises)
    chosen = f" AND exercise IN ({', '.join('?' * len(wanted))})" if exercises is not None else ""
    rows = connection.execute(
        f"SELECT session, {_COLUMNS} FROM exercises"
        " JOIN (SELECT id, begun FROM sessions WHERE begun >= ?) ON id = session"
        f" WHERE TRUE{chosen} ORDER BY begun, session, step, whole, exercise",
        ("" if since is None else stamp(since)[0], *wanted),
    ).fetchall()
    return tuple((row[0], _exercise(row[1:])) for row in rows)


# The same exercise is done in the same way on many days.
@lru_cache(maxsize=4096)
def _exercise(row: tuple[Any, ...]) -> ExerciseDone:
    return ExerciseDone(
        step=row[0],
        exercise=row[1],
        sides=_SIDES[row[2]],
        planned=_planned(row[3]),
        hold=row[4],
        time=row[5],
        done=row[6],
        whole=bool(row[7]),
        eased=bool(row[8]),
        stopped=bool(row[9]),
        stopped_side=Side(row[10]) if row[10] else None,
        stopped_rep=row[11],
        reason=row[12],
    )


@lru_cache(maxsize=256)
def _planned(text: str) -> tuple[int, ...]:
    return tuple(int(reps) for reps in json.loads(text))
