"""The nodes of a file: keys and values with their places, and as plain data for the models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from coach.adapters.library.problems import Report, quoted

Plain = str | None | list["Plain"] | dict[str, "Plain"]
"""A value without its marks. Scalars are their text; ``None`` stands for nothing or ``null``."""

_OPENING: Final = frozenset({"exercise", "repeat", "relief", "pain-check", "id"})
_ITEM: Final = 'one of them; or a new item, which begins with "- "'
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A key of a group, and its value."""

    name: str
    key: yaml.ScalarNode
    value: yaml.Node


def start_of(node: yaml.Node) -> int:
    """Where a node begins in the text."""
    return int(node.start_mark.index)


def end_of(node: yaml.Node) -> int:
    """Where a node ends in the text."""
    return int(node.end_mark.index)


def pairs(node: yaml.Node) -> Iterator[Pair]:
    """The keys of a group in their order, each once; none for a node that is no group."""
    seen: set[str] = set()
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value not in seen:
                seen.add(key.value)
                yield Pair(key.value, key, value)


def pair(node: yaml.Node, name: str) -> Pair | None:
    """The key ``name`` of a group, if it is there."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == name:
                return Pair(name, key, value)
    return None


def is_nothing(node: yaml.Node) -> bool:
    """Whether a value is left out, or written as ``null``."""
    if not isinstance(node, yaml.ScalarNode) or node.style or node.value not in _NOTHING:
        return False
    # An anchor or a tag with nothing behind it is something, and has been refused.
    return bool(node.value) or start_of(node) == end_of(node)


def plain(node: yaml.Node) -> Plain:
    """A node as plain data."""
    if isinstance(node, yaml.MappingNode):
        return {found.name: plain(found.value) for found in pairs(node)}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return None if is_nothing(node) else str(node.value)


def group(node: yaml.Node) -> dict[str, Plain]:
    """A group as plain data; an empty one for a node that is none."""
    return {found.name: plain(found.value) for found in pairs(node)}


def check_keys(node: yaml.Node, report: Report) -> None:
    """Report the keys that stand twice in a group, and those that are no words."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            check_keys(item, report)
    if not isinstance(node, yaml.MappingNode):
        return
    first: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            report.add(start_of(key), end_of(key), "a key is a single word here")
        elif key.value in first:
            line = report.source.line_of(first[key.value])
            report.add(
                start_of(key),
                end_of(key),
                f"{quoted(key.value)} stands twice in this group; it was on line {line} already",
                expected=_ITEM if key.value in _OPENING else "",
            )
        else:
            first[key.value] = start_of(key)
        check_keys(value, report)


def place(node: yaml.Node, path: tuple[int | str, ...]) -> tuple[int, int]:
    """Where the value at ``path`` below ``node`` is: its key, where the value itself is empty."""
    shown = node
    for part in path:
        below: yaml.Node | None = None
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode):
            below = node.value[part] if part < len(node.value) else None
            shown = below or shown
        elif isinstance(part, str) and (found := pair(node, part)) is not None:
            below = found.value
            shown = found.key if is_nothing(below) or is_block(below) else below
        if below is None:
            break
        node = below
    return start_of(shown), end_of(shown)


def value_at(node: yaml.Node, path: tuple[int | str, ...]) -> yaml.Node | None:
    """The value at ``path`` below ``node``, if there is one."""
    for part in path:
        below: yaml.Node | None = None
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode):
            below = node.value[part] if part < len(node.value) else None
        elif isinstance(part, str) and (found := pair(node, part)) is not None:
            below = found.value
        if below is None:
            return None
        node = below
    return node


def is_block(node: yaml.Node) -> bool:
    """Whether a node spreads over lines of its own; then its key is what can be marked."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def key_place(node: yaml.Node, path: tuple[int | str, ...]) -> tuple[int, int]:
    """Where the key that ``path`` ends with is."""
    for part in path[:-1]:
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode):
            node = node.value[part]
        elif isinstance(part, str) and (found := pair(node, part)) is not None:
            node = found.value
    found = pair(node, str(path[-1]))
    shown = found.key if found is not None else node
    return start_of(shown), end_of(shown)


def first_place(node: yaml.Node) -> tuple[int, int]:
    """Where a group begins: its first key."""
    first = next(pairs(node), None)
    shown = first.key if first is not None else node
    return start_of(shown), end_of(shown)
