"""FLAC and Ogg Vorbis, by the libraries of the extra ``render``, with the chapters as comments.

Only :mod:`coach.adapters.recording.files` imports this, where somebody wants such a file.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import soundfile
from mutagen import MutagenError
from mutagen.flac import FLAC, CueSheet, CueSheetTrack, CueSheetTrackIndex
from mutagen.oggvorbis import OggVorbis

from coach.adapters.audio.sounds import RATE, WIDTH
from coach.adapters.recording.chapters import MOST_TRACKS, Chapter, comments

_PIECE: Final = RATE * WIDTH
"""Bytes handed over at once: libsndfile crashes where it gets minutes of Vorbis in one piece."""
_LEAD_OUT: Final = 255
"""The number of the track that says where a cue sheet ends."""


class CompressedFile:
    """A file that is being written, FLAC or else Ogg Vorbis.

    Making one and every method but ``abandon`` raise OSError where it can't be written.
    """

    def __init__(self, path: Path, *, flac: bool) -> None:
        self._path = path
        self._flac = flac
        self._frames = 0
        form, kind = ("FLAC", "PCM_16") if flac else ("OGG", "VORBIS")
        try:
            self._file: Any = soundfile.SoundFile(
                path, "w", samplerate=RATE, channels=1, format=form, subtype=kind
            )
        except soundfile.SoundFileError as error:
            raise OSError(str(error)) from error

    def write(self, block: bytes) -> None:
        """Add samples."""
        try:
            for start in range(0, len(block), _PIECE):
                self._file.buffer_write(block[start : start + _PIECE], "int16")
        except soundfile.SoundFileError as error:
            raise OSError(str(error)) from error
        self._frames += len(block) // WIDTH

    def finish(self, title: str, chapters: Sequence[Chapter]) -> None:
        """Close it, and add title and chapters."""
        try:
            self._file.close()
            self._tag(title, chapters)
        except (soundfile.SoundFileError, MutagenError) as error:
            raise OSError(str(error)) from error

    def abandon(self) -> None:
        """Let go of the file as it is."""
        with suppress(soundfile.SoundFileError):
            self._file.close()

    def _tag(self, title: str, chapters: Sequence[Chapter]) -> None:
        file: Any = FLAC(self._path) if self._flac else OggVorbis(self._path)
        for name, value in {"TITLE": title, **comments(chapters)}.items():
            file[name] = value
        if chapters and self._flac:
            file.cuesheet = _sheet(chapters, self._frames)
        file.save()


def _sheet(chapters: Sequence[Chapter], frames: int) -> CueSheet:
    """The chapters as FLAC's own cue sheet, which has no names in it."""
    sheet = CueSheet(None)
    sheet.compact_disc = False
    sheet.lead_in_samples = 0
    for number, chapter in enumerate(chapters[:MOST_TRACKS], start=1):
        track = CueSheetTrack(number, round(chapter.start * RATE))
        track.indexes.append(CueSheetTrackIndex(1, 0))
        sheet.tracks.append(track)
    sheet.tracks.append(CueSheetTrack(_LEAD_OUT, frames))
    return sheet
