"""``coach diagnose``: what the coach finds on this machine, and what would make it better."""

import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import click

from coach.cli.house import open_audio, write_json

if TYPE_CHECKING:
    from coach.ports.audio_out import AudioOut, AudioState

LONGEST: Final = 20.0
"""Seconds in which the sound has to say what it is."""
GAP: Final = 0.3
"""Seconds of quiet between two tones."""
_LOOK: Final = 0.01
_INDENT: Final = 11


@click.command("diagnose", short_help="Show what works here, and play a sound.")
@click.option("--tones", is_flag=True, help="Play every tone, by its name.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, and play nothing.")
def diagnose_command(*, tones: bool, as_json: bool) -> None:
    """Show the terminal, the sound, the folders and the settings, and play a sound.

    Says what to install for more. Nothing is changed, and nothing is sent anywhere.
    """
    from coach.adapters.paths import settings_file
    from coach.adapters.settings import read_settings
    from coach.cli import diagnosis

    if tones and as_json:
        raise click.UsageError("--json plays nothing; leave --tones out.")
    file = settings_file()
    settings, mistakes = read_settings(file)
    audio = open_audio(settings, _ring)
    installed = diagnosis.versions()
    screen, folders = diagnosis.terminal(), diagnosis.folders()
    try:
        if as_json:
            state = _state(audio)
            write_json(
                {
                    "versions": installed,
                    "terminal": screen,
                    "sound": {
                        "backend": state.backend,
                        "device": state.device,
                        "volume": settings.volume,
                        "reasons": list(state.reasons),
                    },
                    "folders": folders,
                    "settings": {
                        "path": str(file),
                        "there": file.exists(),
                        "mistakes": list(mistakes),
                    },
                    "hints": diagnosis.hints(state, installed),
                }
            )
            return
        libraries = [f"{name} {number or '-'}" for name, number in installed.items()]
        _say("versions", (", ".join(libraries[:3]), ", ".join(libraries[3:])))
        _say("terminal", _terminal_lines(screen))
        for name, folder in folders.items():
            _say(name, (f"{folder['path']}{_remark(folder)}",))
        _say("", (f"{file}{'' if file.exists() else ' (not there)'}", *mistakes))
        state = _state(audio)
        _say("sound", _sound_lines(state, settings.volume))
        _play(audio, every=tones)
        for hint in diagnosis.hints(state, installed):
            _say("for more", (hint,))
    finally:
        audio.close()


def _ring() -> None:
    """Ring the terminal's bell."""
    if sys.stdout.isatty():
        click.echo("\a", nl=False)


def _state(audio: "AudioOut") -> "AudioState":
    """What the sound says of itself, as soon as it does."""
    from coach.ports.audio_out import AudioState

    if audio.volume == 0:
        return AudioState("none", "", ("The volume is 0 in the settings.",))
    until = time.monotonic() + LONGEST
    while not (state := audio.state).backend:
        if time.monotonic() > until:
            return AudioState("none", "", ("The sound process doesn't answer.",))
        time.sleep(_LOOK)
    return state


def _terminal_lines(screen: dict[str, str | int | bool]) -> list[str]:
    return [
        f"TERM={screen['term'] or '-'}, {screen['columns']} x {screen['rows']}"
        + ("" if screen["terminal"] else ", output is no terminal"),
        f"{screen['colours']} colours, {screen['encoding']}"
        + ("" if screen["unicode"] else ": figures need a terminal in UTF-8"),
    ]


def _remark(folder: dict[str, str | bool]) -> str:
    if not folder["writable"]:
        return " (can't be written)"
    return "" if folder["there"] else " (not there yet)"


def _sound_lines(state: "AudioState", volume: int) -> list[str]:
    if state.backend == "none":
        return ["none", *state.reasons]
    device = f", {state.device}" if state.device else ""
    return [f"{state.backend}{device}, volume {volume} of 10", *state.reasons]


def _play(audio: "AudioOut", *, every: bool) -> None:
    """Play a tone, or all of them, each for as long as it sounds."""
    from coach.adapters.audio.sounds import seconds, sound
    from coach.domain.tones import Tone

    silent = audio.volume == 0 or audio.state.backend == "none"
    for tone in Tone if every else (Tone.DONE,):
        _say("tone", (tone.value,))
        audio.play(tone)
        if not silent:
            time.sleep(seconds(sound(tone, audio.volume)) + GAP)
    if silent:
        _say("", ("Nothing is heard.",))


def _say(name: str, lines: Iterable[str]) -> None:
    """Print lines under a name, at once."""
    for line in lines:
        click.echo(f"{name:<{_INDENT}}{line}")
        name = ""
    sys.stdout.flush()
