"""Charts: what plotext draws, in the colours of the theme.

A mark is told by its shape first, so that nothing is lost without colours, and the numbers stand
beside every chart in words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import ClassVar, Final

import plotext
from textual.content import Content
from textual.widget import Widget

from coach.domain.overview_words import short_day

MARKS: Final = ("○", "●", "▲")
"""The shapes of up to three series."""
_BAR: Final = "█"
_GOAL: Final = "┄"
_CLASSES: Final = {
    MARKS[0]: "chart--first",
    MARKS[1]: "chart--second",
    MARKS[2]: "chart--third",
    _BAR: "chart--bar",
    _GOAL: "chart--goal",
}
_LINES: Final = "┌┐└┘─│┬┤├┴┼"
_LEAST: Final = (16, 5)
"""Columns and rows below which nothing can be read from a chart."""
_SCORES: Final = (0, 2, 4, 6, 8, 10)
_LABEL: Final = 9
"""Columns of a date below the chart, with a space on each side."""
_BREADTH: Final = 0.3
"""Half of a bar, of the room for its week."""
_APART: Final = 0.3
"""Days between marks of one day, so that equal scores are all seen."""

Drawing = Callable[[int, int], str]
"""Draws on so many columns and rows."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values over days; a day may come more than once."""

    points: Sequence[tuple[date, float]]


class Chart(Widget):
    """One chart, drawn anew for each size. It says nothing that isn't in words beside it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*_CLASSES.values(), "chart--line"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawing: Drawing | None = None

    def show(self, drawing: Drawing | None) -> None:
        """Show another drawing, or nothing."""
        self._drawing = drawing
        self.refresh()

    def render(self) -> Content:
        """The drawing, each mark in its colour."""
        width, height = self.size
        if self._drawing is None or width < _LEAST[0] or height < _LEAST[1]:
            return Content("")
        text = self._drawing(width, height)
        content = Content(text)
        line = self.get_visual_style("chart--line")
        styles = {mark: self.get_visual_style(name) for mark, name in _CLASSES.items()}
        styles |= dict.fromkeys(_LINES, line)
        for at, character in enumerate(text):
            if character in styles:
                content = content.stylize(styles[character], at, at + 1)
        return content


def scores_chart(series: Sequence[Series], first: date, last: date) -> Drawing:
    """Up to three series of scores, 0 to 10, as marks over the days from ``first`` to ``last``."""

    def draw(width: int, height: int) -> str:
        _begin(width, height, first, last)
        plotext.ylim(0, 10)
        rows = _SCORES if height >= len(_SCORES) + 3 else (0, 5, 10)
        plotext.yticks(list(rows))
        _scatter(series, first, width)
        return _drawn()

    return draw


def reps_chart(series: Sequence[Series], first: date, last: date) -> Drawing:
    """Up to three series of counts as marks over the days from ``first`` to ``last``."""
    most = max((value for one in series for _, value in one.points), default=1)

    def draw(width: int, height: int) -> str:
        _begin(width, height, first, last)
        plotext.ylim(0, most)
        plotext.yticks(_counts(most, height))
        _scatter(series, first, width)
        return _drawn()

    return draw


def weeks_chart(weeks: Sequence[tuple[date, int]], goal: int | None) -> Drawing:
    """A bar for each week, by its Monday, and a line where the goal is."""
    most = max([count for _, count in weeks] + [goal or 1])

    def draw(width: int, height: int) -> str:
        _clear(width, height)
        if goal is not None:
            columns = max(width, 2)
            across = [-0.5 + number * len(weeks) / columns for number in range(columns + 1)]
            plotext.scatter(across, [goal] * len(across), marker=_GOAL)
        bars = [
            (at, count)
            for number, (_, count) in enumerate(weeks)
            if count
            for at in _across(number, len(weeks) / max(width, 1))
        ]
        if bars:
            places, counts = zip(*bars, strict=True)
            plotext.scatter(places, counts, marker=_BAR, fillx=True)
        plotext.xlim(-0.5, len(weeks) - 0.5)
        plotext.ylim(0, most)
        plotext.yticks(_counts(most, height))
        step = max(1, -(-len(weeks) * _LABEL // max(width - 4, 1)))
        named = range(0, len(weeks), step)
        plotext.xticks(list(named), [short_day(weeks[at][0]) for at in named])
        return _drawn()

    return draw


def _clear(width: int, height: int) -> None:
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plot_size(width, height)
    plotext.theme("clear")
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)


def _begin(width: int, height: int, first: date, last: date) -> None:
    """An empty chart over these days, with as many dates below it as there is room for."""
    _clear(width, height)
    days = (last - first).days
    count = max(2, min(days + 1, (width - 4) // _LABEL))
    places = sorted({round(number * days / (count - 1)) for number in range(count)})
    names = [short_day(date.fromordinal(first.toordinal() + place)) for place in places]
    plotext.xlim(-0.5, max(days, 1) + 0.9)
    plotext.xticks(places, names)


def _across(number: int, column: float) -> Sequence[float]:
    """Places over the breadth of a bar, no further apart than a ``column`` is wide."""
    parts = max(1, ceil(2 * _BREADTH / column))
    return [number - _BREADTH + 2 * _BREADTH * part / parts for part in range(parts + 1)]


def _scatter(series: Sequence[Series], first: date, width: int) -> None:
    for number, (one, mark) in enumerate(zip(series, MARKS, strict=False)):
        if one.points:
            seen = _seen(one.points, first, width)
            days = [day + number * _APART for day, _ in seen]
            plotext.scatter(days, [value for _, value in seen], marker=mark)


def _seen(
    points: Sequence[tuple[date, float]], first: date, width: int
) -> Sequence[tuple[int, float]]:
    """The points that all others lie under, with their days from ``first`` on.

    Of equal values within less than a column only the outermost are needed: what lies between
    them falls into the column of one of the two.
    """
    begin = first.toordinal()
    apart = max(1, (points[-1][0].toordinal() - begin) // max(width, 1))
    ends: dict[tuple[int, float], tuple[int, int]] = {}
    for day, value in dict.fromkeys(points):
        at = day.toordinal() - begin
        place = (at // apart, value)
        least, most = ends.get(place, (at, at))
        ends[place] = (min(least, at), max(most, at))
    return [(at, value) for (_, value), both in ends.items() for at in dict.fromkeys(both)]


def _counts(most: float, height: int) -> list[int]:
    """Whole numbers for the axis, from 0 to the most, as many as the rows can take."""
    step = max(1, -(-int(most) // max(height - 4, 1)))
    return list(range(0, int(most) + 1, step))


def _drawn() -> str:
    return str(plotext.uncolorize(plotext.build())).rstrip("\n")
