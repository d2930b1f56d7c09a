"""A routine: a named list of steps. A value, as its author wrote it."""

from dataclasses import dataclass, field
from enum import Enum

from coach.domain.dose import Dose, Tempo
from coach.domain.exercise import Caution, Exercise
from coach.domain.relief_step import ReliefStep, TimedRelief
from coach.domain.sounds import AS_SET, Sounds


class VoiceLevel(Enum):
    """How much is said: every line, short lines, or names and sides alone."""

    FULL = "full"
    BRIEF = "brief"
    QUIET = "quiet"


class Ready(Enum):
    """A set-up that waits for the person instead of taking some seconds."""

    WAIT = "ready"


Setup = float | Ready
"""Seconds to get into position, or a wait until the person says so."""


@dataclass(frozen=True, slots=True)
class ExerciseStep:
    """An exercise with a dose; ``None`` means that the exercise or the routine decides."""

    exercise: str
    dose: Dose = Dose()
    setup: Setup | None = None
    say: str = ""
    voice: VoiceLevel | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RestStep:
    """A pause of ``seconds`` in which nothing is done."""

    seconds: float
    say: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SayStep:
    """A spoken line standing alone."""

    say: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PainCheckStep:
    """A pain check that the author wants at this place."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class RepeatStep:
    """Steps that are done ``times`` times over."""

    times: int
    steps: tuple["Step", ...]
    note: str = ""


Step = ExerciseStep | RestStep | SayStep | PainCheckStep | RepeatStep | TimedRelief | ReliefStep


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a routine sets for all of its steps; ``None`` leaves it to the exercises."""

    rest: float | None = None
    setup: Setup | None = None
    tempo: Tempo | None = None
    voice: VoiceLevel | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a bundled routine asks of the person.

    ``pain_max`` is the highest score at which it may begin, ``greens`` the green sessions that
    come before it, ``not_for`` are cautions that rule it out.
    """

    pain_max: int | None = None
    greens: int = 0
    not_for: frozenset[Caution] = frozenset()
    days_between: int = 0


@dataclass(frozen=True, slots=True)
class Routine:
    """A named list of steps.

    ``pain_limit`` (0 to 5) is stricter than the built-in rules, never looser: a score above it
    ends the session. ``minimal`` are the exercise ids that stay on a bad day.
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    summary: str = ""
    tags: tuple[str, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    defaults: Defaults = Defaults()
    pain_limit: int | None = None
    minimal: tuple[str, ...] = ()
    prescribed_by: str = ""
    valid_until: str = ""
    times_a_day: int | None = None
    days_a_week: int | None = None
    sounds: Sounds = AS_SET
    level: int = 3
    needs: Needs = field(default_factory=Needs)
