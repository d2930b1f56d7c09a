"""Flat convex shapes: what a body is drawn of, and how they are made.

Lengths are those of the sheet that is drawn on: ``x`` to the right, ``y`` up.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

Spot = tuple[float, float]
"""A place on the sheet."""

_ROUND: Final = 12
"""Corners of what stands for a circle."""
_CORNERS: Final = tuple(
    (math.cos(2 * math.pi * n / _ROUND), math.sin(2 * math.pi * n / _ROUND)) for n in range(_ROUND)
)


class Part(Enum):
    """What a shape, or a cell of a picture, shows."""

    GROUND = auto()
    """Nothing."""
    FLOOR = auto()
    PROP = auto()
    FAR = auto()
    """The arm and the leg that are farther away."""
    TRUNK = auto()
    """The trunk and the head."""
    NEAR = auto()
    """The arm and the leg that are nearer."""
    FEEL = auto()
    """Where the exercise should be felt."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A convex outline. ``depth`` orders the shapes: the greatest is nearest and drawn last.

    ``apart`` is how broad a gap it leaves around itself, so that a limb before the trunk is
    told from it.
    """

    outline: tuple[Spot, ...]
    part: Part
    depth: float
    apart: tuple[Spot, ...] = ()
    """The outline of the gap; empty where there is none."""


def around(circles: Iterable[tuple[Spot, float]]) -> tuple[Spot, ...]:
    """The tightest convex outline around circles, each a place and a radius."""
    return hull(
        (x + radius * cx, y + radius * cy) for (x, y), radius in circles for cx, cy in _CORNERS
    )


def hull(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """The corners of the tightest convex outline around some places (Andrew's monotone chain)."""
    ordered = sorted(set(spots))
    if len(ordered) < 3:
        return tuple(ordered)
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return (*lower[:-1], *upper[:-1])


def _chain(spots: Sequence[Spot]) -> list[Spot]:
    """The corners from the first place to the last, which never turn to the right.

    Most of the time that a frame takes is spent here, so nothing is called in it.
    """
    chain: list[Spot] = []
    for spot in spots:
        x, y = spot
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append(spot)
    return chain
