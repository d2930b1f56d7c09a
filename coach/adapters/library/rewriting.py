"""A change made to a routine's text, which keeps every byte that the change doesn't speak of.

What comes out is read again before it is given away, and must say what the text before it said but
for the change. So a text that is written in a way that nobody thought of is refused, never spoilt.
"""

from collections.abc import Iterator

import yaml

from coach.adapters.library import moving, setting_keys
from coach.adapters.library.retold import Told, retold, told
from coach.adapters.library.setting_values import value_of
from coach.adapters.library.sheet import (
    BOM,
    NOT_HERE,
    Cut,
    Sheet,
    cut,
    node_of,
    read_nodes,
    written,
)
from coach.domain.changes import (
    AddStep,
    Change,
    DeleteStep,
    DuplicateStep,
    MoveStep,
    SetKey,
    SetTitle,
)
from coach.ports.routine_files import UnchangeableError


def changed(text: str, change: Change) -> str:
    """The text with the change made.

    A blank text for a key takes the key out, as ``None`` does.

    Raises:
        UnchangeableError: if that can't be done; the message is a sentence for the person.
    """
    bom = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    before = read_nodes(body)
    added = "" if body.endswith(("\n", "\r")) else _first_eol(body)
    sheet = Sheet(body + added, before)
    new = _new(change)
    for cuts in _ways(sheet, change):
        after = cut(sheet.text, cuts)
        after = _without_last_eol(after) if added else after
        if _says(before, after, change, new):
            return bom + after
    raise UnchangeableError(NOT_HERE)


def _ways(sheet: Sheet, change: Change) -> Iterator[list[Cut]]:
    """The ways to make a change, the best first."""
    if not isinstance(change, SetTitle) and not change.at:
        raise UnchangeableError("There is no such step in this file any more.")
    match change:
        case SetTitle():
            yield from setting_keys.set_title(sheet, change)
        case SetKey():
            yield from setting_keys.set_key(sheet, change)
        case MoveStep():
            yield moving.move(sheet, change)
        case AddStep():
            yield moving.add(sheet, change)
        case DuplicateStep():
            yield moving.duplicate(sheet, change)
        case DeleteStep():
            yield moving.delete(sheet, change)


def _new(change: Change) -> Told:
    """What a change puts in."""
    match change:
        case SetTitle():
            return told(value_of("title", change.title))
        case SetKey(text=str(text)) if text.strip():
            return told(value_of(change.key.value, text))
        case AddStep():
            steps = node_of(written(change.step))
            assert isinstance(steps, yaml.SequenceNode)
            return told(steps.value[0])
    return None


def _says(before: yaml.Node, after: str, change: Change, new: Told) -> bool:
    try:
        return retold(before, read_nodes(after), change, new)
    except UnchangeableError:
        return False


def _first_eol(text: str) -> str:
    """The end of the first line, as it is written there."""
    for line in text.splitlines(keepends=True):
        return line[len(line.rstrip("\r\n")) :] or "\n"
    return "\n"


def _without_last_eol(text: str) -> str:
    return text[: -2 if text.endswith("\r\n") else -1]
