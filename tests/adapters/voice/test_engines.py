"""What the engines are given: words, and nothing of a line is ever more than that."""

import os
import sys
from pathlib import Path

import pytest

from coach.adapters.voice.client import VoiceClient
from coach.adapters.voice.text import speakable
from tests.adapters.voice.speaking import (
    BAD,
    LINES,
    POWERSHELL,
    SOUNDS,
    Programs,
    client,
    speak,
    spoken,
)

PROGRAMS = ["say", "piper", "flite", "espeak-ng"]
"""Those that are started once for each line."""
UNSPEAKABLE = ["", "   ", "...", "\U0001f600\U0001f44d", "\0\1\2", "<>[]{}"]


@pytest.mark.usefixtures("voice_file")
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_line_is_data_and_nothing_in_it_is_run(
    programs: Programs, folder: Path, tmp_path: Path, name: str
) -> None:
    programs.add_all(name)
    ran = tmp_path / "ran"
    lines = [line.format(ran=ran) for line in BAD]
    with client(name, folder) as voice:
        assert len(spoken(voice, lines)) == len(BAD)
        assert speak(voice, UNSPEAKABLE) == [None] * len(UNSPEAKABLE)
        assert voice.state.wanted == len(BAD)
    assert not ran.exists()
    texts = [call.text for call in programs.calls if call.arguments != ["-lv"]]
    assert texts == ["Ready.\n", *(f"{speakable(line)}\n" for line in lines)]
    arguments = {tuple(call.arguments[:-1]) for call in programs.calls[1:]} - {()}
    assert len(arguments) == 1  # always the same, whatever the line


def test_windows_voices_get_words_in_base64_and_one_script(
    programs: Programs, folder: Path, tmp_path: Path
) -> None:
    programs.add("powershell", POWERSHELL)
    ran = tmp_path / "ran"
    lines = [line.format(ran=ran) for line in BAD]
    with client("sapi", folder) as voice:
        assert len(spoken(voice, lines)) == len(BAD)
        assert voice.state.engine == "sapi"
    assert not ran.exists()
    calls = programs.calls
    assert len({call.pid for call in calls}) == 1
    script, settings, *texts = [call.text for call in calls]
    assert "System.Speech" in script
    assert settings == "0 -"
    assert texts == ["Ready.", *map(speakable, lines)]
    assert all(call.arguments == calls[0].arguments for call in calls)
    assert calls[0].arguments[:-1] == [
        *("-NoLogo", "-NoProfile", "-NonInteractive", "-InputFormat", "None", "-EncodedCommand")
    ]


@pytest.mark.parametrize(("rate", "step"), [(100, "-5"), (165, "0"), (260, "4")])
def test_windows_voices_have_steps_for_the_rate(
    programs: Programs, folder: Path, rate: int, step: str
) -> None:
    programs.add("powershell", POWERSHELL)
    voice = VoiceClient("sapi", name="Zoe (natural)", rate=rate, folder=folder)
    spoken(voice, ["Stay"])
    voice.close()
    assert programs.calls[1].text == f"{step} Zoe (natural)"


@pytest.mark.usefixtures("voice_file")
@pytest.mark.parametrize(
    ("name", "asked", "wanted"),
    [
        ("say", "Zoe (Premium)", ["-r", "200", "-v", "Zoe (Premium)", "LEI16@44100"]),
        ("flite", "kal", ["-f", "-", "duration_stretch=0.785", "-voice", "kal"]),
        ("espeak-ng", "en-gb", ["-s", "200", "-v", "en-gb", "--stdin"]),
        ("piper", None, ["--model", "en_GB-somebody.onnx", "--length_scale", "0.825"]),
    ],
)
def test_the_voice_and_the_rate_are_handed_on(
    programs: Programs, folder: Path, name: str, asked: str | None, wanted: list[str]
) -> None:
    programs.add_all(name)
    voice = VoiceClient(name, name=asked, rate=200, folder=folder)
    spoken(voice, ["Stay"])
    voice.close()
    given = " ".join(programs.calls[-1].arguments)
    assert all(word in given for word in wanted)


@pytest.mark.parametrize(
    ("language", "voice"), [("de_DE.UTF-8", "Karen"), ("en_GB.UTF-8", ""), ("C", "")]
)
def test_a_mac_with_another_language_speaks_english(
    programs: Programs, folder: Path, monkeypatch: pytest.MonkeyPatch, language: str, voice: str
) -> None:
    listed = "Anna                de_DE    # Hallo\nKaren               en_AU    # Hello\n"
    programs.add(
        "say",
        f"if '?' in sys.argv:\n    print({listed!r})\n    sys.exit()\n{SOUNDS}",
    )
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", language)
    with client("say", folder) as speaking:
        spoken(speaking, ["Stay"])
        assert speaking.state.name == voice
    assert ("Karen" in programs.calls[-1].arguments) == bool(voice)


MODULE = """\
import json, os, wave

class Config:
    def __init__(self, length_scale):
        self.length_scale = length_scale

class PiperVoice:
    @staticmethod
    def load(path):
        with open({log!r}, "a") as log:
            log.write("loaded " + path + "\\n")
        return PiperVoice()

    def {method}:
        with open({log!r}, "a") as log:
            log.write(json.dumps([text, {stretch}]) + "\\n")
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(b"\\0\\x20\\0\\xe0" * 4000)
        print("chatter on standard output, and no end of line", end="", flush=True)
"""
NEW = MODULE + "\nSynthesisConfig = Config\n"


@pytest.mark.parametrize(
    ("module", "method", "stretch"),
    [
        (NEW, "synthesize_wav(self, text, file, syn_config=None)", "syn_config.length_scale"),
        (MODULE, "synthesize(self, text, file, length_scale=None)", "length_scale"),
    ],
    ids=["new", "old"],
)
def test_pipers_library_is_loaded_once_old_or_new(
    programs: Programs,
    voice_file: Path,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    method: str,
    stretch: str,
) -> None:
    programs.add_all("flite", "espeak-ng")
    log = tmp_path / "log"
    modules = tmp_path / "modules"
    modules.mkdir()
    text = module.format(log=str(log), method=method, stretch=stretch)
    (modules / "piper.py").write_text(text)
    monkeypatch.syspath_prepend(str(modules))
    monkeypatch.setenv("PYTHONPATH", str(modules), prepend=os.pathsep)
    with client("auto", folder) as voice:
        spoken(voice, LINES)
        assert (voice.state.engine, voice.state.name) == ("piper", str(voice_file))
    texts = ["Ready.", *map(speakable, LINES)]
    said = [f'["{text}", 1.0]' for text in texts]
    assert log.read_text().splitlines() == [f"loaded {voice_file}", *said]
    assert programs.calls == []
    assert "piper" not in sys.modules
