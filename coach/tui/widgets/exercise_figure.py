"""One exercise, drawn over and over."""

from typing import Final

from coach.domain.dose import Dose, Reps, Seconds
from coach.domain.exercise import Exercise
from coach.domain.routine import ExerciseStep, Routine
from coach.domain.timeline import SegmentKind, Timeline
from coach.player.preview import usual_timeline
from coach.ports.clock import Clock, Handle
from coach.tui.film import Film
from coach.tui.widgets.figure import Figure

HELD: Final = 3.0
"""Seconds for which a pose is kept before it begins again."""
STEP: Final = 0.125
"""Seconds until another look at a picture that is still being drawn."""


class ExerciseFigure(Figure):
    """Shows how an exercise is done, without its set-up; still where nothing may move.

    Without a ``film`` it stays empty.
    """

    def __init__(self, film: Film | None, clock: Clock, *, still: bool, id: str) -> None:
        super().__init__(id=id)
        self._film = film
        self._clock = clock
        self._still = still
        self._exercise: Exercise | None = None
        self._timeline: Timeline | None = None
        self._pieces: tuple[int, ...] = ()
        """The segments of one rep, by their numbers."""
        self._began = 0.0
        self._wake: Handle | None = None

    def draw(self, exercise: Exercise | None) -> None:
        """Draw this exercise from now on; ``None`` draws nothing."""
        if exercise is not None and exercise == self._exercise:
            return
        self._exercise, self._timeline, self._pieces = exercise, None, ()
        if exercise is not None and self._film is not None:
            dose = Dose(reps=Reps(1, 1), hold=Seconds(HELD), sets=1)
            routine = Routine("", exercise.name, (ExerciseStep(exercise.id, dose),))
            self._timeline = usual_timeline(routine, {exercise.id: exercise})
            self._pieces = tuple(
                number
                for number, segment in enumerate(self._timeline.segments)
                if segment.kind in (SegmentKind.PHASE, SegmentKind.SWITCH)
            )
        self._began = self._clock.now()
        self.look()

    def look(self) -> None:
        """Show the body as it is now, and come back when that changes."""
        self._stop_looking()
        film, timeline = self._film, self._timeline
        if film is None or timeline is None or not self._pieces:
            self.show(None)
            return
        index, at = self._moment(timeline)
        frame = film.frame_at(timeline, index, at, *self.size)
        if frame is not None or not film.waits:
            self.show(frame)
        if film.waits or not self._still:
            pace = STEP if film.waits else film.pace
            self._wake = self._clock.call_at(self._clock.now() + pace, self.look, sharp=False)

    def _moment(self, timeline: Timeline) -> tuple[int, float]:
        """The segment that is drawn now, and the offset in the timeline."""
        pieces = [timeline.segments[number] for number in self._pieces]
        if self._still:
            kept = max(range(len(pieces)), key=lambda number: pieces[number].length)
            return self._pieces[kept], pieces[kept].end
        inside = (self._clock.now() - self._began) % sum(piece.length for piece in pieces)
        for number, piece in zip(self._pieces, pieces, strict=True):
            if inside < piece.length:
                return number, piece.start + inside
            inside -= piece.length
        return self._pieces[-1], pieces[-1].end

    def on_resize(self) -> None:
        """Have a frame drawn that fits."""
        super().on_resize()
        self.look()

    def on_unmount(self) -> None:
        """Nothing is looked at any more."""
        self._stop_looking()

    def _stop_looking(self) -> None:
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
