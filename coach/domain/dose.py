"""How much of an exercise: reps, holds, sets, sides, rests and tempo.

A :class:`Dose` may leave anything open; what is open comes from the exercise's own dose
(:meth:`Dose.over`). Durations are seconds.
"""

from dataclasses import dataclass, fields
from enum import Enum
from typing import Final

BREATH_SECONDS: Final = 10.0
"""One slow breath, 4 s in and 6 s out: the unit of a hold that is given in breaths."""

SLOW: Final = 1.5
"""A slow tempo takes this many times the exercise's own seconds."""


class Sides(Enum):
    """Which side works, and in which order."""

    BOTH = "both"
    """Both at once."""
    EACH = "each"
    """The left side fully, then the right."""
    ALTERNATE = "alternate"
    """Left and right in turn, rep by rep."""
    LEFT = "left"
    RIGHT = "right"


class Side(Enum):
    """The side that works in one rep."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Reps:
    """A number of reps for each side, or the range within which it may move.

    Raises:
        ValueError: if the bounds are not ``1 <= low <= high``.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 1 <= self.low <= self.high:
            raise ValueError(f"reps must be 1 or more, the lower number first: {self}")

    def within(self, reached: int | None) -> int:
        """The reps to do for somebody who has reached ``reached``; a newcomer starts low."""
        return self.low if reached is None else min(max(reached, self.low), self.high)

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Seconds:
    """A hold in seconds."""

    count: float

    @property
    def seconds(self) -> float:
        """The length of the hold in seconds."""
        return self.count


@dataclass(frozen=True, slots=True)
class Breaths:
    """A hold in the person's own breaths."""

    count: int

    @property
    def seconds(self) -> float:
        """The length of the hold in seconds."""
        return self.count * BREATH_SECONDS


Hold = Seconds | Breaths


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast the phases go: a factor on the exercise's seconds, or seconds by phase name."""

    factor: float = 1.0
    phases: tuple[tuple[str, float], ...] = ()

    def seconds(self, phase: str, own: float) -> float:
        """The length in seconds of a phase that takes ``own`` seconds in the exercise."""
        return dict(self.phases).get(phase, own * self.factor)


@dataclass(frozen=True, slots=True)
class Dose:
    """How much; ``None`` leaves the choice to the exercise.

    ``descending`` are the reps of each set where they differ (``3, 2, 1``); it excludes
    ``reps`` and ``sets``. ``time`` doses the whole step by seconds and not by reps.
    """

    reps: Reps | None = None
    descending: tuple[int, ...] | None = None
    hold: Hold | None = None
    time: float | None = None
    sets: int | None = None
    rest: float | None = None
    sides: Sides | None = None
    tempo: Tempo | None = None

    def over(self, default: "Dose") -> "Dose":
        """This dose, with what it leaves open taken from ``default``.

        One of ``time``, ``reps`` and ``descending`` says how long the step goes on, so naming
        one of them here drops the others of the default.
        """
        merged = {
            field.name: getattr(default, field.name)
            if getattr(self, field.name) is None
            else getattr(self, field.name)
            for field in fields(self)
        }
        if self.time is not None:
            merged |= {"reps": None, "descending": None, "sets": self.sets}
        elif self.descending is not None:
            merged |= {"reps": None, "time": None, "sets": None}
        elif self.reps is not None:
            merged |= {"descending": None, "time": None}
        return Dose(**merged)
