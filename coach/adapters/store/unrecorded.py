"""The journal of a rehearsal: no session is written, but what must be remembered is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from coach.adapters.store.ids import new_id
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts
from coach.domain.events import Event
from coach.domain.exercise_record import ExerciseDone
from coach.domain.relief import Round
from coach.domain.timeline import Timeline
from coach.domain.triage import Level
from coach.ports.journal import Journal, SessionBegun, SessionEnd, Standing
from coach.ports.safety_record import LineAnswer, ListGroup, SafetyHistory

_Write = tuple[tuple[Event, ...], Standing, datetime, Timeline | None, tuple[ExerciseDone, ...]]
"""What one look left to be written."""


@dataclass(slots=True)
class _Held:
    """A session that nothing has been written of yet."""

    id: str
    beginning: tuple[SessionBegun, Timeline] | None
    """``None`` for a session that the inner journal knows, from before."""
    writes: list[_Write] = field(default_factory=list)


class UnrecordedJournal:
    """Keeps sessions back from ``inner``, until one is stopped: that one is written whole.

    Warning signs and the answers to them pass through at once.
    """

    def __init__(self, inner: Journal, history: SafetyHistory) -> None:
        self._inner = inner
        self._history = history
        self._held: dict[str, _Held] = {}
        self._inner_ids: dict[str, str] = {}
        self._dropped: set[str] = set()

    def begin(self, begun: SessionBegun, timeline: Timeline) -> str:
        """Begin a session in memory."""
        id = new_id(begun.begun)
        self._held[id] = _Held(id, (begun, timeline))
        return id

    def write(
        self,
        session: str,
        events: Sequence[Event],
        standing: Standing,
        wall: datetime,
        timeline: Timeline | None = None,
        done: Sequence[ExerciseDone] = (),
    ) -> None:
        """Keep the events of one look in memory, also those of a session from before."""
        held = self._held.setdefault(session, _Held(session, None))
        held.writes.append((tuple(events), standing, wall, timeline, tuple(done)))

    def end(self, session: str, end: SessionEnd) -> None:
        """Write the session if it was stopped, drop it otherwise.

        A session from before that was not played on here is closed in the record.
        """
        held = self._held.pop(session, None)
        if held is None:
            if session not in self._dropped:
                self._inner.end(self._inner_ids.get(session, session), end)
            return
        if not end.outcome.is_stop:
            self._dropped.add(session)
            return
        id = held.id
        if held.beginning is not None:
            id = self._inner_ids[session] = self._inner.begin(*held.beginning)
        for write in held.writes:
            self._inner.write(id, *write)
        self._inner.end(id, end)

    def answer_left(self, session: str, hurt: bool) -> None:
        """Keep why a session was left, where there is a record of it."""
        if session not in self._dropped and session not in self._held:
            self._inner.answer_left(self._inner_ids.get(session, session), hurt)

    def bar(self, sign: str, question: str, level: Level, asked: datetime) -> str:
        """Remember an emergency or urgent answer over restarts; gives the bar's id."""
        return self._inner.bar(sign, question, level, asked)

    def follow_up(self, bar: str, answer: str, wall: datetime, *, lifted: bool) -> None:
        """Keep an answer to the follow-up question; ``lifted`` takes the bar away."""
        self._inner.follow_up(bar, answer, wall, lifted=lifted)

    def introduce(self, cautions: Sequence[str], wall: datetime, *, bars: bool = False) -> None:
        """Keep only what allows no session: a rehearsal is nobody's first session."""
        if bars:
            self._inner.introduce(cautions, wall, bars=bars)

    def gentle_from(self, wall: datetime) -> None:
        """Remember that only the gentle routine is open for the rest of the day."""
        self._inner.gentle_from(wall)

    def list_asked(self, group: ListGroup, wall: datetime) -> None:
        """Remember it, but not as a first use: a rehearsal is nobody's."""
        if self._history.lists_asked().urgent is not None:
            self._inner.list_asked(group, wall)

    def list_due(self, wall: datetime) -> None:
        """Remember that the full list is asked at the next start."""
        self._inner.list_due(wall)

    def checked(self, sign: str, wall: datetime) -> None:
        """Keep "checked by a doctor, unchanged" for a row, by its id."""
        self._inner.checked(sign, wall)

    def doctor_line(self, sign: str, question: str, wall: datetime) -> None:
        """Keep a doctor-soon line."""
        self._inner.doctor_line(sign, question, wall)

    def answer_line(self, line: str, answer: LineAnswer, wall: datetime) -> None:
        """Keep what the person said to a doctor-soon line, by the line's id."""
        self._inner.answer_line(line, answer, wall)

    def score(self, score: int, wall: datetime) -> None:
        """Forget it: nobody's back is asked about in a rehearsal."""

    def new_episode(self, wall: datetime) -> None:
        """Forget it: an episode goes by the scores."""

    def level_offered(self, level: int, wall: datetime, *, taken: bool) -> None:
        """Forget it: a level is taken by playing it."""

    def relief_round(self, round: Round) -> None:
        """Forget it: nothing lies on anybody's skin in a rehearsal."""

    def write_entry(self, entry: DiaryEntry) -> str:
        """Keep what the person writes down: that is about their back, not about a rehearsal."""
        return self._inner.write_entry(entry)

    def take_back(self, entry: str) -> None:
        """Undo an entry that was written by mistake, by its id."""
        self._inner.take_back(entry)

    def tell_episode(self, facts: EpisodeFacts) -> None:
        """Keep what was said of this episode."""
        self._inner.tell_episode(facts)
