"""The frames of a scene: all that a screen shows of one movement, in one size."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from coach.domain.figure import Figure, Pose
from coach.domain.motion import Scene
from coach.domain.skeleton import Body, between, body_of, breathing
from coach.domain.stances import STANCES
from coach.painters.cells import Frame, Grain, paint
from coach.painters.sheet import Sheet, drawing, sheet_for

STEPS: Final = 24
"""Into how many steps a movement of a small figure is cut."""
LARGE_STEPS: Final = 12
"""The same for a large one: each step changes more cells, and a terminal takes only so many."""
SMALL: Final = (48, 14)
"""Columns and rows up to which a figure is small."""
LARGEST: Final = (96, 36)
"""Columns and rows of the largest figure."""
BREATHS: Final = 4
"""Into how many steps a breath is cut where a pose is kept."""
SMALLEST: Final = (20, 8)
"""Columns and rows below which nobody could tell what is drawn."""


@dataclass(frozen=True, slots=True)
class Order:
    """A scene in a size: what is drawn at once."""

    scene: Scene
    columns: int
    rows: int
    grain: Grain = Grain.BRAILLE


def steps_of(order: Order) -> int:
    """The number of the last step of a scene in a size; its first one is 0."""
    return steps_in(order.scene, order.columns, order.rows)


def steps_in(scene: Scene, columns: int, rows: int) -> int:
    """Into how many steps a scene is cut in so many cells."""
    if not scene.moves:
        return BREATHS
    return STEPS if is_small(columns, rows) else LARGE_STEPS


def is_small(columns: int, rows: int) -> bool:
    """Whether a figure in so many cells is a small one."""
    return columns <= SMALL[0] and rows <= SMALL[1]


def reel(order: Order) -> Iterator[tuple[int, Frame]]:
    """Every step of a scene with its number: the ends first, then always half-way between."""
    for step in _halving(steps_of(order)):
        yield step, frame(order, step)


def frame(order: Order, step: int) -> Frame:
    """One step of a scene."""
    scene = order.scene
    sheet = scene_sheet(scene.figure, scene.wide)
    body = body_at(scene, step / steps_of(order))
    shapes = drawing(body, scene.figure, sheet, mirrored=scene.mirrored)
    return paint(shapes, sheet, order.columns, order.rows, order.grain)


def body_at(scene: Scene, share: float) -> Body:
    """The skeleton when a scene has come so far: 0 to 1 of its movement, or of a breath."""
    start, end = scene.start, scene.end
    if scene.mirrored:
        start, end = start.mirrored, end.mirrored
    if scene.moves:
        return between(start, end, share)
    return breathing(body_of(start), share)


@lru_cache(maxsize=64)
def scene_sheet(figure: Figure, wide: bool) -> Sheet:
    """The sheet of a figure: all of its poses have room, and what is between any two of them.

    A wide one has room for every stance too, so that getting up and down is seen in one scale.
    """
    poses = list(dict.fromkeys(pose for _, pose in figure.poses))
    near = sheet_for(figure, _all_ways(poses))
    if not wide:
        return near
    far = sheet_for(figure, _all_ways([*STANCES.values()]))
    return Sheet(
        min(near.left, far.left),
        min(near.bottom, far.bottom),
        max(near.right, far.right),
        max(near.top, far.top),
    )


def _all_ways(poses: list[Pose]) -> list[tuple[Pose, Pose]]:
    return [*combinations(poses, 2), (poses[0], poses[0])]


def _halving(last: int) -> Iterator[int]:
    """0, ``last``, and then everything between, always half-way into the widest gap."""
    yield 0
    if last == 0:
        return
    yield last
    gaps = [(0, last)]
    while gaps:
        left, right = gaps.pop(0)
        middle = (left + right) // 2
        if middle != left:
            yield middle
            gaps += [(left, middle), (middle, right)]
