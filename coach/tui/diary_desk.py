"""The diary on the screen: its screens, what is kept, and the questions that follow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coach.domain.activities import activity_names
from coach.domain.events import Event, Outcome
from coach.domain.questions import Question, yes_no
from coach.player.dialogue import Conversation, Dialogue
from coach.player.diary import (
    heed_entry,
    keep_entry,
    keep_episode,
    newest,
    offers_episode,
    told_back,
)
from coach.player.diary_episode import EPISODE_FIELDS, draft_of_facts
from coach.player.diary_form import PAIN, entry_of, fields_for
from coach.player.diary_words import entry_words, when_words
from coach.player.doorway import Doorway
from coach.player.outside import OutsideHost
from coach.player.past import ask_episode
from coach.player.refusal import Refused
from coach.tui.run import MOST_ABOVE, READ_ON
from coach.tui.screens.advice import advice_screen
from coach.tui.screens.ask import AskScreen
from coach.tui.screens.diary import DiaryScreen
from coach.tui.screens.form import FormScreen

if TYPE_CHECKING:
    from coach.tui.app import CoachApp
    from coach.tui.visit import Visit

LISTED: Final = 60
"""As many of the newest entries are listed."""


class DiaryDesk(OutsideHost):
    """A stage and a host for what the diary asks. ``visit`` hears how it ends."""

    def __init__(self, app: "CoachApp", door: Doorway, visit: "Visit") -> None:
        super().__init__(door)
        self._app = app
        self._visit = visit
        self._screen = DiaryScreen(self, door.clock)
        self._said: list[str] = []
        self._talk: Conversation[Refused | None] | None = None
        self._first = False
        """Whether the entry is the first of an episode of which nothing was told."""
        self._closes = False
        """Whether the diary closes once everything is said."""

    def open(self) -> None:
        """Show the diary."""
        self._app.gate.settle(only_last=True)
        self._app.push_screen(self._screen, self._closed)

    def _closed(self, changed: bool | None) -> None:
        self._visit.diary_closed(changed=bool(changed))

    def listed(self) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
        """The newest entries, when and what, and the facts of one's own."""
        zone = self.door.clock.wall().tzinfo
        told = self.door.recorder.all_episode_facts()
        kept = reversed(self.door.recorder.entries()[-LISTED:])
        rows = [
            (when_words(e.entry, zone), entry_words(e.entry, activity_names(e.id, told)))
            for e in kept
        ]
        return rows, told_back(self.door)

    # What the person does

    def ask_more(self, pain: str) -> None:
        """The form of everything that may be left out."""
        facts = self.door.recorder.episode_facts()
        fields = (PAIN, *fields_for(facts.activities if facts else ()))
        title = f"Pain {pain}. The rest may be left out; Esc keeps it."
        self._app.gate.settle(only_last=True)
        self._app.push_screen(
            FormScreen(title, fields, {PAIN.id: pain}, self.door.clock, self.keep_only),
            lambda draft: self.keep({PAIN.id: pain, **(draft or {})}),
        )

    def keep(self, draft: Mapping[str, str], *, closes: bool = False) -> None:
        """Keep an entry, and say and ask what follows from it."""
        self._closes = closes
        entry = entry_of(draft, self.door.clock.wall())

        def whole() -> Dialogue[Refused | None]:
            yield from ask_episode(self.door, entry.now)
            answered = replace(entry, written=self.door.clock.wall())
            self._first = offers_episode(self.door, answered)
            self._screen.changed = True
            if keep_entry(self.door, answered):
                self._said.append("Kept.")
            return (yield from heed_entry(self.door, answered))

        self._talk = Conversation(whole(), self, self.door.clock, self, self._heeded, patience=None)
        self._talk.start()

    def keep_only(self, draft: Mapping[str, str]) -> None:
        """Keep an entry of somebody who leaves: nothing is asked."""
        if PAIN.id in draft:
            keep_entry(self.door, entry_of(draft, self.door.clock.wall()))

    def undo(self) -> None:
        """Take the last entry back."""
        last = newest(self.door)
        if last is None:
            self._screen.show(("There is no entry to take back.",), *self.listed())
            return
        self.door.recorder.take_back(last)
        self._screen.changed = True
        when = when_words(last.entry, self.door.clock.wall().tzinfo)
        self._screen.show((f"Taken back: {when}.",), *self.listed())

    def ask_episode(self) -> None:
        """What is asked once about this episode."""
        facts = self.door.recorder.episode_facts()
        known = draft_of_facts(facts) if facts else {}
        title = "This episode. All of it may be left out; Esc keeps it."
        screen = FormScreen(title, EPISODE_FIELDS, known, self.door.clock, self._tell_episode)
        self._app.push_screen(screen, self._episode_told)

    def _tell_episode(self, draft: Mapping[str, str]) -> None:
        if draft:
            keep_episode(self.door, draft, whole=True)

    def _episode_told(self, draft: dict[str, str] | None) -> None:
        self._tell_episode(draft or {})
        self._show_entries(("Kept.",) if draft else ())

    # What follows from an entry

    def _heeded(self, refused: Refused | None) -> None:
        said, self._said = self._said, []
        if refused is not None:
            numbers = self.door.content.numbers
            screen = advice_screen(numbers, refused.outcome, said, refused.reason)
            self._visit.refused_by_diary(refused.outcome, screen)
            return
        if self._first:
            (offer,) = self.door.content.words("diary-offer")
            asked = AskScreen(yes_no("diary-offer", offer), said, self.door.clock)
            self._app.push_screen(asked, self._offered)
            return
        self._show_entries(said)

    def _offered(self, answer: str | None) -> None:
        if answer == "y":
            self.ask_episode()
        else:
            self._show_entries(())

    def _show_entries(self, told: Sequence[str]) -> None:
        if self._closes:
            self._screen.dismiss(True)
            return
        self._screen.show(told, *self.listed())
        self._screen.ask_again()

    # The stage of the conversation

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Words that stand above the next question, or in the diary."""
        self._said += lines

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        """Words that must not go by."""
        said, self._said = self._said, []
        self._app.gate.settle(only_last=True)
        screen = AskScreen(READ_ON, (*said, *lines), self.door.clock, whole=True)
        self._app.push_screen(screen, self._read)
        return True

    def _read(self, answer: str | None) -> None:
        if answer is not None and self._talk is not None:
            self._talk.read_on()

    def show(self, event: Event) -> None:
        """Nothing is played here."""

    def ask(self, at: float, question: Question) -> None:
        """Put a question."""
        said, self._said = self._said, []
        self._app.gate.settle(only_last=True)
        screen = AskScreen(question, said, self.door.clock, whole=len(said) > MOST_ABOVE)
        self._app.push_screen(screen, self._answered)

    def _answered(self, answer: str | None) -> None:
        if answer is not None and self._talk is not None:
            self._talk.answer(answer)

    def refuse(self, at: float, question: Question, words: str) -> None:
        """The cards take only what is an answer."""

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """Nothing is played here."""
