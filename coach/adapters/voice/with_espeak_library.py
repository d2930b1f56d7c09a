"""espeak-ng, the library inside the package ``espeakng_loader``: a voice with nothing installed."""

import ctypes
import os
from array import array
from functools import cache
from pathlib import Path
from typing import Final

from coach.adapters.voice.engine import EngineError, Speech

_SYNCHRONOUS: Final = 2
_NO_EXIT: Final = 0x8000
"""It reports what is wrong, instead of ending the process."""
_RATE: Final = 1
_CHARACTERS: Final = 1
_PLAIN_UTF8: Final = 1
"""No SSML, and no phonemes in brackets."""

_Take = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_SAMPLE: Final = 2
"""Bytes."""


class _Library:
    """The library, which is there once in a process and remembers voice and rate.

    ``path`` is the library's, ``data`` that of its folder of data.
    """

    def __init__(self, path: str, data: str) -> None:
        self._folder = Path(data).parent
        try:
            self._library = ctypes.CDLL(path)
        except OSError as error:
            raise EngineError("can't load its library") from error
        # Its path may have 160 bytes at most, and on Windows no letter that is not plain.
        os.chdir(self._folder)
        self.samples = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, b".", _NO_EXIT))
        """Samples a second."""
        if self.samples <= 0:
            raise EngineError("finds nothing to speak with in its library")
        self._heard = bytearray()
        self._take = _Take(self._hear)  # the library keeps no hold of it itself
        self._library.espeak_SetSynthCallback(self._take)

    def set(self, voice: str, rate: int) -> None:
        """Speak with this voice, so many words a minute."""
        os.chdir(self._folder)
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise EngineError(f"has no voice {voice}")
        self._library.espeak_SetParameter(_RATE, rate, 0)

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        self._heard.clear()
        content = text.encode() + b"\0"
        code = self._library.espeak_Synth(
            content, ctypes.c_size_t(len(content)), 0, _CHARACTERS, 0, _PLAIN_UTF8, None, None
        )
        if code != 0:
            raise EngineError(f"fails (its library says {code})")
        return Speech(self.samples, array("h", bytes(self._heard)))

    def _hear(self, samples: int | None, count: int, _events: int | None) -> int:
        if samples is not None and count > 0:
            self._heard += ctypes.string_at(samples, count * _SAMPLE)
        return 0


_library: Final = cache(_Library)


class EspeakLibraryEngine:
    """Speaks in this process, which stays in the folder of the library's data from now on."""

    def __init__(self, voice: str, rate: int) -> None:
        import espeakng_loader  # noqa: PLC0415 - only in the worker, and only where it is wanted

        self.voice = voice
        self._rate = rate
        self._library = _library(
            espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
        )
        self._library.set(voice, rate)

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        self._library.set(self.voice, self._rate)
        return self._library.speak(text)
