"""What the worker asks of an engine."""

from array import array
from dataclasses import dataclass
from typing import Protocol


class EngineError(Exception):
    """It can't speak. The text says why, in half a sentence."""


class SilenceError(EngineError):
    """It speaks, but nothing of this line can be heard."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the person wants it: the engine's own name for a voice, and words a minute."""

    name: str | None
    rate: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine has made of a line: 16-bit samples of one channel, ``rate`` a second."""

    rate: int
    samples: "array[int]"


class Engine(Protocol):
    """One way to turn a line into sound."""

    @property
    def voice(self) -> str:
        """Its own name for the voice; empty where it has only one, or doesn't tell."""

    def speak(self, text: str) -> Speech:
        """Speak a line that is :func:`~coach.adapters.voice.text.speakable`.

        Raises:
            EngineError: if it can't.
        """
