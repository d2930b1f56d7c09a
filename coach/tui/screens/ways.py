"""A question with a few ways to go on, over another screen."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Label

from coach.tui.screens.base import CoachModal
from coach.tui.widgets.choices import ChoiceRow
from coach.tui.widgets.keys import KeysBar


class WaysScreen(CoachModal[str], inherit_bindings=False):
    """``ways`` are keys with what they do; the last one changes nothing, and escape is it too."""

    CSS_PATH = "ask.tcss"

    def __init__(self, question: str, ways: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question = question
        self._ways = tuple(ways)

    def compose(self) -> ComposeResult:
        """The question, and a row for each way."""
        with Vertical(id="box"):
            yield Label(self._question, classes="card--question", markup=False)
            for key, words in self._ways:
                yield ChoiceRow(key, words)
        yield KeysBar()

    def press(self, event: Key) -> bool:
        """A key of one of the ways; every other one changes nothing."""
        key = self._ways[-1][0] if event.key == "escape" else event.key
        if key not in dict(self._ways):
            return False
        self.dismiss(key)
        return True

    def on_choice_row_taken(self, taken: ChoiceRow.Taken) -> None:
        """A row was clicked."""
        taken.stop()
        self.dismiss(taken.answer)

    def action_leave(self) -> None:
        """Leaving loses nothing without having been chosen."""
        self.dismiss(self._ways[-1][0])
