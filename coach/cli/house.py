"""Builds the parts of the program out of the person's folders and settings."""

import sys
from typing import Final, NoReturn

import click

from coach.adapters.library.library import YamlLibrary
from coach.adapters.paths import config_folder
from coach.adapters.resources import bundled
from coach.ports.library import BrokenFileError, Entry, UnknownRoutineError

NO: Final = 1
"""The exit code of an answer that is no."""


def open_library() -> YamlLibrary:
    """The person's own routines and the bundled ones."""
    return YamlLibrary(config_folder() / "routines", bundled("routines"))


def find_routine(library: YamlLibrary, name: str) -> Entry:
    """The routine called ``name``, or the end of the program with the reason."""
    from coach.adapters.library.problems import printable, render

    try:
        return library.routine(name)
    except UnknownRoutineError as error:
        near = f" Did you mean: {', '.join(error.near)}?" if error.near else ""
        refuse(f"There is no routine {printable(name)!r}.{near} `coach list` shows all of them.")
    except BrokenFileError as error:
        for problem in error.problems:
            click.echo(render(problem), err=True)
        count = len(error.problems)
        refuse(f"{count} mistake{'' if count == 1 else 's'}: the routine can't be played.")


def refuse(sentence: str) -> NoReturn:
    """Say why not on standard error, and end with "no"."""
    click.echo(f"coach: {sentence}", err=True)
    raise click.exceptions.Exit(NO)


def write_json(value: object) -> None:
    """Print a value as JSON."""
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
