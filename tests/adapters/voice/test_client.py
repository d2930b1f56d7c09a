"""The voice as the session has it: lines ahead of time, and nobody ever waits."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from coach.adapters.voice.cache import clip_path
from coach.adapters.voice.client import MOST_WAITING, VoiceClient
from coach.adapters.voice.kinds import what_to_install
from coach.adapters.voice.waiting import Waiting
from coach.ports.voice import Voice, VoiceState
from tests.adapters.voice.speaking import (
    FLITE,
    LINES,
    LONG,
    SOUNDS,
    Programs,
    client,
    need_engines,
    runs,
    samples_of,
    speak,
    spoken,
)
from tests.rig.pulse import wait_until

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def engines() -> None:
    need_engines("espeak-ng", "flite")


def test_lines_are_spoken_ahead_of_time_and_then_known(folder: Path) -> None:
    with client("espeak-ng", folder) as voice:
        port: Voice = voice
        assert port.state == VoiceState("espeak-ng", "en-us")
        assert voice.pid is None  # nothing is wanted yet
        assert port.clip("Stay") is None
        port.prepare(LINES)
        assert port.pending == len(LINES)
        clips = spoken(voice, LINES)
        assert port.state == VoiceState("espeak-ng", "en-us", (), len(LINES), len(LINES))
        assert [len(samples_of(clip)) > 4_000 for clip in clips] == [True] * len(LINES)
        assert len({clip.source for clip in clips}) == len(LINES)
        pid = voice.pid
        port.prepare(LINES)
        assert (port.pending, voice.pid) == (0, pid)


def test_what_has_been_spoken_once_needs_no_engine(folder: Path) -> None:
    with client("flite", folder) as voice:
        clips = spoken(voice, LINES)
    with client("flite", folder) as voice:
        voice.prepare([*LINES, "...", ""])
        assert voice.pending == 0
        assert [voice.clip(line) for line in LINES] == clips
        assert voice.pid is None
        assert voice.state == VoiceState("flite", "slt", (), len(LINES), len(LINES))
    with client("flite", folder) as voice:
        assert voice.clip(LINES[0]) == clips[0]  # also where nobody has prepared it
        assert voice.state.wanted == 0


def test_nobody_but_the_person_can_read_them(folder: Path) -> None:
    with client("flite", folder) as voice:
        spoken(voice, LINES)
    everything = [folder, *folder.rglob("*")]
    modes = {path.stat().st_mode & 0o777 for path in everything if path.is_file()}
    assert modes == {0o600}
    assert {path.stat().st_mode & 0o777 for path in everything if path.is_dir()} == {0o700}


def test_the_same_words_are_one_line(folder: Path) -> None:
    with client("espeak-ng", folder) as voice:
        clips = spoken(voice, ["Stay.", "  Stay. ", "Stay.\n", "Stay. \U0001f44d"])
        assert len(set(clips)) == 1
        assert voice.state.wanted == 1


def test_another_voice_or_rate_is_another_sound(folder: Path) -> None:
    seconds = []
    for rate in (120, 165, 240):
        voice = VoiceClient("espeak-ng", rate=rate, folder=folder)
        seconds += [clip.seconds for clip in spoken(voice, LINES[:1])]
        voice.close()
    assert seconds[0] > seconds[1] > seconds[2]
    voice = VoiceClient("espeak-ng", name="en-gb", folder=folder)
    other = spoken(voice, LINES[:1])
    assert voice.state.name == "en-gb"
    voice.close()
    with client("espeak-ng", folder) as usual:
        assert spoken(usual, LINES[:1]) != other


def test_what_is_asked_for_last_comes_first(folder: Path) -> None:
    with client("espeak-ng", folder) as voice:
        many = [f"Line number {number} of very many lines." for number in range(150)]
        voice.prepare(many)
        voice.prepare(["Now", *many[-1:]])
        wait_until(lambda: voice.clip("Now") is not None, "the urgent line", LONG)
        wait_until(lambda: voice.clip(many[-1]) is not None, "the other urgent line", LONG)
        assert voice.pending > 20
        wait_until(lambda: voice.clip(many[0]) is not None, "the first of the others", LONG)
        assert voice.clip(many[-2]) is None


def test_lines_that_wait_keep_their_order() -> None:
    waiting = Waiting()
    for text, rank in (
        ("b", (-1, 1)),
        ("a", (-1, 0)),
        ("c", (-2, 0)),
        ("b", (-3, 0)),
        ("a", (0, 9)),
    ):
        waiting.add(text, rank)
    order = []
    while (first := waiting.first()) is not None:
        assert first[0] in waiting
        waiting.remove(first[0])
        order.append(first)
    assert order == [("b", (-3, 0)), ("c", (-2, 0)), ("a", (-1, 0))]
    assert len(waiting) == 0
    assert waiting.clear() == {}


def test_there_is_an_end_to_what_waits(folder: Path) -> None:
    with client("espeak-ng", folder) as voice:
        voice.prepare(f"Line {number}" for number in range(10**9))
        assert voice.pending == MOST_WAITING


@pytest.mark.parametrize("wanted", ["none", "reader"])
def test_where_nobody_is_to_speak_nothing_is_started(folder: Path, wanted: str) -> None:
    voice = VoiceClient(wanted, folder=folder)
    voice.prepare(LINES)
    assert voice.state.engine == "none"
    assert len(voice.state.reasons) == 1
    assert voice.state.wanted == 0
    assert voice.pending == 0
    assert voice.clip(LINES[0]) is None
    assert voice.pid is None
    voice.close()
    assert not folder.exists()


ALONE = """
import sys
from pathlib import Path
from coach.adapters.voice.client import VoiceClient

voice = VoiceClient(folder=Path(sys.argv[1]))
voice.prepare(["Stay"])
print(voice.state.engine, voice.pending, voice.pid)
print(*voice.state.reasons, sep="\\n")
print(*{name.partition(".")[0] for name in sys.modules} & set(sys.argv[2:]))
voice.close()
"""
LIBRARIES = ("espeakng_loader", "miniaudio", "piper", "ctypes", "numpy", "wave")


def alone(folder: Path, *options: str) -> list[str]:
    """What a session of its own finds, on a machine where no program is installed."""
    ended = subprocess.run(
        [sys.executable, *options, "-c", ALONE, str(folder), *LIBRARIES],
        env={"PATH": "/nowhere", "PYTHONPATH": str(ROOT), "HOME": "/nowhere"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert ended.stderr == ""
    return ended.stdout.splitlines()


def test_a_machine_without_any_voice_is_told_what_to_install(folder: Path) -> None:
    assert alone(folder, "-S") == [  # without the installed libraries
        "none 0 None",
        "piper has no library here.",
        "piper has no program here.",
        "flite isn't installed.",
        "espeak-ng has no program here.",
        "espeak-ng has no library here.",
        what_to_install("linux"),
        "",
    ]


def test_a_fresh_machine_speaks_and_the_session_loads_no_library(folder: Path) -> None:
    first, *_, loaded = alone(folder)
    assert first.startswith("espeak-ng 1 ")
    assert loaded == ""


def rooms(voice: VoiceClient, lines: Iterable[str]) -> list[str]:
    """The folders of the lines' clips: they tell who has spoken each."""
    return [Path(clip.source).parent.name for clip in spoken(voice, lines)]


def test_an_engine_that_fails_gives_way_to_the_next(programs: Programs, folder: Path) -> None:
    programs.add("flite", "sys.exit(3)")
    programs.add("espeak-ng")
    with client("auto", folder) as voice:
        assert voice.state.engine == "flite"
        spoken(voice, LINES)
        assert voice.state.engine == "espeak-ng"
        assert "flite fails (its program ends with 3)." in voice.state.reasons
        assert rooms(voice, LINES) == ["espeak-ng-en-us-165-1"] * len(LINES)
    with client("auto", folder) as voice:  # and once more, from the cache
        spoken(voice, LINES)
        assert len([call for call in programs.calls if call.program == "espeak-ng"]) == 7


def test_an_engine_that_fails_later_gives_way_too(programs: Programs, folder: Path) -> None:
    programs.add_all("espeak-ng")
    programs.add("flite", f"{FLITE}if 'Stay' in text:\n    sys.exit(1)\n")
    lines = ["One", "Stay", "Stay here", "Stay there", "Two"]
    with client("auto", folder) as voice:
        spoken(voice, lines)
        assert voice.state.engine == "espeak-ng"
        assert "flite fails (its program ends with 1)." in voice.state.reasons
        flite, espeak = "flite-slt-165-1", "espeak-ng-en-us-165-1"
        assert rooms(voice, lines) == [flite, espeak, espeak, espeak, espeak]


def test_a_single_line_that_fails_costs_that_line(programs: Programs, folder: Path) -> None:
    programs.add("espeak-ng", f"{SOUNDS}if 'odd' in text:\n    sys.exit(1)\n")
    lines = ["One", "odd", "Two", "another odd", "Three"]
    with client("espeak-ng", folder) as voice:
        clips = speak(voice, lines)
        assert [clip is not None for clip in clips] == [True, False, True, False, True]
        assert voice.state.engine == "espeak-ng"
        assert (voice.state.ready, voice.state.wanted, voice.pending) == (3, 5, 0)


def test_after_the_end_nothing_happens(folder: Path) -> None:
    voice = VoiceClient("espeak-ng", folder=folder)
    voice.prepare(LINES)
    pid = voice.pid
    assert pid is not None
    voice.close()
    voice.close()
    wait_until(lambda: not runs(pid), "the worker's end")
    voice.prepare(["Another one"])
    assert voice.pending == 0
    assert voice.clip(LINES[0]) is None
    assert voice.pid is None
    assert voice.state.engine == "espeak-ng"


def test_a_line_that_was_cut_off_is_spoken_anew(folder: Path) -> None:
    with client("espeak-ng", folder) as voice:
        (clip,) = spoken(voice, ["Stay"])
        whole = samples_of(clip)
    path = Path(clip.source)
    assert path == clip_path(folder, path.parent.name, "Stay")
    for content in (path.read_bytes()[:-100], b"", b"RIFF and something else" * 99):
        path.write_bytes(content)
        with client("espeak-ng", folder) as voice:
            assert spoken(voice, ["Stay"]) == [clip]
            assert samples_of(clip) == whole


def test_two_sessions_at_once_share_what_they_have(folder: Path) -> None:
    with client("espeak-ng", folder) as one, client("espeak-ng", folder) as other:
        one.prepare(LINES)
        other.prepare(LINES)
        assert spoken(one, LINES) == spoken(other, LINES)
        for line in LINES:
            clip = one.clip(line)
            assert clip is not None
            assert len(samples_of(clip)) == round(clip.seconds * 44_100)
    assert len(list(folder.glob("espeak-ng-en-us-165-1/*"))) == len(LINES)
