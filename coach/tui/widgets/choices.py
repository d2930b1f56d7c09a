"""A question with a few named answers, each a row that a key or a click takes."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click
from textual.message import Message
from textual.widgets import Label

from coach.domain.questions import Question
from coach.ports.clock import Clock, Handle
from coach.tui.hand import FLAT_HAND
from coach.tui.widgets.card import Card
from coach.tui.widgets.lettering import Lettering


class ChoiceRow(Horizontal):
    """One answer: its key and what it stands for. Where there is room the key is a large one.

    The answer is its own key unless ``key`` says otherwise.
    """

    class Taken(Message):
        """It was clicked."""

        def __init__(self, answer: str) -> None:
            super().__init__()
            self.answer = answer
            """The answer."""

    def __init__(self, answer: str, words: str, key: str = "") -> None:
        super().__init__(classes="choice")
        self.answer = answer
        """The answer that it gives."""
        self._key = key or answer
        self._words = words

    def compose(self) -> ComposeResult:
        """The key, and the words."""
        yield Lettering(self._key, tallest=3)
        yield Label(self._words, markup=False)

    def on_click(self, event: Click) -> None:
        """A click is the key."""
        event.stop()
        self.post_message(self.Taken(self.answer))


class ChoiceCard(Card):
    """No and yes, or up to six ways.

    With a ``clock`` a key has to stand alone for a moment before it counts: somebody on the floor
    who falls on the keyboard has answered nothing.
    """

    def __init__(self, question: Question, clock: Clock | None = None) -> None:
        super().__init__(question)
        self._clock = clock
        self._pending: str | None = None
        self._wait: Handle | None = None

    def compose_answers(self) -> ComposeResult:
        """A row for each answer."""
        rows = [ChoiceRow(key, words) for key, words in self.question.choices]
        rows[-1].add_class("-last")
        yield from rows

    def answer(self, answer: str) -> None:
        """Give the answer; it is marked at once, and out when it has stood alone."""
        if self._clock is None or self.answered:
            super().answer(answer)
            return
        self._pending = answer
        self.mark(answer)
        self._wait = self._clock.call_at(self._clock.now() + FLAT_HAND, self._give)

    def _give(self) -> None:
        answer, self._pending = self._pending, None
        if answer is not None:
            super().answer(answer)

    def take_back(self) -> None:
        """Take back an answer that has not stood alone."""
        self._pending = None
        self.mark(None)
        if self._wait is not None:
            self._wait.cancel()

    def mark(self, answer: str | None) -> None:
        """Show which answer is about to be given."""
        for row in self.query(ChoiceRow):
            row.set_class(row.answer == answer, "-taken")

    def take(self, answer: str) -> None:
        """Give an answer that was clicked: a hand that falls on the keyboard doesn't aim."""
        self.take_back()
        super().answer(answer)

    def hold(self) -> None:
        """An answer that something came over has not stood alone."""
        self.take_back()

    def on_unmount(self) -> None:
        """Whoever has gone can't answer."""
        self.take_back()

    def on_choice_row_taken(self, taken: ChoiceRow.Taken) -> None:
        """A row was clicked."""
        taken.stop()
        self.take(taken.answer)
