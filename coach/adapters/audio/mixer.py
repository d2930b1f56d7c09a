"""Mixes what sounds at the same time, block by block, for a stream that asks for samples."""

from array import array
from threading import Lock
from typing import Final

from coach.adapters.audio.sounds import RATE, WIDTH, Samples

FADE: Final = round(0.03 * RATE)
"""Samples in which a hush fades out: quick, and too slow for a click."""
_MOST, _LEAST = 32_767, -32_768


class Mixer:
    """Sounds that are under way. One thread adds and hushes, another one takes blocks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._voices: list[tuple[Samples, int]] = []
        """Each sound, and how many of its samples have been taken."""

    def add(self, samples: Samples) -> None:
        """Begin a sound with the next block."""
        with self._lock:
            self._voices.append((samples, 0))

    def hush(self) -> None:
        """Let every sound fade out from the next block on."""
        with self._lock:
            self._voices = [(faded(samples, taken), 0) for samples, taken in self._voices]

    @property
    def busy(self) -> bool:
        """Whether a sound is under way."""
        return bool(self._voices)

    def take(self, frames: int) -> bytes:
        """The next ``frames`` samples of everything together."""
        with self._lock:
            parts = [samples[taken : taken + frames] for samples, taken in self._voices]
            self._voices = [
                (samples, taken + frames)
                for samples, taken in self._voices
                if taken + frames < len(samples)
            ]
        if not parts:
            return bytes(frames * WIDTH)
        mixed = parts[0] if len(parts) == 1 else _sum(parts)
        return mixed.tobytes().ljust(frames * WIDTH, b"\0")


def faded(samples: Samples, start: int) -> Samples:
    """What is left of a sound from ``start`` on, falling to nothing."""
    rest = samples[start : start + FADE]
    return array("h", [value * (FADE - place) // FADE for place, value in enumerate(rest)])


def _sum(parts: list[Samples]) -> Samples:
    longest = max(parts, key=len)
    sums = list(longest)
    for part in parts:
        if part is not longest:
            for place, value in enumerate(part):
                sums[place] += value
    return array("h", [min(max(value, _LEAST), _MOST) for value in sums])
