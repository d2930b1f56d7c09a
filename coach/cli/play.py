"""``coach play``: a session."""

import asyncio

import click

from coach.cli.completion import complete_routine
from coach.cli.house import find_routine, open_library
from coach.cli.screen import TODAY, need_terminal, open_screen

MOST_SPEED = 600


@click.command("play", short_help="Play a routine.")
@click.argument("routine", required=False, shell_complete=complete_routine)
@click.option("--plain", is_flag=True, help="Line by line: for pipes, screen readers, SSH.")
@click.option(
    "--speed",
    type=float,
    metavar="N",
    help="Rehearse N times as fast (over 1, up to 600; only with --plain). Nothing is recorded "
    "but a stop for pain or a warning sign.",
)
@click.option("--record", is_flag=True, help="Record the session although --speed is given.")
@click.option("--no-times", is_flag=True, help="Leave the [mm:ss] out.")
@click.option(
    "--reps-at-most",
    type=click.IntRange(1),
    metavar="N",
    help="No more than N reps of anything, this time. It never makes them more.",
)
@click.option("--cautions", is_flag=True, help="Ask again which cautions apply to you.")
def play_command(
    routine: str | None,
    *,
    plain: bool,
    speed: float | None,
    record: bool,
    no_times: bool,
    reps_at_most: int | None,
    cautions: bool,
) -> int:
    """Play ROUTINE (a name or a file) and follow it on the floor.

    Before it: what is new or worse, and how your back is, 0 to 10. While it plays, space pauses
    and goes on, p says that it hurts, any other key stops everything, ? shows the rest. With
    --plain, type a word and Enter: pause, resume, next, back, more, easier, again, ready, pain,
    stop.

    Exit code: 0 done or left, 3 stopped for pain, 4 for a warning sign, 5 for want of an answer.
    """
    if speed is not None:
        if not plain:
            raise click.UsageError("--speed needs --plain.")
        if not 1 < speed <= MOST_SPEED:
            raise click.BadParameter(f"over 1, up to {MOST_SPEED}", param_hint="--speed")
    if no_times and not plain:
        raise click.UsageError("--no-times needs --plain.")
    if record and speed is None:
        raise click.UsageError("--record goes with --speed; every other session is recorded.")
    if not plain:
        need_terminal(routine or TODAY)
    library = open_library()
    entry = find_routine(library, routine or TODAY)
    if not plain:
        from coach.tui.parts import Wish

        return open_screen(
            Wish(entry if routine else None, cautions_anew=cautions, most_reps=reps_at_most)
        )
    from coach.cli.play_plain import Choices, play_plain

    choices = Choices(
        speed=speed or 1.0,
        recorded=speed is None or record,
        times=not no_times,
        cautions_anew=cautions,
        most_reps=reps_at_most,
    )
    return asyncio.run(play_plain(library, entry, choices))
