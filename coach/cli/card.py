"""``coach card``: a routine as a page to print."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.completion import complete_routine
from coach.cli.house import find_routine, open_content, open_library, refuse
from coach.cli.pages import free_place, write_page

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.domain.plan import Plan
    from coach.ports.library import Entry

ENDINGS: Final = (".html", ".htm")


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
    from coach.documents.card import MARK, Card, card_html

    library = open_library()
    entry = find_routine(library, routine)
    free_place(file, ENDINGS, force=force, mark=MARK, named="card")
    plan, notes = _for_me(library, entry) if mine else (_for_anybody(library, entry), ())
    page = Card(entry, plan, library.exercises(), library.figures(entry), open_content(), mine=mine)
    write_page(file, card_html(page), private=mine)
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
