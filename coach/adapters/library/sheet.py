"""A text and the nodes in it, as one who changes the text needs them: lines, ends, cuts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import yaml

from coach.adapters.library.events import LOADER, UnreadableError, compose, decode
from coach.adapters.library.nodes import Pair, end_of, pair, start_of
from coach.adapters.library.problems import TooManyProblemsError
from coach.adapters.library.writing import step_text
from coach.domain.routine import Step
from coach.ports.routine_files import UnchangeableError

BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
MEND_FIRST: Final = (
    "This file has a mistake that has to be mended first, in an editor for text. "
    '"coach edit" and its name opens it there.'
)
NOT_HERE: Final = (
    "This file is written in a way that this can't be changed in here. "
    'Change it in an editor for text: "coach edit" and its name.'
)
_COLON: Final = re.compile(r"[ \t]*:")
_BLOCK_STYLES: Final = ("|", ">")


@dataclass(frozen=True, slots=True)
class Cut:
    """The characters from ``start`` to ``end`` give way to ``text``."""

    start: int
    end: int
    text: str = ""


def cut(text: str, cuts: Iterable[Cut]) -> str:
    """The text with all of these cuts made, those at one place in their order; none overlap."""
    pieces: list[str] = []
    done = 0
    for one in sorted(cuts, key=lambda one: one.start):
        pieces += text[done : one.start], one.text
        done = one.end
    return "".join(pieces) + text[done:]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text that ends with its last line's end, and its top node."""

    text: str
    root: yaml.MappingNode

    def line_start(self, index: int) -> int:
        """Where the line of the character ``index`` begins."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_before(self, start: int) -> int:
        """Where the line before the one that begins at ``start`` begins."""
        end = start - 1
        return self.line_start(end - 1 if self.text[max(0, end - 1) : start] == "\r\n" else end)

    def line_end(self, index: int) -> int:
        """Where the line after that of the character ``index`` begins."""
        found = [at for end in "\r\n" if (at := self.text.find(end, index)) >= 0]
        if not found:
            return len(self.text)
        first = min(found)
        return first + (2 if self.text.startswith("\r\n", first) else 1)

    def eol(self, index: int) -> str:
        """The end of the line of the character ``index``, as it is written there."""
        line = self.text[self.line_start(index) : self.line_end(index)]
        return line[len(line.rstrip("\r\n")) :] or "\n"

    def column(self, index: int) -> int:
        """How many characters of its line come before the character ``index``."""
        return index - self.line_start(index)

    def leads(self, index: int) -> bool:
        """Whether only spaces come before the character ``index`` on its line."""
        return not self.text[self.line_start(index) : index].strip(" ")

    def end(self, node: yaml.Node) -> int:
        """Where what a node says ends: its mark may be as far as the next node's beginning."""
        start = start_of(node)
        if isinstance(node, yaml.ScalarNode):
            if node.style in _BLOCK_STYLES:
                return start + len(self.text[start : end_of(node)].rstrip())
            return end_of(node)
        if self.bracketed(node) or not node.value:
            return end_of(node)
        last = node.value[-1]
        if isinstance(last, tuple):
            return max(end_of(last[0]), self.end(last[1]))
        return self.end(last)

    def colon(self, found: Pair) -> int:
        """Where the colon of a key ends, or the key itself where it has none."""
        match = _COLON.match(self.text, end_of(found.key))
        return match.end() if match else end_of(found.key)

    def said(self, found: Pair) -> int:
        """Where a key and its value end."""
        return max(self.colon(found), self.end(found.value))

    def bracketed(self, node: yaml.Node) -> bool:
        """Whether a node is a list or a group between brackets of its own."""
        opening = self.text[start_of(node) : start_of(node) + 1]
        return isinstance(node, yaml.CollectionNode) and flow(node) and opening in ("[", "{")


Cuts = list[Cut]


def flow(node: yaml.Node) -> bool:
    """Whether a node is a list or a group in flow style, not spread over lines."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def read_nodes(text: str) -> yaml.MappingNode:
    """The top node of a text without a BOM.

    Raises:
        UnchangeableError: if it is no YAML, or none of ours.
    """
    try:
        report = decode("", text.encode("utf-8"))
        root = compose(report)
        if report:
            # A text that is no YAML may have been read as it was meant; here it must be what it is.
            for _ in yaml.parse(text, Loader=LOADER):
                pass
    except (UnreadableError, TooManyProblemsError, UnicodeEncodeError, yaml.YAMLError):
        root = None
    if root is None:
        raise UnchangeableError(MEND_FIRST)
    return root


def steps_at(root: yaml.Node, place: tuple[int, ...]) -> tuple[yaml.Node, Pair]:
    """The key ``steps`` behind which the step at ``place`` is, and the group that it is in.

    Raises:
        UnchangeableError: if there is none.
    """
    owner = root
    for index in place[:-1]:
        owner = step_in(_steps(owner), index)
    return owner, _steps(owner)


def step_in(key: Pair, index: int) -> yaml.Node:
    """One of the steps behind the key ``steps``.

    Raises:
        UnchangeableError: if there is none.
    """
    steps = listed(key)
    if not 0 <= index < len(steps.value):
        raise UnchangeableError("There is no such step in this file any more.")
    found: yaml.Node = steps.value[index]
    return found


def listed(key: Pair) -> yaml.SequenceNode:
    """The list of steps behind the key ``steps``.

    Raises:
        UnchangeableError: if there is something else.
    """
    if not isinstance(key.value, yaml.SequenceNode):
        raise UnchangeableError('Behind "steps" there is no list of steps. ' + MEND_FIRST)
    return key.value


def _steps(owner: yaml.Node) -> Pair:
    found = pair(owner, "steps")
    if found is None:
        raise UnchangeableError('There are no "steps" in this place of the file. ' + MEND_FIRST)
    return found


def written(step: Step, indent: int = 0) -> str:
    """The lines of a new step.

    Raises:
        UnchangeableError: for a step that no routine has.
    """
    try:
        return step_text(step, indent)
    except ValueError:
        raise UnchangeableError("Only a relief protocol has such a step.") from None


def node_of(text: str) -> yaml.Node:
    """The node of a piece of text that is a value or a step.

    Raises:
        UnchangeableError: if it is no YAML.
    """
    file = f"value: {text}" if "\n" not in text else f"value:\n{text}"
    found: yaml.Node = read_nodes(file).value[0][1]
    return found
