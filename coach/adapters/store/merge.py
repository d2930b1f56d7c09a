"""Takes in the history of another computer: a union by id, the same however often it is done.

A session that both know is taken from where it is further on, with all that belongs to it. A
session that has not ended there is never one to resume here: its timeline stays there, and while
it may still be playing it stays there as a whole. Where two rows of one id differ, which coach
itself never writes, the later one wins, whichever file it is in. Of what keeps somebody safe both
hold (:mod:`~coach.adapters.store.both_sides`).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from coach.adapters.store import safety_queries
from coach.adapters.store.both_sides import hold_both, said
from coach.adapters.store.events import moment
from coach.adapters.store.files import open_file
from coach.adapters.store.foreign import copy_of, failing, is_same_file
from coach.adapters.store.locks import FileLock, Locks
from coach.adapters.store.shape import SESSIONS, TIMELINES, Table, tables_of
from coach.adapters.store.values import load
from coach.domain.session import LEFT_AFTER
from coach.ports.journal import RecordError, Standing
from coach.ports.safety_record import Bar


@dataclass(slots=True)
class Merged:
    """What came of taking in one file."""

    path: Path
    added: dict[str, int] = field(default_factory=dict)
    """New rows by table; of what belongs to a session only the session counts."""
    known: int = 0
    """Sessions and entries that were here already."""
    further: int = 0
    """Sessions that were further on there."""
    running: int = 0
    """Sessions that may still be playing there."""
    playing: int = 0
    """Sessions that are being played here, and were left alone."""
    bars: tuple[Bar, ...] = ()
    """Warning signs that stand in the way since then."""


def merge(path: Path, others: Sequence[Path], now: datetime) -> tuple[list[Merged], str]:
    """Take the records in ``others`` into the one in ``path``; ``now`` is this moment.

    All are checked before the first is taken in, and each comes in whole or not at all. Gives what
    came of each, and a sentence where the record here was damaged, and set aside.

    Raises:
        RecordError: with the reason, if one of them can't be taken in.
    """
    for other in others:
        if other.exists() and is_same_file(path, other):
            raise RecordError(f"{other} is this computer's own record: it is here already.")
    with ExitStack() as stack:
        copies = [(other, stack.enter_context(copy_of(other))) for other in others]
        locks = Locks(path)
        with failing(path, "written"):
            connection, sentence = open_file(path, locks)
            stack.enter_context(closing(connection))
            merged = [_Merge(connection, locks, now, other).run(copy) for other, copy in copies]
    return merged, sentence


class _Merge:
    """Takes in one file that has been checked."""

    def __init__(
        self, connection: sqlite3.Connection, locks: Locks, now: datetime, path: Path
    ) -> None:
        self._connection = connection
        self._locks = locks
        self._now = now
        self._merged = Merged(path)
        tables = tables_of(connection)
        self._sessions = next(table for table in tables if table.name == SESSIONS)
        self._parts = [table for table in tables if table.of_session and table.name != TIMELINES]
        self._others = [
            table for table in tables if table.name != SESSIONS and not table.of_session
        ]

    def run(self, copy: Path) -> Merged:
        with closing(sqlite3.connect(copy)) as connection:
            there = said(connection)
        self._connection.execute("ATTACH DATABASE ? AS other", (str(copy),))
        held: list[FileLock] = []
        try:
            with _transaction(self._connection):
                here = said(self._connection)
                before = {bar.id for bar in safety_queries.open_bars(self._connection)}
                self._take_sessions(held)
                for table in self._others:
                    self._take_rows(table)
                hold_both(self._connection, here, there, self._now)
                after = safety_queries.open_bars(self._connection)
            self._merged.bars = tuple(bar for bar in after if bar.id not in before)
        finally:
            for lock in held:
                self._locks.release(lock)
            self._connection.execute("DETACH DATABASE other")
        return self._merged

    # Sessions, with what belongs to them

    def _take_sessions(self, held: list[FileLock]) -> None:
        here, there = self._ids("main", SESSIONS), self._ids("other", SESSIONS)
        new = {id for id in there - here if not self._may_be_running(id)}
        self._merged.running += len(there - here) - len(new)
        differ = self._differing(here & there)
        better = {id for id in differ if self._rank("other", id) > self._rank("main", id)}
        better = {id for id in better if self._may_replace(id, held)}
        self._merged.known += len(here & there) - len(better)
        self._merged.further += len(better)
        if new:
            self._merged.added[SESSIONS] = len(new)
        for id in better:
            self._drop(id)
        self._copy(new | better)

    def _ids(self, side: str, table: str) -> set[str]:
        return {str(id) for (id,) in self._connection.execute(f'SELECT id FROM {side}."{table}"')}

    def _differing(self, both: set[str]) -> set[str]:
        """Those of the sessions on both sides that are not the same on both."""
        found: set[str] = set()
        if not both:
            return found
        for table in (self._sessions, *self._parts):
            for one, other in (("main", "other"), ("other", "main")):
                rows = self._connection.execute(
                    f'SELECT DISTINCT "{table.session}" FROM ('
                    f'SELECT {table.listed} FROM {one}."{table.name}"'
                    f' EXCEPT SELECT {table.listed} FROM {other}."{table.name}")'
                )
                found.update(str(id) for (id,) in rows)
        return found & both

    def _rank(self, side: str, id: str) -> tuple[object, ...]:
        """How far on a session is; of two that are equally far, any order that is always the same.

        An answer to "was it because it hurt?" is further on than none, and yes is than no.
        """
        row = self._row(side, id)
        content = [
            repr(
                self._connection.execute(
                    f'SELECT {table.listed} FROM {side}."{table.name}" WHERE "{table.session}" = ?'
                    f" ORDER BY {table.listed}",
                    (id,),
                ).fetchall()
            )
            for table in (self._sessions, *self._parts)
        ]
        (events,) = self._connection.execute(
            f"SELECT count(*) FROM {side}.events WHERE session = ?", (id,)
        ).fetchone()
        hurt = -1 if row["hurt"] is None else int(row["hurt"])
        return (row["ended"] is not None, int(events), hurt, *content)

    def _may_be_running(self, id: str) -> bool:
        """Whether a session of the other file may be played on, there.

        What hurt comes at once: it ends that session, wherever it is.
        """
        row = self._row("other", id)
        if row["ended"] is not None:
            return False
        try:
            hurting = load(Standing, row["standing"]).hurting
        except ValueError:
            hurting = False
        away = abs(self._now - moment(row["last"], row["last_offset"]))
        return not hurting and away < timedelta(seconds=LEFT_AFTER)

    def _may_replace(self, id: str, held: list[FileLock]) -> bool:
        if self._may_be_running(id):
            self._merged.running += 1
            return False
        if self._row("main", id)["ended"] is None:
            lock = self._locks.take(id)
            if lock is None:
                self._merged.playing += 1
                return False
            held.append(lock)
        return True

    def _row(self, side: str, id: str) -> dict[str, Any]:
        row = self._connection.execute(
            f"SELECT {self._sessions.listed} FROM {side}.{SESSIONS} WHERE id = ?", (id,)
        ).fetchone()
        return dict(zip(self._sessions.columns, row, strict=True))

    def _drop(self, id: str) -> None:
        for name in (TIMELINES, *(table.name for table in self._parts)):
            self._connection.execute(f'DELETE FROM main."{name}" WHERE session = ?', (id,))
        self._connection.execute(f"DELETE FROM main.{SESSIONS} WHERE id = ?", (id,))

    def _copy(self, ids: Iterable[str]) -> None:
        for table in (self._sessions, *self._parts):
            self._connection.executemany(
                f'INSERT INTO main."{table.name}" ({table.listed}) SELECT {table.listed}'
                f' FROM other."{table.name}" WHERE "{table.session}" = ?',
                [(id,) for id in sorted(ids)],
            )

    # Everything else: rows that never change

    def _take_rows(self, table: Table) -> None:
        here = self._rows("main", table)
        there = self._rows("other", table)
        better = [
            row
            for key, row in there.items()
            if key not in here or _later(table, row) > _later(table, here[key])
        ]
        new = sum(key not in here for key in there)
        marks = ", ".join("?" * len(table.columns))
        self._connection.executemany(
            f'REPLACE INTO main."{table.name}" ({table.listed}) VALUES ({marks})', better
        )
        if new:
            self._merged.added[table.name] = new
        if table.name == "diary":
            self._merged.known += len(there) - new

    def _rows(self, side: str, table: Table) -> dict[tuple[object, ...], tuple[Any, ...]]:
        places = [table.columns.index(column) for column in table.key]
        rows = self._connection.execute(f'SELECT {table.listed} FROM {side}."{table.name}"')
        return {tuple(row[place] for place in places): tuple(row) for row in rows}


def _later(table: Table, row: tuple[Any, ...]) -> tuple[str, str]:
    written = row[table.columns.index(table.moment)] if table.moment else ""
    return (str(written), repr(row))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; on disk when it has been left."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
