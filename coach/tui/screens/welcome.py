"""First use: what the coach is, and whom to call."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Label

from coach.domain.numbers_to_call import LONGEST_NUMBER
from coach.domain.questions import OWN_NUMBER, Question
from coach.tui.commands import bindings
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.keys import KeysBar

HINT = "Enter: right.  c: change it."
TYPED_HINT = "Then Enter. Enter alone leaves it as it is."
REFUSED = "A number such as 112, or a country such as Austria."


class WelcomeScreen(CoachModal[str], inherit_bindings=False):
    """The words before the very first session, and the number for an emergency.

    Its result is the answer to the question: whether the number is right, or another one.
    """

    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("right", "change", "help", "leave"),
    ]

    def __init__(self, question: Question, said: Sequence[str]) -> None:
        super().__init__()
        self._question = question
        self._words = (*said, *question.lines)
        self._typed = question.id == OWN_NUMBER

    def compose(self) -> ComposeResult:
        """The words, the number, and a line to type another one."""
        with Vertical(id="box"):
            yield Label("Welcome to coach", classes="card--question")
            with VerticalScroll(id="words", can_focus=False):
                for line in self._words:
                    yield Label(line, classes="welcome--line", markup=False)
            yield Label(self._question.text, id="number", markup=False)
            yield Label(TYPED_HINT if self._typed else HINT, id="hint", markup=False)
            own = Input(
                placeholder="the number or the country", id="own", max_length=LONGEST_NUMBER
            )
            own.display = self._typed
            yield own
        yield KeysBar()

    def on_mount(self) -> None:
        """Where something is typed, the cursor is there."""
        if self._typed:
            self.query_one("#own", Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done: right or change, unless something is typed."""
        return not (self._typed and action in ("right", "change"))

    def action_right(self) -> None:
        """The number is right."""
        self.dismiss("")

    def action_change(self) -> None:
        """Another number."""
        self.dismiss("c")

    def on_input_submitted(self, typed: Input.Submitted) -> None:
        """Take what was typed, if it is a number or a country."""
        typed.stop()
        answer = self._question.accept(typed.value)
        if answer is None:
            self.query_one("#hint", Label).update(REFUSED)
        else:
            self.dismiss(answer)
