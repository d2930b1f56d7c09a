"""What the record says about one exercise in one session: what was planned, and what was done."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.dose import Side, Sides
from coach.domain.safety import Colour


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """A step of a session that was an exercise.

    ``planned`` are the reps of each set and for each side (empty where the step went by time),
    ``hold`` and ``time`` are seconds. ``done`` counts the reps that came to their end, over all
    sets and for the side that did fewer. ``whole`` says whether the exercise came to its end.
    ``eased`` marks what was made easier on that day.
    """

    step: int
    exercise: str
    sides: Sides
    planned: tuple[int, ...] = ()
    hold: float = 0.0
    time: float | None = None
    done: int = 0
    whole: bool = False
    eased: bool = False
    stopped: bool = False
    """Whether it was stopped because it hurt."""
    stopped_side: Side | None = None
    stopped_rep: int = 0
    """The rep in which that was, from 1; 0 where there was none."""
    reason: str = ""
    """What the person said it was, as the record of the session has it."""


@dataclass(frozen=True, slots=True)
class ExerciseSession:
    """An exercise as it went in one session, with the one colour of that session.

    ``colour`` is the worst of after, stop and next morning; ``None`` where nobody knows.
    """

    session: str
    begun: datetime
    routine: str
    colour: Colour | None
    done: ExerciseDone
