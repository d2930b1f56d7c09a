"""Which keys and clicks count: before a screen hears of them, each in its turn."""

from textual import events

from coach.ports.clock import Clock
from coach.tui.hand import SILENT, Settling

MOUSE = "mouse"
"""Every button of the mouse, as a key."""


class Gate:
    """Lets a key or a click through, or not."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._settling = Settling()
        self._dropped = False
        """Whether the button that is down was not let through; it comes up in vain as well."""

    def lets(self, event: events.InputEvent) -> bool:
        """Whether this one counts."""
        match event:
            case events.Key(key=key):
                return key not in SILENT and self._settling.hears(key, self._clock.now())
            case events.MouseDown():
                self._dropped = not self._settling.hears(MOUSE, self._clock.now())
                return not self._dropped
            case events.MouseUp():
                return not self._dropped
            case _:
                return True

    @property
    def alone(self) -> bool:
        """Whether the last key came without another one just before it."""
        return self._settling.alone

    def settle(self, *, only_last: bool = False) -> None:
        """Hear nothing for a moment; with ``only_last``, not the key that was pressed last."""
        only = self._settling.last_key if only_last else ""
        if not only_last or only:
            self._settling.begin(self._clock.now(), only=only)
