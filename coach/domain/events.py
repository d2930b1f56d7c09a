"""What happens in a session, in the order in which it happens.

Each event carries ``at``, the offset in the timeline (seconds) at which it happened.
"""

from dataclasses import dataclass
from enum import Enum

from coach.domain.cues import Cue
from coach.domain.safety import Action
from coach.domain.timeline import Segment


class Outcome(Enum):
    """How a session ended. The value is the word of the contract's last line."""

    DONE = "done"
    LEFT = "left"
    NO_ANSWER = "no answer"
    PAIN = "stopped: pain"
    DOCTOR_SOON = "stopped: warning sign (doctor soon)"
    """A session that is refused: under 18, or within 12 weeks of an operation or a fracture."""
    URGENT = "stopped: warning sign (urgent)"
    EMERGENCY = "stopped: warning sign (emergency)"

    @property
    def by_warning_sign(self) -> bool:
        """Whether a warning sign ended it."""
        return self in (Outcome.DOCTOR_SOON, Outcome.URGENT, Outcome.EMERGENCY)

    @property
    def is_stop(self) -> bool:
        """Whether it was stopped for pain or for a warning sign."""
        return self is Outcome.PAIN or self.by_warning_sign


@dataclass(frozen=True, slots=True)
class Started:
    """The session has begun."""

    at: float


@dataclass(frozen=True, slots=True)
class SegmentBegan:
    """The timeline has come to the segment number ``index`` (from 0)."""

    at: float
    index: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class CueDue:
    """A cue is to be said or sounded now."""

    at: float
    cue: Cue


@dataclass(frozen=True, slots=True)
class CheckDue:
    """The timeline stands at a pain check and waits for the score."""

    at: float
    segment: Segment


@dataclass(frozen=True, slots=True)
class ReliefAsks:
    """The timeline stands at a question of a relief step.

    ``on_for`` are the seconds for which something has been on the skin, 0 where nothing is.
    ``slept`` says that the machine stood still meanwhile.
    """

    at: float
    segment: Segment
    on_for: float = 0.0
    slept: bool = False


@dataclass(frozen=True, slots=True)
class ReadyDue:
    """The timeline waits until the person says that they are in position."""

    at: float
    segment: Segment


@dataclass(frozen=True, slots=True)
class Paused:
    """Everything stands still."""

    at: float


@dataclass(frozen=True, slots=True)
class CountIn:
    """``left`` seconds until the session goes on."""

    at: float
    left: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """The session goes on."""

    at: float


@dataclass(frozen=True, slots=True)
class ReturnDue:
    """Away for so long that the short list and the score come again before it goes on."""

    at: float
    away: float


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The machine slept or the process stood still for ``gap`` real seconds."""

    at: float
    gap: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The person went on or back to the segment number ``index``."""

    at: float
    index: int


@dataclass(frozen=True, slots=True)
class Changed:
    """The rest of the timeline is another one now.

    ``words`` say how; they are empty where a decision has said it before.
    """

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Hurt:
    """The person said that it hurts."""

    at: float


@dataclass(frozen=True, slots=True)
class ExitBegan:
    """The way out of the position begins."""

    at: float


@dataclass(frozen=True, slots=True)
class ExitEnded:
    """The way out of the position has been said to its end."""

    at: float


@dataclass(frozen=True, slots=True)
class Described:
    """The person said where it hurts, and how it feels.

    ``site`` is the id of a region of the body map, ``feel`` the word for how it feels; empty
    where they were not sure.
    """

    at: float
    site: str
    feel: str


@dataclass(frozen=True, slots=True)
class Scored:
    """The person gave a score, 0 to 10."""

    at: float
    score: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What the safety rules said, and why."""

    at: float
    action: Action
    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over; nothing can follow."""

    at: float
    outcome: Outcome
    reason: str = ""


Event = (
    Started
    | SegmentBegan
    | CueDue
    | CheckDue
    | ReadyDue
    | ReliefAsks
    | Paused
    | CountIn
    | Resumed
    | ReturnDue
    | Interrupted
    | Moved
    | Changed
    | Hurt
    | ExitBegan
    | ExitEnded
    | Described
    | Scored
    | Decided
    | Ended
)
