"""The lines that have been spoken: WAV files in a private folder, found by who speaks and what."""

import hashlib
import os
import re
import shutil
import stat
import struct
import sys
import tempfile
import time
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Final

from coach.adapters.audio.sounds import RATE, Samples

FORMAT: Final = 1
"""Goes up whenever the same text comes to sound otherwise."""
MOST: Final = 100_000_000
"""Bytes that stay at most; the lines that nobody has heard for longest go first."""
_LEAVE: Final = 0.9
"""The part of them that is left where some have to go."""
_DAY: Final = 86_400.0
_HEADER: Final = 44
_CLIP: Final = re.compile(r"[0-9a-f]{64}\.wav")

_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # whatever lies there, looking at it doesn't wait
)


def room(key: str, voice: str, rate: int) -> str:
    """The name of the folder for one engine, voice and rate."""
    plain = re.sub(r"[^a-z0-9]+", "-", voice.lower()).strip("-")[-40:]
    if plain != voice:
        plain = f"{plain}-{hashlib.sha256(voice.encode()).hexdigest()[:8]}"
    return "-".join(filter(None, (key, plain, str(rate), str(FORMAT))))


def clip_path(folder: Path, room_: str, text: str) -> Path:
    """Where a line is, or will be."""
    content = text.encode("utf-8", "surrogatepass")
    return folder / room_ / f"{hashlib.sha256(content).hexdigest()}.wav"


def clip_seconds(path: Path) -> float | None:
    """How long a line sounds, from its file; ``None`` where there is none, or not a whole one.

    Notes now and then that somebody wants it.
    """
    try:
        descriptor = os.open(path, _OPEN)
    except OSError:
        return None
    try:
        status = os.fstat(descriptor)
        size = status.st_size - _HEADER
        if not stat.S_ISREG(status.st_mode) or size <= 0 or size % 2:
            return None
        if os.read(descriptor, _HEADER) != _header(size):
            return None
    except OSError:
        return None
    finally:
        os.close(descriptor)
    if time.time() - status.st_mtime > _DAY:
        with suppress(OSError):
            os.utime(path)
    return size / 2 / RATE


def keep(path: Path, samples: Samples) -> float:
    """Keep a line: the file is there as a whole, or not at all. Gives its seconds.

    Raises:
        OSError: if it can't be written.
    """
    content = array("h", samples)
    if sys.byteorder == "big":
        content.byteswap()
    path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")  # for nobody else to read
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_header(2 * len(content)))
            file.write(content.tobytes())
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        if clip_seconds(path) is None:  # somebody else may have made it, and play it now
            raise
    return len(content) / RATE


def prune(folder: Path, most: int = MOST) -> None:
    """Take away the lines that nobody has heard for longest, as far as there are too many.

    Nothing is touched but what is named as a line of ours, and parts of one that are a day old.
    """
    clips = []
    for path in folder.glob("*/*"):
        with suppress(OSError):
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                continue
            if _CLIP.fullmatch(path.name):
                clips.append((status.st_mtime, status.st_size, path))
            elif path.suffix == ".part" and time.time() - status.st_mtime > _DAY:
                path.unlink()
    size = sum(bytes_ for _, bytes_, _ in clips)
    if size <= most:
        return
    for _, bytes_, path in sorted(clips):
        with suppress(OSError):
            path.unlink()
        size -= bytes_
        if size <= _LEAVE * most:
            return


def remove(folder: Path) -> None:
    """Take a temporary cache away."""
    shutil.rmtree(folder, ignore_errors=True)


def _header(size: int) -> bytes:
    """What a file of ours begins with, if ``size`` bytes of samples follow."""
    form = (16, 1, 1, RATE, 2 * RATE, 2, 16)
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", size + 36, b"WAVE", b"fmt ", *form, b"data", size
    )
