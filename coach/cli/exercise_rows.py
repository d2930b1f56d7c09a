"""The list of the exercises, and an exercise as data."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import click

from coach.cli.house import NO, refuse, write_json
from coach.domain.exercise import Easier, Exercise, ExerciseType, Position

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.ports.library import Entry

POSITIONS: Final = {
    Position.STANDING: "standing",
    Position.SEATED: "sitting",
    Position.SUPINE: "on your back",
    Position.PRONE: "on your front",
    Position.SIDE: "on your side",
    Position.KNEELING: "kneeling",
    Position.HALF_KNEELING: "on one knee",
    Position.ALL_FOURS: "hands and knees",
    Position.ANY: "any position",
}
"""Each position as people say it."""


def print_exercises(
    library: "YamlLibrary",
    kind: ExerciseType | None,
    position: Position | None,
    *,
    as_json: bool,
) -> int:
    """Print the exercises of this kind and position, the broken ones too; gives the exit code."""
    kinds, positions = list(ExerciseType), list(Position)
    chosen = sorted(
        (
            one
            for one in library.exercises().values()
            if kind in (None, one.type) and position in (None, one.position)
        ),
        key=lambda one: (kinds.index(one.type), positions.index(one.position), one.name.casefold()),
    )
    broken = () if kind or position else library.broken_exercises()
    if as_json:
        own, drawn = library.own_exercises(), library.figures()
        rows = [_row(one, own=one.id in own, drawn=one.id in drawn) for one in chosen]
        write_json([*rows, *(_broken_row(entry) for entry in broken)])
        return 0 if rows or broken else NO
    if not chosen and not broken:
        refuse("No exercise is like that. `coach exercises` shows all of them.")
    _print_list(chosen, library.own_exercises())
    for entry in broken:
        click.echo(f"\n{entry.id} is broken: {entry.problems[0]}")
    if broken:
        click.echo("\nAll mistakes of a file: coach check FILE")
    click.echo("\nOne of them with its drawing: coach exercises ID")
    return 0


def _print_list(exercises: Sequence[Exercise], own: frozenset[str]) -> None:
    """The exercises below the kind that they are of, in columns."""
    rows = [(one.id, one.name, POSITIONS[one.position], whose(one.id, own)) for one in exercises]
    widths = [max(len(row[column]) for row in rows) for column in range(3)] if rows else []
    before: ExerciseType | None = None
    for one, row in zip(exercises, rows, strict=True):
        if one.type is not before:
            click.echo(("" if before is None else "\n") + one.type.value.capitalize())
            before = one.type
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  " + "  ".join([*cells, row[-1]]))


def whose(id: str, own: frozenset[str]) -> str:
    """Whose an exercise is, in words; ``own`` are the ids of the person's own."""
    return "your own" if id in own else "bundled"


def _row(exercise: Exercise, *, own: bool, drawn: bool) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "kind": exercise.type.value,
        "position": exercise.position.value,
        "aliases": list(exercise.aliases),
        "origin": "own" if own else "bundled",
        "drawn": drawn,
        "problems": [],
    }


def _broken_row(entry: "Entry") -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": None,
        "kind": None,
        "position": None,
        "aliases": [],
        "origin": entry.origin.value,
        "drawn": False,
        "problems": [str(problem) for problem in entry.problems],
    }


def whole_exercise(library: "YamlLibrary", exercise: Exercise) -> dict[str, Any]:
    """Everything of an exercise. Times are seconds."""
    from coach.cli.exercise_words import dose_words, planned

    step = planned(exercise)
    own, drawn = library.own_exercises(), library.figures()
    row = _row(exercise, own=exercise.id in own, drawn=exercise.id in drawn)
    return row | {
        "setup": list(exercise.setup),
        "phases": [
            {
                "name": phase.name,
                "seconds": step.hold if phase.seconds is None else phase.seconds,
                "held": phase.seconds is None,
                "say": phase.say,
                "brief": phase.brief,
                "pose": phase.pose,
            }
            for phase in exercise.phases
        ],
        "dose": {
            "words": dose_words(exercise),
            "reps": list(step.reps),
            "hold": step.hold,
            "time": step.time,
            "rest": step.rest,
            "sides": step.sides.value,
        },
        "finish": list(exercise.finish),
        "feel": exercise.feel,
        "stop_if": list(exercise.stop_if),
        "avoid_if": _sorted(exercise.avoid_if),
        "instead": [
            {"if": _sorted(one.cautions), "exercise": one.exercise} for one in exercise.instead
        ],
        "adapt": [{"if": _sorted(one.cautions), "say": one.say} for one in exercise.adapt],
        "easier": _form(exercise.easier),
        "harder": _form(exercise.harder),
        "source": list(exercise.source),
    }


def _sorted(cautions: Iterable[Enum]) -> list[str]:
    return sorted(str(one.value) for one in cautions)


def _form(form: Easier | None) -> dict[str, Any] | None:
    return None if form is None else {"exercise": form.exercise, "say": form.say}
