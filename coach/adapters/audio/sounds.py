"""The tones as samples: read once, made softer once for each volume."""

import sys
import wave
from array import array
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from coach.adapters.resources import bundled
from coach.domain.tones import Tone
from coach.ports.audio_out import LOUDEST

RATE: Final = 44_100
"""Samples a second; one channel, 16 bit."""
WIDTH: Final = 2
"""Bytes of a sample."""
STEP: Final = 2.5
"""Decibels from one volume to the next. The loudest is the file as it is."""

Samples: TypeAlias = "array[int]"
"""16-bit samples of one channel, in the machine's own byte order."""


def gain(volume: int) -> float:
    """The factor for a volume, 0 to 1."""
    return 0.0 if volume <= 0 else 10 ** (-STEP * (LOUDEST - min(volume, LOUDEST)) / 20)


@lru_cache(maxsize=4 * len(Tone))
def sound(tone: Tone, volume: int) -> Samples:
    """A tone at a volume. The same value is given again, so nobody may change it.

    Raises:
        OSError: if the file can't be read.
        ValueError: if it isn't 16 bit, one channel, 44,100 samples a second.
    """
    samples = _loaded(bundled("sounds") / f"{tone.value}.wav")
    factor = gain(volume)
    return samples if factor == 1.0 else array("h", [round(factor * value) for value in samples])


@lru_cache(maxsize=len(Tone))
def _loaded(path: Path) -> Samples:
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            if form != (1, WIDTH, RATE):
                raise ValueError(f"{path.name} isn't a sound of the right form: {form}")
            samples = array("h", file.readframes(file.getnframes()))
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path.name} can't be read as a sound: {error}") from error
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def seconds(samples: Samples) -> float:
    """How long they sound."""
    return len(samples) / RATE
