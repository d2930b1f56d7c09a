"""Finds where in a recording known samples begin, also in one that was compressed."""

from array import array
from typing import Final

import numpy as np

RATE: Final = 44_100
LONGEST: Final = RATE // 2
"""Samples by which a sound is known; it needn't be compared to its end."""


def onset(
    recording: "array[int]", samples: "array[int]", near: float, within: float = 0.02
) -> tuple[float, float]:
    """The second at which ``samples`` begin, at most ``within`` seconds from second ``near``.

    With it comes the likeness there: 1 is the same but for its loudness, 0 has nothing in common.
    """
    known = np.asarray(samples[:LONGEST], dtype=np.float64)
    first = max(round((near - within) * RATE), 0)
    last = min(round((near + within) * RATE), len(recording) - len(known))
    window = np.asarray(recording[first : last + len(known)], dtype=np.float64)
    # Every place at once: a product of the spectra, as long as no end comes round to the beginning.
    size = 1 << (len(window) + len(known)).bit_length()
    spectrum = np.fft.rfft(window, size) * np.conj(np.fft.rfft(known, size))
    common = np.fft.irfft(spectrum, size)[: last - first + 1]
    energies = np.concatenate(([0.0], np.cumsum(window * window)))
    there = energies[len(known) :] - energies[: len(energies) - len(known)]
    energy = max(float(known @ known), 1.0)
    likeness = common / np.sqrt(np.maximum(there[: len(common)], 1.0) * energy)
    place = int(np.argmax(likeness))
    return (first + place) / RATE, float(likeness[place])
