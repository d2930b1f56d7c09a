"""The usual poses of each position, and the way from one position to another.

Lying, the head is to the right of the picture and the feet to the left; standing, sitting and on
hands and knees the body looks to the right.
"""

from collections import deque
from typing import Final

from coach.domain.exercise import Position
from coach.domain.figure import Pose, Side, near_is_right
from coach.domain.space import Point


def symmetric(
    hip: Point,
    chest: Point,
    head: Point,
    hand: Point,
    foot: Point,
    *,
    arch: float = 0.0,
    turn: float = 0.0,
) -> Pose:
    """A pose in which both sides do the same; ``hand`` and ``foot`` are those of the near side."""
    near = Side(hand, foot)
    far = near.mirrored
    right, left = (near, far) if near_is_right(turn) else (far, near)
    return Pose(hip, chest, head, right, left, arch=arch, turn=turn)


_HAND, _FOOT = 0.17, 0.1
"""How far hands and feet are from the middle by nature."""

STANDING: Final = symmetric(
    Point(0, 0.915),
    Point(0, 1.46),
    Point(0.03, 1.72),
    Point(0.06, 0.95, _HAND),
    Point(0, 0.05, _FOOT),
    arch=-0.02,
)
SEATED: Final = symmetric(
    Point(0, 0.53),
    Point(0.02, 1.08),
    Point(0.06, 1.34),
    Point(0.3, 0.64, _HAND),
    Point(0.42, 0.05, _FOOT),
)
KNEELING: Final = symmetric(
    Point(0, 0.5),
    Point(0.01, 1.05),
    Point(0.05, 1.31),
    Point(0.08, 0.56, _HAND),
    Point(-0.41, 0.05, _FOOT),
)
HALF_KNEELING: Final = Pose(
    Point(0, 0.5),
    Point(0.02, 1.05),
    Point(0.06, 1.31),
    right=Side(Point(0.28, 0.6, 0.14), Point(0.42, 0.06, _FOOT)),
    left=Side(Point(0.28, 0.6, -0.1), Point(-0.41, 0.05, -_FOOT)),
)
ALL_FOURS: Final = symmetric(
    Point(0, 0.49),
    Point(0.54, 0.55),
    Point(0.79, 0.62),
    Point(0.54, 0.04, _HAND),
    Point(-0.43, 0.05, _FOOT),
)
ON_THE_SIDE: Final = Pose(
    Point(0, 0.15),
    Point(0.55, 0.17),
    Point(0.8, 0.18),
    right=Side(Point(0.3, 0.05, 0.3), Point(-0.45, 0.2, 0.12)),
    left=Side(Point(0.72, 0.05, 0.3), Point(-0.45, 0.06, 0.12)),
    turn=90,
)
SUPINE: Final = symmetric(
    Point(0, 0.11),
    Point(0.55, 0.11),
    Point(0.81, 0.13),
    Point(0.06, 0.05, 0.24),
    Point(-0.42, 0.05, _FOOT),
    turn=180,
)
PRONE: Final = symmetric(
    Point(0, 0.11),
    Point(0.55, 0.12),
    Point(0.8, 0.15),
    Point(0.82, 0.04, 0.2),
    Point(-0.86, 0.05, _FOOT),
)

STANCES: Final = {
    Position.STANDING: STANDING,
    Position.SEATED: SEATED,
    Position.SUPINE: SUPINE,
    Position.PRONE: PRONE,
    Position.SIDE: ON_THE_SIDE,
    Position.KNEELING: KNEELING,
    Position.HALF_KNEELING: HALF_KNEELING,
    Position.ALL_FOURS: ALL_FOURS,
}
"""The usual pose of each position. ``any`` has none."""


def stance_like(pose: Pose) -> Position:
    """The position whose usual pose is most like this one."""

    def unlike(position: Position) -> float:
        usual = STANCES[position]
        way = usual.hip.to(usual.chest).unit(Point(0, 1))
        own = pose.hip.to(pose.chest).unit(Point(0, 1))
        turned = abs(usual.turn - abs(pose.turn)) / 90
        return own.to(way).length + abs(usual.hip.y - pose.hip.y) * 2 + turned

    return min(STANCES, key=unlike)


_BESIDE: Final = (
    (Position.STANDING, Position.SEATED),
    (Position.STANDING, Position.HALF_KNEELING),
    (Position.HALF_KNEELING, Position.KNEELING),
    (Position.KNEELING, Position.ALL_FOURS),
    (Position.ALL_FOURS, Position.SIDE),
    (Position.ALL_FOURS, Position.PRONE),
    (Position.SIDE, Position.SUPINE),
    (Position.SIDE, Position.PRONE),
)
"""Positions between which a sore back gets in one move (clinical reference, C, last paragraph)."""


def way(start: Position, end: Position) -> tuple[Position, ...]:
    """The positions from ``start`` to ``end``, both included, by the fewest moves.

    To and from any position it is no way at all.
    """
    if Position.ANY in (start, end):
        return ()
    came: dict[Position, Position | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for one, other in _BESIDE:
            for there in {one: (other,), other: (one,)}.get(here, ()):
                if there not in came:
                    came[there] = here
                    waiting.append(there)
    path: list[Position] = []
    at: Position | None = end
    while at is not None:
        path.append(at)
        at = came[at]
    return tuple(reversed(path))
