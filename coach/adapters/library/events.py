"""From bytes to nodes: the bounds of an untrusted file, and YAML's complaints in plain words.

The C loader's ``compose`` recurses without a limit and takes the process down at some 30,000
nested brackets, so one pass over the events, which don't nest, comes first.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import yaml

from coach.adapters.library.files import MOST_BYTES
from coach.adapters.library.problems import Report, Source, quoted
from coach.adapters.library.syntax import explain

MOST_DEPTH: Final = 30
MOST_EVENTS: Final = 20_000
MOST_ALIASES: Final = 10
"""So many aliases are named; a file made to grow has thousands."""

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader, or the pure Python one where libyaml is missing."""

_REORDERING: Final = "\u202a-\u202e\u2066-\u2069"
"""They turn the order of what follows around, so that a line reads other than it is."""

_SEPARATORS: Final = "\x85\u2028\u2029"
"""Ends of lines for YAML 1.1, and not for editors: a key behind one would be hidden."""

_CONTROL: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff{_SEPARATORS}{_REORDERING}]"
)


class UnreadableError(Exception):
    """The file has no text that could be looked at; ``report`` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__("; ".join(str(problem) for problem in report.problems()))
        self.report = report


def decode(file: str, data: bytes) -> Report:
    """The text of a file, its BOM dropped and its line ends kept, ready to take problems.

    Raises:
        UnreadableError: if it is too big, is not UTF-8 or has control characters.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            _alone(
                file, "", 0, 0, f"this file is too big: at most {MOST_BYTES // 1024} kB are read"
            )
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        shown = good + data[error.start :].decode("utf-8", "replace")
        if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            message = "this file is saved as UTF-16; save it as UTF-8"
        else:
            message = "this is not UTF-8 text; save the file as UTF-8"
        raise UnreadableError(_alone(file, shown, len(good), len(good) + 1, message)) from None
    report = Report(Source(file, text))
    for number, found in enumerate(_CONTROL.finditer(text)):
        if number == 20:
            break
        char = found.group()
        name = f"U+{ord(char):04X}"
        report.add(
            found.start(),
            found.end(),
            f"there is a control character ({name}) here; only plain text is read",
        )
    if report:
        raise UnreadableError(report)
    return report


def compose(report: Report) -> yaml.MappingNode | None:
    """The file's top mapping, or ``None`` with the reason in the report.

    Anchors, tags and further documents are reported, and the rest of the file is still read;
    an alias, or too much of anything, ends the reading.
    """
    text = report.source.text
    try:
        if not _bounded(report):
            return None
        loader = LOADER(text)
        try:
            node = loader.get_node() if loader.check_node() else None
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        # What the events found before the mistake would only distract from it.
        fresh = Report(report.source)
        explain(error, fresh)
        raise UnreadableError(fresh) from None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        report.add(0, 0, "this file is empty", expected='"schema: 1", "title: ..." and "steps:"')
        return None
    if not isinstance(node, yaml.MappingNode):
        report.add(
            node.start_mark.index,
            node.end_mark.index,
            "a file is made of keys, each with a colon behind it",
            expected='"schema: 1", "title: ..." and "steps:"',
        )
        return None
    return node


def _bounded(report: Report) -> bool:
    """Whether the file's events allow composing it."""
    depth = documents = aliases = 0
    usable = True
    # PyYAML's types say neither that a mark is always there nor which events have a tag.
    events: Iterator[Any] = yaml.parse(report.source.text, Loader=LOADER)
    for count, event in enumerate(events, 1):
        start, end = event.start_mark.index, event.end_mark.index
        if count > MOST_EVENTS:
            report.add(start, end, f"this file is too long: over {MOST_EVENTS} pieces")
            return False
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                report.add(start, end, 'a second document ("---") begins here; a file has one')
        elif isinstance(event, yaml.AliasEvent):
            usable = False
            aliases += 1
            if aliases <= MOST_ALIASES:
                _refuse(report, start, "an alias")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                _refuse(report, start, "an anchor")
            elif getattr(event, "tag", None) is not None:
                _refuse(report, start, "a tag")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MOST_DEPTH:
                    report.add(start, start + 1, f"this is nested over {MOST_DEPTH} levels deep")
                    return False
    return usable


def _refuse(report: Report, start: int, what: str) -> None:
    # A collection's event may end anywhere behind the mark: the word itself is what is meant.
    word = re.compile(r"[^\s,\[\]{}]*").match(report.source.text, start)
    written = word.group() if word else ""
    report.add(
        start,
        start + max(1, len(written)),
        f"{quoted(written)} is {what}, and none is read here",
        expected="the value itself, written out",
    )


def _alone(file: str, text: str, start: int, end: int, message: str) -> Report:
    report = Report(Source(file, text))
    report.add(start, end, message)
    return report


def harmful(text: str) -> str | None:
    r"""The first character of ``text`` that could act on a screen, by its number, if any.

    An escape such as ``\e`` brings one in that the file itself doesn't have.
    """
    for char in text:
        if unicodedata.category(char) in _HARMFUL or _CONTROL.match(char):
            return f"U+{ord(char):04X}"
    return None


_HARMFUL: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
