"""The lines between the client and the worker, in both directions.

Fields are separated by tabs. The client sends ``play NUMBER TONE VOLUME MOMENT`` and ``hush
NUMBER``; the end of the input says that nothing more comes. The worker acknowledges each with
``ok NUMBER`` once it is done, says ``state BACKEND DEVICE REASON...`` at first and whenever that
changes, and ``bye`` when it has read the end.
"""

from coach.domain.tones import Tone
from coach.ports.audio_out import AudioState

STALE = 0.5
"""Seconds after which a tone is not worth sounding any more: it would tell what is over."""


def play_line(number: int, tone: Tone, volume: int, moment: float) -> bytes:
    """Sound a tone. ``moment`` is ``time.monotonic()`` when it was asked for."""
    return f"play\t{number}\t{tone.value}\t{volume}\t{moment:.6f}\n".encode()


def hush_line(number: int) -> bytes:
    """Let what sounds fade out."""
    return f"hush\t{number}\n".encode()


def ok_line(number: int) -> str:
    """The line with this number has been dealt with."""
    return f"ok\t{number}"


def state_line(state: AudioState) -> str:
    """What sounds come out of."""
    return "\t".join(
        _plain(part) for part in ("state", state.backend, state.device, *state.reasons)
    )


BYE = "bye"
"""The worker's last line: it ends as soon as the last sound has."""


def read_state(fields: list[str]) -> AudioState:
    """The state in the fields of a line, the first of them being ``state``.

    Raises:
        ValueError: if there are too few of them.
    """
    _, backend, device, *reasons = fields
    return AudioState(backend, device, tuple(reasons))


def _plain(text: str) -> str:
    """A device's name or an error as one field: no tab, no end of line, nothing of a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
