"""A list of which any lines may be ticked."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Label, Static

from coach.domain.questions import Question
from coach.tui.widgets.card import Card
from coach.tui.widgets.choices import ChoiceRow

_DIGITS = tuple("123456789")


class TickRow(Static):
    """One line with its box."""

    ticked: reactive[bool] = reactive(False)
    """Whether it applies."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number
            """Its number, from 1."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(classes="tick")
        self._number = number
        self._words = words

    def render(self) -> Content:
        """The box and the words."""
        box = "[x]" if self.ticked else "[ ]"
        return Content(f"{box} {self._words}")

    def on_click(self, event: Click) -> None:
        """A click ticks it, or takes the tick away."""
        event.stop()
        self.post_message(self.Clicked(self._number))


class TicksCard(Card):
    """Arrows and space, a number, or a click ticks a line; Enter is done; ``n`` is none."""

    at: reactive[int] = reactive(1)
    """The line that the arrows have come to, from 1."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._lines = question.lines

    def compose(self) -> ComposeResult:
        """The question first, then its lines to tick."""
        yield Label(self.question.text.partition("?")[0] + "?", classes="card--question")
        yield Label(
            "↑ ↓ and space tick a line. Enter: done. n: none of them.", classes="card--hint"
        )
        for number, line in enumerate(self._lines, start=1):
            yield TickRow(number, line.strip().partition(" ")[2])
        yield ChoiceRow("enter", "done")
        last = ChoiceRow("n", "none of them")
        last.add_class("-last")
        yield last
        yield Label("", classes="card--refusal", markup=False)

    @property
    def rows(self) -> list[TickRow]:
        """The lines."""
        return list(self.query(TickRow))

    def on_mount(self) -> None:
        """The first line is the current one."""
        self.watch_at()

    def watch_at(self) -> None:
        """Mark the current line and bring it into view."""
        for number, row in enumerate(self.rows, start=1):
            row.set_class(number == self.at, "-at")
            if number == self.at:
                row.scroll_visible(animate=False)

    def press(self, event: Key) -> bool:
        """A key of the list."""
        key, character = event.key, event.character or ""
        if self.answered:
            return True
        if key in ("down", "up"):
            self.at = min(max(self.at + (1 if key == "down" else -1), 1), len(self.rows))
        elif key == "space":
            self._toggle(self.at)
        elif key == "enter":
            self._finish()
        elif character == "n":
            self._none()
        elif character in _DIGITS and int(character) <= len(self.rows):
            self._toggle(int(character))
        else:
            return False
        return True

    def on_choice_row_taken(self, taken: ChoiceRow.Taken) -> None:
        """Done, or none of them, by the mouse."""
        taken.stop()
        if taken.answer == "n":
            self._none()
        else:
            self._finish()

    def on_tick_row_clicked(self, clicked: TickRow.Clicked) -> None:
        """A line was clicked."""
        clicked.stop()
        self._toggle(clicked.number)

    def _toggle(self, number: int) -> None:
        self.at = number
        row = self.rows[number - 1]
        row.ticked = not row.ticked

    @property
    def _ticked(self) -> list[str]:
        return [str(number) for number, row in enumerate(self.rows, start=1) if row.ticked]

    def _none(self) -> None:
        if self._ticked:
            self.refuse("Something is ticked. Enter keeps it; space takes a tick away.")
        else:
            self.answer("0")

    def _finish(self) -> None:
        if self._ticked:
            self.answer(" ".join(self._ticked))
        else:
            self.refuse("Nothing is ticked. n is for none of them.")
