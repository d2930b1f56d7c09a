"""What sounds: samples, how loud they are, and the files that tones and spoken lines are in."""

import sys
from array import array
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from coach.adapters.audio import wav
from coach.adapters.audio.wav import Limits, WavError
from coach.adapters.resources import bundled
from coach.domain.sounds import Profile, Sounds, Tone
from coach.ports.audio_out import LOUDEST

RATE: Final = 44_100
"""Samples a second; one channel, 16 bit."""
WIDTH: Final = wav.WIDTH
"""Bytes of a sample."""
STEP: Final = 2.5
"""Decibels from one volume to the next. The loudest is the file as it is, for a tone."""
HEADROOM: Final = 0.9
"""The loudest of a spoken line. A voice leaves half of what a sample can be: tones have room."""
CLIP: Final = Limits(6_000_000, 60.0)
"""What a file of ours may hold."""

Samples: TypeAlias = "array[int]"
"""16-bit samples of one channel, in the machine's own byte order."""


class Channel(Enum):
    """What kind of sound it is."""

    TONE = "tone"
    WARNING = "warning"
    """A tone that has to be heard: nothing else comes in its place."""
    VOICE = "voice"


WARNINGS: Final = frozenset({Tone.QUESTION, Tone.PAUSE, Tone.STOP})


def channel_of(tone: Tone) -> Channel:
    """The channel that a tone sounds on."""
    return Channel.WARNING if tone in WARNINGS else Channel.TONE


def gain(volume: int, channel: Channel = Channel.TONE) -> float:
    """The factor for a volume, 0 to 1."""
    if volume <= 0:
        return 0.0
    most = HEADROOM if channel is Channel.VOICE else 1.0
    return float(most * 10 ** (-STEP * (LOUDEST - min(volume, LOUDEST)) / 20))


def scaled(samples: Samples, factor: float) -> Samples:
    """Samples made softer; the same ones, if they stay as they are."""
    return samples if factor == 1.0 else array("h", [round(factor * one) for one in samples])


def seconds(samples: Samples) -> float:
    """How long they sound."""
    return len(samples) / RATE


def tone_files(sounds: Sounds, tone: Tone) -> tuple[str, str] | None:
    """Where a tone is: the person's own file, or an empty text, and the bundled one.

    The bundled one is named from its folder on. ``None`` where nothing sounds.
    """
    profile = sounds.profile or Profile.CALM
    if profile is Profile.SILENT:
        return None
    return sounds.file(tone) or "", f"{profile.value}/{tone.value}.wav"


def read(path: str) -> Samples:
    """A file of ours: a bundled tone, named from its folder on, or a spoken line.

    Raises:
        WavError: if it can't sound.
    """
    form, content = wav.read_wav(str(bundled("sounds") / path), CLIP)
    if (form.channels, form.rate) != (1, RATE):
        raise WavError(f"has {form.channels} channels and {form.rate:,} Hz")
    return samples_of(content)


def samples_of(content: bytes) -> Samples:
    """Samples as they stand in a file."""
    samples = array("h", content)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


@lru_cache(maxsize=4 * len(Tone))
def sound(tone: Tone, volume: int, profile: Profile = Profile.CALM) -> Samples:
    """A bundled tone at a volume. The same value is given again, so nobody may change it.

    Raises:
        WavError: if its file can't sound.
    """
    return scaled(read(str(Path(profile.value, f"{tone.value}.wav"))), gain(volume))
