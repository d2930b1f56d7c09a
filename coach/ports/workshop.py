"""Work that is done beside the session, so that no cue waits for it."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

Job_contra = TypeVar("Job_contra", contravariant=True)
Piece_co = TypeVar("Piece_co", covariant=True)


class Workshop(Protocol[Job_contra, Piece_co]):
    """Takes jobs and gives what they yield, piece by piece. Nothing here waits."""

    def give(self, number: int, job: Job_contra) -> bool:
        """Begin a job behind those that are under way; ``False`` where nobody works any more."""

    def take(self) -> Sequence[tuple[int, Piece_co | None]]:
        """What has been made since: the job's number and a piece; ``None`` is the job's end."""

    def close(self) -> None:
        """Nothing is wanted any more."""
