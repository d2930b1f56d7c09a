"""Sounds to record: a tone of its own pitch for each, and lines out of noise."""

import random
from array import array
from functools import lru_cache
from math import pi, sin

from coach.adapters.recording.sink import RecordedAudio
from coach.domain.sounds import Sounds, Tone
from coach.ports.voice import Clip

RATE = 44_100
FADE = 200
PITCHES = {tone: 220.0 * 2 ** (number / 6) for number, tone in enumerate(Tone)}
NO_SOUNDS = Sounds()


@lru_cache(maxsize=100)
def tone_samples(sounds: Sounds, tone: Tone, volume: int) -> "array[int]":
    """Half a second of a glide up an octave, which fades in and out, at most ``300 * volume``.

    A glide, as a steady pitch is the same again a period later.
    """
    pitch, frames = PITCHES[tone], RATE // 2
    return array(
        "h",
        (
            round(300 * volume * _edge(n, frames) * sin(pi * pitch * n / RATE * (2 + n / frames)))
            for n in range(frames)
        ),
    )


@lru_cache(maxsize=200)
def clip_samples(clip: Clip, volume: int) -> "array[int]":
    """Noise of the clip's length, at most ``800 * volume``; another one for each source."""
    chance = random.Random(clip.source)
    frames, loud = round(clip.seconds * RATE), 800 * volume
    smooth = 0.0
    found = array("h")
    for n in range(frames):
        smooth = 0.7 * smooth + 0.3 * chance.uniform(-loud, loud)
        found.append(round(_edge(n, frames) * smooth))
    return found


def _edge(place: int, frames: int) -> float:
    return min(place, frames - 1 - place, FADE) / FADE


class Tape(RecordedAudio):
    """A recording whose second a test sets."""

    def __init__(
        self, *, volume: int = 10, voice_volume: int = 10, sounds: Sounds = NO_SOUNDS
    ) -> None:
        self.second = 0.0
        super().__init__(
            lambda: self.second,
            sounds=sounds,
            tone_samples=tone_samples,
            clip_samples=clip_samples,
            volume=volume,
            voice_volume=voice_volume,
        )

    def at(self, second: float) -> "Tape":
        """Go to this second."""
        self.second = second
        return self

    def samples(self, seconds: float) -> "array[int]":
        """The whole of it."""
        return array("h", b"".join(self.blocks(seconds)))
