"""The folder of relief protocols, read together: one may name another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from coach.adapters.library.document import RELIEF_OF_ONES_OWN, Document, open_document
from coach.adapters.library.files import UnreadableFileError, read_bytes
from coach.adapters.library.nodes import pair, place
from coach.adapters.library.problems import TooManyProblemsError
from coach.adapters.library.relief_file import read_relief
from coach.adapters.library.shelf import Shelf
from coach.domain.relief import Relief
from coach.ports.library import Entry, Origin, Problem


@dataclass(frozen=True)
class _Read:
    path: Path
    document: Document


def read_reliefs(paths: Sequence[Path], shelf: Shelf) -> tuple[Entry, ...]:
    """The protocols of these files, by id; a broken one is there with its problems."""
    broken: list[Entry] = []
    read: list[_Read] = []
    for path in paths:
        try:
            read.append(_Read(path, open_document(str(path), read_bytes(path))))
        except FileNotFoundError:
            continue  # it went away since the folder was listed
        except UnreadableFileError as error:
            broken.append(Entry(path.stem, Origin.BUNDLED, str(path), None, (error.problem,)))
    titles = {one.path.stem: _title(one.document) for one in read if not _names(one.document)}
    good = [_entry(one, shelf, titles) for one in read]
    return tuple(sorted([*good, *broken], key=lambda entry: entry.id))


def check_relief(
    document: Document, name: str, shelf: Shelf, titles: Mapping[str, str], *, bundled: bool
) -> tuple[Problem, ...]:
    """What is wrong with a protocol's file; one that is not ``bundled`` is wrong as such."""
    if not bundled and document.root is not None:
        document.report.add(*place(document.root, ("kind",)), RELIEF_OF_ONES_OWN, about="own")
    _relief(document, name, shelf, titles)
    return document.report.problems()


def _entry(one: _Read, shelf: Shelf, titles: Mapping[str, str]) -> Entry:
    relief = _relief(one.document, one.path.stem, shelf, titles)
    problems = one.document.report.problems()
    return Entry(one.path.stem, Origin.BUNDLED, str(one.path), None, problems, relief=relief)


def _relief(
    document: Document, name: str, shelf: Shelf, titles: Mapping[str, str]
) -> Relief | None:
    try:
        return read_relief(document, name, shelf, reliefs=titles)
    except TooManyProblemsError:
        return None


def _title(document: Document) -> str:
    found = pair(document.root, "title") if document.root is not None else None
    named = found is not None and isinstance(found.value, yaml.ScalarNode)
    return str(found.value.value) if found is not None and named else ""


def _names(document: Document) -> bool:
    """Whether a protocol names another one itself: then no other one may name it."""
    steps = pair(document.root, "steps") if document.root is not None else None
    if steps is None or not isinstance(steps.value, yaml.SequenceNode):
        return False
    return any(pair(item, "relief") is not None for item in steps.value.value)
