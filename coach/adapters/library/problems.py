"""What is wrong in a file and where: collecting problems, near words, showing them."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from coach.ports.library import Problem, Severity

MOST_PROBLEMS: Final = 100
"""So many problems of one file are named; a file with more is told so."""
_LONGEST_WORD: Final = 40
_SHOWN: Final = 100
_NEAR: Final = 0.7
_MARGIN: Final = 8
"""The columns before a line of the file: its number and a stroke."""
_NARROWEST: Final = 20
MOVED_IN: Final = " " * 4


class TooManyProblemsError(Exception):
    """The report of a file is full; there is no use in reading on."""


class Source:
    """The text of a file, with lines counted as an editor counts them.

    YAML 1.1 also breaks lines at U+0085, U+2028 and U+2029, where editors don't; so lines and
    columns come from the offset of a mark and not from the mark's own.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0]
        position = 0
        for line in text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")[:-1]:
            position += len(line) + 1
            # The second half of a "\r\n" belongs to the line that it ends.
            if text[position - 1] == "\r" and text[position : position + 1] == "\n":
                continue
            self._starts.append(position)

    def line_of(self, index: int) -> int:
        """The number of the line (from 1) that the character ``index`` is in."""
        return bisect_right(self._starts, min(max(index, 0), len(self.text)))

    def line(self, number: int) -> str:
        """The line ``number`` (from 1) without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def start_of(self, problem: Problem) -> int:
        """The character that a problem of this text begins with."""
        return self._starts[problem.line - 1] + problem.column - 1

    def problem(
        self,
        start: int,
        end: int,
        message: str,
        expected: str = "",
        nearest: str = "",
    ) -> Problem:
        """A problem with the characters from ``start`` to ``end``, shown on the first's line."""
        number = self.line_of(start)
        line = self.line(number)
        column = min(max(start, 0), len(self.text)) - self._starts[number - 1]
        column = min(column, len(line))
        width = len(line[column : max(column, end - self._starts[number - 1])].rstrip())
        return Problem(
            file=printable(self.file),
            line=number,
            column=column + 1,
            message=message,
            source=line,
            width=max(1, width),
            expected=printable(expected),
            nearest=nearest,
        )

    def warning(self, start: int, end: int, message: str, advice: str) -> Problem:
        """A warning at the characters from ``start`` to ``end``, with what would be better."""
        found = self.problem(start, end, message, advice)
        return replace(found, severity=Severity.WARNING)


class Report:
    """The problems of one file; at most one for each place."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._found: dict[tuple[int, str], Problem] = {}
        self._full = False
        self._told = 0

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._found)

    def __len__(self) -> int:
        """How often something was told, also at a place that has a problem already."""
        return self._told

    def add(
        self,
        start: int,
        end: int,
        message: str,
        *,
        expected: str = "",
        word: str = "",
        candidates: Iterable[str] = (),
        about: str = "",
        near: str = "",
    ) -> None:
        """Take in a problem; the first one at a place stays (with ``about``: the first about it).

        ``candidates`` are the right words, of which the one nearest to ``word`` is named;
        ``near`` is that one, where it is known.

        Raises:
            TooManyProblemsError: if the report is full.
        """
        self._told += 1
        if (start, about) in self._found:
            return
        if len(self._found) >= MOST_PROBLEMS:
            self._full = True
            raise TooManyProblemsError
        near = near or (nearest(word, candidates) if word else "")
        self._found[start, about] = self.source.problem(start, end, message, expected, near)

    def take(self, problem: Problem) -> None:
        """Take in a problem that another report of this file has."""
        self._told += 1
        self._found.setdefault((self.source.start_of(problem), ""), problem)

    def take_all(self, other: "Report") -> None:
        """Have the problems of another report of this file, and no more of those from before."""
        self._found = dict(other._found)
        self._told = len(self._found)

    def problems(self) -> tuple[Problem, ...]:
        """All of them by their place; a full report ends by saying that there are others."""
        found = [self._found[place] for place in sorted(self._found)]
        if self._full:
            end = len(self.source.text)
            found.append(
                self.source.problem(
                    end, end, f"and there is more: only {MOST_PROBLEMS} problems are shown"
                )
            )
        return tuple(found)


def near_words(word: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """The candidates that are like ``word``, the nearest first; never the word itself."""
    if not 0 < len(word) <= _LONGEST_WORD:
        return []
    wanted = _plain(word)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    rated: list[tuple[float, str]] = []
    for candidate in dict.fromkeys(candidates):
        matcher.set_seq1(_plain(candidate))
        if candidate == word or matcher.real_quick_ratio() < _NEAR:
            continue
        if matcher.quick_ratio() >= _NEAR and (ratio := matcher.ratio()) >= _NEAR:
            rated.append((-ratio, candidate))
    return [candidate for _, candidate in sorted(rated)[:most]]


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate nearest to ``word``, or nothing where none is near."""
    return next(iter(near_words(word, candidates, 1)), "")


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def printable(text: str) -> str:
    """``text`` as one line that is safe for a terminal: nothing in it can act on the screen."""
    if text.isprintable():
        return text
    return "".join(
        char if unicodedata.category(char) not in _UNSEEN else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def quoted(text: str, most: int = 40) -> str:
    """A piece of a file inside a message: in quotes, harmless, and not too long."""
    text = printable(" ".join(text.split()))
    return f'"{text}"' if len(text) <= most else f'"{text[: most - 3]}..."'


def render(problem: Problem, width: int | None = None) -> str:
    """A problem as lines of text: what and where, the line itself, the piece marked below it.

    With the ``width`` of a terminal no line is longer: the words go on in the next line, moved in.
    """
    warns = problem.severity is Severity.WARNING
    what = f"warning: {problem.message}" if warns else problem.message
    place = f"{printable(problem.file)}:{problem.line}:{problem.column}: "
    if problem.nearest:
        what += f"; did you mean {quoted(problem.nearest)}?"
    # Only the words are wrapped: whoever copies the place wants it whole.
    lines = wrapped(place, what, width, MOVED_IN)
    if problem.source.strip():
        line, column, wide = _window(problem, width)
        margin = f"{problem.line:>5} | "
        pad = " " * (len(margin) - 2) + "| "
        before, marked = _wide(line[:column]), _wide(line[column : column + wide])
        lines += [margin + line, pad + " " * before + "^" * max(1, marked)]
    if problem.expected:
        label = "" if warns else "expected: "
        lines += wrapped(" " * 8, f"{label}{problem.expected}", width, " " * 10)
    return "\n".join(lines)


def wrapped(before: str, text: str, width: int | None, indent: str) -> list[str]:
    """``before`` and ``text`` in one line; with a ``width``, in lines that break between words.

    ``before`` is never broken, and lines that follow begin with ``indent``.
    """
    if width is None:
        return [before + text]
    lines, line = [], before
    for word in text.split(" "):
        blank = line in (before, indent)
        if line.strip() and _wide(line) + (not blank) + _wide(word) >= width:
            lines.append(line.rstrip())
            line, blank = indent, True
        line += word if blank else f" {word}"
    return [*lines, line]


def _window(problem: Problem, width: int | None) -> tuple[str, int, int]:
    """The part of a long line around the marked piece, and where the piece is in it."""
    # Each character stays one character, so that the column still fits.
    line = printable(problem.source.replace("\t", " "))
    column = problem.column - 1
    most = _SHOWN
    if width is not None:
        most = min(most, max(_NARROWEST, width - _MARGIN - 1) // max(1, *map(_cells, line)))
    first = max(0, column - most // 2) if len(line) > most else 0
    shown = line[first : first + most].rstrip()
    return shown, column - first, min(problem.width, max(1, len(shown) - (column - first)))


def _wide(text: str) -> int:
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
