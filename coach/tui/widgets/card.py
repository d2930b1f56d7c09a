"""A question on the screen: what every kind of it has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Label

if TYPE_CHECKING:  # read after the first frame
    from textual.app import ComposeResult
    from textual.events import Key

    from coach.domain.questions import Question


class Card(VerticalScroll, can_focus=False):
    """One question with its lines and its answers.

    It has no focus: its screen hands it the keys (:meth:`press`), so that nothing has to be
    aimed at. The answer comes as :class:`Answered`, in the question's own words.
    """

    class Answered(Message):
        """The person has answered."""

        def __init__(self, answer: str) -> None:
            super().__init__()
            self.answer = answer
            """One of the question's answers."""

    def __init__(self, question: Question) -> None:
        super().__init__(classes="card")
        self.question = question
        """What is asked."""
        self.answered = False
        """Whether the answer is out."""

    def compose(self) -> ComposeResult:
        """The lines, the question, and what is particular."""
        lines = [Label(line, classes="card--line", markup=False) for line in self.question.lines]
        text = Label(self.question.text, classes="card--question", markup=False)
        # What is asked comes before a list of what is meant, and after words that lead to it.
        listed = all(line.startswith("- ") for line in self.question.lines)
        yield from (text, *lines, Label("")) if listed and lines else (*lines, text)
        yield from self.compose_answers()
        yield Label("", classes="card--refusal", markup=False)

    def compose_answers(self) -> ComposeResult:
        """The answers."""
        yield from ()

    def press(self, event: Key) -> bool:
        """Take a key; ``False`` where it means nothing here. Up and down scroll."""
        if self.answered:
            return True
        if event.key in ("up", "down"):
            self.scroll_relative(y=2 if event.key == "down" else -2, animate=False)
            return True
        typed = "" if event.key == "enter" else event.character
        answer = None if typed is None else self.question.accept(typed)
        if answer is None:
            return False
        self.answer(answer)
        return True

    def take_back(self) -> None:
        """Take back an answer that is not out yet."""

    def hold(self) -> None:
        """Something lies over the question: what is not out yet waits."""

    def release(self) -> None:
        """The question is to be seen again."""

    def answer(self, answer: str) -> None:
        """Give the answer, once."""
        if not self.answered:
            self.answered = True
            self.post_message(self.Answered(answer))

    def ask_again(self) -> None:
        """Nobody has answered for a while."""
        self.refuse(" ".join(("No answer yet.", *self.question.repeated)))

    def refuse(self, words: str) -> None:
        """Say why there is no answer yet."""
        refusal = self.query_one(".card--refusal", Label)
        refusal.add_class("-told")
        refusal.update(words)
        refusal.scroll_visible(animate=False)
