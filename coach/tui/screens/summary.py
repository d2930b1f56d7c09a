"""The end of a session: what was done, and how it went."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from coach.domain.events import Outcome
from coach.tui.commands import bindings
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.keys import KeysBar
from coach.tui.widgets.lettering import Lettering

HEADINGS = {
    Outcome.DONE: "Well done.",
    Outcome.NO_ANSWER: "Ended, for want of an answer",
    Outcome.LEFT: "Left for today",
}


class SummaryScreen(CoachScreen[None], inherit_bindings=False):
    """``done`` are the exercises that were done to their end, ``facts`` minutes and reps."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("today", "help", "palette", "leave", "finish")

    def __init__(
        self, outcome: Outcome, title: str, facts: str, done: Sequence[str], lines: Sequence[str]
    ) -> None:
        super().__init__()
        self._outcome = outcome
        self._title = title
        self._facts = facts
        self._done = tuple(done)
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """The outcome, what was done, and how the back is."""
        with Vertical(id="page"):
            if self._outcome is Outcome.DONE:
                yield Lettering("Done", tallest=7, id="word")
            yield Label(HEADINGS.get(self._outcome, "The end"), id="heading")
            facts = " · ".join(part for part in (self._title, self._facts) if part)
            yield Label(facts, id="facts", markup=False)
            with VerticalScroll(id="lines", can_focus=False):
                for name in self._done:
                    yield Static(f"✓ {name}", classes="summary--done", markup=False)
                for line in self._lines:
                    yield Label(line, classes="summary--line", markup=False)
                yield Label("Enter or q leaves.", classes="summary--hint")
        yield KeysBar()

    def action_finish(self) -> None:
        """Leave the coach."""
        self.app.leave()

    def action_today(self) -> None:
        """Back to the beginning."""
        self.visit.begin_again()
