"""A routine, from its file."""

from collections.abc import Mapping
from typing import Final

import yaml

from coach.adapters.library.checking import validate
from coach.adapters.library.document import Document, readable
from coach.adapters.library.exercise_file import (
    check_references,
    find,
    read_exercise,
    resolve,
)
from coach.adapters.library.models import DefaultsModel, NeedsModel, RoutineModel
from coach.adapters.library.nodes import end_of, is_nothing, pair, pairs, place, start_of
from coach.adapters.library.problems import Report, quoted
from coach.adapters.library.routine_sounds import read_sounds
from coach.adapters.library.scalars import ScalarError, ident
from coach.adapters.library.shelf import Shelf
from coach.adapters.library.steps import StepReader, written_out
from coach.domain.exercise import Exercise
from coach.domain.routine import (
    Defaults,
    Needs,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)

MOST_STEPS: Final = 2_000
MOST_PHASES: Final = 20_000
MOST_OWN: Final = 100


def read_routine(
    document: Document,
    name: str,
    library: Shelf,
    *,
    bundled: bool = False,
    reliefs: Mapping[str, str] | None = None,
) -> Routine | None:
    """The routine of a file, or ``None`` with all of its problems in the document's report.

    ``library`` are the exercises that it can name besides its own. A ``bundled`` routine names no
    sound files. ``reliefs`` are the titles of the protocols that it can name, by id.
    """
    report, root = document.report, document.root
    if root is None or not readable(document, "routine"):
        return None
    model = validate(RoutineModel, root, report)
    own, unusable = _own_exercises(root, report, library)
    shelf = library.under(own, unusable)
    reader = StepReader(report, shelf, reliefs or {})
    key = pair(root, "steps")
    steps = reader.steps(root, key) if key is not None else ()
    minimal = _minimal(root, report, shelf, reader.named if reader.complete else None)
    total, phases = written_out(steps, shelf)
    if total > MOST_STEPS:
        report.add(
            *_key(root, "steps"),
            f"this routine is too long: over {MOST_STEPS} steps with its repeats written out",
        )
    elif phases > MOST_PHASES:
        report.add(
            *_key(root, "steps"),
            f"this routine is too long: over {MOST_PHASES} phases with all reps written out",
        )
    sounds = read_sounds(root, report, bundled=bundled)
    if report or model is None:
        return None
    return Routine(
        id=name,
        title=model.title,
        steps=steps,
        summary=model.summary,
        tags=model.tags,
        exercises=tuple(own),
        defaults=_defaults(model.defaults),
        pain_limit=model.pain_limit,
        minimal=minimal,
        prescribed_by=model.prescribed_by,
        valid_until=model.valid_until,
        times_a_day=model.times_a_day,
        days_a_week=model.days_a_week,
        sounds=sounds,
        level=model.level,
        needs=_needs(model.needs),
    )


def check_work(document: Document, routine: Routine | None) -> None:
    """Report a routine in which there is nothing to do; it is read all the same."""
    if document.root is not None and routine is not None and not _has_work(routine.steps):
        spot = _key(document.root, "steps")
        document.report.add(*spot, "there is no exercise here", expected="at least one exercise")


def _has_work(steps: tuple[Step, ...]) -> bool:
    """Whether there is anything to do in these steps: an exercise, or relief."""
    return any(
        _has_work(step.steps)
        if isinstance(step, RepeatStep)
        else not isinstance(step, RestStep | SayStep | PainCheckStep)
        for step in steps
    )


def _defaults(model: DefaultsModel | None) -> Defaults:
    if model is None:
        return Defaults()
    return Defaults(model.rest, model.setup, model.tempo, model.voice)


def _needs(model: NeedsModel | None) -> Needs:
    if model is None:
        return Needs()
    return Needs(model.pain_max, model.greens, frozenset(model.not_for), model.days_between)


def _key(root: yaml.Node, name: str) -> tuple[int, int]:
    found = pair(root, name)
    shown = found.key if found is not None else root
    return start_of(shown), end_of(shown)


def _own_exercises(
    root: yaml.Node, report: Report, library: Shelf
) -> tuple[list[Exercise], dict[str, str]]:
    """The routine's own definitions: a list of them, or a group with their ids as keys.

    The second value has the ids of those that can't be used.
    """
    found: list[Exercise] = []
    unusable: dict[str, str] = {}
    definitions = _definitions(root, report)
    for name, node in definitions:
        exercise = read_exercise(node, report, known_as=name, in_routine=True)
        if exercise is None:
            given = pair(node, "id")
            unusable[name or str(getattr(given and given.value, "value", ""))] = ""
        elif any(exercise.id == other.id for other in found):
            report.add(*place(node, ("id",)), f"there are two exercises {quoted(exercise.id)} here")
        else:
            found.append(exercise)
    shelf = library.under(found, unusable)
    for _, node in definitions:
        check_references(node, report, shelf)
    return [resolve(exercise, shelf) for exercise in found], unusable


def _definitions(root: yaml.Node, report: Report) -> list[tuple[str, yaml.Node]]:
    key = pair(root, "exercises")
    if key is None or is_nothing(key.value):
        return []
    if isinstance(key.value, yaml.SequenceNode):
        found = [("", node) for node in key.value.value]
    elif isinstance(key.value, yaml.MappingNode):
        found = [(one.name, one.value) for one in pairs(key.value)]
        for one in pairs(key.value):
            try:
                ident(one.name)
            except ScalarError as error:
                report.add(
                    start_of(one.key), end_of(one.key), error.message, expected=error.expected
                )
    else:
        report.add(
            *place(root, ("exercises",)),
            '"exercises" has to be a list of definitions',
            expected='lines that begin with "- ", each with an "id"',
        )
        return []
    if len(found) > MOST_OWN:
        report.add(*_key(root, "exercises"), f"there are over {MOST_OWN} exercises of its own here")
        return []
    usable: list[tuple[str, yaml.Node]] = []
    for name, node in found:
        if isinstance(node, yaml.MappingNode) and (step := pair(node, "exercise")) is not None:
            report.add(
                start_of(step.key),
                end_of(step.key),
                'this is a step, and steps stand below "steps:"',
                expected='"exercises:" only for an exercise that the library doesn\'t have',
            )
        elif isinstance(node, yaml.MappingNode):
            usable.append((name, node))
        else:
            report.add(
                start_of(node),
                end_of(node),
                "an exercise is a group of keys",
                expected='"name", "position", "dose" and "finish"',
            )
    return usable


def _minimal(
    root: yaml.Node, report: Report, shelf: Shelf, used: list[str] | None
) -> tuple[str, ...]:
    """The ids to keep on a bad day; ``used`` are the routine's exercises, where all are known."""
    key = pair(root, "minimal")
    if key is None or not isinstance(key.value, yaml.CollectionNode | yaml.ScalarNode):
        return ()
    single = isinstance(key.value, yaml.ScalarNode)
    nodes = [key.value] if single else key.value.value
    kept: list[str] = []
    for index, node in enumerate(nodes):
        if not isinstance(node, yaml.ScalarNode) or is_nothing(node):
            continue
        path: tuple[int | str, ...] = ("minimal",) if single else ("minimal", index)
        name = find(shelf, node.value, root, path, report)
        if name is not None and used is not None and name not in used:
            report.add(
                *place(root, path),
                f"{quoted(node.value)} is not among the steps of this routine",
                expected="one of " + ", ".join(dict.fromkeys(used)),
                word=node.value,
                candidates=used,
            )
        if name is not None:
            kept.append(name)
    return tuple(kept)
