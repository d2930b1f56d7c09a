"""From bytes to nodes: an untrusted file's text, and what was meant where it is no YAML."""

import codecs
import re
import unicodedata
from contextlib import suppress
from typing import Final

import yaml

from coach.adapters.library.composing import (
    LOADER,
    MOST_DEPTH,
    MOST_EVENTS,
    TooMuchError,
    read_nodes,
)
from coach.adapters.library.files import MOST_BYTES
from coach.adapters.library.mends import Mended
from coach.adapters.library.problems import Report, Source, TooManyProblemsError
from coach.adapters.library.syntax import explain
from coach.adapters.library.traps import Traps, by_accident

__all__ = [
    "LOADER",
    "MOST_DEPTH",
    "MOST_EVENTS",
    "UnreadableError",
    "compose",
    "decode",
    "harmful",
]

_REORDERING: Final = "\u202a-\u202e\u2066-\u2069"
"""They turn the order of what follows around, so that a line reads other than it is."""

_SEPARATORS: Final = "\x85\u2028\u2029"
"""Ends of lines for YAML 1.1, and not for editors: a key behind one would be hidden."""

_CONTROL: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff{_SEPARATORS}{_REORDERING}]"
)


_UTF16: Final = "this file is saved as UTF-16; save it as UTF-8"
_OTHER_FILES: Final = (
    (b"PK\x03\x04", "a document of a word processor, or an archive"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor"),
    (b"{\\rtf", "a document of a word processor"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound or a picture"),
)
"""How a file begins that is no text at all."""


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
    if kind := next((kind for begin, kind in _OTHER_FILES if data.startswith(begin)), ""):
        raise UnreadableError(_alone(file, "", 0, 0, f"this is {kind}; save it as plain text"))
    data = data.removeprefix(codecs.BOM_UTF8)
    if data[:200].count(0) > len(data[:200]) // 3:
        raise UnreadableError(_alone(file, "", 0, 0, _UTF16))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        shown = good + data[error.start :].decode("utf-8", "replace")
        if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            message = _UTF16
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
    try:
        node = read_nodes(report, report.source.text)
        if node is not None and not report and _misread(node):
            node = _as_meant(report) or node
    except TooMuchError:
        return None
    except yaml.YAMLError as error:
        node = _mended(report, error)
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


def _mended(report: Report, error: yaml.YAMLError) -> yaml.Node | None:
    """The node of a file that is no YAML, read as it was meant; the traps go into the report.

    Raises:
        UnreadableError: if it can't be told what was meant.
    """
    # What the events found before the mistake would only distract from it.
    fresh = Report(report.source)
    traps = Traps(fresh)
    try:
        traps.find()
    except TooManyProblemsError:
        raise UnreadableError(fresh) from None
    text = Mended(report.source.text, traps.mends)
    if not fresh:
        explain(error, fresh)
        raise UnreadableError(fresh) from None
    looked_at = Report(Source(report.source.file, text.text))
    try:
        node = read_nodes(looked_at, text.text)
    except (TooMuchError, TooManyProblemsError):
        node = None
    except yaml.YAMLError as other:
        node = None
        with suppress(TooManyProblemsError):
            explain(other, looked_at)
    for problem in looked_at.problems():
        if problem.line not in traps.lines:
            fresh.take(problem)
    if looked_at or node is None:
        raise UnreadableError(fresh) from None
    report.take_all(fresh)
    _move_marks(node, text)
    return node


def _misread(node: yaml.Node) -> bool:
    """Whether a key is one by accident: ``-exercise: cat-cow``, ``{reps:3}``."""
    waiting: list[yaml.Node] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.SequenceNode):
            waiting += one.value
        elif isinstance(one, yaml.MappingNode):
            for key, value in one.value:
                if isinstance(key, yaml.ScalarNode) and not key.style and by_accident(key.value):
                    return True
                waiting.append(value)
    return False


def _as_meant(report: Report) -> yaml.Node | None:
    """The node of a file that YAML reads otherwise than it is meant, if it can be told how."""
    fresh = Report(report.source)
    traps = Traps(fresh)
    try:
        traps.find()
    except TooManyProblemsError:
        raise UnreadableError(fresh) from None
    text = Mended(report.source.text, traps.mends)
    try:
        node = read_nodes(Report(Source("", text.text)), text.text) if fresh else None
    except (TooMuchError, TooManyProblemsError, yaml.YAMLError):
        return None
    if node is not None:
        report.take_all(fresh)
        _move_marks(node, text)
    return node


def _move_marks(node: yaml.Node, text: Mended) -> None:
    """Give the nodes of a mended text their places in the old one."""
    waiting: list[yaml.Node] = [node]
    while waiting:
        one = waiting.pop()
        # A mark of libyaml's can't be changed; its index alone is looked at here.
        one.start_mark = _mark(text.before(one.start_mark.index))
        one.end_mark = _mark(text.before(one.end_mark.index))
        if isinstance(one, yaml.MappingNode):
            waiting += [part for pair in one.value for part in pair]
        elif isinstance(one, yaml.SequenceNode):
            waiting += one.value


def _mark(index: int) -> yaml.Mark:
    return yaml.Mark("", index, 0, 0, None, 0)


def _alone(file: str, text: str, start: int, end: int, message: str) -> Report:
    report = Report(Source(file, text))
    report.add(start, end, message)
    return report


def harmful(text: str) -> str | None:
    r"""The first character of ``text`` that could act on a screen, by its number, if any.

    An escape such as ``\e`` brings one in that the file itself doesn't have.
    """
    if text.isprintable():  # as nearly all are
        return None
    for char in text:
        if unicodedata.category(char) in _HARMFUL or _CONTROL.match(char):
            return f"U+{ord(char):04X}"
    return None


_HARMFUL: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
