"""Today: what is planned, and the questions before the first movement."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.widgets import Label, Static

from coach.tui import notes
from coach.tui.commands import bindings
from coach.tui.screens.base import CoachScreen, HoldsCard
from coach.tui.widgets.card import Card
from coach.tui.widgets.keys import KeysBar

if TYPE_CHECKING:  # read after the first frame
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from coach.domain.questions import Question
    from coach.ports.clock import Clock
    from coach.tui.routine_lines import RoutineLine

_MANY_LINES = 4
"""A question with so many has the whole width where the screen is low; not the everyday one."""
_MOST_SAID = 12
"""Lines that are kept above the question."""


def greeting(hour: int) -> str:
    """``Good morning.`` at 7."""
    return f"Good {'morning' if 4 <= hour < 12 else 'afternoon' if 12 <= hour < 18 else 'evening'}."


class TodayScreen(HoldsCard, CoachScreen[None], inherit_bindings=False):
    """The first screen. It stands before anything is read; the question comes when it is there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "spasm", "routines", "diary", "history", "help", "palette", "leave"
    )
    hints: ClassVar[tuple[str, ...]] = (*notes.TODAY, *notes.SCORE)

    def __init__(self, wall: datetime) -> None:
        super().__init__()
        self._hour = wall.hour
        self._said: list[str] = []

    def compose(self) -> ComposeResult:
        """A greeting, the routine, and room for a question."""
        with Horizontal(id="top"):
            yield Label(greeting(self._hour), id="greeting", markup=False)
            yield Label("coach", id="brand")
        with Horizontal(id="middle"):
            asked = Vertical(id="asked")
            asked.border_title = "Before you begin"
            with asked:
                yield Static("", id="said", markup=False)
            routines = Vertical(id="routines")
            routines.border_title = "Routines"
            with routines:
                yield Static("", id="routine-list", markup=False)
                yield Label("", id="routine-title", markup=False)
                yield Label("", id="routine-facts", markup=False)
                yield Static("", id="routine-steps", markup=False)
        yield Label("", id="fact", markup=False)
        yield KeysBar()

    def on_mount(self) -> None:
        """A routine that is changed elsewhere shows at once."""
        self.watch_files()

    def show_fact(self, words: str) -> None:
        """One fact of the person's own, where there is room for it."""
        fact = self.query_one("#fact", Label)
        fact.update(words)
        fact.set_class(bool(words), "-told")

    def show_routines(self, lines: Sequence[RoutineLine], line: RoutineLine) -> None:
        """List the routines with their minutes; say which is next, and what is in it."""
        listed = [
            f"{'▸' if other.entry.id == line.entry.id else ' '} {other.title}, {other.length}"
            for other in lines
        ]
        label = self.query_one("#greeting", Label)
        label.update(self._first_line(line, label.size.width))
        routines = self.query_one("#routine-list", Static)
        if str(routines.content) != (words := "\n".join(listed)):
            routines.update(words)
        self.query_one("#routine-title", Label).update(line.title)
        self.query_one("#routine-facts", Label).update(line.facts)
        self.query_one("#routine-steps", Static).update("\n".join(line.steps))

    def _first_line(self, line: RoutineLine, width: int) -> str:
        """What is next, and why so many reps of it, in as many columns as there are.

        Where the reason doesn't fit it is told before the first movement, and stands at its step.
        """
        usual = f"{greeting(self._hour)} {line.title}, {line.length}."
        if not line.why:
            return usual
        whole = f"{line.title}, {line.length}, {line.why}."
        fitting = (f"{greeting(self._hour)} {whole}", whole)
        return next((words for words in fitting if len(words) <= width), usual)

    def tell(self, lines: Sequence[str]) -> None:
        """Words before, between and after the questions."""
        self._said = [*self._said, *lines][-_MOST_SAID:]
        said = self.query_one("#said", Static)
        said.update("\n".join(self._said))
        said.display = bool(self._said)

    def forget_words(self) -> None:
        """What was said belongs to a question that has been answered."""
        self._said = []
        self.tell(())

    @property
    def card(self) -> Card | None:
        """The question that stands there."""
        return next((card for card in self.query(Card) if not card.answered), None)

    def ask(self, question: Question, clock: Clock) -> None:
        """Put a question in the place of the one before."""
        self.withdraw()
        self.set_class(question.id != "short-list" and len(question.lines) >= _MANY_LINES, "-long")
        from coach.tui.widgets.cards import card_for  # noqa: PLC0415 - after the first frame

        self.query_one("#asked").mount(card_for(question, clock))

    def withdraw(self) -> None:
        """Take the question away."""
        for card in self.query(Card):
            card.answered = True
            card.remove()

    def press(self, event: Key) -> bool:
        """Every key goes to the question first."""
        card = self.card
        return card is not None and card.press(event)

    def on_card_answered(self, answered: Card.Answered) -> None:
        """The answer goes to the run."""
        answered.stop()
        self.forget_words()
        self.visit.answer(answered.answer)

    def action_spasm(self) -> None:
        """In spasm now: what helps at once, once it is there."""
        if self.app.visit is not None:
            self.app.visit.play_at_once()

    def action_history(self) -> None:
        """Pain, sessions and reps over time, once they can be read."""
        if self.app.visit is not None:
            self.app.visit.show_progress()

    def action_diary(self) -> None:
        """Note how the back is, once everything is there."""
        if self.app.visit is not None:
            self.app.visit.open_diary()

    def action_routines(self) -> None:
        """Choose another routine, once they are there."""
        if self.app.visit is not None:
            self.app.visit.choose_routine()
