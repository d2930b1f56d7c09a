"""A player with everything real but time, stage and disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from coach.adapters.content import YamlContent
from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.adapters.store.memory import MemoryStore
from coach.domain.commands import Command, State
from coach.domain.events import Outcome
from coach.domain.session import Session
from coach.player.doorway import Doorway
from coach.player.player import Player
from coach.player.recorder import Recorder
from coach.ports.library import Entry
from coach.ports.safety_record import ListGroup, SafetyJournal
from tests.fakes import FakeClock, FakeKeepAwake, FakeNotifier, RecordingStage


@cache
def content() -> YamlContent:
    return YamlContent.load("DE")


@cache
def bundled_library() -> YamlLibrary:
    return YamlLibrary(None, bundled("routines"))


def know(store: SafetyJournal, wall: datetime) -> None:
    """Put into the record that the first use is over, and that every list was asked just now."""
    store.introduce((), wall)
    store.list_asked(ListGroup.URGENT, wall)
    store.list_asked(ListGroup.SOON, wall)


@dataclass
class House:
    """One person's machine: what is recorded stays from one session to the next."""

    clock: FakeClock = field(default_factory=FakeClock)
    store: MemoryStore = field(default_factory=MemoryStore)
    stage: RecordingStage = field(default_factory=RecordingStage)
    keep_awake: FakeKeepAwake = field(default_factory=FakeKeepAwake)
    notifier: FakeNotifier = field(default_factory=FakeNotifier)
    library: YamlLibrary = field(default_factory=bundled_library)
    known: bool = True
    """Whether the first use is over, and every list was asked just now."""
    patience: float | None = 30.0
    most_reps: int | None = None
    """What the person set as the most reps of anything."""
    make_stage: Callable[[], RecordingStage] = RecordingStage

    def __post_init__(self) -> None:
        if self.known and self.store.cautions() is None:
            know(self.store, self.clock.wall())
        self.player = self.enter()

    def enter(self, routine: str = "first-three") -> Player:
        """Start the program, the record kept; one that runs is killed first."""
        return self.enter_with(self.library.routine(routine))

    def enter_relief(self, name: str) -> Player:
        """Start the program with a relief protocol, as :meth:`enter` does."""
        return self.enter_with(self.library.relief(name))

    def enter_with(self, entry: Entry) -> Player:
        """Start the program with what a library has."""
        self.clock.forget()
        self.store.close()
        self.stage = self.make_stage()
        recorder = Recorder(
            self.store, self.store, self.clock, lambda words: self.stage.tell(0, (words,))
        )
        door = Doorway(recorder, content(), self.library, self.clock, most_reps=self.most_reps)
        self.player = Player(
            door,
            self.stage,
            self.keep_awake,
            entry,
            patience=self.patience,
            notifier=self.notifier,
        )
        return self.player

    def begin(self, *answers: object) -> None:
        """Begin, and answer the questions that come first."""
        self.player.begin()
        self.answer(*answers)

    def answer(self, *answers: object) -> None:
        for answer in answers:
            self.player.answer(str(answer))

    def open(self, start: object = 0, **answers: str) -> None:
        """Begin, answer every question before the session as if nothing were wrong.

        ``start`` is the score; ``answers`` are other answers by a question's id, with ``_`` for
        ``-``. Stops at a question that only ``answers`` could know.
        """
        self.player.begin()
        self.answer_on(start, **answers)

    def answer_on(self, start: object = 0, **answers: str) -> None:
        """Go on answering as :meth:`open` does."""
        while self.outcome is None and self.player.session is None:
            asked = self.asked
            if asked.replace("-", "_") in answers:
                self.answer(answers[asked.replace("-", "_")])
            elif asked == "start-score":
                self.answer(start)
            elif asked == "number":
                self.answer("")
            elif asked == "cautions":
                self.answer("0")
            elif asked == "why-left" or asked.startswith(("list-", "short-list", "line-", "sign-")):
                self.answer("n")
            else:
                return

    def play_until_question(self) -> str:
        """Let time pass until something is asked; gives the question's id."""
        for _ in range(20_000):
            question = self.player.question
            if question is not None:
                return question.id
            if self.player.outcome is not None:
                return ""
            due = self.clock.next_at()
            assert due is not None, "the session waits for nothing"
            self.clock.pass_time(due - self.clock.now())
        raise AssertionError("the session never asked anything")

    def play_to(self, name: str, phase: str, rep: int) -> None:
        """Let time pass until this phase of this rep begins."""
        for _ in range(20_000):
            session = self.player.session
            assert session is not None
            segment = session.segment
            if (segment.name, segment.phase, segment.rep) == (name, phase, rep):
                return
            assert session.state is State.RUNNING, session.state
            due = self.clock.next_at()
            assert due is not None
            self.clock.pass_time(due - self.clock.now())
        raise AssertionError("never came there")

    def say(self, command: Command) -> bool:
        return self.player.command(command)

    @property
    def session(self) -> Session:
        """The session that is played."""
        assert self.player.session is not None
        return self.player.session

    @property
    def state(self) -> State:
        return self.session.state

    def is_in(self, state: State) -> bool:
        return self.session.state is state

    def ended(self, outcome: Outcome | None) -> bool:
        return self.player.outcome is outcome

    @property
    def asked(self) -> str:
        """The id of the open question; empty where none is."""
        return self.player.question.id if self.player.question else ""

    @property
    def outcome(self) -> Outcome | None:
        return self.player.outcome

    def heard_question(self, id: str) -> bool:
        """Whether a question with this id was asked since the program was started."""
        return any(question.id == id for question in self.stage.questions)

    def heard(self, words: str) -> bool:
        """Whether a line with these words was said or shown."""
        asked = [line for question in self.stage.questions for line in question.lines]
        return any(words in line for line in [*self.stage.words, *asked])
