"""Keeps the record, and keeps a session going where no record can be kept."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import ParamSpec, TypeVar

from coach.domain.asking import DoctorLine, ListsAsked
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, KeptEntry, KeptFacts
from coach.domain.doings import Doings
from coach.domain.erased import Erased
from coach.domain.events import Event
from coach.domain.exercise_record import ExerciseDone
from coach.domain.overview_lines import Given, Played
from coach.domain.relief import Round
from coach.domain.timeline import Timeline
from coach.domain.triage import Finding, WarningSign
from coach.ports.clock import Clock
from coach.ports.journal import (
    History,
    Journal,
    RecordError,
    SessionBegun,
    SessionEnd,
    SessionRecord,
    Standing,
    Unfinished,
)
from coach.ports.safety_record import Bar, LineAnswer, ListGroup, PainScore

P = ParamSpec("P")
T = TypeVar("T")


class Recorder:
    """The journal and the history behind one door that never fails.

    The first failure is told once through ``notify``. From then on no session is written, and
    what can't be read counts as unknown; a warning sign is tried all the same.
    """

    def __init__(
        self, journal: Journal, history: History, clock: Clock, notify: Callable[[str], None]
    ) -> None:
        self._journal = journal
        self._history = history
        self._clock = clock
        self._notify = notify
        self._broken = False
        self._session: str | None = None
        self._timeline: Timeline | None = None
        self._doings: Doings | None = None
        self._told: dict[tuple[int, str], ExerciseDone] = {}
        """What the record knows of each exercise."""

    def _try(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What ``act`` gives, or ``None`` where the record fails."""
        return None if self._broken else self._try_anyway(act, *args, **kwargs)

    def _try_anyway(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What ``act`` gives, also after a failure: what bars a session must not be lost."""
        try:
            return act(*args, **kwargs)
        except RecordError as error:
            if not self._broken:
                self._notify(str(error))
            self._broken = True
            return None

    def begin(self, begun: SessionBegun, timeline: Timeline) -> None:
        """Begin a session's record."""
        self._timeline = timeline
        self._doings, self._told = Doings(timeline.plan), {}
        self._session = self._try(self._journal.begin, begun, timeline)

    def go_on(self, unfinished: Unfinished) -> None:
        """Go on with the record of a session that was cut off."""
        timeline = self._timeline = unfinished.timeline
        self._session = unfinished.id
        since = unfinished.begun.begun
        rows = self._try(self._history.exercises_done, since) or ()
        known = [done for session, done in rows if session == unfinished.id]
        self._told = {(done.step, done.exercise): done for done in known}
        self._doings = None
        if timeline is not None:
            self._doings = Doings.taken_up(timeline, unfinished.standing.segment, known)

    def write(self, events: list[Event], standing: Standing, timeline: Timeline) -> None:
        """Add the events of one look, the timeline if they changed it, and what was done."""
        if self._session is None or not events:
            return
        changed = timeline if timeline is not self._timeline else None
        self._timeline = timeline
        wall = self._clock.wall()
        done = self._done_by(events, timeline)
        self._try(self._journal.write, self._session, events, standing, wall, changed, done)

    def _done_by(self, events: list[Event], timeline: Timeline) -> list[ExerciseDone]:
        """The exercises of which these events changed what was done."""
        if self._doings is None:
            return []
        self._doings = self._doings.after(events, timeline)
        found = {(done.step, done.exercise): done for done in self._doings.exercises}
        changed = [done for key, done in found.items() if self._told.get(key) != done]
        self._told = found
        return changed

    def end(self, end: SessionEnd) -> None:
        """Close the session's record."""
        if self._session is not None:
            self._try(self._journal.end, self._session, end)

    def close(self, session: str, end: SessionEnd) -> None:
        """Close the record of an earlier session."""
        self._try(self._journal.end, session, end)

    def answer_left(self, session: str, *, hurt: bool) -> None:
        """Keep whether an earlier session was left because it hurt."""
        self._try(self._journal.answer_left, session, hurt)

    def sessions(
        self, since: datetime | None = None, limit: int | None = None
    ) -> tuple[SessionRecord, ...]:
        """The sessions, the newest first: those begun at ``since`` or later, ``limit`` at most."""
        return tuple(self._try(self._history.sessions, since, limit) or ())

    def unfinished(self) -> Unfinished | None:
        """The newest session that was cut off."""
        return self._try(self._history.unfinished)

    def times_done(self) -> dict[str, int]:
        """In how many sessions each exercise was done to its end."""
        return self._try(self._history.times_done) or {}

    def exercises_done(
        self, since: datetime | None = None, exercises: Collection[str] | None = None
    ) -> tuple[tuple[str, ExerciseDone], ...]:
        """Each exercise of each session with the session's id, the oldest first."""
        return tuple(self._try(self._history.exercises_done, since, exercises) or ())

    def level_offered(self, level: int, *, taken: bool) -> None:
        """Keep what the person said when the next level was offered."""
        self._try(self._journal.level_offered, level, self._clock.wall(), taken=taken)

    def last_level_offered(self) -> datetime | None:
        """When the person last answered to the offer of a level."""
        return self._try(self._history.last_level_offered)

    # Safety. What bars a session is tried also after a failure.

    def bar(self, finding: Finding) -> Bar:
        """Remember an emergency or urgent answer over restarts."""
        sign, asked = finding.sign, self._clock.wall()
        parts = (sign.id, sign.question, finding.level, asked)
        return Bar(self._try_anyway(self._journal.bar, *parts) or "", *parts)

    def follow_up(self, bar: Bar, answer: str, *, lifted: bool) -> None:
        """Keep an answer to the question about a bar."""
        if bar.id:
            self._try_anyway(
                self._journal.follow_up, bar.id, answer, self._clock.wall(), lifted=lifted
            )

    def open_bars(self) -> tuple[Bar, ...]:
        """The warning signs that stand in the way of a session, the worst first."""
        return tuple(self._try_anyway(self._history.open_bars) or ())

    def gentle_today(self) -> None:
        """Remember that only the gentle routine is open for the rest of this day."""
        self._try_anyway(self._journal.gentle_from, self._clock.wall())

    def only_gentle(self) -> bool:
        """Whether only the gentle routine is open today."""
        since = self._try_anyway(self._history.gentle_since)
        now = self._clock.wall()
        return since is not None and since.astimezone(now.tzinfo).date() == now.date()

    def introduce(self, cautions: tuple[str, ...], *, bars: bool) -> None:
        """Keep the caution lines that the person ticked, and whether one allows no session."""
        keep = self._try_anyway if bars else self._try
        keep(self._journal.introduce, cautions, self._clock.wall(), bars=bars)

    def tick(self, caution: str) -> None:
        """Add a caution line that allows no session to those that were ticked."""
        known = self.cautions()
        if known is not None and caution not in known:
            self.introduce((*known, caution), bars=True)

    def cautions(self) -> tuple[str, ...] | None:
        """The caution lines that were ticked; ``None`` before the first session."""
        return self._try(self._history.cautions)

    def list_asked(self, group: ListGroup) -> None:
        """Remember that a group of the full list was gone through."""
        self._try(self._journal.list_asked, group, self._clock.wall())

    def list_due(self) -> None:
        """Remember that the full list is asked at the next start."""
        self._try_anyway(self._journal.list_due, self._clock.wall())

    def lists_asked(self) -> ListsAsked:
        """When which lists were asked; as if never, where that can't be read."""
        return self._try_anyway(self._history.lists_asked) or ListsAsked()

    def keep_checked(self, sign: WarningSign) -> None:
        """Keep "checked by a doctor, unchanged", for a row of which that may be kept."""
        if sign.storable:
            self._try(self._journal.checked, sign.id, self._clock.wall())

    def times_checked(self) -> Mapping[str, datetime]:
        """When a doctor had last checked which row."""
        return self._try(self._history.times_checked) or {}

    def keep_doctor_line(self, sign: WarningSign) -> None:
        """Keep a doctor-soon line, unless there is an open one for the same row."""
        if sign.id not in [line.sign for line in self.doctor_lines() if line.done is None]:
            self._try_anyway(self._journal.doctor_line, sign.id, sign.question, self._clock.wall())

    def answer_line(self, line: DoctorLine, answer: LineAnswer) -> None:
        """Keep what the person said to a doctor-soon line."""
        self._try(self._journal.answer_line, line.id, answer, self._clock.wall())

    def doctor_lines(self) -> tuple[DoctorLine, ...]:
        """Every doctor-soon line, also those that are done."""
        return tuple(self._try_anyway(self._history.doctor_lines) or ())

    def score(self, score: int) -> None:
        """Keep the score before a session, 0 to 10."""
        self._try(self._journal.score, score, self._clock.wall())

    def scores(self, since: datetime) -> tuple[PainScore, ...]:
        """The scores from ``since`` on, the oldest first."""
        return tuple(self._try(self._history.scores, since) or ())

    def played(self, since: datetime) -> tuple[Played, ...]:
        """The sessions begun at ``since`` or later as an overview counts them, the oldest first."""
        return tuple(self._try(self._history.played, since) or ())

    def given(self, since: datetime) -> tuple[Given, ...]:
        """The scores from ``since`` on as an overview counts them, the oldest first."""
        return tuple(self._try(self._history.given, since) or ())

    def relief_round(self, relief: str, bare: float, *, first: bool) -> None:
        """Keep that something is put on the skin, which stays bare for ``bare`` seconds then."""
        round = Round(relief, self._clock.wall(), bare, first)
        self._try_anyway(self._journal.relief_round, round)

    def relief_rounds(self, since: datetime) -> tuple[Round, ...]:
        """What was put on the skin from ``since`` on, the oldest first."""
        return tuple(self._try_anyway(self._history.relief_rounds, since) or ())

    def new_episode(self) -> None:
        """Keep that the pain is another episode than the one before."""
        self._try(self._journal.new_episode, self._clock.wall())

    def new_episodes(self) -> tuple[datetime, ...]:
        """When the person said that it is another episode."""
        return tuple(self._try(self._history.new_episodes) or ())

    def erased(self) -> tuple[Erased, ...]:
        """What stays of sessions that were erased and had hurt, in the order of erasing."""
        return tuple(self._try_anyway(self._history.erased) or ())

    # The diary. What somebody has typed is tried also after a failure.

    def write_entry(self, entry: DiaryEntry) -> str:
        """Keep an entry of the diary; its id, empty where it can't be kept."""
        return self._try_anyway(self._journal.write_entry, entry) or ""

    def take_back(self, entry: KeptEntry) -> None:
        """Undo an entry of the diary."""
        self._try_anyway(self._journal.take_back, entry.id)

    def entries(self, since: datetime | None = None) -> tuple[KeptEntry, ...]:
        """The entries of the diary from ``since`` on, or all, the oldest first."""
        return tuple(self._try(self._history.entries, since) or ())

    def tell_episode(self, facts: EpisodeFacts) -> None:
        """Keep what was said of this episode."""
        self._try_anyway(self._journal.tell_episode, facts)

    def episode_facts(self) -> EpisodeFacts | None:
        """What was last said of this episode."""
        return self._try(self._history.episode_facts)

    def all_episode_facts(self) -> tuple[KeptFacts, ...]:
        """Everything that was ever said of an episode, in the order in which it was said."""
        return tuple(self._try(self._history.all_episode_facts) or ())
