"""Steps between brackets, ``[{exercise: bridge}, pain-check]``: moved, added, doubled, deleted."""

from collections.abc import Callable

import yaml

from coach.adapters.library.nodes import is_nothing, start_of
from coach.adapters.library.sheet import Cut, Sheet, node_of, written
from coach.adapters.library.writing import scalar_text
from coach.domain.routine import Step
from coach.ports.routine_files import UnchangeableError

_COMMA = ", "


def move(sheet: Sheet, steps: yaml.SequenceNode, at: int, to: int) -> list[Cut]:
    """The cuts that move a step; what is between the steps stays where it is."""
    texts = [sheet.text[start_of(node) : sheet.end(node)] for node in steps.value]
    moved = [*texts[:at], *texts[at + 1 :]]
    moved.insert(to, texts[at])
    return [
        Cut(start_of(node), sheet.end(node), text)
        for node, text in zip(steps.value, moved, strict=True)
    ]


def duplicate(sheet: Sheet, steps: yaml.SequenceNode, at: int) -> list[Cut]:
    """The cuts that put a copy of a step behind it."""
    node = steps.value[at]
    end = sheet.end(node)
    return [Cut(end, end, _between(sheet, steps) + sheet.text[start_of(node) : end])]


def delete(sheet: Sheet, steps: yaml.SequenceNode, at: int) -> list[Cut]:
    """The cuts that take one of several steps out, with a comma beside it."""
    node = steps.value[at]
    if at:
        start, end = sheet.end(steps.value[at - 1]), sheet.end(node)
        between = sheet.text[start : start_of(node)]
    else:
        start, end = start_of(node), start_of(steps.value[1])
        between = sheet.text[sheet.end(node) : end]
    if "#" in between:
        raise UnchangeableError(
            "A comment stands between this step and the next, within brackets. "
            'Delete the step in an editor for text: "coach edit" and the name.'
        )
    return [Cut(start, end)]


def add(sheet: Sheet, steps: yaml.SequenceNode, at: int, step: Step) -> list[Cut]:
    """The cuts that put a new step before the one at ``at``, or behind the last."""
    fresh, between = step_in_flow(step), _between(sheet, steps)
    if at == len(steps.value):
        end = sheet.end(steps.value[-1])
        return [Cut(end, end, between + fresh)]
    start = start_of(steps.value[at])
    return [Cut(start, start, fresh + between)]


def step_in_flow(step: Step) -> str:
    """A step as it stands between brackets."""
    lines: yaml.Node = node_of(written(step))
    assert isinstance(lines, yaml.SequenceNode)
    return in_flow(lines.value[0])


def in_flow(node: yaml.Node, scalar: Callable[[str], str] | None = None) -> str:
    """A node as it stands between brackets; ``scalar`` writes its texts."""
    if isinstance(node, yaml.MappingNode):
        pairs = (f"{in_flow(key, scalar)}: {in_flow(value, scalar)}" for key, value in node.value)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + ", ".join(in_flow(item, scalar) for item in node.value) + "]"
    if not isinstance(node, yaml.ScalarNode) or is_nothing(node):
        return "null"
    text = str(node.value)
    if scalar is not None:
        return scalar(text)
    # A number that is one in its own lines is one here.
    return scalar_text(text, flow=True) if node.style or not _simple(text) else text


def _simple(text: str) -> bool:
    return all(char.isalnum() or char in "-. " for char in text)


def _between(sheet: Sheet, steps: yaml.SequenceNode) -> str:
    """What stands between two steps here."""
    if len(steps.value) < 2:
        return _COMMA
    found = sheet.text[sheet.end(steps.value[0]) : start_of(steps.value[1])]
    return _COMMA if "#" in found else found
