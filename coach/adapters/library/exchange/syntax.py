"""JSON and YAML of other programs as pieces with their places.

The standard JSON reader says neither where a value was nor stops at a depth that would take the
interpreter's stack; so the brackets are counted first, the standard reader then tells whether it
is JSON at all, and a walk over the words of the text, without recursion, finds the places.
"""

import json
import re
from typing import Final, NoReturn

import yaml

from coach.adapters.library.events import (
    MOST_DEPTH,
    MOST_EVENTS,
    UnreadableError,
    compose,
    decode,
)
from coach.adapters.library.exchange.source import Foreign, ForeignFileError, Piece, Value
from coach.adapters.library.files import MOST_BYTES
from coach.adapters.library.nodes import check_keys
from coach.adapters.library.problems import Report, Source, TooManyProblemsError

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS: Final[dict[str, Value]] = {"true": True, "false": False, "null": None}
_MISTAKES: Final = {
    "Expecting ',' delimiter": "a comma or a closing bracket is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting value": "a value is missing here",
    "Expecting property name enclosed in double quotes": "a key in double quotes belongs here",
    "Unterminated string starting at": "the quotes that open here are never closed",
    "Extra data": "the file goes on behind its end",
}


def open_foreign(file: str, data: bytes) -> tuple[Foreign, Piece]:
    """The file's values.

    Raises:
        ForeignFileError: if it is too large or not what it should be.
    """
    if len(data) > MOST_BYTES:
        _refuse(file, "", 0, f"this file is too large: at most {MOST_BYTES // 1024} kB are read")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _json(file, data)
    return _yaml(file, data)


def nested_json(foreign: Foreign, piece: Piece) -> Piece:
    """The values of JSON that stands inside a text. All of them have the place of the text."""
    assert isinstance(piece.value, str)
    try:
        inside = _parsed(foreign.source.file, piece.value)
    except ForeignFileError as error:
        foreign.fail(piece, f"the JSON in this text is wrong: {error.problem.message}")
    return _moved(inside, piece)


def _moved(piece: Piece, to: Piece) -> Piece:
    value = piece.value
    if isinstance(value, list):
        value = [_moved(item, to) for item in value]
    elif isinstance(value, dict):
        value = {key: _moved(item, to) for key, item in value.items()}
    return Piece(value, to.start, to.end)


def _json(file: str, data: bytes) -> tuple[Foreign, Piece]:
    latin = False
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Just Another Workout Timer writes the lower byte of each character into its backups.
        text, latin = data.decode("latin-1"), True
    foreign = Foreign(Source(file, text))
    root = _parsed(file, text)
    if latin:
        foreign.remark(root, "this file is not UTF-8: look at letters with accents in its names")
    return foreign, root


def _parsed(file: str, text: str) -> Piece:
    depth = 0
    for count, found in enumerate(_TOKEN.finditer(text), 1):
        if found.group() in ("{", "["):
            depth += 1
        elif found.group() in ("}", "]"):
            depth -= 1
        if depth > MOST_DEPTH:
            _refuse(file, text, found.start(), f"this is nested over {MOST_DEPTH} levels deep")
        if count > 4 * MOST_EVENTS:
            _refuse(file, text, found.start(), "this file is too long: there are too many values")
    try:
        json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=_constant)
    except json.JSONDecodeError as error:
        message = _MISTAKES.get(error.msg, "this is not JSON")
        _refuse(file, text, error.pos, message)
    except ValueError:
        spot = re.search(r"-?Infinity|NaN", text)
        _refuse(file, text, spot.start() if spot else 0, "this is no number", "a number such as 30")
    return _walk(text)


def _constant(name: str) -> NoReturn:
    raise ValueError(name)


def _walk(text: str) -> Piece:
    """The values of a text that is known to be JSON."""
    top: list[Piece] = []
    open_: list[tuple[list[Piece] | dict[str, Piece], int, str | None]] = []
    """What is not closed yet, where it began, and the key that its next value belongs to."""

    def put(piece: Piece) -> None:
        if not open_:
            top.append(piece)
            return
        holder, start, key = open_[-1]
        if isinstance(holder, list):
            holder.append(piece)
        elif key is None:
            open_[-1] = holder, start, str(piece.value)
        else:
            holder[key] = piece
            open_[-1] = holder, start, None

    for found in _TOKEN.finditer(text):
        word = found.group()
        if word == "{":
            open_.append(({}, found.start(), None))
        elif word == "[":
            open_.append(([], found.start(), None))
        elif word in ("}", "]"):
            holder, start, _ = open_.pop()
            put(Piece(holder, start, start + 1))
        elif word not in (",", ":"):
            put(Piece(_single(word), found.start(), found.end()))
    return top[0]


def _single(word: str) -> Value:
    if word[0] == '"':
        return str(json.loads(word, strict=False))
    return _WORDS[word] if word in _WORDS else float(word)


def _yaml(file: str, data: bytes) -> tuple[Foreign, Piece]:
    report = Report(Source(file, ""))
    try:
        report = decode(file, data)
        if not report.source.text.strip():
            _refuse(file, report.source.text, 0, "this file is empty")
        root = compose(report)
        if root is not None:
            check_keys(root, report)
    except UnreadableError as error:
        raise ForeignFileError(error.report.problems()[0]) from None
    except TooManyProblemsError:
        raise ForeignFileError(report.problems()[0]) from None
    if report or root is None:
        raise ForeignFileError(report.problems()[0])
    return Foreign(report.source), _piece(root)


def _piece(node: yaml.Node) -> Piece:
    """A node as a piece; how deep it is has been looked at."""
    value: Value
    if isinstance(node, yaml.MappingNode):
        value = {str(key.value): _piece(below) for key, below in node.value}
        return Piece(value, node.start_mark.index, node.start_mark.index + 1)
    if isinstance(node, yaml.SequenceNode):
        value = [_piece(item) for item in node.value]
        return Piece(value, node.start_mark.index, node.start_mark.index + 1)
    text = str(node.value)
    value = text
    if isinstance(node, yaml.ScalarNode) and not node.style:
        if text.casefold() in ("", "~", "null"):
            value = None
        elif text.casefold() in ("true", "false"):
            value = text.casefold() == "true"
        elif _NUMBER.fullmatch(text) or text.casefold() in (".inf", "-.inf", ".nan"):
            value = float(text.replace(".", "", 1) if text[-1].isalpha() else text)
    return Piece(value, node.start_mark.index, node.end_mark.index)


def _refuse(file: str, text: str, start: int, message: str, expected: str = "") -> NoReturn:
    source = Source(file, text)
    raise ForeignFileError(source.problem(start, start + 1, message, expected))
