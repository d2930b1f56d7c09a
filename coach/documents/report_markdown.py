"""The page for the doctor as Markdown. What a person typed is no markup in it."""

import re
from collections.abc import Iterator
from typing import Final

from coach.documents.report import SELF_REPORTED, Report
from coach.documents.report_sections import PAPER, Line, sections
from coach.documents.report_text import day_words
from coach.documents.report_values import number
from coach.documents.report_words import TITLE, closing_words

_DAYS: Final = 28
"""Days that the table shows; the newest."""
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#!|~&@])")
"""What is markup wherever it stands."""
_LINKED: Final = re.compile(r":(?=\S)|(?<=www)\.", re.IGNORECASE)
"""What some readers of Markdown make a link of by themselves."""
_BEGINNING: Final = re.compile(r"^(\d{0,9})([-+=.)])")
"""What begins a list or a heading at the beginning of a text."""


def report_markdown(report: Report) -> str:
    """The whole page."""
    return "\n".join(_lines(report))


def plain(text: str) -> str:
    """A text in which nothing is markup."""
    marked = _LINKED.sub(lambda found: f"\\{found[0]}", _MARKS.sub(r"\\\1", text))
    return _BEGINNING.sub(r"\1\\\2", marked)


def _lines(report: Report) -> Iterator[str]:
    first, last = day_words(report.first), day_words(report.last)
    yield f"# {TITLE}, {first} to {last}"
    yield ""
    yield f"*{SELF_REPORTED}*, written {day_words(report.written.date())}"
    yield ""
    for section in sections(report, PAPER):
        yield f"## {plain(section.title)}"
        yield ""
        yield from (_line(line) for line in section.lines)
        yield ""
        if not section.name:
            yield from _table(report)
    yield "---"
    yield ""
    for words in closing_words(report):
        yield plain(words)
        yield ""


def _line(line: Line) -> str:
    label = f"**{plain(line.label)}:** " if line.label else ""
    return f"- {label}{plain(line.text)}"


def _table(report: Report) -> Iterator[str]:
    """The newest days with a score."""
    days = report.pain.days
    if not days:
        return
    yield "| day | scores | lowest | average | worst |"
    yield "|---|---|---|---|---|"
    for one in days[-_DAYS:]:
        yield f"| {one.day} | {one.count} | {one.best} | {number(one.mean)} | {one.worst} |"
    yield ""
    if len(days) > _DAYS:
        yield f"and {len(days) - _DAYS} days with a score before these"
        yield ""
