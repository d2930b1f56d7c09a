"""Sounds of the person's own: what may sound, and what is said of the others."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.adapters.audio.own import own_path, own_sounds, unusable
from coach.adapters.audio.samples import clip_samples, tone_samples
from coach.adapters.audio.sounds import HEADROOM, RATE, scaled, sound
from coach.adapters.audio.taming import own_samples
from coach.adapters.audio.wav import NEEDED, Form, WavError, read_form, read_wav
from coach.domain.sounds import Profile, Sounds, Tone
from tests.rig.speech import clip_of, spoken, write_wav

FULL = 32_767
PCM, FLOAT, ALAW, EXTENSIBLE = 1, 3, 6, 0xFFFE


def chunk(name: bytes, content: bytes, length: int | None = None) -> bytes:
    size = len(content) if length is None else length
    return name + struct.pack("<I", size) + content + b"\0" * (len(content) % 2)


def header(
    kind: int = PCM, channels: int = 1, rate: int = RATE, bits: int = 16, more: bytes = b""
) -> bytes:
    frame = channels * bits // 8
    return struct.pack("<HHIIHH", kind, channels, rate, rate * frame, frame, bits) + more


def riff(*chunks: bytes) -> bytes:
    content = b"WAVE" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def wav(head: bytes = header(), content: bytes = bytes(1_000)) -> bytes:
    return riff(chunk(b"fmt ", head), chunk(b"data", content))


SUBFORMAT = struct.pack("<HHIH14s", 22, 16, 4, PCM, bytes(14))
GOOD = {
    "mono": (wav(), Form(1, RATE, 500, 44)),
    "stereo": (wav(header(channels=2)), Form(2, RATE, 250, 44)),
    "slow": (wav(header(rate=8_000)), Form(1, 8_000, 500, 44)),
    "quick": (wav(header(rate=48_000)), Form(1, 48_000, 500, 44)),
    "as long as it may be": (wav(content=bytes(882_000)), Form(1, RATE, 441_000, 44)),
    "extensible": (wav(header(EXTENSIBLE, more=SUBFORMAT)), Form(1, RATE, 500, 68)),
    "with words in front": (
        riff(chunk(b"LIST", b"odd"), chunk(b"fmt ", header()), chunk(b"data", bytes(9))),
        Form(1, RATE, 4, 56),
    ),
}
FLOATS = struct.pack("<HHIH14s", 22, 32, 4, FLOAT, bytes(14))
BAD = {
    "is empty": b"",
    "is no WAV file": b"hello, I am a text",
    "is an MP3 file": b"ID3\x04" + bytes(1_000),
    "is an Ogg file": b"OggS" + bytes(1_000),
    "is a FLAC file": b"fLaC" + bytes(1_000),
    "is an AIFF file": b"FORM" + bytes(1_000),
    "has samples of 24 bit": wav(header(bits=24)),
    "has samples of 8 bit": wav(header(bits=8)),
    "has samples of 32 bit": wav(header(bits=32)),
    "has samples of floating point": wav(header(FLOAT, bits=32)),
    "has compressed samples": wav(header(ALAW, bits=8)),
    "has 96,000 Hz": wav(header(rate=96_000)),
    "has 7,999 Hz": wav(header(rate=7_999)),
    "has 6 channels": wav(header(channels=6)),
    "has 0 channels": wav(header(channels=0)),
    "has no sound in it": wav(content=b""),
    "lasts longer than 10 s": wav(content=bytes(882_002)),
    "has 2,000,044 bytes": wav(content=bytes(2_000_000)),
}
CUT = {
    "in the middle": wav()[:-1],
    "in the header": wav()[:40],
    "in the name": wav()[:11],
    "before its samples": riff(chunk(b"fmt ", header())),
    "of no end": riff(chunk(b"fmt ", header()), chunk(b"data", bytes(8), 0xFFFF_FFFF)),
    "with a chunk beyond the end": riff(chunk(b"LIST", b"", 5_000), chunk(b"fmt ", header())),
    "with chunks and nothing else": riff(*[chunk(b"junk", b"")] * 5_000),
    "with a short header": riff(chunk(b"fmt ", b"\1\0"), chunk(b"data", bytes(8))),
    "with a header behind": riff(chunk(b"data", bytes(8)), chunk(b"fmt ", header())),
    "with frames that are none": wav(struct.pack("<HHIIHH", 1, 1, RATE, RATE * 2, 0, 16)),
}


def write(folder: Path, content: bytes) -> str:
    (folder / "bell.wav").write_bytes(content)
    return str(folder / "bell.wav")


def told(path: str) -> str:
    """What is said of a file that can't sound."""
    with pytest.raises(WavError) as error:
        read_form(path)
    assert error.value.needed
    return error.value.what


@pytest.mark.parametrize("name", GOOD)
def test_what_may_sound_is_known_by_its_header(tmp_path: Path, name: str) -> None:
    content, form = GOOD[name]
    path = write(tmp_path, content)
    assert read_form(path) == form
    found, samples = read_wav(path)
    assert found == form
    assert len(samples) == 2 * form.frames * form.channels
    own_samples(path)


@pytest.mark.parametrize("what", BAD)
def test_what_may_not_sound_is_told(tmp_path: Path, what: str) -> None:
    assert told(write(tmp_path, BAD[what])) == what
    if what == "has samples of floating point":
        assert told(write(tmp_path, wav(header(EXTENSIBLE, bits=32, more=FLOATS)))) == what


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_is_cut_or_broken_is_told(tmp_path: Path, name: str) -> None:
    what = told(write(tmp_path, CUT[name]))
    assert what.startswith(("is cut short", "has no header", "is no WAV", "has no sound"))


def test_no_cut_of_a_file_does_any_harm(tmp_path: Path) -> None:
    whole = wav(header(EXTENSIBLE, more=SUBFORMAT), bytes(30))
    for length in range(len(whole)):
        told(write(tmp_path, whole[:length]))


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    path.write_bytes(wav())
    os.truncate(path, 2_000_000_000)


def loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "is not there"),
        (folder, "is a folder"),
        (pipe, "is no ordinary file"),
        (device, "is no ordinary file"),
        (huge, "has 2,000,000,000 bytes"),
        (loop, "can't be read (Too many levels of symbolic links)"),
    ],
)
def test_what_is_no_file_is_not_even_opened(
    tmp_path: Path, make: Callable[[Path], None], what: str
) -> None:
    make(tmp_path / "bell.wav")
    assert told(str(tmp_path / "bell.wav")) == what
    assert told(str(tmp_path / "bell.wav" / "further.wav")) in (what, "is not there")


def test_a_name_that_can_be_none_is_told() -> None:
    assert told("a\0b").startswith("can't be read")
    assert told("/" + "a" * 5_000) == "has a name that is too long"


def test_the_settings_name_files_from_their_folder_on(tmp_path: Path) -> None:
    write(tmp_path, wav())
    whole = tmp_path / "whole.wav"
    whole.write_bytes(wav(header(bits=24)))
    sounds, sentences = own_sounds(
        [("question", "bell.wav"), ("done", str(whole)), ("stop", "no\x1b.wav")], tmp_path
    )
    assert sounds == Sounds(files=((Tone.QUESTION, str(tmp_path / "bell.wav")),))
    assert sentences == (
        f'sounds.done: "{whole}" has samples of 24 bit: take {NEEDED}.',
        'sounds.stop: "no?.wav" is not there: take the path of a WAV file.',
    )


def test_a_path_leads_to_this_computer_and_is_no_longer_than_it_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert own_path("~/bell.wav", tmp_path) == str(tmp_path / "home" / "bell.wav")
    for text, what in [
        (r"\\server\share\bell.wav", "is on another computer"),
        ("//server/share/bell.wav", "is on another computer"),
        ("~nobody-of-this-name/bell.wav", "is in a home that is not here"),
        ("\N{SNOWMAN}" * 300, "has a path that is too long"),
    ]:
        with pytest.raises(WavError) as error:
            own_path(text, tmp_path)
        assert error.value.what == what


def test_a_file_that_is_gone_by_now_is_told_and_the_usual_tone_sounds(tmp_path: Path) -> None:
    path = str(tmp_path / "bell.wav")
    sounds = Sounds(Profile.CLEAR, ((Tone.DONE, path),))
    (sentence,) = unusable(sounds)
    assert sentence.startswith(f'The usual tone sounds for done: "{path}" is not there.')
    assert tone_samples(sounds, Tone.DONE, 10) == sound(Tone.DONE, 10, Profile.CLEAR)
    write_wav(Path(path), spoken(1, 0.5))
    assert unusable(sounds) == ()
    assert tone_samples(sounds, Tone.DONE, 10) == own_samples(path)
    assert tone_samples(sounds, Tone.LIFT, 0) is None
    assert tone_samples(Sounds(Profile.SILENT, sounds.files), Tone.DONE, 10) is None


def test_a_line_for_a_recording_is_as_loud_as_it_sounds(tmp_path: Path) -> None:
    line = spoken(1, 0.5)
    clip = clip_of(line, tmp_path / "line.wav")
    assert clip_samples(clip, 10) == scaled(line, HEADROOM)
    assert clip_samples(clip, 0) is None
