"""What the worker asks of a back end."""

from dataclasses import dataclass
from typing import Protocol

from coach.adapters.audio.sounds import Channel, Samples, scaled


class BackEndError(Exception):
    """It can't sound. The text says why, in half a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Something to sound.

    ``name`` tells it from others: with the same name come the same samples. It begins until
    ``until``, by ``time.monotonic()``, or not at all.
    """

    name: str
    samples: Samples
    gain: float
    channel: Channel
    until: float

    @property
    def spoken(self) -> bool:
        """Whether it is speech."""
        return self.channel is Channel.VOICE

    @property
    def key(self) -> tuple[str, float]:
        """What it has in common with those that sound exactly alike."""
        return self.name, self.gain

    def scaled(self) -> Samples:
        """The samples as loud as they sound."""
        return scaled(self.samples, self.gain)


class BackEnd(Protocol):
    """One way to make the machine sound. Making one tries it: it raises :class:`BackEndError`."""

    @property
    def name(self) -> str:
        """Its name, as in the settings."""

    @property
    def device(self) -> str:
        """What sounds come out of, as far as it knows."""

    @property
    def latency(self) -> float | None:
        """The seconds that it holds a sound back; ``None`` where it doesn't know."""

    def play(self, sound: Sound) -> None:
        """Sound this now, over what sounds already; what comes too late is left out.

        Raises:
            BackEndError: if it can't.
        """

    def hush(self, *, only_voice: bool) -> None:
        """Let what sounds, or what is spoken, fade out within a moment, without a click."""

    def tend(self) -> float | None:
        """Do what is due as time passes; gives the seconds until it wants to be asked again.

        ``None`` as long as nothing is played.

        Raises:
            BackEndError: if it has stopped working.
        """

    def sounding(self) -> bool:
        """Whether something still sounds."""

    def close(self) -> None:
        """Give the device back."""
