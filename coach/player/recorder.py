"""Keeps the record, and keeps a session going where no record can be kept."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from coach.domain.events import Event
from coach.domain.timeline import Timeline
from coach.ports.clock import Clock
from coach.ports.journal import (
    Bar,
    History,
    Journal,
    RecordError,
    SessionBegun,
    SessionEnd,
    SessionRecord,
    Standing,
    Unfinished,
)

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
        self._session = self._try(self._journal.begin, begun, timeline)

    def go_on(self, unfinished: Unfinished) -> None:
        """Go on with the record of a session that was cut off."""
        self._timeline = unfinished.timeline
        self._session = unfinished.id

    def write(self, events: list[Event], standing: Standing, timeline: Timeline) -> None:
        """Add the events of one look, and the timeline if they changed it."""
        if self._session is None or not events:
            return
        changed = timeline if timeline is not self._timeline else None
        self._timeline = timeline
        wall = self._clock.wall()
        self._try(self._journal.write, self._session, events, standing, wall, changed)

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

    def bar(self, bar: Bar) -> None:
        """Remember a warning sign over restarts."""
        self._try_anyway(self._journal.bar, bar.sign, bar.question, bar.level, bar.asked)

    def follow_up(self, bar: Bar, answer: str, *, lifted: bool) -> None:
        """Keep an answer to the question about a bar."""
        self._try_anyway(self._journal.follow_up, bar.id, answer, self._clock.wall(), lifted=lifted)

    def introduce(self, cautions: tuple[str, ...], *, bars: bool) -> None:
        """Keep the caution lines that the person ticked, and whether one allows no session."""
        self._try(self._journal.introduce, cautions, self._clock.wall(), bars=bars)

    def gentle_today(self) -> None:
        """Remember that only the gentle routine is open for the rest of this day."""
        self._try_anyway(self._journal.gentle_from, self._clock.wall())

    def only_gentle(self) -> bool:
        """Whether only the gentle routine is open today."""
        since = self._try_anyway(self._history.gentle_since)
        now = self._clock.wall()
        return since is not None and since.astimezone(now.tzinfo).date() == now.date()

    def sessions(self) -> tuple[SessionRecord, ...]:
        """All sessions, the newest first."""
        return tuple(self._try(self._history.sessions) or ())

    def unfinished(self) -> Unfinished | None:
        """The newest session that was cut off."""
        return self._try(self._history.unfinished)

    def times_done(self) -> dict[str, int]:
        """In how many sessions each exercise was done to its end."""
        return self._try(self._history.times_done) or {}

    def open_bar(self) -> Bar | None:
        """The warning sign that stands in the way of a session."""
        return self._try_anyway(self._history.open_bar)

    def cautions(self) -> tuple[str, ...] | None:
        """The caution lines that were ticked; ``None`` before the first session."""
        return self._try(self._history.cautions)
