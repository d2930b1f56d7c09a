"""Recordings as files: what is read back from them is what was played."""

import os
from array import array
from pathlib import Path

import pytest

from coach.adapters.recording.chapters import Chapter, comments, cue_sheet
from coach.adapters.recording.files import planned_files, write_recording
from coach.domain.sounds import Tone
from coach.ports.voice import Clip
from tests.adapters.recording.finding import onset
from tests.adapters.recording.material import NO_SOUNDS, RATE, Tape, clip_samples, tone_samples
from tests.adapters.recording.reading import (
    chapters_of,
    cue_sheet_of,
    samples_of,
    tags_of,
    title_of,
)

KINDS = [".wav", ".flac", ".ogg"]
LINES = [(Clip(f"line {number}", 1.2), 1.3 + 2.717 * number) for number in range(7)]
TONES = [(tone, 0.111 + 1.537 * number) for number, tone in enumerate(Tone)]
LENGTH = 22.5
CHAPTERS = [Chapter(0.0, "Get ready"), Chapter(7.3456, "Cat and cow"), Chapter(19.999, "Done")]


def session() -> Tape:
    """Lines and tones, some of them over each other."""
    tape = Tape()
    for second, line, tone in sorted(
        [(second, line, None) for line, second in LINES]
        + [(second, None, tone) for tone, second in TONES],
        key=lambda one: one[0],
    ):
        if line is not None:
            tape.at(second).speak(line, within=0.5)
        elif tone is not None:
            tape.at(second).play(tone)
    return tape


@pytest.mark.parametrize("kind", KINDS)
def test_every_sound_is_in_the_file_when_it_was_played(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"session{kind}"
    tape = session()
    files = write_recording(path, tape.blocks(LENGTH), title="Morning", chapters=CHAPTERS)
    assert files[0] == path
    heard = samples_of(path)
    assert len(heard) == round(LENGTH * RATE)
    if kind != ".ogg":
        assert heard == tape.samples(LENGTH)
    # Noise is like itself at one sample only; a tone that it lies over is nearly so at the next.
    exact = 0.5 / RATE if kind != ".ogg" else 0.001
    for line, second in LINES:
        found, likeness = onset(heard, clip_samples(line, 10), near=second + 0.007)
        assert found == pytest.approx(second, abs=exact)
        assert likeness > 0.5
    for tone, second in TONES:
        found, likeness = onset(heard, tone_samples(NO_SOUNDS, tone, 10), near=second - 0.007)
        assert found == pytest.approx(second, abs=0.001)
        assert likeness > 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_chapters_and_title_are_in_the_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"session{kind}"
    write_recording(path, session().blocks(LENGTH), title="Morning", chapters=CHAPTERS)
    assert title_of(path) == "Morning"
    found = chapters_of(path)
    assert [name for _, name in found] == ["Get ready", "Cat and cow", "Done"]
    assert [start for start, _ in found] == pytest.approx([0.0, 7.3456, 19.999], abs=0.001)
    if kind == ".flac":
        sheet = tags_of(path).cuesheet
        assert [track.start_offset for track in sheet.tracks] == [
            0,
            round(7.3456 * RATE),
            round(19.999 * RATE),
            round(LENGTH * RATE),
        ]


def test_a_wav_has_a_cue_sheet_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "morning session.wav"
    files = write_recording(path, session().blocks(LENGTH), title="Morning", chapters=CHAPTERS)
    assert files == (path, tmp_path / "morning session.cue") == planned_files(path)
    sheet = cue_sheet_of(files[1])
    assert (sheet.title, sheet.file) == ("Morning", path.name)
    starts = [start for start, _ in sheet.tracks]
    assert starts == pytest.approx([0.0, 7.3456, 19.999], abs=1 / 75)
    assert all(start <= chapter.start for start, chapter in zip(starts, CHAPTERS, strict=True))
    assert [name for _, name in sheet.tracks] == ["Get ready", "Cat and cow", "Done"]


def test_a_long_session_keeps_its_minutes_and_hours() -> None:
    chapters = [Chapter(0, "a"), Chapter(3_725.5, "b")]
    assert comments(chapters)["CHAPTER002"] == "01:02:05.500"
    assert cue_sheet("a.wav", "A", chapters).endswith(b"    INDEX 01 62:05:37\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_may_be_any_text(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"session{kind}"
    chapters = [
        Chapter(1, ' "Cat"\n\tand\x1b[2J cow\r\n'),
        Chapter(0, "Rücken, 背中, 🐈"),
        Chapter(2, "\ud800\x00\u202e"),
    ]
    files = write_recording(path, [bytes(6 * RATE)], title='The "first"\nthree', chapters=chapters)
    assert title_of(path) == 'The "first" three'
    assert chapters_of(path) == [
        (0.0, "Rücken, 背中, 🐈"),
        (1.0, '"Cat" and [2J cow'),
        (2.0, "Chapter 3"),
    ]
    if kind == ".wav":
        sheet = cue_sheet_of(files[1])
        assert sheet.title == "The 'first' three"
        assert [name for _, name in sheet.tracks] == [
            "Rücken, 背中, 🐈",
            "'Cat' and [2J cow",
            "Chapter 3",
        ]


@pytest.mark.parametrize("kind", KINDS)
def test_without_chapters_there_is_the_sound_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"session{kind}"
    assert write_recording(path, [bytes(2 * RATE)], title="", chapters=()) == (path,)
    assert len(samples_of(path)) == RATE
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chapter_at_the_end_is_left_out(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"session{kind}"
    chapters = [Chapter(0, "all"), Chapter(1.0, "nothing"), Chapter(7.0, "beyond")]
    write_recording(path, [bytes(2 * RATE)], title="Short", chapters=chapters)
    assert chapters_of(path) == [(0.0, "all")]


def test_more_chapters_than_a_cue_sheet_holds_are_in_the_file(tmp_path: Path) -> None:
    chapters = [Chapter(number / 10, f"step {number}") for number in range(150)]
    for kind in KINDS:
        path = tmp_path / f"session{kind}"
        write_recording(path, [bytes(40 * RATE)], title="Many", chapters=chapters)
        assert len(chapters_of(path)) == 150
    assert len(cue_sheet_of(tmp_path / "session.cue").tracks) == 99
    assert len(tags_of(tmp_path / "session.flac").cuesheet.tracks) == 100


@pytest.mark.parametrize(
    "name",
    [
        "ÜBUNG.WAV",
        "背中 朝.Flac",
        "a'b & c.OGG",
        os.fsdecode(b"caf\xe9.wav"),
        os.fsdecode(b"caf\xe9.ogg"),
    ],
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    files = write_recording(path, [bytes(2 * RATE)], title="A", chapters=CHAPTERS[:1])
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert files[0] == path
    assert path.stat().st_size > 100
    if path.suffix.lower() == ".wav":
        assert cue_sheet_of(files[1]).file == name


def test_a_name_that_no_cue_sheet_can_hold_gets_none(tmp_path: Path) -> None:
    path = tmp_path / 'the "first".wav'
    files = write_recording(path, [bytes(2 * RATE)], title="A", chapters=CHAPTERS[:1])
    assert files == (path,)
    assert chapters_of(path) == [(0.0, "Get ready")]


@pytest.mark.parametrize("kind", KINDS)
def test_blocks_may_have_any_length(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"session{kind}"
    noise = clip_samples(Clip("long", 3.0), 10)
    whole = (noise * 20).tobytes()  # a minute of Vorbis in one piece crashes its library
    write_recording(path, [whole, b"", whole[:2]], title="A", chapters=())
    heard = samples_of(path)
    assert len(heard) == 60 * RATE + 1
    assert onset(heard, noise, near=57.0)[0] == pytest.approx(57.0, abs=0.001)


@pytest.mark.parametrize("kind", KINDS)
def test_it_tells_how_far_it_has_come(tmp_path: Path, kind: str) -> None:
    told: list[float] = []
    blocks = [array("h", bytes(RATE)).tobytes()] * 10
    write_recording(tmp_path / f"a{kind}", blocks, title="", chapters=(), progress=told.append)
    assert told == [half / 2 for half in range(1, 11)]
