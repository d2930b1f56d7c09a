"""What a session can be asked, and the states that it can be in."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coach.domain.events import Event


class State(Enum):
    """Where a session is."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    COUNTING_IN = "counting in"
    ASKING = "asking"
    EXITING = "exiting"
    ENDED = "ended"


class Asking(Enum):
    """What is being asked while a session stands still for it."""

    CHECK = "check"
    HURT = "hurt"
    RETURN = "return"
    RELIEF = "relief"
    """Something of a relief step: the skin, a pulse, whether it is off."""


class Command(Enum):
    """What can be asked of a session.

    Those in :data:`BY_PERSON` come from the person. The others come from the player alone, which
    obeys the safety rules with them.
    """

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    MORE = "more"
    EASIER = "easier"
    AGAIN = "again"
    READY = "ready"
    PAIN = "pain"
    STOP = "stop"
    EXIT = "exit"
    GO_ON = "go on"
    EASE = "ease"
    EASE_EXERCISE = "ease exercise"
    STOP_EXERCISE = "stop exercise"
    SKIP_EXERCISE = "skip exercise"
    TAKE_OFF = "take off"
    LEAVE_RELIEF = "leave relief"
    END = "end"


BY_PERSON: Final = frozenset(
    {
        Command.PAUSE,
        Command.RESUME,
        Command.NEXT,
        Command.BACK,
        Command.MORE,
        Command.EASIER,
        Command.AGAIN,
        Command.READY,
        Command.PAIN,
        Command.STOP,
    }
)
"""The commands that a front end may pass on."""


class InvalidTransition(Exception):  # noqa: N818 - the architecture's word
    """A command that means nothing in the state that the session is in.

    ``events`` are those that were due before it; they have happened all the same.
    """

    def __init__(self, state: State, command: Command, events: "Sequence[Event]" = ()) -> None:
        super().__init__(f"{command.value} while {state.value}")
        self.state = state
        self.command = command
        self.events = tuple(events)
