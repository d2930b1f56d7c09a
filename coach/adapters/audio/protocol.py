"""The lines between the client and the worker, in both directions.

Fields are separated by tabs. The client sends:

- ``play NUMBER CHANNEL VOLUME MOMENT PATIENCE OWN OURS``: sound a file. It was asked for at
  ``MOMENT`` by ``time.monotonic()``, and begins within ``PATIENCE`` seconds of that or not at
  all. ``OWN`` is a file of the person's own, if it isn't empty; where it can't sound, ``OURS``
  does. A path that isn't absolute begins at the bundled tones.
- ``load NUMBER OWN``: get a file of the person's own ready.
- ``hush NUMBER WHAT``: let ``all`` that sounds fade out, or only the ``voice``.

The end of the input says that nothing more comes. The worker acknowledges each line with ``ok
NUMBER`` once it is done, says ``state BACKEND DEVICE LATENCY REASON...`` at first and whenever
that changes, and ``bye`` when it has read the end.
"""

from typing import Final

from coach.adapters.audio.sounds import Channel
from coach.ports.audio_out import AudioState

STALE: Final = 0.5
"""Seconds after which a tone is not worth sounding any more: it would tell what is over."""
ALL: Final = "all"
VOICE: Final = "voice"
BYE: Final = "bye"
"""The worker's last line: it ends as soon as the last sound has."""


def play_line(
    number: int,
    channel: Channel,
    volume: int,
    moment: float,
    patience: float,
    *,
    own: str = "",
    ours: str,
) -> bytes:
    """Sound a file."""
    first = f"play\t{number}\t{channel.value}\t{volume}\t{moment:.6f}\t{patience:.6f}\t"
    return first.encode() + _escaped(own) + b"\t" + _escaped(ours) + b"\n"


def load_line(number: int, own: str) -> bytes:
    """Get a file of the person's own ready."""
    return f"load\t{number}\t".encode() + _escaped(own) + b"\n"


def hush_line(number: int, what: str = ALL) -> bytes:
    """Let what sounds fade out, or only the voice."""
    return f"hush\t{number}\t{what}\n".encode()


def path_in(field: str) -> str:
    """The path that a field holds.

    Raises:
        ValueError: if it holds none.
    """
    return field.encode("ascii").decode("unicode_escape")


def ok_line(number: int) -> str:
    """The line with this number has been dealt with."""
    return f"ok\t{number}"


def state_line(state: AudioState) -> str:
    """What sounds come out of."""
    latency = "" if state.latency is None else f"{state.latency:.3f}"
    return "\t".join(
        _plain(part) for part in ("state", state.backend, state.device, latency, *state.reasons)
    )


def read_state(fields: list[str]) -> AudioState:
    """The state in the fields of a line, the first of them being ``state``.

    Raises:
        ValueError: if there are too few of them, or the latency is no number.
    """
    _, backend, device, latency, *reasons = fields
    return AudioState(backend, device, tuple(reasons), float(latency) if latency else None)


def _escaped(path: str) -> bytes:
    """A path as one field: a name may have a tab or an end of line in it, or be no text at all."""
    return path.encode("unicode_escape")


def _plain(text: str) -> str:
    """A device's name or an error as one field: no tab, no end of line, nothing of a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
