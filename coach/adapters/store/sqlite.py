"""The record in an SQLite file. For one thread; other processes may use the file as well."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from coach.adapters.store import queries
from coach.adapters.store.diary import DiaryTables
from coach.adapters.store.events import StoredEvent, encode, stamp
from coach.adapters.store.exercises import exercises_done, set_exercises
from coach.adapters.store.files import (
    WITHOUT_RECORD,
    identity,
    is_damage,
    open_file,
    reason,
    replace_damaged,
)
from coach.adapters.store.ids import new_id
from coach.adapters.store.locks import FileLock, Locks
from coach.adapters.store.period import PeriodTables
from coach.adapters.store.safety import SafetyTables
from coach.adapters.store.values import dump
from coach.domain.events import Event, SegmentBegan
from coach.domain.exercise_record import ExerciseDone
from coach.domain.safety import Colour
from coach.domain.timeline import SegmentKind, Timeline
from coach.ports.journal import (
    RecordError,
    SessionBegun,
    SessionEnd,
    SessionRecord,
    Standing,
    Unfinished,
)

_NOT_HERE = "it doesn't know this session"
_ELSEWHERE = "another coach is playing this session"


@dataclass(slots=True)
class _Live:
    """A session that this process plays: its lock, and what was written last."""

    lock: FileLock
    seq: int
    standing: str


class SqliteStore(SafetyTables, DiaryTables, PeriodTables):
    """Journal and history over one file. Every method raises ``RecordError`` when it fails."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, locks: Locks, notices: tuple[str, ...]
    ) -> None:
        self._path = path
        self._connection = connection
        self._locks = locks
        self._identity = identity(path)
        self._live: dict[str, _Live] = {}
        self.notices = notices
        """Sentences that the person should hear, such as that a damaged file was set aside."""

    @classmethod
    def open(cls, path: Path) -> "SqliteStore":
        """Open the file, or make it and its folder.

        Raises:
            RecordError: if that can't be done, or if a newer version wrote the file.
        """
        locks = Locks(path)
        try:
            connection, sentence = open_file(path, locks)
        except (sqlite3.Error, OSError) as error:
            raise RecordError(
                f"The folder {path.parent} can't be written: {reason(error)}; {WITHOUT_RECORD}"
            ) from error
        store = cls(path, connection, locks, (sentence,) if sentence else ())
        store.go_on()
        return store

    def close(self) -> None:
        """Let go of everything. A session without an end counts as cut off from here."""
        for session in list(self._live):
            self._let_go(session)
        self._connection.close()

    def __enter__(self) -> "SqliteStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Journal

    def begin(self, begun: SessionBegun, timeline: Timeline) -> str:
        """Begin a session's record; its id, which orders by time."""
        session = new_id(begun.begun)
        with self._writing():
            standing, laid_out = dump(Standing()), dump(timeline)
            self._hold(session, standing)
            try:
                with self._transaction():
                    queries.insert_session(self._connection, session, begun, standing)
                    queries.set_timeline(self._connection, session, laid_out)
            except BaseException:
                self._let_go(session)
                raise
        return session

    def write(
        self,
        session: str,
        events: Sequence[Event],
        standing: Standing,
        wall: datetime,
        timeline: Timeline | None = None,
        done: Sequence[ExerciseDone] = (),
    ) -> None:
        """Add the events of one look, the timeline where they changed it, and what was done."""
        with self._writing():
            live = self._take_up(session)
            now = dump(standing)
            rows = []
            ended = []
            seq = live.seq
            utc, offset = stamp(wall)
            for event in events:
                encoded = encode(event)
                if encoded is None:
                    continue
                kind, data = encoded
                seq += 1
                rows.append((session, seq, utc, offset, event.at, kind, data))
                if isinstance(event, SegmentBegan) and event.segment.kind is SegmentKind.FINISH:
                    ended.append((session, event.segment.step, event.segment.exercise, seq))
            if not rows and now == live.standing and timeline is None and not done:
                return
            reached = max((event.at for event in events), default=0.0)
            laid_out = None if timeline is None else dump(timeline)
            with self._transaction():
                if not queries.set_standing(self._connection, session, now, reached, utc, offset):
                    raise RecordError(_cant("written", self._path, _NOT_HERE))
                queries.insert_events(self._connection, rows)
                if ended:
                    queries.insert_done(self._connection, ended)
                if done:
                    set_exercises(self._connection, session, done)
                if laid_out is not None:
                    queries.set_timeline(self._connection, session, laid_out)
            live.seq = seq
            live.standing = now

    def end(self, session: str, end: SessionEnd) -> None:
        """Close a session's record."""
        with self._writing():
            self._take_up(session)
            try:
                with self._transaction():
                    if not queries.end_session(self._connection, session, end):
                        raise RecordError(_cant("written", self._path, _NOT_HERE))
            finally:
                self._let_go(session)
            # The moment has come to fold the log into the file; a reader may put it off.
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def answer_left(self, session: str, hurt: bool) -> None:
        """Keep whether a session that was left was left because it hurt; if so it is amber."""
        with self._writing(), self._transaction():
            if not queries.set_hurt(self._connection, session, hurt, Colour.AMBER, Colour.RED):
                raise RecordError(_cant("written", self._path, _NOT_HERE))

    # History

    def sessions(
        self, since: datetime | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        """The sessions, the newest first: those begun at ``since`` or later, ``limit`` at most."""
        with self._reading():
            return queries.sessions(self._connection, since, limit)

    def unfinished(self) -> Unfinished | None:
        """The newest session without an end that no process plays any more."""
        with self._reading():
            for session in queries.without_end(self._connection):
                if session not in self._live and not self._locks.is_held(session):
                    return queries.unfinished(self._connection, session)
            return None

    def times_done(self) -> dict[str, int]:
        """In how many sessions each exercise was done to its end, by exercise id."""
        with self._reading():
            return queries.times_done(self._connection)

    def exercises_done(
        self, since: datetime | None = None, exercises: Collection[str] | None = None
    ) -> tuple[tuple[str, ExerciseDone], ...]:
        """Each exercise of each session with the session's id, the oldest first."""
        with self._reading():
            return exercises_done(self._connection, since, exercises)

    def events(self, session: str) -> tuple[StoredEvent, ...]:
        """The events of a session, in order."""
        with self._reading():
            return queries.events(self._connection, session)

    # Sessions that are played

    def _take_up(self, session: str) -> _Live:
        """The session as this process plays it; one that was cut off is taken up by this."""
        live = self._live.get(session)
        if live is not None:
            return live
        live = self._hold(session, "")
        try:
            # Only now that nobody else can write to it does the last number stand.
            seq = queries.last_seq(self._connection, session)
            if seq is None:
                raise RecordError(_cant("written", self._path, _NOT_HERE))
        except BaseException:
            self._let_go(session)
            raise
        live.seq = seq
        return live

    def _hold(self, session: str, standing: str) -> _Live:
        lock = self._locks.take(session)
        if lock is None:
            raise RecordError(_cant("written", self._path, _ELSEWHERE))
        live = self._live[session] = _Live(lock, 0, standing)
        return live

    def _let_go(self, session: str) -> None:
        self._locks.release(self._live.pop(session).lock)

    # Transactions and failures

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing; on disk when it has been left."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:
            raise self._failure("written", error) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:
            raise self._failure("read", error) from error

    def _failure(self, verb: str, error: Exception) -> RecordError:
        """The error to raise. A damaged file is set aside, so that the next one is whole."""
        if not is_damage(error):
            return RecordError(_cant(verb, self._path, reason(error)))
        self._connection.close()
        try:
            self._connection, sentence = replace_damaged(self._path, self._locks, self._identity)
        except (sqlite3.Error, OSError) as second:
            return RecordError(_cant(verb, self._path, f"it is damaged, and {reason(second)}"))
        self._identity = identity(self._path)
        self.notices += (sentence,) if sentence else ()
        return RecordError(sentence or _cant(verb, self._path, reason(error)))


def _cant(verb: str, path: Path, why: str) -> str:
    """A sentence that says what can't be done, and why, and what follows."""
    return f"The record {path} can't be {verb}: {why}; {WITHOUT_RECORD}"
