"""Whole steps in a text: moved, added, doubled and deleted, as whole lines.

A step has the lines from its dash to the end of what it says, the comment lines right below that
are indented more than the dash, and the comment block directly above it. What is between two
steps (empty lines, comments that stand alone) stays between the steps that it is between; a step
that is moved takes along what was between it and its neighbour, to the other side of it. So a move
and the move back give the same text.
"""

from dataclasses import dataclass

import yaml

from coach.adapters.library import flow_steps
from coach.adapters.library.nodes import Pair, end_of, is_nothing, start_of
from coach.adapters.library.sheet import (
    NOT_HERE,
    Cut,
    Sheet,
    flow,
    listed,
    step_in,
    steps_at,
    written,
)
from coach.domain.changes import AddStep, DeleteStep, DuplicateStep, MoveStep
from coach.domain.routine import Step
from coach.ports.routine_files import UnchangeableError

ONLY_STEP = "This is the only step here, and a list needs one: add another one first."


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a step: the comments above it from ``start``, its own from ``core``."""

    start: int
    core: int
    end: int


def move(sheet: Sheet, change: MoveStep) -> list[Cut]:
    """The cuts that move a step."""
    if change.at[:-1] != change.to[:-1]:
        raise UnchangeableError("A step can be moved within its own list of steps alone.")
    _, key = steps_at(sheet.root, change.at)
    at, to = change.at[-1], change.to[-1]
    steps = listed(key)
    for index in (at, to):
        step_in(key, index)
    if at == to:
        return []
    if flow(steps):
        return flow_steps.move(sheet, steps, at, to)
    text, blocks = sheet.text, blocks_of(sheet, key)
    first, last = blocks[min(at, to)], blocks[max(at, to)]
    moved = text[blocks[at].start : blocks[at].end]
    if at < to:
        follower = blocks[at + 1]
        between = text[blocks[at].end : follower.start]
        whole = text[follower.start : last.end] + between + moved
    else:
        before = blocks[at - 1]
        between = text[before.end : blocks[at].start]
        whole = moved + between + text[first.start : before.end]
    return [Cut(first.start, last.end, whole)]


def duplicate(sheet: Sheet, change: DuplicateStep) -> list[Cut]:
    """The cuts that put a copy of a step right behind it."""
    _, key = steps_at(sheet.root, change.at)
    at = change.at[-1]
    steps = listed(key)
    step_in(key, at)
    if flow(steps):
        return flow_steps.duplicate(sheet, steps, at)
    blocks = blocks_of(sheet, key)
    copy = sheet.text[blocks[at].core : blocks[at].end]
    return [_behind(sheet, blocks, at, copy)]


def delete(sheet: Sheet, change: DeleteStep) -> list[Cut]:
    """The cuts that take a step out."""
    _, key = steps_at(sheet.root, change.at)
    at = change.at[-1]
    steps = listed(key)
    step_in(key, at)
    count = len(steps.value)
    if count == 1:
        raise UnchangeableError(ONLY_STEP)
    if flow(steps):
        return flow_steps.delete(sheet, steps, at)
    blocks = blocks_of(sheet, key)
    block = blocks[at]
    before = _space(sheet, blocks, at - 1)
    after = _space(sheet, blocks, at)
    # Of two empty spaces one is left; at either end of the list the one is taken along.
    if after is not None and (at == 0 or before is not None):
        if before is not None and len(before) < len(after):
            return [Cut(block.start - len(before), block.end)]
        return [Cut(block.start, block.end + len(after))]
    if at == count - 1 and before is not None:
        return [Cut(block.start - len(before), block.end)]
    return [Cut(block.start, block.end)]


def add(sheet: Sheet, change: AddStep) -> list[Cut]:
    """The cuts that put a new step in."""
    owner, key = steps_at(sheet.root, change.at)
    at = change.at[-1]
    steps = key.value
    if not isinstance(steps, yaml.SequenceNode) or not steps.value:
        return _add_first(sheet, owner, key, change.step)
    if not 0 <= at <= len(steps.value):
        raise UnchangeableError("There is no such place in this file any more.")
    if flow(steps):
        return flow_steps.add(sheet, steps, at, change.step)
    blocks = blocks_of(sheet, key)
    fresh = _lines(sheet, change.step, sheet.column(start_of(steps)), blocks[0].core)
    if at == len(blocks):
        return [_behind(sheet, blocks, at - 1, fresh)]
    space = _space(sheet, blocks, at - 1 if at else 0) or ""
    return [Cut(blocks[at].start, blocks[at].start, fresh + space)]


def blocks_of(sheet: Sheet, key: Pair) -> list[Block]:
    """The lines of each of the steps behind the key ``steps``, which are written as a list.

    Raises:
        UnchangeableError: if there is more than a step on one of the lines.
    """
    limit = sheet.line_end(end_of(key.key))
    dash = start_of(key.value)
    column = sheet.column(dash)
    blocks: list[Block] = []
    said = dash
    for node in key.value.value:
        if blocks:
            dash = _dash(sheet.text, said)
        said = max(dash + 1, sheet.end(node))
        rest = sheet.text[said : sheet.line_end(said)].strip()
        if not sheet.leads(dash) or (rest and not rest.startswith("#")):
            raise UnchangeableError("This step doesn't stand on lines of its own. " + NOT_HERE)
        core, end = sheet.line_start(dash), sheet.line_end(said)
        while _comment(sheet, end, deeper=column):
            end = sheet.line_end(end)
        blocks.append(Block(_above(sheet, core, limit, column), core, end))
        limit = end
    return blocks


def _dash(text: str, index: int) -> int:
    """The first dash from ``index`` on that isn't in a comment."""
    while text[index] != "-":
        if text[index] == "#":
            ends = [at for end in "\r\n" if (at := text.find(end, index)) >= 0]
            index = min(ends)
        else:
            index += 1
    return index


def _above(sheet: Sheet, core: int, limit: int, column: int) -> int:
    """Where the comment block directly above a step begins; it begins no deeper than its dash."""
    start = core
    found = core
    while start > limit and _comment(sheet, before := sheet.line_before(start)):
        start = before
        if not _comment(sheet, start, deeper=column):
            found = start
    return found


def _comment(sheet: Sheet, start: int, *, deeper: int = -1) -> bool:
    """Whether the line from ``start`` has a comment alone, indented by more than ``deeper``."""
    line = sheet.text[start : sheet.line_end(start)]
    words = line.lstrip(" \t")
    return words.startswith("#") and len(line) - len(words) > deeper


def _space(sheet: Sheet, blocks: list[Block], at: int) -> str | None:
    """What is between a step and the next one, where there is nothing but empty lines."""
    if not 0 <= at < len(blocks) - 1:
        return None
    between = sheet.text[blocks[at].end : blocks[at + 1].start]
    return None if between.strip() else between


def _behind(sheet: Sheet, blocks: list[Block], at: int, lines: str) -> Cut:
    """Lines right behind a step, in the distance that the list keeps."""
    last = at == len(blocks) - 1
    space = _space(sheet, blocks, at - 1 if last else at) or ""
    return Cut(blocks[at].end, blocks[at].end, space + lines)


def _add_first(sheet: Sheet, owner: yaml.Node, key: Pair, step: Step) -> list[Cut]:
    """A step for a list without any."""
    if not is_nothing(key.value):
        listed(key)
    if flow(owner):
        text = f" [{flow_steps.step_in_flow(step)}]"
        return [Cut(end_of(key.key) + 1, end_of(key.value), text)]
    line = sheet.line_end(end_of(key.key))
    indent = sheet.column(start_of(key.key)) + 2
    cuts = [Cut(line, line, _lines(sheet, step, indent, start_of(key.key)))]
    if not is_nothing(key.value) or start_of(key.value) < end_of(key.value):
        start = start_of(key.value)
        before = sheet.text[:start]
        cuts.append(Cut(len(before.rstrip(" ")), end_of(key.value)))
    return cuts


def _lines(sheet: Sheet, step: Step, indent: int, near: int) -> str:
    return written(step, indent).replace("\n", sheet.eol(near))
