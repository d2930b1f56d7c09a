"""Builds the parts of the program out of the person's folders and settings."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from coach.adapters.paths import config_folder, settings_file
from coach.adapters.resources import bundled
from coach.cli.mistakes import show_problems

if TYPE_CHECKING:
    from coach.adapters.content import YamlContent
    from coach.adapters.library.library import YamlLibrary
    from coach.adapters.settings import Settings
    from coach.domain.routine import VoiceLevel
    from coach.domain.sounds import Sounds
    from coach.ports.audio_out import AudioOut
    from coach.ports.content import Content
    from coach.ports.library import Entry
    from coach.ports.voice import Voice

NO: Final = 1
"""The exit code of an answer that is no."""


def routine_folders() -> tuple[Path, Path]:
    """The folder of the person's own routines and that of the bundled ones."""
    return config_folder() / "routines", bundled("routines")


def open_library() -> "YamlLibrary":
    """The person's own routines and the bundled ones."""
    from coach.adapters.library.library import YamlLibrary

    return YamlLibrary(*routine_folders())


def open_content(settings: "Settings | None" = None) -> "YamlContent":
    """The clinical content with this person's numbers."""
    from coach.adapters.content import YamlContent
    from coach.adapters.region import guess_country
    from coach.adapters.settings import read_settings

    if settings is None:
        settings, _ = read_settings(settings_file())
    country = settings.country or guess_country()
    return YamlContent.load(country, settings.emergency_number, settings.advice_line)


def number_keeper(
    settings: "Settings", *, kept: bool = True
) -> "Callable[[str], tuple[Content, str]]":
    """What keeps an emergency number or a country that the person types.

    It gives the content with it, and a sentence where it can't be kept. Without ``kept`` it holds
    for this run only.
    """
    from dataclasses import replace

    def keep(words: str) -> "tuple[Content, str]":
        from coach.adapters.settings_writer import drop_setting, keep_setting

        country = open_content(settings).country(words)
        fresh = (
            replace(settings, country=country, emergency_number=None)
            if country
            else replace(settings, emergency_number=words)
        )
        key = "country" if country else "emergency-number"
        if not kept:
            return open_content(fresh), ""
        trouble = keep_setting(settings_file(), key, country or words)
        if country and settings.emergency_number:
            trouble = trouble or drop_setting(settings_file(), "emergency-number")
        return open_content(fresh), trouble

    return keep


def open_audio(settings: "Settings", bell: Callable[[], None] | None = None) -> "AudioOut":
    """The sound that the settings ask for, its process already on its way.

    ``bell`` rings the terminal's bell; it is used where there is no other sound and the settings
    want it.
    """
    from coach.adapters.audio.client import AudioClient

    sounds, _ = own_sounds(settings)

    audio = AudioClient(
        settings.sound_backend,
        volume=settings.volume,
        voice_volume=settings.voice_volume,
        sounds=sounds,
        bell=bell if settings.bell else None,
    )
    if settings.volume or settings.voice_volume:
        audio.start()
    return audio


def own_sounds(settings: "Settings") -> "tuple[Sounds, tuple[str, ...]]":
    """The sounds that the settings ask for, and a sentence for each file that can't sound."""
    from coach.adapters.audio.own import own_sounds as files_of
    from coach.domain.sounds import Profile, Sounds

    files, mistakes = files_of(settings.own_sounds, config_folder())
    return Sounds(Profile(settings.profile), files.files), mistakes


def open_voice(settings: "Settings") -> "Voice":
    """The voice that the settings ask for. It speaks nothing where nothing could be heard."""
    from coach.adapters.paths import cache_folder
    from coach.adapters.voice.client import VoiceClient

    mute = settings.sound_backend == "none" or not settings.voice_volume
    return VoiceClient(
        "none" if mute else settings.voice,
        name=settings.voice_name,
        rate=settings.voice_rate,
        folder=cache_folder() / "voice",
    )


def voice_notices(settings: "Settings", voice: "Voice") -> tuple[str, ...]:
    """One line where somebody should speak and nobody can: what to install."""
    wanted = settings.voice not in ("none", "reader") and settings.sound_backend != "none"
    state = voice.state
    if not wanted or not settings.voice_volume or state.engine != "none":
        return ()
    return state.reasons[-1:]


def voice_level(settings: "Settings") -> "VoiceLevel | None":
    """How much is said, where the person has set it."""
    from coach.domain.routine import VoiceLevel

    return None if settings.voice_level == "auto" else VoiceLevel(settings.voice_level)


def most_reps(settings: "Settings", wished: int | None = None) -> int | None:
    """The most reps of anything: as set, or as wished for one session, whichever is fewer."""
    known = [most for most in (settings.most_reps, wished) if most is not None]
    return min(known, default=None)


def find_routine(library: "YamlLibrary", name: str) -> "Entry":
    """The routine called ``name``, or the end of the program with the reason."""
    from coach.adapters.library.problems import printable
    from coach.ports.library import BrokenFileError, UnknownRoutineError

    try:
        return library.routine(name)
    except UnknownRoutineError as error:
        near = f" Did you mean: {', '.join(error.near)}?" if error.near else ""
        refuse(f"There is no routine {printable(name)!r}.{near} `coach list` shows all of them.")
    except BrokenFileError as error:
        show_problems(error.problems, err=True)
        count = len(error.problems)
        refuse(f"{count} mistake{'' if count == 1 else 's'}: the routine can't be played.")


def refuse(sentence: str) -> NoReturn:
    """Say why not on standard error, and end with "no"."""
    click.echo(f"coach: {sentence}", err=True)
    raise click.exceptions.Exit(NO)


def write_json(value: object) -> None:
    """Print a value as JSON."""
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
