"""The curved spine of the drawn body: an arc that keeps its length, turned and twisted."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from coach.domain.space import NEAR, RIGHT, Point, between_directions

PIECES: Final = 6
"""In how many straight pieces the curve is drawn."""
_MOST_BENT: Final = math.pi * 0.9
"""The most that both ends of the spine turn against each other, in radians."""


@dataclass(frozen=True, slots=True)
class Spine:
    """Which way the spine goes from the hips, how it is bent, and how it is turned.

    ``arch`` (metres) is how far its middle stands out backwards; ``turn`` and ``twist`` are
    degrees, as in a pose.
    """

    way: Point
    arch: float = 0.0
    turn: float = 0.0
    twist: float = 0.0

    def mix(self, other: "Spine", share: float) -> "Spine":
        """The spine ``share`` (0 to 1) of the way to another."""

        def part(here: float, there: float) -> float:
            return here + share * (there - here)

        return Spine(
            between_directions(self.way, other.way, share),
            part(self.arch, other.arch),
            part(self.turn, other.turn),
            part(self.twist, other.twist),
        )

    def across(self, *, at_shoulders: bool = False) -> Point:
        """The direction from the left to the right side of the body."""
        return self._turned(at_shoulders)[1]

    def front(self, *, at_shoulders: bool = False) -> Point:
        """The direction in which the belly faces."""
        return self._turned(at_shoulders)[0]

    def _turned(self, at_shoulders: bool) -> tuple[Point, Point]:
        # A spine along the view has no nearer side; what is chosen keeps left the mirror of right.
        near = NEAR.without(self.way).unit(RIGHT.times(-1 if self.way.z > 0 else 1))
        front = self.way.cross(near)
        angle = math.radians(self.turn + (self.twist if at_shoulders else 0.0))
        return (
            front.times(math.cos(angle)).plus(near, math.sin(angle)),
            near.times(math.cos(angle)).plus(front, -math.sin(angle)),
        )


def curve(hip: Point, spine: Spine, length: float) -> tuple[Point, ...]:
    """The points of the spine from the hips up: an arc of this length."""
    bent = _bent(round(abs(spine.arch) / length, 6))
    back = spine.front().times(-1 if spine.arch > 0 else 1)
    points = []
    for number in range(PIECES + 1):
        share = number / PIECES
        if bent < 1e-6:
            points.append(hip.plus(spine.way, share * length))
            continue
        radius = length / bent
        angle = (share - 0.5) * bent
        along = radius * (math.sin(angle) + math.sin(bent / 2))
        out = radius * (math.cos(angle) - math.cos(bent / 2))
        points.append(hip.plus(spine.way, along).plus(back, out))
    return tuple(points)


@lru_cache(maxsize=512)
def _bent(share: float) -> float:
    """The angle of the arc whose middle stands out by ``share`` of its length."""
    low, high = 0.0, _MOST_BENT
    if share <= 0:
        return 0.0
    for _ in range(40):
        middle = (low + high) / 2
        if (1 - math.cos(middle / 2)) / middle < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
