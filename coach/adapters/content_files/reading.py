"""Reads a file of the clinical content into its shape.

A clinician edits these files with a text editor, so whatever is wrong with one is said with its
name and line. YAML's own idea of types is not used: a scalar is its text, so ``NO`` is Norway and
``000`` a telephone number.
"""

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coach.adapters.content_files.shapes import (
    AdviceFile,
    CautionsFile,
    NumbersFile,
    WarningSignsFile,
)

if TYPE_CHECKING:
    from yaml import Node


class ContentError(Exception):
    """A file of the clinical content can't be used; the message names it and what is wrong."""


_Model = TypeVar("_Model", WarningSignsFile, AdviceFile, CautionsFile, NumbersFile)


def read_file(folder: Path, name: str, model: type[_Model]) -> _Model:
    """One file, in the shape of ``model``.

    Raises:
        ContentError: if it can't be read, isn't YAML or has another shape.
    """
    import yaml  # noqa: PLC0415 - `coach list` gives no advice
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - the same

    path = folder / name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: can't be read: {error}") from error
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: not YAML: {error}") from error
    if root is None:
        raise ContentError(f"{path}: it is empty")
    try:
        return TypeAdapter(model).validate_python(_plain(root, path))
    except ValidationError as error:
        lines = [
            f"{path}:{_line(root, fault['loc'])}: {_where(fault['loc'])}: {fault['msg']}"
            for fault in error.errors(include_url=False)
        ]
        raise ContentError("\n".join(lines)) from error


def _plain(node: "Node", path: Path) -> object:
    """The node's text, list or mapping.

    Raises:
        ContentError: if a mapping has the same key twice.
    """
    if isinstance(node.value, str):
        return node.value
    if not _is_mapping(node):
        return [_plain(item, path) for item in node.value]
    plain: dict[object, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key.value, str):
            raise ContentError(f"{path}:{line}: a key is a word; is a text without its quotes?")
        if key.value in plain:
            raise ContentError(f"{path}:{line}: {key.value!r} stands there twice")
        plain[key.value] = _plain(value, path)
    return plain


def _line(root: "Node", place: tuple[int | str, ...]) -> int:
    """The line of ``place``, or of the last thing on the way to it that is there."""
    node = root
    for part in place:
        if _is_mapping(node):
            node = next((value for key, value in node.value if key.value == part), node)
        elif isinstance(part, int) and part < len(node.value):
            node = node.value[part]
    return int(node.start_mark.line) + 1


def _is_mapping(node: "Node") -> bool:
    """Whether the node's items are pairs; an empty one passes for a list."""
    return isinstance(node.value, list) and any(isinstance(item, tuple) for item in node.value)


def _where(place: tuple[int | str, ...]) -> str:
    """The place as a clinician counts: ``signs 3, level``."""
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f" {part + 1}"
        else:
            words += f", {part}" if words else part
    return words or "the file"
