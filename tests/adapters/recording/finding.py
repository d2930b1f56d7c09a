"""Finds where in a recording known samples begin, also in one that was compressed."""

from array import array
from collections.abc import Sequence
from itertools import accumulate
from math import sqrt
from operator import mul
from typing import Final

RATE: Final = 44_100
LONGEST: Final = RATE // 2
"""Samples by which a sound is known; it needn't be compared to its end."""
_THIN: Final = 16
"""At first one sample of so many is compared."""
_BEST: Final = 8
"""So many of the best places are then compared in full, with their neighbours."""


def onset(
    recording: "array[int]", samples: "array[int]", near: float, within: float = 0.02
) -> tuple[float, float]:
    """The second at which ``samples`` begin, at most ``within`` seconds from second ``near``.

    With it comes the likeness there: 1 is the same but for its loudness, 0 has nothing in common.
    """
    known = samples[:LONGEST]
    first = max(round((near - within) * RATE), 0)
    last = min(round((near + within) * RATE), len(recording) - len(known))
    window = recording[first : last + len(known)]
    places = range(last - first + 1)
    rough = _likenesses(window, known, places, _THIN)
    best = sorted(places, key=rough.__getitem__)[-_BEST:]
    near_best = sorted({near for place in best for near in range(place - 2, place + 3)})
    exact = [place for place in near_best if 0 <= place < len(places)]
    likeness, place = max(zip(_likenesses(window, known, exact, 1), exact, strict=True))
    return (first + place) / RATE, likeness


def _likenesses(
    window: "array[int]", known: "array[int]", places: Sequence[int], step: int
) -> list[float]:
    """How like ``known`` the window is from each place on, by every ``step``-th sample."""
    thin = known[::step]
    energy = sum(map(mul, thin, thin))
    energies = [0, *accumulate(map(mul, window, window))]
    found = []
    for place in places:
        part = window[place : place + len(known) : step]
        there = (energies[place + len(known)] - energies[place]) / step
        found.append(sum(map(mul, part, thin)) / sqrt(max(there, 1.0) * max(energy, 1)))
    return found
