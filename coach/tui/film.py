"""What is drawn of a session, and how often it changes."""

from typing import Final

from coach.domain.commands import State
from coach.domain.motion import Figures, Moment, coming_scenes, moment_of
from coach.domain.session import Session
from coach.domain.skeleton import STEEPEST
from coach.domain.timeline import Timeline
from coach.painters.cells import Frame
from coach.painters.reel import LARGEST, SMALLEST, is_small, steps_in
from coach.tui.pictures import Pictures

QUICK: Final = 1 / 15
"""The least seconds between two frames of a small figure that moves."""
SLOW: Final = 1 / 8
"""The same for a large one: more would be too much for some terminals."""
LONGEST: Final = 1 / 4
"""The most seconds between two looks: the bars move with the body."""


class Film:
    """Looks up the frame of each moment, and has the next ones drawn.

    ``still`` shows the poses that are moved to, and nothing on the way.
    """

    def __init__(self, pictures: Pictures, figures: Figures, *, still: bool) -> None:
        self._pictures = pictures
        self._figures = figures
        self._still = still
        self._asked: tuple[object, ...] = ()
        self._size = (0, 0)
        self._moment_now: Moment | None = None
        self.waits = False
        """Whether a frame is still being drawn."""

    def frame(self, session: Session, at: float, columns: int, rows: int) -> Frame | None:
        """The frame at the offset ``at`` (seconds) in so many cells, once it is drawn."""
        if session.state is State.ENDED:
            self._moment_now, self.waits = None, False
            return None
        return self.frame_at(session.timeline, session.index, at, columns, rows)

    def frame_at(
        self, timeline: Timeline, index: int, at: float, columns: int, rows: int
    ) -> Frame | None:
        """The frame at the offset ``at`` in the segment ``index`` of a timeline."""
        if columns < SMALLEST[0] or rows < SMALLEST[1]:
            return None
        columns, rows = min(columns, LARGEST[0]), min(rows, LARGEST[1])
        self._size = (columns, rows)
        asked = (id(timeline), index, columns, rows)
        if asked != self._asked:
            self._asked = asked
            scenes = coming_scenes(timeline, index, self._figures)
            self._pictures.want(scenes, columns, rows)
        else:
            self._pictures.tend()
        moment = moment_of(timeline, index, at, self._figures)
        self._moment_now = moment
        frame = self._pictures.frame(moment, still=self._still) if moment else None
        self.waits = moment is not None and frame is None and self._pictures.works
        return frame

    def draws(self, session: Session, at: float) -> bool:
        """Whether there is, or will be, a picture of this moment."""
        if session.state is State.ENDED or not self._pictures.works:
            return False
        return moment_of(session.timeline, session.index, at, self._figures) is not None

    @property
    def pace(self) -> float:
        """Seconds until the next look: no more looks than the movement has frames."""
        moment = self._moment_now
        if moment is None:
            return LONGEST
        least = QUICK if is_small(*self._size) else SLOW
        step = moment.length / STEEPEST / steps_in(moment.scene, *self._size)
        return min(max(step, least), LONGEST)
