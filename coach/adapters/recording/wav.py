"""WAV, by the standard library alone, with the chapters as cue points in the file."""

import struct
import wave
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from coach.adapters.audio.sounds import RATE, WIDTH
from coach.adapters.recording.chapters import Chapter, RecordingError

MOST_BYTES: Final = 0xFFFF_FFFF - (1 << 20)
"""Of samples: the file counts in 32 bits, and the chapters need room too."""
_BEFORE: Final = 8
"""Bytes of the file that its own length leaves out."""


class WavFile:
    """A WAV file that is being written; it holds ``most`` bytes of samples."""

    def __init__(self, path: Path, most: int = MOST_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._file: BinaryIO = path.open("wb")
        self._wave = wave.open(self._file, "wb")  # noqa: SIM115 - `finish` or `abandon` close it
        self._wave.setnchannels(1)
        self._wave.setsampwidth(WIDTH)
        self._wave.setframerate(RATE)

    def write(self, block: bytes) -> None:
        """Add samples.

        Raises:
            RecordingError: if the file would be too long for a WAV.
            OSError: if it can't be written.
        """
        self._bytes += len(block)
        if self._bytes > self._most:
            hours = self._most // (WIDTH * RATE * 3600)
            raise RecordingError(
                f"A .wav file holds no more than {hours} hours: give it the ending .flac or .ogg."
            )
        self._wave.writeframesraw(block)

    def finish(self, title: str, chapters: Sequence[Chapter]) -> None:
        """Add title and chapters, and close it."""
        self._wave.close()  # which puts the number of samples into the head
        self._file.seek(0, 2)
        self._file.write(_title(title) + _cues(chapters))
        length = self._file.tell() - _BEFORE
        self._file.seek(4)
        self._file.write(struct.pack("<I", length))
        self._file.close()

    def abandon(self) -> None:
        """Let go of the file as it is."""
        with suppress(OSError):
            self._wave.close()
        with suppress(OSError):
            self._file.close()


def _title(title: str) -> bytes:
    return _chunk(b"LIST", b"INFO" + _chunk(b"INAM", _text(title))) if title else b""


def _cues(chapters: Sequence[Chapter]) -> bytes:
    """A cue point for each chapter, and its name as the point's label."""
    if not chapters:
        return b""
    points = b"".join(
        struct.pack("<II4sIII", number, start, b"data", 0, 0, start)
        for number, start in enumerate((round(one.start * RATE) for one in chapters), start=1)
    )
    labels = b"".join(
        _chunk(b"labl", struct.pack("<I", number) + _text(chapter.title))
        for number, chapter in enumerate(chapters, start=1)
    )
    return _chunk(b"cue ", struct.pack("<I", len(chapters)) + points) + _chunk(
        b"LIST", b"adtl" + labels
    )


def _text(text: str) -> bytes:
    return text.encode() + b"\0"


def _chunk(name: bytes, content: bytes) -> bytes:
    """A piece of a RIFF file; it has an even length, though it may say an odd one."""
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
