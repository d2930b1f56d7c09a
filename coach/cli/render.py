"""``coach render``: a session as one audio file."""

from pathlib import Path
from typing import Final

import click

from coach.cli.completion import complete_routine
from coach.cli.house import find_routine, open_library

USUAL_CHECK: Final = 15
LONGEST_CHECK: Final = 120
"""Seconds."""
LEVELS: Final = ("full", "brief", "quiet")


@click.command("render", short_help="Write a routine as an audio file.")
@click.argument("routine", shell_complete=complete_routine)
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write: .wav, .flac or .ogg.",
)
@click.option(
    "--check",
    type=click.IntRange(5, LONGEST_CHECK),
    default=USUAL_CHECK,
    show_default=True,
    metavar="SECONDS",
    help="How long each question about the pain is left open.",
)
@click.option("--level", type=click.Choice(LEVELS), help="How much is said.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def render_command(routine: str, *, file: Path, check: int, level: str | None, force: bool) -> None:
    """Write ROUTINE (a name or a file) as one audio file, to be played anywhere.

    Its chapters are the steps of the routine. Where the coach would wait for an answer, a file
    goes on after some seconds: it can't hear you.
    """
    from coach.cli.recital import record_session
    from coach.cli.recording import Wish, free_place, write_session
    from coach.domain.routine import VoiceLevel

    library = open_library()
    entry = find_routine(library, routine)
    free_place(file, force=force)
    wish = Wish(check, VoiceLevel(level) if level else None)
    write_session(file, lambda progress: record_session(library, entry, wish, progress))
