"""Sound, as the player and the front ends ask for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from coach.domain.sounds import Sounds, Tone
    from coach.ports.voice import Clip

LOUDEST: Final = 10
"""Volume goes from 0 (silent) to this."""
USUAL_VOLUME: Final = 7


@dataclass(frozen=True, slots=True)
class AudioState:
    """What sounds come out of.

    ``backend`` is its name, ``none`` where there is no sound and empty as long as nobody knows
    yet. ``device`` is what the back end says of it; ``reasons`` say in a sentence each why the
    back ends before it were not taken. ``latency`` are the seconds that the back end itself holds
    back before a sound is heard, ``None`` where it doesn't say.
    """

    backend: str = ""
    device: str = ""
    reasons: tuple[str, ...] = ()
    latency: float | None = None


class AudioOut(Protocol):
    """Plays tones and spoken lines, over each other.

    Every call returns at once and none of them fails: sound is never in the way.
    """

    @property
    def state(self) -> AudioState:
        """What is known of the back end now."""

    @property
    def volume(self) -> int:
        """How loud tones are, 0 to :data:`LOUDEST`."""

    @property
    def voice_volume(self) -> int:
        """How loud spoken lines are, 0 to :data:`LOUDEST`."""

    def set_volume(self, volume: int) -> None:
        """Make tones louder or softer from the next one on; beyond the ends is the end."""

    def set_voice_volume(self, volume: int) -> None:
        """Make spoken lines louder or softer from the next one on; beyond the ends is the end."""

    def dress(self, sounds: "Sounds") -> None:
        """Sound as a routine wants it, until it is dressed anew.

        What the routine leaves open is as the person has set it.
        """

    def play(self, tone: "Tone") -> None:
        """Sound a tone now, over what still sounds."""

    def speak(self, clip: "Clip", *, within: float) -> None:
        """Sound a spoken line now, or not at all once ``within`` seconds have passed."""

    def hush(self) -> None:
        """Let everything that sounds now fade out at once."""

    def hush_voice(self) -> None:
        """Let spoken lines fade out at once; tones sound on."""

    def close(self) -> None:
        """Give the device back, after a tone that has begun; calls after that do nothing."""
