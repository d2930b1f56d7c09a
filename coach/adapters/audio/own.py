"""Files of the person's own in place of tones: where they are, and whether they may sound."""

from collections.abc import Iterable
from pathlib import Path, PureWindowsPath
from typing import Final

from coach.adapters.audio.wav import WavError, read_form
from coach.domain.sounds import Sounds, Tone

LONGEST: Final = 1_500
"""Bytes of a path at most, as it is handed to the worker."""


def own_path(text: str, folder: Path) -> str:
    """The absolute path of a file that is named in a file of ``folder``.

    Raises:
        WavError: if it is on another computer, or no path that can be.
    """
    if PureWindowsPath(text).drive.startswith("\\\\"):  # looking there would use the network
        raise WavError("is on another computer", "the path of a WAV file on this one")
    try:
        path = str((folder / Path(text).expanduser()).absolute())
    except RuntimeError:
        raise WavError("is in a home that is not here", "the path of a WAV file") from None
    if len(path.encode("unicode_escape")) > LONGEST:
        raise WavError("has a path that is too long", "a shorter one")
    return path


def own_sounds(pairs: Iterable[tuple[str, str]], folder: Path) -> tuple[Sounds, tuple[str, ...]]:
    """The files that the settings name for tones, and a sentence for each that can't sound.

    ``pairs`` are a tone's name and a path, which begins at ``folder``, that of the settings.
    """
    files: list[tuple[Tone, str]] = []
    sentences = []
    for name, text in pairs:
        try:
            path = own_path(text, folder)
            read_form(path)
        except WavError as error:
            sentences.append(f"sounds.{name}: {_shown(text)} {error.what}: take {error.needed}.")
        else:
            files.append((Tone(name), path))
    return Sounds(files=tuple(files)), tuple(sentences)


def unusable(sounds: Sounds) -> tuple[str, ...]:
    """A sentence for each file that can't sound now: its tone sounds in its place."""
    sentences = []
    for tone, path in sounds.files:
        try:
            read_form(path)
        except WavError as error:
            sentences.append(
                f"The usual tone sounds for {tone.value}: {_shown(path)} {error.what}. "
                f"Take {error.needed}."
            )
    return tuple(sentences)


def _shown(text: str) -> str:
    """A path in a sentence: nothing in it acts on the screen."""
    return '"' + "".join(char if char.isprintable() else "?" for char in text) + '"'
