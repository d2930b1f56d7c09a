"""What stands between the start of the program and the first movement."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.domain.relief import Relief
from coach.domain.routine import VoiceLevel
from coach.domain.sounds import AS_SET, Sounds
from coach.domain.timeline import Timeline
from coach.player.recorder import Recorder
from coach.ports.clock import Clock
from coach.ports.content import Content
from coach.ports.journal import Unfinished
from coach.ports.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that may begin. ``start_score`` is 0 to 10, ``None`` where it was not asked yet.

    ``eased`` says whether the score before it has made it easier. ``unfinished`` is the earlier
    session that goes on, ``away`` for how many seconds it stood still.
    """

    routine: str
    timeline: Timeline
    start_score: int | None
    eased: bool = False
    unfinished: Unfinished | None = None
    away: float = 0.0
    sounds: Sounds = AS_SET
    """How the routine wants to sound."""
    relief: Relief | None = None
    """The relief protocol that it is, which is no session of the record."""


def keep_nothing(_words: str) -> tuple[Content | None, str]:
    """Where no number can be kept."""
    return None, ""


@dataclass(slots=True)
class Doorway:
    """What the opening needs: the record, the content, the library and the time of day.

    ``cautions_anew`` asks for the cautions again although they are known. ``voice`` is how much is
    said, where the person has set it. ``most_reps`` are the most that they want to do of anything;
    it only lowers. ``keep_number`` keeps a
    number for an emergency, or a country, in the person's words: it gives the content with it,
    and a sentence where it can't be kept.
    """

    recorder: Recorder
    content: Content
    library: Library
    clock: Clock
    cautions_anew: bool = False
    voice: VoiceLevel | None = None
    most_reps: int | None = None
    keep_number: Callable[[str], tuple[Content | None, str]] = keep_nothing
