"""How far a prescribed dose can be raised here: it is asked about nowhere else.

Before a session the coach asks about doses of over twice the usual, but not in a routine that
somebody has prescribed. There ``prescribed-by`` speaks for the file as it was opened, not for what
is changed in it afterwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from coach.domain.changes import StepKey, StepPlace
from coach.domain.dose import Dose
from coach.domain.exercise import Exercise
from coach.domain.routine import Defaults, ExerciseStep, RepeatStep, Routine, Step
from coach.domain.usual import MOST_USUAL
from coach.player.editing_values import ASKED_LATER, Value, values_of, whole_dose

IN_ALL: Final = "in all"
"""What is counted of a dose beside the values of its keys: the reps of all sets together."""

Amounts = dict[str, float]
"""How much there is of what, by a key's name or :data:`IN_ALL`."""


class Bounds:
    """What a routine came to as it was opened. ``exercises`` has the routine's own as well."""

    def __init__(self, opened: Routine | None, exercises: Mapping[str, Exercise]) -> None:
        self._most: dict[tuple[str, str], float] = {}
        self._values: set[tuple[str, StepKey, str]] = set()
        if opened is None:
            return
        for step in _all(opened.steps):
            name, exercise = _name(step), exercises.get(_name(step))
            for what, amount in _amounts(step, exercise, opened.defaults).items():
                self._most[name, what] = max(amount, self._most.get((name, what), 0.0))
            for value in values_of(step, exercise, opened.defaults):
                self._values.add((name, value.key, value.words))

    def exceeded(
        self,
        place: StepPlace,
        before: Routine,
        after: Routine,
        exercises: Mapping[str, Exercise],
    ) -> bool:
        """Whether a changed step comes to over twice the usual, and over twice what there was.

        Of several steps with the same exercise the one with the most counts. Less than it was
        ``before`` is never too much.
        """
        step, changed = _step_at(before, place), _step_at(after, place)
        if step is None or changed is None:
            return False
        exercise = exercises.get(_name(step))
        usual = _of_dose(exercise.dose) if exercise is not None else {}
        was = _amounts(step, exercise, before.defaults)
        for what, amount in _amounts(changed, exercise, after.defaults).items():
            most = max(usual.get(what, 0.0), self._most.get((_name(step), what), 0.0))
            if most and amount > MOST_USUAL * most and amount > was.get(what, 0.0):
                return True
        return False

    def told(self, step: Step, values: Iterable[Value]) -> tuple[Value, ...]:
        """The values of a prescribed routine's step: hints for those alone that are new here."""
        return tuple(
            replace(value, hint="")
            if (_name(step), value.key, value.words) in self._values
            else replace(value, hint=value.hint.removesuffix(ASKED_LATER))
            for value in values
        )


def _step_at(routine: Routine, place: StepPlace) -> Step | None:
    """The step at a place, ``None`` where there is none."""
    steps, found = routine.steps, None
    for number in place:
        if number >= len(steps):
            return None
        found = steps[number]
        steps = found.steps if isinstance(found, RepeatStep) else ()
    return found


def _all(steps: Iterable[Step]) -> Iterable[Step]:
    for step in steps:
        yield step
        if isinstance(step, RepeatStep):
            yield from _all(step.steps)


def _name(step: Step) -> str:
    return step.exercise if isinstance(step, ExerciseStep) else ""


def _amounts(step: Step, exercise: Exercise | None, defaults: Defaults | None) -> Amounts:
    match step:
        case ExerciseStep() if exercise is not None:
            return _of_dose(whole_dose(step, exercise, defaults))
        case RepeatStep():
            return {StepKey.REPEAT.value: step.times}
        case _:
            return {}


def _of_dose(dose: Dose) -> Amounts:
    found: Amounts = {}
    if dose.time is not None:
        found[StepKey.TIME.value] = dose.time
    if dose.hold is not None:
        found[StepKey.HOLD.value] = dose.hold.seconds
    if dose.descending is not None:
        found[StepKey.REPS.value] = max(dose.descending)
        found[IN_ALL] = sum(dose.descending)
    elif dose.reps is not None:
        found[StepKey.REPS.value] = dose.reps.high
        found[IN_ALL] = dose.reps.high * (dose.sets or 1)
    return found
