"""Mixes what sounds at the same time, block by block, for a stream that asks for samples."""

import time
from array import array
from dataclasses import dataclass
from itertools import repeat
from math import inf
from operator import add, mul
from threading import Lock
from typing import Final

from coach.adapters.audio.sounds import RATE, WIDTH, Samples

FADE: Final = round(0.03 * RATE)
"""Samples in which a hush fades out: quick, and too slow for a click."""
_MOST, _LEAST = 32_767, -32_768


@dataclass(slots=True, eq=False)
class _Part:
    """A sound that is under way; so many of its samples have been ``taken``."""

    samples: Samples
    gain: float
    spoken: bool
    until: float
    begun: bool = False
    taken: int = 0


class Mixer:
    """Sounds that are under way. One thread adds and hushes, another one takes blocks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._parts: list[_Part] = []

    def add(
        self, samples: Samples, gain: float = 1.0, *, spoken: bool = False, until: float = inf
    ) -> None:
        """Begin a sound with the next block, or not at all where that is taken after ``until``.

        It is made softer block by block: a whole line would take so long that it was late.
        """
        with self._lock:
            self._parts.append(_Part(samples, gain, spoken, until))

    def hush(self, *, only_voice: bool = False) -> None:
        """Let every sound fade out from the next block on, or only what is spoken."""
        with self._lock:
            meant = [part for part in self._parts if part.spoken or not only_voice]
            for part in meant:
                part.samples, part.taken = faded(part.samples, part.taken), 0
            self._parts = [part for part in self._parts if part.begun or part not in meant]

    def forget_begun(self) -> None:
        """Leave out the rest of what has begun: the stream was gone for too long."""
        with self._lock:
            self._parts = [part for part in self._parts if not part.begun]

    @property
    def busy(self) -> bool:
        """Whether a sound is under way."""
        return bool(self._parts)

    def take(self, frames: int) -> bytes:
        """The next ``frames`` samples of everything together."""
        now = time.monotonic()
        with self._lock:
            parts = [part for part in self._parts if part.begun or now <= part.until]
            blocks = []
            for part in parts:
                blocks.append((part.samples[part.taken : part.taken + frames], part.gain))
                part.begun = True
                part.taken += frames
            self._parts = [part for part in parts if part.taken < len(part.samples)]
        if not blocks:
            return bytes(frames * WIDTH)
        return _sum(blocks).tobytes().ljust(frames * WIDTH, b"\0")


def faded(samples: Samples, start: int) -> Samples:
    """What is left of a sound from ``start`` on, falling to nothing."""
    rest = samples[start : start + FADE]
    return array("h", [value * (FADE - place) // FADE for place, value in enumerate(rest)])


def _sum(blocks: list[tuple[Samples, float]]) -> Samples:
    """Blocks over each other, each with its factor; what is too loud for a sample is its most."""
    if len(blocks) == 1 and blocks[0][1] == 1.0:
        return blocks[0][0]
    sums: list[float] = [0] * max(len(samples) for samples, _ in blocks)
    for samples, gain in blocks:
        softer = samples if gain == 1.0 else map(mul, samples, repeat(gain))
        sums[: len(samples)] = map(add, sums, softer)
    if max(sums, default=0) > _MOST or min(sums, default=0) < _LEAST:
        sums = [min(max(value, _LEAST), _MOST) for value in sums]
    return array("h", map(round, sums))
