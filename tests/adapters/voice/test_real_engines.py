"""The real engines: what they make of a line."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach.adapters.audio.loudness import LOUDNESS, loudness
from coach.adapters.audio.sounds import RATE
from coach.domain.cues import spoken_length
from tests.adapters.voice.speaking import (
    BAD,
    LINES,
    bundled_lines,
    client,
    need_engines,
    samples_of,
    spoken,
)

ROOT = Path(__file__).parents[3]
REAL = ["espeak-ng", "library", "flite"]


@pytest.fixture(params=REAL)
def real(request: pytest.FixtureRequest) -> str:
    """A real engine, as the settings call it; the library is what is left without programs."""
    name = str(request.param)
    if name == "library":
        request.getfixturevalue("programs")
        return "espeak-ng"
    need_engines(name)
    return name


def test_real_lines_are_even_soft_at_their_ends_and_not_too_long(real: str, folder: Path) -> None:
    with client(real, folder) as voice:
        for line, clip in zip(LINES, spoken(voice, LINES), strict=True):
            sound = samples_of(clip)
            assert clip.seconds == len(sound) / RATE
            assert 0.2 < clip.seconds <= spoken_length(line)
            assert 0.85 * LOUDNESS < loudness(sound) <= 1.01 * LOUDNESS
            assert max(map(abs, sound)) <= 0.5
            assert max(map(abs, sound[:100] + sound[-200:])) < 0.02
            still = [abs(value) < 0.002 for value in sound]
            assert still.index(False) < 0.05 * RATE
            assert still[::-1].index(False) < 0.06 * RATE


def test_real_engines_take_no_commands(
    real: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line.format(ran="ran") for line in BAD[:8]]
    with client(real, folder) as voice:
        spoken(voice, lines)
    assert [*tmp_path.rglob("ran"), *folder.rglob("ran")] == []


PAUSE = """
import sys
from pathlib import Path
from coach.adapters.voice.engine import Wish
from coach.adapters.voice.kinds import Candidate, candidates
from coach.adapters.voice.running import Runner

found = (one for one in candidates(sys.argv[1], Wish(None, 165)) if isinstance(one, Candidate))
first = next(found)
engine = first.kind.make(first.wish, first.voice, Runner(Path(sys.argv[2])))
speech = engine.speak("<speak>Hi<break time='40s'/></speak>")  # as no line ever comes to it
print(len(speech.samples) / speech.rate)
"""
DEEP = """
import sys
import espeakng_loader
from pathlib import Path
from coach.adapters.voice.engine import EngineError
from coach.adapters.voice.with_espeak_library import EspeakLibraryEngine

deep = Path(sys.argv[1])
(deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
espeakng_loader.get_data_path = lambda: str(deep / "espeak-ng-data")
speech = EspeakLibraryEngine("en-us", 165).speak("Ready.")
print(len(speech.samples) / speech.rate)
try:
    EspeakLibraryEngine("nobody", 165)
except EngineError as error:
    print(error)
"""


def elsewhere(script: str, *arguments: str) -> list[str]:
    """What a process of its own prints: the library keeps its process in another folder."""
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return ended.stdout.splitlines()


def test_real_engines_keep_no_pauses_that_a_line_asks_for(real: str, tmp_path: Path) -> None:
    (seconds,) = elsewhere(PAUSE, real, str(tmp_path / "making"))
    assert 0.5 < float(seconds) < 15


def test_a_voice_that_is_not_there_costs_that_voice_only(real: str, folder: Path) -> None:
    with client(real, folder, name="nobody") as voice:
        spoken(voice, ["Stay"])
        assert voice.state.engine == real
        assert voice.state.name in ("slt", "en-us")
        assert any("nobody" in one or "fails" in one for one in voice.state.reasons)


def test_flite_fetches_no_voice_from_an_address(folder: Path) -> None:
    need_engines("flite")
    with client("flite", folder, name="http://127.0.0.1:9/voice.flitevox") as voice:
        spoken(voice, ["Stay"])
        assert voice.state.name == "slt"


def test_the_library_speaks_from_a_folder_with_a_long_name_and_any_letters(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120) / ("\u00fc" * 60)
    deep.mkdir(parents=True)
    seconds, error = elsewhere(DEEP, str(deep))
    assert 0.2 < float(seconds) < 2
    assert error == "has no voice nobody"


def test_what_comes_along_fits_into_its_time(real: str, folder: Path) -> None:
    lines = sorted(bundled_lines(), key=len)
    shortest, longest = lines[:6], lines[-6:]
    with client(real, folder) as voice:
        clips = spoken(voice, [*shortest, *longest])
    for line, clip in zip([*shortest, *longest], clips, strict=True):
        assert clip.seconds <= spoken_length(line), line
