"""The pain of a period as a chart in SVG: for each day the worst score and the average."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from typing import Final

from coach.documents.report_text import short_day
from coach.domain.overview_lines import DayPain

_WIDE, _TALL = 720, 108
_LEFT, _RIGHT, _TOP, _BOTTOM = 18, 6, 6, 18
"""What is kept free for the numbers beside and below the chart."""
_HIGHEST: Final = 10
_LINES: Final = (0, 2, 4, 6, 8, 10)
_LABELS: Final = 7
"""About so many days are named below the chart."""
_DOTS_UNTIL: Final = 62
"""Days up to which each one has a dot."""
_WORST, _MEAN, _GRID = "#c2571a", "#173f5f", "#c4c4c4"


def pain_chart(days: Sequence[DayPain], first: date, last: date, title: str) -> str:
    """The days with a score from ``first`` to ``last``; a day without one is a gap in the line."""
    length = (last - first).days + 1
    chart = _Chart(first, length)
    known = {pain.day: pain for pain in days}
    order = [first + timedelta(days=n) for n in range(length)]
    worst = [(day, float(known[day].worst)) if day in known else None for day in order]
    mean = [(day, known[day].mean) if day in known else None for day in order]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_TALL}" role="img"'
        f' aria-label="{escape(title)}"><title>{escape(title)}</title>'
    )
    parts = [
        head,
        *chart.frame(order),
        *chart.course(worst, _WORST, 1.2, dots=False, dashed=True),
        *chart.course(mean, _MEAN, 2.2, dots=length <= _DOTS_UNTIL, dashed=False),
        "</svg>",
    ]
    return "\n".join(parts)


_Point = tuple[date, float] | None


class _Chart:
    """Where a day and a score are on the sheet."""

    def __init__(self, first: date, length: int) -> None:
        self._first = first
        self._step = (_WIDE - _LEFT - _RIGHT) / length

    def _x(self, day: date) -> float:
        return _LEFT + ((day - self._first).days + 0.5) * self._step

    @staticmethod
    def _y(score: float) -> float:
        return _TALL - _BOTTOM - score / _HIGHEST * (_TALL - _TOP - _BOTTOM)

    def frame(self, order: Sequence[date]) -> Iterable[str]:
        """The scores beside it, and some of the days below."""
        for score in _LINES:
            y = self._y(score)
            yield (
                f'<line x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"'
                f' stroke="{_GRID}" stroke-width="0.6"/>'
            )
            yield _text(_LEFT - 4, y + 3.5, str(score), "end")
        every = max(1, -(-len(order) // _LABELS))
        for day in order[::every]:
            yield _text(self._x(day), _TALL - 4, escape(short_day(day)), "middle")

    def course(
        self, points: Iterable[_Point], ink: str, width: float, *, dots: bool, dashed: bool
    ) -> Iterable[str]:
        """A line through what is known, with a gap where a day isn't; a day alone is a dot."""
        dash = ' stroke-dasharray="4 2"' if dashed else ""
        for run in _runs(points):
            spots = [(self._x(day), self._y(score)) for day, score in run]
            if len(spots) > 1:
                places = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
                yield (
                    f'<polyline points="{places}" fill="none" stroke="{ink}"'
                    f' stroke-width="{width}"{dash}/>'
                )
            if dots or len(spots) == 1:
                yield from (
                    f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{ink}"/>' for x, y in spots
                )


def _runs(points: Iterable[_Point]) -> list[list[tuple[date, float]]]:
    """The days that follow each other without a gap."""
    runs: list[list[tuple[date, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="10" text-anchor="{anchor}">{words}</text>'
