"""Writes a recording: the whole file or none, and the one before it stays until then."""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from coach.adapters.audio.sounds import RATE, WIDTH
from coach.adapters.recording.chapters import (
    Chapter,
    RecordingError,
    cue_sheet,
    fits_cue_sheet,
    one_line,
    settled,
)
from coach.adapters.recording.wav import WavFile

if TYPE_CHECKING:
    from coach.adapters.recording.compressed import CompressedFile

WAV: Final = ".wav"
FLAC: Final = ".flac"
OGG: Final = ".ogg"
_A_SECOND: Final = RATE * WIDTH
"""Bytes of samples."""
_FULL: Final = 1 << 20
"""Bytes: with fewer left, a disk is full."""


class _File(Protocol):
    """An audio file that is being written."""

    def write(self, block: bytes) -> None: ...

    def finish(self, title: str, chapters: Sequence[Chapter]) -> None: ...

    def abandon(self) -> None: ...


def planned_files(path: Path, *, chapters: bool = True) -> tuple[Path, ...]:
    """What :func:`write_recording` will write for this path, without writing anything.

    Whether they may be written over is for the caller to decide.

    Raises:
        RecordingError: if it would fail: for the ending, the folder, or a missing library.
    """
    suffix = path.suffix.lower()
    if suffix not in (WAV, FLAC, OGG):
        raise RecordingError(f"{path.name}: a recording's name ends in .wav, .flac or .ogg.")
    beside = chapters and suffix == WAV and fits_cue_sheet(path.name)
    files = (path, path.with_suffix(".cue")) if beside else (path,)
    try:
        if not path.parent.is_dir():
            raise RecordingError(f"There is no folder {path.parent}: make it, or take another one.")
        for file in files:
            if file.is_dir():
                raise RecordingError(f"{file} is a folder: take another name.")
    except OSError as error:  # a name that is too long, for one
        raise RecordingError(_sentence(path, error)) from error
    if suffix != WAV:
        _compressed(suffix)
    return files


def write_recording(
    path: Path,
    blocks: Iterable[bytes],
    *,
    title: str,
    chapters: Sequence[Chapter],
    progress: Callable[[float], None] | None = None,
) -> tuple[Path, ...]:
    """Write samples (16 bit, one channel, 44,100 a second) as the file that the ending asks for.

    ``.flac`` and ``.ogg`` have title and chapters in the file. ``.wav`` has them too, and a cue
    sheet beside it for the many players that look only there. A chapter that begins at the end or
    later is left out. ``progress`` is told how many seconds are written.

    Gives the files. They come into their place at the end, and what was there before goes only
    then; an error or a Ctrl-C on the way leaves everything as it was.

    Raises:
        RecordingError: if it can't be written.
    """
    files = planned_files(path, chapters=bool(chapters))
    try:
        with tempfile.TemporaryDirectory(
            dir=path.parent, prefix=".coach-", ignore_cleanup_errors=True
        ) as folder:
            # Under plain names: not every library takes every name.
            fresh = [Path(folder, name) for name in ("recording", "chapters")][: len(files)]
            seconds = _write(
                fresh[0], path.suffix.lower(), blocks, one_line(title), chapters, progress
            )
            if len(files) > 1:
                inside = settled(chapters, seconds)
                fresh[1].write_bytes(cue_sheet(path.name, one_line(title), inside))
            for new, file in zip(fresh, files, strict=True):
                new.replace(file)
    except OSError as error:
        raise RecordingError(_sentence(path, error)) from error
    return files


def _write(
    fresh: Path,
    suffix: str,
    blocks: Iterable[bytes],
    title: str,
    chapters: Sequence[Chapter],
    progress: Callable[[float], None] | None,
) -> float:
    """Write the audio file; gives its length in seconds."""
    file: _File = (
        WavFile(fresh) if suffix == WAV else _compressed(suffix)(fresh, flac=suffix == FLAC)
    )
    written = 0
    try:
        for block in blocks:
            file.write(block)
            written += len(block)
            if progress is not None:
                progress(written / _A_SECOND)
        file.finish(title, settled(chapters, written / _A_SECOND))
    except BaseException:
        file.abandon()
        raise
    return written / _A_SECOND


def _compressed(suffix: str) -> "type[CompressedFile]":
    """What writes the other files.

    Raises:
        RecordingError: if a library is missing.
    """
    try:
        from coach.adapters.recording.compressed import CompressedFile  # noqa: PLC0415 - an extra
    except (ImportError, OSError) as error:  # OSError: without the C library below soundfile
        raise RecordingError(
            f"For a {suffix} file, install what it needs with `pip install 'back-coach[render]'`; "
            "a .wav file needs nothing."
        ) from error
    return CompressedFile


def _sentence(path: Path, error: OSError) -> str:
    """Why it can't be written, and what helps."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or (error.errno is None and _full(path.parent)):
        return f"{path} can't be written, because the disk is full: make room, or take another one."
    return f"{path} can't be written ({error.strerror or error}): take another folder."


def _full(folder: Path) -> bool:
    """Whether the disk is full; libsndfile doesn't say more than that it has failed."""
    try:
        return shutil.disk_usage(folder).free < _FULL
    except OSError:
        return False
