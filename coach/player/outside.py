"""The host of conversations outside a session: nothing plays, and nobody is in a position."""

from coach.domain.triage import Finding
from coach.player.doorway import Doorway
from coach.player.found import FoundSigns


class OutsideHost:
    """Keeps what a conversation finds, the moment it is answered.

    A front end that asks outside a session is one of these.
    """

    def __init__(self, door: Doorway) -> None:
        self.door = door
        self._found = FoundSigns(door.recorder, door.clock)
        self._silent = False
        """Whether a conversation ended for want of an answer."""

    def at(self) -> float:
        """There is no time in it."""
        return 0.0

    def found(self, finding: Finding) -> None:
        """A warning sign: on disk at once."""
        self._found.add(finding)

    def checked(self, finding: Finding) -> None:
        """A doctor has checked it."""
        self._found.settle(finding)

    def ticked(self, caution: str) -> None:
        """A caution line that allows no session."""
        self.door.recorder.tick(caution)

    def leave_position(self, lines: tuple[str, ...]) -> None:
        """Nobody lies on the floor."""

    def nobody_answered(self) -> None:
        """The conversation is over without a result."""
        self._silent = True
