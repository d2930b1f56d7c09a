"""How a routine wants to sound: a profile, or a group with files in place of some tones."""

from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath
from typing import Final

import yaml

from coach.adapters.audio.own import own_path
from coach.adapters.audio.wav import WavError, read_form
from coach.adapters.library.document import Document
from coach.adapters.library.nodes import Pair, end_of, is_nothing, pair, pairs, start_of
from coach.adapters.library.problems import Report, quoted
from coach.adapters.library.scalars import ScalarError, line, word_of
from coach.domain.sounds import AS_SET, Profile, Sounds, Tone

KEY: Final = "sounds"
PROFILE: Final = "profile"
_profile: Final = word_of((profile.value for profile in Profile), "profile of sounds")
_TONES: Final = tuple(tone.value for tone in Tone)
_tone: Final = word_of([PROFILE, *_TONES], "tone")
_path: Final = line(400)


def read_sounds(root: yaml.Node, report: Report, *, bundled: bool = False) -> Sounds:
    """The sounds of a routine. Whether its files can sound is not looked at here.

    A path begins at the folder of the routine's file; a ``bundled`` routine names none.
    """
    key = pair(root, KEY)
    if key is None or is_nothing(key.value):
        return AS_SET
    if not isinstance(key.value, yaml.MappingNode):
        word = _word(key.value, report, _profile)
        return Sounds(Profile(word)) if word else AS_SET
    profile: Profile | None = None
    files: list[tuple[Tone, str]] = []
    for one in pairs(key.value):
        name = _word(one.key, report, _tone)
        if name == PROFILE:
            word = _word(one.value, report, _profile)
            profile = Profile(word) if word else None
        elif name and bundled:
            report.add(start_of(one.key), end_of(one.key), "a bundled routine names no files")
        elif name and (path := _file(one, report)) is not None:
            files.append((Tone(name), path))
    return Sounds(profile, tuple(files))


def check_files(document: Document) -> None:
    """Report each file of a routine that can't sound; in a session its usual tone does."""
    for one in _named(document.root):
        report = document.report
        try:
            read_form(_below(str(one.value.value), _folder(report)))
        except WavError as error:
            report.add(
                start_of(one.value),
                end_of(one.value),
                f"the file {quoted(str(one.value.value))} {error.what}",
                expected=error.needed,
            )


def _named(root: yaml.Node | None) -> Iterator[Pair]:
    """The tones of a routine that have a file."""
    key = pair(root, KEY) if root is not None else None
    for one in pairs(key.value) if key is not None else ():
        if one.name.casefold() in _TONES and isinstance(one.value, yaml.ScalarNode):
            yield one


def _file(one: Pair, report: Report) -> str | None:
    """The absolute path of a file, as seen from the routine's own."""
    if not _word(one.value, report, _path):
        return None
    try:
        # As it is written: a name may have two spaces in a row.
        return _below(str(one.value.value), _folder(report))
    except WavError:
        return None


def _below(text: str, folder: Path) -> str:
    """The absolute path of a file in ``folder`` or below it; a routine may be a stranger's.

    Raises:
        WavError: if it is anywhere else, or no path that can be.
    """
    path = own_path(text, folder)
    try:
        inside = Path(path).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside or PureWindowsPath(text).drive or text.startswith("~"):
        raise WavError(
            "is not in the folder of this routine",
            "a WAV file beside this file, or in a folder there",
        )
    return path


def _folder(report: Report) -> Path:
    return Path(report.source.file).absolute().parent


def _word(node: yaml.Node, report: Report, parse: Callable[[object], str]) -> str:
    """A word that ``parse`` takes; empty, and reported, where it doesn't."""
    try:
        if not isinstance(node, yaml.ScalarNode) or is_nothing(node):
            raise ScalarError("this has to be one word", expected="a word, or the path of a file")
        return parse(node.value)
    except ScalarError as error:
        report.add(
            start_of(node),
            end_of(node),
            error.message,
            expected=error.expected,
            word=error.word,
            candidates=error.candidates,
        )
        return ""
