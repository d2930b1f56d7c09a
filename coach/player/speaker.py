"""Speaks one line at a time: the most important first, each whole, none late.

A line of the timeline is spoken at its moment or not at all, in the longest form that fits. What
is said besides (a question, a decision, advice) waits for its turn; safety and questions take it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import inf
from typing import Final

from coach.domain.speech import Line, Priority, spelled
from coach.ports.audio_out import AudioOut
from coach.ports.clock import Clock, Handle
from coach.ports.voice import Clip, Voice

LATE: Final = 0.15
"""Seconds after its moment at which a line may begin at the latest."""
JUST: Final = 0.02
"""Seconds by which a line may be longer than its room: nobody hears that."""
GAP: Final = 0.25
"""Seconds of quiet between lines that have no moment of their own."""
LOOK: Final = 0.05
"""Seconds between two looks for a line that is being turned into sound."""
COMING: Final = 8.0
"""Seconds that others wait for a line that is being turned into sound."""
PATIENCE: Final = 8.0
"""Seconds after which a line that has no moment, and found none, is over."""
ADVICE_PATIENCE: Final = 120.0
"""The same for safety and for questions."""


@dataclass(slots=True)
class _Waiting:
    """A line that waits: it may begin from ``after`` until ``by`` and has to end by ``end``."""

    line: Line
    order: int
    after: float
    by: float
    end: float
    timed: bool

    @property
    def rank(self) -> tuple[int, bool, int]:
        return (self.line.priority, not self.timed, self.order)


class Speaker:
    """A voice that never talks over itself. All moments are the clock's, in seconds.

    ``numbers`` are those to call, which are said digit by digit.
    """

    def __init__(
        self,
        voice: Voice,
        audio: AudioOut,
        clock: Clock,
        numbers: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._numbers = numbers
        self._voice = voice
        self._audio = audio
        self._clock = clock
        self._waiting: list[_Waiting] = []
        self._order = count()
        self._now_said: Priority | None = None
        self._until = 0.0
        """When the line that sounds is over."""
        self._timed_next = inf
        """When the next line of the timeline is due."""
        self._delayed_until = -inf
        """The end of a segment whose lines come late, behind a line of safety."""
        self._timer: Handle | None = None
        self._when_quiet: Callable[[], None] | None = None

    @property
    def talking(self) -> bool:
        """Whether a line sounds or waits."""
        return bool(self._waiting) or self._clock.now() < self._until

    def when_quiet(self, call: Callable[[], None]) -> None:
        """Call ``call`` as soon as no line sounds or waits, once."""
        self._when_quiet = call
        self._look()

    def prepare(self, lines: Iterable[str]) -> None:
        """Have these lines ready soon, the first ones first."""
        self._voice.prepare([self._spelled(line) for line in lines])

    @property
    def preparing(self) -> bool:
        """Whether lines are still being turned into sound."""
        return self._voice.pending > 0

    def unspoken(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Those of ``lines`` that are still being turned into sound."""
        if not self._voice.pending or self._unheard:
            return ()
        return tuple(line for line in lines if self._clip(line) is None)

    def expect(self, seconds: float | None) -> None:
        """The timeline's next line comes in so many seconds; ``None`` while it stands still."""
        self._timed_next = inf if seconds is None else self._clock.now() + seconds

    def on_time(self, line: Line, room: float, *, left: float) -> None:
        """Speak a line of the timeline now; it has ``room`` seconds, its segment ``left``."""
        if self._unheard:
            return
        now = self._clock.now()
        if self._behind_safety(now) or now < self._delayed_until:
            self._delayed_until = now + left
            self._wait(line, now, by=now + left, end=now + left, timed=True)
        else:
            self._wait(line, now, by=now + LATE, end=now + room, timed=True)

    def soon(self, line: Line, *, after: float = 0.0) -> None:
        """Speak a line when there is room for it, ``after`` seconds at the earliest."""
        if self._unheard:
            return
        now = self._clock.now()
        self.prepare(line.forms)
        urgent = line.priority <= Priority.QUESTION
        if urgent:
            self._make_way(line.priority, now)
        by = now + after + (ADVICE_PATIENCE if urgent else PATIENCE)
        self._wait(line, now + after, by=by, end=inf, timed=False)

    def drop(self, *priorities: Priority) -> None:
        """Forget what waits of these, and fade out what sounds of them."""
        self._waiting = [one for one in self._waiting if one.line.priority not in priorities]
        if self._now_said in priorities and self._clock.now() < self._until:
            self._fade()

    def hush(self) -> None:
        """Say nothing more: what sounds fades out, what waits is forgotten."""
        self._waiting = []
        self._delayed_until = -inf
        if self._clock.now() < self._until:
            self._fade()
        self._stop_timer()

    @property
    def _unheard(self) -> bool:
        """Whether nothing can sound here: then nothing waits for words to be over."""
        return self._audio.state.backend == "none"

    def _fade(self) -> None:
        self._audio.hush_voice()
        self._until = self._clock.now()
        self._now_said = None

    def _behind_safety(self, now: float) -> bool:
        """Whether a line of safety sounds or waits."""
        sounds = self._now_said is Priority.SAFETY and now < self._until
        return sounds or any(one.line.priority is Priority.SAFETY for one in self._waiting)

    def _make_way(self, priority: Priority, now: float) -> None:
        """Fade out a line that is less important than this one."""
        if self._now_said is not None and self._now_said > priority and now < self._until:
            self._fade()

    def _wait(self, line: Line, after: float, *, by: float, end: float, timed: bool) -> None:
        self._waiting.append(_Waiting(line, next(self._order), after, by, end, timed))
        self._look()

    def _look(self) -> None:
        """Speak what is to be spoken now, and come back when that may change."""
        self._stop_timer()
        now = self._clock.now()
        self._waiting = [one for one in self._waiting if now <= one.by]
        if now >= self._until:
            self._speak_next(now)
        if self._waiting or (self._when_quiet is not None and now < self._until):
            self._timer = self._clock.call_at(self._next_look(now), self._look)
        elif self._when_quiet is not None:
            call, self._when_quiet = self._when_quiet, None
            call()

    def _next_look(self, now: float) -> float:
        if now < self._until:
            return self._until
        soonest = min(one.after for one in self._waiting)
        return soonest if soonest > now else now + LOOK

    def _speak_next(self, now: float) -> None:
        for one in sorted(self._waiting, key=lambda waiting: waiting.rank):
            if one.after > now:
                return  # a less important line would only be in its way
            clip = self._fitting(one, now)
            if clip is not None:
                self._waiting.remove(one)
                self._begin(one, clip, now)
                return
            if not self._known(one) and self._is_coming(one, now):
                return  # what is said besides keeps its order
            if (one.timed and not self._voice.pending) or not (one.timed or self._known(one)):
                self._waiting.remove(one)

    def _known(self, one: _Waiting) -> bool:
        """Whether a line can be spoken, now or when there is room for it."""
        return any(self._clip(form) is not None for form in one.line.forms)

    def _is_coming(self, one: _Waiting, now: float) -> bool:
        """Whether it is worth waiting for a line that is being turned into sound."""
        return not one.timed and self._voice.pending > 0 and now < one.after + COMING

    def _fitting(self, one: _Waiting, now: float) -> Clip | None:
        """The longest form of a line that has room now."""
        end = one.end
        if not one.timed and one.line.priority > Priority.QUESTION:
            end = self._timed_next if self._timed_next > now else inf
        for form in one.line.forms:
            clip = self._clip(form)
            if clip is not None and now + clip.seconds <= end + JUST:
                return clip
        return None

    def _clip(self, form: str) -> Clip | None:
        return self._voice.clip(self._spelled(form))

    def _spelled(self, line: str) -> str:
        return spelled(line, self._numbers())

    def _begin(self, one: _Waiting, clip: Clip, now: float) -> None:
        self._audio.speak(clip, within=LATE if one.timed else 2.0)
        self._now_said = one.line.priority
        self._until = now + clip.seconds + (0.0 if one.timed else GAP)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
