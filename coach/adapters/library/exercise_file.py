"""An exercise, from a file of its own or from a routine's own definitions."""

from dataclasses import replace

import yaml

from coach.adapters.library.checking import validate
from coach.adapters.library.doses import check_tempo, dose_of, hold_from_tempo
from coach.adapters.library.models import (
    AdaptationModel,
    EasierModel,
    ExerciseFileModel,
    ExerciseModel,
)
from coach.adapters.library.nodes import first_place, key_place, pair, place, value_at
from coach.adapters.library.problems import Report, quoted
from coach.adapters.library.scalars import ScalarError, ident
from coach.adapters.library.shelf import Shelf
from coach.domain.dose import Dose
from coach.domain.exercise import (
    HOLD_PHASE,
    Adaptation,
    Easier,
    Exercise,
    ExerciseType,
    Phase,
    Substitute,
)

_MOVE_SECONDS = 4.0
_TIMED_SECONDS = 10.0


def read_exercise(
    node: yaml.Node, report: Report, *, known_as: str, in_routine: bool = False
) -> Exercise | None:
    """The exercise of a group, or ``None`` where the report has more than before.

    ``known_as`` is the id that the file's name or the routine's key gives it. A definition in a
    routine may leave its phases out; its id agrees with its key. References to other exercises
    are not looked at yet.
    """
    before = len(report)
    model = validate(ExerciseModel if in_routine else ExerciseFileModel, node, report)
    if model is None:
        return None
    name = _id(model, node, report, known_as=known_as, in_routine=in_routine)
    dose = _dose(model, name, node, report)
    phases = _phases(model, dose, node, report)
    if not model.finish:
        report.add(*place(node, ("finish",)), '"finish" is empty: there must be a way out')
    _check_words(model.adapt, tuple(phase.name for phase in phases), node, report)
    _check_given(model, node, report)
    exercise = Exercise(
        id=name,
        name=model.name,
        type=model.type or (ExerciseType.STRETCH if dose.hold else ExerciseType.MOBILITY),
        position=model.position,
        setup=model.setup,
        phases=phases,
        dose=dose,
        finish=model.finish,
        aliases=model.aliases,
        feel=model.feel,
        stop_if=model.stop_if,
        avoid_if=frozenset(model.avoid_if),
        instead=tuple(Substitute(frozenset(one.if_), one.exercise) for one in model.instead),
        adapt=tuple(
            Adaptation(
                frozenset(one.if_),
                one.say,
                tuple((phase, words.say, words.brief) for phase, words in one.phases.items()),
                tuple((phase, words.pose) for phase, words in one.phases.items() if words.pose),
            )
            for one in model.adapt
        ),
        easier=_easier(model.easier, node, "easier", report),
        harder=_easier(model.harder, node, "harder", report),
        source=model.source,
    )
    return exercise if len(report) == before else None


def _id(
    model: ExerciseModel, node: yaml.Node, report: Report, *, known_as: str, in_routine: bool
) -> str:
    name = model.id or known_as
    if not name:
        report.add(*first_place(node), '"id" is missing', about="id")
    elif in_routine and known_as and name != known_as:
        report.add(
            *place(node, ("id",)),
            f"the id is {quoted(name)}, but the key above it is {quoted(known_as)}",
            expected=f"id: {known_as}",
        )
    elif not model.id and not in_routine:
        try:
            return ident(known_as)
        except ScalarError as error:
            report.add(*first_place(node), '"id" is missing', expected=error.expected, about="id")
    return name


def _dose(model: ExerciseModel, name: str, node: yaml.Node, report: Report) -> Dose:
    """The exercise's own dose. A tempo in it that names a held phase gives the hold."""
    below = _below(node, "dose")
    dose = dose_of(model.dose, below, report)
    if dose.tempo is not None and model.phases:
        check_tempo(dose.tempo, [phase.name for phase in model.phases], quoted(name), below, report)
        held = {phase.name for phase in model.phases if phase.seconds is None}
        dose = hold_from_tempo(dose, held, below, report)
    if dose.reps is None and dose.descending is None and dose.time is None and dose.hold is None:
        report.add(
            *place(node, ("dose",)),
            "this dose doesn't say how much",
            expected='at least one of "reps", "hold" and "time"',
        )
    return dose


def _phases(model: ExerciseModel, dose: Dose, node: yaml.Node, report: Report) -> tuple[Phase, ...]:
    """The phases; where the author of a routine gave none, one that follows from the dose."""
    if not model.phases:
        if pair(node, "phases") is not None:
            report.add(*place(node, ("phases",)), '"phases" is empty: a rep has at least one')
        return (_made_up(model.name, dose),)
    held = [index for index, phase in enumerate(model.phases) if phase.seconds is None]
    if dose.hold is None and dose.time is None:
        for index in held:
            report.add(
                *place(node, ("phases", index, "seconds")),
                'this phase takes the hold of the dose, and the dose has no "hold"',
            )
    elif dose.hold is not None and not held:
        report.add(
            *place(node, ("dose", "hold")),
            'no phase is held, so this "hold" would change nothing',
            expected='a phase with "seconds: hold"',
        )
    return tuple(
        Phase(phase.name, phase.seconds, phase.say, phase.brief, phase.pose)
        for phase in model.phases
    )


def check_references(node: yaml.Node, report: Report, shelf: Shelf) -> None:
    """Report the exercises that a definition names and that there are not."""
    instead = pair(node, "instead")
    items = getattr(instead.value, "value", ()) if instead is not None else ()
    paths: list[tuple[int | str, ...]] = [("easier", "exercise"), ("harder", "exercise")]
    if isinstance(items, list):
        paths += [("instead", index, "exercise") for index in range(len(items))]
    for path in paths:
        named = value_at(node, path)
        if isinstance(named, yaml.ScalarNode) and named.value.strip():
            find(shelf, named.value, node, path, report)


def resolve(exercise: Exercise, shelf: Shelf) -> Exercise:
    """The exercise with ids where it names others by an alias."""

    def known(name: str) -> str:
        found = shelf.find(name)
        return found.id if found is not None else name

    def form(one: Easier | None) -> Easier | None:
        if one is None or one.exercise is None:
            return one
        return replace(one, exercise=known(one.exercise))

    return replace(
        exercise,
        instead=tuple(replace(one, exercise=known(one.exercise)) for one in exercise.instead),
        easier=form(exercise.easier),
        harder=form(exercise.harder),
    )


def find(
    shelf: Shelf,
    name: str,
    node: yaml.Node,
    path: tuple[int | str, ...],
    report: Report,
) -> str | None:
    """The id of the exercise called ``name`` at ``path`` below ``node``.

    One that isn't there, or can't be used, goes into the report.
    """
    found = shelf.find(name)
    if found is not None:
        return found.id
    mistake = shelf.mistake(name)
    if mistake is not None:
        if not mistake:
            return None
        report.add(
            *place(node, path),
            f"the exercise {quoted(name)} can't be used; its file has mistakes: {mistake}",
        )
    else:
        report.add(
            *place(node, path),
            f"there is no exercise {quoted(name)}",
            expected="the id of an exercise in the library or in this file",
            word=name,
            candidates=shelf.words,
        )
    return None


def _below(node: yaml.Node, name: str) -> yaml.Node:
    found = pair(node, name)
    return found.value if found is not None else node


def _made_up(name: str, dose: Dose) -> Phase:
    """The one phase of an exercise whose author gave none."""
    if dose.hold is not None:
        return Phase(HOLD_PHASE, None, f"{name}. Hold.", "Hold")
    if dose.time is not None:
        return Phase("move", min(dose.time, _TIMED_SECONDS), f"{name}. Keep going.", "Keep going")
    return Phase("move", _MOVE_SECONDS, f"{name}, slowly.", "Again")


def _easier(model: EasierModel | None, node: yaml.Node, key: str, report: Report) -> Easier | None:
    if model is None:
        return None
    dose = dose_of(model, _below(node, key), report)
    if model.exercise is None and not model.say and dose == Dose():
        report.add(
            *place(node, (key,)),
            f'"{key}" is empty',
            expected='"exercise", "say" or a dose; or null where there is none',
        )
    return Easier(model.exercise, dose, model.say)


def _check_words(
    adaptations: tuple[AdaptationModel, ...],
    names: tuple[str, ...],
    node: yaml.Node,
    report: Report,
) -> None:
    for index, adaptation in enumerate(adaptations):
        for phase in adaptation.phases:
            if phase not in names:
                report.add(
                    *key_place(node, ("adapt", index, "phases", phase)),
                    f"there is no phase {quoted(phase)} in this exercise",
                    expected="one of " + ", ".join(dict.fromkeys(names)),
                    word=phase,
                    candidates=names,
                )


def _check_given(model: ExerciseModel, node: yaml.Node, report: Report) -> None:
    """Other words or another exercise need to say for whom they are."""
    given = {
        "instead": [one.if_ for one in model.instead],
        "adapt": [one.if_ for one in model.adapt],
    }
    for key, groups in given.items():
        for index, cautions in enumerate(groups):
            if not cautions:
                report.add(
                    *place(node, (key, index, "if")),
                    '"if" is empty: it names at least one caution',
                )
