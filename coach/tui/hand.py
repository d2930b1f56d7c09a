"""What a hand on the keyboard means while a session plays: anything stops it.

Pure: ``now`` is an argument, in seconds. Source: the design's rules of "Playing".
"""

from enum import Enum
from typing import Final

FLAT_HAND: Final = 0.3
"""Two different keys within this many seconds are a hand, not a wish."""
DEAF: Final = 0.7
"""Seconds after a stop in which no key counts."""
QUIET: Final = 0.3
"""Seconds without a key that have to pass before one counts again (key repeat)."""

FORWARD: Final = frozenset({"pagedown"})
"""A presenter's forward button."""
BACK: Final = frozenset({"pageup"})
"""A presenter's back button."""
PRESENTER: Final = FORWARD | BACK | {"f5", "escape", "full_stop"}
"""Every button of a presenter."""
SILENT: Final = frozenset(
    f"{side}_{name}"
    for side in ("left", "right")
    for name in ("shift", "control", "alt", "super", "hyper", "meta")
) | {"caps_lock", "num_lock", "scroll_lock", "iso_level3_shift", "iso_level5_shift"}
"""Keys that only go with others; some terminals report them by themselves."""


class Reaction(Enum):
    """What a key or a click leads to."""

    NOTHING = "nothing"
    PAUSE = "pause"
    GO_ON = "go on"
    HURTS = "hurts"
    ITS_COMMAND = "its command"


class Hand:
    """Tells a wish from a hand that falls on the keyboard."""

    def __init__(self) -> None:
        self._key = ""
        self._at = float("-inf")

    def key(
        self, key: str, now: float, *, moving: bool, bound: bool, waiting: bool = False
    ) -> Reaction:
        """A key has been pressed.

        ``moving`` says whether the session goes on by itself at the moment, ``bound`` whether
        the key has a command, ``waiting`` whether the session waits until somebody is in position.
        """
        flat = key != self._key and now - self._at <= FLAT_HAND
        self._key, self._at = key, now
        if waiting and key in FORWARD and not flat:
            return Reaction.GO_ON
        if moving:
            stops = flat or key in PRESENTER or not bound
            return Reaction.PAUSE if stops else Reaction.ITS_COMMAND
        if key in FORWARD:
            return Reaction.GO_ON
        if bound and key not in PRESENTER:
            return Reaction.ITS_COMMAND
        return Reaction.HURTS

    @staticmethod
    def click(*, moving: bool) -> Reaction:
        """A click beside every button: it stops what moves, and never sets anything going."""
        return Reaction.PAUSE if moving else Reaction.NOTHING


class Settling:
    """Deaf for a moment after something has changed, so that no key repeat answers for anybody."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._only = ""
        self._pressed: dict[str, float] = {}
        self._last = float("-inf")
        self._other = float("-inf")
        """When a key other than the last one was pressed."""
        self.last_key = ""
        """The key that was pressed last; empty before the first."""

    def begin(self, now: float, *, only: str = "") -> None:
        """Hear nothing for a moment; with ``only``, nothing of that one key."""
        self._since = now
        self._only = only

    def hears(self, key: str, now: float) -> bool:
        """Whether this key, pressed now, counts."""
        before = self._pressed.get(key, float("-inf")) if self._only else self._last
        if key != self.last_key:
            self._other = self._last
        self._pressed[key] = self._last = now
        self.last_key = key
        if self._since is None or (self._only and key != self._only):
            return True
        if now - self._since < DEAF or now - before < QUIET:
            return False
        self._since = None
        return True

    @property
    def alone(self) -> bool:
        """Whether the last key came without another one just before it."""
        return self._last - self._other > FLAT_HAND
