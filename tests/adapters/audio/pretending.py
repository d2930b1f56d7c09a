"""A back end that plays nothing."""

from dataclasses import dataclass, field

from coach.adapters.audio.backend import BackEndError, Sound


@dataclass
class FakeBackEnd:
    """Plays nothing; can break."""

    name: str = "fake"
    device: str = "nowhere"
    latency: float | None = 0.25
    broken: bool = False
    played: list[Sound] = field(default_factory=list)
    hushes: list[bool] = field(default_factory=list)
    """For each, whether it was for speech alone."""
    closed: bool = False

    def play(self, sound: Sound) -> None:
        if self.broken:
            raise BackEndError("has broken")
        self.played.append(sound)

    def hush(self, *, only_voice: bool) -> None:
        self.hushes.append(only_voice)

    def tend(self) -> float | None:
        if self.broken:
            raise BackEndError("has broken")
        return 1.0

    def sounding(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True
