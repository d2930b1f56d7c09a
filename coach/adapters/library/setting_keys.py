"""Keys and values in a text: one is replaced at its marks, added as a line, or taken out."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import yaml

from coach.adapters.library.nodes import Pair, end_of, pair, pairs, start_of
from coach.adapters.library.setting_values import replaced, texts, value_of
from coach.adapters.library.sheet import (
    MEND_FIRST,
    NOT_HERE,
    Cut,
    Cuts,
    Sheet,
    flow,
    step_in,
    steps_at,
)
from coach.domain.changes import SetKey, SetTitle
from coach.ports.routine_files import UnchangeableError

_STEP_ORDER: Final = (
    *("exercise", "repeat", "relief", "pain-check", "reps", "hold", "time", "sets", "rest"),
    *("sides", "tempo", "setup", "say", "voice", "note", "steps"),
)
_TITLE_ORDER: Final = ("schema", "kind", "title")
_STRONG: Final = ("exercise", "repeat", "relief", "pain-check")


def set_key(sheet: Sheet, change: SetKey) -> Iterator[Cuts]:
    """The ways to give a key of a step another value, the best first."""
    key = change.key.value
    _, steps = steps_at(sheet.root, change.at)
    node = step_in(steps, change.at[-1])
    text = (change.text or "").strip()
    if isinstance(node, yaml.ScalarNode) and node.value.strip() == "pain-check":
        if text:
            yield from _word_to_group(sheet, node, key, value_of(key, text), flow(steps.value))
        else:
            yield []
        return
    if not isinstance(node, yaml.MappingNode):
        raise UnchangeableError("This step is not written as keys with values. " + MEND_FIRST)
    if text:
        yield from _put(sheet, node, key, value_of(key, text), _STEP_ORDER)
        return
    if key == _leading(node):
        raise UnchangeableError(f'"{key}" says what this step is; delete the step instead.')
    found = pair(node, key)
    yield [] if found is None else _take_out(sheet, node, found)


def set_title(sheet: Sheet, change: SetTitle) -> Iterator[Cuts]:
    """The ways to give a routine another title, the best first."""
    if not change.title.strip():
        raise UnchangeableError("A routine needs a title.")
    yield from _put(sheet, sheet.root, "title", value_of("title", change.title), _TITLE_ORDER)


def _leading(step: yaml.MappingNode) -> str:
    """The key that says what a step is."""
    named = [found.name for found in pairs(step)]
    return next((key for key in (*_STRONG, "rest", "say") if key in named), "")


def _word_to_group(
    sheet: Sheet, node: yaml.ScalarNode, key: str, value: yaml.Node, in_brackets: bool
) -> Iterator[Cuts]:
    """The step ``pain-check`` with a key more."""
    start, end = start_of(node), end_of(node)
    for text in texts(key, value, None, in_brackets):
        if in_brackets:
            yield [Cut(start, start, "{"), Cut(end, end, f": , {key}: {text}}}")]
        else:
            line = sheet.line_end(end)
            fresh = f"{' ' * sheet.column(start)}{key}: {text}{sheet.eol(start)}"
            yield [Cut(end, end, ":"), Cut(line, line, fresh)]


def _put(
    sheet: Sheet, node: yaml.MappingNode, key: str, value: yaml.Node, order: Sequence[str]
) -> Iterator[Cuts]:
    found = pair(node, key)
    if found is not None:
        yield from replaced(sheet, node, found, value)
        return
    before = [one for one in pairs(node) if _rank(order, one.name) < order.index(key)]
    anchor = before[-1] if before else pair(node, _leading(node))
    for text in texts(key, value, None, flow(node)):
        yield _added(sheet, node, anchor, f"{key}: {text}")


def _rank(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _added(sheet: Sheet, node: yaml.MappingNode, anchor: Pair | None, text: str) -> Cuts:
    """The cuts that put a key into a group, behind the key ``anchor`` or before all others."""
    first = start_of(node.value[0][0]) if node.value else start_of(node)
    if flow(node):
        end = sheet.said(anchor) if anchor is not None else first
        fresh = Cut(end, end, f", {text}" if anchor is not None else f"{text}, ")
        if sheet.bracketed(node):
            return [fresh]
        return [Cut(first, first, "{"), fresh, Cut(sheet.end(node), sheet.end(node), "}")]
    if anchor is None:
        if not sheet.leads(first):
            raise UnchangeableError(NOT_HERE)
        line = sheet.line_start(first)
    else:
        line = sheet.line_end(sheet.said(anchor))
    indent = " " * sheet.column(first)
    return [Cut(line, line, f"{indent}{text}{sheet.eol(first)}")]


def _take_out(sheet: Sheet, node: yaml.MappingNode, found: Pair) -> Cuts:
    """The cuts that take a key out, with the comment behind it on its line."""
    start, end = start_of(found.key), sheet.said(found)
    keys = [key for key, _ in node.value]
    at = keys.index(found.key)
    following = start_of(keys[at + 1]) if at + 1 < len(keys) else None
    if len(keys) == 1:
        raise UnchangeableError("This is the only key of its step; delete the step instead.")
    if flow(node):
        before = sheet.end(node.value[at - 1][1]) if at else None
        if before is not None and "#" not in sheet.text[before:start]:
            return [Cut(before, end)]
        comma = re.compile(r"\s*,[ \t]*").match(sheet.text, end)
        return [Cut(start, comma.end() if comma else end)]
    line = sheet.line_end(end)
    if sheet.leads(start):
        return [Cut(sheet.line_start(start), line)]
    assert following is not None  # the last of several keys leads its line
    if sheet.text[line : sheet.line_start(following)].strip():
        return [Cut(start, line - len(sheet.eol(end)))]
    return [Cut(start, following)]
