"""The frames that the screen shows: drawn beside the session, kept by scene, step and size."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from coach.domain.motion import Moment, Scene
from coach.painters.cells import Frame, Grain
from coach.painters.reel import Order, steps_of
from coach.ports.workshop import Workshop

AHEAD: Final = 2
"""Scenes that are under way at once: one is drawn, one waits for it."""
KEPT: Final = 48
"""Scenes that are kept, each with all of its frames."""

Drawer = Workshop[Order, tuple[int, Frame]]
"""Who draws."""


class Pictures:
    """Looks frames up. What isn't there yet is drawn in the order in which it is wanted."""

    def __init__(self, workshop: Drawer, grain: Grain = Grain.BLOCKS) -> None:
        self._workshop = workshop
        self._grain = grain
        self._size = (0, 0)
        self._reels: OrderedDict[Order, dict[int, Frame]] = OrderedDict()
        self._wanted: tuple[Scene, ...] = ()
        self._at_work: dict[int, Order] = {}
        self._complete: set[Order] = set()
        self._last = 0
        self._works = True

    @property
    def works(self) -> bool:
        """Whether anything will be drawn at all."""
        return self._works

    def want(self, scenes: Sequence[Scene], columns: int, rows: int) -> None:
        """Have these drawn in this size, the first one first."""
        self._wanted, self._size = tuple(scenes), (columns, rows)
        self.tend()

    def tend(self) -> None:
        """Take in what has been drawn, and give out what is wanted next."""
        self._take()
        if self._give():
            self._take()

    def _take(self) -> None:
        for number, piece in self._workshop.take():
            order = self._at_work.get(number)
            if order is None:
                continue
            if piece is None:
                del self._at_work[number]
                self._complete.add(order)
                continue
            step, frame = piece
            self._reel(order)[step] = frame

    def _give(self) -> bool:
        """Whether anything was given out."""
        given = 0
        for scene in self._wanted:
            if len(self._at_work) >= AHEAD or not self._works:
                break
            order = self._order(scene)
            if order not in self._complete and order not in self._at_work.values():
                self._last += 1
                self._at_work[self._last] = order
                self._works = self._workshop.give(self._last, order)
                given += 1
        return given > 0

    def frame(self, moment: Moment, *, still: bool = False) -> Frame | None:
        """The picture of a moment, or the nearest one that is ready.

        ``still`` gives the pose that is moved to, and none on the way.
        """
        order = self._order(moment.scene)
        ready = self._reels.get(order)
        if not ready:
            return self._before(moment.scene)
        last = steps_of(order)
        wanted = (last if order.scene.moves else 0) if still else round(moment.share * last)
        return ready[min(ready, key=lambda step: abs(step - wanted))]

    def close(self) -> None:
        """Nothing is drawn any more."""
        self._works = False
        self._workshop.close()

    def _before(self, scene: Scene) -> Frame | None:
        """A frame in the pose from which the scene begins, where another scene has one."""
        for order, ready in self._reels.items():
            other = order.scene
            same = (other.mirrored, other.wide, other.figure) == (
                scene.mirrored,
                scene.wide,
                scene.figure,
            )
            if same and order == self._order(other):
                step = steps_of(order)
                if other.end == scene.start and other.moves and step in ready:
                    return ready[step]
                if other.start == scene.start and 0 in ready:
                    return ready[0]
        return None

    def _order(self, scene: Scene) -> Order:
        return Order(scene, *self._size, self._grain)

    def _reel(self, order: Order) -> dict[int, Frame]:
        reel = self._reels.setdefault(order, {})
        self._reels.move_to_end(order)
        while len(self._reels) > KEPT:
            dropped, _ = self._reels.popitem(last=False)
            self._complete.discard(dropped)
        return reel
