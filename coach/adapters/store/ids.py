"""Ids that are unique everywhere and order by time: version 7 of RFC 9562's UUID."""

import os
import threading
from datetime import datetime

_RANDOM_BITS = 74
_ROOM = 1 << (_RANDOM_BITS - 1)
"""A moment's first id is below this, so that there is room to count up from it."""


class _Maker:
    """Makes each id greater than the one before it, even within a millisecond."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def after(self, value: int) -> None:
        with self._lock:
            self._last = max(self._last, value)

    def make(self, milliseconds: int) -> str:
        with self._lock:
            value = milliseconds << _RANDOM_BITS | _random(_RANDOM_BITS) % _ROOM
            if value >> _RANDOM_BITS <= self._last >> _RANDOM_BITS:
                value = self._last + 1 + _random(32)
            self._last = value
        return _as_uuid(value)


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom(16)) % (1 << bits)


def _as_uuid(value: int) -> str:
    """48 bits of time, the version, 12 random bits, the variant, 62 random bits."""
    time, rest = value >> _RANDOM_BITS, value % (1 << _RANDOM_BITS)
    number = time << 80 | 0x7 << 76 | rest >> 62 << 64 | 0b10 << 62 | rest % (1 << 62)
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


_maker = _Maker()


def go_on_after(id: str) -> None:
    """Make every id from now on greater than ``id``, also where the clock was set back since."""
    number = int(id.replace("-", ""), 16)
    bits = (number >> 64) % (1 << 12) << 62 | number % (1 << 62)
    _maker.after(number >> 80 << _RANDOM_BITS | bits)


def new_id(moment: datetime) -> str:
    """An id for something that happened at ``moment``, after every id made before it."""
    return _maker.make(max(int(moment.timestamp() * 1000), 0))
