"""Makes a sound of the person's own as soft as ours: nothing startles.

    python -m coach.adapters.audio.taming FILE

writes its samples to standard output, or ends with 1 where it can't sound.
"""

import math
import os
import sys
from array import array
from collections.abc import Sequence
from typing import Final

from coach.adapters.audio.loudness import LOUDNESS, PEAK, loudness
from coach.adapters.audio.sounds import RATE, Samples, samples_of
from coach.adapters.audio.wav import Form, WavError, read_wav

FADE_IN: Final = round(0.015 * RATE)
FADE_OUT: Final = round(0.04 * RATE)
_FULL: Final = 32_767


def own_samples(path: str) -> Samples:
    """A file of the person's own, as it sounds.

    Raises:
        coach.adapters.audio.wav.WavError: if it can't sound.
    """
    form, content = read_wav(path)
    return tamed(converted(samples_of(content), form))


def converted(samples: Samples, form: Form) -> Sequence[float]:
    """Samples of any form as ours are: one channel, 44,100 a second."""
    mono: Sequence[float] = samples
    if form.channels == 2:
        pairs = zip(samples[::2], samples[1::2], strict=True)
        mono = [(left + right) / 2 for left, right in pairs]
    return mono if form.rate == RATE else _resampled(mono, form.rate)


def tamed(sound: Sequence[float]) -> Samples:
    """A sound that fades in and out and is no louder than a tone; a soft one stays as soft."""
    faded = list(sound)
    count = len(faded)
    for place in range(min(FADE_IN, count)):
        faded[place] *= _rise(place / FADE_IN)
    for place in range(min(FADE_OUT, count)):
        faded[count - 1 - place] *= _rise(place / FADE_OUT)
    peak = max(map(abs, faded), default=0.0)
    if peak == 0.0:
        return array("h", bytes(2 * count))
    factor = min(1.0, PEAK * _FULL / peak, LOUDNESS * _FULL / loudness(faded))
    return array("h", [int(factor * value) for value in faded])


def _resampled(samples: Sequence[float], rate: int) -> list[float]:
    """The same sound with 44,100 samples a second, straight lines between those there are."""
    last = len(samples) - 1
    found = []
    for number in range(len(samples) * RATE // rate):
        place, part = divmod(number * rate, RATE)
        here = samples[place]
        found.append(here + (samples[min(place + 1, last)] - here) * part / RATE)
    return found


def _rise(part: float) -> float:
    """A raised cosine from 0 to 1, without a corner."""
    return 0.5 - 0.5 * math.cos(math.pi * part)


def main() -> int:
    """Write the samples of a file, in the machine's own byte order; gives the exit code."""
    if hasattr(os, "nice"):
        os.nice(10)  # what sounds meanwhile goes first
    try:
        samples = own_samples(sys.argv[1])
    except WavError:
        return 1
    sys.stdout.buffer.write(samples.tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
