"""``coach merge``: takes in the history of another computer."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.house import refuse
from coach.cli.keeping import counted, listed, patiently

if TYPE_CHECKING:
    from coach.adapters.store.merge import Merged


@click.command("merge", short_help="Take in the history of another computer.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
def merge_command(files: tuple[Path, ...]) -> None:
    """Take in the history of another computer: its coach.db, or a backup of it.

    Everything is there once afterwards, however often it is merged. Of a session that both know,
    the one that is further on stays. What stands in the way of a session there does so here too.
    FILE is never changed.

    Exit code: 1 if one of the files can't be taken in.
    """
    from coach.adapters.clock import wall_time
    from coach.adapters.paths import data_folder
    from coach.adapters.store import FILE
    from coach.adapters.store.merge import merge
    from coach.ports.journal import RecordError

    try:
        with patiently("Reading and comparing. A record of years takes a few seconds."):
            merged, notice = merge(data_folder() / FILE, files, wall_time())
    except RecordError as error:
        refuse(str(error))
    if notice:
        click.echo(f"coach: {notice}", err=True)
    for one in merged:
        for line in _lines(one):
            click.echo(line)


def _lines(merged: "Merged") -> list[str]:
    sessions = merged.added.get("sessions", 0)
    entries = merged.added.get("diary", 0)
    rest = sum(merged.added.values()) - sessions - entries
    parts = [counted(sessions, "session")] if sessions else []
    parts += [counted(entries, "diary entry", "diary entries")] if entries else []
    parts += [counted(rest, "other answer")] if rest else []
    known = f"; {merged.known} {'was' if merged.known == 1 else 'were'} known" * bool(merged.known)
    lines = [f"{merged.path}: {f'added {listed(parts)}' if parts else 'nothing new'}{known}."]
    if merged.further:
        are = "is as it was" if merged.further == 1 else "are as they were"
        lines.append(f"{counted(merged.further, 'session')} went on there, and {are} there.")
    if merged.running:
        has = "has" if merged.running == 1 else "have"
        lines.append(
            f"{counted(merged.running, 'session')} may still be going on there, and {has} to end "
            "first. Merge again then."
        )
    if merged.playing:
        lines.append("A session that is being played here now was left alone.")
    asks = "A warning sign was kept there, and the next start asks"
    return [*lines, *(f"{asks}: {bar.question}" for bar in merged.bars)]
