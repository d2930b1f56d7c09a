"""Which back end plays: the one that is asked for, or the first that can."""

import sys
from collections.abc import Callable
from typing import Final

from coach.adapters.audio.backend import BackEnd, BackEndError
from coach.ports.audio_out import AudioState

AUTO: Final = "auto"
NONE: Final = "none"

Makers = dict[str, Callable[[], BackEnd]]


def makers(idle: float) -> Makers:
    """How each back end is made, in the order in which they are tried.

    ``idle`` are the seconds of quiet after which a stream is closed.
    """

    def simpleaudio() -> BackEnd:
        from coach.adapters.audio.with_simpleaudio import SimpleaudioBackEnd  # noqa: PLC0415

        return SimpleaudioBackEnd()

    def miniaudio() -> BackEnd:
        from coach.adapters.audio.with_miniaudio import MiniaudioBackEnd  # noqa: PLC0415

        return MiniaudioBackEnd(idle)

    def system() -> BackEnd:
        if sys.platform == "win32":
            from coach.adapters.audio.with_winsound import WinsoundBackEnd  # noqa: PLC0415

            return WinsoundBackEnd()
        from coach.adapters.audio.with_player import PlayerBackEnd  # noqa: PLC0415

        return PlayerBackEnd()

    return {"simpleaudio": simpleaudio, "miniaudio": miniaudio, "system": system}


def choose(wanted: str, among: Makers) -> tuple[BackEnd | None, AudioState]:
    """The back end that plays, and the state that tells of it and of those that don't."""
    if wanted == NONE:
        return None, AudioState(NONE, "", ("Sound is off in the settings.",))
    reasons = []
    for name, make in among.items():
        if wanted not in (AUTO, name):
            continue
        try:
            backend = make()
        except BackEndError as error:
            reasons.append(f"{name} {error}.")
        except Exception as error:  # noqa: BLE001 - a library may fail in any way; the next may do
            reasons.append(f"{name} fails: {type(error).__name__}: {error}.")
        else:
            state = AudioState(backend.name, backend.device, tuple(reasons), backend.latency)
            return backend, state
    return None, AudioState(NONE, "", tuple(reasons))
