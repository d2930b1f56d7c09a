"""A folder of exercise files, read together: they name each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coach.adapters.library.document import Document, open_document, readable
from coach.adapters.library.exercise_file import check_references, read_exercise, resolve
from coach.adapters.library.figures import check_figures
from coach.adapters.library.files import UnreadableFileError, read_bytes
from coach.adapters.library.nodes import place
from coach.adapters.library.problems import TooManyProblemsError, quoted
from coach.adapters.library.shelf import Shelf
from coach.domain.exercise import Exercise
from coach.ports.library import Entry, Origin, Problem


@dataclass(frozen=True)
class Exercises:
    """What a folder gives: its exercises with those of the shelf below, and its broken files."""

    shelf: Shelf
    broken: tuple[Entry, ...]


@dataclass(frozen=True)
class _Read:
    """A file, with its exercise where that is good so far, and the id that it goes by."""

    path: Path
    document: Document
    exercise: Exercise | None
    id: str


def read_folder(paths: Sequence[Path], origin: Origin, below: Shelf) -> Exercises:
    """The exercises of these files, in front of those ``below``."""
    broken: list[Entry] = []
    read: list[_Read] = []
    for path in paths:
        try:
            read.append(_read(path))
        except FileNotFoundError:
            continue  # it went away since the folder was listed
        except UnreadableFileError as error:
            broken.append(_entry(path, path.stem, origin, (error.problem,), below))
    first: dict[str, Path] = {}
    for one in read:
        if one.exercise is not None and (before := first.setdefault(one.id, one.path)) != one.path:
            _twice(one, before)
    # A reference to a broken exercise is no second mistake: without its substitute an exercise
    # is left out for those whom it doesn't suit.
    silent = dict.fromkeys((*(entry.id for entry in broken), *(one.id for one in read)), "")
    named = below.under([one.exercise for one in read if one.exercise is not None], silent)
    good: list[Exercise] = []
    for one in read:
        _check_references(one.document, named)
        problems = one.document.report.problems()
        if problems or one.exercise is None:
            broken.append(_entry(one.path, one.id, origin, problems, below))
        else:
            good.append(resolve(one.exercise, named))
    mistakes = {entry.id: str(entry.problems[0]) for entry in broken if entry.problems}
    return Exercises(below.under(good, mistakes), tuple(broken))


@lru_cache(maxsize=2)
def read_bundled(paths: tuple[Path, ...], state: object) -> Exercises:
    """The bundled exercises, kept for as long as ``state``, which tells their files, is the same.

    Nothing is below them, so no change in another folder changes what they are.
    """
    del state
    return read_folder(paths, Origin.BUNDLED, Shelf())


def check_exercise(document: Document, name: str, shelf: Shelf) -> tuple[Problem, ...]:
    """What is wrong with an exercise file, its references looked up on ``shelf``."""
    exercise = _exercise(document, name)
    check_figures(document)
    _check_references(document, shelf.under([exercise] if exercise is not None else []))
    return document.report.problems()


def sound_exercise(document: Document, name: str) -> Exercise | None:
    """The exercise of a file without mistakes, its references aside."""
    exercise = _exercise(document, name)
    return None if document.report else exercise


def _read(path: Path) -> _Read:
    document = open_document(str(path), read_bytes(path))
    exercise = _exercise(document, path.stem)
    return _Read(path, document, exercise, exercise.id if exercise is not None else path.stem)


def _exercise(document: Document, name: str) -> Exercise | None:
    try:
        if document.root is None or not readable(document, "exercise"):
            return None
        return read_exercise(document.root, document.report, known_as=name)
    except TooManyProblemsError:
        return None


def _check_references(document: Document, shelf: Shelf) -> None:
    if document.root is None or document.kind("exercise") != "exercise":
        return
    try:
        check_references(document.root, document.report, shelf)
    except TooManyProblemsError:
        return


def _twice(one: _Read, before: Path) -> None:
    if one.document.root is not None:
        one.document.report.add(
            *place(one.document.root, ("id",)),
            f"{quoted(one.id)} is the id of {quoted(before.name)} already",
        )


def _entry(
    path: Path, name: str, origin: Origin, problems: tuple[Problem, ...], below: Shelf
) -> Entry:
    return Entry(name, origin, str(path), None, problems, shadows=name in below.exercises)
