"""``coach export``: a routine as one file to hand on, or for another program."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.completion import complete_routine
from coach.cli.house import find_routine, open_library, refuse, routine_folders
from coach.cli.pages import free_place, write_page

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
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def export_command(routine: str, *, form: str, file: Path | None, force: bool) -> None:
    """Write ROUTINE (a name or a file) as one file that somebody else can use.

    What the file can't say is said on standard error, line by line.
    """
    from coach.adapters.library.problems import printable

    library = open_library()
    entry = find_routine(library, routine)
    if file is not None:
        free_place(file, ENDINGS, force=force)
    made = _one_file(library, entry) if form == "yaml" else _pwf(library, entry)
    for remark in made.remarks:
        click.echo(f"{printable(entry.id)}: {printable(remark)}", err=True)
    if file is None:
        click.echo(made.text, nl=False)
        return
    write_page(file, made.text, private=False)
    click.echo(f"{printable(str(file))}: {printable(entry.id)}, for {_READERS[form]}")


_READERS: Final = {
    "yaml": "any coach: coach play FILE",
    "pwf": "programs that read the Portable Workout Format",
}


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
