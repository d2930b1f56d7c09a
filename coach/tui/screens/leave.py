"""The question before leaving: stop for today, or does it hurt?"""

from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Label

from coach.tui.commands import bindings
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.choices import ChoiceRow
from coach.tui.widgets.keys import KeysBar


class Leaving(Enum):
    """What somebody wants who asked to leave."""

    STOP = "s"
    HURTS = "p"
    STAY = "space"


class LeaveScreen(CoachModal[Leaving], inherit_bindings=False):
    """Stop here? Asking to leave once more is a yes."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("help", "leave")

    def compose(self) -> ComposeResult:
        """Three ways."""
        with Vertical(id="box"):
            yield Label("Stop here for today?", classes="card--question")
            yield ChoiceRow("s", "stop for today")
            yield ChoiceRow("p", "it hurts")
            yield ChoiceRow("space", "stay: the session waits, paused")
        yield KeysBar()

    def press(self, event: Key) -> bool:
        """A key of the three; every other one changes nothing."""
        key = "space" if event.key == "escape" else event.key
        if key not in {way.value for way in Leaving}:
            return False
        self._take(Leaving(key))
        return True

    def on_choice_row_taken(self, taken: ChoiceRow.Taken) -> None:
        """A row was clicked."""
        self._take(Leaving(taken.answer))

    def _take(self, way: Leaving) -> None:
        self.dismiss(way)

    def action_leave(self) -> None:
        """Asked twice."""
        self._take(Leaving.STOP)
