"""What is drawn of an exercise: poses given by a few points, and how they are looked at.

An author gives the points that matter (hip, chest, head, hands, feet and the arch of the spine);
the skeleton follows from them (:mod:`coach.domain.skeleton`). Lengths are metres of a body 1.7 m
tall, angles are degrees.
"""

import math
from dataclasses import dataclass
from enum import Enum

from coach.domain.space import Point


class View(Enum):
    """Where the figure is looked at from."""

    SIDE = "side"
    CORNER = "corner"
    """Half from the side, half from the front."""
    FRONT = "front"
    ABOVE = "above"
    """From the side and well above."""


class Region(Enum):
    """The part of the body that should feel an exercise."""

    NECK = "neck"
    SHOULDERS = "shoulders"
    UPPER_BACK = "upper-back"
    LOW_BACK = "low-back"
    BELLY = "belly"
    BUTTOCKS = "buttocks"
    HIP_FRONT = "hip-front"
    THIGH_BACK = "thigh-back"
    THIGH_FRONT = "thigh-front"


class Works(Enum):
    """The side of the body that works, where it isn't both."""

    BOTH = "both"
    RIGHT = "right"
    LEFT = "left"

    @property
    def mirrored(self) -> "Works":
        """The other side."""
        return {Works.RIGHT: Works.LEFT, Works.LEFT: Works.RIGHT}.get(self, self)

    @property
    def limbs(self) -> tuple[int, ...]:
        """The places of its limbs among (right, left)."""
        return {Works.RIGHT: (0,), Works.LEFT: (1,)}.get(self, (0, 1))


@dataclass(frozen=True, slots=True)
class Side:
    """Where the hand and the foot of one side are, and which way elbow, knee and toes point.

    ``elbow``, ``knee`` and ``toe`` are places to point at; without one the joint bends as it
    does by nature, and the foot stands or lies.
    """

    hand: Point
    foot: Point
    elbow: Point | None = None
    knee: Point | None = None
    toe: Point | None = None

    @property
    def mirrored(self) -> "Side":
        """The same for the other side of the body."""
        return Side(
            self.hand.mirrored,
            self.foot.mirrored,
            *(point and point.mirrored for point in (self.elbow, self.knee, self.toe)),
        )


@dataclass(frozen=True, slots=True)
class Pose:
    """The body at one moment.

    ``chest`` and ``head`` say which way; how far is the body's own length. ``arch`` is how far
    the middle of the back stands out (rounded, above 0) or sinks in (below 0). ``turn`` rolls
    the body about its spine: at 0 it is seen from its right side, at 90 the belly faces who looks
    at it, at 180 it is seen from its left side. ``twist`` turns the shoulders against the hips.
    """

    hip: Point
    chest: Point
    head: Point
    right: Side
    left: Side
    arch: float = 0.0
    turn: float = 0.0
    twist: float = 0.0

    @property
    def mirrored(self) -> "Pose":
        """The same pose for the other side: what the right limbs did, the left ones do."""
        return Pose(
            self.hip.mirrored,
            self.chest.mirrored,
            self.head.mirrored,
            right=self.left.mirrored,
            left=self.right.mirrored,
            arch=self.arch,
            turn=-self.turn,
            twist=-self.twist,
        )


def near_is_right(turn: float) -> bool:
    """Whether the right limbs are the nearer ones of a body turned by so many degrees."""
    return math.cos(math.radians(turn)) > -1e-9


class PropKind(Enum):
    """A thing that an exercise is done with."""

    WALL = "wall"
    CHAIR = "chair"
    CUSHION = "cushion"
    TOWEL = "towel"
    """From the hands to the nearest raised foot."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture. ``at`` is its place on the floor, its seat, or its middle.

    ``faces`` is 1 where somebody on the chair looks right, -1 where left.
    """

    kind: PropKind
    at: Point = Point(0, 0)
    faces: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """All that is drawn of one exercise: its poses by name, and how to look at them."""

    poses: tuple[tuple[str, Pose], ...]
    view: View = View.SIDE
    feel: Region | None = None
    works: Works = Works.BOTH
    """The side that feels it."""
    props: tuple[Prop, ...] = ()
    into: tuple[str, ...] = ()
    """Poses on the way into the first one, after the usual ones of the position."""
    out: tuple[str, ...] = ()
    """Poses on the way out of the last one, before the usual ones."""

    def pose(self, name: str) -> Pose | None:
        """The pose of this name, if there is one."""
        return next((pose for known, pose in self.poses if known == name), None)

    @property
    def drawn_side(self) -> Works:
        """The side that works in the poses as they are given: the nearer one."""
        if self.works is not Works.BOTH or not self.poses:
            return self.works
        return Works.RIGHT if near_is_right(self.poses[0][1].turn) else Works.LEFT
