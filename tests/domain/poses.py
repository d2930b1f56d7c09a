"""Poses of the drawn body for hypothesis: such as somebody takes, and wild ones."""

from dataclasses import replace
from functools import partial
from typing import Final

from hypothesis import strategies as st

from coach.domain.figure import Pose, Side
from coach.domain.space import Point
from coach.domain.stances import STANCES

_FARTHEST: Final = 3.0
"""What a figure's file may have, in metres."""


def _number(low: float, high: float) -> st.SearchStrategy[float]:
    """Whole centimetres often, as files have them, and anything between."""
    whole = st.integers(round(low * 100), round(high * 100)).map(lambda one: one / 100)
    return whole | st.floats(low, high)


def points(low: float = -_FARTHEST) -> st.SearchStrategy[Point]:
    """Points not lower than ``low``, now and then the same one again."""
    across = _number(-_FARTHEST, _FARTHEST)
    some = st.builds(Point, across, _number(low, _FARTHEST), across)
    return some | st.sampled_from([Point(0, 0), Point(0, 0.5), Point(0.55, 0.5), Point(0, 0.5, 1)])


def _sides(low: float) -> st.SearchStrategy[Side]:
    hint = st.none() | points(low)
    return st.builds(Side, points(low), points(low), hint, hint, hint)


def wild_poses(low: float = -_FARTHEST) -> st.SearchStrategy[Pose]:
    """Points anywhere, however little a body could do it."""
    return st.builds(
        Pose,
        *(points(low) for _ in range(3)),
        _sides(low),
        _sides(low),
        arch=_number(-0.2, 0.2),
        turn=st.sampled_from([0.0, 90.0, 180.0, -90.0]) | _number(-360, 360),
        twist=_number(-90, 90),
    )


def _moved(point: Point, by: Point) -> Point:
    return point.plus(by)._replace(y=max(0.0, point.y + by.y))


@st.composite
def tame_poses(draw: st.DrawFn) -> Pose:
    """The usual poses, with every point a bit elsewhere."""
    usual = draw(st.sampled_from(list(STANCES.values())))
    small = partial(_number, -0.08, 0.08)
    moved = st.builds(Point, small(), small(), small())

    def side(old: Side) -> Side:
        return Side(_moved(old.hand, draw(moved)), _moved(old.foot, draw(moved)))

    up = usual.hip.plus(Point(0, draw(_number(0, 0.1))))
    return replace(
        usual,
        hip=up,
        chest=_moved(usual.chest, draw(moved)),
        head=_moved(usual.head, draw(moved)),
        right=side(usual.right),
        left=side(usual.left),
        arch=draw(_number(-0.1, 0.15)),
        twist=draw(_number(-30, 30)),
    )


poses = tame_poses() | wild_poses()
above_floor = tame_poses() | wild_poses(0.0)
"""Every point on the floor or above it."""
shares = st.floats(0, 1)
