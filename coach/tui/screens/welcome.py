"""First use: what the coach is, and whom to call."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Label

from coach.domain.triage import EmergencyNumbers
from coach.tui.commands import bindings
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.keys import KeysBar


class WelcomeScreen(CoachModal[str], inherit_bindings=False):
    """The words before the very first session, and the number for an emergency.

    Its result is a number of the person's own; empty where the one that was guessed is right.
    """

    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("right", "change", "help", "leave"),
    ]

    def __init__(self, words: Sequence[str], numbers: EmergencyNumbers) -> None:
        super().__init__()
        self._words = tuple(words)
        self._numbers = numbers

    def compose(self) -> ComposeResult:
        """The words, the number, and a line to type another one."""
        numbers = self._numbers
        with Vertical(id="box"):
            yield Label("Welcome to coach", classes="card--question")
            with VerticalScroll(id="words", can_focus=False):
                for line in self._words:
                    yield Label(line, classes="welcome--line", markup=False)
            if numbers.emergency:
                yield Label(
                    f"In an emergency: {numbers.emergency} ({numbers.region}).",
                    id="number",
                    markup=False,
                )
                yield Label("Enter: right.  c: change it.", id="hint")
            else:
                yield Label("Which number do you call in an emergency?", id="number")
                yield Label("c: type it.  Enter: go on without it.", id="hint")
            yield Input(placeholder="the number, then Enter", id="own", max_length=24)
        yield KeysBar()

    def action_right(self) -> None:
        """The number is right."""
        self.dismiss("")

    def action_change(self) -> None:
        """Type another number."""
        own = self.query_one("#own", Input)
        own.add_class("-open")
        own.focus()

    def on_input_submitted(self, typed: Input.Submitted) -> None:
        """Take the number, if it is one."""
        typed.stop()
        number = " ".join(typed.value.split())
        if not number or re.fullmatch(r"\+?[0-9][0-9 ()/-]{1,24}", number, re.ASCII):
            self.dismiss(number)
        else:
            self.query_one("#hint", Label).update("Digits and spaces only, such as 112.")
