"""A record that lasts as long as the program: where no file can be written, and for tests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final

from coach.adapters.store.diary_memory import DiaryMemory
from coach.adapters.store.ids import new_id
from coach.adapters.store.safety_memory import SafetyMemory
from coach.domain.events import Described, Event, Scored, SegmentBegan
from coach.domain.exercise_record import ExerciseDone
from coach.domain.overview_lines import Given, Played
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
from coach.ports.safety_record import PainScore

_EVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Session:
    record: SessionRecord
    timeline: Timeline
    last: datetime
    standing: Standing = field(default_factory=Standing)
    events: list[Event] = field(default_factory=list)
    done: dict[tuple[int, str], None] = field(default_factory=dict)
    exercises: dict[tuple[int, str], ExerciseDone] = field(default_factory=dict)


class MemoryStore(SafetyMemory, DiaryMemory):
    """Journal and history in memory."""

    def __init__(self, notices: tuple[str, ...] = ()) -> None:
        SafetyMemory.__init__(self)
        DiaryMemory.__init__(self)
        self._sessions: dict[str, _Session] = {}
        self._live: set[str] = set()
        self.notices = notices
        """Sentences that the person should hear, such as why there is no file."""

    def close(self) -> None:
        """Let go of what is played: a session without an end counts as cut off from here.

        The store can be used on, as by the next start of the program.
        """
        self._live.clear()

    # Journal

    def begin(self, begun: SessionBegun, timeline: Timeline) -> str:
        """Begin a session's record; its id, which orders by time."""
        id = new_id(begun.begun)
        self._sessions[id] = _Session(SessionRecord(id, begun, None), timeline, begun.begun)
        self._live.add(id)
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
        """Add the events of one look, the timeline where they changed it, and what was done."""
        kept = self._known(session)
        self._live.add(session)
        kept.events += events
        self._keep_scores(events, wall)
        kept.standing, kept.last = standing, wall
        kept.timeline = timeline or kept.timeline
        kept.exercises |= {(one.step, one.exercise): one for one in done}
        for event in events:
            if isinstance(event, SegmentBegan) and event.segment.kind is SegmentKind.FINISH:
                kept.done[event.segment.step, event.segment.exercise] = None
        kept.record = replace(
            kept.record,
            exercises=tuple(exercise for _, exercise in kept.done),
            seconds=max([kept.record.seconds, *(event.at for event in events)]),
        )

    def end(self, session: str, end: SessionEnd) -> None:
        """Close a session's record."""
        kept = self._known(session)
        kept.record = replace(kept.record, end=end)
        self._live.discard(session)

    def answer_left(self, session: str, hurt: bool) -> None:
        """Keep whether a session that was left was left because it hurt; if so it is amber."""
        kept = self._known(session)
        end = kept.record.end
        if hurt and end is not None and end.colour is not Colour.RED:
            end = replace(end, colour=Colour.AMBER)
        kept.record = replace(kept.record, hurt=hurt, end=end)

    # History

    def sessions(
        self, since: datetime | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        """The sessions, the newest first: those begun at ``since`` or later, ``limit`` at most."""
        records = [
            kept.record
            for kept in self._sessions.values()
            if since is None or kept.record.begun.begun >= since
        ]
        records.sort(key=lambda record: (record.begun.begun, record.id), reverse=True)
        return tuple(records[:limit])

    def unfinished(self) -> Unfinished | None:
        """The newest session without an end that isn't played any more."""
        for record in self.sessions():
            if record.end is None and record.id not in self._live:
                kept = self._sessions[record.id]
                return Unfinished(record.id, record.begun, kept.timeline, kept.standing, kept.last)
        return None

    def times_done(self) -> dict[str, int]:
        """In how many sessions each exercise was done to its end, by exercise id."""
        counts: dict[str, int] = {}
        for record in self.sessions():
            for exercise in set(record.exercises):
                counts[exercise] = counts.get(exercise, 0) + 1
        return counts

    def exercises_done(
        self, since: datetime | None = None, exercises: Collection[str] | None = None
    ) -> tuple[tuple[str, ExerciseDone], ...]:
        """Each exercise of each session with the session's id, the oldest first."""
        return tuple(
            (record.id, done)
            for record in reversed(self.sessions())
            if since is None or record.begun.begun >= since
            for done in sorted(
                self._sessions[record.id].exercises.values(),
                key=lambda done: (done.step, done.whole, done.exercise),
            )
            if exercises is None or done.exercise in exercises
        )

    def scores(self, since: datetime) -> tuple[PainScore, ...]:
        """The scores from ``since`` on: of sessions, before them, of the diary; oldest first."""
        entries = (one.entry for one in self.entries(since))
        written = (PainScore(entry.written, entry.now, entry.site) for entry in entries)
        return tuple(sorted([*super().scores(since), *written], key=lambda score: score.given))

    # Periods

    def played(self, since: datetime) -> tuple[Played, ...]:
        """The sessions begun at ``since`` or later, the oldest first."""
        return tuple(map(_played, reversed(self.sessions(since))))

    def given(self, since: datetime) -> tuple[Given, ...]:
        """The scores from ``since`` on: of sessions, before them, of the diary; oldest first."""
        return tuple(Given(one.given, one.score, one.site) for one in self.scores(since))

    def done(self, since: datetime) -> dict[str, list[ExerciseDone]]:
        """What was done in each session begun at ``since`` or later, by its id."""
        found: dict[str, list[ExerciseDone]] = {}
        for session, done in self.exercises_done(since):
            found.setdefault(session, []).append(done)
        return found

    def session_days(self) -> frozenset[date]:
        """The days on which a session began, each where it was written down."""
        return frozenset(one.begun.begun.date() for one in self.sessions())

    def first_day(self) -> date | None:
        """The first day of which anything is known: a session, a score, an entry."""
        known = [*self.session_days(), *(one.when.date() for one in self.given(_EVER))]
        return min(known, default=None)

    def events(self, session: str) -> tuple[Event, ...]:
        """The events of a session, in order."""
        return tuple(self._known(session).events)

    def _keep_scores(self, events: Sequence[Event], wall: datetime) -> None:
        site = ""
        for event in events:
            if isinstance(event, Described):
                site = event.site
            elif isinstance(event, Scored):
                self.keep_score(PainScore(wall, event.score, site))
                site = ""

    def _known(self, session: str) -> _Session:
        try:
            return self._sessions[session]
        except KeyError:
            raise RecordError(f"There is no record of the session {session}.") from None


def _played(record: SessionRecord) -> Played:
    """A session of the record, as an overview counts it."""
    begun, end = record.begun, record.end
    return Played(
        record.id,
        begun.begun,
        begun.routine,
        begun.title,
        record.seconds,
        begun.start_score,
        ended=end.ended if end else None,
        end=end.end_score if end else None,
        outcome=end.outcome if end else None,
        colour=end.colour if end else None,
        reason=end.reason if end else "",
        hurt=record.hurt,
        exercises=record.exercises,
    )
