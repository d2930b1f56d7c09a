"""The page for the doctor as HTML: one file that loads nothing and runs nothing."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from html import escape
from typing import Final
from unicodedata import east_asian_width

from coach.documents.page import page_head
from coach.documents.report import SELF_REPORTED, Report
from coach.documents.report_charts import pain_chart
from coach.documents.report_sections import PAPER, Line, Section, sections
from coach.documents.report_style import STYLE
from coach.documents.report_text import day_words
from coach.documents.report_words import TITLE, closing_words
from coach.domain.overview import SERIES_DAYS
from coach.painters.body_svg import body_svg

MARK: Final = '<meta name="generator" content="coach report">'
"""Tells such a page from every other file."""
_UNDER_MAP: Final = ("where", "sleep", "allergies", "past")
_MIDDLE: Final = ("episode", "pattern", "changes", "activities")
_RIGHT: Final = ("tried", "medicines", "notes")
_BELOW: Final = ("questions", "goal")
_MUCH: Final = 2_200
"""Characters from which the letters are smaller; an ordinary month has about 1,900."""
_MAP_TITLE: Final = "On how many days each place was named"


def report_html(report: Report) -> str:
    """The whole page. Every text in it is escaped."""
    parts = {one.name: one for one in sections(report, PAPER)}
    title = f"{TITLE}: {day_words(report.first)} to {day_words(report.last)}"
    return "\n".join(
        (
            *page_head(title, MARK, STYLE),
            f"<body{_dense(parts.values())}><main>",
            *_head(report),
            *_section(parts[""], "summary"),
            *_some(parts, ("warnings",)),
            *_chart(report),
            '<div class="columns">',
            '<div class="map">',
            *_map(report),
            *_some(parts, _UNDER_MAP),
            "</div>",
            "<div>",
            *_some(parts, _MIDDLE),
            "</div>",
            "<div>",
            *_some(parts, _RIGHT),
            "</div>",
            "</div>",
            *_some(parts, _BELOW),
            *_foot(report),
            "</main></body>",
            "</html>",
            "",
        )
    )


def _dense(parts: Iterable[Section]) -> str:
    """The letters are smaller where there is much to say; a broad letter counts as two."""
    texts = (text for part in parts for line in part.lines for text in (line.label, line.text))
    broad = sum(1 + (east_asian_width(sign) in "WF") for text in texts for sign in text)
    return ' class="dense"' if broad > _MUCH else ""


def _head(report: Report) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{escape(TITLE)}, {escape(_period(report))}</h1>"
    yield f'<p class="made"><b>{escape(SELF_REPORTED)}</b>'
    yield f"written {escape(day_words(report.written.date()))}</p>"
    yield "</header>"


def _period(report: Report) -> str:
    return f"{day_words(report.first)} to {day_words(report.last)}"


def _some(parts: dict[str, Section], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name in parts:
            yield from _section(parts[name], name)


def _section(section: Section, kind: str) -> Iterator[str]:
    yield f'<section class="{kind}">'
    if section.name:
        yield f"<h2>{escape(section.title)}</h2>"
    yield from (_line(line) for line in section.lines)
    yield "</section>"


def _line(line: Line) -> str:
    label = f"<b>{escape(line.label)}:</b> " if line.label else ""
    return f'<p class="line">{label}{escape(line.text)}</p>'


def _chart(report: Report) -> Iterator[str]:
    """The newest 28 days, or the whole period where it is longer."""
    pain = report.pain
    first = min(report.first, report.last - timedelta(days=SERIES_DAYS - 1))
    days = [day for day in (*pain.series, *pain.days) if first <= day.day <= report.last]
    title = f"Pain, 0 to 10, {day_words(first)} to {day_words(report.last)}"
    yield '<section class="chart">'
    yield f"<h2>{escape(title)}</h2>"
    yield pain_chart(days, first, report.last, title)
    yield '<p class="key">Solid: average of a day. Dashed: its worst. A gap: no score.</p>'
    yield "</section>"


def _map(report: Report) -> Iterator[str]:
    if report.place is None:
        return
    yield body_svg({one.text: one.days for one in report.place.sites}, _MAP_TITLE)
    yield '<p class="key">From behind, left is left. Days on which a place was named.</p>'


def _foot(report: Report) -> Iterator[str]:
    yield "<footer>"
    yield from (f"<p>{escape(words)}</p>" for words in closing_words(report))
    yield "</footer>"
