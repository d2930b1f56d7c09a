"""A question over the session: the pain check, "it hurts", and whatever else is asked."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import Key
from textual.widgets import Label

from coach.domain.questions import TAKE_OFF, Question
from coach.ports.clock import Clock
from coach.tui import notes
from coach.tui.commands import bindings
from coach.tui.hand import BACK, FORWARD
from coach.tui.screens.base import CoachModal, HoldsCard
from coach.tui.widgets.card import Card
from coach.tui.widgets.cards import card_for
from coach.tui.widgets.keys import KeysBar
from coach.tui.widgets.score import ScoreCard

TWO_KEYS = "Two keys at once. Once more, please."


class AskScreen(HoldsCard, CoachModal[str]):
    """One question; its result is the answer. ``said`` are lines that belong before it.

    ``whole`` is for many of them: they have the whole screen, and scroll.
    """

    CSS_PATH = "ask.tcss"
    hints: ClassVar[tuple[str, ...]] = notes.ASKED

    def __init__(
        self, question: Question, said: Sequence[str], clock: Clock, *, whole: bool = False
    ) -> None:
        super().__init__(classes=f"-{question.id}" + (" -whole" if whole else ""))
        self._whole = whole
        self.question = question
        """What is asked."""
        self._said = tuple(said)
        self._clock = clock

    def compose(self) -> ComposeResult:
        """The card in the middle."""
        with Vertical(id="box"):
            if self._whole:
                with VerticalScroll(id="lines", can_focus=False):
                    for line in self._said:
                        yield Label(line, classes="ask--line", markup=False)
            elif self._said:
                yield Label("\n".join(self._said), id="said", markup=False)
            yield card_for(self.question, self._clock, on_the_floor=not self._whole)
        yield KeysBar()

    @property
    def card(self) -> Card | None:
        """The question's card, once it is there."""
        return next(iter(self.query(Card)), None)

    def press(self, event: Key) -> bool:
        """Every key goes to the card; one that does not stand alone answers nothing."""
        card = self.card
        if card is None:
            return True
        goes_on = isinstance(card, ScoreCard) and card.continues(event)
        if not (self.app.gate.alone or goes_on or card.answered):
            card.take_back()
            card.refuse(TWO_KEYS)
            return True
        return self.press_alone(event, card)

    def press_alone(self, event: Key, card: Card) -> bool:
        """Take a key that stands alone; ``a`` says the question again."""
        if card.press(event):
            return True
        if self.question.id == TAKE_OFF:
            card.answer("")
            return True
        if event.key == "a":
            self.visit.say_again()
        return event.key == "a"

    def ask_again(self) -> None:
        """Nobody has answered for a while."""
        card = self.card
        if card is not None and not card.answered:
            card.ask_again()

    def settle(self) -> None:
        """Only the key that answered is not heard again: what goes on now can be stopped."""
        self.app.gate.settle(only_last=True)

    def on_score_card_said_back(self, said: ScoreCard.SaidBack) -> None:
        """The number is heard as well."""
        said.stop()
        self.visit.say_back(said.score)

    def on_card_answered(self, answered: Card.Answered) -> None:
        """The answer is the result."""
        answered.stop()
        self.dismiss(answered.answer)


class PainCheckScreen(AskScreen, inherit_bindings=False):
    """How is your back, 0 to 10?

    ``newest`` is the newest score where a presenter's forward button may stand for it ("the same
    or better"). Its back button says "worse", and that it hurts; ``p`` says so too.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("hurts", "help", "palette", "leave")
    hints: ClassVar[tuple[str, ...]] = (*notes.SCORE, *notes.CHECK, *notes.ASKED)

    def __init__(
        self, question: Question, said: Sequence[str], clock: Clock, *, newest: int | None
    ) -> None:
        super().__init__(question, said, clock)
        self._newest = newest

    def press_alone(self, event: Key, card: Card) -> bool:
        """A presenter's buttons, and then the card."""
        if event.key in BACK:
            self.visit.hurts()
        elif event.key in FORWARD and isinstance(card, ScoreCard):
            if self._newest is not None and card.picked is None:
                card.pick(self._newest)
        else:
            return super().press_alone(event, card)
        return True

    def action_ask(self, _command: str) -> None:
        """It hurts."""
        self.visit.hurts()
