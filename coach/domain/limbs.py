"""Arms and legs of the drawn body: two bones between a root and a hand or a foot.

Elbows and knees follow by two-bone inverse kinematics; every bone keeps its length: where a hand
can't reach, the arm points there. What ends above the floor has its joint above the floor.
"""

from dataclasses import dataclass
from typing import Final

from coach.domain.space import RIGHT, UP, Point, between_directions

LOWEST: Final = 0.045
"""How high the middle of a knee or an elbow stays above the floor, where it can."""
SOLE: Final = 0.03
"""How high the middle of the toes stays above the floor."""
FOOT: Final = 0.16
"""From the ankle to the toes."""
_TOLD: Final = 1e-3
"""A share of a direction, below which it says nothing."""


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg: where it begins, its elbow or knee, and where it ends."""

    root: Point
    joint: Point
    end: Point

    @property
    def out(self) -> Point:
        """How far, and which way, the joint stands out from between root and end."""
        axis = self.root.to(self.end).unit(UP)
        return self.root.to(self.joint).without(axis)


@dataclass(frozen=True, slots=True)
class Bones:
    """The lengths of an arm or a leg from the root on."""

    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a limb reaches, where its joint is from its root, and which way the toes point.

    ``out`` is how far the joint stands out. On the way between two poses in which it stands out
    on opposite sides it comes over the top by ``lift`` of what would be missing.
    """

    target: Point
    joint: Point
    out: Point = UP
    toe: Point = RIGHT
    far: float = 0.0
    lift: float = 0.0

    def mix(self, other: "Reach", share: float) -> "Reach":
        """What it is ``share`` (0 to 1) of the way to another."""
        here, there = self.out.unit(UP), other.out.unit(UP)
        return Reach(
            self.target.mix(other.target, share),
            self.joint.mix(other.joint, share),
            between_directions(here, there, share),
            between_directions(self.toe, other.toe, share),
            self.out.length + share * (other.out.length - self.out.length),
            min(1.0, 1 - here.dot(there)),
        )


def placed(root: Point, reach: Reach, bones: Bones, outwards: Point) -> Limb:
    """Two bones from ``root`` towards a target: as far as they reach, or as near as they fold.

    They fold until the second is square to the way: nearer, the joint would be beyond the end.
    ``outwards`` is the way from the middle of the body to this side of it.
    """
    first, second = bones.first, bones.second
    way = root.to(reach.target)
    nearest = abs(first * first - second * second) ** 0.5 + 1e-4
    far = max(nearest, min(way.length, first + second - 1e-4))
    axis = _not_into_floor(root, way.unit(UP.times(-1)), min(0.0, reach.target.y), far)
    along = (first * first - second * second + far * far) / (2 * far)
    out = (max(0.0, first * first - along * along)) ** 0.5
    middle = root.plus(axis, along)
    bend = _above_floor(middle, axis, _bend(reach, axis, outwards), out, outwards)
    return Limb(root, middle.plus(bend, out), root.plus(axis, far))


def natural(root: Point, target: Point, towards: Point | None, across: Point) -> Reach:
    """A reach whose joint stands out as it does by nature, or ``towards`` a place."""
    way = root.to(target).unit(UP.times(-1))
    bend = across.cross(way).unit(UP)
    if towards is not None:
        bend = root.to(towards).without(way).unit(bend)
    return Reach(target, bend, bend)


def settled(reach: Reach, limb: Limb, toe: Point) -> Reach:
    """A reach with the joint where the limb has it."""
    return Reach(reach.target, limb.root.to(limb.joint), limb.out, toe)


def _bend(reach: Reach, axis: Point, outwards: Point) -> Point:
    """The direction, square to ``axis``, in which the joint stands out."""
    bend = reach.joint.without(axis)
    missing = reach.lift * max(0.0, reach.far - bend.length)
    over = UP.plus(outwards, 0.3).without(axis)
    otherwise = reach.out.without(axis).unit(RIGHT.without(axis).unit(UP))
    return bend.plus(over, missing).unit(otherwise)


def _not_into_floor(root: Point, direction: Point, low: float, far: float) -> Point:
    """``direction``, or the nearest one in which a limb ``far`` long doesn't end below ``low``.

    That is where a hand or a foot is too near to fold to: it goes on beyond its place.
    """
    if root.y + far * direction.y >= low or root.y < low:
        return direction
    fall = (low - root.y) / far
    level = Point(direction.x, 0, direction.z).unit(RIGHT)
    return level.times((1 - fall * fall) ** 0.5).plus(UP, fall)


def _above_floor(middle: Point, axis: Point, bend: Point, out: float, outwards: Point) -> Point:
    """``bend``, or the nearest direction about ``axis`` in which the joint is above the floor.

    One that points straight down is as near to both sides: then the joint goes outwards.
    """
    if middle.y + out * bend.y >= LOWEST or out < 1e-9:
        return bend
    rising = UP.without(axis).unit(bend)
    if rising.y < 1e-6:
        return bend
    share = max(-1.0, min(1.0, (LOWEST - middle.y) / (out * rising.y)))
    beside = axis.cross(rising)
    beside = beside.times(-1 if beside.dot(outwards) < 0 else 1)
    level = bend.without(rising)
    level = level.unit(beside) if level.length > _TOLD else beside
    return rising.times(share).plus(level, (1 - share * share) ** 0.5)


def toes_of(leg: Limb, towards: Point | None, across: Point) -> Point:
    """Which way the toes point: as they are told, flat on the floor, or square to the shin."""
    shin = leg.joint.to(leg.end).unit(UP.times(-1))
    if towards is not None:
        return leg.end.to(towards).unit(RIGHT)
    way = across.cross(shin).unit(RIGHT)
    stands = leg.end.y < 0.12 and way.y < 0.75
    if stands:
        flat = Point(way.x, 0, way.z)
        lying = Point(shin.x, 0, shin.z)
        return (flat if way.y > -0.75 else lying).unit(RIGHT)
    return way


def on_floor(ankle: Point, way: Point) -> Point:
    """The end of the toes; they are lifted where they would go into the floor."""
    end = ankle.plus(way, FOOT)
    if end.y >= SOLE:
        return end
    drop = max(-1.0, min(1.0, (SOLE - ankle.y) / FOOT))
    flat = Point(way.x, 0, way.z).unit(RIGHT)
    return ankle.plus(flat, FOOT * (1 - drop * drop) ** 0.5).plus(UP, FOOT * drop)
