"""Finds in a recording what was asked for, each sound near its moment, and what else there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.adapters.audio.sounds import Samples
from tests.rig.pulse import RATE

Wave = NDArray[np.float64]

ROUNDS: Final = 3
"""How often each sound is looked for again, without those that sound over it."""
EARLY: Final = round(0.05 * RATE)
LATE: Final = round(0.4 * RATE)
"""Samples around its moment in which a sound is looked for."""


@dataclass
class Asked:
    """A sound that was asked for, and the second of the recording at which it was due.

    ``second`` is where it was found; ``likeness`` is 1 for the very same.
    """

    name: str
    samples: Samples
    due: float
    second: float = 0.0
    likeness: float = 0.0


STUTTER: Final = round(0.3 * RATE)
"""Samples by which a sound on a busy machine may end later than it should."""


def find_all(recording: Sequence[int], asked: Sequence[Asked]) -> Wave:
    """Find every sound that was asked for; gives what is left of the recording without them."""
    rest = np.concatenate([np.asarray(recording, np.float64), np.zeros(LATE)])
    placed: dict[int, tuple[int, Wave]] = {}
    for _ in range(ROUNDS):
        for index, one in enumerate(asked):
            if index in placed:
                start, taken = placed[index]
                rest[start : start + len(taken)] += taken
            placed[index] = _take_out(rest, one)
    return rest


def _take_out(rest: Wave, one: Asked) -> tuple[int, Wave]:
    wave: Wave = np.asarray(one.samples, np.float64)
    first = max(round(one.due * RATE) - EARLY, 0)
    window = rest[first : first + EARLY + LATE + len(wave)]
    size = 1 << (len(window) + len(wave)).bit_length()
    spectrum = np.fft.rfft(window, size) * np.conj(np.fft.rfft(wave, size))
    start = first + int(np.argmax(np.fft.irfft(spectrum, size)[: EARLY + LATE]))
    there = rest[start : start + len(wave)]
    taken = wave[: len(there)]
    power = float(np.sqrt((there @ there) * (taken @ taken))) or 1.0
    one.second, one.likeness = start / RATE, float(there @ taken) / power
    rest[start : start + len(taken)] -= taken
    return start, taken


def beside(rest: Wave, asked: Sequence[Asked], seconds: float = 0.05) -> float:
    """How loud the loudest part of so many ``seconds`` is where nothing was asked for."""
    free = rest.copy()
    for one in asked:
        start = round((one.second - seconds) * RATE)
        free[max(start, 0) : start + len(one.samples) + STUTTER] = 0.0
    block = round(seconds * RATE)
    parts = free[: len(free) // block * block].reshape(-1, block)
    return float(np.sqrt((parts * parts).mean(axis=1)).max())


def left_of(recording: Sequence[int], rest: Wave, one: Asked) -> float:
    """The part of the energy that is left where a sound was: of one that came twice it is much."""
    start, end = round(one.second * RATE), round(one.second * RATE) + len(one.samples)
    whole = np.asarray(recording[start:end], np.float64)
    return float(rest[start:end] @ rest[start:end]) / max(float(whole @ whole), 1.0)
