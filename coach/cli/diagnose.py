"""``coach diagnose``: what the coach finds on this machine, and what would make it better."""

import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import click

from coach.cli.house import open_audio, open_voice, own_sounds, write_json

if TYPE_CHECKING:
    from coach.adapters.settings import Settings
    from coach.ports.audio_out import AudioOut, AudioState
    from coach.ports.voice import Voice, VoiceState

LONGEST: Final = 20.0
"""Seconds in which the sound has to say what it is."""
GAP: Final = 0.3
"""Seconds of quiet between two tones."""
SENTENCE: Final = "Breathe in, and out. This is how the coach speaks."
_LOOK: Final = 0.01
_INDENT: Final = 11


@click.command("diagnose", short_help="Show what works here, and play every sound.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, and play nothing.")
def diagnose_command(*, as_json: bool) -> None:
    """Show the terminal, the sound, the voice, the folders and the settings.

    Plays each tone and a sentence, and says what to install for more. Nothing is changed, and
    nothing is sent anywhere.
    """
    from coach.adapters.paths import settings_file
    from coach.adapters.settings import read_settings
    from coach.cli import diagnosis

    file = settings_file()
    settings, mistakes = read_settings(file)
    _, unusable = own_sounds(settings)
    mistakes = (*mistakes, *unusable)
    audio, voice = open_audio(settings, _ring), open_voice(settings)
    voice.prepare((SENTENCE,))
    installed = diagnosis.versions()
    screen, folders = diagnosis.terminal(), diagnosis.folders()
    try:
        if as_json:
            state, spoken = _state(audio), _voice_state(voice)
            write_json(
                {
                    "versions": installed,
                    "terminal": screen,
                    "sound": {
                        "backend": state.backend,
                        "device": state.device,
                        "latency": state.latency,
                        "volume": settings.volume,
                        "profile": settings.profile,
                        "reasons": list(state.reasons),
                    },
                    "voice": {
                        "engine": spoken.engine,
                        "name": spoken.name,
                        "rate": settings.voice_rate,
                        "level": settings.voice_level,
                        "volume": settings.voice_volume,
                        "reasons": list(spoken.reasons),
                        "cache": diagnosis.voice_cache(),
                    },
                    "folders": folders,
                    "settings": {
                        "path": str(file),
                        "there": file.exists(),
                        "mistakes": list(mistakes),
                    },
                    "hints": diagnosis.hints(state, installed, spoken),
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
        _say("sound", _sound_lines(state, settings))
        spoken = _voice_state(voice)
        _say("voice", _voice_lines(spoken, settings))
        _play_tones(audio)
        _speak(audio, voice)
        for hint in diagnosis.hints(state, installed, spoken):
            _say("for more", (hint,))
    finally:
        voice.close()
        audio.close()


def _ring() -> None:
    """Ring the terminal's bell."""
    if sys.stdout.isatty():
        click.echo("\a", nl=False)


def _state(audio: "AudioOut") -> "AudioState":
    """What the sound says of itself, as soon as it does."""
    from coach.ports.audio_out import AudioState

    if audio.volume == audio.voice_volume == 0:
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


def _sound_lines(state: "AudioState", settings: "Settings") -> list[str]:
    if state.backend == "none":
        return ["none", *state.reasons]
    device = f", {state.device}" if state.device else ""
    lines = [f"{state.backend}{device}, {settings.profile}, volume {settings.volume} of 10"]
    if state.latency is not None:
        lines.append(f"a sound is heard about {1000 * state.latency:.0f} ms after its moment")
    return [*lines, *state.reasons]


def _voice_state(voice: "Voice") -> "VoiceState":
    """Who speaks, as soon as the sentence is ready or can't be."""
    until = time.monotonic() + LONGEST
    while voice.pending and time.monotonic() < until:
        time.sleep(_LOOK)
    return voice.state


def _voice_lines(state: "VoiceState", settings: "Settings") -> list[str]:
    from coach.cli.diagnosis import voice_cache
    from coach.domain.words import count_words

    if state.engine == "none":
        return ["none", *state.reasons]
    cache = voice_cache()
    lines = count_words(int(cache["lines"]), "line")
    manner = f"{settings.voice_rate} words a minute, volume {settings.voice_volume} of 10"
    return [
        f"{state.engine}, {state.name}, {manner}",
        f"{lines} kept ({cache['megabytes']} MB): {cache['path']}",
        *state.reasons,
    ]


def _play_tones(audio: "AudioOut") -> None:
    """Play each tone by its name, for as long as it sounds."""
    from coach.adapters.audio.sounds import seconds, sound
    from coach.domain.sounds import Tone

    silent = audio.volume == 0 or audio.state.backend == "none"
    for tone in Tone:
        _say("tone", (tone.value,))
        audio.play(tone)
        if not silent:
            time.sleep(seconds(sound(tone, 1)) + GAP)
    if silent:
        _say("", ("Nothing is heard.",))


def _speak(audio: "AudioOut", voice: "Voice") -> None:
    """Say the sentence, where somebody can."""
    clip = voice.clip(SENTENCE)
    if clip is None or audio.voice_volume == 0 or audio.state.backend == "none":
        return
    _say("sentence", (SENTENCE,))
    audio.speak(clip, within=LONGEST)
    time.sleep(clip.seconds + GAP)


def _say(name: str, lines: Iterable[str]) -> None:
    """Print lines under a name, at once."""
    for line in lines:
        click.echo(f"{name:<{_INDENT}}{line}")
        name = ""
    sys.stdout.flush()
