"""One run of the player on the screens: what it says is shown, what is answered goes back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.domain.commands import Command
from coach.domain.events import Event, Hurt, Outcome, SegmentBegan
from coach.domain.questions import Question
from coach.domain.timeline import SegmentKind
from coach.domain.words import count_words, seconds_words
from coach.player.dialogue import PATIENCE
from coach.player.player import Player
from coach.player.tones import SoundingStage
from coach.ports.library import Entry
from coach.tui.parts import Parts
from coach.tui.screens.advice import AdviceScreen
from coach.tui.screens.ask import AskScreen, PainCheckScreen
from coach.tui.screens.play import PlayScreen
from coach.tui.screens.summary import SummaryScreen

if TYPE_CHECKING:
    from coach.tui.app import CoachApp
    from coach.tui.screens.today import TodayScreen
    from coach.tui.visit import Visit


class Run:
    """A stage for the player: before the first movement on Today, then on the play screen."""

    def __init__(
        self, app: "CoachApp", visit: "Visit", today: "TodayScreen", parts: Parts, entry: Entry
    ) -> None:
        self._app = app
        self._visit = visit
        self._over = False
        self._today = today
        self._parts = parts
        self._play: PlayScreen | None = None
        self._modal: AskScreen | None = None
        self._said: list[str] = []
        """What was told since the last question or movement."""
        self._finished: list[str] = []
        self._reps = 0
        self.player = Player(
            parts.door,
            SoundingStage(self, parts.audio),
            parts.keep_awake,
            entry,
            patience=PATIENCE,
        )
        """Drives the session; the screens read it."""

    # What the player says

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Words outside of the timeline."""
        if tuple(lines) == self._parts.door.content.start_words:
            return  # the first screen has them
        self._said += lines
        play = self._enter()
        if play is None:
            self._today.tell(lines)
        elif lines:
            play.notice(" ".join(lines))

    def show(self, event: Event) -> None:
        """Something has happened in the session."""
        if isinstance(event, SegmentBegan):
            self._said = []
            self._count(event)
        if isinstance(event, Hurt):
            self._app.settle()
        play = self._enter()
        if play is not None:
            play.show(event)

    def ask(self, at: float, question: Question) -> None:
        """Put a question, on Today or over the session."""
        said, self._said = self._said, []
        play = self._enter()
        if play is None:
            self._app.settle(only_last=True)
            card = self._today.card
            if card is not None and card.question == question:
                card.ask_again()
            else:
                self._today.ask(question, self._parts.door.clock)
            return
        if self._modal is not None and self._modal.question == question:
            if not self._modal.answered:
                self._modal.card.ask_again()
            return
        self._withdraw()
        clock = self._parts.door.clock
        if question.is_score:
            newest = self.player.newest_score
            self._modal = PainCheckScreen(question, said, clock, newest=newest)
        else:
            self._modal = AskScreen(question, said, clock)
        self._modal.set_class(question.id == "hurt", "-hurt")
        self._app.settle(only_last=question.id != "hurt")
        self._app.push_screen(self._modal, self._answered)

    def refuse(self, at: float, question: Question, words: str) -> None:
        """An answer that is none: the cards take only those that are."""

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """The end: its screen, or out."""
        if self._over:
            return
        self._withdraw()
        self._today.withdraw()
        if outcome is Outcome.LEFT and not reason:
            self._visit.left()
            return
        self._visit.show_end(outcome, self._end_screen(outcome, reason))

    # What the person says

    def _answered(self, answer: str | None) -> None:
        """The answer to a question over the session; ``None`` where it was taken away."""
        if answer is None:
            return
        self._modal = None
        self.player.answer(answer)

    def stop(self) -> None:
        """The person leaves."""
        self.player.command(Command.STOP)

    def hurts(self) -> None:
        """It hurts."""
        self.player.command(Command.PAIN)

    def give_up(self) -> None:
        """The run is over before its session has begun; nothing is shown of it any more."""
        self._over = True
        self._today.withdraw()
        self.player.leave("")

    # The screens

    def _enter(self) -> PlayScreen | None:
        """The play screen, once there is a session."""
        if self._play is None and self.player.session is not None:
            still = self._app.still
            self._play = PlayScreen(self.player, self._parts.door.clock, still=still)
            self._app.push_screen(self._play)
        return self._play

    def _withdraw(self) -> None:
        """Take away whatever lies over the session."""
        self._modal = None
        if self._play is None or self._play not in self._app.screen_stack:
            return
        while self._app.screen is not self._play:
            self._app.pop_screen()

    def _end_screen(self, outcome: Outcome, reason: str) -> AdviceScreen | SummaryScreen:
        wall = self._parts.door.clock.wall()
        if outcome.is_stop:
            numbers = self._parts.door.content.numbers
            emergency = outcome is Outcome.EMERGENCY
            urgent = numbers.advice_line if outcome is Outcome.URGENT else ""
            number = numbers.emergency if emergency else urgent
            since = f"{wall:%H:%M}, {wall.day} {wall:%B %Y}."
            return AdviceScreen(outcome, self._said, reason, number, since)
        session = self.player.session
        facts = []
        if session is not None:
            facts = [seconds_words(60 * max(round(session.offset / 60), 1))]
            facts += [count_words(self._reps, "rep")] if self._reps else []
        title = session.timeline.plan.title if session else ""
        return SummaryScreen(outcome, title, ", ".join(facts), self._finished, self._said)

    def _count(self, event: SegmentBegan) -> None:
        """What is done, for the summary."""
        segment = event.segment
        if segment.kind is SegmentKind.FINISH and segment.name not in self._finished:
            self._finished.append(segment.name)
        if segment.kind is SegmentKind.PHASE and self.player.session is not None:
            before = self.player.session.timeline.segments[event.index - 1]
            self._reps += before.unit != segment.unit and segment.rep > 0
