"""Tells which tones are in a recording, and when each began, by comparing with the files."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul, sub
from typing import Final

from coach.adapters.audio.sounds import sound
from coach.domain.tones import Tone
from tests.rig.pulse import RATE

QUIET: Final = 60
"""A sample above this is a sound; what is left of one that was taken out is below it."""
GLANCE: Final = round(0.2 * RATE)
"""Samples by which a tone is told from the others."""
BLOCK: Final = round(0.01 * RATE)
SURE: Final = 0.4
"""How like a tone a sound has to be: 1 is the same, 0 has nothing in common."""
SURE_WITHIN: Final = 0.9
"""The same while another tone still sounds: what is left of one that stuttered is like it too."""
LONGEST_STUTTER: Final = round(0.25 * RATE)
"""Samples by which a tone on a busy machine may end later than it should."""
_NEAR: Final = range(-6, 7)


@dataclass(frozen=True)
class Heard:
    """A tone, and the second of the recording in which it began; ``None`` for another sound."""

    tone: Tone | None
    second: float
    likeness: float


def heard(recording: Sequence[int], volume: int) -> list[Heard]:
    """Everything that begins in a recording, in order.

    The first sound that is loud enough is compared with every tone at its beginning, then the one
    that it is gets taken out, so that what begins while it still sounds is found as well.
    """
    rest = list(recording)
    found: list[Heard] = []
    place = until = 0
    while (place := _first_sound(rest, place)) < len(rest):
        tone, start, likeness = _best(rest, place, volume, SURE_WITHIN if place < until else SURE)
        if tone is not None:
            wanted = sound(tone, volume)
            found.append(Heard(tone, start / RATE, likeness))
            _take_out(rest, start, wanted)
            until = max(until, start + len(wanted) + LONGEST_STUTTER)
            if abs(rest[place]) > QUIET:
                place += BLOCK
        elif place < until:
            place += BLOCK  # what a tone that stuttered has left
        else:
            found.append(Heard(None, place / RATE, likeness))
            place = _next_quiet(rest, place)
    return found


def _first_sound(samples: list[int], place: int) -> int:
    for start in range(place, len(samples), BLOCK):
        block = samples[start : start + BLOCK]
        if max(block) > QUIET or min(block) < -QUIET:
            return next(start + at for at, value in enumerate(block) if abs(value) > QUIET)
    return len(samples)


def _next_quiet(samples: list[int], place: int) -> int:
    while place < len(samples) and max(map(abs, samples[place : place + BLOCK])) > QUIET:
        place += BLOCK
    return place


def _best(
    samples: list[int], place: int, volume: int, sure: float
) -> tuple[Tone | None, int, float]:
    """The tone that begins here, its first sample, and how like it the sound is.

    A tone that comes out as it is in its file begins exactly where its own first sample that is
    loud enough says. Another one may sit on it, so nearby places are looked at only then.
    """
    for shifts in ((0,), _NEAR):
        best: tuple[Tone | None, int, float] = (None, place, sure)
        for tone in Tone:
            wanted = sound(tone, volume)
            onset = next(at for at, value in enumerate(wanted) if abs(value) > QUIET)
            model = (wanted + array("h", bytes(2 * GLANCE)))[:GLANCE]
            for start in (place - onset + shift for shift in shifts):
                likeness = _likeness(samples[max(start, 0) : start + GLANCE], model)
                if likeness > best[2]:
                    best = (tone, start, likeness)
        if best[0] is not None:
            return best
    return None, place, 0.0


def _likeness(one: Sequence[int], other: Sequence[int]) -> float:
    powers = (sum(map(mul, one, one)) or 1) * (sum(map(mul, other, other)) or 1)
    return float(sum(map(mul, one, other)) / sqrt(powers))


def _take_out(samples: list[int], start: int, tone: Sequence[int]) -> None:
    """Subtract a tone that sounds to its end."""
    there = samples[start : start + len(tone)]
    samples[start : start + len(there)] = map(sub, there, tone)
