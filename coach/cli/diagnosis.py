"""What ``coach diagnose`` finds out about the machine, as data for print and for programs."""

import os
import platform
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach import __version__
from coach.adapters.paths import cache_folder, config_folder, data_folder

if TYPE_CHECKING:
    from coach.ports.audio_out import AudioState
    from coach.ports.voice import VoiceState

LIBRARIES: Final = (
    "textual",
    "rich",
    "miniaudio",
    "simpleaudio",
    "simpleaudio-patched",
    "espeakng-loader",
    "soundfile",
)


def versions() -> dict[str, str]:
    """The versions of everything that matters; empty where a library isn't installed."""
    found = {
        "coach": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} ({platform.machine()})",
    }
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def terminal(environment: Mapping[str, str] = os.environ) -> dict[str, str | int | bool]:
    """What is known of the terminal."""
    size = shutil.get_terminal_size()
    encoding = (getattr(sys.stdout, "encoding", None) or "unknown").lower()
    return {
        "terminal": sys.stdout is not None and sys.stdout.isatty(),
        "term": environment.get("TERM", ""),
        "colours": colours(environment),
        "columns": size.columns,
        "rows": size.lines,
        "encoding": encoding,
        "unicode": encoding.replace("-", "").startswith("utf"),
    }


def colours(environment: Mapping[str, str]) -> str:
    """How many colours the terminal says that it has."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term == "dumb":
        return "none"
    if environment.get("COLORTERM") in ("truecolor", "24bit") or "WT_SESSION" in environment:
        return "16 million"
    return "256" if "256" in term else "16"


def folders() -> dict[str, dict[str, str | bool]]:
    """The person's folders, and whether they can be written."""
    named = {"settings": config_folder(), "record": data_folder(), "cache": cache_folder()}
    return {
        name: {"path": str(path), "there": path.is_dir(), "writable": _writable(path)}
        for name, path in named.items()
    }


def _writable(path: Path) -> bool:
    """Whether files can be made in a folder, or the folder itself where it isn't there yet."""
    there = next((one for one in (path, *path.parents) if one.exists()), path)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def voice_cache() -> dict[str, str | int | float]:
    """Where spoken lines are kept, how many there are, and their size in megabytes."""
    folder = cache_folder() / "voice"
    sizes = []
    for file in folder.glob("*/*.wav"):
        with suppress(OSError):  # it may go at any moment
            sizes.append(file.stat().st_size)
    return {"path": str(folder), "lines": len(sizes), "megabytes": round(sum(sizes) / 1e6, 1)}


def hints(
    state: "AudioState",
    installed: Mapping[str, str],
    voice: "VoiceState",
    system: str = sys.platform,
    python: tuple[int, int] = sys.version_info[:2],
) -> list[str]:
    """What to install for more, a sentence or two each."""
    found = []
    if state.backend == "none" and state.reasons and "settings" in state.reasons[0]:
        return ['Sound is off: set backend = "auto" under [sound] in the settings to have it.']
    if voice.engine == "espeak-ng":
        found.append(_natural_voice(system))
    if state.backend == "none":
        found.append(_no_sound(system))
    if not installed.get("miniaudio"):
        found.append(
            "miniaudio, the usual sound, isn't installed: "
            "it is where it has a wheel for this system and this Python."
        )
    if not (installed.get("simpleaudio") or installed.get("simpleaudio-patched")):
        found += _quicker_sound(system, python)
    return found


def _natural_voice(system: str) -> str:
    natural = "Piper (pip install piper-tts, and a voice for it)"
    if system.startswith("linux"):
        return f"For a voice that is easier to understand: flite (Debian: flite), or {natural}."
    return f"For a more natural voice: {natural}."


def _no_sound(system: str) -> str:
    if system.startswith("linux"):
        return (
            "For sound, start a sound server (PipeWire or PulseAudio), or install a player: "
            "pulseaudio-utils (paplay), pipewire-bin (pw-play) or alsa-utils (aplay) on Debian."
        )
    return "For sound, choose a device to play on in the system's own settings."


def _quicker_sound(system: str, python: tuple[int, int]) -> list[str]:
    """How to get simpleaudio, where there is a way."""
    install = "For sound at the lowest latency: pip install 'back-coach[simpleaudio]'."
    if system.startswith("linux"):
        needs = (
            "gcc, Python's headers and ALSA's (Debian: gcc libc6-dev python3-dev libasound2-dev)"
        )
        return [f"{install} It is built on this machine and needs {needs}."]
    return [install] if system in ("darwin", "win32") and python < (3, 13) else []
