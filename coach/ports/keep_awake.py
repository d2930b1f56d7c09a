"""Keeping the screen on and the machine awake while a session lives."""

from typing import Protocol


class KeepAwake(Protocol):
    """Held from a session's first movement to its end; ends by itself with the program."""

    def hold(self, why: str) -> str | None:
        """Keep the screen and the machine awake; a plain sentence if that can't be had.

        Never blocks for more than a moment and never fails. It may be called again while it is
        held, to learn whether it still is; the sentence comes once.
        """

    def release(self) -> None:
        """Let them sleep again; does nothing where nothing is held."""
