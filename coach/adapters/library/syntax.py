"""YAML's syntax errors in words for somebody who doesn't know YAML."""

import re
from typing import Final

import yaml

from coach.adapters.library.problems import Report, quoted

_WORDS: Final[tuple[tuple[str, str, bool], ...]] = (
    # (what libyaml or PyYAML says, what the person reads, whether the place is where it began)
    (r"tab character", "there is a tab here; indent with spaces", False),
    (r"mapping values are not allowed", "", False),
    (
        r"could not find expected ':'",
        "a colon is missing after this, or the line is indented wrongly",
        True,
    ),
    (
        r"expected '-' indicator|parsing a block collection",
        'this line does not fit the list above it: every item begins with "- " in the same column',
        False,
    ),
    (
        r"block sequence entries are not allowed|block collections? (is|are) not allowed",
        'a list item ("- ") can\'t stand here; it needs a line of its own',
        False,
    ),
    (
        r"expected (the )?node content",
        "a value is missing here, or a bracket is never closed",
        False,
    ),
    (
        r"unknown escape character",
        'a backslash "\\" inside double quotes has a meaning of its own; use single quotes',
        False,
    ),
    (
        r"expected '?<document start>",
        "this line does not fit what is above it: is it indented wrongly?",
        False,
    ),
    (r"unexpected ':'", "a space belongs after this colon", False),
    (r"directive", 'a line can\'t begin with "%" here', False),
    (r"tag", 'a value that begins with "!" needs quotes', False),
    (r"alias|anchor", 'a value that begins with "*" or "&" needs quotes', False),
    (r"block scalar", 'after "|" or ">" the text begins on the next line', False),
    (
        r"did not find expected key|expected <block end>",
        "this line does not fit what is above it: lines of one group begin in the same column",
        False,
    ),
)

_LONE_WORD: Final = re.compile(r"^\s*(?:- +)?([\w-]+)\s*$")


def explain(error: yaml.YAMLError, report: Report) -> None:
    """Put the one error of a file that is no YAML into its report."""
    if not isinstance(error, yaml.MarkedYAMLError):
        position = getattr(error, "position", 0)
        report.add(position, position + 1, "this can't be read as text here")
        return
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    place = mark.index if mark is not None else 0
    began = error.context_mark.index if error.context_mark is not None else place
    text = report.source.text
    quoted_text = "quoted scalar" in (error.context or "")
    if quoted_text and re.search("end of stream|document indicator", error.problem or ""):
        report.add(began, began + 1, "the quote that opens here is never closed")
        return
    if "flow" in (error.context or "") and text[began : began + 1] in ("[", "{"):
        _open_bracket(report, began, place)
        return
    if "cannot start any token" in said or "tab" in said:
        _bad_start(report, place)
        return
    for pattern, words, from_start in _WORDS:
        if re.search(pattern, said):
            if not words:
                _stray_colon(report, place)
                return
            start = began if from_start else place
            start = _settled(text, start)
            end = text.find("\n", start)
            report.add(start, end if end > 0 else len(text), words)
            return
    start = _settled(text, place)
    report.add(start, start + 1, "this can't be understood here; compare it with the lines around")


def _open_bracket(report: Report, opened: int, place: int) -> None:
    text = report.source.text
    place = _settled(text, place)
    line = report.source.line_of(opened)
    report.add(
        place,
        place + 1,
        f"a comma is missing here, or the {quoted(text[opened : opened + 1])} "
        f"of line {line} is never closed",
    )


def _settled(text: str, place: int) -> int:
    """``place``, or the last character before it where the file ends there."""
    if text[place:].strip():
        return place
    return max(0, len(text.rstrip()) - 1)


def _bad_start(report: Report, place: int) -> None:
    text = report.source.text
    line_start = text.rfind("\n", 0, place) + 1
    line_end = text.find("\n", place)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        tab = line_start + indent.index("\t")
        report.add(tab, tab + 1, "there is a tab here; indent with spaces")
    elif text[place : place + 1] == "\t":
        report.add(place, place + 1, "there is a tab here; use a space")
    else:
        char = text[place : place + 1]
        report.add(place, place + 1, f"a value that begins with {quoted(char)} needs quotes")


def _stray_colon(report: Report, place: int) -> None:
    """A colon where none can be: one is missing above, or a text needs quotes."""
    source = report.source
    number = source.line_of(place)
    line = source.line(number)
    above = next(
        (n for n in range(number - 1, 0, -1) if source.line(n).strip()),
        0,
    )
    lone = _LONE_WORD.match(source.line(above)) if above else None
    indent = len(line) - len(line.lstrip())
    first = line.find(":") == place - (source.text.rfind("\n", 0, place) + 1)
    if lone and first:
        start = sum(len(part) for part in source.text.splitlines(True)[: above - 1])
        start += lone.start(1)
        report.add(start, start + len(lone[1]), f"a colon is missing after {quoted(lone[1])}")
        return
    if first and indent and above:
        message = "this line is indented too far, or the line above it is not finished"
        start = source.text.rfind("\n", 0, place) + 1 + indent
        report.add(start, place, message)
        return
    report.add(place, place + 1, "a text with a colon and a space in it needs quotes")
