"""The figures of exercise files and of a routine's own exercises."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from coach.adapters.library.document import Document, open_document
from coach.adapters.library.figure_file import read_figure
from coach.adapters.library.files import UnreadableFileError, read_bytes
from coach.adapters.library.nodes import pair, pairs
from coach.adapters.library.problems import Report, TooManyProblemsError
from coach.domain.figure import Figure


def read_figures(paths: Sequence[Path]) -> dict[str, Figure]:
    """The figures in these files, by the ids of their exercises.

    Mistakes are passed over: words take the picture's place, and ``coach check`` names them.
    """
    found: dict[str, Figure] = {}
    for path in paths:
        try:
            document = open_document(str(path), read_bytes(path))
        except (UnreadableFileError, FileNotFoundError):
            continue
        for name, node in _exercises(document, path.stem):
            try:
                figure = read_figure(node, Report(document.report.source))
            except TooManyProblemsError:
                continue
            if figure is not None:
                found[name] = figure
    return found


def check_figures(document: Document) -> None:
    """Report what is wrong with the figures of a file."""
    try:
        for _, node in _exercises(document, ""):
            read_figure(node, document.report)
    except TooManyProblemsError:
        return


def _exercises(document: Document, name: str) -> Iterator[tuple[str, yaml.Node]]:
    """The groups of a file that define an exercise, with their ids."""
    if document.root is None:
        return
    own = pair(document.root, "exercises")
    if document.kind("exercise" if own is None and _is_exercise(document.root) else "routine") == (
        "exercise"
    ):
        yield _id(document.root, name), document.root
    elif own is not None and isinstance(own.value, yaml.SequenceNode):
        for node in own.value.value:
            yield _id(node, ""), node
    elif own is not None:
        for one in pairs(own.value):
            yield _id(one.value, one.name), one.value


def _is_exercise(root: yaml.Node) -> bool:
    return pair(root, "steps") is None


def _id(node: yaml.Node, otherwise: str) -> str:
    found = pair(node, "id")
    text = getattr(found.value, "value", "") if found is not None else ""
    return text if isinstance(text, str) and text else otherwise
