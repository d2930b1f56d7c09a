"""``coach import``: routines of other programs into the person's own folder."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.house import NO, open_library, refuse, routine_folders

if TYPE_CHECKING:
    from coach.adapters.library.exchange.outcome import Imported
    from coach.adapters.library.library import YamlLibrary

FORMS: Final = ("jawt", "openhiit", "pwf")
ENDINGS: Final = (".yaml", ".yml")
_LONGEST_NAME: Final = 50


@click.command("import", short_help="Take in a routine of another program.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "name",
    metavar="NAME",
    help="What it is to be called here, or the .yaml file to write; else as its title.",
)
@click.option("--from", "form", type=click.Choice(FORMS), help="The format; else it is found.")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
def import_command(file: Path, *, name: str | None, form: str | None, force: bool) -> int:
    """Take in FILE, a workout of another program, as a routine of your own.

    It may be from Just Another Workout Timer, from OpenHIIT, or in the Portable Workout Format.
    What can't be carried over is said on standard error and at the top of the new file. Exercises
    that the library doesn't have are written into it, for you to look at.
    """
    from coach.adapters.library.problems import printable

    library = open_library()
    program, found = _read(file, library, form or "")
    places = _places(found, library, name)
    if not force:
        for place in places:
            if os.path.lexists(place):
                refuse(
                    f"{printable(str(place))} is there already. Take another name with -o, or "
                    "write over it with --force."
                )
    wrong = False
    for one, place in zip(found, places, strict=True):
        for remark in one.remarks:
            click.echo(f"{printable(str(file))}: {printable(remark)}", err=True)
        _write(place, one, f"From {program}, from the file {file.name}.", force=force)
        click.echo(f"{printable(str(place))}: {printable(one.routine.title)}, from {program}")
        wrong = _check(library, place) or wrong
    _next(places)
    return NO if wrong else 0


def _read(file: Path, library: "YamlLibrary", form: str) -> "tuple[str, list[Imported]]":
    from coach.adapters.library.exchange.formats import read_foreign
    from coach.adapters.library.exchange.source import ForeignFileError
    from coach.adapters.library.files import UnreadableFileError, read_bytes
    from coach.adapters.library.problems import printable, render

    try:
        return read_foreign(str(file), read_bytes(file), library.exercises(), form)
    except FileNotFoundError:
        refuse(f"There is no file {printable(str(file))}.")
    except UnreadableFileError as error:
        refuse(f"{printable(str(file))}: {error.problem.message}.")
    except ForeignFileError as error:
        click.echo(render(error.problem), err=True)
        refuse("Nothing was taken in.")


def _places(
    found: "Sequence[Imported]", library: "YamlLibrary", name: str | None
) -> tuple[Path, ...]:
    """The files to write: in the person's own folder, by the name or by the titles."""
    from coach.adapters.library.exchange.names import same_name
    from coach.adapters.library.problems import printable
    from coach.adapters.library.scalars import ScalarError, ident

    own, bundled = routine_folders()
    if name is not None and len(found) > 1:
        refuse(f"There are {len(found)} routines in it: leave -o out, each is named by its title.")
    if name is not None:
        if name.lower().endswith(ENDINGS):
            return (Path(name),)
        try:
            return (own / f"{ident(name)}.yaml",)
        except ScalarError as error:
            refuse(f"{printable(error.message)}: {error.expected}, or a file that ends in .yaml.")
    taken = {path.stem for path in bundled.glob("*.yaml")}
    names: list[str] = []
    for one in found:
        words = "-".join(same_name(one.routine.title).split())[:_LONGEST_NAME].strip("-")
        base = words or "imported"
        free, number = base, 1
        while free in taken:
            number += 1
            free = f"{base}-{number}"
        taken.add(free)
        names.append(free)
    return tuple(own / f"{free}.yaml" for free in names)


def _write(place: Path, one: "Imported", first: str, *, force: bool) -> None:
    from coach.adapters.library.saving import write_new
    from coach.adapters.library.schemas import write_schema
    from coach.adapters.library.writing import routine_text
    from coach.ports.routine_files import UnwritableError

    mine = place.parent == routine_folders()[0]
    text = routine_text(one.routine, remarks=(first, *one.remarks), modeline=mine)
    try:
        write_new(place, text, over=force)
        if mine:
            write_schema(place.parent, "routine")
    except UnwritableError as error:
        refuse(str(error))
    except OSError as error:
        click.echo(f"The schema for editors can't be written ({error.strerror}).", err=True)


def _check(library: "YamlLibrary", place: Path) -> bool:
    """Show what `coach check` would; whether there is a mistake."""
    from coach.adapters.library.problems import render
    from coach.cli.days import today
    from coach.ports.library import Severity

    problems = library.check(place) or library.warnings(place, today())
    for problem in problems:
        click.echo(render(problem), err=True)
    return any(problem.severity is Severity.PROBLEM for problem in problems)


def _next(places: Sequence[Path]) -> None:
    """How to look at them, and how to play them."""
    from coach.adapters.library.problems import printable

    own = routine_folders()[0]
    first = places[0]
    name = first.stem if first.parent == own else str(first)
    shown = f'"{name}"' if " " in name else name
    it = "it" if len(places) == 1 else "the first"
    click.echo(f"Look at {it}: coach show {printable(shown)}")
    click.echo(f"Play {it}: coach play {printable(shown)}")
