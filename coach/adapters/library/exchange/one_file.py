"""A routine as one file that plays the same on a machine whose library lacks its exercises.

The routine's text stays as its author wrote it. The exercises that it names, and those that may
come in their place, are put below its own as their files have them, comments and drawings too.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import yaml

from coach.adapters.library.document import Document, open_document, readable
from coach.adapters.library.events import UnreadableError
from coach.adapters.library.exchange.outcome import Exported
from coach.adapters.library.exercise_file import read_exercise, resolve
from coach.adapters.library.files import UnreadableFileError, read_bytes, yaml_files
from coach.adapters.library.nodes import end_of, pair, pairs, start_of
from coach.adapters.library.problems import TooManyProblemsError, quoted
from coach.adapters.library.routine_file import read_routine
from coach.adapters.library.shelf import Shelf
from coach.adapters.library.steps import exercises_in
from coach.adapters.library.writing import MODELINE, exercise_lines, routine_text
from coach.domain.exercise import Exercise
from coach.domain.routine import Routine

BELOW: Final = "# From the library, so that this file plays the same everywhere."
_EXERCISES: Final = "exercises"
_INDENT: Final = 2


def write_one_file(
    file: Path,
    data: bytes,
    routine: Routine,
    library: Mapping[str, Exercise],
    *,
    folders: Sequence[Path],
    reliefs: Mapping[str, str],
) -> Exported:
    """The text of ``file`` with all that it needs; ``data`` are its bytes, ``routine`` its value.

    ``folders`` are those of the routines, the person's own first; ``reliefs`` the titles of the
    protocols by id, which every machine has.
    """
    shelf = Shelf(library).under(routine.exercises)
    own = {one.id for one in routine.exercises}
    named = (*exercises_in(routine.steps), *own)
    needed = [one for one in shelf.needed_by(named) if one.id not in own]
    texts = _texts({one.id for one in needed}, library, folders)
    lines = {one.id: texts.get(one.id) or list(exercise_lines(one)) for one in needed}
    document = open_document(str(file), data)
    remarks = [
        f"the sound file {quoted(Path(path).name)} is not in it: hand it on as well"
        for _, path in routine.sounds.files
    ]
    remarks += [
        f"the exercise {quoted(one.id)} is written anew: its comments and its drawing are left out"
        for one in needed
        if one.id not in texts
    ]
    text = _with(document, lines)
    if text is None or not _says_the_same(file, text, routine, needed, reliefs):
        whole = replace(routine, exercises=(*routine.exercises, *needed))
        text = routine_text(whole, folder=file.parent)
        remarks.append("the file is written anew: its comments and drawings are left out")
    return Exported(text, tuple(remarks))


def _says_the_same(
    file: Path,
    text: str,
    routine: Routine,
    needed: Sequence[Exercise],
    reliefs: Mapping[str, str],
) -> bool:
    """Whether the text is read without any library as the routine with these exercises."""
    document = open_document(str(file), text.encode())
    with suppress(TooManyProblemsError):
        found = read_routine(document, routine.id, Shelf(), reliefs=reliefs)
        if found is None or document.report:
            return False
        same = replace(found, exercises=()) == replace(routine, exercises=())
        return same and {*found.exercises} == {*routine.exercises, *needed}
    return False


# The exercises' own texts


def _texts(
    wanted: set[str], library: Mapping[str, Exercise], folders: Sequence[Path]
) -> dict[str, list[str]]:
    """The keys of each wanted exercise as its file has them, where they can be taken out."""
    shelf = Shelf(library)
    found: dict[str, list[str]] = {}
    for folder in folders:
        paths: list[Path] = []
        with suppress(UnreadableFileError):
            paths = yaml_files(folder / _EXERCISES)
        # A file is usually called as its exercise: the others need no look then.
        for path in sorted(paths, key=lambda path: path.stem not in wanted):
            if len(found) == len(wanted):
                break
            document = _opened(path)
            exercise = _exercise(document, path.stem) if document is not None else None
            if document is None or exercise is None or exercise.id not in wanted:
                continue
            if exercise.id in found or resolve(exercise, shelf) != library.get(exercise.id):
                continue
            keys = _keys(document, exercise.id)
            if keys is not None:
                found[exercise.id] = keys
    return found


def _opened(path: Path) -> Document | None:
    try:
        return open_document(str(path), read_bytes(path))
    except (FileNotFoundError, UnreadableFileError, UnreadableError):
        return None


def _exercise(document: Document, name: str) -> Exercise | None:
    try:
        if document.root is None or not readable(document, "exercise"):
            return None
        return read_exercise(document.root, document.report, known_as=name)
    except TooManyProblemsError:
        return None


def _keys(document: Document, id: str) -> list[str] | None:
    """The lines of an exercise without ``schema`` and ``kind``; ``None`` for braces around all."""
    root, source = document.root, document.report.source
    if root is None or root.flow_style or root.start_mark.column:
        return None
    away: set[int] = set()
    for name in ("schema", "kind"):
        if (key := pair(root, name)) is not None:
            first, last = source.line_of(start_of(key.key)), source.line_of(end_of(key.value))
            away |= set(range(first, last + 1))
    lines = [
        line
        for number, line in enumerate(_lines(source.text), 1)
        if number not in away and line.strip() != "---" and not line.startswith(MODELINE[:22])
    ]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines if pair(root, "id") is not None else [f"id: {id}", *lines]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


# Putting them in


def _with(document: Document, exercises: Mapping[str, list[str]]) -> str | None:
    """The document's text with these exercises; ``None`` where there is no place for them."""
    root, text = document.root, document.report.source.text
    if root is None or root.flow_style:
        return None
    lines = _lines(text)
    while lines and not lines[-1].strip():
        lines.pop()
    if not exercises:
        return text
    key = pair(root, _EXERCISES)
    if key is None:
        fresh = [BELOW, f"{_EXERCISES}:"]
        for item in exercises.values():
            fresh += _item(item, _INDENT)
        lines += ["", *fresh]
    elif (
        isinstance(key.value, yaml.CollectionNode) and key.value.value and not key.value.flow_style
    ):
        fresh = [" " * key.value.start_mark.column + BELOW]
        for id, item in exercises.items():
            if isinstance(key.value, yaml.SequenceNode):
                fresh += _item(item, key.value.start_mark.column)
            else:
                fresh += _named(id, item, key.value.start_mark.column)
        place = document.report.source.line_of(max(0, _last(key.value) - 1))
        lines[place:place] = fresh
    else:
        return None
    return ("\r\n" if "\r\n" in text else "\n").join([*lines, ""])


def _item(lines: Sequence[str], indent: int) -> Iterator[str]:
    """The lines as an item of a list; comments above the first key stay above it."""
    begun = False
    for line in lines:
        if not line.strip():
            yield ""
        elif begun:
            yield " " * (indent + 2) + line
        elif line.startswith("#"):
            yield " " * indent + line
        else:
            begun = True
            yield " " * indent + "- " + line


def _named(id: str, lines: Sequence[str], indent: int) -> Iterator[str]:
    """The lines as a group behind the exercise's id."""
    yield " " * indent + f"{id}:"
    for line in lines:
        yield " " * (indent + 2) + line if line.strip() else ""


def _last(node: yaml.Node) -> int:
    """Where the last character of what a node says is: comments below it don't belong to it."""
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last(node.value[-1])
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last(list(pairs(node))[-1].value)
    return end_of(node)
