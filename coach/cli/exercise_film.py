"""The movement of an exercise in its own time, phase by phase, until a key ends it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from coach.cli.exercise_drawing import TALLEST, size_on
from coach.cli.exercise_words import phase_lines, planned
from coach.domain.dose import Side, Sides
from coach.domain.exercise import Exercise
from coach.domain.figure import Figure
from coach.domain.motion import Scene, breath_at, phase_poses
from coach.domain.reps import phase_seconds
from coach.domain.skeleton import eased
from coach.domain.words import side_words
from coach.painters.cells import Frame, Grain
from coach.painters.reel import Order, frame, scene_sheet, steps_of

ROUNDS: Final = 2
LONGEST: Final = 30.0
"""Seconds after which a pose that is kept has been seen."""
TICK: Final = 1 / 15
"""Seconds between two pictures."""


class Screen(Protocol):
    """Where the film is shown."""

    def show(self, picture: Frame, words: tuple[str, ...]) -> None:
        """Show a picture with the words below it, in place of the one before."""


@dataclass(frozen=True, slots=True)
class Part:
    """A phase of one round: from ``start`` for so many ``seconds``."""

    start: float
    seconds: float
    scene: Scene
    words: tuple[str, ...]


class Film:
    """Two rounds of an exercise, one for each side where its sides take turns."""

    def __init__(
        self, exercise: Exercise, figure: Figure, columns: int, grain: Grain, rows: int = TALLEST
    ) -> None:
        self._columns, self._rows = size_on(scene_sheet(figure, wide=False), columns, rows)
        self._grain = grain
        self._drawn: dict[tuple[Scene, int], Frame] = {}
        self._parts: list[Part] = []
        poses = phase_poses(exercise, figure)
        step = planned(exercise)
        at = 0.0
        for turn in range(ROUNDS if poses else 0):
            side = (Side.LEFT, Side.RIGHT)[turn % 2] if _turns(step.sides) else None
            mirrored = side is not None and side.value != figure.drawn_side.value
            for number, phase in enumerate(exercise.phases, start=1):
                own = phase_seconds(step, phase)
                if phase.seconds is None and step.time is not None:
                    own = step.time
                if own <= 0:
                    continue
                said = phase_lines(exercise, number, columns)
                words = (side_words(side), *said) if side else tuple(said)
                scene = Scene(figure, poses[number - 2], poses[number - 1], mirrored)
                self._parts.append(Part(at, min(own, LONGEST), scene, words))
                at += min(own, LONGEST)
        self.seconds = at
        """How long it is; 0 where there is nothing to see."""

    def at(self, seconds: float) -> tuple[Frame, tuple[str, ...]]:
        """The picture and the words at a moment."""
        part = next(one for one in reversed(self._parts) if one.start <= seconds)
        inside = min((seconds - part.start) / part.seconds, 1.0)
        share = eased(inside) if part.scene.moves else breath_at(seconds)
        return self._picture(part.scene, share), part.words

    def _picture(self, scene: Scene, share: float) -> Frame:
        order = Order(scene, self._columns, self._rows, self._grain)
        step = round(share * steps_of(order))
        if (scene, step) not in self._drawn:
            self._drawn[scene, step] = frame(order, step)
        return self._drawn[scene, step]


def play(
    film: Film, screen: Screen, now: Callable[[], float], key: Callable[[float], bool]
) -> None:
    """Play the film to its end, or until a key.

    ``now`` gives seconds. ``key`` waits so many seconds for a key, and says whether there was one.
    """
    begun = now()
    while (at := now() - begun) < film.seconds:
        screen.show(*film.at(at))
        if key(TICK):
            return


def _turns(sides: Sides) -> bool:
    return sides in (Sides.EACH, Sides.ALTERNATE)
