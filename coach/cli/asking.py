"""Questions that are answered with a line: on a terminal with completion, else from a pipe."""

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Final

import click

LONGEST: Final = 10_000
"""A longer line is cut: nothing that a person types is as long."""
WIDEST: Final = 80


def is_conversation() -> bool:
    """Whether somebody sits at a terminal who is asked and can answer."""
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)


def show(lines: Sequence[str]) -> None:
    """Print lines, the long ones in several, moved in as they begin."""
    for line in lines:
        for part in _wrapped(line):
            click.echo(part)


def _wrapped(line: str) -> list[str]:
    width = max(20, min(WIDEST, shutil.get_terminal_size().columns))
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line,
        width - 1,
        subsequent_indent=indent + "  " if indent else "",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


class Lines:
    """Reads answers, one a line. ``names`` are the words that Tab completes, where it does."""

    def __init__(self, names: Callable[[], Sequence[str]] = tuple) -> None:
        self.interactive = is_conversation()
        """Whether it is a conversation, and no pipe."""
        self._names = names
        self._found: list[str] = []
        self._completes = False
        for stream in (sys.stdin, sys.stdout):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        if self.interactive:
            self._begin_completing()

    def read(self, prompt: str, *, names: bool = False) -> str:
        """The next line. With ``names``, Tab completes them.

        Raises:
            EOFError: at the end of the input.
            KeyboardInterrupt: where somebody wants to leave.
        """
        if not self.interactive:
            click.echo(prompt)
            return _next_line()
        *above, last = _wrapped(prompt)
        for line in above:
            click.echo(line)
        self._completes = names
        return input(f"{last} ")[:LONGEST]

    def confirm(self, question: str, *, otherwise: bool) -> bool:
        """A yes or no, Enter being ``otherwise``.

        Raises:
            EOFError: at the end of the input.
            KeyboardInterrupt: where somebody wants to leave.
        """
        while True:
            given = self.read(f"{question} [{'Y/n' if otherwise else 'y/N'}]").strip().casefold()
            if not given:
                return otherwise
            if given in ("y", "yes", "n", "no"):
                return given.startswith("y")
            click.echo("Please answer y for yes or n for no.")

    def _begin_completing(self) -> None:
        with suppress(ImportError):  # Windows has no readline
            import readline

            readline.set_completer_delims("")
            readline.set_completer(self._complete)
            libedit = "libedit" in (readline.__doc__ or "")
            readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")

    def _complete(self, begun: str, number: int) -> str | None:
        if number == 0:
            wanted = begun.casefold()
            names = self._names() if self._completes else ()
            self._found = [name for name in names if name.casefold().startswith(wanted)]
        return self._found[number] if number < len(self._found) else None


def _next_line() -> str:
    """The next line of standard input, which is no terminal."""
    try:
        line = b"" if sys.stdin is None else sys.stdin.buffer.readline()
    except (OSError, ValueError):
        line = b""
    if not line:
        raise EOFError
    return line[:LONGEST].decode("utf-8", errors="replace").rstrip("\r\n")
