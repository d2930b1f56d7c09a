"""How what is said about a file is printed: for a terminal in lines that fit, else as it is."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TextIO

import click

if TYPE_CHECKING:
    from coach.ports.library import Problem

_USUAL: Final = (80, 24)
"""The columns and rows of a terminal that doesn't say how large it is."""


def show_problems(problems: "Iterable[Problem]", *, err: bool = False) -> None:
    """Print what is wrong, each problem with its line; with ``err`` on standard error.

    In a pipe or a file nothing is wrapped: a program reads it by its lines.
    """
    from coach.adapters.library.problems import render

    width = _width(err=err)
    for problem in problems:
        click.echo(render(problem, width), err=err)


def show_words(words: str, *, before: str = "", err: bool = False) -> None:
    """Print a sentence as mistakes are printed, with what stands ``before`` it in one piece."""
    from coach.adapters.library.problems import MOVED_IN, wrapped

    for line in wrapped(before, words, _width(err=err), MOVED_IN):
        click.echo(line, err=err)


def _width(*, err: bool) -> int | None:
    """The columns of the terminal that is printed to, or nothing where it is none."""
    stream: TextIO | None = sys.stderr if err else sys.stdout
    return terminal_size(stream)[0] if stream is not None and stream.isatty() else None


def terminal_size(stream: TextIO | None) -> tuple[int, int]:
    """The columns and rows of the terminal behind a stream."""
    try:
        size = os.get_terminal_size(stream.fileno() if stream is not None else -1)
    except (OSError, ValueError):
        return _USUAL
    return size.columns or _USUAL[0], size.lines or _USUAL[1]
