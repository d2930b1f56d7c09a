"""What an overview is made of, out of an SQLite file.

Years of it are read at once, so nothing is read here that an overview doesn't count.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import Any, Final

from coach.adapters.store.events import moment, stamp
from coach.adapters.store.exercises import by_session
from coach.adapters.store.scores import SCORE, Score, scores
from coach.adapters.store.tables import Tables
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.overview_lines import Given, Played
from coach.domain.safety import Colour


class PeriodTables(Tables):
    """The part of the store that reads periods."""

    def played(self, since: datetime) -> tuple[Played, ...]:
        """The sessions begun at ``since`` or later, the oldest first."""
        with self._reading():
            return tuple(map(_played, self._connection.execute(_SESSIONS, (stamp(since)[0],))))

    def given(self, since: datetime) -> tuple[Given, ...]:
        """The scores from ``since`` on: of sessions, before them, of the diary; oldest first."""
        with self._reading():
            return tuple(map(_given, scores(self._connection, since)))

    def done(self, since: datetime) -> dict[str, tuple[ExerciseDone, ...]]:
        """What was done in each session begun at ``since`` or later, by its id."""
        with self._reading():
            return by_session(self._connection, since)

    def session_days(self) -> frozenset[date]:
        """The days on which a session began, each where it was written down."""
        with self._reading():
            rows = self._connection.execute("SELECT begun, begun_offset FROM sessions").fetchall()
            return frozenset(moment(begun, offset).date() for begun, offset in rows)

    def first_day(self) -> date | None:
        """The first day of which anything is known: a session, a score, an entry."""
        with self._reading():
            known = [_first_of(self._connection, moments) for moments in _MOMENTS]
        return min((day for day in known if day is not None), default=None)


# The order of the inner rows is that in which the exercises came to their end.
_SESSIONS: Final = (
    "SELECT id, begun, begun_offset, routine, title, seconds, start_score, ended, ended_offset,"
    " end_score, outcome, colour, reason, hurt, (SELECT json_group_array(exercise)"
    " FROM (SELECT exercise FROM done WHERE session = id ORDER BY seq))"
    " FROM sessions WHERE begun >= ? ORDER BY begun, id"
)

_MOMENTS: Final = (
    "SELECT begun AS at, begun_offset AS shift FROM sessions",
    "SELECT written AS at, written_offset AS shift FROM diary",
    f"SELECT wall AS at, wall_offset AS shift FROM facts WHERE name = '{SCORE}'",
    (
        "SELECT wall AS at, wall_offset AS shift FROM events"
        " WHERE kind IN ('described', 'scored') AND kind = 'scored'"
    ),
)


# What `Given(*score)` does, without a call of Python for each of thousands.
_given: Callable[[Score], Given] = partial(tuple.__new__, Given)


def _played(row: Sequence[Any]) -> Played:
    id, begun, shift, routine, title, seconds, start, ended, until, end, *rest = row
    outcome, colour, reason, hurt, exercises = rest
    over = ended is not None
    return Played(
        id,
        moment(begun, shift),
        routine,
        title,
        seconds,
        start,
        moment(ended, until) if over else None,
        end if over else None,
        _outcome(outcome) if over else None,
        _colour(colour) if over and colour else None,
        reason if over else "",
        None if hurt is None else bool(hurt),
        _ids(exercises),
    )


@cache
def _outcome(word: str) -> Outcome:
    return Outcome(word)


@cache
def _colour(word: str) -> Colour:
    return Colour(word)


# The same exercises come to their end on many days.
@lru_cache(maxsize=1024)
def _ids(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _first_of(connection: sqlite3.Connection, moments: str) -> date | None:
    """The first day of these, where each was written down."""
    # Three days later it is a later day everywhere.
    rows = connection.execute(
        f"SELECT at, shift FROM ({moments})"
        f" WHERE at < (SELECT coalesce(date(min(at), '+3 days'), 'Z') FROM ({moments}))"
    ).fetchall()
    return min((moment(at, shift).date() for at, shift in rows), default=None)
