"""The record: of sessions, written while they run and read before the next one, and of safety."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coach.domain.events import Event, Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.safety import Colour
from coach.domain.timeline import Timeline
from coach.ports.diary import DiaryHistory, DiaryJournal
from coach.ports.period import PeriodHistory
from coach.ports.safety_record import RecordError, SafetyHistory, SafetyJournal

__all__ = [
    "History",
    "Journal",
    "RecordError",
    "SessionBegun",
    "SessionEnd",
    "SessionRecord",
    "Standing",
    "Unfinished",
]


@dataclass(frozen=True, slots=True)
class SessionBegun:
    """What is known of a session when it begins. ``start_score`` is 0 to 10."""

    routine: str
    title: str
    begun: datetime
    start_score: int
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stands, enough to go on from there after the process was killed.

    ``segment`` is the index in the timeline; ``hurting`` whether "it hurts" has been said and
    not been settled; ``return_due`` whether the questions of a long absence are still open.
    """

    segment: int = 0
    eased: bool = False
    stopped: int = 0
    hurting: bool = False
    last_score: int | None = None
    return_due: bool = False


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """How a session ended. ``end_score`` is ``None`` where no score was given at the end."""

    ended: datetime
    outcome: Outcome
    colour: Colour | None
    reason: str = ""
    end_score: int | None = None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session of the record. ``end`` is ``None`` while it runs, or when it was cut off."""

    id: str
    begun: SessionBegun
    end: SessionEnd | None
    exercises: tuple[str, ...] = ()
    """The ids of the exercises that were done to their end, in order."""
    seconds: float = 0.0
    """How far the timeline was played, in seconds."""
    hurt: bool | None = None
    """What the person said when asked whether they left because it hurt."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was cut off. ``last`` is the moment of its last event."""

    id: str
    begun: SessionBegun
    timeline: Timeline | None
    """``None`` where an older or newer version wrote it in a form that this one can't read."""
    standing: Standing
    last: datetime


class Journal(SafetyJournal, DiaryJournal, Protocol):
    """Writes the record. What a method has returned from is on disk.

    Raises:
        RecordError: from every method, where the record can't be written.
    """

    def begin(self, begun: SessionBegun, timeline: Timeline) -> str:
        """Begin a session's record; its id, which orders by time."""

    def write(
        self,
        session: str,
        events: Sequence[Event],
        standing: Standing,
        wall: datetime,
        timeline: Timeline | None = None,
        done: Sequence[ExerciseDone] = (),
    ) -> None:
        """Add the events of one look, and the timeline where they changed it.

        ``done`` are the exercises of which they changed what was done, each as it stands now.
        """

    def end(self, session: str, end: SessionEnd) -> None:
        """Close a session's record."""

    def answer_left(self, session: str, hurt: bool) -> None:
        """Keep whether a session that was left was left because it hurt; if so it is amber."""


class History(SafetyHistory, DiaryHistory, PeriodHistory, Protocol):
    """Reads the record.

    Raises:
        RecordError: from every method, where the record can't be read.
    """

    def sessions(
        self, since: datetime | None = None, limit: int | None = None
    ) -> Sequence[SessionRecord]:
        """The sessions, the newest first.

        Only those begun at ``since`` or later, and ``limit`` of them at most, where it is given.
        """

    def unfinished(self) -> Unfinished | None:
        """The newest session that was cut off: without an end, and played by no process."""

    def times_done(self) -> dict[str, int]:
        """In how many sessions each exercise was done to its end, by exercise id."""

    def exercises_done(
        self, since: datetime | None = None, exercises: Collection[str] | None = None
    ) -> Sequence[tuple[str, ExerciseDone]]:
        """Each exercise of each session with the session's id, the oldest first.

        Only of sessions begun at ``since`` or later, and of the exercises with these ids, where
        they are given.
        """
