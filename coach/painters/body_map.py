"""A person's back, seen from behind, with the regions of the body map in their places.

The back is described once, on a sheet from 0 to 1 from above and from -1 to 1 from left to right,
and drawn at any size in dots, four to a cell. Both halves are alike.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, reduce
from operator import and_
from typing import Final, NamedTuple

from coach.domain.body import LEG, MAP, SITES
from coach.painters.lettering import QUADRANTS, SMALLEST, paint, width

LEAST: Final = (21, 13)
"""Columns and rows under which nobody could tell the regions apart."""
TALLEST: Final = 44
"""Rows of the largest drawing."""

_SLIM, _USUAL, _BROAD = 1.6, 1.85, 1.9
"""How many columns there may be to a row; a cell is twice as tall as wide."""
_LARGE_FROM: Final = 21
"""Rows of a drawing of the usual breadth from which the keys are large."""

_Line = tuple[tuple[float, float], ...]
"""Points of a line down the right half of the body: the height, and how far from the middle."""
_Layer = tuple[int, ...]
"""Dots by rows: in each number a bit for each dot from the left."""

_HEAD_MIDDLE, _HEAD_TALL, _HEAD_WIDE = 0.069, 0.069, 0.128
_OUTSIDE: Final[_Line] = (
    *((0.09, 0.09), (0.145, 0.095), (0.17, 0.14), (0.19, 0.29), (0.21, 0.50), (0.24, 0.65)),
    *((0.29, 0.74), (0.38, 0.79), (0.50, 0.82), (0.62, 0.86), (0.75, 0.91), (1, 0.97)),
)
_ARM: Final[_Line] = ((0.36, 0.57), (0.42, 0.62), (0.62, 0.71), (0.75, 0.77), (1, 0.85))
"""The inside of the arm, from the armpit."""
_FLANK: Final[_Line] = (
    *((0.17, 0.60), (0.29, 0.60), (0.36, 0.58), (0.44, 0.53), (0.53, 0.50), (0.59, 0.50)),
    *((0.67, 0.555), (0.76, 0.60), (0.84, 0.61), (0.92, 0.585), (1, 0.54)),
)
_THIGH: Final[_Line] = ((0.86, 0), (0.90, 0.035), (1, 0.07))
"""The inside of the leg, from the crotch."""
_SPINE: Final[_Line] = ((0.17, 0.18), (0.40, 0.145), (0.62, 0.14), (0.83, 0.13), (1, 0.13))
"""The border of the regions in the middle."""
_BEGINS: Final = (0.175, 0.41, 0.615)
"""Where each row of regions begins."""
_FOLD, _FOLD_DEEP = 0.815, 0.035
"""Where the legs begin, and how far a buttock hangs over."""


class Part(Enum):
    """What a cell shows."""

    GROUND = auto()
    """Nothing."""
    BODY = auto()
    """The outline, or the hair."""
    BORDER = auto()
    """The border between two regions."""
    KEY = auto()
    """The key of a region."""
    MARKED = auto()
    """The marked region, which is filled; a large key is left out of it."""
    MARKED_KEY = auto()
    """A key of one character in the marked region: to be shown in reverse."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The back in cells: what is written, what it shows, and which region each cell belongs to."""

    rows: tuple[str, ...]
    parts: tuple[tuple[Part, ...], ...]
    sites: tuple[tuple[str, ...], ...]
    """The id of the region, or nothing."""

    def site_at(self, column: int, row: int) -> str:
        """The region of a cell; empty where there is none, and outside of the picture."""
        inside = 0 <= row < len(self.sites) and 0 <= column < len(self.sites[row])
        return self.sites[row][column] if inside else ""


def fit(columns: int, rows: int) -> tuple[int, int] | None:
    """Columns and rows of the largest back that fits, ``None`` where none does.

    The columns are even or odd as the keys are, so that these stand in the middle.
    """
    rows = min(rows, int(columns / _SLIM), TALLEST)
    columns = min(columns, int(rows * _BROAD))
    if columns < LEAST[0] or rows < LEAST[1]:
        return None
    fitting = range(columns, columns - 4, -1)
    return next(at for at in fitting if (at - _size_of_key(at, rows)[0]) % 2 == 0), rows


@cache
def draw(columns: int, rows: int, marked: str = "") -> Picture:
    """The back at this size (one that :func:`fit` gives), with the region ``marked`` filled.

    Raises:
        ValueError: It is smaller than the smallest.
    """
    if columns < LEAST[0] or rows < LEAST[1]:
        raise ValueError(f"no back is drawn in {columns} columns and {rows} rows")
    sheet = _sheet(columns, rows)
    filled = sheet.regions.get(marked, (0,) * (2 * rows))
    layers = (filled, sheet.outline, sheet.borders)
    signs = [[" "] * columns for _ in range(rows)]
    parts = [[Part.GROUND] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            mark, body, border = (_dots(layer, column, row) for layer in layers)
            signs[row][column] = QUADRANTS[mark | body | border]
            if mark | body | border:
                parts[row][column] = Part.MARKED if mark else Part.BODY if body else Part.BORDER
    tall = _size_of_key(columns, rows)[1]
    for key, site, left, top in sheet.keys:
        for row, line in enumerate(paint(key, tall) if tall > 1 else (key,), start=top):
            for column, sign in enumerate(line, start=left):
                signs[row][column], parts[row][column] = _on(sign, site == marked)
    return Picture(tuple(map("".join, signs)), tuple(map(tuple, parts)), sheet.sites)


def _on(sign: str, marked: bool) -> tuple[str, Part]:
    """A cell of a key; a large one is left out of the region that is filled."""
    if not marked:
        return sign, Part.KEY
    if sign not in QUADRANTS:
        return sign, Part.MARKED_KEY
    return QUADRANTS[15 - QUADRANTS.index(sign)], Part.MARKED


def _size_of_key(columns: int, rows: int) -> tuple[int, int]:
    """Columns and rows of a key."""
    usual = min(rows, columns / _USUAL)
    tall = max(int(usual * 2 / 13), SMALLEST) if usual >= _LARGE_FROM else 1
    return (width("0", tall), tall) if tall > 1 else (1, 1)


class Level(NamedTuple):
    """How far from the middle everything is at one height of the sheet."""

    height: float
    head: float
    outside: float
    arm: float
    flank: float
    thigh: float
    spine: float

    def is_body(self, across: float) -> bool:
        """Whether the body is there."""
        far = abs(across)
        inside = self.thigh <= far <= self.outside and (far <= self.flank or far >= self.arm)
        return inside or far < self.head

    def site(self, across: float) -> str:
        """The region that is there, or nothing."""
        far = abs(across)
        if self.height < _BEGINS[0] or not self.thigh <= far <= min(self.flank, self.outside):
            return ""
        if self.height >= _FOLD + _FOLD_DEEP * math.sin(math.pi * far / self.flank):
            return LEG.id
        band = sum(self.height >= begins for begins in _BEGINS) - 1
        return MAP[band][1 if far <= self.spine else 0 if across < 0 else 2].id


def level_at(height: float) -> Level:
    """What there is at a height of the sheet, from 0 above to 1 below."""
    share = min(abs(height - _HEAD_MIDDLE) / _HEAD_TALL, 1)
    head = _HEAD_WIDE * math.sqrt(1 - share * share)
    lines = (_curve(line, height) for line in (_ARM, _FLANK, _THIGH, _SPINE))
    return Level(height, head, _curve(_OUTSIDE, height) or -1, *lines)


def _curve(points: _Line, height: float) -> float:
    """How far the line is from the middle, on its smooth way (Catmull and Rom); above it 0."""
    if height <= points[0][0]:
        return 0
    at = next(index for index, point in enumerate(points) if point[0] >= height)
    before, start = points[max(at - 2, 0)], points[at - 1]
    end, after = points[at], points[min(at + 1, len(points) - 1)]
    step = end[0] - start[0]
    t = (height - start[0]) / step
    leaving = (end[1] - before[1]) / (end[0] - before[0]) * step
    arriving = (after[1] - start[1]) / (after[0] - start[0]) * step
    first = (1 - t) ** 2 * ((1 + 2 * t) * start[1] + t * leaving)
    return first + t**2 * ((3 - 2 * t) * end[1] - (1 - t) * arriving)


def _steps(count: int) -> list[float]:
    """How far from the middle each of so many steps is; exactly alike on both sides."""
    return [(2 * step + 1 - count) / count for step in range(count)]


def _bits(row: Iterable[bool]) -> int:
    return sum(1 << place for place, there in enumerate(row) if there)


def _dots(layer: _Layer, column: int, row: int) -> int:
    """The dots of a cell, as the quadrants count them."""
    above, below = (line >> 2 * column & 3 for line in layer[2 * row : 2 * row + 2])
    return above | below << 2


class _Sheet(NamedTuple):
    """A back of some size, but for the mark."""

    outline: _Layer
    borders: _Layer
    regions: dict[str, _Layer]
    sites: tuple[tuple[str, ...], ...]
    keys: list[tuple[str, str, int, int]]
    """Each key with its region, and the column and row where it begins."""


@cache
def _sheet(columns: int, rows: int) -> _Sheet:
    thick = max(1, round(rows / 30))
    levels = [level_at((y + 0.5) / (2 * rows)) for y in range(2 * rows)]
    across = _steps(2 * columns)
    found = [[level.site(far) for far in across] for level in levels]
    regions = {
        site.id: tuple(_bits(at == site.id for at in row) for row in found) for site in SITES
    }
    hair = tuple(_bits(abs(far) < level.head for far in across) for level in levels)
    body = tuple(_bits(map(level.is_body, across)) for level in levels)
    edge = _edge(body, thick, 2 * thick if min(rows, columns / _USUAL) > 18 else 1)
    outline = tuple(row | more for row, more in zip(edge, hair, strict=True))
    borders = _borders(regions, columns, thick)
    middles = [level_at((row + 0.5) / rows) for row in range(rows)]
    sites = tuple(tuple(map(level.site, _steps(columns))) for level in middles)
    drawn = tuple(one | other for one, other in zip(outline, borders, strict=True))
    wide, tall = _size_of_key(columns, rows)
    keys = []
    for left, middle, right in (*MAP, (LEG, None, LEG)):
        column, row = _place(left.id, sites, drawn, wide, tall)
        mirrored = columns - column - wide
        keys += [(left.key, left.id, column, row), (right.key, right.id, mirrored, row)]
        if middle is not None:
            keys.append((middle.key, middle.id, (columns - wide) // 2, row))
    return _Sheet(outline, borders, regions, sites, keys)


def _edge(body: _Layer, down: int, across: int) -> _Layer:
    """The dots of the body that are so near to its edge. Below the sheet it goes on."""
    inner = []
    for y, row in enumerate(body):
        beside = [row << step & row >> step for step in range(1, across + 1)]
        reach = range(y - down, y + down + 1)
        near = [body[min(line, len(body) - 1)] if line >= 0 else 0 for line in reach]
        inner.append(reduce(and_, (*beside, *near)))
    return tuple(row & ~kept for row, kept in zip(body, inner, strict=True))


def _borders(regions: dict[str, _Layer], columns: int, thick: int) -> _Layer:
    """Dashes between the regions of the back, and a whole line above the legs."""
    left = (1 << columns) - 1
    dash = _bits(min(x, 2 * columns - 1 - x) // (2 * thick) % 2 == 0 for x in range(2 * columns))
    legs = regions[LEG.id]
    back = {site: layer for site, layer in regions.items() if site != LEG.id}
    everywhere = [sum(rows) for rows in zip(*back.values(), strict=True)]
    borders = [0] * len(legs)
    for layer in back.values():
        for y, row in enumerate(layer):
            others = everywhere[y] & ~row
            if y // thick % 2 == 0:
                borders[y] |= row & (others >> 1 & left | others << 1 & ~left)
            if y + 1 < len(layer):
                borders[y] |= row & (everywhere[y + 1] & ~layer[y + 1] & dash | legs[y + 1])
    return tuple(borders)


def _place(
    site: str, sites: tuple[tuple[str, ...], ...], drawn: _Layer, wide: int, tall: int
) -> tuple[int, int]:
    """Where a key stands in a region on the left: near the middle of what is free."""
    free = {
        (column, row)
        for row, line in enumerate(sites)
        for column, at in enumerate(line[: (len(line) + 1) // 2])
        if at == site and not _dots(drawn, column, row)
    }
    middle_x, middle_y = (sum(along) / len(free) for along in zip(*free, strict=True))

    def fits(at: tuple[int, int], around: int) -> bool:
        columns, rows = range(-around, wide + around), range(tall)
        return all((at[0] + x, at[1] + y) in free for x in columns for y in rows)

    def rank(at: tuple[int, int]) -> tuple[bool, float, tuple[int, int]]:
        x, y = at[0] + (wide - 1) / 2 - middle_x, at[1] + (tall - 1) / 2 - middle_y
        return not fits(at, 1), math.hypot(x, 2 * y), at

    return min((at for at in free if fits(at, 0)), key=rank)
