"""miniaudio: one stream that asks for blocks, closed while it is quiet."""

import time
from collections.abc import Generator
from contextlib import suppress
from typing import Any, Final

from coach.adapters.audio.backend import BackEndError, Sound
from coach.adapters.audio.mixer import Mixer
from coach.adapters.audio.sounds import RATE

BUFFER: Final = 20
"""Milliseconds of a block. The library's own 200 would be heard as late."""
STOPPED: Final = 0.5
"""Seconds without a block after which a stream counts as dead, which no error tells."""
WATCH: Final = 0.25
"""Seconds between two looks at an open stream."""
SYSTEMS: Final = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA", "JACK", "SNDIO")
"""Its ways to a device, by name: left to itself it would end at one that swallows every sound."""


class MiniaudioBackEnd:
    """Plays through miniaudio; ``idle`` are the seconds of quiet after which the stream closes."""

    name = "miniaudio"
    latency = BUFFER / 1000

    def __init__(self, idle: float) -> None:
        try:
            import miniaudio  # noqa: PLC0415 - only in the worker, and only where it is wanted
        except ModuleNotFoundError as error:
            raise BackEndError("isn't installed") from error
        except ImportError as error:
            raise BackEndError(f"can't be loaded ({error})") from error
        self._library = miniaudio
        self._idle = idle
        self._mixer = Mixer()
        self._stream: Any = None
        self._block = self._busy = time.monotonic()
        """When the last block was asked for, and when something last sounded."""
        self.device = ""
        self._open()

    def play(self, sound: Sound) -> None:
        """Sound this with the next block."""
        now = time.monotonic()
        if self._stream is not None and now - self._block > STOPPED:
            self._give_up()
        if self._stream is None:
            self._open()
        self._busy = now
        self._mixer.add(sound.samples, sound.gain, spoken=sound.spoken, until=sound.until)

    def hush(self, *, only_voice: bool) -> None:
        """Fade out within 30 ms."""
        self._mixer.hush(only_voice=only_voice)

    def tend(self) -> float | None:
        """Close a stream that is quiet, open one anew that has died with something to say."""
        if self._stream is None:
            return None
        now = time.monotonic()
        if self._mixer.busy:
            self._busy = now
        if now - self._block > STOPPED:
            self._give_up()
            if self._mixer.busy:
                self._open()
        elif now - self._busy > self._idle:
            self._shut()
        return WATCH if self._stream is not None else None

    def sounding(self) -> bool:
        """Whether blocks are still to come, or on their way out."""
        lately = time.monotonic() - self._busy < 4 * BUFFER / 1000
        return self._stream is not None and (self._mixer.busy or lately)

    def close(self) -> None:
        """Close the stream."""
        self._shut()

    def _open(self) -> None:
        library = self._library
        systems = [getattr(library.Backend, name) for name in SYSTEMS]
        try:
            stream = library.PlaybackDevice(
                output_format=library.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=BUFFER,
                backends=systems,
                app_name="coach",
            )
        except library.MiniaudioError as error:
            raise BackEndError("finds no device to play on") from error
        blocks = self._blocks()
        next(blocks)
        try:
            stream.start(blocks)
        except library.MiniaudioError as error:
            stream.close()
            raise BackEndError("can't start its device") from error
        self._stream = stream
        self._block = self._busy = time.monotonic()
        self.device = str(stream.backend)

    def _give_up(self) -> None:
        """Close a stream that has died. What had begun is over: its rest would be a riddle."""
        self._shut()
        self._mixer.forget_begun()

    def _shut(self) -> None:
        stream, self._stream = self._stream, None
        if stream is None:
            return
        stream.close()
        # The library keeps its connection to the sound server when a device is closed.
        with suppress(AttributeError, TypeError):
            self._library.lib.ma_context_uninit(stream._context)

    def _blocks(self) -> Generator[bytes, int, None]:
        """Gives the library's own thread what it asks for."""
        frames = yield b""
        while True:
            self._block = time.monotonic()
            frames = yield self._mixer.take(frames)
