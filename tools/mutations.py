"""What is changed, one thing at a time, to see whether a test notices (see ``mutants.py``).

A mutation is a replacement in the text of one file. Thresholds and comparisons are found in the
program's syntax tree, rows in the tree of the YAML file, so a new one is a mutation without a
list to keep.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

LEVELS = ("self care", "doctor soon", "urgent", "emergency")
"""The levels of a warning sign, each between its neighbours."""
SWAPS = {
    ">=": ">",
    ">": ">=",
    "<=": "<",
    "<": "<=",
    "and": "or",
    "or": "and",
}
"""What stands in the place of an operator."""

_SIGNS: dict[type[ast.AST], str] = {
    ast.GtE: ">=",
    ast.Gt: ">",
    ast.LtE: "<=",
    ast.Lt: "<",
    ast.And: "and",
    ast.Or: "or",
}


@dataclass(frozen=True, slots=True)
class Mutation:
    """``new`` in place of the characters from ``start`` to ``end`` of a text.

    ``line`` counts from 1, ``change`` says in a line what is changed.
    """

    line: int
    change: str
    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """The text with this one change."""
        return text[: self.start] + self.new + text[self.end :]


class _Places:
    """Where the nodes of a syntax tree stand in its text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def start(self, node: ast.expr) -> int:
        """The node's first character."""
        return self._at(node.lineno, node.col_offset)

    def end(self, node: ast.expr) -> int:
        """The character after the node's last."""
        return self._at(node.end_lineno or 0, node.end_col_offset or 0)

    def line_of(self, place: int) -> int:
        """The line, from 1, that a character stands in."""
        return self.text.count("\n", 0, place) + 1

    def _at(self, line: int, column: int) -> int:
        """Where in the text; the tree counts columns in bytes."""
        before = self._lines[line - 1].encode()[:column]
        return self._starts[line - 1] + len(before.decode())


def thresholds(text: str) -> Iterator[Mutation]:
    """Every numeric and ``timedelta`` constant of a module, one more and one less."""
    places = _Places(text)
    for statement in ast.parse(text).body:
        match statement:
            case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
                pass
            case ast.Assign(targets=[ast.Name(name)], value=value):
                pass
            case _:
                continue
        for node, number in _numbers(value):
            for step in (1, -1):
                new = repr(number + step)
                start, end = places.start(node), places.end(node)
                yield Mutation(node.lineno, f"{name}: {number} -> {new}", start, end, new)


def _numbers(value: ast.expr) -> list[tuple[ast.expr, int | float]]:
    """The number that a value is, or those of a length of time."""
    match value:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return [(value, number)]
        case ast.Call(func=ast.Name("timedelta"), args=args, keywords=keywords):
            given = [*args, *(keyword.value for keyword in keywords)]
            return [number for each in given for number in _numbers(each)]
    return []


def comparisons(text: str) -> Iterator[Mutation]:
    """Every comparison of a module's functions on its other side of equal; and, or swapped."""
    places = _Places(text)
    for name, left, sign, right in _joints(ast.parse(text), ""):
        start = places.end(left)
        found = re.search(rf"(?<![\w<>=]){sign}(?![\w<>=])", text[start : places.start(right)])
        if not name or found is None:
            raise ValueError(f"line {left.lineno}: no {sign} between two operands of a function")
        old, new = (f"{_shown(left)} {each} {_shown(right)}" for each in (sign, SWAPS[sign]))
        at = start + found.start()
        yield Mutation(
            places.line_of(at), f"{name}: {old} -> {new}", at, at + len(sign), SWAPS[sign]
        )


def _joints(node: ast.AST, name: str) -> Iterator[tuple[str, ast.expr, str, ast.expr]]:
    """Each operator in the function of this name, with the operands around it."""
    operands: list[ast.expr] = []
    operators: list[ast.AST] = []
    match node:
        case ast.FunctionDef():
            name = node.name
        case ast.Compare():
            operands, operators = [node.left, *node.comparators], [*node.ops]
        case ast.BoolOp():
            operands, operators = node.values, [node.op] * (len(node.values) - 1)
    for (left, right), operator in zip(pairwise(operands), operators, strict=True):
        if type(operator) in _SIGNS:
            yield name, left, _SIGNS[type(operator)], right
    for child in ast.iter_child_nodes(node):
        yield from _joints(child, name)


def _shown(operand: ast.expr) -> str:
    written = ast.unparse(operand)
    return f"({written})" if isinstance(operand, ast.BoolOp) else written


def rows(text: str) -> Iterator[Mutation]:
    """Every row of the warning signs: its level, whether it is storable, what it escalates to.

    And each row taken out of each line of a list.
    """
    root = _keys(yaml.compose(text, Loader=yaml.SafeLoader))
    signs = [*_items(root["signs"]), *_items(root["escalations"]), root["hurt-chest"]]
    for sign in signs:
        yield from _row(text, sign)
    for line in _items(root["short-list"]):
        yield from _taken_out("short-list", _keys(line)["signs"])
    for screen in _items(root["full-list"]):
        for line in _items(_keys(screen)["lines"]):
            yield from _taken_out("full-list", _keys(line)["signs"])
    yield from _taken_out("hurt-leg", root["hurt-leg"])


def _row(text: str, sign: yaml.Node) -> Iterator[Mutation]:
    keys = _keys(sign)
    id = str(keys["id"].value)
    level, storable = keys["level"], keys["storable"]
    at = LEVELS.index(str(level.value))
    for neighbour in LEVELS[max(at - 1, 0) : at + 2]:
        if neighbour != level.value:
            yield _other(level, f"{id}: level {level.value} -> {neighbour}", neighbour)
    flipped = "false" if storable.value == "true" else "true"
    yield _other(storable, f"{id}: storable {storable.value} -> {flipped}", flipped)
    if "escalates-to" in keys:
        next_rows = keys["escalates-to"]
        start = text.rindex("\n", 0, next_rows.start_mark.index) + 1
        end = text.index("\n", next_rows.end_mark.index) + 1
        line = next_rows.start_mark.line + 1
        yield Mutation(line, f"{id}: escalates-to removed", start, end, "")


def _other(node: yaml.Node, change: str, new: str) -> Mutation:
    start, end = node.start_mark, node.end_mark
    return Mutation(start.line + 1, change, start.index, end.index, new)


def _taken_out(name: str, node: yaml.Node) -> Iterator[Mutation]:
    """Each row of one line, ``[one, two]``, taken out of it."""
    items = _items(node)
    for number, item in enumerate(items):
        start, end = item.start_mark.index, item.end_mark.index
        if number + 1 < len(items):
            end = items[number + 1].start_mark.index
        elif number:
            start = items[number - 1].end_mark.index
        line = item.start_mark.line + 1
        yield Mutation(line, f"{name}: {item.value} removed", start, end, "")


def _keys(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """What a mapping has under each of its keys."""
    if not isinstance(node, yaml.MappingNode):
        raise TypeError("not a mapping")
    return {str(key.value): value for key, value in node.value}


def _items(node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise TypeError("not a list")
    return list(node.value)
