"""Looking at one file: what is wrong in it, and what could be better."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.adapters.library.document import Document, open_document
from coach.adapters.library.files import UnreadableFileError, read_bytes
from coach.adapters.library.problems import TooManyProblemsError, printable
from coach.domain.programme import Programme
from coach.ports.library import BrokenFileError, Origin, Problem, UnknownRoutineError

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary

_KINDS: Final = {"exercises": "exercise", "programmes": "programme"}
"""What a file is that doesn't say it, by the folder it lies in; else a routine."""


def check_file(library: "YamlLibrary", path: Path) -> list[Problem]:
    """Everything that is wrong with a file, which says itself of what kind it is."""
    try:
        data = read_bytes(path)
    except FileNotFoundError:
        return [Problem(printable(str(path)), 1, 1, "there is no such file")]
    except UnreadableFileError as error:
        return [error.problem]
    document = open_document(str(path), data)
    match document.kind(_kind_below(path)):
        case "programme":
            return list(_programme(library, document, path.stem)[1])
        case "relief":
            from coach.adapters.library.reliefs import check_relief  # noqa: PLC0415

            ours = path.absolute().parent == (library.bundled_folder / "relief").absolute()
            shelf, titles = library.shelf(Origin.BUNDLED), library.relief_titles()
            return list(check_relief(document, path.stem, shelf, titles, bundled=ours))
        case "exercise":
            from coach.adapters.library.exercises import check_exercise  # noqa: PLC0415

            return list(check_exercise(document, path.stem, library.shelf(Origin.OWN)))
        case _:
            return list(library.read_routine(path, path.stem, Origin.FILE, data, listen=True)[1])


def file_warnings(library: "YamlLibrary", path: Path, today: date | None) -> list[Problem]:
    """What could be better in a routine or an exercise without mistakes; else nothing."""
    from coach.adapters.library.exercises import sound_exercise  # noqa: PLC0415
    from coach.adapters.library.warning import (  # noqa: PLC0415
        exercise_warnings,
        routine_warnings,
    )

    try:
        data = read_bytes(path)
    except (FileNotFoundError, UnreadableFileError):
        return []
    document = open_document(str(path), data)
    if document.kind(_kind_below(path)) == "exercise":
        exercise = sound_exercise(document, path.stem)
        return [] if exercise is None else exercise_warnings(document, exercise)
    routine, _ = library.read_routine(path, path.stem, Origin.FILE, data)
    if routine is None:
        return []
    return routine_warnings(
        document, routine, library.exercises(), library.bundled_exercises(), today
    )


def programme_in(library: "YamlLibrary", path: Path) -> Programme:
    """The programme in a file.

    Raises:
        UnknownRoutineError: if there is no such file.
        BrokenFileError: if it has mistakes.
    """
    try:
        document = open_document(str(path), read_bytes(path))
    except FileNotFoundError:
        raise UnknownRoutineError(str(path), ()) from None
    except UnreadableFileError as error:
        raise BrokenFileError([error.problem]) from None
    programme, problems = _programme(library, document, path.stem)
    if programme is None:
        raise BrokenFileError(problems)
    return programme


def _programme(
    library: "YamlLibrary", document: Document, name: str
) -> tuple[Programme | None, tuple[Problem, ...]]:
    from coach.adapters.library.programme_file import read_programme  # noqa: PLC0415

    try:
        found = read_programme(document, printable(name), library.routine_ids())
    except TooManyProblemsError:
        found = None
    return found, document.report.problems()


def _kind_below(path: Path) -> str:
    return _KINDS.get(path.absolute().parent.name, "routine")
