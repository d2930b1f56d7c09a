"""What is said about a recording, and what is never written over."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from coach.adapters.recording.chapters import Chapter
from coach.cli.house import NO
from coach.cli.recording import WARNING, RecordedSession, free_place, write_session
from tests.adapters.recording.reading import chapters_of, title_of

SECOND = bytes(88_200)


def played(progress: Callable[[float], None]) -> RecordedSession:
    """A session of 65 seconds."""
    for share in (0.0, 0.5, 1.0):
        progress(share)
    chapters = [Chapter(0.0, "Bridge"), Chapter(30.0, "Cat and cow")]
    notes = ("There is no voice here: the file has tones alone.",)
    return RecordedSession("First three", 65.0, chapters, [SECOND] * 65, notes)


def refused(act: Callable[[], None], capsys: pytest.CaptureFixture[str]) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(click.exceptions.Exit) as caught:
        act()
    assert caught.value.exit_code == NO
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_it_says_what_there_is_now_and_that_a_file_hears_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "first.wav"
    write_session(path, played)
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out == (
        "There is no voice here: the file has tones alone.\n"
        f"{path}: 01:05, 2 chapters\n"
        f"{tmp_path / 'first.cue'}: the chapters, for players that want them there\n"
        f"{WARNING}\n"
    )
    assert title_of(path) == "First three"
    assert chapters_of(path) == [(0.0, "Bridge"), (30.0, "Cat and cow")]


@pytest.mark.parametrize("there", ["first.wav", "first.cue"])
def test_a_file_that_is_there_is_written_over_with_force_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str
) -> None:
    old, path = tmp_path / there, tmp_path / "first.wav"
    old.write_text("mine", encoding="utf-8")
    said = refused(lambda: free_place(path, force=False), capsys)
    assert said == (
        f"coach: {old} is there already. Take another name, or write over it with --force.\n"
    )
    free_place(path, force=True)
    assert old.read_text(encoding="utf-8") == "mine"


def test_a_name_can_do_nothing_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(lambda: free_place(tmp_path / "\x1b[2J.mp3", force=False), capsys)
    assert "\x1b" not in said
    assert said.endswith("a recording's name ends in .wav, .flac or .ogg.\n")


def test_a_recording_that_breaks_off_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "first.wav"
    assert refused(lambda: write_session(path, played), capsys) == (
        f"coach: There is no folder {path.parent}: make it, or take another one.\n"
    )
