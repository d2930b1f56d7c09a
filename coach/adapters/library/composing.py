"""From events to nodes in one pass, within bounds.

The C loader's ``compose`` recurses without a limit and takes the process down at some 30,000
nested brackets; events don't nest. It also looks for the types of values, which nobody asks here.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from coach.adapters.library.problems import Report, quoted

MOST_DEPTH: Final = 30
MOST_EVENTS: Final = 20_000
MOST_ALIASES: Final = 10
"""So many aliases are named; a file made to grow has thousands."""

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader, or the pure Python one where libyaml is missing."""


class TooMuchError(Exception):
    """The text has more in it than is read; the report says of what."""


def read_nodes(report: Report, text: str) -> yaml.Node | None:
    """The first node of a text, ``None`` where there is none.

    Anchors, tags and further documents go into the report, and the rest is still read.

    Raises:
        TooMuchError: at an alias, or too much of anything.
        yaml.YAMLError: if it is no YAML.
    """
    return _Reading(report).read(text)


class _Reading:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._root: yaml.Node | None = None
        self._open: list[tuple[yaml.Node, list[yaml.Node]]] = []
        """The groups and lists that are open, each with what is in it so far."""
        self._documents = self._aliases = 0

    def read(self, text: str) -> yaml.Node | None:
        # PyYAML's types say neither that a mark is always there nor which events have a tag.
        events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        for count, event in enumerate(events, 1):
            if count > MOST_EVENTS:
                self._report.add(
                    event.start_mark.index,
                    event.end_mark.index,
                    f"this file is too long: over {MOST_EVENTS} pieces",
                )
                raise TooMuchError
            self._take(event)
        if self._aliases:
            raise TooMuchError
        return self._root

    def _take(self, event: Any) -> None:
        start: Any = event.start_mark
        end: Any = event.end_mark
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_names(event)
            self._put(yaml.ScalarNode("", event.value, start, end, event.style))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_names(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._aliases += 1
            if self._aliases <= MOST_ALIASES:
                self._refuse(start.index, "an alias")
            self._put(yaml.ScalarNode("", "", start, end))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _begin(self, event: Any) -> None:
        if len(self._open) >= MOST_DEPTH:
            start = event.start_mark.index
            self._report.add(start, start + 1, f"this is nested over {MOST_DEPTH} levels deep")
            raise TooMuchError
        kind = yaml.SequenceNode if isinstance(event, yaml.SequenceStartEvent) else yaml.MappingNode
        node = kind("", [], event.start_mark, event.end_mark, event.flow_style)
        self._put(node)
        self._open.append((node, []))

    def _end(self, event: Any) -> None:
        node, parts = self._open.pop()
        node.end_mark = event.end_mark
        if isinstance(node, yaml.MappingNode):
            node.value = list(zip(parts[::2], parts[1::2], strict=True))
        else:
            node.value = parts

    def _put(self, node: yaml.Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        elif self._root is None:
            self._root = node

    def _document(self, event: Any) -> None:
        self._documents += 1
        start, end = event.start_mark.index, event.end_mark.index
        if event.version is not None or event.tags:
            self._report.add(start, start + 1, 'a line that begins with "%" is not read here')
        if self._documents == 2:
            self._report.add(start, end, 'a second document ("---") begins here; a file has one')

    def _refuse_names(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event.start_mark.index, "an anchor")
        elif event.tag is not None:
            self._refuse(event.start_mark.index, "a tag")

    def _refuse(self, start: int, what: str) -> None:
        # A collection's event may end anywhere behind the mark: the word itself is what is meant.
        word = re.compile(r"[^\s,\[\]{}]*").match(self._report.source.text, start)
        written = word.group() if word else ""
        self._report.add(
            start,
            start + max(1, len(written)),
            f"{quoted(written)} is {what}, and none is read here",
            expected="quotes around it, if it is a text; or the value itself, written out",
        )
