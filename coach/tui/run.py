"""One run of the player on the screens: what it says is shown, what is answered goes back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.domain.commands import Asking, Command
from coach.domain.events import Event, Hurt, Outcome, SegmentBegan
from coach.domain.questions import NUMBER, OWN_NUMBER, Question
from coach.domain.speech import Line, Priority
from coach.domain.timeline import SegmentKind
from coach.domain.words import count_words, seconds_words, sentence
from coach.player.dialogue import PATIENCE
from coach.player.planning import suited
from coach.player.player import Player
from coach.player.rehearsal import Rehearsal
from coach.player.speaker import Speaker
from coach.player.speaking import SpeakingStage
from coach.player.tones import SoundingStage
from coach.ports.library import Entry
from coach.tui.film import Film
from coach.tui.parts import Parts
from coach.tui.screens.advice import AdviceScreen, advice_screen
from coach.tui.screens.ask import AskScreen, PainCheckScreen
from coach.tui.screens.play import PlayScreen
from coach.tui.screens.summary import SummaryScreen
from coach.tui.screens.welcome import WelcomeScreen

if TYPE_CHECKING:
    from coach.tui.app import CoachApp
    from coach.tui.screens.today import TodayScreen
    from coach.tui.visit import Visit

HURT = "hurt"
"""The id of the question that follows "it hurts"."""
MOST_ABOVE = 6
"""More lines than this before a question have a screen of their own with it."""
READ_ON = Question("read", "", ("",), "enter", (("enter", "go on"),))
"""What is asked below words that must not go by."""


class Run:
    """A stage for the player: before the first movement on Today, then on the play screen."""

    def __init__(
        self, app: "CoachApp", visit: "Visit", today: "TodayScreen", parts: Parts, entry: Entry
    ) -> None:
        self._app = app
        self._visit = visit
        self._over = False
        """Whether nothing is shown any more."""
        self._giving_up = False
        """Whether the person left before the session had begun."""
        self._answering = False
        self._today = today
        self._parts = parts
        self._entry = entry
        self._play: PlayScreen | None = None
        self._modal: AskScreen | None = None
        self._said: list[str] = []
        """What was told since the last question or movement."""
        self._before: list[str] = []
        """What was told before the last question."""
        self._finished: list[str] = []
        self._reps = 0
        door = parts.door
        self._speaker = Speaker(
            parts.voice, parts.audio, door.clock, lambda: door.content.numbers.both
        )
        self.rehearsal = Rehearsal(
            self._speaker, parts.audio, door, self._getting_ready, parts.unusable
        )
        """Has the voice ready before the first movement."""
        self.player = Player(
            door,
            SpeakingStage(SoundingStage(self, parts.audio), self._speaker),
            parts.keep_awake,
            entry,
            patience=PATIENCE,
            waits_at_first=True,
            rehearse=self.rehearsal,
            notifier=parts.notifier,
        )
        """Drives the session; the screens read it."""

    # What the player says

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Words outside of the timeline."""
        if self._over:
            return
        self._said += lines
        play = self._enter()
        if play is None:
            self._today.tell(lines)
        elif lines:
            play.notice(" ".join(lines))

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        """Words that must not go by: the player waits until they are read."""
        if self._over:
            return False
        self._app.gate.settle(only_last=True)
        screen = AskScreen(READ_ON, (*self._said, *lines), self._parts.door.clock, whole=True)
        self._said = []
        self._app.push_screen(screen, self._read)
        return True

    def _read(self, answer: str | None) -> None:
        if answer is not None:
            self.player.read_on()

    def show(self, event: Event) -> None:
        """Something has happened in the session."""
        if self._over:
            return
        play = self._enter()
        if isinstance(event, SegmentBegan):
            self._said = []
            self._count(event)
        if isinstance(event, Hurt):
            self._app.gate.settle()
        if play is not None:
            play.show(event)

    def ask(self, at: float, question: Question) -> None:
        """Put a question, on Today or over the session.

        One that follows an answer is deaf to the key that gave it; one that comes by itself to
        every key for a moment, for somebody may just have meant to stop.
        """
        said, self._said = self._said, []
        self._before = said or self._before
        play = self._enter()
        if question.id in (NUMBER, OWN_NUMBER):
            self._app.gate.settle(only_last=True)
            self._app.push_screen(WelcomeScreen(question, said), self._answered_first)
        elif play is None and len(said) > MOST_ABOVE:
            self._app.gate.settle(only_last=True)
            screen = AskScreen(question, said, self._parts.door.clock, whole=True)
            self._app.push_screen(screen, self._answered_first)
        elif play is None:
            self._app.gate.settle(only_last=True)
            self._today.ask(question, self._parts.door.clock)
        elif self._modal is not None and self._modal.question == question:
            self._modal.ask_again()
        else:
            self._withdraw()
            self._modal = self._screen_for(question, said)
            self._app.gate.settle(only_last=self._answering)
            self._app.push_screen(self._modal, self._answered)

    def _screen_for(self, question: Question, said: Sequence[str]) -> AskScreen:
        clock = self._parts.door.clock
        if not question.is_score:
            return AskScreen(question, said, clock, whole=len(said) > MOST_ABOVE)
        session = self.player.session
        at_check = session is not None and session.asking is Asking.CHECK
        newest = self.player.newest_score if at_check else None
        return PainCheckScreen(question, said, clock, newest=newest)

    def refuse(self, at: float, question: Question, words: str) -> None:
        """An answer that is none: the cards take only those that are."""

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """The end: its screen, or out."""
        if self._over:
            return
        self._withdraw()
        self._today.withdraw()
        if outcome is Outcome.LEFT and not reason:
            if not self._giving_up:
                self._visit.left()
            return
        self._visit.show_end(outcome, self._end_screen(outcome, reason))

    def _getting_ready(self, words: str) -> None:
        """How far the voice has come, before the first movement."""
        if not self._over:
            self._today.tell((words,))

    # What the person says

    def answer(self, answer: str) -> None:
        """The answer to the question that is open."""
        self._answering = True
        try:
            self.player.answer(answer)
        finally:
            self._answering = False

    def _answered(self, answer: str | None) -> None:
        """The answer to a question over the session; ``None`` where it was taken away."""
        if answer is not None:
            self._modal = None
            self.answer(answer)

    def _answered_first(self, answer: str | None) -> None:
        """The answer to a question of its own before the session."""
        if answer is not None:
            self._today.forget_words()
            self.answer(answer)

    def say_back(self, score: int) -> None:
        """Say the number that was given, while it may still be mended."""
        if self._play is not None:
            self._speaker.drop(Priority.QUESTION)
            self._speaker.soon(Line(f"{score}.", Priority.QUESTION))

    def stop(self) -> None:
        """The person leaves."""
        self.player.command(Command.STOP)

    def hurts(self) -> None:
        """It hurts. Where that is being asked already, once is enough."""
        if self._modal is None or self._modal.question.id != HURT:
            self.player.command(Command.PAIN)

    def give_up(self) -> bool:
        """End it before the session begins; ``False`` where a warning sign is told first."""
        self._giving_up = True
        self.player.command(Command.STOP)
        return self.player.outcome is Outcome.LEFT

    def hush(self) -> None:
        """Say nothing more: something else begins."""
        self._speaker.hush()

    def leave(self, reason: str) -> None:
        """The process has to end: the record is closed, and nothing is shown any more."""
        self._over = True
        self._speaker.hush()
        self.player.leave(reason)

    # The screens

    def _film(self, still: bool) -> Film | None:
        """What is drawn, where anything is."""
        pictures = self._parts.pictures
        if pictures is None:
            return None
        return Film(pictures, self._parts.door.library.figures(self._entry), still=still)

    def _enter(self) -> PlayScreen | None:
        """The play screen, once there is a session."""
        if self._play is None and self.player.session is not None:
            still = self._app.still
            self._play = PlayScreen(
                self.player, self._parts.door.clock, still=still, film=self._film(still)
            )
            self._app.push_screen(self._play)
            if self._said:
                self._play.notice(" ".join(self._said))
        return self._play

    def _withdraw(self) -> None:
        """Take away whatever lies over the session."""
        self._modal = None
        if self._play is None or self._play not in self._app.screen_stack:
            return
        while self._app.screen is not self._play:
            self._app.pop_screen()

    def _end_screen(self, outcome: Outcome, reason: str) -> AdviceScreen | SummaryScreen:
        if outcome.is_stop:
            return self._advice_screen(outcome, reason)
        session = self.player.session
        facts = []
        if session is not None:
            facts = [seconds_words(60 * max(round(session.offset / 60), 1))]
            facts += [count_words(self._reps, "rep")] if self._reps else []
        title = session.timeline.plan.title if session else ""
        lines = [*([sentence(reason)] if reason else []), *self._said]
        lines += suited(session.timeline.plan) if session else []
        return SummaryScreen(outcome, title, ", ".join(facts), self._finished, lines)

    def _advice_screen(self, outcome: Outcome, reason: str) -> AdviceScreen:
        numbers = self._parts.door.content.numbers
        return advice_screen(numbers, outcome, self._said or self._before, reason)

    def _count(self, event: SegmentBegan) -> None:
        """What is done, for the summary."""
        segment = event.segment
        if segment.kind is SegmentKind.FINISH and segment.name not in self._finished:
            self._finished.append(segment.name)
        if segment.kind is SegmentKind.PHASE and self.player.session is not None:
            before = self.player.session.timeline.segments[event.index - 1]
            self._reps += before.unit != segment.unit and segment.rep > 0
