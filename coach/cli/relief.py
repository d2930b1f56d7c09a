"""``coach relief`` and ``coach now``: heat, cold, massage, a walk, and the first minutes."""

import asyncio
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.shell_completion import CompletionItem

from coach.cli.house import open_library, refuse, write_json
from coach.cli.mistakes import show_problems
from coach.cli.screen import need_terminal, open_screen
from coach.cli.tables import echo_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.adapters.library.library import YamlLibrary
    from coach.ports.library import Entry

MOST_SPEED: Final = 600
NOW: Final = "spasm"
"""The protocol of ``coach now``."""

C = TypeVar("C", bound="Callable[..., Any]")


def complete_relief(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The relief protocols whose names begin with ``incomplete``."""
    return [
        CompletionItem(id, help=relief.title)
        for id, relief in open_library().reliefs().items()
        if id.startswith(incomplete)
    ]


def _playing(command: C) -> C:
    """The options of everything that plays relief."""
    for option in (
        click.option("--no-times", is_flag=True, help="Leave the [mm:ss] out."),
        click.option(
            "--speed",
            type=float,
            metavar="N",
            help="Rehearse N times as fast (over 1, up to 600; only with --plain). Nothing is "
            "remembered but a stop for pain or a warning sign.",
        ),
        click.option("--plain", is_flag=True, help="Line by line: for pipes, screen readers, SSH."),
    ):
        command = option(command)
    return command


@click.command("relief", short_help="Heat, cold, massage, a walk.")
@click.argument("name", required=False, shell_complete=complete_relief)
@_playing
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def relief_command(
    name: str | None, *, plain: bool, speed: float | None, no_times: bool, as_json: bool
) -> int:
    """Play the relief protocol NAME with its timers; without a name, list them.

    Before anything touches the skin: whether it suits you, and whether you stay awake. It says
    when to look at the skin, and to take it off until a key says that it is off. p says that it
    hurts; with --plain, type pain.

    Exit code: 0 done or left, 3 stopped for pain, 4 for a warning sign, 5 for want of an answer.
    """
    if name is None:
        if plain or no_times or speed is not None:
            raise click.UsageError("Which one? See: coach relief")
        _list(as_json=as_json)
        return 0
    if as_json:
        raise click.UsageError("--json is for the list, without a name.")
    return _play(name, f"relief {name}", plain=plain, speed=speed, no_times=no_times)


@click.command("now", short_help="I'm in spasm now.")
@_playing
def now_command(*, plain: bool, speed: float | None, no_times: bool) -> int:
    """A sudden spasm: the emergency lines, then rest, breath and the way to the gentle session.

    Nothing else is asked before it. Exit codes as those of `coach relief`.
    """
    return _play(NOW, "now", plain=plain, speed=speed, no_times=no_times)


def _play(name: str, command: str, *, plain: bool, speed: float | None, no_times: bool) -> int:
    if speed is not None:
        if not plain:
            raise click.UsageError("--speed needs --plain.")
        if not 1 < speed <= MOST_SPEED:
            raise click.BadParameter(f"over 1, up to {MOST_SPEED}", param_hint="--speed")
    if no_times and not plain:
        raise click.UsageError("--no-times needs --plain.")
    if not plain:
        need_terminal(command, playing="")
    library = open_library()
    entry = _find(library, name)
    if not plain:
        from coach.tui.parts import Wish

        return open_screen(Wish(entry))
    from coach.cli.play_plain import Choices, play_plain

    choices = Choices(speed=speed or 1.0, recorded=speed is None, times=not no_times)
    return asyncio.run(play_plain(library, entry, choices))


def _find(library: "YamlLibrary", name: str) -> "Entry":
    """The protocol called ``name``, or the end of the program with the reason."""
    from coach.adapters.library.problems import printable
    from coach.ports.library import BrokenFileError, UnknownRoutineError

    try:
        return library.relief(name)
    except UnknownRoutineError as error:
        near = f" Did you mean: {', '.join(error.near)}?" if error.near else ""
        refuse(f"There is no relief {printable(name)!r}.{near} `coach relief` shows all of them.")
    except BrokenFileError as error:
        show_problems(error.problems, err=True)
        refuse("The relief protocol has mistakes: it can't be played.")


def _list(*, as_json: bool) -> None:
    from coach.domain.layout import compile_timeline

    library = open_library()
    exercises = library.exercises()
    rows: list[dict[str, Any]] = []
    for entry in library.relief_entries():
        row: dict[str, Any] = {"id": entry.id, "title": None, "summary": None, "minutes": None}
        if entry.relief is not None:
            timeline = compile_timeline(entry.relief.as_routine(), exercises)
            row |= {
                "title": entry.relief.title,
                "summary": entry.relief.summary,
                "minutes": round(timeline.total / 60, 1),
            }
        rows.append(row | {"problems": [str(problem) for problem in entry.problems]})
    if as_json:
        write_json(rows)
        return
    echo_table(
        ("relief", "title", "minutes", ""),
        [
            (row["id"], row["title"] or "broken", _minutes(row["minutes"]), row["summary"] or "")
            for row in rows
        ],
    )
    click.echo("\nOne of them: coach relief NAME. In spasm: coach now")


def _minutes(minutes: float | None) -> str:
    return "-" if minutes is None else f"{minutes:.0f}" if minutes >= 1 else "under 1"
