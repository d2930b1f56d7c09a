"""The record of safety: warning signs, what has been asked, and what a doctor has said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from coach.domain.asking import DoctorLine, ListsAsked
from coach.domain.erased import Erased
from coach.domain.relief import Round
from coach.domain.triage import Level


class RecordError(Exception):
    """The record can't be read or written; the message says why and what to do."""


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


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An answer to the follow-up question: its key, and whether it took the bar away."""

    answer: str
    given: datetime
    lifted: bool


@dataclass(frozen=True, slots=True)
class PastBar:
    """A bar with the answers that followed, the oldest first; one that was lifted, too."""

    bar: Bar
    answers: tuple[FollowUp, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it still stands in the way."""
        return not any(answer.lifted for answer in self.answers)


@dataclass(frozen=True, slots=True)
class PainScore:
    """A score from the record, 0 to 10. ``site`` is the region of the body map, if it was told."""

    given: datetime
    score: int
    site: str = ""


class ListGroup(Enum):
    """A part of the full list."""

    URGENT = "urgent"
    """The emergency and urgent rows."""
    SOON = "soon"
    """The doctor-soon rows."""


class LineAnswer(Enum):
    """What somebody says to a doctor-soon line."""

    DONE = "done"
    LATER = "later"


class SafetyJournal(Protocol):
    """Writes the record of safety. What a method has returned from is on disk.

    Raises:
        RecordError: from every method, where the record can't be written.
    """

    def bar(self, sign: str, question: str, level: Level, asked: datetime) -> str:
        """Remember an emergency or urgent answer over restarts; gives the bar's id."""

    def follow_up(self, bar: str, answer: str, wall: datetime, *, lifted: bool) -> None:
        """Keep an answer to the follow-up question; ``lifted`` takes the bar away."""

    def introduce(self, cautions: Sequence[str], wall: datetime, *, bars: bool = False) -> None:
        """Keep the caution lines that the person ticked, by id.

        ``bars`` says whether one of them allows no session; a rehearsal keeps those too.
        """

    def gentle_from(self, wall: datetime) -> None:
        """Remember that from now to the end of the day only the gentle routine is open."""

    def list_asked(self, group: ListGroup, wall: datetime) -> None:
        """Remember that a group of the full list was gone through."""

    def list_due(self, wall: datetime) -> None:
        """Remember that the full list is asked at the next start."""

    def checked(self, sign: str, wall: datetime) -> None:
        """Keep "checked by a doctor, unchanged" for a row, by its id."""

    def doctor_line(self, sign: str, question: str, wall: datetime) -> None:
        """Keep a doctor-soon line."""

    def answer_line(self, line: str, answer: LineAnswer, wall: datetime) -> None:
        """Keep what the person said to a doctor-soon line, by the line's id."""

    def score(self, score: int, wall: datetime) -> None:
        """Keep a score that was given outside of a session, 0 to 10."""

    def new_episode(self, wall: datetime) -> None:
        """Keep that the pain from now on is another episode than the one before."""

    def level_offered(self, level: int, wall: datetime, *, taken: bool) -> None:
        """Keep what the person said when a level, 1 to 5, was offered."""

    def relief_round(self, round: Round) -> None:
        """Keep that something was put on the skin, and for how long it stays bare after it."""


class SafetyHistory(Protocol):
    """Reads the record of safety.

    Raises:
        RecordError: from every method, where the record can't be read.
    """

    def open_bars(self) -> Sequence[Bar]:
        """The bars that stand, the highest level first and then the newest."""

    def bars(self, since: datetime) -> Sequence[PastBar]:
        """Every bar from ``since`` on, also those that were lifted, the oldest first."""

    def gentle_since(self) -> datetime | None:
        """When the gentle routine last became the only one that was open."""

    def cautions(self) -> tuple[str, ...] | None:
        """The ids of the caution lines that were ticked; ``None`` before the first session."""

    def lists_asked(self) -> ListsAsked:
        """When which lists were asked, and when one became due."""

    def times_checked(self) -> Mapping[str, datetime]:
        """When a doctor had last checked which row, by the row's id."""

    def doctor_lines(self) -> Sequence[DoctorLine]:
        """Every doctor-soon line, the oldest first, also those that are done."""

    def scores(self, since: datetime) -> Sequence[PainScore]:
        """The scores from ``since`` on, in and out of sessions, the oldest first."""

    def relief_rounds(self, since: datetime) -> Sequence[Round]:
        """What was put on the skin from ``since`` on, the oldest first."""

    def last_level_offered(self) -> datetime | None:
        """When the person last answered to the offer of a level; ``None`` where they never did."""

    def new_episodes(self) -> Sequence[datetime]:
        """When the person said that it is another episode."""

    def erased(self) -> Sequence[Erased]:
        """What stays of sessions that were erased and had hurt, in the order of erasing."""
