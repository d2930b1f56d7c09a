"""A line of text, typed over another screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label

from coach.tui.commands import bindings
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.keys import KeysBar


class LineScreen(CoachModal[str | None], inherit_bindings=False):
    """Its result is the line, or ``None`` where nothing is to change."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("cancel", "help")

    def __init__(self, question: str, text: str, most: int) -> None:
        super().__init__()
        self._question = question
        self._text = text
        self._most = most

    def compose(self) -> ComposeResult:
        """The question, and the line as it is."""
        with Vertical(id="box"):
            yield Label(self._question, classes="card--question", markup=False)
            yield Input(self._text, max_length=self._most, id="line")
            yield Label("Enter takes it.", classes="card--hint")
        yield KeysBar()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, typed: Input.Submitted) -> None:
        """Take it; an empty line changes nothing."""
        typed.stop()
        self.dismiss(typed.value.strip() or None)

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)
