"""Windows' own player, which is part of Python there. It plays one sound at a time."""

import io
import sys
import threading
import time
import wave

from coach.adapters.audio.sounds import RATE, WIDTH, Samples, seconds

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


class WinsoundBackEnd:
    """Plays each sound from memory, in a thread, because the call lasts as long as the sound."""

    name = "system"
    device = "winsound"

    def __init__(self) -> None:
        self._until = 0.0

    def play(self, samples: Samples) -> None:
        """Sound this instead of what sounds."""
        memory = io.BytesIO()
        with wave.open(memory, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(WIDTH)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())
        self._until = time.monotonic() + seconds(samples)
        threading.Thread(target=_play, args=(memory.getvalue(),), daemon=True).start()

    def hush(self) -> None:
        """Stop what sounds."""
        self._until = 0.0
        _stop()

    def tend(self) -> float | None:
        """Nothing has to be looked after."""
        return None

    def sounding(self) -> bool:
        """Whether the last sound isn't over."""
        return time.monotonic() < self._until

    def close(self) -> None:
        """Nothing is open."""
