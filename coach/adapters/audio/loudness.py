"""How loud samples are to the ear, and how loud a tone is at most."""

import math
from collections.abc import Sequence
from typing import Final

RATE: Final = 44_100
"""Samples a second."""
LOUDNESS: Final = 10 ** (-22 / 20)
"""How loud the loudest 50 ms of a tone are, where 1 is full scale."""
PEAK: Final = 10 ** (-9.7 / 20)
"""What no sample of a tone is above, where 1 is full scale."""
EAR: Final = 500.0
"""Hertz below which the ear hears less and less, roughly."""


def loudness(samples: Sequence[float]) -> float:
    """How loud the loudest 50 ms are to the ear, in the unit of the samples."""
    keep = 1 / (1 + 2 * math.pi * EAR / RATE)
    window = round(0.05 * RATE)
    heard = before = 0.0
    powers = [0.0]
    for value in samples:
        heard = keep * (heard + value - before)
        before = value
        powers.append(powers[-1] + heard * heard)
    most = max(
        powers[min(end + window, len(powers) - 1)] - powers[end]
        for end in range(max(1, len(samples) - window + 1))
    )
    return math.sqrt(most / window)
