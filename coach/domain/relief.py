"""A relief protocol as a value, and how often it may be done (clinical reference, D)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from coach.domain.exercise import Exercise, ExerciseType
from coach.domain.relief_step import ReliefStep, TimedRelief
from coach.domain.routine import ExerciseStep, RepeatStep, Routine, SayStep, Step

LONGEST_ON: Final = 20 * 60.0
"""Seconds for which heat or cold may lie on the skin at most, whatever a file says."""
STILL: Final = frozenset({ExerciseType.REST, ExerciseType.BREATHING})
"""The exercises in which nothing moves."""


@dataclass(frozen=True, slots=True)
class Relief:
    """A relief protocol.

    ``gate`` are questions that are asked first: only a yes to each of them goes on. ``mind`` are
    lines that are read before anything else. ``rounds_a_day`` is how often it may be begun on one
    day (``None``: as often as wished), ``apart`` are the seconds for which the skin stays bare
    after it. With ``moves`` it is closed where there is no exercise. ``urgent`` is for somebody
    who can't wait: nothing but the short list is asked before it.
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    summary: str = ""
    gate: tuple[str, ...] = ()
    awake: bool = False
    mind: tuple[str, ...] = ()
    rounds_a_day: int | None = None
    apart: float = 0.0
    moves: bool = False
    urgent: bool = False
    stop_if: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    @property
    def on_skin(self) -> bool:
        """Whether anything of it lies on the skin."""
        return any(step.take_off for step in timed_steps(self.steps))

    def as_routine(self, *, still: bool = False, exercises: Iterable[Exercise] = ()) -> Routine:
        """Its steps as a routine. With ``still``, those before anything moves.

        ``exercises`` is the library; what is not in it counts as moving.
        """
        steps = self.steps
        if still:
            types = {exercise.id: exercise.type for exercise in exercises}
            steps = tuple(_before_moving(steps, types))
        return Routine(self.id, self.title, steps, self.summary)


def _before_moving(steps: Iterable[Step], types: dict[str, ExerciseType]) -> Iterable[Step]:
    """The steps up to the first one that moves."""
    for step in steps:
        match step:
            case ExerciseStep():
                if types.get(step.exercise) not in STILL:
                    return
                yield step
            case SayStep() | TimedRelief():
                yield step
            case _:
                return


def timed_steps(steps: Iterable[Step]) -> Iterable[TimedRelief]:
    """The steps that go by time, also those that are repeated."""
    for step in steps:
        if isinstance(step, TimedRelief):
            yield step
        elif isinstance(step, RepeatStep):
            yield from timed_steps(step.steps)


def reliefs_in(steps: Iterable[Step]) -> Iterable[str]:
    """The ids of the protocols that these steps name."""
    for step in steps:
        if isinstance(step, ReliefStep):
            yield step.relief
        elif isinstance(step, RepeatStep):
            yield from reliefs_in(step.steps)


@dataclass(frozen=True, slots=True)
class Round:
    """Something that was put on the skin.

    ``bare`` are the seconds from ``begun`` in which nothing else may come to it: its time and the
    break. Only the ``first`` of a run counts as a round of the day.
    """

    relief: str
    begun: datetime
    bare: float
    first: bool = True

    @property
    def free(self) -> datetime:
        """When the break is over."""
        return self.begun + timedelta(seconds=self.bare)


def breaks_until(rounds: Iterable[Round], now: datetime) -> datetime | None:
    """Until when the skin stays bare, ``None`` where it may have something on it now.

    The break is the skin's: it is the same whichever protocol comes next.
    """
    open_ = [one.free for one in rounds if one.begun <= now < one.free]
    return max(open_, default=None)


def rounds_left(relief: Relief, rounds: Iterable[Round], now: datetime) -> int | None:
    """How often it may still be begun today; ``None`` where there is no limit.

    A round from after ``now`` counts as one of today: the clock was set back since.
    """
    if relief.rounds_a_day is None:
        return None
    today = now.date()
    done = sum(
        one.first and one.relief == relief.id and one.begun.astimezone(now.tzinfo).date() >= today
        for one in rounds
    )
    return max(relief.rounds_a_day - done, 0)
