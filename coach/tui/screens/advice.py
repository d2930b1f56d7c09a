"""After a warning sign, or pain that ended the session: what to do now."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label

from coach.domain.events import Outcome
from coach.domain.numbers_to_call import EmergencyNumbers
from coach.tui.commands import bindings
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.keys import KeysBar
from coach.tui.widgets.lettering import Lettering

HEADINGS = {
    Outcome.EMERGENCY: "Now",
    Outcome.URGENT: "Today",
    Outcome.DOCTOR_SOON: "First a doctor",
    Outcome.PAIN: "Stopped",
}


def bare(number: str) -> str:
    """A number without its note: ``112`` for ``112 (mobile)``."""
    return number.partition(" (")[0]


def advice_screen(
    numbers: EmergencyNumbers, outcome: Outcome, lines: Sequence[str], reason: str
) -> "AdviceScreen":
    """The screen for an outcome, with whom to call."""
    number, whose = {
        Outcome.EMERGENCY: (numbers.emergency, numbers.whose),
        Outcome.URGENT: (numbers.advice_line, numbers.whose_advice_line),
    }.get(outcome, ("", ""))
    return AdviceScreen(outcome, lines, reason, number, whose)


class AdviceScreen(CoachScreen[None], inherit_bindings=False):
    """The whole screen, calm. There is no way back into the session.

    ``number`` is whom to call, shown large, ``whose`` its country; ``reason`` why it ended.
    The last of the ``lines`` are the answer that led here, and since when.
    """

    CSS_PATH = "advice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("help", "palette", "leave")

    def __init__(
        self, outcome: Outcome, lines: Sequence[str], reason: str, number: str, whose: str
    ) -> None:
        super().__init__(classes="-stop" if outcome.by_warning_sign else "-pain")
        self._outcome = outcome
        self._lines = tuple(lines)
        self._reason = reason
        self._number = bare(number)
        self._whose = whose

    def compose(self) -> ComposeResult:
        """What to do, whom to call, what to say."""
        with Vertical(id="page"):
            heading = HEADINGS.get(self._outcome, "Stopped")
            why = f": {self._reason}" if self._outcome is Outcome.PAIN and self._reason else ""
            yield Label(f"{heading}{why}", id="heading", markup=False)
            if self._number:
                yield Lettering(self._number, tallest=7, id="number")
                if self._whose:
                    yield Label(self._whose, id="whose", markup=False)
            with VerticalScroll(id="lines", can_focus=False):
                for line in self._lines:
                    yield Label(line, classes="advice--line", markup=False)
        yield KeysBar()
