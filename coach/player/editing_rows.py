"""The steps of a routine as a list to go through, those inside of a repeat below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat

from coach.domain.changes import StepPlace
from coach.domain.exercise import Exercise
from coach.domain.relief import Relief
from coach.domain.relief_step import ReliefStep
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)
from coach.domain.words import count_words
from coach.player.editing_bounds import Bounds
from coach.player.editing_values import Value, values_of


@dataclass(frozen=True, slots=True)
class Row:
    """A step as a line of the list: its place, its name, and what can be changed of it."""

    place: StepPlace
    step: Step
    name: str
    values: tuple[Value, ...] = ()

    @property
    def depth(self) -> int:
        """How many repeats it is inside of."""
        return len(self.place) - 1


def rows_of(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    reliefs: Mapping[str, Relief],
    bounds: Bounds,
) -> Iterator[Row]:
    """The steps of a routine, in order. ``exercises`` has the routine's own as well.

    ``bounds`` are those of the routine as it was opened.
    """
    return _rows(routine, routine.steps, (), exercises, reliefs, bounds)


def played(
    steps: tuple[Step, ...], reliefs: Mapping[str, Relief], above: StepPlace = ()
) -> Iterator[StepPlace]:
    """The place of each step of the plan that these steps come to, every repeat written out."""
    for number, step in enumerate(steps):
        place = (*above, number)
        match step:
            case RepeatStep():
                for _ in range(step.times):
                    yield from played(step.steps, reliefs, place)
            case ReliefStep():
                relief = reliefs.get(step.relief)
                if relief is not None:  # its gate, and its own steps
                    yield from repeat(place, 1 + len(list(played(relief.steps, {}))))
            case _:
                yield place


def _rows(
    routine: Routine,
    steps: tuple[Step, ...],
    above: StepPlace,
    exercises: Mapping[str, Exercise],
    reliefs: Mapping[str, Relief],
    bounds: Bounds,
) -> Iterator[Row]:
    for number, step in enumerate(steps):
        place = (*above, number)
        exercise = exercises.get(step.exercise) if isinstance(step, ExerciseStep) else None
        values = values_of(step, exercise, routine.defaults)
        if routine.prescribed_by:  # unusual doses are the prescriber's business
            values = bounds.told(step, values)
        yield Row(place, step, _name(step, exercise, reliefs), values)
        if isinstance(step, RepeatStep):
            yield from _rows(routine, step.steps, place, exercises, reliefs, bounds)


def _name(step: Step, exercise: Exercise | None, reliefs: Mapping[str, Relief]) -> str:
    match step:
        case ExerciseStep():
            return exercise.name if exercise is not None else step.exercise
        case RestStep():
            return "Rest"
        case PainCheckStep():
            return "Pain check"
        case SayStep():
            return f"\u201c{step.say}\u201d"
        case RepeatStep():
            return f"Repeat these {count_words(len(step.steps), 'step')}"
        case ReliefStep():
            return reliefs[step.relief].title if step.relief in reliefs else "Relief"
        case _:
            return step.name
