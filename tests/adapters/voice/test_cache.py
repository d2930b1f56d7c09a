"""The lines that have been spoken, on the disk."""

import os
import stat
import time
from array import array
from pathlib import Path

import pytest

from coach.adapters.audio.sounds import RATE
from coach.adapters.voice.cache import clip_path, clip_seconds, keep, prune, room

DAY = 86_400
TEXT = "Hold, breathe"


def kept(folder: Path, text: str = TEXT, samples: int = 4_410, age: float = 0.0) -> Path:
    """A line that was last heard ``age`` seconds ago."""
    path = clip_path(folder, "room", text)
    keep(path, array("h", [7] * samples))
    moment = time.time() - age
    os.utime(path, (moment, moment))
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_line_is_found_again_and_is_nobody_elses(folder: Path) -> None:
    path = clip_path(folder, "room", TEXT)
    assert clip_seconds(path) is None
    assert keep(path, array("h", [1, -2] * 11_025)) == 0.5
    assert clip_seconds(path) == 22_050 / RATE
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_every_voice_rate_and_engine_has_a_room_of_its_own() -> None:
    wishes = [
        ("say", "", 165),
        ("say", "", 166),
        ("say", "Alex", 165),
        ("say", "alex", 165),
        ("say", "Alex (enhanced)", 165),
        ("say", "Alex [enhanced]", 165),
        ("piper", "/home/somebody/voices/en.onnx", 165),
        ("piper", "/home/somebody/voices/../en.onnx", 165),
        ("piper", "x" * 4_000, 165),
        ("espeak-ng", "en-us", 165),
        ("espeak-ng-library", "en-us", 165),
    ]
    rooms = [room(*wish) for wish in wishes]
    assert len(set(rooms)) == len(wishes)
    assert all(name.replace("-", "").isalnum() and len(name) < 100 for name in rooms)
    assert rooms[9] == "espeak-ng-en-us-165-1"


@pytest.mark.parametrize("cut", [1, 2, 100, 8_819, 8_863])
def test_half_a_file_is_none(folder: Path, cut: int) -> None:
    path = kept(folder)
    path.write_bytes(path.read_bytes()[:-cut])
    assert clip_seconds(path) is None


def test_what_is_no_line_of_ours_is_none_and_nobody_waits_for_it(folder: Path) -> None:
    path = kept(folder)
    whole = path.read_bytes()
    for content in (
        b"",
        b"\0" * len(whole),
        whole + b"\0\0",
        b"hello",
        whole.replace(b"RIFF", b"FORM"),
    ):
        path.write_bytes(content)
        assert clip_seconds(path) is None
    path.unlink()
    other = folder / "other.wav"
    other.write_bytes(whole)
    path.symlink_to(other)
    assert clip_seconds(path) is None
    path.unlink()
    os.mkfifo(path)
    assert clip_seconds(path) is None
    path.unlink()
    path.mkdir()
    assert clip_seconds(path) is None
    assert clip_seconds(folder / "nobody" / "nothing.wav") is None


def test_a_line_that_is_heard_stays_young(folder: Path) -> None:
    path = kept(folder, age=3 * DAY)
    clip_seconds(path)
    assert time.time() - path.stat().st_mtime < DAY


def test_the_lines_that_nobody_has_heard_for_longest_go(folder: Path) -> None:
    ages = {f"line {number}": number * DAY for number in range(10)}
    paths = {text: kept(folder, text, age=age) for text, age in ages.items()}
    size = paths["line 0"].stat().st_size
    prune(folder, most=10 * size)
    assert all(path.exists() for path in paths.values())
    prune(folder, most=6 * size)
    assert [text for text, path in paths.items() if path.exists()] == list(ages)[:5]


def test_only_lines_of_ours_are_taken_away(folder: Path, tmp_path: Path) -> None:
    path = kept(folder, age=9 * DAY)
    elsewhere = tmp_path / "precious"
    elsewhere.write_text("precious")
    link = path.with_name(f"{'a' * 64}.wav")
    link.symlink_to(elsewhere)
    mine = folder / "room" / "my notes.txt"
    mine.write_text("mine")
    (folder / "deep" / "deeper").mkdir(parents=True)
    part = path.with_name("x.part")
    part.write_text("half a line")
    os.utime(part, (1, 1))
    fresh = path.with_name("y.part")
    fresh.write_text("half a line")
    prune(folder, most=0)
    assert not path.exists()
    assert not part.exists()
    assert [mine.exists(), fresh.exists(), link.is_symlink()] == [True, True, True]
    assert elsewhere.read_text() == "precious"
    prune(folder / "nowhere")


def test_a_line_that_cannot_be_written_leaves_nothing_behind(folder: Path) -> None:
    path = clip_path(folder, "room", TEXT)
    path.mkdir(parents=True)
    (path / "inside").write_text("")
    with pytest.raises(OSError, match="irectory"):
        keep(path, array("h", [1]))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
