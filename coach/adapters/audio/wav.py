"""WAV files that may be anything: what is in one, and whether it may sound.

The standard library's reader knows neither every header of 16-bit PCM nor what else a file may
be, and somebody whose file doesn't sound has to be told what it is.
"""

import errno
import os
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

WIDTH: Final = 2
"""Bytes of a sample."""
SLOWEST, FASTEST = 8_000, 48_000
"""Samples a second."""
NEEDED: Final = (
    f"a WAV file of 16-bit PCM, mono or stereo, {SLOWEST:,} to {FASTEST:,} Hz, "
    "of at most 10 s and 2 MB"
)

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MOST_CHUNKS: Final = 100
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_HEADER: Final = struct.Struct("<HHIIHH")
"""Kind of samples, channels, rate, bytes a second, bytes a frame, bits of a sample."""
_SUBFORMAT: Final = slice(24, 26)
_OTHERS: Final = {
    b"ID3": "an MP3 file",
    b"\xff\xfb": "an MP3 file",
    b"OggS": "an Ogg file",
    b"fLaC": "a FLAC file",
    b"FORM": "an AIFF file",
}
"""What a file is that begins like this."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold: ``size`` in bytes, ``seconds`` of sound."""

    size: int
    seconds: float


OWN: Final = Limits(2_000_000, 10.0)
"""What a file of the person's own may hold."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a file holds: 16-bit PCM of one or two channels, ``rate`` frames a second.

    ``start`` is the first byte of it.
    """

    channels: int
    rate: int
    frames: int
    start: int


class WavError(ValueError):
    """A file that can't sound.

    ``what`` is what it is, to stand behind its name; ``needed`` is what would do in its place.
    """

    def __init__(self, what: str, needed: str = NEEDED) -> None:
        super().__init__(what)
        self.what = what
        self.needed = needed


def read_form(path: str, limits: Limits = OWN) -> Form:
    """What a file holds, by its header and its size alone.

    Raises:
        WavError: if it can't sound.
    """
    with _opened(path) as (file, size):
        return _form(file, size, limits)


def read_wav(path: str, limits: Limits = OWN) -> tuple[Form, bytes]:
    """What a file holds, and its samples: little-endian, left before right.

    Raises:
        WavError: if it can't sound.
    """
    with _opened(path) as (file, size):
        form = _form(file, size, limits)
        file.seek(form.start)
        length = form.frames * form.channels * WIDTH
        content = file.read(length)
    if len(content) < length:
        raise WavError("is cut short")
    return form, content


@contextmanager
def _opened(path: str) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file and its size; anything else is not even opened."""
    try:
        # Looked at before it is opened: opening a device or a pipe can itself do something.
        _check_regular(Path(path).stat().st_mode)
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            found = os.fstat(file.fileno())
            _check_regular(found.st_mode)
            yield file, found.st_size
    except WavError:
        raise
    except (FileNotFoundError, NotADirectoryError):
        raise WavError("is not there", "the path of a WAV file") from None
    except (OSError, ValueError) as error:
        raise WavError(_why(error)) from None


def _check_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise WavError("is a folder")
    if not stat.S_ISREG(mode):
        raise WavError("is no ordinary file")


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "may not be read"
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return "has a name that is too long"
    return f"can't be read ({getattr(error, 'strerror', None) or 'its name can not be one'})"


def _form(file: BinaryIO, size: int, limits: Limits) -> Form:
    if size == 0:
        raise WavError("is empty")
    if size > limits.size:
        raise WavError(f"has {size:,} bytes")
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        raise WavError(f"is {_kind(head)}")
    header: bytes | None = None
    place = 12
    for _ in range(_MOST_CHUNKS):
        file.seek(place)
        chunk = file.read(8)
        if len(chunk) < 8:
            break
        length = int.from_bytes(chunk[4:], "little")
        if chunk[:4] == b"fmt ":
            header = file.read(min(length, 40))
        elif chunk[:4] == b"data":
            return _checked(header, place + 8, length, size, limits)
        place += 8 + length + length % 2
    raise WavError("is cut short" if place > size or header is None else "has no sound in it")


def _checked(header: bytes | None, start: int, length: int, size: int, limits: Limits) -> Form:
    """The form by the file's header and size, and by where its samples begin and their bytes."""
    if header is None or len(header) < _HEADER.size:
        raise WavError("has no header that can be read")
    kind, channels, rate, _, frame, bits = _HEADER.unpack(header[: _HEADER.size])
    if kind == _EXTENSIBLE and len(header) >= _SUBFORMAT.stop:
        kind = int.from_bytes(header[_SUBFORMAT], "little")
    if kind == _FLOAT:
        raise WavError("has samples of floating point")
    if kind != _PCM:
        raise WavError("has compressed samples")
    if bits != 8 * WIDTH:
        raise WavError(f"has samples of {bits} bit")
    if channels not in (1, 2):
        raise WavError(f"has {channels} channels")
    if not SLOWEST <= rate <= FASTEST:
        raise WavError(f"has {rate:,} Hz")
    if frame != channels * WIDTH:
        raise WavError("has no header that can be read")
    if length > size - start:
        raise WavError("is cut short")
    frames = length // frame
    if frames == 0:
        raise WavError("has no sound in it")
    if frames > limits.seconds * rate:
        raise WavError(f"lasts longer than {limits.seconds:.0f} s")
    return Form(channels, rate, frames, start)


def _kind(head: bytes) -> str:
    found = (what for magic, what in _OTHERS.items() if head.startswith(magic))
    return next(found, "no WAV file")
