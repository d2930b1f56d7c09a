"""The body seen from somewhere: a skeleton with its props as flat shapes, the farthest first."""

import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from coach.domain.figure import Figure, Prop, PropKind, Region, View
from coach.domain.limbs import Limb
from coach.domain.skeleton import Body
from coach.domain.space import NEAR, UP, Point
from coach.painters.shapes import Part, Shape, Spot, around, hull

_VIEWS: Final = {
    View.SIDE: (12.0, 9.0),
    View.CORNER: (42.0, 14.0),
    View.FRONT: (82.0, 8.0),
    View.ABOVE: (8.0, 48.0),
}
"""How far the eye is turned from the side towards the front, and how far it is above: degrees."""

# Radii, in metres.
_HEAD, _FACE, _NECK = 0.105, 0.075, 0.05
_TRUNK: Final = (0.105, 0.1, 0.09, 0.09, 0.095, 0.095, 0.075)
"""Of the trunk, from the hips to the shoulders."""
_BREADTH: Final = (0.08, 0.07, 0.06, 0.07, 0.08, 0.1, 0.12)
"""How far the trunk reaches from the spine to each side, besides."""
_SHOULDER, _ELBOW, _HAND = 0.06, 0.047, 0.042
_HIP, _KNEE, _ANKLE, _TOES = 0.088, 0.062, 0.045, 0.035
_GAP: Final = 0.022
"""Around a near limb."""
_LAID: Final = 0.14
"""How far before its limb or the trunk a region lies that should feel it."""
_BREATH: Final = 0.035
"""How far the belly rises."""
_SEAT, _SEAT_DEEP, _BACKREST = 0.42, 0.36, 0.45
_BAR: Final = 0.018


class Camera(NamedTuple):
    """Turns a point in space into a spot on the sheet, and a depth."""

    right: Point
    up: Point
    towards: Point

    def spot(self, point: Point) -> Spot:
        """Where the point is on the sheet."""
        return point.dot(self.right), point.dot(self.up)

    def depth(self, *points: Point) -> float:
        """How near the middle of the points is."""
        return sum(point.dot(self.towards) for point in points) / len(points)


@cache
def camera(view: View) -> Camera:
    """The camera of a view."""
    turned, above = (math.radians(angle) for angle in _VIEWS[view])
    level = Point(math.sin(turned), 0, math.cos(turned))
    return Camera(
        Point(math.cos(turned), 0, -math.sin(turned)),
        UP.times(math.cos(above)).plus(level, -math.sin(above)),
        level.times(math.cos(above)).plus(UP, math.sin(above)),
    )


def silhouette(body: Body, figure: Figure, *, mirrored: bool = False) -> tuple[Shape, ...]:
    """The shapes of ``body`` with the props of its figure, the farthest first.

    ``mirrored`` tells that the body works on its other side, for where it should be felt.
    """
    eye = camera(figure.view)
    shapes = [*_trunk(body, eye), *_limbs(body, eye), *_felt(body, figure, eye, mirrored)]
    for prop in figure.props:
        shapes += _prop(prop, body, eye)
    return tuple(sorted(shapes, key=lambda shape: shape.depth))


def _trunk(body: Body, eye: Camera) -> Iterator[Shape]:
    across = body.arms[1].root.to(body.arms[0].root).unit(NEAR)
    rings = []
    for index, point in enumerate(body.spine):
        rises = _BREATH * body.breath * math.sin(math.pi * index / (len(body.spine) - 1))
        middle = point.plus(body.front, rises)
        ends = (middle.plus(across, sign * _BREADTH[index] * 0.6) for sign in (1, -1))
        rings.append([(eye.spot(end), _TRUNK[index]) for end in (*ends, point)])
    depth = eye.depth(*body.spine)
    for lower, upper in pairwise(rings):
        yield Shape(around([*lower, *upper]), Part.TRUNK, depth)
    chest, head = body.chest, body.head
    throat = chest.mix(head, 0.25)
    depth = eye.depth(throat, head)
    yield Shape(
        around([(eye.spot(throat), _NECK * 1.2), (eye.spot(head), _NECK)]), Part.TRUNK, depth
    )
    crown = head.plus(chest.to(head).unit(UP), 0.03)
    chin = head.plus(chest.to(head).unit(UP), -0.04).plus(body.face, 0.045)
    yield Shape(
        around([(eye.spot(crown), _HEAD), (eye.spot(chin), _FACE)]), Part.TRUNK, depth + 1e-3
    )


def _limbs(body: Body, eye: Camera) -> Iterator[Shape]:
    for pair, radii in (
        (body.arms, (_SHOULDER, _ELBOW, _HAND)),
        (body.legs, (_HIP, _KNEE, _ANKLE)),
    ):
        depths = [eye.depth(limb.joint, limb.end, limb.root) for limb in pair]
        for limb, depth, other in zip(pair, depths, reversed(depths), strict=True):
            near = depth > other or (depth == other and limb is pair[0])
            part = Part.NEAR if near else Part.FAR
            yield from _limb(limb, radii, part, eye)
            if pair is body.legs:
                toe = body.toes[0 if limb is pair[0] else 1]
                outline = around([(eye.spot(limb.end), _ANKLE), (eye.spot(toe), _TOES)])
                yield Shape(outline, part, eye.depth(limb.end, toe))


def _limb(
    limb: Limb, radii: tuple[float, float, float], part: Part, eye: Camera
) -> Iterator[Shape]:
    root, joint, end = (eye.spot(point) for point in (limb.root, limb.joint, limb.end))
    for (start, first), (stop, second), points in (
        ((root, radii[0]), (joint, radii[1]), (limb.root, limb.joint)),
        ((joint, radii[1]), (end, radii[2]), (limb.joint, limb.end)),
    ):
        apart: tuple[Spot, ...] = ()
        if part is Part.NEAR:
            apart = around([(start, first + _GAP), (stop, second + _GAP)])
        yield Shape(around([(start, first), (stop, second)]), part, eye.depth(*points), apart)


def _felt(body: Body, figure: Figure, eye: Camera, mirrored: bool) -> Iterator[Shape]:
    """The region that should feel it, laid over the body."""
    if figure.feel is None:
        return
    side = figure.works.mirrored if mirrored else figure.works
    for circles in _places(body, figure.feel, side.limbs):
        points = [point for point, _ in circles]
        outline = around([(eye.spot(point), radius) for point, radius in circles])
        yield Shape(outline, Part.FEEL, eye.depth(*points) + _LAID)


def _places(
    body: Body, region: Region, sides: tuple[int, ...]
) -> Iterator[list[tuple[Point, float]]]:
    spine, back = body.spine, body.front.times(-1)
    match region:
        case Region.LOW_BACK:
            yield [(point.plus(back, 0.05), 0.055) for point in spine[0:2]]
            yield [(point.plus(back, 0.05), 0.055) for point in spine[1:4]]
        case Region.UPPER_BACK:
            yield [(point.plus(body.face, -0.03), 0.06) for point in spine[3:6]]
        case Region.BELLY:
            yield [(point.plus(body.front, 0.05), 0.055) for point in spine[1:4]]
        case Region.BUTTOCKS:
            for side in sides:
                hip = body.legs[side].root
                yield [(hip.plus(back, 0.04), 0.075), (hip.plus(back, 0.02), 0.08)]
        case Region.HIP_FRONT:
            for side in sides:
                leg = body.legs[side]
                front = leg.root.plus(body.front, 0.04)
                yield [(front, 0.05), (front.mix(leg.joint, 0.35), 0.05)]
        case Region.THIGH_BACK | Region.THIGH_FRONT:
            for side in sides:
                leg = body.legs[side]
                way = leg.root.to(leg.joint).unit(UP)
                out = leg.end.to(leg.joint).without(way).unit(body.front)
                out = out.times(0.03 if region is Region.THIGH_FRONT else -0.03)
                yield [(leg.root.mix(leg.joint, at).plus(out), 0.05) for at in (0.25, 0.9)]
        case Region.SHOULDERS:
            for side in sides:
                yield [(body.arms[side].root, 0.075)]
        case Region.NECK:
            yield [(body.chest, 0.055), (body.chest.mix(body.head, 0.5), 0.05)]


def _prop(prop: Prop, body: Body, eye: Camera) -> Iterator[Shape]:
    match prop.kind:
        case PropKind.WALL:
            yield from _bars([(prop.at, prop.at.plus(UP, 1.75))], eye, 0.03)
        case PropKind.CHAIR:
            front = prop.at.plus(Point(prop.faces * _SEAT_DEEP / 2, 0))
            back = prop.at.plus(Point(-prop.faces * _SEAT_DEEP / 2, 0))
            rest = back.plus(Point(-0.03 * prop.faces, _BACKREST))
            yield from _bars(
                [
                    (front, back),
                    (back, rest),
                    (front, Point(front.x, 0.0)),
                    (back, Point(back.x, 0.0)),
                ],
                eye,
                _BAR,
            )
        case PropKind.CUSHION:
            ends = [prop.at.plus(Point(x, 0)) for x in (-0.11, 0.11)]
            yield Shape(
                around([(eye.spot(end), 0.05) for end in ends]), Part.PROP, eye.depth(*ends) - 1
            )
        case PropKind.TOWEL:
            leg = max(body.legs, key=lambda one: one.end.y)
            strap = leg.end.mix(leg.joint, 0.0)
            yield from _bars([(arm.end, strap) for arm in body.arms], eye, 0.012, behind=0)


def _bars(
    lines: list[tuple[Point, Point]], eye: Camera, thick: float, behind: float = 1
) -> Iterator[Shape]:
    for start, end in lines:
        outline = around([(eye.spot(start), thick), (eye.spot(end), thick)])
        yield Shape(outline, Part.PROP, eye.depth(start, end) - behind)


def floor(left: float, right: float, low: float, thick: float) -> Shape:
    """The floor under everything."""
    corners = ((left, low), (right, low), (right, low - thick), (left, low - thick))
    return Shape(hull(corners), Part.FLOOR, -math.inf)
