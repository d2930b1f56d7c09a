"""Large letters and figures in terminal cells, to be read from the floor.

A cell is about twice as tall as wide. Its four quadrants are the dots of the picture, so a pen
that is as broad as it is tall covers twice as many dots across as down. Shapes are fitted to the
dots: a stem and a bar keep their thickness wherever they stand.
"""

import math
from functools import cache

from coach.painters.glyphs import FIGURE, SHAPES, SMALL, SPACE
from coach.painters.pen import Arc, Line, Point, pieces

SMALLEST = 3
"""The smallest height in rows at which the letters can be told apart."""

LARGEST = 20
"""The largest height in rows."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The characters by the quadrants they fill: 1 and 2 above, 4 and 8 below."""

_SMALL = 5
"""Up to this height the simpler strokes are used."""

_GAP = 0.27
"""How many columns apart two letters are for each row of height."""


def paint(text: str, height: int) -> tuple[str, ...]:
    """The text in large letters: `height` rows of equal width.

    Lower case is painted as upper case, a sign without a shape as a blank.

    Raises:
        ValueError: The height is not from `SMALLEST` to `LARGEST`.
    """
    letters = [_letter(letter, _checked(height)) for letter in text.upper()]
    gap = " " * _gap(height)
    return tuple(gap.join(letter[row] for letter in letters) for row in range(height))


def has_all(text: str) -> bool:
    """Whether there is a shape for every character; the others are painted as blanks."""
    return all(sign == " " or sign in SHAPES for sign in text.upper())


def width(text: str, height: int) -> int:
    """How many columns the text needs at this height.

    Raises:
        ValueError: The height is not from `SMALLEST` to `LARGEST`.
    """
    columns = [_columns(letter, _checked(height)) for letter in text.upper()]
    return sum(columns) + _gap(height) * max(0, len(columns) - 1)


def largest(text: str, columns: int, rows: int) -> int:
    """The largest height at which the text fits, 0 where not even the smallest does."""
    for height in range(min(rows, LARGEST), SMALLEST - 1, -1):
        if width(text, height) <= columns:
            return height
    return 0


def _checked(height: int) -> int:
    if not SMALLEST <= height <= LARGEST:
        raise ValueError(f"the height is {height} rows, not {SMALLEST} to {LARGEST}")
    return height


def _gap(height: int) -> int:
    return round(_GAP * height)


def _pen(height: int) -> tuple[int, int]:
    """How many dots the pen covers across and down: about a sixth of the height."""
    across = round(height / 1.4)
    return across, across // 2


@cache
def _columns(letter: str, height: int) -> int:
    blank = SPACE if letter == " " else FIGURE
    share = SHAPES[letter].width if letter in SHAPES else blank
    across, _ = _pen(height)
    return max(math.ceil(across / 2), round(share * 2 * height))


@cache
def _letter(letter: str, height: int) -> tuple[str, ...]:
    columns = _columns(letter, height)
    dots = [[0] * (2 * columns) for _ in range(2 * height)]
    if letter in SHAPES:
        strokes = SHAPES[letter].strokes
        if height <= _SMALL:
            strokes = SMALL.get(letter, strokes)
        pen = _pen(height)
        for stroke in strokes:
            for piece in pieces(_points(stroke, 2 * columns, 2 * height, pen)):
                _draw(piece, dots, pen)
    return tuple(
        "".join(
            QUADRANTS[above[dot] + 2 * above[dot + 1] + 4 * below[dot] + 8 * below[dot + 1]]
            for dot in range(0, 2 * columns, 2)
        )
        for above, below in zip(dots[::2], dots[1::2], strict=True)
    )


def _points(stroke: str, across: int, down: int, pen: tuple[int, int]) -> list[Point]:
    """The points of a stroke, measured in pens."""
    points = []
    for point in stroke.removesuffix(" close").split():
        x, y = point.rstrip("~").split(",")
        # To whole dots, a tie to the left and upwards: middle bars look right a little high.
        dot_x = math.ceil(float(x) * (across - pen[0]) - 0.5)
        dot_y = math.ceil(float(y) * (down - pen[1]) - 0.5)
        points.append(Point(dot_x / pen[0] + 0.5, dot_y / pen[1] + 0.5, point.endswith("~")))
    if stroke.endswith(" close"):
        # Halfway along a side a stroke can start and end without a trace.
        (ax, ay, _), (bx, by, _) = points[0], points[-1]
        halfway = Point((ax + bx) / 2, (ay + by) / 2)
        points = [halfway, *points, halfway]
    return points


def _draw(piece: Line | Arc, dots: list[list[int]], pen: tuple[int, int]) -> None:
    """Fill the dots whose middles the pen goes over."""
    left, top, right, bottom = piece.bounds()
    columns = range(max(0, int(left * pen[0])), min(len(dots[0]), math.ceil(right * pen[0])))
    for row in range(max(0, int(top * pen[1])), min(len(dots), math.ceil(bottom * pen[1]))):
        y = (row + 0.5) / pen[1]
        for column in columns:
            if not dots[row][column] and piece.covers((column + 0.5) / pen[0], y):
                dots[row][column] = 1
