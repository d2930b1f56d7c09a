"""A question over the session: the pain check, "it hurts", and whatever else is asked."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Label

from coach.domain.questions import Question
from coach.ports.clock import Clock
from coach.tui.commands import Where, bindings
from coach.tui.hand import BACK, FORWARD
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.card import Card
from coach.tui.widgets.cards import card_for
from coach.tui.widgets.keys import KeysBar
from coach.tui.widgets.score import ScoreCard


class AskScreen(CoachModal[str]):
    """One question; its result is the answer. ``said`` are lines that belong before it."""

    CSS_PATH = "ask.tcss"
    places: ClassVar[tuple[Where, ...]] = (Where.QUESTION, Where.EVERYWHERE)

    def __init__(self, question: Question, said: Sequence[str], clock: Clock) -> None:
        super().__init__()
        self.question = question
        """What is asked."""
        self.answered = False
        """Whether the result is out."""
        self._said = tuple(said)
        self._clock = clock

    def compose(self) -> ComposeResult:
        """The card in the middle."""
        with Vertical(id="box"):
            if self._said:
                yield Label("\n".join(self._said), id="said", markup=False)
            yield card_for(self.question, self._clock, on_the_floor=True)
        yield KeysBar()

    @property
    def card(self) -> Card:
        """The question's card."""
        return self.query_one(Card)

    def on_key(self, event: Key) -> None:
        """Every key goes to the card first: nothing has to be aimed at."""
        if self.card.press(event):
            event.stop()
            event.prevent_default()

    def on_card_answered(self, answered: Card.Answered) -> None:
        """The answer is the result."""
        answered.stop()
        self.answered = True
        self.dismiss(answered.answer)

    def on_card_touched(self, touched: Card.Touched) -> None:
        """Somebody is there: the question waits anew."""
        touched.stop()
        self.visit.somebody_is_there()


class PainCheckScreen(AskScreen, inherit_bindings=False):
    """How is your back, 0 to 10?

    A presenter's forward button says "the same or better": the newest score, ``newest``. Its back
    button says "worse", and that it hurts. ``p`` says so too.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("hurts", "help", "palette", "leave")

    def __init__(
        self, question: Question, said: Sequence[str], clock: Clock, *, newest: int
    ) -> None:
        super().__init__(question, said, clock)
        self.add_class("-score")
        self._newest = newest

    def on_key(self, event: Key) -> None:
        """A presenter's buttons, and then the card."""
        card = self.card
        if event.key in FORWARD and isinstance(card, ScoreCard) and card.picked is None:
            card.pick(self._newest)
        elif event.key in BACK:
            self.visit.hurts()
        else:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()

    def action_ask(self, _command: str) -> None:
        """It hurts."""
        self.visit.hurts()
