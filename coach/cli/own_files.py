"""The person's own routine files: which names are free, and how a new one is written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.house import refuse, routine_folders

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.domain.routine import Routine

ENDING: Final = ".yaml"


def own_folder() -> Path:
    """The folder of the person's own routines; it need not be there."""
    return routine_folders()[0]


def taken_names(library: "YamlLibrary", folder: Path) -> Callable[[str], bool]:
    """What tells whether a name of a routine is taken, by an own one or by a bundled one."""
    there = {entry.id.casefold() for entry in library.entries()}

    def is_taken(name: str) -> bool:
        files = (folder / f"{name}{ending}" for ending in (ENDING, ".yml"))
        return name.casefold() in there or any(file.is_symlink() or file.exists() for file in files)

    return is_taken


def write_own(folder: Path, name: str, text: str, kind: str = "routine") -> Path:
    """Write a new own file under ``name``, or under the next one that is free, and its schema.

    It ends the program with the reason where that can't be done.
    """
    from coach.adapters.library.saving import TakenError, write_new
    from coach.ports.routine_files import UnwritableError

    number, free = 1, name
    while True:
        path = folder / f"{free}{ENDING}"
        try:
            write_new(path, text)
        except TakenError:  # somebody was quicker
            number += 1
            free = f"{name}-{number}"
            continue
        except UnwritableError as error:
            refuse(str(error))
        put_schema(folder, kind)
        return path


def put_schema(folder: Path, kind: str) -> None:
    """Put the schema beside the files, for editors that use it; without it they work as well."""
    from coach.adapters.library.schemas import write_schema

    try:
        write_schema(folder, kind)
    except OSError as error:
        reason = error.strerror or "it can't be written"
        click.echo(f"coach: The schema for editors is missing: {reason}.", err=True)


def session_seconds(library: "YamlLibrary", routine: "Routine") -> float:
    """How long a session takes, without the time for questions; as ``coach list`` has it."""
    from coach.domain.checks import CheckRule
    from coach.domain.layout import compile_timeline

    rule = CheckRule(often=False)
    reliefs = library.reliefs()
    return compile_timeline(routine, library.exercises(), checks=rule, reliefs=reliefs).total
