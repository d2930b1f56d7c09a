"""A file of another program: its values with their places, read without trusting it.

JSON and YAML become the same :class:`Piece` values. A mistake is one sentence with its place; what
can't be carried over is a remark, and many of the same kind are one.
"""

import math
import re
from dataclasses import dataclass
from typing import Final, NoReturn

from coach.adapters.library.events import harmful
from coach.adapters.library.problems import Source, quoted
from coach.adapters.library.scalars import spelled
from coach.ports.library import Problem

MOST_REMARKS: Final = 200
_LONG_LINE: Final = 200
"""A line with more characters is named with its column: it may be the whole file."""
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")

Value = str | float | bool | None | list["Piece"] | dict[str, "Piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A value and the characters of the file that it is made of."""

    value: Value
    start: int
    end: int


class ForeignFileError(Exception):
    """A file that can't be taken in; ``problem`` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Foreign:
    """A file that is being taken in: reads its values, and collects the remarks."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._remarks: dict[str, tuple[int, int]] = {}
        """Each remark with the place that it was first made at, and how often it was made."""

    def fail(self, piece: Piece, message: str, expected: str = "") -> NoReturn:
        """Give up on the file because of this piece."""
        raise ForeignFileError(self.source.problem(piece.start, piece.end, message, expected))

    def remark(self, piece: Piece, text: str) -> None:
        """Something that can't be carried over, or that is better looked at."""
        start, times = self._remarks.get(text, (piece.start, 0))
        self._remarks[text] = start, times + 1

    def remarks(self) -> tuple[str, ...]:
        """What was remarked, by its place, and from here on nothing of it any more."""
        found = sorted((start, text, times) for text, (start, times) in self._remarks.items())
        self._remarks = {}
        lines = [
            f"{self._where(start)}: {text}" + (f", {times} times" if times > 1 else "")
            for start, text, times in found[:MOST_REMARKS]
        ]
        if len(found) > MOST_REMARKS:
            lines.append(f"and {len(found) - MOST_REMARKS} more")
        return tuple(lines)

    def _where(self, start: int) -> str:
        problem = self.source.problem(start, start + 1, "")
        column = f", column {problem.column}" if len(problem.source) > _LONG_LINE else ""
        return f"line {problem.line}{column}"

    # Values

    def group(self, piece: Piece, what: str) -> "Group":
        """The keys of a group; ``what`` it is of."""
        if not isinstance(piece.value, dict):
            self.fail(piece, f"{what} is a group of keys, and this is {_kind(piece)}")
        return Group(self, piece, piece.value)

    def items(self, piece: Piece | None, what: str, whole: Piece) -> list[Piece]:
        """The items of a list, which has to be there; ``whole`` is what it is missing in."""
        if piece is None:
            self.fail(whole, f"{what} is missing here")
        if not isinstance(piece.value, list):
            self.fail(piece, f"{what} is a list, and this is {_kind(piece)}")
        return piece.value

    def text(self, piece: Piece | None, what: str, most: int) -> str:
        """A text on one line of at most ``most`` characters; empty where there is none."""
        if piece is None:
            return ""
        if isinstance(piece.value, dict | list | bool):
            self.fail(piece, f"{what} is a text, and this is {_kind(piece)}")
        value = piece.value
        raw = value if isinstance(value, str) else self.source.text[piece.start : piece.end]
        if any(harmful(char) for char in raw if not char.isspace()):
            self.remark(piece, f"control characters are left out of {what}")
        text = clean(raw)
        if len(text) > most:
            self.remark(piece, f"{what} is cut off after {most} characters")
            text = text[: most - 3].rstrip() + "..."
        return text

    def whole(self, piece: Piece | None, what: str, most: int) -> int | None:
        """A whole number from 0 to ``most``, where there is one."""
        wanted = f"a whole number, {most} at most"
        number = self._number(piece, what, wanted)
        if piece is None or number is None:
            return None
        if number != int(number):
            self.fail(piece, f"{what} is no whole number", wanted)
        if number > most:
            self.fail(piece, f"{what} is {most} at most here", wanted)
        return int(number)

    def seconds(self, piece: Piece | None, what: str, most: float) -> float | None:
        """A number of seconds from 0 to ``most``, where there is one."""
        wanted = "a number of seconds, such as 30"
        number = self._number(piece, what, wanted)
        if piece is not None and number is not None and number > most:
            self.fail(piece, f"{what} is longer than {spelled(most)}, the most that is played")
        return None if number is None else round(number, 3)

    def _number(self, piece: Piece | None, what: str, wanted: str) -> float | None:
        if piece is None:
            return None
        value = piece.value
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, float):
            self.fail(piece, f"{what} is a number, and this is {_kind(piece)}", wanted)
        if not math.isfinite(value):
            self.fail(piece, f"{what} is a number that is too large", wanted)
        if value < 0:
            self.fail(piece, f"{what} can't be negative", wanted)
        return value


class Group:
    """The keys of a group. What nobody takes is remarked on."""

    def __init__(self, foreign: Foreign, piece: Piece, keys: dict[str, Piece]) -> None:
        self._foreign = foreign
        self.piece = piece
        self._keys = dict(keys)

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def take(self, key: str) -> Piece | None:
        """The value of a key; ``None`` where it is missing or nothing."""
        found = self._keys.pop(key, None)
        return None if found is None or found.value is None else found

    def peek(self, key: str) -> Piece | None:
        """The value of a key, which stays to be taken."""
        found = self._keys.get(key)
        return None if found is None or found.value is None else found

    def ignore(self, *keys: str) -> None:
        """These keys tell nothing about what is done."""
        for key in keys:
            self._keys.pop(key, None)

    def close(self) -> None:
        """Remark on every key that is left."""
        for key, piece in self._keys.items():
            if piece.value not in (None, "", [], {}):
                self._foreign.remark(piece, f"{quoted(key)} is left out")


def clean(text: str) -> str:
    """A text on one line, with nothing in it that could act on a screen."""
    return " ".join("".join(" " if harmful(char) else char for char in text).split())


def _kind(piece: Piece) -> str:
    match piece.value:
        case bool():
            return "yes or no"
        case str():
            return f"the text {quoted(piece.value)}"
        case float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a group of keys"
    return "nothing"
