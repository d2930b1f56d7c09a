"""Erases for good: a session, a day, or everything, so that no byte of it stays in the file.

What a warning sign has barred stays barred: bars, the answers to them, the lines about a doctor
and what else keeps somebody safe are not erased with a day or a session, and an open bar is not
erased with everything either. What hurt leaves as little as keeps the next sessions as easy.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from coach.adapters.store import queries, safety_queries
from coach.adapters.store.events import moment, stamp
from coach.adapters.store.files import open_file
from coach.adapters.store.foreign import failing
from coach.adapters.store.locks import Locks
from coach.adapters.store.safeguards import DIARY_FACTS, SAFETY, Past, be_careful, lost, past_of
from coach.adapters.store.shape import SESSIONS, Table, tables_of
from coach.domain.erased import Erased
from coach.ports.journal import RecordError, SessionRecord
from coach.ports.safety_record import Bar

SHORTEST: Final = 6
"""Characters of an id at least that name a session."""
_TODAY_ONLY: Final = ("gentle", "relief-round")
"""Facts that hold for a day: what was put on the skin, and that only the gentle routine is open."""
_A_DAY: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be erased: ids by table. With ``everything``, all there is beyond it too."""

    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    everything: bool = False
    bars: tuple[Bar, ...] = ()
    """The open bars, which stay."""
    left: Erased | None = None
    """What stays of sessions among it that hurt; ``None`` where nothing has to."""

    @property
    def careful(self) -> bool:
        """Whether a session is among it that hurt, or may have, and that still has a say."""
        return self.left is not None and bool(self.left.ambers)

    def count(self, table: str) -> int:
        """How many rows of a table it is."""
        return len(self.rows.get(table, ()))


@dataclass(frozen=True, slots=True)
class DayKept:
    """What is kept of one day."""

    day: date
    sessions: tuple[SessionRecord, ...] = ()
    entries: int = 0


class Eraser:
    """The record as that which erases sees it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, locks: Locks) -> None:
        self._path = path
        self._connection = connection
        self._locks = locks
        self._tables = tables_of(connection)

    @classmethod
    def open(cls, path: Path) -> "Eraser":
        """Open a record that is there.

        Raises:
            RecordError: with the reason, if it can't be opened, or was found to be damaged.
        """
        locks = Locks(path)
        with failing(path, "opened"):
            connection, sentence = open_file(path, locks)
        if sentence:
            connection.close()
            raise RecordError(sentence)
        return cls(path, connection, locks)

    def __enter__(self) -> "Eraser":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    # What there is

    def days(self) -> list[DayKept]:
        """What is kept of each day of the person's own calendar, the newest first."""
        with failing(self._path, "read"):
            sessions: dict[date, list[SessionRecord]] = {}
            for record in queries.sessions(self._connection):
                sessions.setdefault(record.begun.begun.date(), []).append(record)
            entries: dict[date, int] = {}
            for _, day in self._days("diary"):
                entries[day] = entries.get(day, 0) + 1
        return [
            DayKept(day, tuple(sessions.get(day, ())), entries.get(day, 0))
            for day in sorted({*sessions, *entries}, reverse=True)
        ]

    def day(self, day: date, now: datetime) -> Chosen:
        """What was kept of a day, by the calendar of the place where it was."""
        with failing(self._path, "read"):
            rows = {
                table.name: tuple(
                    id for id, of in self._days(table.name, self._only(table)) if of == day
                )
                for table in self._tables
                if table.moment and not table.of_session and table.name not in SAFETY
            }
            return self._chosen(rows, now)

    def session(self, prefix: str, now: datetime) -> Chosen:
        """The session whose id begins like this.

        Raises:
            RecordError: if it is none, or more than one.
        """
        with failing(self._path, "read"):
            ids = [id for id, _ in self._days(SESSIONS) if id.startswith(prefix.casefold())]
            if len(prefix) < SHORTEST and prefix not in ids:
                raise RecordError(f"Give at least {SHORTEST} characters of the session's id.")
            if len(ids) != 1:
                what = "There is no session" if not ids else f"There are {len(ids)} sessions"
                raise RecordError(f"{what} whose id begins with {prefix!r}. See: coach forget")
            return self._chosen({SESSIONS: tuple(ids)}, now)

    def everything(self, now: datetime) -> Chosen:
        """All there is."""
        with failing(self._path, "read"):
            rows = {
                table.name: tuple(
                    str(id) for (id,) in self._connection.execute(f'SELECT id FROM "{table.name}"')
                )
                for table in self._tables
                if table.key == ("id",)
            }
            return self._chosen(rows, now, everything=True)

    def _only(self, table: Table) -> str:
        """Which rows of a table may be erased with their day."""
        if table.name != "facts":
            return ""
        return f" WHERE name IN ({', '.join(repr(name) for name in DIARY_FACTS)})"

    def _days(self, name: str, where: str = "") -> Iterator[tuple[str, date]]:
        table = next(table for table in self._tables if table.name == name)
        for id, utc, offset in self._connection.execute(
            f'SELECT id, "{table.moment}", "{table.moment}_offset" FROM "{name}"{where}'
        ).fetchall():
            yield str(id), moment(utc, offset).date()

    def _chosen(
        self, rows: dict[str, tuple[str, ...]], now: datetime, *, everything: bool = False
    ) -> Chosen:
        bars = safety_queries.open_bars(self._connection)
        found = {name: ids for name, ids in rows.items() if ids}
        chosen = Chosen(found, everything, bars)
        if everything:
            left = lost(past_of(self._connection, now), Past(), now)
        elif found:
            # What stays shows only when the rest is gone: that is tried, and taken back.
            with self._transaction(keeps=False):
                left = self._delete(chosen, now)
        else:
            return chosen
        return replace(chosen, left=left or None)

    # Erasing

    def erase(self, chosen: Chosen, now: datetime) -> bool:
        """Erase what was chosen; ``False`` if another program keeps some of it open until it ends.

        Raises:
            RecordError: if a session among it is being played, or if it can't be done.
        """
        with failing(self._path, "written"), ExitStack() as stack:
            self._connection.execute("PRAGMA secure_delete = ON")
            with self._transaction():
                self._hold(chosen, stack)
                left = self._delete(chosen, now)
                be_careful(self._connection, left, now)
            return self._scrub()

    @contextmanager
    def _transaction(self, *, keeps: bool = True) -> Iterator[None]:
        """All of it or nothing; nothing at all unless it ``keeps`` it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            if keeps:
                self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _hold(self, chosen: Chosen, stack: ExitStack) -> None:
        """Let nobody play on what is erased; with everything that is also what began meanwhile.

        Within the transaction no other session comes to be.
        """
        for id in queries.without_end(self._connection):
            if chosen.everything or id in chosen.rows.get(SESSIONS, ()):
                lock = self._locks.take(id)
                if lock is None:
                    raise RecordError(
                        "A session among it is being played now. Try again when it has ended."
                    )
                stack.callback(self._locks.release, lock)

    def _delete(self, chosen: Chosen, now: datetime) -> Erased:
        """Erase what was chosen; gives what has to stay of it."""
        before = past_of(self._connection, now)
        sessions = [(id,) for id in chosen.rows.get(SESSIONS, ())]
        for table in self._tables:
            if chosen.everything:
                self._delete_all(table, now)
            elif table.of_session:
                self._connection.executemany(
                    f'DELETE FROM "{table.name}" WHERE session = ?', sessions
                )
            else:
                self._connection.executemany(
                    f'DELETE FROM "{table.name}" WHERE id = ?',
                    [(id,) for id in chosen.rows.get(table.name, ())],
                )
        after = Past() if chosen.everything else past_of(self._connection, now)
        return lost(before, after, now)

    def _delete_all(self, table: Table, now: datetime) -> None:
        where: str
        values: tuple[Any, ...] = ()
        if table.name == "bars":
            where = "id IN (SELECT bar FROM follow_ups WHERE lifted)"
        elif table.name == "follow_ups":
            # After the bars, whose names come first: what has lifted one has been heeded.
            where = "1"
        elif table.name == "facts":
            names = ", ".join(repr(name) for name in _TODAY_ONLY)
            where = f"NOT (name IN ({names}) AND wall >= ?)"
            values = (stamp(now - _A_DAY)[0],)
        else:
            where = "1"
        self._connection.execute(f'DELETE FROM "{table.name}" WHERE {where}', values)

    def _scrub(self) -> bool:
        """Write the file anew without what was deleted, and empty its log."""
        self._connection.execute("VACUUM")
        busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy


def copies(data: Path) -> list[Path]:
    """Other files in the data folder that hold what was recorded, by name."""
    if not data.is_dir():
        return []
    known = ("coach.db", "coach.db-wal", "coach.db-shm")
    found = [
        path
        for path in data.iterdir()
        if path.name not in known
        and path.name.startswith(("coach.db.", "coach-before-", ".coach-before-"))
    ]
    return sorted(found)


def erase_copies(paths: Sequence[Path]) -> tuple[str, ...]:
    """Erase these files; gives a sentence for each that is still there."""
    sentences = []
    for path in paths:
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            sentences.append(f"{path} can't be erased: {error.strerror or error}.")
    return tuple(sentences)
