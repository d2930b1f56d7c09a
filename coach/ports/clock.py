"""Time, as the player asks for it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Handle(Protocol):
    """A look that was asked for and can be called off."""

    def cancel(self) -> None:
        """Call it off; does nothing once it has happened."""


class Clock(Protocol):
    """Session time in seconds, which counts a suspended machine's sleep too.

    ``speed`` is how many of its seconds pass in a real one: 1 but in a rehearsal.
    """

    speed: float

    def now(self) -> float:
        """Seconds since an arbitrary moment; never goes back."""

    def wall(self) -> datetime:
        """The time of day with its zone, for the record."""

    def call_at(self, when: float, look: Callable[[], None], *, sharp: bool = True) -> Handle:
        """Call ``look`` when :meth:`now` has reached ``when``.

        What is heard is ``sharp``. A picture may come up to two milliseconds late, which costs
        the processor less.
        """
