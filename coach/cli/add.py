"""``coach add``: a routine or an exercise of somebody else's, shown first and then taken over."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from coach.cli.asking import show
from coach.cli.house import NO, open_library, refuse
from coach.cli.mistakes import show_problems
from coach.cli.own_files import ENDING, own_folder, session_seconds, taken_names, write_own

if TYPE_CHECKING:
    from coach.adapters.library.document import Document
    from coach.adapters.library.library import YamlLibrary
    from coach.domain.exercise import Exercise

EXERCISES: Final = "exercises"
_CHANGED: Final = "The file changed while it was read. Please try again."


@click.command("add", short_help="Take over a routine of somebody else's.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAME", default="", help="What it is to be called.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def add_command(file: Path, name: str, *, yes: bool) -> int:
    """Show what FILE contains, a shared routine or exercise, and take it into your own.

    The file is copied as it is. Nothing of yours is written over: where the name is taken,
    another one is offered. A file with mistakes is not taken. One that you have already is taken
    once more only under another name.

    Exit code: 1 if nothing was added.
    """
    from coach.adapters.library.document import open_document
    from coach.adapters.library.problems import printable

    library = open_library()
    data = _read(file)
    _refuse_mistakes(library, file)
    document = open_document(str(file), data)
    below = "exercise" if file.absolute().parent.name == EXERCISES else "routine"
    kind = document.kind(below)
    if kind == "exercise":
        exercise = _exercise(document, file.stem)
        _same(file, data)
        if name and name != exercise.id:
            refuse(f"An exercise goes by its id: {printable(exercise.id)}. --as is for routines.")
        return _add_exercise(library, exercise, data, yes=yes)
    if kind != "routine":
        refuse(f"This is a {printable(kind)}, and only routines and exercises can be added.")
    return _add_routine(library, file, data, name, yes=yes)


def _read(file: Path) -> bytes:
    from coach.adapters.library.files import UnreadableFileError, read_bytes
    from coach.adapters.library.problems import printable

    try:
        return read_bytes(file)
    except FileNotFoundError:
        refuse(f"There is no file {printable(str(file))}.")
    except UnreadableFileError as error:
        refuse(f"{error.problem.file}: {error.problem.message}.")


def _same(file: Path, data: bytes) -> None:
    """See to it that what was shown is what is copied."""
    if _read(file) != data:
        refuse(_CHANGED)


def _refuse_mistakes(library: "YamlLibrary", file: Path) -> None:
    """End the program with all that is wrong with the file, if anything is."""
    from coach.ports.library import Severity

    problems = [one for one in library.check(file) if one.severity is Severity.PROBLEM]
    show_problems(problems)
    if problems:
        count = len(problems)
        refuse(f"{count} mistake{'' if count == 1 else 's'}: nothing was added.")


# A routine


def _add_routine(library: "YamlLibrary", file: Path, data: bytes, name: str, *, yes: bool) -> int:
    from coach.adapters.library.problems import printable
    from coach.cli.contents import harmless, remarks, routine_lines
    from coach.cli.days import today
    from coach.player.leaflet_names import free_name, slug
    from coach.ports.library import BrokenFileError, UnknownRoutineError

    try:
        routine = library.routine(str(file.absolute())).routine
    except (BrokenFileError, UnknownRoutineError):
        refuse(_CHANGED)
    assert routine is not None
    exercises = library.exercises()
    warnings = library.warnings(file, today())
    _same(file, data)
    show(harmless(routine_lines(routine, exercises, session_seconds(library, routine))))
    told = harmless(remarks(routine, exercises, library.bundled_exercises()))
    if told or warnings:
        click.echo()
    show(told)
    show_problems(warnings)
    click.echo()
    folder = own_folder()
    there = _twin(folder, data)
    if there is not None:
        click.echo(f"You have it already: {printable(str(there))}")
        if not name:
            return NO
    is_taken = taken_names(library, folder)
    wanted = slug(name or file.stem, "routine")
    free = free_name(wanted, is_taken)
    if name and free != wanted:
        refuse(f"There is a routine {wanted} already, and it stays. Free is: --as {free}")
    if free != wanted:
        click.echo(f"There is a routine {wanted} already, and it stays. This one is called {free}.")
    _confirm("Take it into your own routines?", yes=yes)
    path = write_own(folder, free, data.decode())
    click.echo(f"Added: {printable(str(path))}")
    click.echo(f"Play it:    coach play {path.stem}")
    return 0


# An exercise


def _exercise(document: "Document", name: str) -> "Exercise":
    from coach.adapters.library.exercise_file import read_exercise

    found = None
    if document.root is not None:
        found = read_exercise(document.root, document.report, known_as=name)
    if found is None:
        refuse(_CHANGED)
    return found


def _add_exercise(library: "YamlLibrary", exercise: "Exercise", data: bytes, *, yes: bool) -> int:
    from coach.adapters.library.problems import printable
    from coach.cli.contents import exercise_lines, harmless

    show(harmless(exercise_lines(exercise)))
    click.echo()
    folder = own_folder() / EXERCISES
    there = _twin(folder, data)
    if there is not None:
        click.echo(f"You have it already: {printable(str(there))}")
        return NO
    id = exercise.id
    if id in library.own_exercises() or (folder / f"{id}{ENDING}").exists():
        refuse(
            f"You have an exercise {id} already, and it stays. Give this one another id in its "
            "file, and add it again."
        )
    if id in library.exercises():
        click.echo(f"It takes the place of the coach's own {id} in your routines.")
    _confirm("Take it into your own exercises?", yes=yes)
    path = write_own(folder, id, data.decode(), "exercise")
    click.echo(f"Added: {printable(str(path))}")
    click.echo(f"Look at it: coach exercises {id}")
    return 0


# Both


def _twin(folder: Path, data: bytes) -> Path | None:
    """The file of the folder that has these bytes, if one has."""
    from coach.adapters.library.files import UnreadableFileError, read_bytes, yaml_files

    try:
        for path in yaml_files(folder):
            if path.stat().st_size == len(data) and read_bytes(path) == data:
                return path
    except (OSError, UnreadableFileError):  # a folder that can't be read is told when it is written
        pass
    return None


def _confirm(question: str, *, yes: bool) -> None:
    """Ask; the end of the program where the answer is no, or there is none."""
    if yes:
        return
    try:
        wanted = click.confirm(question, default=False)
    except click.Abort:
        click.echo()
        wanted = False
    if not wanted:
        _nothing()


def _nothing() -> NoReturn:
    click.echo("coach: Nothing was added.", err=True)
    raise click.exceptions.Exit(NO)
