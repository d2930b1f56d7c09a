"""Files of other programs, taken in with a small library."""

from pathlib import Path

from coach.adapters.library.exchange.formats import read_foreign
from coach.adapters.library.exchange.outcome import Imported
from coach.adapters.library.exchange.source import ForeignFileError
from coach.domain.exercise import Exercise
from coach.ports.library import Problem
from tests.adapters.library.shelves import Shelves

HERE = Path(__file__).parent


def library_of(shelves: Shelves) -> dict[str, Exercise]:
    return dict(shelves.library.exercises())


def sample(shelves: Shelves, name: str) -> list[Imported]:
    """What comes of one of the files beside this one."""
    return read_foreign(name, (HERE / name).read_bytes(), library_of(shelves))[1]


def taken_in(shelves: Shelves, text: str | bytes, form: str = "") -> list[Imported]:
    """What comes of a file with this text."""
    data = text.encode() if isinstance(text, str) else text
    return read_foreign("theirs", data, library_of(shelves), form)[1]


def refusal(shelves: Shelves, text: str | bytes, form: str = "") -> Problem:
    """Why a file with this text is not taken in."""
    try:
        found = taken_in(shelves, text, form)
    except ForeignFileError as error:
        return error.problem
    raise AssertionError(f"this was taken in: {found}")
