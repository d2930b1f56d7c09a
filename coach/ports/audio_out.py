"""Sound, as the player and the front ends ask for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from coach.domain.tones import Tone

LOUDEST: Final = 10
"""Volume goes from 0 (silent) to this."""
USUAL_VOLUME: Final = 7


@dataclass(frozen=True, slots=True)
class AudioState:
    """What sounds come out of.

    ``backend`` is its name, ``none`` where there is no sound and empty as long as nobody knows
    yet. ``device`` is what the back end says of it; ``reasons`` say in a sentence each why the
    back ends before it were not taken.
    """

    backend: str = ""
    device: str = ""
    reasons: tuple[str, ...] = ()


class AudioOut(Protocol):
    """Plays tones. Every call returns at once and none of them fails: sound is never in the way."""

    @property
    def state(self) -> AudioState:
        """What is known of the back end now."""

    @property
    def volume(self) -> int:
        """How loud tones are, 0 to :data:`LOUDEST`."""

    def set_volume(self, volume: int) -> None:
        """Make tones louder or softer from the next one on; beyond the ends is the end."""

    def play(self, tone: "Tone") -> None:
        """Sound a tone now, over one that still sounds."""

    def hush(self) -> None:
        """Let what sounds now fade out at once."""

    def close(self) -> None:
        """Give the device back, after a tone that has begun; calls after that do nothing."""
