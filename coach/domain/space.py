"""Points and directions in space, for the drawn body. Lengths are metres.

``x`` runs to the right of the picture, ``y`` up from the floor, ``z`` towards whoever looks at it.
"""

import math
from typing import NamedTuple


class Point(NamedTuple):
    """A place, or the way from one place to another."""

    x: float
    y: float
    z: float = 0.0

    def plus(self, other: "Point", times: float = 1.0) -> "Point":
        """This place, moved ``times`` the way ``other``."""
        return Point(self.x + times * other.x, self.y + times * other.y, self.z + times * other.z)

    def to(self, other: "Point") -> "Point":
        """The way from here to there."""
        return Point(other.x - self.x, other.y - self.y, other.z - self.z)

    def times(self, factor: float) -> "Point":
        """The same way, ``factor`` times as long."""
        return Point(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other: "Point") -> float:
        """The scalar product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: "Point") -> "Point":
        """The vector product: square to both."""
        return Point(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    @property
    def length(self) -> float:
        """How long the way is."""
        return math.sqrt(self.dot(self))

    def unit(self, otherwise: "Point") -> "Point":
        """The same direction, one long; ``otherwise`` where there is no direction."""
        length = self.length
        return self.times(1 / length) if length > 1e-9 else otherwise

    def without(self, direction: "Point") -> "Point":
        """What of this way is square to ``direction`` (which is one long)."""
        return self.plus(direction, -self.dot(direction))

    def mix(self, other: "Point", share: float) -> "Point":
        """The place that is ``share`` (0 to 1) of the way to ``other``."""
        return self.plus(self.to(other), share)

    @property
    def mirrored(self) -> "Point":
        """The same place on the other side of the body: nearer is farther."""
        return Point(self.x, self.y, -self.z)


RIGHT, UP, NEAR = Point(1, 0), Point(0, 1), Point(0, 0, 1)
"""The three directions."""


def turned(way: Point, axis: Point, degrees: float) -> Point:
    """``way`` turned about ``axis`` (one long), as a right-handed screw is (Rodrigues)."""
    angle = math.radians(degrees)
    along = axis.times(axis.dot(way) * (1 - math.cos(angle)))
    return way.times(math.cos(angle)).plus(axis.cross(way), math.sin(angle)).plus(along)


def between_directions(start: Point, end: Point, share: float) -> Point:
    """The direction ``share`` (0 to 1) of the turn from one to another, all one long.

    Where they are opposite the turn goes over the top.
    """
    cosine = max(-1.0, min(1.0, start.dot(end)))
    angle = math.acos(cosine)
    if angle < 1e-6:
        return end
    square = end.without(start).unit(UP.without(start).unit(RIGHT))
    return start.times(math.cos(share * angle)).plus(square, math.sin(share * angle))
