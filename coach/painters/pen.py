"""A broad round pen: which points lie under it on its way along a stroke.

Everything is measured in pens: the pen is a circle of diameter 1.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Half a pen, and a hair more, so that rounding makes no notches where an edge meets a point.
_HALF = 0.5001


class Point(NamedTuple):
    """A point of a stroke, and whether the stroke is rounded there."""

    x: float
    y: float
    round: bool = False


class Line(NamedTuple):
    """A straight piece of a stroke: where it starts, and how far it goes."""

    x: float
    y: float
    dx: float
    dy: float

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what the pen covers."""
        return (
            min(self.x, self.x + self.dx) - _HALF,
            min(self.y, self.y + self.dy) - _HALF,
            max(self.x, self.x + self.dx) + _HALF,
            max(self.y, self.y + self.dy) + _HALF,
        )

    def covers(self, x: float, y: float) -> bool:
        """Whether the pen goes over this point."""
        x, y = x - self.x, y - self.y
        length = self.dx * self.dx + self.dy * self.dy
        along = (x * self.dx + y * self.dy) / length if length else 0.0
        along = min(1.0, max(0.0, along))
        return math.hypot(x - along * self.dx, y - along * self.dy) <= _HALF


class Arc(NamedTuple):
    """A bent piece of a stroke: the part of a circle between two of its rays."""

    x: float
    y: float
    radius: float
    first: tuple[float, float]
    last: tuple[float, float]

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what the pen covers, or a little more."""
        reach = self.radius + _HALF
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach

    def covers(self, x: float, y: float) -> bool:
        """Whether the pen goes over this point, but for the round ends."""
        x, y = x - self.x, y - self.y
        if self.first[0] * y < self.first[1] * x or x * self.last[1] < y * self.last[0]:
            return False
        return abs(math.hypot(x, y) - self.radius) <= _HALF


def pieces(points: Sequence[Point]) -> Iterator[Line | Arc]:
    """The lines and arcs along the points of a stroke.

    A round corner is bent as far as its neighbours let it be: two of them share the way.
    """
    here = points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        if not corner.round:
            yield _line(here, corner)
            here = corner
            continue
        back, on = math.dist(before[:2], corner[:2]), math.dist(corner[:2], after[:2])
        reach = min(back / (1 + before.round), on / (1 + after.round))
        start, end = _towards(corner, before, reach / back), _towards(corner, after, reach / on)
        yield _line(here, start)
        yield _bend(start, corner, end)
        here = end
    yield _line(here, points[-1])


def _line(start: Point, end: Point) -> Line:
    return Line(start.x, start.y, end.x - start.x, end.y - start.y)


def _towards(start: Point, end: Point, share: float) -> Point:
    return Point(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))


def _bend(start: Point, corner: Point, end: Point) -> Line | Arc:
    """The arc that touches both sides of a corner, equally far from it."""
    half = math.dist(start[:2], end[:2]) / 2
    reach = math.dist(start[:2], corner[:2])
    height = math.sqrt(max(0.0, reach * reach - half * half))
    if min(half, height) < 1e-6:
        return _line(start, end)
    # The middle lies beyond the chord; the two right-angled triangles there are similar.
    chord = _towards(start, end, 0.5)
    middle = _towards(corner, chord, (reach / height) ** 2)
    first, last = ((x - middle.x, y - middle.y) for x, y, _ in (start, end))
    if first[0] * last[1] < first[1] * last[0]:
        first, last = last, first
    return Arc(middle.x, middle.y, reach * half / height, first, last)
