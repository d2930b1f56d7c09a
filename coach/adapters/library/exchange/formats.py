"""Which program a file is from, told by what is in it, and what it says as routines."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from coach.adapters.library.document import open_document
from coach.adapters.library.exchange import jawt, openhiit, pwf
from coach.adapters.library.exchange.outcome import Imported
from coach.adapters.library.exchange.source import Foreign, Piece
from coach.adapters.library.exchange.syntax import open_foreign
from coach.adapters.library.problems import TooManyProblemsError
from coach.adapters.library.routine_file import read_routine
from coach.adapters.library.shelf import Shelf
from coach.adapters.library.writing import routine_text
from coach.domain.exercise import Exercise

Reader = Callable[[Foreign, Piece, Mapping[str, Exercise]], list[Imported]]

READERS: Final[dict[str, tuple[str, Reader]]] = {
    "jawt": (jawt.NAME, jawt.read_jawt),
    "openhiit": (openhiit.NAME, openhiit.read_openhiit),
    "pwf": (pwf.NAME, pwf.read_pwf),
}
"""Each format with the name of its program and its reader."""
_KNOWN: Final = "a workout of Just Another Workout Timer or OpenHIIT, or a Portable Workout Format"


def read_foreign(
    file: str, data: bytes, library: Mapping[str, Exercise], form: str = ""
) -> tuple[str, list[Imported]]:
    """The name of the program that a file is from, and its routines.

    Raises:
        ForeignFileError: if it can't be taken in.
    """
    foreign, root = open_foreign(file, data)
    name, reader = READERS[form or _form(foreign, root)]
    found = reader(foreign, root, library)
    for one in found:
        _see_that_it_plays(foreign, root, one, library)
    return name, found


def _form(foreign: Foreign, root: Piece) -> str:
    """The format, by the keys that only it has."""
    form = _known_form(foreign, root)
    if not form:
        foreign.fail(root, "this is from no program that is known here", _KNOWN)
    return form


def _known_form(foreign: Foreign, root: Piece) -> str:
    top = root.value
    if isinstance(top, list):
        first = top[0].value if top else None
        if isinstance(first, dict) and ("timeSettings" in first or "activities" in first):
            return "openhiit"
    if isinstance(top, dict):
        if "plan_version" in top:
            return "pwf"
        if "timeSettings" in top:
            return "openhiit"
        if "history_version" in top:
            foreign.fail(root, "this tells what was done, and no plan of what to do", _KNOWN)
        if "workouts" in top or "sets" in top:
            return "jawt"
        if "steps" in top or "schema" in top:
            foreign.fail(
                root,
                "this is a file of the coach already, and nothing has to be carried over",
                "coach add FILE, which takes it over as it is",
            )
    return ""


def _see_that_it_plays(
    foreign: Foreign, root: Piece, one: Imported, library: Mapping[str, Exercise]
) -> None:
    """Give up on what our own reader wouldn't take, such as a routine of many hours."""
    text = routine_text(one.routine)
    document = open_document("", text.encode())
    with suppress(TooManyProblemsError):
        read_routine(document, "", Shelf(library))
    for problem in document.report.problems():
        foreign.fail(root, f"what comes of this can't be played: {problem.message}")
