"""The sounds of a routine: a profile, files in place of tones, and what is wrong with them."""

import struct
import wave
from pathlib import Path

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.problems import render
from coach.adapters.resources import bundled
from coach.domain.sounds import AS_SET, Profile, Sounds, Tone
from coach.ports.library import BrokenFileError, Problem

ROUTINE = """\
schema: 1
title: Mine
sounds: {}
steps:
  - exercise: walk
"""


def library() -> YamlLibrary:
    return YamlLibrary(None, bundled("routines"))


def routine(folder: Path, sounds: str) -> Path:
    file = folder / "mine.yaml"
    file.write_text(ROUTINE.replace("{}", sounds), encoding="utf-8")
    return file


def a_wav(file: Path, *, width: int = 2, rate: int = 44_100, channels: int = 1) -> Path:
    with wave.open(str(file), "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(width)
        made.setframerate(rate)
        made.writeframes(bytes(width * channels * rate // 10))
    return file


def played(file: Path) -> Sounds:
    """The sounds with which the routine is played."""
    found = library().routine(str(file)).routine
    assert found is not None
    return found.sounds


def checked(file: Path) -> list[Problem]:
    return library().check(file)


@pytest.mark.parametrize(
    ("written", "sounds"),
    [
        ("", AS_SET),
        ("null", AS_SET),
        ("calm", Sounds(Profile.CALM)),
        ("Clear", Sounds(Profile.CLEAR)),
        ("{profile: silent}", Sounds(Profile.SILENT)),
        ("{}", AS_SET),
    ],
)
def test_a_profile_is_a_word_or_a_key(tmp_path: Path, written: str, sounds: Sounds) -> None:
    assert played(routine(tmp_path, written)) == sounds
    assert checked(routine(tmp_path, written)) == []


def test_files_are_found_beside_the_routine(tmp_path: Path) -> None:
    a_wav(tmp_path / "bell.wav")
    (tmp_path / "below").mkdir()
    gong = a_wav(tmp_path / "below" / "gong.wav", channels=2, rate=22_050)
    file = routine(tmp_path, f"{{profile: clear, question: bell.wav, Done: {gong}}}")
    assert checked(file) == []
    assert played(file) == Sounds(
        Profile.CLEAR,
        ((Tone.QUESTION, str(tmp_path / "bell.wav")), (Tone.DONE, str(gong))),
    )


@pytest.mark.parametrize(
    ("written", "place", "message", "near"),
    [
        ("calmm", 9, "no profile of sounds", "calm"),
        ("[calm]", 9, "this has to be one word", ""),
        ("{profile: loud}", 19, "no profile of sounds", ""),
        ("{cuont: a.wav}", 10, "is no tone", "count"),
        ("{count: [a.wav]}", 17, "this has to be one word", ""),
        ("{count: }", 17, "this has to be one word", ""),
    ],
)
def test_what_is_written_wrong_is_a_mistake_of_the_file(
    tmp_path: Path, written: str, place: int, message: str, near: str
) -> None:
    file = routine(tmp_path, written)
    (problem,) = checked(file)
    assert problem.line == 3
    assert message in problem.message
    assert problem.nearest == near
    assert problem.column == place
    with pytest.raises(BrokenFileError):
        library().routine(str(file))


def broken(folder: Path, how: str) -> None:
    file = folder / "bell.wav"
    match how:
        case "a folder":
            file.mkdir()
        case "24 bits":
            a_wav(file, width=3)
        case "96 kHz":
            a_wav(file, rate=96_000)
        case "truncated":
            file.write_bytes(a_wav(file).read_bytes()[:30])
        case "huge":
            a_wav(file)
            with file.open("r+b") as made:
                made.truncate(3_000_000_000)
        case "no sound":
            file.write_text("hello")
        case "no end":
            head = a_wav(file).read_bytes()
            file.write_bytes(head[:40] + struct.pack("<I", 4_000_000_000) + head[44:])
        case _:
            assert how == "missing"


@pytest.mark.parametrize(
    "how",
    ["missing", "a folder", "24 bits", "96 kHz", "truncated", "huge", "no sound", "no end"],
)
def test_a_file_that_cannot_sound_is_told_by_check_and_the_routine_plays(
    tmp_path: Path, how: str
) -> None:
    broken(tmp_path, how)
    file = routine(tmp_path, "{question: bell.wav}")
    (problem,) = checked(file)
    assert (problem.line, problem.column) == (3, 20)
    assert '"bell.wav"' in problem.message
    assert problem.expected
    assert "Traceback" not in render(problem)
    assert played(file) == Sounds(files=((Tone.QUESTION, str(tmp_path / "bell.wav")),))


def test_a_sound_file_is_one_mistake_among_the_others(tmp_path: Path) -> None:
    file = routine(tmp_path, "{question: bell.wav}")
    file.write_text(file.read_text(encoding="utf-8") + "level: 9\n", encoding="utf-8")
    assert [problem.line for problem in checked(file)] == [3, 6]


def test_a_name_is_taken_as_it_is_written(tmp_path: Path) -> None:
    a_wav(tmp_path / "two  spaces.wav")
    file = routine(tmp_path, '{question: "two  spaces.wav"}')
    assert checked(file) == []
    assert played(file).file(Tone.QUESTION) == str(tmp_path / "two  spaces.wav")


@pytest.mark.parametrize("path", [r"\\\\server\\share\\bell.wav", "//server/share/bell.wav"])
def test_no_file_is_looked_for_on_another_computer(tmp_path: Path, path: str) -> None:
    file = routine(tmp_path, f'{{question: "{path}"}}')
    (problem,) = checked(file)
    assert problem.message.endswith("is on another computer")
    assert played(file) == AS_SET


def test_a_bundled_routine_that_names_a_file_is_broken(tmp_path: Path) -> None:
    file = routine(tmp_path, "{question: bell.wav}")
    (entry,) = YamlLibrary(None, tmp_path).entries()
    assert f"{file}:3:10: a bundled routine names no files" in map(str, entry.problems)


def test_no_bundled_routine_names_a_file() -> None:
    for entry in library().entries():
        assert entry.routine is not None
        assert entry.routine.sounds.files == ()
