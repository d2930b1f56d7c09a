"""The lines between the client and the worker: JSON, one object each.

The client sends ``{"number", "line"}`` for each line that is to be spoken; the end of the input
says that nothing more is wanted. The worker answers each with ``{"number", "seconds"}`` as soon as
it is in the cache, ``null`` seconds if it can't be spoken. It says ``{"trying"}`` with the key of
an engine before it gets that ready, ``{"state", "room"}`` whenever it has a new one, and
``{"unwritable"}`` with the reason if it can't write to the cache.
"""

import json
from dataclasses import dataclass
from typing import Any

from coach.ports.voice import VoiceState


@dataclass(frozen=True, slots=True)
class Spoken:
    """Line ``number`` is in the cache, or can't be spoken."""

    number: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Trying:
    """The worker gets this engine ready: if it dies now, it was that."""

    key: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who speaks from now on, and in which room of the cache; in none where nobody can."""

    state: VoiceState
    room: str


@dataclass(frozen=True, slots=True)
class Unwritable:
    """The cache can't be written to."""

    reason: str


Message = Spoken | Trying | Chosen | Unwritable


def line_to_speak(number: int, text: str) -> bytes:
    """The client's only line."""
    content = {"number": number, "line": text}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_line_to_speak(line: str) -> tuple[int, str]:
    """The number and the text of such a line.

    Raises:
        ValueError: if it is none.
    """
    match json.loads(line):
        case {"number": int(number), "line": str(text)}:
            return number, text
        case _:
            raise ValueError("not a line to be spoken")


def written(message: Message) -> str:
    """A message of the worker's, as a line."""
    content: dict[str, Any]
    match message:
        case Spoken(number, seconds):
            content = {"number": number, "seconds": seconds}
        case Trying(key):
            content = {"trying": key}
        case Chosen(state, room):
            shown = {"engine": state.engine, "name": state.name, "reasons": state.reasons}
            content = {"state": shown, "room": room}
        case Unwritable(reason):
            content = {"unwritable": reason}
    return json.dumps(content)


def read(line: str) -> Message | None:
    """What the worker says; ``None`` for anything else that has come to be in between."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match content:
        case {"number": int(number), "seconds": float() | int() | None as seconds}:
            return Spoken(number, seconds)
        case {"trying": str(key)}:
            return Trying(key)
        case {
            "state": {"engine": str(engine), "name": str(name), "reasons": list(reasons)},
            "room": str(room),
        }:
            return Chosen(VoiceState(engine, name, tuple(map(str, reasons))), room)
        case {"unwritable": str(reason)}:
            return Unwritable(reason)
        case _:
            return None
