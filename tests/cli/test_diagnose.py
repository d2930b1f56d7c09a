"""``coach diagnose``: the whole of it on a machine without sound, and what it advises."""

from pathlib import Path

import pytest

from coach.cli.diagnosis import colours, hints
from coach.domain.tones import Tone
from coach.ports.audio_out import AudioState
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
    shown = silent.coach("diagnose", "--tones")
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
        ("volume = 0", "The volume is 0 in the settings."),
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
    assert list(found) == ["versions", "terminal", "sound", "folders", "settings", "hints"]
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


def test_json_plays_nothing(silent: Home) -> None:
    refused = silent.coach("diagnose", "--json", "--tones")
    assert refused.code == 2
    assert "--json plays nothing" in refused.errors


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
    sounding = AudioState("miniaudio")
    assert hints(AudioState("simpleaudio"), ALL, "linux", (3, 11)) == []
    (quicker,) = hints(sounding, ALL | {"simpleaudio": ""}, "linux", (3, 13))
    assert "back-coach[simpleaudio]" in quicker
    assert "libasound2-dev" in quicker
    (quicker,) = hints(sounding, ALL | {"simpleaudio": ""}, "darwin", (3, 12))
    assert "gcc" not in quicker
    assert hints(sounding, ALL | {"simpleaudio": ""}, "win32", (3, 13)) == []
    player, usual = hints(NONE, ALL | {"miniaudio": ""}, "linux", (3, 11))
    assert "pulseaudio-utils" in player
    assert "wheel" in usual
    off = AudioState("none", "", ("Sound is off in the settings.",))
    (only,) = hints(off, {}, "linux", (3, 11))
    assert '"auto"' in only
