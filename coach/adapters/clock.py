"""The clock of this machine, on the event loop that plays the session."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

MOST_SPEED: Final = 600.0
"""The fastest rehearsal."""


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
        return datetime.now().astimezone()

    def call_at(self, when: float, look: Callable[[], None]) -> asyncio.TimerHandle:
        """Call ``look`` when the session's time has come to ``when``."""
        return self._loop.call_later(max(0.0, when - self.now()) / self.speed, look)


if hasattr(time, "CLOCK_BOOTTIME"):

    def _seconds() -> float:
        """Linux's ``monotonic`` stands still while a laptop sleeps; this one doesn't."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

else:

    def _seconds() -> float:
        return time.monotonic()
