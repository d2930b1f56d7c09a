"""The diary: how the back is now, and what was noted in the last days."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Label, Static

from coach.domain.questions import score
from coach.player.diary_form import PAIN
from coach.ports.clock import Clock
from coach.tui import notes
from coach.tui.commands import bindings
from coach.tui.screens.base import CoachModal, HoldsCard
from coach.tui.widgets.card import Card
from coach.tui.widgets.keys import KeysBar
from coach.tui.widgets.score import ScoreCard

if TYPE_CHECKING:
    from coach.tui.diary_desk import DiaryDesk

NOTHING = "Nothing is noted yet. A number is enough."


class DiaryScreen(HoldsCard, CoachModal[bool], inherit_bindings=False):
    """The short form, and below it the last entries. Its result is whether anything has changed."""

    CSS_PATH = "diary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "undo", "episode", "leave-diary", "help", "palette", "leave"
    )
    hints: ClassVar[tuple[str, ...]] = (*notes.DIARY, *notes.SCORE)

    def __init__(self, desk: "DiaryDesk", clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self.changed = False
        """Whether an entry was kept or taken back."""

    def compose(self) -> ComposeResult:
        """The score, what was told, the entries, and the facts of one's own."""
        with Vertical(id="page"):
            yield Label("Diary", id="title")
            yield Static("", id="told", markup=False)
            with Vertical(id="short"):
                yield self._card()
            with VerticalScroll(id="entries", can_focus=False):
                yield Static("", id="list", markup=False)
                yield Static("", id="facts", markup=False)
        yield KeysBar()

    def _card(self) -> ScoreCard:
        return ScoreCard(score("diary-pain", PAIN.label), self._clock)

    def on_mount(self) -> None:
        """What there is."""
        self.show((), *self._desk.listed())

    def show(
        self, told: Sequence[str], entries: Sequence[tuple[str, str]], facts: Sequence[str]
    ) -> None:
        """Lines about what has just happened, the entries (when, what), and the facts."""
        self._fill("#told", "\n".join(told))
        lines = [Content.assemble((f"{when}  ", "bold"), words) for when, words in entries]
        self._fill("#list", Content("\n").join(lines) if lines else NOTHING)
        self._fill("#facts", "\n".join(facts))

    def _fill(self, id: str, text: str | Content) -> None:
        part = self.query_one(id, Static)
        part.update(text)
        part.display = bool(text)

    def ask_again(self) -> None:
        """A fresh scale, for another entry."""
        for card in self.query(ScoreCard):
            card.answered = True
            card.remove()
        self.query_one("#short").mount(self._card())

    @property
    def card(self) -> ScoreCard | None:
        """The scale, as long as no score is given."""
        return next((card for card in self.query(ScoreCard) if not card.answered), None)

    def press(self, event: Key) -> bool:
        """Numbers are for the scale; up and down scroll the entries."""
        card = self.card
        if card is None or (event.key in ("up", "down") and card.picked is None):
            return False
        return card.press(event)

    def on_card_answered(self, answered: Card.Answered) -> None:
        """A score: now the rest, if it is wished for."""
        answered.stop()
        self._desk.ask_more(answered.answer)

    @property
    def _picked(self) -> str:
        """A score that was given and not yet taken; empty where there is none."""
        card = self.card
        return "" if card is None or card.picked is None else str(card.picked)

    def action_leave_diary(self) -> None:
        """Back to today; a score that was given is kept."""
        picked, card = self._picked, self.card
        if picked and card is not None:
            card.take_back()
            card.answered = True
            self._desk.keep({PAIN.id: picked}, closes=True)
        else:
            self.dismiss(self.changed)

    def action_undo(self) -> None:
        """Take the last entry back."""
        if self._picked and self.card is not None:
            self.card.take_back()
        else:
            self._desk.undo()

    def action_episode(self) -> None:
        """What is asked once about this episode."""
        self._desk.ask_episode()

    def action_leave(self) -> None:
        """Leave the coach; a score that was given is kept."""
        if self._picked:
            self._desk.keep_only({PAIN.id: self._picked})
        self.app.leave()
