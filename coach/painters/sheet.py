"""The sheet that a figure is drawn on: large enough for every moment of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from coach.domain.figure import Figure, Pose
from coach.domain.skeleton import Body, between
from coach.painters.shapes import Shape
from coach.painters.silhouette import floor, silhouette

_MARGIN: Final = 0.05
"""Metres left free around everything."""
_FLOOR: Final = 0.03
"""How thick the floor is drawn, in metres."""
_LOOKS: Final = 4
"""At how many moments of each movement its place is looked at."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The bounds of a drawing, in metres: everything of it lies inside."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


Move = tuple[Pose, Pose]
"""A movement from one pose to another."""


def sheet_for(figure: Figure, moves: Iterable[Move]) -> Sheet:
    """The sheet on which every moment of ``moves`` has room, whichever side they are done on."""
    spots = [
        spot
        for body, mirrored in _moments(list(moves))
        for shape in silhouette(body, figure, mirrored=mirrored)
        for spot in shape.outline
    ]
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, low = max(y for _, y in spots), min(y for _, y in spots)
    return Sheet(left - _MARGIN, low - _FLOOR - _MARGIN / 2, right + _MARGIN, top + _MARGIN)


def _moments(moves: list[Move]) -> Iterator[tuple[Body, bool]]:
    for start, end in moves:
        for look in range(_LOOKS + 1):
            share = look / _LOOKS
            yield between(start, end, share), False
            yield between(start.mirrored, end.mirrored, share), True


def drawing(body: Body, figure: Figure, sheet: Sheet, *, mirrored: bool = False) -> list[Shape]:
    """The shapes of a moment on its sheet, the farthest first, with the floor under them."""
    low = sheet.bottom + _FLOOR + _MARGIN / 2
    ground = floor(sheet.left, sheet.right, low, _FLOOR)
    return [ground, *silhouette(body, figure, mirrored=mirrored)]
