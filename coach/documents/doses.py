"""Doses as they are read on paper: short, and with the range that the routine leaves."""

from coach.domain.dose import Dose, Reps, Sides
from coach.domain.plan import PlannedExercise
from coach.domain.routine import ExerciseStep, RepeatStep, Routine, Step
from coach.domain.words import count_words, seconds_words


def short_seconds(seconds: float) -> str:
    """A duration in few signs: ``20 s``, ``1.5 s``, from a minute on ``2 minutes``."""
    return f"{seconds:g} s" if seconds < 60 else seconds_words(seconds)


def written_dose(step: PlannedExercise, upto: int | None = None) -> str:
    """How much of an exercise: ``3 times, hold 20 s each``.

    ``upto`` are the reps that somebody may come to who begins with those of the step.
    """
    if step.time is not None:
        if step.sides in (Sides.EACH, Sides.ALTERNATE):
            return f"{short_seconds(step.time / 2)} on each side"
        return short_seconds(step.time) + _one_side(step)
    parts = [_reps(step, upto) + _sides(step)]
    if step.hold:
        parts.append(f"hold {short_seconds(step.hold)}" + (" each" if step.reps != (1,) else ""))
    if len(step.reps) > 1 and step.rest:
        parts.append(f"rest {short_seconds(step.rest)} between sets")
    return ", ".join(parts)


def room_in(routine: Routine, step: PlannedExercise) -> int | None:
    """The most reps that the routine, or else the exercise, leaves for this step.

    ``None`` where there is no range: the reps are as they are planned.
    """
    if not step.reps or len(set(step.reps)) > 1:
        return None
    for dose in _doses(routine.steps, step.exercise.id):
        reps = dose.over(step.exercise.dose).reps
        if _begins(reps, step):
            assert reps is not None
            return reps.high
    return None


def _begins(reps: Reps | None, step: PlannedExercise) -> bool:
    return reps is not None and reps.low < reps.high and reps.low == step.reps[0]


def _doses(steps: tuple[Step, ...], exercise: str) -> list[Dose]:
    """The doses that the steps give an exercise."""
    found: list[Dose] = []
    for step in steps:
        if isinstance(step, RepeatStep):
            found += _doses(step.steps, exercise)
        elif isinstance(step, ExerciseStep) and step.exercise == exercise:
            found.append(step.dose)
    return found


def _reps(step: PlannedExercise, upto: int | None) -> str:
    if len(set(step.reps)) > 1:
        *first, last = (str(reps) for reps in step.reps)
        return f"{', '.join(first)} and {last} times"
    low = step.reps[0]
    each = f"{low} to {upto}" if upto is not None and upto > low else str(low)
    if len(step.reps) > 1:
        return f"{count_words(len(step.reps), 'set')} of {each}"
    return f"{each} times" if each != "1" else "once"


def _sides(step: PlannedExercise) -> str:
    if step.sides is Sides.EACH:
        return " on each side"
    if step.sides is Sides.ALTERNATE:
        return " on each side, in turn"
    return _one_side(step)


def _one_side(step: PlannedExercise) -> str:
    return f", {step.sides.value} side only" if step.sides in (Sides.LEFT, Sides.RIGHT) else ""
