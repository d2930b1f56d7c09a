"""A programme: routines laid over days and weeks. A value, as its author wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Weekday(Enum):
    """A day of the week; its value is the day's name in a file. Monday comes first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk of ``seconds``, ``times`` times in the day."""

    seconds: float
    times: int = 1


Doing = str | Walk
"""What there is to do on a day: a routine by its id, or a walk."""


@dataclass(frozen=True, slots=True)
class Days:
    """What there is to do on these days of a week, in order."""

    on: frozenset[Weekday]
    doings: tuple[Doing, ...]


@dataclass(frozen=True, slots=True)
class NextWhen:
    """When a week is over: after ``greens`` green sessions.

    With ``within_days`` the sessions count that are at most so many days old.
    """

    greens: int
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A week, which is repeated until its condition holds; ``None`` repeats it for good."""

    days: tuple[Days, ...]
    next_when: NextWhen | None = None

    def on(self, day: Weekday) -> tuple[Doing, ...]:
        """What there is to do on a day."""
        return doings_on(self.days, day)


@dataclass(frozen=True, slots=True)
class Programme:
    """Weeks one after another, and what comes ``after`` the last of them.

    ``minimal`` is the id of the routine that counts on a bad day; empty where there is none.
    """

    id: str
    title: str
    weeks: tuple[Week, ...]
    minimal: str = ""
    after: tuple[Days, ...] = ()


def doings_on(days: Sequence[Days], day: Weekday) -> tuple[Doing, ...]:
    """What there is to do on a day, in the order of the file."""
    return tuple(doing for one in days if day in one.on for doing in one.doings)
