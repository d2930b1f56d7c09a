"""``coach card``: a routine as a page to print."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.completion import complete_routine
from coach.cli.house import find_routine, open_content, open_library, refuse

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.domain.plan import Plan
    from coach.ports.library import Entry

ENDINGS: Final = (".html", ".htm")
_LOOKED_AT: Final = 1000
"""So many bytes of a file that is there tell whether it is a card."""
PRIVATE: Final = 0o600
"""The rights of a file that tells something about somebody's body."""


@click.command("card", short_help="Write a routine as a page to print.")
@click.argument("routine", shell_complete=complete_routine)
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write: .html. A card that is there already is written over.",
)
@click.option(
    "--mine",
    is_flag=True,
    help="Heed what you have told the coach of yourself. It then shows on the page.",
)
@click.option("--force", is_flag=True, help="Write over any other file that is there already.")
def card_command(routine: str, *, file: Path, mine: bool, force: bool) -> None:
    """Write ROUTINE (a name or a file) as a page with its drawings and doses, for a browser.

    Printed, it fits A4 and Letter. It is a page for anybody: without --mine, nothing that you
    have told the coach of yourself is in it, and nothing of it is heeded.
    """
    from coach.adapters.library.problems import printable
    from coach.documents.card import Card, card_html

    library = open_library()
    entry = find_routine(library, routine)
    _free_place(file, force=force)
    plan, notes = _for_me(library, entry) if mine else (_for_anybody(library, entry), ())
    page = Card(entry, plan, library.exercises(), library.figures(entry), open_content(), mine=mine)
    _write(file, card_html(page), private=mine)
    for note in notes:
        click.echo(note)
    count = len(plan.exercises)
    click.echo(f"{printable(str(file))}: {count} exercise{'' if count == 1 else 's'}")
    click.echo("Open it in a browser to print it; it fits A4 and Letter.")


def _for_anybody(library: "YamlLibrary", entry: "Entry") -> "Plan":
    """The routine as its author wrote it. What has to be asked first (heat, cold) is left out."""
    from coach.domain.plan import plan_routine

    assert entry.routine is not None
    plan = plan_routine(entry.routine, library.exercises())
    if not plan.exercises:
        refuse("There is no exercise in this routine that a page could show.")
    return plan


def _for_me(library: "YamlLibrary", entry: "Entry") -> "tuple[Plan, tuple[str, ...]]":
    """The routine as a session would have it, and what is different; or the reason against it."""
    from coach.adapters.paths import settings_file
    from coach.adapters.settings import read_settings
    from coach.cli.recital import plan_for_file
    from coach.cli.recording import Wish
    from coach.domain.unattended import CHECK

    settings, _ = read_settings(settings_file())
    planned = plan_for_file(library, entry, settings, Wish(CHECK))
    return planned.timeline.plan, planned.notes


def _free_place(file: Path, *, force: bool) -> None:
    """See to it that a page can be written there, or end the program with the reason."""
    from coach.adapters.library.problems import printable
    from coach.documents.card import MARK

    name = printable(str(file))
    if file.suffix.lower() not in ENDINGS:
        refuse(f"{name} is no name for a page: it ends in .html.")
    try:
        if file.is_dir():
            refuse(f"{name} is a folder: take another name.")
        if not file.exists():
            return
        if not file.is_file():
            refuse(f"{name} is no file that can be written over: take another name.")
        if force:
            return
        with file.open("rb") as there:
            is_card = MARK.encode() in there.read(_LOOKED_AT)
    except OSError as error:
        refuse(f"{name} can't be looked at ({error.strerror or error}): take another name.")
    if not is_card:
        refuse(
            f"{name} is there already, and it is no card. Take another name, or write over it "
            "with --force."
        )


def _write(file: Path, text: str, *, private: bool) -> None:
    """Put the whole page in its place, or leave what is there as it was."""
    import tempfile

    from coach.adapters.library.problems import printable

    target = file.resolve()
    try:
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=".coach-", ignore_cleanup_errors=True
        ) as folder:
            fresh = Path(folder, "card.html")
            if private:
                fresh.touch(PRIVATE)
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.replace(target)
    except FileNotFoundError:
        where = printable(str(target.parent))
        refuse(f"There is no folder {where}: make it, or take another one.")
    except OSError as error:
        refuse(
            f"{printable(str(file))} can't be written ({error.strerror or error}): take another "
            "folder."
        )
