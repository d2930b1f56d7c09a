"""From what an engine gives to what is played: the right rate, the right loudness, soft ends."""

import math
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub
from pathlib import Path
from typing import Final

from coach.adapters.audio.loudness import EAR, LOUDNESS
from coach.adapters.audio.sounds import RATE, Samples, samples_of
from coach.adapters.audio.wav import Limits, WavError, read_wav
from coach.adapters.voice.engine import EngineError, SilenceError, Speech

PEAK: Final = 0.5
"""The largest sample, where 1 is full scale: a line over a tone is never too much."""
FADE_IN: Final = 0.008
FADE_OUT: Final = 0.015
"""Seconds."""
MARGIN: Final = 0.02
"""Seconds of quiet that stay before the first sound and after the last one."""
LONGEST: Final = 50.0
"""Seconds of a line at most; more is an engine gone wrong."""

_WRITTEN: Final = Limits(12_000_000, LONGEST)
"""What a program may write for one line."""
_FULL: Final = 32_768
_QUIET: Final = 0.006
"""What counts as silence before and after, where 1 is the line's own largest sample."""
_FAINT: Final = 0.01
"""A line of which no sample is larger than this, of full scale, is only noise."""
_REACH: Final = 8
"""Samples to each side from which one in between is reckoned; an even number."""


def read_speech(path: Path) -> Speech:
    """What a program has written as a WAV file. Of two channels it is the left one.

    Raises:
        EngineError: if it isn't there, or isn't 16-bit sound.
    """
    try:
        form, content = read_wav(str(path), _WRITTEN)
    except WavError as error:
        raise EngineError(f"writes no speech: its file {error.what}") from error
    return Speech(form.rate, samples_of(content)[:: form.channels])


def finished(speech: Speech) -> Samples:
    """The line as it is played.

    Raises:
        SilenceError: if there is nothing to be heard in it.
        EngineError: if it has no end.
    """
    if len(speech.samples) > LONGEST * speech.rate:
        raise EngineError(f"speaks for more than {LONGEST:g} seconds")
    sound = resampled(_trimmed(speech), speech.rate)
    largest = _largest(sound)
    factor = min(LOUDNESS * _FULL / loudness(sound), PEAK * _FULL / largest)
    _fade(sound)
    return array("h", [int(factor * value) for value in sound])


def loudness(sound: Sequence[float]) -> float:
    """How loud the loudest 50 ms are to the ear: as for a tone, but reckoned quickly."""
    keep = 1 / (1 + 2 * math.pi * EAR / RATE)
    window = round(0.05 * RATE)
    heard = before = 0.0
    powers = []
    for value in sound:
        heard = keep * (heard + value - before)
        before = value
        powers.append(heard * heard)
    sums = [0.0, *accumulate(powers)]
    ends = sums[window:] or sums[-1:]
    return math.sqrt(max(map(sub, ends, sums)) / window)


def resampled(sound: list[float], rate: int) -> list[float]:
    """The same sound with 44,100 samples a second, reckoned with windowed sines.

    Samples fall into as many phases between those that there were as the two rates have in
    common; all samples of a phase are reckoned with the same weights, and at once.
    """
    if rate == RATE:
        return sound
    common = math.gcd(rate, RATE)
    phases, step = RATE // common, rate // common
    padded = [0.0] * _REACH + sound + [0.0] * (_REACH + step)
    made = [0.0] * (len(sound) * phases // step)
    for phase in range(min(phases, len(made))):
        first, part = divmod(phase * step, phases)
        many = len(range(phase, len(made), phases))
        last = first + (many - 1) * step + 1
        if part == 0 and rate < RATE:  # these are there already
            made[phase::phases] = padded[first + _REACH : last + _REACH : step]
            continue
        values = [0.0] * many
        weights = _weights(part / phases, min(1.0, RATE / rate))
        for place in range(1, 2 * _REACH, 4):  # four at a time is quickest
            a, b, c, d = weights[place - 1 : place + 3]
            near = (padded[first + at : last + at : step] for at in range(place, place + 4))
            values = [
                value + a * one + b * two + c * three + d * four
                for value, one, two, three, four in zip(values, *near, strict=True)
            ]
        made[phase::phases] = values
    return made


@lru_cache(maxsize=2_048)
def _weights(part: float, band: float) -> tuple[float, ...]:
    """The weights of the samples around a place that lies ``part`` of the way to the next one.

    ``band`` is the part of all frequencies that stay.
    """
    weights = []
    for place in range(2 * _REACH):
        away = place - (_REACH - 1) - part
        window = 0.5 + 0.5 * math.cos(math.pi * away / (_REACH + 0.5))
        turn = math.pi * band * away
        weights.append(window * (math.sin(turn) / turn if turn else 1.0))
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def _trimmed(speech: Speech) -> list[float]:
    """Without the silence before and after."""
    samples = speech.samples
    largest = _largest(samples) if samples else 0
    if largest < _FAINT * _FULL:
        raise SilenceError("says nothing")
    quiet, margin = _QUIET * largest, round(MARGIN * speech.rate)
    first = next(place for place, value in enumerate(samples) if abs(value) > quiet)
    last = next(place for place, value in enumerate(reversed(samples)) if abs(value) > quiet)
    start, end = first - margin, len(samples) - last + margin
    before, after = max(-start, 0), max(end - len(samples), 0)
    return [0.0] * before + [float(value) for value in samples[max(start, 0) : end]] + [0.0] * after


def _largest(sound: Sequence[float]) -> float:
    highest, lowest = max(sound), min(sound)
    return max(highest, -lowest)


def _fade(sound: list[float]) -> None:
    """Let it rise from nothing and fall to nothing, without a corner."""
    rising = min(round(FADE_IN * RATE), len(sound) // 2)
    falling = min(round(FADE_OUT * RATE), len(sound) // 2)
    for place in range(rising):
        sound[place] *= 0.5 - 0.5 * math.cos(math.pi * place / rising)
    for place in range(falling):
        sound[-1 - place] *= 0.5 - 0.5 * math.cos(math.pi * place / falling)
