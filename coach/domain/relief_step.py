"""The steps that only relief has: something by time, perhaps on the skin, and a whole protocol."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimedRelief:
    """A step of a relief protocol that goes by time. Durations are seconds.

    With ``take_off`` something lies on the skin for this step and comes off at its end: then
    ``cap`` is the most that adding time can reach, and at each of the moments of ``look`` the
    person looks at the skin. ``say`` is what is said: at the start, or at each look where there
    is one.

    Raises:
        ValueError: if the moments and the cap don't fit the time.
    """

    name: str
    seconds: float
    say: str = ""
    cap: float | None = None
    look: tuple[float, ...] = ()
    take_off: bool = False
    pulse: bool = False
    """Whether it presses: then a pulse under the fingers is asked about at its end."""
    note: str = ""

    def __post_init__(self) -> None:
        if self.seconds <= 0:
            raise ValueError(f"a step takes time: {self.seconds}")
        if self.cap is not None and self.cap < self.seconds:
            raise ValueError(f"the cap is below the time: {self.cap}")
        if list(self.look) != sorted(set(self.look)):
            raise ValueError(f"the looks come one after the other: {self.look}")
        if self.look and not 0 < self.look[0] <= self.look[-1] < self.seconds:
            raise ValueError(f"the looks lie within the time: {self.look}")
        if (self.look or self.cap is not None) and not self.take_off:
            raise ValueError("only what lies on the skin is looked at, and has a cap")

    @property
    def most(self) -> float:
        """The longest that it may lie on the skin, in seconds."""
        return self.seconds if self.cap is None else self.cap


@dataclass(frozen=True, slots=True)
class ReliefStep:
    """A relief protocol as a step of a routine, or of another protocol, by its id."""

    relief: str
    note: str = ""
