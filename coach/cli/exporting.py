"""``coach export``: a routine as one file to hand on, or for another program."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.completion import complete_routine
from coach.cli.house import find_routine, open_library, refuse, routine_folders
from coach.cli.pages import free_place

if TYPE_CHECKING:
    from coach.adapters.library.exchange.outcome import Exported
    from coach.adapters.library.library import YamlLibrary
    from coach.ports.library import Entry

FORMS: Final = ("yaml", "pwf")
ENDINGS: Final = (".yaml", ".yml")


@click.command("export", short_help="Write a routine as one file to hand on.")
@click.argument("routine", shell_complete=complete_routine)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="yaml",
    show_default=True,
    help="yaml: for another coach, with all of its exercises. pwf: Portable Workout Format.",
)
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write: .yaml. Without it, the text goes to standard output.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Write over a file that is there; it is kept beside the new one, with a ~.",
)
def export_command(routine: str, *, form: str, file: Path | None, force: bool) -> None:
    """Write ROUTINE (a name or a file) as one file that somebody else can use.

    What the file can't say is said on standard error, line by line.
    """
    from coach.adapters.library.problems import printable

    library = open_library()
    entry = find_routine(library, routine)
    if file is not None:
        _not_its_own(file, entry)
        free_place(file, ENDINGS, force=force)
    made = _one_file(library, entry) if form == "yaml" else _pwf(library, entry)
    for remark in made.remarks:
        click.echo(f"{printable(entry.id)}: {printable(remark)}", err=True)
    if file is None:
        click.echo(made.text, nl=False)
        return
    _write(file, made.text, over=force)
    click.echo(f"{printable(str(file))}: {printable(entry.id)}, for {_READERS[form]}")


_READERS: Final = {
    "yaml": "any coach: coach play FILE",
    "pwf": "programs that read the Portable Workout Format",
}


def _not_its_own(file: Path, entry: "Entry") -> None:
    """Refuse to write over the routine itself, which isn't the same text as what is handed on."""
    from coach.adapters.library.problems import printable

    try:
        same = file.samefile(entry.file)
    except (OSError, ValueError):  # it isn't there, or it is no file
        same = False
    if same:
        refuse(f"{printable(str(file))} is the routine's own file: take another name.")


def _write(file: Path, text: str, *, over: bool) -> None:
    """Put the text in its place; what is written over is kept beside it."""
    from coach.adapters.library.problems import printable
    from coach.adapters.library.saving import backup_of, write_new
    from coach.ports.routine_files import UnwritableError

    if not file.parent.is_dir():
        where = printable(str(file.resolve().parent))
        refuse(f"There is no folder {where}: make it, or take another one.")
    there = file.exists()
    try:
        write_new(file, text, over=over)
    except UnwritableError as error:
        refuse(str(error))
    if there:
        click.echo(f"What was there is kept as {printable(str(backup_of(file)))}", err=True)


def _one_file(library: "YamlLibrary", entry: "Entry") -> "Exported":
    from coach.adapters.library.exchange.one_file import write_one_file
    from coach.adapters.library.files import UnreadableFileError, read_bytes

    assert entry.routine is not None
    file = Path(entry.file)
    try:
        data = read_bytes(file)
    except (FileNotFoundError, UnreadableFileError) as error:
        refuse(f"The file of this routine can't be read: {error}")
    titles = {id: one.title for id, one in library.reliefs().items()}
    return write_one_file(
        file,
        data,
        entry.routine,
        library.exercises(),
        folders=routine_folders(),
        reliefs=titles,
    )


def _pwf(library: "YamlLibrary", entry: "Entry") -> "Exported":
    from coach.adapters.library.exchange.pwf_out import TooLongError, write_pwf

    assert entry.routine is not None
    try:
        return write_pwf(entry.routine, library.exercises())
    except TooLongError:
        refuse("This routine is too long for one plan with its repeats written out.")
