"""Model-checked: no way leads from a warning sign, or from a stop, to another exercise.

Whatever is answered, said, left unanswered, killed and started again: the model of
``tests/player/model.py`` finds no exercise that is played without the questions in between.
"""

from enum import Enum
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coach.domain.commands import BY_PERSON, Command
from coach.domain.questions import Question
from tests.domain.effort import THOROUGH
from tests.player.answering import Answers
from tests.player.house import House, know
from tests.player.model import ROWS, Model, WatchedStage

RUNS: Final = 400
STEPS: Final = 20
GAPS: Final = (0.4, 3.5, 31.0, 61.0, 130.0, 601.0, 7_300.0, 86_400.0, 8 * 86_400.0)
"""Seconds that may pass: a moment, a pause, silence, long away, until another day, a week."""
ROUTINES: Final = ("first-three", "acute-gentle")

AGREED: Final = {
    "gentle": "y",
    "lower": "y",
    "same-episode": "y",
    "go-on": "y",
    "unusual": "n",
    "rest-first": "y",
}
"""What is offered is taken."""


class Breaks(Enum):
    """What may come in between."""

    STOP = "stop"
    INPUT_ENDS = "input ends"
    LEAVE = "leave"
    KILL = "kill"


fine = st.booleans()
scores = st.integers(0, 10)


class SafetyMachine(RuleBasedStateMachine):
    """A person who says and does anything."""

    @initialize(known=fine, routine=st.sampled_from(ROUTINES))
    def arrive(self, known: bool, routine: str) -> None:
        self.model = Model()
        self.house = House(known=False, make_stage=lambda: WatchedStage(self.model))
        if known:
            know(self.house.store, self.house.clock.wall())
        self._start(routine)
        if known:
            self._answer_by(Answers(start=1))

    def _start(self, routine: str) -> None:
        self.house.enter(routine)
        self.model.started()
        self.house.player.begin()

    @property
    def question(self) -> Question | None:
        return self.house.player.question

    def _give(self, words: str) -> None:
        question = self.question
        if question is None:
            return
        answer = question.accept(words)
        if answer is not None:
            self.model.answered(question, answer)
        self.house.answer(words)

    @precondition(lambda self: self.question is not None)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        assert self.question is not None
        self._give(
            data.draw(st.sampled_from((*self.question.answers, "x")), label=self.question.id)
        )

    def _answer_by(self, answers: Answers) -> None:
        for _ in range(60):
            question = self.question
            if question is None or self.house.player.session is not None:
                return
            answer = answers.to(question)
            if answer is None:
                return
            self._give(answer)

    @precondition(lambda self: self.question is not None)
    @rule(start=st.integers(0, 7))
    def answer_as_if_nothing_were_wrong(self, start: int) -> None:
        self._answer_by(Answers({}, AGREED, start))

    @precondition(lambda self: self.question is not None)
    @rule(
        row=st.sampled_from(sorted(ROWS)),
        reply=st.sampled_from("yyu"),
        checked=st.sampled_from("ny"),
        since=st.sampled_from("12345"),
        start=st.integers(0, 7),
    )
    def tick_a_row(self, row: str, reply: str, checked: str, since: str, start: int) -> None:
        others = {**AGREED, "checked": checked, "follow-up": since}
        self._answer_by(Answers({row: reply}, others, start))

    @precondition(lambda self: self.question is not None and self.question.id == "follow-up")
    @rule(since=st.sampled_from("145"))
    def follow_up_well(self, since: str) -> None:
        self._answer_by(Answers({}, {**AGREED, "follow-up": since}, 1))

    @precondition(lambda self: self.question is not None)
    @rule(score=scores)
    def score(self, score: int) -> None:
        if self.question is not None and self.question.is_score:
            self._give(str(score))

    @precondition(lambda self: self.house.player.session is not None)
    @rule(command=st.sampled_from(sorted(BY_PERSON - {Command.STOP}, key=lambda c: c.value)))
    def say(self, command: Command) -> None:
        self.house.say(command)

    @precondition(lambda self: self.house.player.session is not None)
    @rule(way=st.sampled_from("12334u"), more=st.lists(st.sampled_from("nyu123"), max_size=9))
    def it_hurts(self, way: str, more: list[str]) -> None:
        self.house.say(Command.PAIN)
        for words in (way, *more):
            self._play(30)
            self._give(words)

    @precondition(lambda self: self.house.player.session is not None)
    @rule(scores=st.lists(scores, min_size=1, max_size=5))
    def play_and_score(self, scores: list[int]) -> None:
        for score in scores:
            self._play(400)
            if self.question is not None and self.question.is_score:
                self._give(str(score))

    @precondition(lambda self: self.house.player.session is not None)
    @rule(steps=st.integers(1, 60))
    def play(self, steps: int) -> None:
        self._play(steps)

    def _play(self, steps: int) -> None:
        for _ in range(steps):
            due = self.house.clock.next_at()
            if due is None or self.question is not None or self.house.outcome is not None:
                return
            self.house.clock.pass_time(max(due - self.house.clock.now(), 0.0))

    @rule(gap=st.sampled_from(GAPS), asleep=st.booleans())
    def time_passes(self, gap: float, asleep: bool) -> None:
        if asleep:
            self.house.clock.jump(gap)
            self.house.player.look()
        else:
            self.house.clock.pass_time(gap)

    @rule(how=st.sampled_from(Breaks), routine=st.sampled_from(ROUTINES))
    def something_breaks(self, how: Breaks, routine: str) -> None:
        match how:
            case Breaks.STOP:
                self.house.say(Command.STOP)
            case Breaks.INPUT_ENDS:
                self.house.player.input_ended()
            case Breaks.LEAVE:
                self.house.player.leave("interrupted")
            case Breaks.KILL:
                self._start(routine)

    @precondition(lambda self: self.house.player.session is not None)
    @rule(hurting=st.booleans(), since=st.sampled_from("145"))
    def it_is_killed_and_gone_on_with(self, hurting: bool, since: str) -> None:
        """Somebody who says yes to every offer to go on."""
        if hurting:
            self.house.say(Command.PAIN)
        self._start("first-three")
        self._answer_by(Answers({}, {**AGREED, "follow-up": since}, 1))
        self.house.say(Command.RESUME)
        self._play(60)

    @rule(start=st.integers(7, 10), routine=st.sampled_from(ROUTINES))
    def it_begins_with_much_pain(self, start: int, routine: str) -> None:
        self._start(routine)
        self._answer_by(Answers({}, {**AGREED, "rest-first": "n"}, start))
        self._play(60)

    @precondition(lambda self: self.house.outcome is not None)
    @rule(routine=st.sampled_from(ROUTINES), days=st.sampled_from((0, 0, 1, 2, 8, 30)))
    def the_next_start(self, routine: str, days: int) -> None:
        self.house.clock.pass_time(days * 86_400.0)
        self._start(routine)

    @invariant()
    def nothing_moves_that_must_not(self) -> None:
        if hasattr(self, "model"):
            assert self.model.faults == []


SafetyMachine.TestCase.settings = settings(
    max_examples=RUNS * 10 if THOROUGH else RUNS,
    stateful_step_count=STEPS,
    derandomize=not THOROUGH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
TestSafety = SafetyMachine.TestCase
