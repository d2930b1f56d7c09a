"""Which picture belongs to a moment of a timeline: from which pose to which, and how far."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from coach.domain.dose import Side
from coach.domain.exercise import Exercise, ExerciseType, Position
from coach.domain.figure import Figure, Pose
from coach.domain.plan import PlannedExercise
from coach.domain.skeleton import eased
from coach.domain.stances import STANCES, stance_like, way
from coach.domain.timeline import Segment, SegmentKind, Timeline

Figures = Mapping[str, Figure]
"""The figure of each exercise that has one, by the exercise's id."""

IN_PLACE: Final = 3.0
"""Seconds before the first movement from which on it is looked at from near."""
STRIDE: Final = 0.9
"""Seconds of a step at an easy pace."""
_ROLLED: Final = 45.0
"""Degrees from which on the body lies on another side."""
_IN, _OUT = 4.0, 6.0
"""Seconds in which somebody breathes in and out while a pose is held."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A movement from one pose to another, or a pose that is kept, as it is looked at.

    ``mirrored`` does it on the other side. A ``wide`` scene has room for getting up and down, a
    near one for the exercise alone.
    """

    figure: Figure
    start: Pose
    end: Pose
    mirrored: bool = False
    wide: bool = False

    @property
    def moves(self) -> bool:
        """Whether it is a movement."""
        return self.start != self.end


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a scene has come: ``share`` of its movement, or of a breath where nothing moves.

    ``length`` is how long that takes as a whole, in seconds.
    """

    scene: Scene
    share: float
    length: float = 0.0


def moment_of(timeline: Timeline, index: int, at: float, figures: Figures) -> Moment | None:
    """The picture at the offset ``at`` (seconds) in the segment ``index``.

    ``None`` where nothing is to be seen: before the first exercise, or without a figure for it.
    """
    segment = timeline.segments[index]
    inside = max(0.0, at - segment.start)
    scenes = scenes_of(timeline, index, figures)
    if not scenes:
        return None
    if segment.kind is SegmentKind.PHASE and len(scenes) > 1:
        span, number = inside / STRIDE % 1.0, int(inside / STRIDE) % len(scenes)
        length = STRIDE
    else:
        span, number = _leg(segment, inside, len(scenes))
        length = segment.length / len(scenes)
    scene = scenes[number]
    if not scene.moves:
        return Moment(scene, breath_at(at), _IN)
    return Moment(scene, eased(span), length)


def breath_at(at: float) -> float:
    """How far the belly has risen at a time, 0 to 1, in quiet breathing."""
    inside = at % (_IN + _OUT)
    share = inside / _IN if inside < _IN else 1 - (inside - _IN) / _OUT
    return 0.5 - 0.5 * math.cos(math.pi * share)


def scenes_of(timeline: Timeline, index: int, figures: Figures) -> tuple[Scene, ...]:
    """What is seen in a segment, one after the other."""
    segment = timeline.segments[index]
    exercise = exercise_of(timeline, segment)
    figure = figures.get(segment.exercise)
    if exercise is None or figure is None:
        return _resting(timeline, index, figures)
    poses = phase_poses(exercise, figure)
    if not poses:
        return ()
    mirrored = _other(figure, segment.side)
    first = poses[-1]
    match segment.kind:
        case SegmentKind.SETUP:
            return tuple(_way_in(timeline, index, exercise, figure, first, figures))
        case SegmentKind.PHASE:
            if exercise.type is ExerciseType.WALK:
                return _walking(figure)
            number = _phase_number(exercise, segment.phase)
            return (Scene(figure, poses[number - 1], poses[number], mirrored),)
        case SegmentKind.SWITCH:
            before = _other(figure, _side_before(timeline, index))
            return (Scene(figure, first, first, before), Scene(figure, first, first, mirrored))
        case SegmentKind.FINISH | SegmentKind.LEAVE:
            way_out = [first, *_lying_as(first, figure, figure.out)]
            mirrored = _other(figure, _side_before(timeline, index))
            return tuple(
                Scene(figure, start, end, mirrored) for start, end in pairwise(way_out)
            ) or (Scene(figure, first, first, mirrored),)
        case _:
            side = segment.side or _side_before(timeline, index)
            return (Scene(figure, first, first, _other(figure, side)),)


def phase_poses(exercise: Exercise, figure: Figure) -> tuple[Pose, ...]:
    """The pose at the end of each phase; a phase without one keeps the pose before it."""
    named = [figure.pose(phase.pose) if phase.pose else None for phase in exercise.phases]
    known = [pose for pose in named if pose is not None]
    if not known:
        return ()
    poses: list[Pose] = []
    for pose in named:
        poses.append(pose or (poses[-1] if poses else known[-1]))
    return tuple(poses)


def exercise_of(timeline: Timeline, segment: Segment) -> Exercise | None:
    """The exercise that a segment belongs to."""
    if not segment.step or segment.step > len(timeline.plan.steps):
        return None
    step = timeline.plan.steps[segment.step - 1]
    if not isinstance(step, PlannedExercise):
        return None
    for exercise in (step.exercise, step.gentler):
        if exercise is not None and exercise.id == segment.exercise:
            return exercise
    return None


def coming_scenes(
    timeline: Timeline, index: int, figures: Figures, most: int = 14
) -> tuple[Scene, ...]:
    """The scenes from a segment on, each once: what should be drawn ahead."""
    found: dict[Scene, None] = {}
    for number in range(index, len(timeline.segments)):
        found |= dict.fromkeys(scenes_of(timeline, number, figures))
        if len(found) >= most:
            break
    return tuple(found)


def _walking(figure: Figure) -> tuple[Scene, ...]:
    """Step by step, over and over."""
    strides = [pose for _, pose in figure.poses[:2]]
    return tuple(
        Scene(figure, start, end)
        for start, end in zip(strides, [*strides[1:], strides[0]], strict=True)
    )


def _leg(segment: Segment, inside: float, legs: int) -> tuple[float, int]:
    """How far the current one of so many legs has come (0 to 1), and which it is."""
    length = segment.length
    if segment.kind is SegmentKind.SETUP and legs > 1:
        # The last is the pose from which it begins, from near.
        length = max(length - IN_PLACE, 0.1)
        if inside >= length:
            return 1.0, legs - 1
        legs -= 1
    if length <= 0:
        return 1.0, legs - 1
    share = min(inside / length, 1.0) * legs
    number = min(int(share), legs - 1)
    return share - number, number


def _way_in(
    timeline: Timeline,
    index: int,
    exercise: Exercise,
    figure: Figure,
    first: Pose,
    figures: Figures,
) -> Iterator[Scene]:
    """From where the exercise before ended, over the usual poses, into the first pose."""
    came_from = _came_from(timeline, index, figures)
    path = way(came_from, _drawn_in(exercise, figure))
    mirrored = _other(figure, _side_after(timeline, index))
    for here, there in pairwise(path):
        yield Scene(figure, STANCES[here], STANCES[there], wide=True)
    own = _lying_as(first, figure, figure.into)
    poses = [STANCES[path[-1]], *own, first]
    for start, end in pairwise(poses):
        if start != end:
            yield Scene(figure, start, end, mirrored, wide=True)
    yield Scene(figure, first, first, mirrored)


def _came_from(timeline: Timeline, index: int, figures: Figures) -> Position:
    """The position before a segment: standing, at the beginning."""
    for segment in reversed(timeline.segments[:index]):
        exercise = exercise_of(timeline, segment)
        if exercise is not None and segment.step != timeline.segments[index].step:
            return _drawn_in(exercise, figures.get(segment.exercise))
    return Position.STANDING


def _drawn_in(exercise: Exercise, figure: Figure | None) -> Position:
    """The position in which an exercise is drawn; where any will do, the one of its poses."""
    poses = phase_poses(exercise, figure) if figure is not None else ()
    usual = STANCES.get(exercise.position)
    if poses and (usual is None or abs(usual.turn - poses[-1].turn) > _ROLLED):
        return stance_like(poses[-1])
    return exercise.position if usual is not None else Position.STANDING


def _lying_as(first: Pose, figure: Figure, names: tuple[str, ...]) -> list[Pose]:
    """The poses of these names, without those that lie on another side than ``first``.

    Somebody who is told to lie on the side has no use for a way over the back.
    """
    poses = [pose for name in names if (pose := figure.pose(name))]
    return [pose for pose in poses if abs(pose.turn - first.turn) <= _ROLLED]


def _resting(timeline: Timeline, index: int, figures: Figures) -> tuple[Scene, ...]:
    """Between exercises the last pose is kept; in its place a rest has nothing to show."""
    if timeline.segments[index].kind not in (SegmentKind.REST, SegmentKind.WORDS):
        return ()
    for number in range(index - 1, -1, -1):
        segment = timeline.segments[number]
        figure = figures.get(segment.exercise)
        exercise = exercise_of(timeline, segment)
        if exercise is None or figure is None:
            continue
        poses = phase_poses(exercise, figure)
        if not poses:
            return ()
        pose = [poses[-1], *_lying_as(poses[-1], figure, figure.out)][-1]
        return (Scene(figure, pose, pose),)
    return ()


def _phase_number(exercise: Exercise, name: str) -> int:
    return next((n for n, phase in enumerate(exercise.phases) if phase.name == name), 0)


def _side_after(timeline: Timeline, index: int) -> Side | None:
    """The side of the first phase after a segment."""
    for segment in timeline.segments[index:]:
        if segment.kind is SegmentKind.PHASE:
            return segment.side
    return None


def _side_before(timeline: Timeline, index: int) -> Side | None:
    """The side of the phase before a segment."""
    for segment in reversed(timeline.segments[:index]):
        if segment.kind is SegmentKind.PHASE:
            return segment.side
    return None


def _other(figure: Figure, side: Side | None) -> bool:
    """Whether the poses are those of the other side."""
    return side is not None and side.value != figure.drawn_side.value
