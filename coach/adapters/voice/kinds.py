"""The engines there are, in their order, and how each is found without loading any of it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.adapters.voice.engine import Engine, EngineError, Wish

if TYPE_CHECKING:
    from coach.adapters.voice.running import (
        Runner,
    )  # what the worker needs, and the session doesn't

AUTO: Final = "auto"
ESPEAK_VOICE: Final = "en-us"
FLITE_VOICE: Final = "slt"
PIPER: Final = "piper"
PIPER_PROGRAMS: Final = ("piper", "piper-tts")
ENDING: Final = ".onnx"
"""What the name of a Piper voice ends with; no other engine has such a one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to speak.

    ``key`` tells it from all others, ``name`` is what the settings call it. ``find`` gives the
    voice, or raises :class:`EngineError`; it loads nothing and takes no time. ``make`` gets ready
    to speak with that voice, in the worker. ``system`` is the only one whose ``auto`` tries it.
    """

    key: str
    name: str
    find: Callable[[Wish], str]
    make: Callable[[Wish, str, "Runner"], Engine]
    system: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine that is there, with the voice and the rate that it is to have."""

    kind: Kind
    wish: Wish
    voice: str


def candidates(
    wanted: str, wish: Wish, without: Sequence[str] = (), system: str = sys.platform
) -> Iterator[Candidate | str]:
    """The engines that may speak, the best one first, and a sentence for each that can't.

    ``wanted`` is an engine's name, or ``auto``. ``without`` are keys of those that are left out.
    A file of Piper's as the voice's name asks for Piper. Where none has the voice that is asked
    for, they follow once more with their usual one: a mistake in a name costs that voice, and not
    every voice.
    """
    for asked in (wish, Wish(None, wish.rate)) if wish.name else (wish,):
        for kind in KINDS:
            if kind.key in without or wanted not in (AUTO, kind.name):
                continue
            if wanted == AUTO and kind.system and kind.system != system:
                continue
            if (asked.name or "").endswith(ENDING) and kind.name != PIPER:
                continue
            try:
                yield Candidate(kind, asked, kind.find(asked))
            except EngineError as error:
                yield f"{kind.name} {error}."


def program(name: str) -> str:
    """Where a program is.

    Raises:
        EngineError: if it is nowhere.
    """
    path = shutil.which(name)
    if path is None:
        raise EngineError("isn't installed")
    return str(Path(path).absolute())


def what_to_install(system: str = sys.platform) -> str:
    """The sentence for somebody on whose machine nothing can speak."""
    if system == "darwin":
        how = "install one with: brew install espeak-ng"
    elif system == "win32":
        how = "add one in Windows' settings, under Time & language, Speech"
    elif system.startswith("linux"):
        how = "install one, on Debian and Ubuntu with: sudo apt install espeak-ng"
    else:
        how = "install espeak-ng with the system's own packages"
    return f"Nothing here has a voice: {how}."


# How each is found


def _find_say(wish: Wish) -> str:
    program("say")
    return wish.name or ""


def _find_sapi(wish: Wish) -> str:
    program("powershell")
    return wish.name or ""


def _find_piper(wish: Wish) -> str:
    if not any(shutil.which(name) for name in PIPER_PROGRAMS):
        raise EngineError("has no program here")
    return _piper_voice(wish)


def _find_piper_library(wish: Wish) -> str:
    if find_spec("piper") is None:
        raise EngineError("has no library here")
    return _piper_voice(wish)


def _find_flite(wish: Wish) -> str:
    program("flite")
    return wish.name or FLITE_VOICE


def _find_espeak(wish: Wish) -> str:
    if shutil.which("espeak-ng") is None:
        raise EngineError("has no program here")
    return wish.name or ESPEAK_VOICE


def _find_espeak_library(wish: Wish) -> str:
    if find_spec("espeakng_loader") is None:
        raise EngineError("has no library here")
    return wish.name or ESPEAK_VOICE


def _piper_voice(wish: Wish) -> str:
    """The file that is named, or an English one in a usual folder."""
    if wish.name is not None:
        path = Path(os.path.expanduser(wish.name)).absolute()  # noqa: PTH111 - it fails nowhere
        if not wish.name.endswith(ENDING):
            raise EngineError(f"has no voice {wish.name}: it wants the path of a file")
        if not path.is_file():
            raise EngineError(f"finds no voice at {path}")
        return str(path)
    share = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111
    for folder in (f"{share}/piper", f"{share}/piper-voices", "/usr/share/piper-voices"):
        for pattern in (f"en*{ENDING}", f"en/en_*/*/*/en*{ENDING}"):
            if found := sorted(Path(folder).glob(pattern)):
                return str(found[0])
    raise EngineError("has no voice file here")


# How each is made; what it needs is loaded then, and not before


def _say(wish: Wish, voice: str, runner: "Runner") -> Engine:
    from coach.adapters.voice.with_say import SayEngine  # noqa: PLC0415

    return SayEngine(program("say"), voice, wish.rate, runner)


def _sapi(wish: Wish, voice: str, runner: "Runner") -> Engine:
    from coach.adapters.voice.with_sapi import SapiEngine  # noqa: PLC0415

    return SapiEngine(program("powershell"), voice, wish.rate, runner)


def _piper(wish: Wish, voice: str, runner: "Runner") -> Engine:
    from coach.adapters.voice.with_piper import PiperEngine  # noqa: PLC0415

    found = next(filter(None, map(shutil.which, PIPER_PROGRAMS)), PIPER_PROGRAMS[0])
    return PiperEngine(found, voice, wish.rate, runner)


def _piper_library(wish: Wish, voice: str, runner: "Runner") -> Engine:
    from coach.adapters.voice.with_piper_library import PiperLibraryEngine  # noqa: PLC0415

    return PiperLibraryEngine(voice, wish.rate, runner)


def _flite(wish: Wish, voice: str, runner: "Runner") -> Engine:
    from coach.adapters.voice.with_flite import FliteEngine  # noqa: PLC0415

    return FliteEngine(program("flite"), voice, wish.rate, runner)


def _espeak(wish: Wish, voice: str, runner: "Runner") -> Engine:
    from coach.adapters.voice.with_espeak import EspeakEngine  # noqa: PLC0415

    return EspeakEngine(program("espeak-ng"), voice, wish.rate, runner)


def _espeak_library(wish: Wish, voice: str, _runner: "Runner") -> Engine:
    from coach.adapters.voice.with_espeak_library import EspeakLibraryEngine  # noqa: PLC0415

    return EspeakLibraryEngine(voice, wish.rate)


KINDS: Final = (
    Kind("say", "say", _find_say, _say, "darwin"),
    Kind("sapi", "sapi", _find_sapi, _sapi, "win32"),
    Kind("piper-library", PIPER, _find_piper_library, _piper_library),
    Kind("piper", PIPER, _find_piper, _piper),
    Kind("flite", "flite", _find_flite, _flite),
    Kind("espeak-ng", "espeak-ng", _find_espeak, _espeak),
    Kind("espeak-ng-library", "espeak-ng", _find_espeak_library, _espeak_library),
)
"""In the order in which ``auto`` tries them: the natural voices first."""
