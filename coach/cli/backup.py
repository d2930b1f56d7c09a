"""``coach backup`` and ``coach restore``: all of one's own data in one file, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.house import refuse
from coach.cli.keeping import confirm, counted, patiently

if TYPE_CHECKING:
    from coach.adapters.store.backup import Held

_FILE = click.Path(path_type=Path)


@click.command("backup", short_help="Keep all of your own data in one file.")
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def backup_command(file: Path, *, force: bool) -> None:
    """Write all of your own data into FILE, a zip: the record, the settings, your own routines.

    The record is what you have played, said and written down. `coach restore FILE` puts it back,
    here or on another computer, also with a newer version of coach. Only you may read FILE; it is
    not encrypted. The voice's lines and the log of errors are not in it.
    """
    from coach.adapters.clock import wall_time
    from coach.adapters.paths import config_folder, data_folder
    from coach.adapters.store.backup import back_up
    from coach.ports.journal import RecordError

    try:
        with patiently("Packing. A record of years takes a few seconds."):
            held = back_up(file, data_folder(), config_folder(), wall_time(), force=force)
    except RecordError as error:
        refuse(str(error))
    if held is None:
        refuse("There is nothing to keep yet: no record, no settings, no routine of your own.")
    click.echo(f"{file}: {_words(held)}.")
    for left_out in held.left_out:
        click.echo(f"coach: not in it is {left_out}.", err=True)
    click.echo("Not in it: the voice's lines, which are made again, and the log of errors.")


@click.command("restore", short_help="Put the contents of a backup back.")
@click.argument("file", type=_FILE)
@click.option("--yes", is_flag=True, help="Don't ask.")
def restore_command(file: Path, *, yes: bool) -> None:
    """Show what is in the backup FILE, ask, and put it in place.

    What is there now is kept in a backup of its own beforehand, and its name is said. The record
    is then as it was in FILE; routines of your own that are not in FILE stay. Warning signs that
    are known here, and what was said about them, stay too.

    Exit code: 1 if nothing was changed.
    """
    from coach.adapters.clock import wall_time
    from coach.adapters.paths import config_folder, data_folder
    from coach.adapters.store.restore import (
        put_in_place,
        refuse_while_playing,
        set_aside,
        unpacked,
    )
    from coach.ports.journal import RecordError

    data, config, now = data_folder(), config_folder(), wall_time()
    try:
        notice = refuse_while_playing(data)
        if notice:
            click.echo(f"coach: {notice}", err=True)
        with unpacked(file, data, config) as found:
            click.echo(f"{file}, made {found.made:%Y-%m-%d %H:%M}: {_words(found.held)}.")
            for place in found.replaced:
                click.echo(f"It replaces {place}.")
            confirm("Put it in place of what is there now?", yes=yes)
            refuse_while_playing(data)
            with patiently("Putting it in place. A record of years takes a few seconds."):
                before = set_aside(data, config, now)
                if before is not None:
                    click.echo(f"What was there until now is kept in {before}")
                put_in_place(found)
    except RecordError as error:
        refuse(str(error))
    click.echo("Done. Warning signs that were known here still are.")


def _words(held: "Held") -> str:
    """What is in a backup, as a part of a sentence."""
    parts = []
    if held.record:
        when = f" from {held.first} to {held.last}" if held.first else ""
        entries = counted(held.entries, "diary entry", "diary entries")
        parts.append(f"{counted(held.sessions, 'session')} and {entries}{when}")
    parts += ["the settings"] if held.settings else []
    parts += [counted(held.routines, "file") + " of your own routines"] if held.routines else []
    parts += [counted(held.sounds, "sound") + " of your own"] if held.sounds else []
    return ", ".join(parts) or "nothing"
