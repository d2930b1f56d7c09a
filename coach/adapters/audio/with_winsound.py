"""Windows' own player, which is part of Python there. It plays one sound at a time.

So the sounds have a rank: a warning tone comes in the place of whatever sounds, speech in that
of other tones, and these only in each other's. Speech that is asked for while a warning sounds
begins behind it; where that is too late for it, and below its rank, a sound is left out.
"""

import io
import sys
import threading
import time
import wave
from collections.abc import Callable
from typing import Final

from coach.adapters.audio.backend import Sound
from coach.adapters.audio.sounds import RATE, WIDTH, Channel, seconds

if sys.platform == "win32":
    import winsound

    def _play(content: bytes) -> None:
        try:
            winsound.PlaySound(content, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        except RuntimeError:  # no device: the next sound may find one
            return

    def _stop() -> None:
        winsound.PlaySound(None, 0)

else:

    def _play(_content: bytes) -> None:
        """Only Windows has it."""

    def _stop() -> None:
        """Only Windows has it."""


RANK: Final = (Channel.TONE, Channel.VOICE, Channel.WARNING)
"""What comes in the place of what, the last one in everybody's."""


class WinsoundBackEnd:
    """Plays each sound from memory, in a thread, because the call lasts as long as the sound.

    ``player`` plays the content of a WAV file, and waits for its end; ``stop`` ends what plays.
    """

    name = "system"
    device = "winsound"
    latency = None

    def __init__(
        self, player: Callable[[bytes], None] = _play, stop: Callable[[], None] = _stop
    ) -> None:
        self._player = player
        self._stop = stop
        self._channel = Channel.TONE
        self._until = 0.0
        """When what sounds, on this channel, is over."""
        self._next: Sound | None = None

    def play(self, sound: Sound) -> None:
        """Sound this instead of what sounds, where it has the rank; speech may wait."""
        self.tend()
        now = time.monotonic()
        if now >= self._until or RANK.index(sound.channel) >= RANK.index(self._channel):
            self._begin(sound, now)
        elif sound.spoken and self._until <= sound.until:
            self._next = sound

    def hush(self, *, only_voice: bool) -> None:
        """Stop what sounds, or only speech."""
        self._next = None
        if self._channel is Channel.VOICE or not only_voice:
            self._until = 0.0
            self._stop()

    def tend(self) -> float | None:
        """Begin what has waited; gives the seconds until then."""
        if self._next is None:
            return None
        now = time.monotonic()
        if now < self._until:
            return self._until - now
        waiting, self._next = self._next, None
        if now <= waiting.until:
            self._begin(waiting, now)
        return None

    def sounding(self) -> bool:
        """Whether the last sound isn't over."""
        return self._next is not None or time.monotonic() < self._until

    def close(self) -> None:
        """Nothing is open."""

    def _begin(self, sound: Sound, now: float) -> None:
        if sound.channel is not Channel.WARNING:
            self._next = None
        samples = sound.scaled()
        memory = io.BytesIO()
        with wave.open(memory, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(WIDTH)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())
        self._channel, self._until = sound.channel, now + seconds(samples)
        threading.Thread(target=self._player, args=(memory.getvalue(),), daemon=True).start()
