"""The chapters of a recording, and how each kind of file writes them down."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

MOST_TRACKS: Final = 99
"""What a cue sheet holds; further chapters are left out of it."""
_FRAMES: Final = 75
"""Parts of a second in a cue sheet."""


class RecordingError(Exception):
    """A recording can't be written. The message is a sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place in a recording: ``start`` in seconds, and any text as its ``title``."""

    start: float
    title: str

    @property
    def milliseconds(self) -> int:
        """The start, to the millisecond."""
        return round(self.start * 1000)


def settled(chapters: Iterable[Chapter], seconds: float) -> tuple[Chapter, ...]:
    """The chapters in order, with titles of one line, without those that begin at the end.

    One without a title gets its number.
    """
    inside = sorted(
        (one for one in chapters if 0 <= one.start < seconds), key=lambda one: one.start
    )
    return tuple(
        Chapter(one.start, one_line(one.title) or f"Chapter {number}")
        for number, one in enumerate(inside, start=1)
    )


def one_line(text: str) -> str:
    """A text without control characters, ends of lines and anything else that isn't to be seen."""
    seen = (" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join("".join(seen).split())


def comments(chapters: Iterable[Chapter]) -> dict[str, str]:
    """The chapters as Vorbis comments, which FLAC and Ogg files have: a time and a name each."""
    found = {}
    for number, chapter in enumerate(chapters, start=1):
        minutes, rest = divmod(chapter.milliseconds, 60_000)
        hours, minutes = divmod(minutes, 60)
        found[f"CHAPTER{number:03}"] = f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
        found[f"CHAPTER{number:03}NAME"] = chapter.title
    return found


def cue_sheet(name: str, title: str, chapters: Sequence[Chapter]) -> bytes:
    """The chapters of the WAV file called ``name``, as a text file that players look for.

    A time is cut to 1/75 of a second, so that no chapter begins after its first word.
    """
    lines = [f'TITLE "{_unquoted(title)}"', f'FILE "{name}" WAVE']
    for number, chapter in enumerate(chapters[:MOST_TRACKS], start=1):
        seconds, rest = divmod(chapter.milliseconds, 1000)
        lines += [
            f"  TRACK {number:02} AUDIO",
            f'    TITLE "{_unquoted(chapter.title)}"',
            f"    INDEX 01 {seconds // 60:02}:{seconds % 60:02}:{rest * _FRAMES // 1000:02}",
        ]
    # A file's name comes back as the bytes that it is on disk.
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")


def fits_cue_sheet(name: str) -> bool:
    """Whether a cue sheet can name this file: it knows no way to write a quotation mark."""
    return '"' not in name and not any(unicodedata.category(char) == "Cc" for char in name)


def _unquoted(text: str) -> str:
    return text.replace('"', "'")
