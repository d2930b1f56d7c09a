"""Sound without any: what would be heard, and when, by a fake clock."""

from collections.abc import Callable
from dataclasses import dataclass, field

from coach.domain.sounds import AS_SET, Profile, Sounds, Tone
from coach.ports.audio_out import LOUDEST, USUAL_VOLUME, AudioState
from coach.ports.voice import Clip


@dataclass
class MemoryAudio:
    """Notes each tone and each spoken line with the second in which it begins.

    ``now`` is the clock's; ``own`` are the sounds of the person. What is silent is not noted.
    """

    now: Callable[[], float]
    volume: int = USUAL_VOLUME
    voice_volume: int = USUAL_VOLUME
    own: Sounds = AS_SET
    state: AudioState = field(default_factory=lambda: AudioState("memory", latency=0.0))
    noted: list[tuple[float, Tone | Clip]] = field(default_factory=list)
    hushed: list[float] = field(default_factory=list)
    """When everything faded out."""
    voice_hushed: list[float] = field(default_factory=list)
    """When speech alone did."""
    closed: bool = False

    def __post_init__(self) -> None:
        self.sounds = self.own

    @property
    def tones(self) -> list[Tone]:
        """The tones alone."""
        return [what for _, what in self.noted if isinstance(what, Tone)]

    @property
    def clips(self) -> list[Clip]:
        """The spoken lines alone."""
        return [what for _, what in self.noted if isinstance(what, Clip)]

    def set_volume(self, volume: int) -> None:
        self.volume = min(max(volume, 0), LOUDEST)

    def set_voice_volume(self, volume: int) -> None:
        self.voice_volume = min(max(volume, 0), LOUDEST)

    def dress(self, sounds: Sounds) -> None:
        self.sounds = sounds.over(self.own)

    def play(self, tone: Tone) -> None:
        if self.volume and not self.closed and self.sounds.profile is not Profile.SILENT:
            self.noted.append((self.now(), tone))

    def speak(self, clip: Clip, *, within: float) -> None:
        if self.voice_volume and not self.closed:
            self.noted.append((self.now(), clip))

    def hush(self) -> None:
        self.hushed.append(self.now())

    def hush_voice(self) -> None:
        self.voice_hushed.append(self.now())

    def close(self) -> None:
        self.closed = True
