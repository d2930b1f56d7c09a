"""What the commands share that keep, take in and erase the person's own data."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from coach.cli.house import refuse

PATIENCE: Final = 1.0
"""Seconds after which it is said that something takes a while."""


@contextmanager
def patiently(sentence: str) -> Iterator[None]:
    """Say ``sentence`` on standard error if what is done here takes more than a moment."""
    timer = threading.Timer(PATIENCE, click.echo, (sentence,), {"err": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def confirm(question: str, *, yes: bool) -> None:
    """Ask, unless ``yes`` says that it is wanted; ends the program where it isn't."""
    if yes:
        return
    try:
        wanted = click.confirm(question, default=False)
    except click.Abort:
        click.echo()
        wanted = False
    if not wanted:
        refuse("Nothing was changed.")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 session", "2 diary entries"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(parts: list[str]) -> str:
    """Parts of a sentence: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
