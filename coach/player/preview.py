"""What a routine comes to before it is played: how long it takes, and what happens when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.domain.checks import CheckRule
from coach.domain.exercise import Exercise
from coach.domain.layout import lay_out
from coach.domain.plan import (
    PlannedCheck,
    PlannedExercise,
    PlannedGate,
    PlannedRest,
    PlannedStep,
    PlannedWords,
    plan_routine,
)
from coach.domain.progress import ExerciseLog
from coach.domain.relief import Relief
from coach.domain.relief_step import TimedRelief
from coach.domain.routine import Routine
from coach.domain.timeline import Timeline
from coach.domain.words import dose_words, seconds_words


def usual_timeline(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    reliefs: Mapping[str, Relief] | None = None,
    log: ExerciseLog | None = None,
) -> Timeline:
    """The routine in time, with the pain checks of an ordinary day.

    ``log`` is what the record says of its exercises; without one everything begins.
    """
    plan = plan_routine(routine, exercises, reliefs=reliefs, log=log)
    return lay_out(plan, CheckRule(often=False))


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that the timeline comes to: at which second, and what.

    ``step`` counts the steps of the plan from 1; 0 is what comes before the first.
    """

    at: float
    words: str
    step: int


def happenings(timeline: Timeline) -> tuple[Happening, ...]:
    """What happens when: a line for each step and each pain check."""
    return tuple(_happenings(timeline))


def _happenings(timeline: Timeline) -> Iterator[Happening]:
    before: tuple[int, bool] | None = None
    for segment in timeline.segments:
        here = (segment.step, segment.kind.asks)
        if here == before:
            continue
        before = here
        if segment.kind.asks:
            yield Happening(segment.start, "a pain check", segment.step)
        elif not segment.step:
            yield Happening(segment.start, "first words", 0)
        elif segment.step <= len(timeline.plan.steps):
            words = step_words(timeline.plan.steps[segment.step - 1])[0]
            yield Happening(segment.start, words, segment.step)


def step_words(step: PlannedStep) -> tuple[str, ...]:
    """A step in one line, or in two: what, and how much."""
    match step:
        case PlannedExercise():
            dose = dose_words(step).rstrip(".")
            return step.exercise.name, f"{dose[:1].lower()}{dose[1:]}"
        case PlannedRest():
            return (f"rest {seconds_words(step.seconds)}",)
        case PlannedWords():
            return ("words",)
        case PlannedCheck():
            return ("a pain check",)
        case PlannedGate():
            return (f"{step.title}, if it suits you",)
        case TimedRelief():
            return step.name, seconds_words(step.seconds)
