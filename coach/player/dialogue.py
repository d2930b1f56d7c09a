"""Questions in a row, written as a generator, and what drives it.

A dialogue yields a :class:`Tell` (words), a :class:`WayOut` (getting out of the position), a
:class:`~coach.domain.triage.Finding` (a warning sign, the moment it is answered), a
:class:`Checked` (that it has been seen to), a :class:`Ticked` (caution), a :class:`Read`, a
:class:`Rest` or a :class:`~coach.domain.questions.Question`, whose answer is sent back into it.
What it returns is its result. So the order of questions is written once and is the same in every
front end.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from coach.domain.questions import Question, Silence
from coach.domain.triage import Finding
from coach.player.stage import Stage
from coach.ports.clock import Clock, Handle

PATIENCE: Final = 30.0
"""Seconds that a question waits before it is asked again, and again before it ends."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tell:
    """Words to say."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """The way out of the position; the dialogue goes on when it has been said."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A doctor has checked this warning sign, and it is unchanged: it stands in no way."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class Ticked:
    """A caution line (its id) that allows no session: what was said comes to it."""

    caution: str


@dataclass(frozen=True, slots=True)
class Read:
    """Words that are read before anything else happens, where a front end can wait for that."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing is asked for so many seconds; then the dialogue goes on."""

    seconds: float


Item = Tell | Read | WayOut | Finding | Checked | Ticked | Rest | Question
"""What a dialogue can yield."""

Dialogue = Generator[Item, str, T]


class NoAnswerError(Exception):
    """Nobody answered: thrown into the dialogue, and out of it where it doesn't mind."""


def tell(*lines: str) -> Iterator[Tell]:
    """Say lines, if there are any: for ``yield from`` in a dialogue."""
    if lines:
        yield Tell(lines)


class Host(Protocol):
    """Whoever holds a conversation, and what it hears of it."""

    def at(self) -> float:
        """The offset in the session, in seconds."""

    def found(self, finding: Finding) -> None:
        """A warning sign was answered."""

    def checked(self, finding: Finding) -> None:
        """A doctor has checked a warning sign that was answered just before."""

    def ticked(self, caution: str) -> None:
        """A caution line that allows no session applies."""

    def leave_position(self, lines: tuple[str, ...]) -> None:
        """The way out of the position begins; the conversation waits for its end."""

    def nobody_answered(self) -> None:
        """The conversation is over without a result."""


class Conversation(Generic[T]):
    """Runs a dialogue on a stage, for a host.

    ``done`` gets the result. ``patience`` are the seconds that a question waits; with ``None``
    it waits for ever.
    """

    def __init__(
        self,
        dialogue: Dialogue[T],
        stage: Stage,
        clock: Clock,
        host: Host,
        done: Callable[[T], None],
        *,
        patience: float | None = PATIENCE,
    ) -> None:
        self._dialogue = dialogue
        self._stage = stage
        self._clock = clock
        self._host = host
        self._done = done
        self._patience = patience
        self._question: Question | None = None
        self._repeated = False
        self._timer: Handle | None = None
        self._over = False
        self._waits_for_reader = False
        self.resting = False
        """Whether nothing is asked because the person rests."""

    @property
    def question(self) -> Question | None:
        """The question that is open."""
        return self._question

    def start(self) -> None:
        """Put the first question."""
        self._step(lambda: next(self._dialogue))

    def answer(self, words: str) -> None:
        """Take ``words`` as the answer to the open question; what is none is asked again."""
        question = self._question
        if question is None or self._over:
            return
        answer = question.accept(words)
        if answer is None:
            self._stage.refuse(self._host.at(), question, words)
            self._repeated = False
            self._put(question)
            return
        self._question = None
        self._step(lambda: self._dialogue.send(answer))

    def wait_anew(self) -> None:
        """Somebody is there: the open question has its whole patience again."""
        if self._question is not None and not self._over:
            self._repeated = False
            self._wait()

    def out_of_position(self) -> None:
        """The way out has been said: go on."""
        self._step(lambda: next(self._dialogue))

    def input_ended(self) -> None:
        """No answer can come any more: ask once more, then end."""
        question = self._question
        if question is None or self._over:
            return
        self._stage.tell(self._host.at(), ("No answer.", *question.repeated))
        self._stage.ask(self._host.at(), question)
        self._give_up(question)

    def cancel(self) -> None:
        """Drop the dialogue: something more important has come."""
        self._over = True
        self._question = None
        self._stop_timer()
        self._dialogue.close()

    def _step(self, step: Callable[[], Item]) -> None:
        """Run the dialogue to its next question or its end."""
        self._stop_timer()
        while not self._over:
            try:
                item = step()
            except StopIteration as stop:
                self._over = True
                self._done(stop.value)
                return
            except NoAnswerError:
                self._over = True
                self._host.nobody_answered()
                return
            match item:
                case Tell():
                    self._stage.tell(self._host.at(), item.lines)
                case Finding():
                    self._host.found(item)
                case Checked():
                    self._host.checked(item.finding)
                case Ticked():
                    self._host.ticked(item.caution)
                case Read():
                    if self._stage.hold(self._host.at(), item.lines):
                        self._waits_for_reader = True
                        return
                case Rest():
                    self.resting = True
                    until = self._clock.now() + item.seconds
                    self._timer = self._clock.call_at(until, self._rested)
                    return
                case WayOut():
                    self._host.leave_position(item.lines)
                    return
                case Question():
                    self._repeated = False
                    self._put(item)
                    return
            step = self._onward

    def _rested(self) -> None:
        self.resting = False
        self._step(self._onward)

    def read_on(self) -> None:
        """The words have been read."""
        if self._waits_for_reader:
            self._waits_for_reader = False
            self._step(self._onward)

    def _onward(self) -> Item:
        return next(self._dialogue)

    def _put(self, question: Question) -> None:
        self._question = question
        self._stage.ask(self._host.at(), question)
        self._wait()

    def _wait(self) -> None:
        self._stop_timer()
        if self._question is not None and self._question.every is not None:
            self._timer = self._clock.call_at(
                self._clock.now() + self._question.every, self._wait_over
            )
        elif self._patience is not None:
            self._timer = self._clock.call_at(self._clock.now() + self._patience, self._wait_over)

    def _wait_over(self) -> None:
        """Nobody has answered for a while."""
        question = self._question
        if question is None or self._over:
            return
        if question.every is not None:
            self._put(question)
        elif not self._repeated:
            self._repeated = True
            self._stage.tell(self._host.at(), ("No answer yet.", *question.repeated))
            self._put(question)
        elif question.silence is not Silence.HOLDS:
            self._give_up(question)

    def _give_up(self, question: Question) -> None:
        self._question = None
        if question.silence is Silence.DECLINES:
            self._step(lambda: self._dialogue.send(question.declined))
        else:
            self._step(lambda: self._dialogue.throw(NoAnswerError))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def show_numbered(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines with their numbers before them, from 1."""
    width = len(str(len(lines)))
    return tuple(f"{number:>{width}} {line}" for number, line in enumerate(lines, start=1))
