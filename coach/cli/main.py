"""The ``coach`` command and its groups; each command is imported when it is called."""

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Final

import click

from coach import __version__

UNEXPECTED: Final = 70
INTERRUPTED: Final = 130

COMMANDS: Final = {
    "play": ("coach.cli.play", "Play a routine."),
    "now": ("coach.cli.relief", "I'm in spasm now."),
    "relief": ("coach.cli.relief", "Heat, cold, massage, a walk."),
    "list": ("coach.cli.library", "List the routines."),
    "show": ("coach.cli.library", "Show a routine's timeline."),
    "exercises": ("coach.cli.exercises", "List the exercises, or show one."),
    "card": ("coach.cli.card", "Write a routine as a page to print."),
    "render": ("coach.cli.render", "Write a routine as an audio file."),
    "check": ("coach.cli.library", "Check routine and exercise files."),
    "new": ("coach.cli.new", "Write a routine of your own, from a leaflet."),
    "edit": ("coach.cli.edit", "Change a routine in your editor."),
    "add": ("coach.cli.add", "Take over a routine of somebody else's."),
    "import": ("coach.cli.importing", "Take in a routine of another program."),
    "export": ("coach.cli.exporting", "Write a routine as one file to hand on."),
    "log": ("coach.cli.log", "Note how your back is: the diary."),
    "history": ("coach.cli.history", "Show the sessions so far."),
    "report": ("coach.cli.report", "Write the page for the doctor."),
    "merge": ("coach.cli.merge", "Take in the history of another computer."),
    "backup": ("coach.cli.backup", "Keep all of your own data in one file."),
    "restore": ("coach.cli.backup", "Put the contents of a backup back."),
    "forget": ("coach.cli.forget", "Erase a day, a session or everything."),
    "diagnose": ("coach.cli.diagnose", "Show what works here, and play every sound."),
    "completion": ("coach.cli.completion", "Print shell completion."),
}
"""Each command, the module that has it and its line in the help."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; an unknown one names those that are near."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 2)
            hint = f" Did you mean: {', '.join(near)}?" if near else " See: coach --help"
            raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: coach",
)
@click.version_option(__version__, prog_name="coach", message="%(prog)s %(version)s")
@click.pass_context
def coach(ctx: click.Context) -> int | None:
    """A guided stretching coach for people with a sore back. Without a command it opens itself.

    General movement guidance for adults. It can't replace a doctor or physiotherapist.
    """
    _finish_restoring()
    if ctx.invoked_subcommand is not None:
        return None
    from coach.cli.screen import TODAY, need_terminal, open_screen

    need_terminal(TODAY)
    from coach.tui.parts import Wish

    return open_screen(Wish())


def run(arguments: Sequence[str]) -> int:
    """Run the command line; gives the exit code. No traceback ever comes out of it."""
    gc.disable()  # a short command is over before collecting garbage would pay
    code = _run(arguments)
    for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            if stream is not None:
                stream.flush()
        except OSError:  # else the interpreter fails at it on its way out, with words and code 120
            _silence(descriptor)
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        result = coach.main(args=list(arguments), prog_name="coach", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _silence(1)
        return 0
    except Exception:  # noqa: BLE001 - the last line of defence: a log file instead of a traceback
        return _log_unexpected()
    return result if isinstance(result, int) else 0


def _finish_restoring() -> None:
    """Go on with a backup that was being put in place when the program was ended.

    Where another process is doing so now, nothing is begun before it is in place.
    """
    from coach.adapters.paths import data_folder

    data = data_folder()
    try:
        if not (data / "coach.db.restore").exists():
            return
    except OSError:  # a folder that can't be looked at is told of by whoever needs it
        return
    from coach.adapters.store.restore import RestoringError, finish
    from coach.cli.house import refuse
    from coach.ports.journal import RecordError

    try:
        finish(data)
    except RestoringError as error:  # what is written now would be gone again
        refuse(str(error))
    except RecordError as error:
        click.echo(f"coach: {error}", err=True)


def _silence(descriptor: int) -> None:
    """Whoever read the output is gone: what is still buffered goes nowhere, without a word."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _log_unexpected() -> int:
    """Write the traceback to a log file and name it."""
    from coach.adapters.log import write_log

    where = write_log()
    with suppress(OSError):  # the terminal may be gone
        click.echo(
            f"coach: something went wrong that should not have. Details: {where}\n"
            "Nothing that was recorded is lost. Please try again.",
            err=True,
        )
    return UNEXPECTED
