"""``coach import``: routines of other programs into the person's own folder."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.house import NO, open_library, refuse, routine_folders
from coach.cli.mistakes import show_problems, show_words
from coach.cli.own_files import taken_names

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
    places = _places(found, library, name, force=force)
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
            show_words(printable(remark), before=f"{printable(str(file))}: ", err=True)
        _write(place, one, f"From {program}, from the file {file.name}.", force=force)
        click.echo(f"{printable(str(place))}: {printable(one.routine.title)}, from {program}")
        wrong = _check(library, place) or wrong
    _next(places)
    return NO if wrong else 0


def _read(file: Path, library: "YamlLibrary", form: str) -> "tuple[str, list[Imported]]":
    from coach.adapters.library.exchange.formats import read_foreign
    from coach.adapters.library.exchange.source import ForeignFileError
    from coach.adapters.library.files import UnreadableFileError, read_bytes
    from coach.adapters.library.problems import printable
    from coach.adapters.library.steps import exercises_in

    try:
        program, read = read_foreign(str(file), read_bytes(file), library.exercises(), form)
    except FileNotFoundError:
        refuse(f"There is no file {printable(str(file))}.")
    except UnreadableFileError as error:
        refuse(f"{printable(str(file))}: {error.problem.message}.")
    except ForeignFileError as error:
        show_problems([error.problem], err=True)
        refuse("Nothing was taken in.")
    found = [one for one in read if exercises_in(one.routine.steps)]
    if not found:
        refuse(f"{printable(str(file))}: there is no exercise in it, so nothing was taken in.")
    for one in read:
        if one not in found:
            title = printable(one.routine.title)
            show_words(f"{title}: there is no exercise in it, so it is left out.", err=True)
    return program, found


def _places(
    found: "Sequence[Imported]", library: "YamlLibrary", name: str | None, *, force: bool
) -> tuple[Path, ...]:
    """The files to write: in the person's own folder, by the name or by the titles.

    Without ``force`` no routine that is there gives way, and with it none of the coach's own.
    """
    from coach.adapters.library.exchange.names import same_name
    from coach.adapters.library.problems import printable
    from coach.adapters.library.scalars import ScalarError, ident
    from coach.player.leaflet_names import free_name

    own, bundled = routine_folders()
    if name is not None and len(found) > 1:
        refuse(f"There are {len(found)} routines in it: leave -o out, each is named by its title.")
    ours = {path.stem for path in bundled.glob("*.yaml")}
    is_there = ours.__contains__ if force else taken_names(library, own)
    if name is not None:
        try:
            is_file = name.lower().endswith(ENDINGS)
            place = Path(name) if is_file else _file_of(own, ident(name))
        except ScalarError as error:
            refuse(f"{printable(error.message)}: {error.expected}, or a file that ends in .yaml.")
        # A copy of the coach's own one, changed by its person, is theirs to write over.
        is_own = place.absolute().parent == own.absolute()
        if is_own and is_there(place.stem) and not os.path.lexists(place):
            free = free_name(place.stem, is_there)
            refuse(f"There is a routine {place.stem} already, and it stays. Free is: -o {free}")
        return (place,)
    names: list[str] = []
    for one in found:
        words = "-".join(same_name(one.routine.title).split())[:_LONGEST_NAME].strip("-")
        base = words or "imported"
        free = free_name(base, lambda name: is_there(name) or name in names)
        if is_there(base):
            show_words(
                f"There is a routine {base} already, and it stays. This one is called {free}."
            )
        names.append(free)
    return tuple(_file_of(own, free) for free in names)


def _file_of(own: Path, name: str) -> Path:
    """The own file of this name: one that is there, or the one to write."""
    files = [own / f"{name}{ending}" for ending in ENDINGS]
    return next((file for file in files if os.path.lexists(file)), files[0])


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
    from coach.cli.days import today
    from coach.ports.library import Severity

    problems = library.check(place) or library.warnings(place, today())
    show_problems(problems, err=True)
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
