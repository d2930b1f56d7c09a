"""``coach new``: a routine of one's own, asked for in the terminal as the leaflet has it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

from coach.cli.asking import Lines, show
from coach.cli.house import NO, open_library, refuse
from coach.cli.mistakes import show_problems
from coach.cli.own_files import ENDING, own_folder, session_seconds, taken_names, write_own
from coach.player.exit_codes import SIGNALLED

if TYPE_CHECKING:
    from pathlib import Path

    from coach.adapters.library.library import YamlLibrary
    from coach.player.leaflet import Leaflet
    from coach.player.leaflet_talk import LeafletTalk

REMARKS: Final = (
    "Made with `coach new`. Change it as you like: coach edit {name}",
    "reps: how many times, 8 or 5-10. hold: how long each time, 20s. sets: how many rounds.",
    "sides: each, alternate, left or right. rest: 30s on a line of its own is a pause.",
    "How your back is, the coach asks by itself: between new exercises, and at the end.",
)
"""The comment lines at the top of the file."""


@click.command("new", short_help="Write a routine of your own, from a leaflet.")
@click.argument("name", required=False, default="")
def new_command(name: str) -> int:
    """Ask what the leaflet says, and write it as a routine of your own.

    NAME is what you play it by. Exercise by exercise: what it is called, how many times, how long
    to hold it. Tab completes a name; one that the coach doesn't know goes into the file in the
    leaflet's own words. Enter takes what stands in brackets, `back` takes an answer back, `?`
    helps. Without a terminal the answers are read from standard input, one a line.

    Exit code: 0 written, 1 not written, 5 if the answers ended early (what there was is written).
    """
    from coach.player.leaflet_questions import Shelf, completions, tell_leaflet
    from coach.player.leaflet_talk import LeafletTalk

    name = _plain_name(name)
    library, folder = open_library(), own_folder()
    shelf = Shelf(library.exercises(), taken_names(library, folder))
    talk = LeafletTalk(lambda: tell_leaflet(shelf, name))
    lines = Lines(lambda: completions(shelf, talk.leaflet))
    try:
        with _heeding_the_end():
            _converse(talk, lines)
    except _EndedError as ended:
        if talk.leaflet.steps:
            _write(library, folder, talk.leaflet, talk.unfinished)
        return SIGNALLED + ended.number
    leaflet = talk.leaflet
    if not leaflet.whole and not _is_kept(leaflet, lines):
        return NO
    path = _write(library, folder, leaflet, talk.unfinished)
    _close(library, path)
    return 0 if leaflet.whole or lines.interactive else _no_answer()


class _EndedError(Exception):
    """A signal ends the program: the window was closed, or the machine shuts down."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _heeding_the_end() -> Iterator[None]:
    """Turn the signals that end the program into an error, so that nothing told is lost."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise _EndedError(number)

    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = [signal.signal(number, end) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _plain_name(given: str) -> str:
    """The name without the ending of a file.

    Raises:
        click.BadParameter: for a path: a routine of one's own is in one's own folder.
    """
    path = PurePath(given)
    if given and (path.name != given or given in (".", "..") or "\\" in given):
        raise click.BadParameter(
            "a name such as leaflet, no path: your own routines have a folder of their own.",
            param_hint="NAME",
        )
    return path.stem if path.suffix.casefold() in (".yaml", ".yml") else given


def _converse(talk: "LeafletTalk", lines: Lines) -> None:
    """Put prompt after prompt, until all are answered or nobody answers any more."""
    while talk.prompt is not None:
        show(talk.heard())
        try:
            words = lines.read(talk.prompt.line, names=talk.prompt.names)
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        talk.answer(words)
    show(talk.heard())


def _is_kept(leaflet: "Leaflet", lines: Lines) -> bool:
    """Whether a leaflet that isn't whole is kept; from a pipe it always is."""
    if not leaflet.steps:
        click.echo("coach: Nothing was written: there was no whole exercise yet.", err=True)
        return False
    if not lines.interactive:
        return True
    count = len(leaflet.steps)
    noun = "exercise" if count == 1 else "exercises"
    try:
        kept = lines.confirm(f"Keep what there is ({count} {noun})?", otherwise=True)
    except (EOFError, KeyboardInterrupt):
        click.echo()
        kept = True
    if not kept:
        click.echo("Nothing was written.")
    return kept


def _write(
    library: "YamlLibrary", folder: "Path", leaflet: "Leaflet", unfinished: tuple[str, ...]
) -> "Path":
    """Write the file, once the reader has found it right."""
    from coach.adapters.library.writing import routine_text

    remarks = [remark.format(name=leaflet.id) for remark in REMARKS]
    if not leaflet.whole:
        remarks.append("The questions ended early: look whether everything is here.")
    if unfinished:
        remarks.append(f"Told last, and not finished: {'; '.join(unfinished)}")
    text = routine_text(leaflet.routine(), remarks=remarks)
    entry = library.read_text(folder / f"{leaflet.id}{ENDING}", leaflet.id, text)
    if entry.routine is None:
        show_problems(entry.problems, err=True)
        refuse("Nothing was written: the coach can't read this itself. Please tell its makers.")
    return write_own(folder, leaflet.id, text)


def _close(library: "YamlLibrary", path: "Path") -> None:
    """Where the file is, how long it takes, and what comes next."""
    from coach.adapters.library.problems import printable
    from coach.cli.days import today
    from coach.player.leaflet import minutes_words

    routine = library.routine(path.stem).routine
    assert routine is not None
    total = session_seconds(library, routine)
    click.echo(f"Written: {printable(str(path))}")
    click.echo(f"It takes {minutes_words(total)}, without the time for questions.")
    if library.warnings(path, today()):
        click.echo(f"coach check {path.name} shows what could be better in it.")
    click.echo()
    click.echo(f"Play it:    coach play {path.stem}")
    click.echo(f"Change it:  coach edit {path.stem}")


def _no_answer() -> int:
    from coach.domain.events import Outcome
    from coach.player.exit_codes import EXIT_CODES

    click.echo("coach: The answers ended early; what there was is written.", err=True)
    return EXIT_CODES[Outcome.NO_ANSWER]
