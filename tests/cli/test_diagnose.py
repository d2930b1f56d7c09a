"""``coach diagnose``: the whole of it on a machine without sound, and what it advises."""

from pathlib import Path

import pytest

from coach.cli.diagnosis import colours, hints
from coach.domain.sounds import Tone
from coach.ports.audio_out import AudioState
from coach.ports.voice import VoiceState
from tests.plain.person import Home

NONE = AudioState("none", "", ("miniaudio finds no device to play on.",))
ALL = {"miniaudio": "1", "simpleaudio": "1"}


@pytest.fixture
def silent(home: Home, tmp_path: Path) -> Home:
    """A person on a machine on which nothing can sound."""
    (tmp_path / "asound.conf").write_text("")
    home.environment |= {
        "ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"),
        "PULSE_SERVER": f"unix:{tmp_path}/nobody",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    return home


def test_no_device_is_no_error(silent: Home) -> None:
    shown = silent.coach("diagnose")
    assert (shown.code, shown.errors) == (0, "")
    for words in (
        "coach 0.",
        "python 3.",
        "TERM=-, 80 x 24, output is no terminal",
        "sound      none",
        "miniaudio ",
        "system has no player: none of pw-play, paplay, aplay, afplay is there.",
        "tone       done",
        "Nothing is heard.",
        "For sound, start a sound server",
        str(silent.config / "settings.toml"),
        "(not there)",
    ):
        assert shown.says(words), words


def test_every_tone_is_named(silent: Home) -> None:
    shown = silent.coach("diagnose")
    named = [line.split()[1] for line in shown.lines if line.startswith("tone ")]
    assert named == [tone.value for tone in Tone]


def test_mistakes_in_the_settings_are_shown(silent: Home) -> None:
    file = silent.write("settings.toml", "[sound]\nvolume = 11\n")
    shown = silent.coach("diagnose")
    assert shown.code == 0
    assert shown.says(f"{file}:2: sound.volume must be a whole number from 0 to 10, not 11.")


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ('backend = "none"', "Sound is off in the settings."),
        ("volume = 0\n[speech]\nvolume = 0", "The volume is 0 in the settings."),
    ],
)
def test_sound_that_is_off_says_so(silent: Home, setting: str, reason: str) -> None:
    silent.write("settings.toml", f"[sound]\n{setting}\n")
    shown = silent.coach("diagnose")
    assert shown.says(reason)
    assert not shown.says("start a sound server")


def test_programs_get_the_same(silent: Home) -> None:
    shown = silent.coach("diagnose", "--json")
    assert (shown.code, shown.errors) == (0, "")
    found = shown.json()
    assert list(found) == [
        "versions",
        "terminal",
        "sound",
        "voice",
        "folders",
        "settings",
        "hints",
    ]
    assert found["voice"]["engine"] == "espeak-ng"
    assert (found["voice"]["rate"], found["voice"]["level"]) == (165, "auto")
    assert found["voice"]["cache"]["lines"] == 1
    assert found["sound"]["backend"] == "none"
    assert found["sound"]["volume"] == 7
    assert len(found["sound"]["reasons"]) == 3
    assert found["folders"]["settings"] == {
        "path": str(silent.config),
        "there": True,
        "writable": True,
    }
    assert found["settings"]["mistakes"] == []
    assert found["terminal"]["terminal"] is False


def test_the_voice_its_pace_and_its_cache_are_shown(silent: Home) -> None:
    silent.write("settings.toml", "[speech]\nrate = 150\nvolume = 4\n")
    shown = silent.coach("diagnose")
    assert shown.says("voice      espeak-ng, ")
    assert shown.says("150 words a minute, volume 4 of 10")
    assert shown.says(f"1 line kept (0.3 MB): {silent.data / 'cache' / 'voice'}")
    assert shown.says("For a voice that is easier to understand: flite")


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ('voice = "none"', "The voice is off in the settings."),
        ('voice = "reader"', "A screen reader speaks instead, as the settings say."),
        ('voice = "say"', "say "),
    ],
)
def test_a_voice_that_is_off_or_not_there_says_so(silent: Home, setting: str, reason: str) -> None:
    silent.write("settings.toml", f"{setting}\n")
    shown = silent.coach("diagnose")
    lines = list(shown.lines)
    place = next(i for i, line in enumerate(lines) if line.startswith("voice "))
    assert lines[place] == "voice      none"
    assert lines[place + 1].strip().startswith(reason)


def test_a_sound_of_ones_own_that_cannot_be_used_is_told(silent: Home) -> None:
    silent.write("settings.toml", '[sounds]\ncount = "none.wav"\n')
    assert silent.coach("diagnose").says('sounds.count: "none.wav" is not there')


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "16"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16 million"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, "none"),
        ({"TERM": "dumb"}, "none"),
    ],
)
def test_colours_are_those_that_the_terminal_names(
    environment: dict[str, str], expected: str
) -> None:
    assert colours(environment) == expected


def test_what_to_install_fits_the_system() -> None:
    speaking = VoiceState("flite", "slt")
    sounding = AudioState("miniaudio")
    assert hints(AudioState("simpleaudio"), ALL, speaking, "linux", (3, 11)) == []
    (quicker,) = hints(sounding, ALL | {"simpleaudio": ""}, speaking, "linux", (3, 13))
    assert "back-coach[simpleaudio]" in quicker
    assert "libasound2-dev" in quicker
    (quicker,) = hints(sounding, ALL | {"simpleaudio": ""}, speaking, "darwin", (3, 12))
    assert "gcc" not in quicker
    assert hints(sounding, ALL | {"simpleaudio": ""}, speaking, "win32", (3, 13)) == []
    player, usual = hints(NONE, ALL | {"miniaudio": ""}, speaking, "linux", (3, 11))
    assert "pulseaudio-utils" in player
    assert "wheel" in usual
    off = AudioState("none", "", ("Sound is off in the settings.",))
    (only,) = hints(off, {}, speaking, "linux", (3, 11))
    assert '"auto"' in only
    (natural,) = hints(sounding, ALL, VoiceState("espeak-ng", "en"), "linux", (3, 11))
    assert "flite" in natural
    (natural,) = hints(sounding, ALL, VoiceState("espeak-ng", "en"), "darwin", (3, 11))
    assert "flite" not in natural
    assert "Piper" in natural
