"""The lines of an overview: what is known of a session, a day, a week and an exercise.

Scores run from 0 (none) to 10 (worst imaginable); a mean has one decimal. A moment
belongs to the day that it had where it was written down. A day without a record is unknown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from coach.domain.dose import Side
from coach.domain.events import Outcome
from coach.domain.safety import Colour


@dataclass(frozen=True, slots=True)
class Played:
    """A session as the record has it.

    ``seconds`` is how far its timeline was played, ``start`` and ``end`` are the scores before and
    after it. ``colour`` is that of its end alone. ``ended`` and ``outcome`` are ``None`` while it
    runs, or when it was cut off. ``exercises`` are the ids of those that came to their end.
    """

    id: str
    begun: datetime
    routine: str
    title: str
    seconds: float
    start: int
    ended: datetime | None = None
    end: int | None = None
    outcome: Outcome | None = None
    colour: Colour | None = None
    reason: str = ""
    hurt: bool | None = None
    exercises: tuple[str, ...] = ()


# Years of a record have thousands of these, and a tuple is made in half the time.
class Given(NamedTuple):
    """A score, 0 to 10, and when it was given. ``site`` is a region's id, empty if unknown."""

    when: datetime
    score: int
    site: str = ""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session of the period.

    ``morning`` is the first score of the next morning, 12 to 36 h after its end. ``colour`` is the
    one colour of the session: the worst of after, stop and next morning.
    """

    played: Played
    morning: int | None
    colour: Colour | None

    @property
    def day(self) -> date:
        """The day on which it began."""
        return self.played.begun.date()

    @property
    def counts(self) -> bool:
        """Whether it counts towards a weekly goal: it was done, or at least one exercise was."""
        return self.played.outcome is Outcome.DONE or bool(self.played.exercises)


@dataclass(frozen=True, slots=True)
class DayPain:
    """The scores of a day that has any: how many, the lowest, their mean, the highest.

    ``best`` and ``worst`` also hold what a diary entry says of that day. ``mean`` is that of the
    scores that were given.
    """

    day: date
    count: int
    best: int
    mean: float
    worst: int


@dataclass(frozen=True, slots=True)
class WeekMean:
    """Seven days: on how many a score was given, and the mean of these days.

    ``mean`` is ``None`` with fewer than 4 scored days (clinical reference, B, row "worse").
    """

    first: date
    last: date
    days: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week from Monday to Sunday that the period touches.

    ``sessions`` are those of the period in that week, ``counted`` the ones of them that count
    towards the goal. ``goal`` is the person's own, ``None`` without one. ``whole`` says whether
    all seven days lie in the period.
    """

    monday: date
    sessions: int
    counted: int
    goal: int | None
    whole: bool

    @property
    def reached(self) -> bool | None:
        """Whether the goal was reached; ``None`` without a goal."""
        return None if self.goal is None else self.counted >= self.goal


@dataclass(frozen=True, slots=True)
class Stop:
    """An exercise that was stopped because it hurt: in which session, where, and why.

    ``rep`` counts from 1 and is 0 where there was none. ``reason`` is as the record has it.
    """

    session: str
    when: datetime
    exercise: str
    side: Side | None
    rep: int
    reason: str


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise over the period.

    ``times`` counts the sessions in which it came to its end. ``reps`` are those that came to
    their end, over all sets, for the side that did fewer; ``seconds`` the time of those that go
    by time and came to their end. ``eased`` counts the sessions in which it was made easier.
    ``stopped`` counts its stops, ``left`` and ``right`` those of them with a side.
    ``course`` has the reps of each session, the oldest first.
    """

    exercise: str
    times: int
    reps: int
    seconds: float
    eased: int
    stopped: int
    left: int
    right: int
    course: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of the period.

    ``colours`` and ``outcomes`` count sessions, in the order of their enums; ``None`` stands for
    an unknown colour, and for a session that was cut off. ``seconds`` is the time in sessions.
    ``scored`` counts the days with a score. ``nights`` counts those of which the diary says how
    they were, ``disturbed`` the ones that pain spoiled. ``heat``, ``cold`` and ``walks`` are
    times, from the diary.
    """

    sessions: int
    seconds: float
    reps: int
    stops: int
    colours: tuple[tuple[Colour | None, int], ...]
    outcomes: tuple[tuple[Outcome | None, int], ...]
    scored: int
    scores: int
    best: int | None
    mean: float | None
    """The mean of the days' means."""
    worst: int | None
    entries: int
    nights: int
    disturbed: int
    heat: int
    cold: int
    walks: int
