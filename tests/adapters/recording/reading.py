"""Reads recordings back, by libraries and rules that the writer doesn't share."""

import re
import struct
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import soundfile
from mutagen.flac import FLAC
from mutagen.oggvorbis import OggVorbis

RATE = 44_100
_CUE = re.compile(
    r'^  TRACK (\d\d) AUDIO\n    TITLE "([^"\n]*)"\n    INDEX 01 (\d\d+):(\d\d):(\d\d)$',
    re.MULTILINE,
)


def samples_of(path: Path) -> "array[int]":
    """What is in a recording; it has to be one channel of 16 bit (Vorbis has no bits), 44.1 kHz."""
    if path.suffix.lower() == ".wav":
        with wave.open(str(path), "rb") as file:
            assert file.getparams()[:3] == (1, 2, RATE)
            return array("h", file.readframes(file.getnframes()))
    with soundfile.SoundFile(path) as file:
        assert (file.channels, file.samplerate) == (1, RATE)
        assert file.subtype in ("PCM_16", "VORBIS")
        return array("h", bytes(file.buffer_read(dtype="int16")))


def tags_of(path: Path) -> Any:
    """A FLAC or Ogg file with its comments."""
    return FLAC(path) if path.suffix.lower() == ".flac" else OggVorbis(path)


def chapters_of(path: Path) -> list[tuple[float, str]]:
    """The chapters in the file itself: the second and the title of each."""
    if path.suffix.lower() == ".wav":
        return wav_chapters(path)
    tags = tags_of(path)
    found: list[tuple[float, str]] = []
    while (key := f"CHAPTER{len(found) + 1:03}") in tags:
        hours, minutes, seconds = tags[key][0].split(":")
        start = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        found.append((start, tags[f"{key}NAME"][0]))
    return found


def title_of(path: Path) -> str:
    """The title in the file itself."""
    if path.suffix.lower() != ".wav":
        return str(tags_of(path)["TITLE"][0])
    (info,) = (one for name, one in chunks(path) if name == b"LIST" and one[:4] == b"INFO")
    return dict(_chunks_in(info[4:]))[b"INAM"].rstrip(b"\0").decode()


def chunks(path: Path) -> list[tuple[bytes, bytes]]:
    """The parts of a RIFF file, which says how long it is."""
    content = path.read_bytes()
    assert (content[:4], content[8:12]) == (b"RIFF", b"WAVE")
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8
    return _chunks_in(content[12:])


def _chunks_in(content: bytes) -> list[tuple[bytes, bytes]]:
    found, place = [], 0
    while place < len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        found.append((name, content[place + 8 : place + 8 + length]))
        place += 8 + length + length % 2
    assert place == len(content)
    return found


def wav_chapters(path: Path) -> list[tuple[float, str]]:
    """The cue points of a WAV file, by the samples that they are at, and their labels."""
    parts = chunks(path)
    (cues,) = (one for name, one in parts if name == b"cue ")
    (labels,) = (one for name, one in parts if name == b"LIST" and one[:4] == b"adtl")
    (count,) = struct.unpack_from("<I", cues)
    assert len(cues) == 4 + 24 * count
    names = {}
    for name, label in _chunks_in(labels[4:]):
        assert (name, label[-1:]) == (b"labl", b"\0")
        names[struct.unpack_from("<I", label)[0]] = label[4:-1].decode()
    found = []
    for place in range(4, len(cues), 24):
        number, at, where, _, _, offset = struct.unpack_from("<II4sIII", cues, place)
        assert (where, offset) == (b"data", at)
        found.append((at / RATE, names[number]))
    return found


@dataclass(frozen=True)
class CueSheet:
    """A cue sheet: the title, the file that it is of, and the second and title of each track."""

    title: str
    file: str
    tracks: list[tuple[float, str]]


def cue_sheet_of(path: Path) -> CueSheet:
    """A cue sheet as a player reads it."""
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    head = re.match(r'TITLE "([^"\n]*)"\nFILE "([^"\n]*)" WAVE\n', text)
    assert head is not None, text
    rows = [(int(row[0]), row[1], *map(int, row[2:])) for row in _CUE.findall(text)]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert text.count("\n") == 2 + 3 * len(rows)
    return CueSheet(
        head[1], head[2], [(60 * row[2] + row[3] + row[4] / 75, row[1]) for row in rows]
    )


@dataclass(frozen=True)
class Folder:
    """What a folder holds, hidden things too, to see whether anything has changed."""

    content: dict[str, bytes]

    @classmethod
    def of(cls, path: Path) -> "Folder":
        return cls(
            {
                str(one.relative_to(path)): one.read_bytes() if one.is_file() else b"(folder)"
                for one in path.rglob("*")
            }
        )
