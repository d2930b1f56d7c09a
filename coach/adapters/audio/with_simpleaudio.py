"""simpleaudio: each sound a buffer of its own, and the lowest latency."""

import time
from array import array
from dataclasses import dataclass
from typing import Any, Final

from coach.adapters.audio.backend import BackEndError, Sound
from coach.adapters.audio.mixer import FADE
from coach.adapters.audio.recent import Recent
from coach.adapters.audio.sounds import RATE, WIDTH, Samples, seconds

AHEAD: Final = round(0.12 * RATE)
"""Samples that the library has handed on ahead of what is heard; they can't be taken back."""
MOST: Final = 16_000_000
"""Bytes of softer samples that are kept for the next time."""


@dataclass(frozen=True, slots=True)
class _Playing:
    handle: Any
    samples: Samples
    """Our own copy, which the library reads from while it plays."""
    begun: float
    spoken: bool


class SimpleaudioBackEnd:
    """Plays through simpleaudio, which is only there because the person asked for it."""

    name = "simpleaudio"
    device = "default"
    latency = None

    def __init__(self) -> None:
        try:
            import simpleaudio  # noqa: PLC0415 - only in the worker, and only where it is wanted
        except ModuleNotFoundError as error:
            raise BackEndError("isn't installed") from error
        except ImportError as error:
            raise BackEndError(f"can't be loaded ({error})") from error
        self._library = simpleaudio
        self._playing: list[_Playing] = []
        self._softer: Recent[tuple[str, float], Samples] = Recent(
            MOST, lambda samples: WIDTH * len(samples)
        )
        self._begin(array("h", bytes(WIDTH * RATE // 100)), spoken=False)  # is there a device?

    def play(self, sound: Sound) -> None:
        """Sound this in a buffer of its own."""
        self._forget_ended()
        samples = self._softer.find(sound.key, sound.scaled)
        if time.monotonic() <= sound.until:
            self._begin(samples, spoken=sound.spoken)

    def hush(self, *, only_voice: bool) -> None:
        """Fade out behind what has been handed on: after 0.15 s it is quiet.

        Stopping a buffer would be a click.
        """
        now = time.monotonic()
        for playing in self._playing:
            if only_voice and not playing.spoken:
                continue
            samples = playing.samples
            start = round((now - playing.begun) * RATE) + AHEAD
            for place in range(start, len(samples)):
                left = max(0, FADE - (place - start))
                samples[place] = samples[place] * left // FADE
                if not left:
                    samples[place:] = array("h", bytes(WIDTH * (len(samples) - place)))
                    break

    def tend(self) -> float | None:
        """Nothing has to be looked after: what is over is forgotten with the next sound."""
        return None

    def sounding(self) -> bool:
        """Whether a buffer still plays."""
        self._forget_ended()
        return bool(self._playing)

    def close(self) -> None:
        """Nothing is open but what still plays."""

    def _begin(self, samples: Samples, *, spoken: bool) -> None:
        copy = array("h", samples)
        try:
            handle = self._library.play_buffer(copy, 1, WIDTH, RATE)
        except Exception as error:  # its own class is not the only one that it raises
            raise BackEndError(f"finds no device to play on ({error})") from error
        self._playing.append(_Playing(handle, copy, time.monotonic(), spoken))

    def _forget_ended(self) -> None:
        now = time.monotonic()
        self._playing = [
            playing
            for playing in self._playing
            if playing.handle.is_playing() and now - playing.begun < seconds(playing.samples) + 5
        ]
