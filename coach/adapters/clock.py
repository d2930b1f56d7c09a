"""The clock of this machine, on the event loop that plays the session."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

EARLY: Final = 0.0015
"""Seconds before a deadline at which the event loop is woken."""


def wall_time() -> datetime:
    """The time of day, with this machine's zone."""
    return datetime.now().astimezone()


class LoopClock:
    """Session seconds since this clock was made, on an asyncio event loop.

    It goes on while the machine sleeps, where the system has such a clock. ``speed`` scales it
    for a rehearsal.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, *, speed: float = 1.0) -> None:
        self.speed = speed
        self._loop = loop
        self._start = _seconds()

    def now(self) -> float:
        """Seconds of the session."""
        return (_seconds() - self._start) * self.speed

    def wall(self) -> datetime:
        """The time of day, with this machine's zone."""
        return wall_time()

    def call_at(self, when: float, look: Callable[[], None], *, sharp: bool = True) -> "Wake":
        """Call ``look`` when the session's time has come to ``when``."""
        return Wake(self, self._loop, when, look, EARLY if sharp else 0.0)


class Wake:
    """One look that was asked for.

    The event loop waits in whole milliseconds and rounds up, so for a sharp look it is woken
    ``early`` (seconds) and asked to come round again until the moment is there.
    """

    def __init__(
        self,
        clock: LoopClock,
        loop: asyncio.AbstractEventLoop,
        when: float,
        look: Callable[[], None],
        early: float,
    ) -> None:
        self._clock = clock
        self._loop = loop
        self._when = when
        self._look = look
        self._early = early
        self._handle: asyncio.Handle = loop.call_later(self._left() - early, self._come_round)

    def cancel(self) -> None:
        """Call it off; does nothing once it has happened."""
        self._handle.cancel()

    def _left(self) -> float:
        """Real seconds until the moment."""
        return (self._when - self._clock.now()) / self._clock.speed

    def _come_round(self) -> None:
        left = self._left()
        if left > self._early:
            self._handle = self._loop.call_later(left - self._early, self._come_round)
        elif left > 0:
            self._handle = self._loop.call_soon(self._come_round)
        else:
            self._look()


if hasattr(time, "CLOCK_BOOTTIME"):

    def _seconds() -> float:
        """Linux's ``monotonic`` stands still while a laptop sleeps; this one doesn't."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

else:

    def _seconds() -> float:
        return time.monotonic()
