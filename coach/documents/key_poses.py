"""The few pictures that show a movement on paper: its start, and where each phase ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.exercise import Exercise
from coach.domain.figure import Figure, Pose
from coach.domain.motion import phase_poses
from coach.painters.sheet import Sheet, sheet_for


@dataclass(frozen=True, slots=True)
class KeyPose:
    """A pose, and the phases that end in it.

    ``phases`` are (number from 1, name). ``starts`` says that the movement begins in it.
    """

    pose: Pose
    phases: tuple[tuple[int, str], ...] = ()
    starts: bool = False

    @property
    def caption(self) -> str:
        """What stands below the picture: ``start, 3 lower``."""
        first = ("start",) if self.starts else ()
        return ", ".join((*first, *(f"{number} {name}" for number, name in self.phases)))


def key_poses(exercise: Exercise, figure: Figure) -> tuple[KeyPose, ...]:
    """The poses of one rep in their order, each once; none where the figure has none of them.

    A movement begins where its last phase ends. Of a pose that is only kept there is no start.
    """
    ends = phase_poses(exercise, figure)
    if not ends:
        return ()
    found: dict[Pose, list[tuple[int, str]]] = {ends[-1]: []}
    for number, (phase, pose) in enumerate(zip(exercise.phases, ends, strict=True), start=1):
        found.setdefault(pose, []).append((number, phase.name))
    return tuple(
        KeyPose(pose, tuple(phases), starts=pose == ends[-1] and len(found) > 1)
        for pose, phases in found.items()
    )


def sheet_of(figure: Figure, poses: Sequence[KeyPose]) -> Sheet:
    """The sheet on which each of these poses has room, so that all are drawn in one scale."""
    return sheet_for(figure, [(one.pose, one.pose) for one in poses])
