"""Lines that are like speech to whoever listens to samples, and the same on every machine."""

import random
import sys
import wave
from array import array
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.adapters.audio.sounds import RATE, Samples
from coach.ports.voice import Clip

Wave = NDArray[np.float64]

VOWELS: Final = ((700, 1200, 2500), (300, 2300, 3000), (350, 800, 2400), (500, 1800, 2500))
"""Hertz of what is loud in each."""
HARMONICS: Final = np.arange(1, 28)
PEAK: Final = 16_000
END: Final = round(0.02 * RATE)
"""Samples in which a line fades out."""


@cache
def spoken(seed: int, seconds: float) -> Samples:
    """A line: syllables with vowels at a gliding pitch, hisses and stops between them."""
    chance = random.Random(seed)
    parts: list[Wave] = []
    while sum(map(len, parts)) < seconds * RATE:
        parts.append(_hiss(chance) if chance.random() < 0.4 else _syllable(chance))
        parts.append(np.zeros(round(chance.uniform(0.0, 0.06) * RATE)))
    line = np.concatenate(parts)[: round(seconds * RATE)]
    line *= np.minimum(1.0, np.arange(len(line), 0, -1) / END)
    return array("h", np.round(PEAK * line / np.abs(line).max()).astype(int).tolist())


def clip_of(samples: Samples, path: Path) -> Clip:
    """The line as a file, as a voice hands it to the sound."""
    write_wav(path, samples)
    return Clip(str(path), len(samples) / RATE)


def write_wav(path: Path, samples: Samples, *, rate: int = RATE, channels: int = 1) -> None:
    """Write 16-bit samples as a WAV file."""
    swapped = array("h", samples)
    if sys.byteorder == "big":
        swapped.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(swapped.tobytes())


def _syllable(chance: random.Random) -> Wave:
    vowel = chance.choice(VOWELS)
    first, last = chance.uniform(90, 150), chance.uniform(80, 160)
    count = round(chance.uniform(0.09, 0.25) * RATE)
    pitch = np.linspace(first, last, count)
    turn = np.cumsum(2 * np.pi * pitch / RATE)
    sound = np.zeros(count)
    for number in HARMONICS:
        sound += _formants(vowel, number * pitch) * np.sin(number * turn + number * number)
    loud: Wave = np.sin(np.pi * np.linspace(0, 1, count)).clip(0) ** 0.6
    return loud * sound


def _formants(vowel: tuple[int, int, int], pitch: Wave) -> Wave:
    first, second, third = (1 / (1 + ((pitch - one) / 120) ** 2) for one in vowel)
    return (first + second + third) / 3


def _hiss(chance: random.Random) -> Wave:
    count = round(chance.uniform(0.04, 0.12) * RATE)
    noise = np.array([chance.uniform(-1, 1) for _ in range(count)])
    loud: Wave = np.sin(np.pi * np.linspace(0, 1, count)).clip(0)
    hiss: Wave = 0.15 * loud * noise
    return hiss
