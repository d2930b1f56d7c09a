"""What could be better in a file without mistakes; it plays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import yaml

from coach.adapters.library.document import Document
from coach.adapters.library.nodes import first_place, pair, pairs, place
from coach.adapters.library.order_warning import order_warnings
from coach.adapters.library.problems import MOST_PROBLEMS, Source
from coach.adapters.library.remark_warning import remark_warnings
from coach.domain.beyond import beyond, long_hold, rest_words_beyond, words_beyond
from coach.domain.exercise import Exercise
from coach.domain.routine import ExerciseStep, RepeatStep, RestStep, Routine, Step
from coach.ports.library import Problem

Path = tuple[int | str, ...]

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def routine_warnings(
    document: Document,
    routine: Routine,
    library: Mapping[str, Exercise],
    usual: Mapping[str, Exercise],
    today: date | None,
) -> list[Problem]:
    """The warnings for a routine's file, in the order of its lines.

    ``library`` are the exercises that it can name besides its own, ``usual`` those that say how
    much is usual, whatever an own one of the same id says. Without ``today`` nothing is
    said of the day until which it is meant.
    """
    if document.root is None:
        return []
    root, source = document.root, document.report.source
    prescribed = bool(routine.prescribed_by)
    found = order_warnings(document, routine, library)
    found += remark_warnings(root, source)
    found += _expired(root, source, routine, today)
    known = {**library, **{one.id: one for one in routine.exercises}}
    steps = pair(root, "steps")
    if steps is not None:
        found += _steps(steps.value, source, routine.steps, known, None if prescribed else usual)
    for node, exercise in zip(_definitions(root), routine.exercises, strict=False):
        found += _exercise(node, source, exercise, prescribed=prescribed)
    return sorted(found, key=lambda one: (one.line, one.column))[:MOST_PROBLEMS]


def exercise_warnings(document: Document, exercise: Exercise) -> list[Problem]:
    """The warnings for an exercise's file, in the order of its lines."""
    if document.root is None:
        return []
    found = list(_exercise(document.root, document.report.source, exercise, prescribed=False))
    found += remark_warnings(document.root, document.report.source)
    return sorted(found, key=lambda one: (one.line, one.column))


def _expired(
    root: yaml.Node, source: Source, routine: Routine, today: date | None
) -> Iterator[Problem]:
    if not routine.valid_until or today is None:
        return
    last = date.fromisoformat(routine.valid_until)
    if last < today:
        whom = routine.prescribed_by or "whoever gave it to you"
        yield source.warning(
            *place(root, ("valid-until",)),
            f"this routine was meant until {last.day} {_MONTHS[last.month - 1]} {last.year}",
            f"Ask {whom} how to go on, or give it a later day",
        )


def _steps(
    node: yaml.Node,
    source: Source,
    steps: Sequence[Step],
    known: Mapping[str, Exercise],
    usual: Mapping[str, Exercise] | None,
) -> Iterator[Problem]:
    """The warnings for a list of steps; the nodes and the values are in the same order.

    Without ``usual`` nothing is said of their doses.
    """
    for item, step in zip(node.value, steps, strict=True):
        match step:
            case ExerciseStep() if step.exercise in known and usual is not None:
                for one in beyond(step.dose, known[step.exercise], usual.get(step.exercise)):
                    spot = _dose_place(item, one.key)
                    yield source.warning(*spot, one.found, one.usual)
            case RestStep() if (long := rest_words_beyond(step.say, step.seconds)) is not None:
                yield source.warning(*place(item, ("say",)), long.found, long.better)
            case RepeatStep() if (inner := pair(item, "steps")) is not None:
                yield from _steps(inner.value, source, step.steps, known, usual)


def _dose_place(node: yaml.Node, key: str) -> tuple[int, int]:
    """Where a dose says how much: its key, or the tempo that gives a hold."""
    for name in (key, "tempo"):
        if pair(node, name) is not None:
            return place(node, (name,))
    return first_place(node)


def _exercise(
    node: yaml.Node, source: Source, exercise: Exercise, *, prescribed: bool
) -> Iterator[Problem]:
    dose = pair(node, "dose")
    if dose is not None and not prescribed and (long := long_hold(exercise)) is not None:
        yield source.warning(*_dose_place(dose.value, long.key), long.found, long.usual)
    phases = pair(node, "phases")
    items = phases.value.value if phases is not None else ()
    # A definition in a routine may leave its phases out: then the words are ours.
    for item, phase in zip(items, exercise.phases, strict=False):
        for words in words_beyond(phase, exercise.dose):
            yield source.warning(*place(item, (words.key,)), words.found, words.better)


def _definitions(root: yaml.Node) -> list[yaml.Node]:
    """The routine's own exercises, in their order."""
    own = pair(root, "exercises")
    if own is None:
        return []
    if isinstance(own.value, yaml.SequenceNode):
        return list(own.value.value)
    return [one.value for one in pairs(own.value)]
