"""Values in a text: how a new one is written in the place of the old, in the same style."""

from collections.abc import Iterator
from typing import Final

import yaml

from coach.adapters.library.flow_steps import in_flow
from coach.adapters.library.nodes import Pair, end_of, is_nothing, pairs, start_of
from coach.adapters.library.sheet import Cut, Cuts, Sheet, flow, node_of
from coach.adapters.library.writing import scalar_text
from coach.domain.changes import StepKey
from coach.ports.routine_files import UnchangeableError

_WORDS: Final = frozenset({StepKey.SAY.value, StepKey.NOTE.value, "title"})
"""The keys whose values are text of a person's, whatever it looks like."""
_GROUPED: Final = {StepKey.REPS.value: "[", StepKey.TEMPO.value: "{"}
"""The keys whose values may be a list or a group, and how such a text begins."""


def value_of(key: str, text: str) -> yaml.Node:
    """The value that a key is to have: a list or a group where such a key may have one.

    Raises:
        UnchangeableError: if it is written as a list or a group, and none can be read.
    """
    opening = _GROUPED.get(key)
    if opening is None or not text.lstrip().startswith(opening):
        return yaml.ScalarNode("", " ".join(text.split()), style='"')
    try:
        return node_of(" ".join(text.split()))
    except UnchangeableError:
        raise UnchangeableError(f'This can\'t be read as a value of "{key}": {text}') from None


def replaced(sheet: Sheet, node: yaml.MappingNode, found: Pair, value: yaml.Node) -> Iterator[Cuts]:
    """The ways to give the key ``found`` of a group another value, the best first."""
    old = found.value
    start, end = start_of(old), sheet.end(old)
    in_brackets = flow(node)
    if isinstance(old, yaml.CollectionNode) and (items := _items(sheet, old, value)) is not None:
        yield items
    if isinstance(old, yaml.ScalarNode) and start == end and is_nothing(old):
        at = sheet.colon(found)
        lead = " " if sheet.text[at - 1] == ":" else ": "
        trail = "" if sheet.text[at] in " ,}]\r\n" else " "
        for text in texts(found.name, value, None, in_brackets):
            yield [Cut(at, at, lead + text + trail)]
        return
    if isinstance(old, yaml.CollectionNode) and not flow(old):
        # The value's own lines go, and what takes their place stands behind the colon.
        at = sheet.colon(found)
        lines = Cut(sheet.line_end(at), sheet.line_end(end))
        for text in texts(found.name, value, None, in_brackets):
            yield [Cut(at, at, f" {text}"), lines]
        return
    style = old.style if isinstance(old, yaml.ScalarNode) else None
    if isinstance(value, yaml.ScalarNode) and style in ("|", ">"):
        header = sheet.line_end(start)
        line = sheet.text[header:end]
        indent = line[: len(line) - len(line.lstrip())].splitlines()[-1:] if line.strip() else []
        if indent:
            yield [Cut(header, end, indent[0] + value.value)]
    for text in texts(found.name, value, style, in_brackets):
        yield [Cut(start, end, text)]


def texts(key: str, value: yaml.Node, style: str | None, in_brackets: bool) -> Iterator[str]:
    """The ways to write a value, the best first: quoted as the one before it was."""
    if not isinstance(value, yaml.ScalarNode):
        yield in_flow(value, str)
        yield in_flow(value, lambda text: scalar_text(text, flow=True))
        return
    text = str(value.value)
    single = "'" + text.replace("'", "''") + "'"
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if style == "'":
        yield single
    elif style == '"':
        yield double
    elif key not in _WORDS:
        yield text
    yield scalar_text(text, flow=in_brackets)
    yield double


def _items(sheet: Sheet, old: yaml.CollectionNode, new: yaml.Node) -> Cuts | None:
    """The cuts that make one list or group out of another item by item, where that can be done.

    What is the same in both keeps its bytes, and the comments beside it.
    """
    if isinstance(old, yaml.SequenceNode) and isinstance(new, yaml.SequenceNode):
        return _list_items(sheet, old, new)
    if isinstance(old, yaml.MappingNode) and isinstance(new, yaml.MappingNode):
        return _group_items(sheet, old, new)
    return None


def _list_items(sheet: Sheet, old: yaml.SequenceNode, new: yaml.SequenceNode) -> Cuts | None:
    olds, news = old.value, new.value
    if not olds or not news or not all(_single(node) for node in (*olds, *news)):
        return None
    cuts = [cut for one, other in zip(olds, news, strict=False) for cut in _item(one, other)]
    last = sheet.end(olds[-1])
    if len(news) < len(olds):
        kept = sheet.end(olds[len(news) - 1])
        if flow(old):
            if "#" in sheet.text[kept:last]:
                return None
            return [*cuts, Cut(kept, last)]
        return [*cuts, Cut(sheet.line_end(kept), sheet.line_end(last))]
    further = [str(node.value) for node in news[len(olds) :]]
    if flow(old):
        between = ", "
        if len(olds) > 1:
            found = sheet.text[sheet.end(olds[0]) : start_of(olds[1])]
            between = between if "#" in found else found
        return [*cuts, Cut(last, last, "".join(between + text for text in further))]
    indent = " " * sheet.column(start_of(old))
    line, eol = sheet.line_end(last), sheet.eol(last)
    return [*cuts, Cut(line, line, "".join(f"{indent}- {text}{eol}" for text in further))]


def _group_items(sheet: Sheet, old: yaml.MappingNode, new: yaml.MappingNode) -> Cuts | None:
    values = {str(key.value): value for key, value in new.value}
    olds = list(pairs(old))
    kept = [one for one in olds if one.name in values]
    names = [one.name for one in kept]
    in_place = len(olds) == len(old.value) and list(values)[: len(kept)] == names
    both = (*(one.value for one in kept), *values.values())
    if not kept or not in_place or not all(_single(node) for node in both):
        return None
    further = [(name, str(values[name].value)) for name in list(values)[len(kept) :]]
    cuts = [cut for one in kept for cut in _item(one.value, values[one.name])]
    if flow(old):
        if len(kept) < len(olds):
            return None
        end = sheet.said(olds[-1])
        return [*cuts, Cut(end, end, "".join(f", {name}: {text}" for name, text in further))]
    for one in olds:
        if one not in kept:
            start = sheet.line_start(start_of(one.key))
            cuts.append(Cut(start, sheet.line_end(sheet.said(one))))
    if further:
        indent, eol = " " * sheet.column(start_of(olds[0].key)), sheet.eol(start_of(olds[0].key))
        line = sheet.line_end(sheet.said(olds[-1]))
        fresh = "".join(f"{indent}{name}: {text}{eol}" for name, text in further)
        cuts.append(Cut(line, line, fresh))
    return cuts


def _single(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.value) and node.style not in ("|", ">")


def _item(old: yaml.Node, new: yaml.Node) -> Cuts:
    if old.value == new.value:
        return []
    quote = old.style or "" if isinstance(old, yaml.ScalarNode) else ""
    return [Cut(start_of(old), end_of(old), f"{quote}{new.value}{quote}")]
