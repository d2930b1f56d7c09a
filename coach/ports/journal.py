"""The record of sessions: written while they run, read before the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coach.domain.events import Event, Outcome
from coach.domain.safety import Colour
from coach.domain.timeline import Timeline
from coach.domain.triage import Level


class RecordError(Exception):
    """The record can't be read or written; the message says why and what to do."""


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


@dataclass(frozen=True, slots=True)
class Bar:
    """A warning sign that stands in the way of the next session until it is followed up.

    ``sign`` is the row's id, which is never shown; ``question`` is what was asked.
    """

    id: str
    sign: str
    question: str
    level: Level
    asked: datetime


class Journal(Protocol):
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
    ) -> None:
        """Add the events of one look, and the timeline where they changed it."""

    def end(self, session: str, end: SessionEnd) -> None:
        """Close a session's record."""

    def answer_left(self, session: str, hurt: bool) -> None:
        """Keep whether a session that was left was left because it hurt; if so it is amber."""

    def bar(self, sign: str, question: str, level: Level, asked: datetime) -> None:
        """Remember an emergency or urgent answer over restarts."""

    def follow_up(self, bar: str, answer: str, wall: datetime, *, lifted: bool) -> None:
        """Keep an answer to the follow-up question; ``lifted`` takes the bar away."""

    def introduce(self, cautions: Sequence[str], wall: datetime, *, bars: bool = False) -> None:
        """Keep the caution lines that the person ticked, by id.

        ``bars`` says whether one of them allows no session; a rehearsal keeps those too.
        """

    def gentle_from(self, wall: datetime) -> None:
        """Remember that from now to the end of the day only the gentle routine is open."""


class History(Protocol):
    """Reads the record.

    Raises:
        RecordError: from every method, where the record can't be read.
    """

    def sessions(self) -> Sequence[SessionRecord]:
        """All sessions, the newest first."""

    def unfinished(self) -> Unfinished | None:
        """The newest session that was cut off: without an end, and played by no process."""

    def times_done(self) -> dict[str, int]:
        """In how many sessions each exercise was done to its end, by exercise id."""

    def open_bar(self) -> Bar | None:
        """The bar that stands, the highest level first and then the newest."""

    def gentle_since(self) -> datetime | None:
        """When the gentle routine last became the only one that was open."""

    def cautions(self) -> tuple[str, ...] | None:
        """The ids of the caution lines that were ticked; ``None`` before the first session."""
