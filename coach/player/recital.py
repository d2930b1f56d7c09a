"""Plays a timeline to nobody, as fast as the machine can: for a file."""

from collections.abc import Callable, Sequence
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from typing import Final

from coach.domain.events import CueDue, Ended, Event, Outcome, SegmentBegan, Started
from coach.domain.questions import Question
from coach.domain.timeline import Timeline
from coach.player.stage import Stage

RINGING: Final = 3.0
"""Seconds after the end in which the last tone rings out."""


class EmptyStage:
    """A front end that nobody sees."""

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Nobody reads it."""

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        """Nobody waits."""
        return False

    def show(self, event: Event) -> None:
        """Nobody sees it."""

    def ask(self, at: float, question: Question) -> None:
        """Nobody answers."""

    def refuse(self, at: float, question: Question, words: str) -> None:
        """Nobody has answered."""

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """Nobody waits for it."""


class Look:
    """Something that happens at its moment, unless it is called off."""

    def __init__(self, act: Callable[[], None]) -> None:
        self.act: Callable[[], None] | None = act
        """What happens; ``None`` once it was called off."""

    def cancel(self) -> None:
        """Call it off."""
        self.act = None


class RecitalClock:
    """Time that passes as it is told to, from 0 seconds on. ``wall`` is the time of day."""

    speed = 1.0

    def __init__(self, wall: datetime) -> None:
        self._wall = wall
        self._now = 0.0
        self._looks: list[tuple[float, int, Look]] = []
        self._order = count()

    def now(self) -> float:
        """Seconds since the beginning."""
        return self._now

    def wall(self) -> datetime:
        """The time of day, which stands still."""
        return self._wall

    def call_at(self, when: float, look: Callable[[], None], *, sharp: bool = True) -> Look:
        """Call ``look`` when time has come to ``when``."""
        due = Look(look)
        heappush(self._looks, (when, next(self._order), due))
        return due

    def go_to(self, when: float) -> None:
        """Let time pass; everything due in it happens at its moment."""
        while self._looks and self._looks[0][0] <= when:
            at, _, due = heappop(self._looks)
            self._now = max(self._now, at)
            if due.act is not None:
                due.act()
        self._now = max(self._now, when)


def recite(timeline: Timeline, stage: Stage, clock: RecitalClock) -> float:
    """Show everything that the timeline holds at its moment; gives the length in seconds.

    The timeline asks nothing (:mod:`coach.domain.unattended`).
    """
    stage.show(Started(0.0))
    for index, segment in enumerate(timeline.segments):
        clock.go_to(segment.start)
        stage.show(SegmentBegan(segment.start, index, segment))
        for cue in segment.cues:
            clock.go_to(segment.start + cue.offset)
            stage.show(CueDue(segment.start + cue.offset, cue))
    clock.go_to(timeline.total)
    stage.show(Ended(timeline.total, Outcome.DONE))
    clock.go_to(timeline.total + RINGING)
    return timeline.total + RINGING
