"""A drawing in terminal cells: braille dots, or quadrant blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from coach.painters.lettering import QUADRANTS
from coach.painters.shapes import Part, Shape, Spot
from coach.painters.sheet import Sheet

_BRAILLE: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille sign, by row and column."""
BLANK: Final = " "
_FULL: Final = "█"
_DARK: Final = "▓"
_LIGHT: Final = "▒"
_PARTS: Final = (Part.FEEL, Part.NEAR, Part.TRUNK, Part.FAR, Part.PROP, Part.FLOOR)
"""From what matters most in a cell that several parts share."""


class Grain(Enum):
    """What a cell is made of."""

    BRAILLE = "braille"
    """Eight dots."""
    BLOCKS = "blocks"
    """Four quarters."""

    @property
    def dots(self) -> tuple[int, int]:
        """Columns and rows of dots in a cell."""
        return (2, 4) if self is Grain.BRAILLE else (2, 2)


class Run(NamedTuple):
    """Neighbouring cells that show the same part, or nothing: a blank needs no colour."""

    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing in cells: the runs of each row, each row equally wide."""

    rows: tuple[tuple[Run, ...], ...]

    def changed(self, row: int, before: "Frame") -> tuple[int, int]:
        """The columns of a row that differ from a frame of the same size: from, and up to."""
        new, old = self.rows[row], before.rows[row]
        if new == old:
            return 0, 0
        cells = [list(_cells(one)) for one in (new, old)]
        differ = [at for at, (a, b) in enumerate(zip(*cells, strict=True)) if a != b]
        return (differ[0], differ[-1] + 1) if differ else (0, 0)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return sum(len(run.text) for run in self.rows[0]) if self.rows else 0, len(self.rows)

    @property
    def text(self) -> str:
        """The frame without its parts, as lines."""
        return "\n".join("".join(run.text for run in row) for row in self.rows)


def _cells(row: tuple[Run, ...]) -> Iterator[tuple[str, Part]]:
    return ((sign, Part.GROUND if sign == BLANK else run.part) for run in row for sign in run.text)


def paint(
    shapes: Sequence[Shape], sheet: Sheet, columns: int, rows: int, grain: Grain = Grain.BRAILLE
) -> Frame:
    """The drawing in so many columns and rows, as large as it fits, standing at the bottom.

    The body is never stretched. Far limbs and the region that should feel the exercise are told
    apart without colours too: by half the dots and by full cells in braille, by the shade of
    full cells in blocks.
    """
    layers = _Layers(_Grid(sheet, columns, rows, grain))
    for shape in shapes:
        layers.add(shape)
    return Frame(tuple(layers.row(row) for row in range(rows)))


class _Grid:
    """Where a spot of the sheet is among the dots."""

    def __init__(self, sheet: Sheet, columns: int, rows: int, grain: Grain) -> None:
        across, down = grain.dots
        self.grain, self.columns, self.rows = grain, columns, rows
        self.dots_wide, self.dots_tall = columns * across, rows * down
        # A cell is twice as tall as wide: dots to a metre, across and down.
        wide = min(self.dots_wide / sheet.width, self.dots_tall * across * 2 / down / sheet.height)
        self.wide, self.tall = wide, wide * down / (across * 2)
        self._left = sheet.left - (self.dots_wide / wide - sheet.width) / 2
        self._bottom = sheet.bottom

    def place(self, spot: Spot) -> Spot:
        """Dots from the left and from the top."""
        x, y = spot
        return (x - self._left) * self.wide, self.dots_tall - (y - self._bottom) * self.tall

    def spans(self, outline: Sequence[Spot]) -> list[tuple[int, int]]:
        """(row of dots, its dots as bits) of what a convex outline covers: at least one dot."""
        corners = [self.place(spot) for spot in outline]
        ys = [y for _, y in corners]
        top, bottom = min(ys), max(ys)
        first, last = max(0, round(top)), min(self.dots_tall - 1, round(bottom) - 1)
        if first > last:
            middle = int((top + bottom) / 2)
            first, last = max(0, middle), min(self.dots_tall - 1, middle)
        found = []
        edges = list(zip(corners, corners[1:] + corners[:1], strict=True))
        for row in range(first, last + 1):
            at = max(top, min(bottom, row + 0.5))
            crossings = [
                x0 + (x1 - x0) * ((at - y0) / (y1 - y0) if y1 != y0 else 0.0)
                for (x0, y0), (x1, y1) in edges
                if min(y0, y1) <= at <= max(y0, y1)
            ]
            if not crossings:
                continue
            left, right = round(min(crossings)), round(max(crossings))
            right = max(right, left + 1)
            left, right = max(0, left), min(self.dots_wide, right)
            if left < right:
                found.append((row, (1 << right) - (1 << left)))
        return found


class _Layers:
    """The dots of each part: one number for a row of dots, its lowest bit at the left."""

    def __init__(self, grid: _Grid) -> None:
        self._grid = grid
        self._dots = {part: [0] * grid.dots_tall for part in _PARTS}

    def add(self, shape: Shape) -> None:
        """Lay a shape over what is there."""
        for row, bits in self._grid.spans(shape.apart) if shape.apart else ():
            for part, layer in self._dots.items():
                if part is not Part.FLOOR:
                    layer[row] &= ~bits
        for row, bits in self._grid.spans(shape.outline):
            for layer in self._dots.values():
                layer[row] &= ~bits
            self._dots[shape.part][row] = self._dots[shape.part][row] | bits

    def row(self, number: int) -> tuple[Run, ...]:
        """One row of cells."""
        across, down = self._grid.grain.dots
        lines = range(number * down, (number + 1) * down)
        there = [
            (part, [self._shown(part, line) for line in lines])
            for part in _PARTS
            if any(self._dots[part][line] for line in lines)
        ]
        runs: list[Run] = []
        text: list[str] = []
        shown = Part.GROUND
        for column in range(self._grid.columns):
            part, sign = self._cell(there, column * across)
            if part is not Part.GROUND and part is not shown:
                if shown is not Part.GROUND:
                    runs.append(Run("".join(text), shown))
                    text = []
                shown = part
            text.append(sign)
        runs.append(Run("".join(text), shown))
        return tuple(runs)

    def _shown(self, part: Part, line: int) -> int:
        bits = self._dots[part][line]
        if part is Part.FAR:
            return bits & self._half(line)
        return bits

    def _half(self, line: int) -> int:
        """Every other dot, shifted from row to row."""
        if self._grid.grain is Grain.BLOCKS:
            return -1
        wide = self._grid.dots_wide + 2
        return int("01" * wide, 2) >> (line & 1)

    def _cell(self, there: list[tuple[Part, list[int]]], at: int) -> tuple[Part, str]:
        most, best, dots = 0, Part.GROUND, 0
        braille = self._grid.grain is Grain.BRAILLE
        for part, lines in there:
            count = 0
            for index, line in enumerate(lines):
                pair = line >> at & 3
                if not pair:
                    continue
                count += pair.bit_count()
                if braille:
                    first, second = _BRAILLE[index]
                    dots |= (first if pair & 1 else 0) | (second if pair & 2 else 0)
                else:
                    dots |= pair << 2 * index
            if count > most:
                most, best = count, part
        if not dots:
            return Part.GROUND, BLANK
        if not braille:
            shade = {Part.FEEL: _DARK, Part.FAR: _LIGHT}.get(best) if dots == 0xF else None
            return best, shade or QUADRANTS[dots]
        if dots == 0xFF and best is Part.FEEL:
            return best, _FULL
        return best, chr(0x2800 + dots)
