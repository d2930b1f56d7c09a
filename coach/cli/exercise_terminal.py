"""An exercise on a terminal: colours, a moving picture, and the terminal as it was after it."""

import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

import click
from rich.console import Console
from rich.live import Live
from rich.text import Text

from coach.cli.exercise_drawing import Drawn
from coach.cli.exercise_film import Film, play
from coach.cli.exercise_words import Line
from coach.painters.cells import Frame, Run
from coach.painters.shapes import Part

STYLES: Final = {
    Part.FLOOR: "bright_black",
    Part.PROP: "blue",
    Part.FAR: "bright_black",
    Part.NEAR: "bold",
    Part.FEEL: "bold cyan",
}
"""The terminal's own colours, which suit its background. Amber and red are for other things."""
HEAD: Final = "bold"
MARGIN: Final = 4
"""Rows below the picture that its words need."""
SIGNALLED: Final = 128


class Terminal:
    """What is shown on a terminal. Without colours (``NO_COLOR``) it is bold and plain."""

    def __init__(self, width: int) -> None:
        self._console = Console(highlight=False, soft_wrap=True, width=width)

    @property
    def rows(self) -> int:
        """The rows that a moving picture may take."""
        return self._console.height - MARGIN

    def show(self, line: Line | Drawn) -> None:
        """Print one line, of words or of a drawing."""
        if isinstance(line, Line):
            self._console.print(Text(line.text, style=HEAD if line.head else ""))
        else:
            self._console.print(_coloured(line.runs))

    def play(self, film: Film) -> None:
        """Play the film in its place, until a key; then it is gone."""
        with _ended_in_order(), _keys() as key:
            live = Live(console=self._console, auto_refresh=False, transient=True)
            with live:
                play(film, _Moving(live), time.monotonic, key)


class _Moving:
    """The place of a moving picture."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._shown: tuple[Frame, tuple[str, ...]] | None = None

    def show(self, picture: Frame, words: tuple[str, ...]) -> None:
        """Show a picture with its words; the same one once."""
        if self._shown == (picture, words):
            return
        self._shown = picture, words
        rows = [_coloured(row) for row in picture.rows]
        said = [Text(line) for line in words]
        self._live.update(Text("\n").join([*rows, Text(), *said]), refresh=True)


def _coloured(runs: Iterable[Run]) -> Text:
    text = Text(no_wrap=True, end="\n")
    for run in runs:
        text.append(run.text, STYLES.get(run.part))
    text.rstrip()
    return text


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """A signal that ends the program ends it by way of what gives the terminal back."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise click.exceptions.Exit(SIGNALLED + number)

    kept: dict[int, Any] = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            kept[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _keys() -> "Iterator[Any]":
        """What waits for a key."""

        def key(seconds: float) -> bool:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                if msvcrt.kbhit():
                    while msvcrt.kbhit():
                        msvcrt.getwch()
                    return True
                time.sleep(0.01)
            return False

        yield key

else:
    import select
    import termios

    @contextmanager
    def _keys() -> "Iterator[Any]":
        """What waits for a key, Ctrl-C and Ctrl-Z among them; none of them reaches the shell."""
        descriptor = sys.stdin.fileno()
        kept = termios.tcgetattr(descriptor)
        single = termios.tcgetattr(descriptor)
        single[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, single)
        try:
            yield lambda seconds: bool(select.select([descriptor], [], [], seconds)[0])
        finally:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(descriptor, termios.TCSAFLUSH, kept)
