"""Who speaks: the engine that is asked for, or the first that can."""

from pathlib import Path

import pytest

from coach.adapters.voice.engine import Wish
from coach.adapters.voice.kinds import Candidate, candidates, what_to_install
from tests.adapters.voice.speaking import Programs


def order(wanted: str = "auto", name: str | None = None, system: str = "linux") -> list[str]:
    """The engines that would be tried, and the sentences for those that wouldn't."""
    return [
        one if isinstance(one, str) else f"{one.kind.key}: {one.voice}"
        for one in candidates(wanted, Wish(name, 165), system=system)
    ]


def test_the_natural_voices_come_first(programs: Programs, voice_file: Path) -> None:
    programs.add_all("say", "powershell", "piper", "flite", "espeak-ng")
    assert order() == [
        "piper has no library here.",
        f"piper: {voice_file}",
        "flite: slt",
        "espeak-ng: en-us",
        "espeak-ng-library: en-us",
    ]


@pytest.mark.parametrize(("system", "first"), [("darwin", "say: "), ("win32", "sapi: ")])
@pytest.mark.usefixtures("voice_file")
def test_a_system_with_a_voice_of_its_own_has_that_first(
    programs: Programs, system: str, first: str
) -> None:
    programs.add_all("say", "powershell", "piper", "flite", "espeak-ng")
    assert order(system=system)[0] == first


@pytest.mark.usefixtures("programs")
def test_who_is_missing_is_told() -> None:
    assert order() == [
        "piper has no library here.",
        "piper has no program here.",
        "flite isn't installed.",
        "espeak-ng has no program here.",
        "espeak-ng-library: en-us",
    ]
    assert order("say") == ["say isn't installed."]
    assert order("sapi") == ["sapi isn't installed."]
    assert order("nobody") == []


def test_a_voice_of_pipers_is_nobody_elses(programs: Programs, tmp_path: Path) -> None:
    programs.add_all("say", "piper", "flite")
    path = tmp_path / "mine.onnx"
    assert order("piper", str(path)) == [
        "piper has no library here.",
        f"piper finds no voice at {path}.",
        "piper has no library here.",
        "piper has no voice file here.",
    ]
    path.write_text("a voice")
    assert order("auto", str(path), "darwin")[:4] == [
        "piper has no library here.",
        f"piper: {path}",
        "say: ",
        "piper has no library here.",
    ]
    assert order("flite", str(path)) == ["flite: slt"]
    assert order("auto", "kal")[:3] == [
        "piper has no library here.",
        "piper has no voice kal: it wants the path of a file.",
        "flite: kal",
    ]


@pytest.mark.parametrize("system", ["linux", "darwin", "win32", "freebsd14"])
def test_what_to_install_is_one_sentence(system: str) -> None:
    sentence = what_to_install(system)
    assert sentence.startswith("Nothing here has a voice: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 100


def test_there_are_files_of_pipers_in_folders_by_language(
    programs: Programs, tmp_path: Path
) -> None:
    programs.add_all("piper")
    deep = tmp_path / "share" / "piper-voices"
    for name in ("de/de_DE/x/low/de_DE-x.onnx", "en/en_US/amy/low/en_US-amy-low.onnx"):
        (deep / name).parent.mkdir(parents=True)
        (deep / name).write_text("a voice")
    found = [one for one in candidates("piper", Wish(None, 165)) if isinstance(one, Candidate)]
    assert [one.voice for one in found] == [str(deep / "en/en_US/amy/low/en_US-amy-low.onnx")]
