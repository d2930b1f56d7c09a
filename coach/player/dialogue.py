"""Questions in a row, written as a generator, and what drives it.

A dialogue yields a :class:`Tell` (words), a :class:`WayOut` (getting out of the position) or a
:class:`~coach.domain.questions.Question`, whose answer is sent back into it. What it returns is
its result. So the order of questions is written once and is the same in every front end.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from coach.domain.questions import Question, Silence
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


Dialogue = Generator[Tell | WayOut | Question, str, T]


class NoAnswerError(Exception):
    """Nobody answered: thrown into the dialogue, and out of it where it doesn't mind."""


def tell(*lines: str) -> Iterator[Tell]:
    """Say lines, if there are any: for ``yield from`` in a dialogue."""
    if lines:
        yield Tell(lines)


class Conversation(Generic[T]):
    """Runs a dialogue on a stage.

    ``patience`` are the seconds that a question waits (``None`` waits for ever). ``done`` gets
    the result, ``silent`` is called when nobody answered.
    """

    def __init__(
        self,
        dialogue: Dialogue[T],
        stage: Stage,
        clock: Clock,
        *,
        at: Callable[[], float],
        done: Callable[[T], None],
        silent: Callable[[], None],
        way_out: Callable[[tuple[str, ...]], None] | None = None,
        patience: float | None = PATIENCE,
    ) -> None:
        self._dialogue = dialogue
        self._stage = stage
        self._clock = clock
        self._at = at
        self._done = done
        self._silent = silent
        self._way_out = way_out
        self._patience = patience
        self._question: Question | None = None
        self._asked = 0
        self._timer: Handle | None = None
        self._over = False

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
            self._stage.refuse(self._at(), question, words)
            self._put(question)
            return
        self._question = None
        self._step(lambda: self._dialogue.send(answer))

    def out_of_position(self) -> None:
        """The way out has been said: go on."""
        self._step(lambda: next(self._dialogue))

    def input_ended(self) -> None:
        """No answer can come any more: ask once more, then end."""
        question = self._question
        if question is None or self._over:
            return
        self._stage.tell(self._at(), ("No answer.", *question.repeated))
        self._stage.ask(self._at(), question)
        self._give_up(question)

    def cancel(self) -> None:
        """Drop the dialogue: something more important has come."""
        self._over = True
        self._question = None
        self._stop_timer()
        self._dialogue.close()

    def _step(self, step: Callable[[], Tell | WayOut | Question]) -> None:
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
                self._silent()
                return
            match item:
                case Tell():
                    self._stage.tell(self._at(), item.lines)
                case WayOut():
                    if self._way_out is not None:
                        self._way_out(item.lines)
                        return
                case Question():
                    self._asked = 0
                    self._put(item)
                    return
            step = self._onward

    def _onward(self) -> Tell | WayOut | Question:
        return next(self._dialogue)

    def _put(self, question: Question) -> None:
        self._question = question
        self._asked += 1
        self._stage.ask(self._at(), question)
        self._stop_timer()
        if self._patience is not None:
            self._timer = self._clock.call_at(self._clock.now() + self._patience, self._wait_over)

    def _wait_over(self) -> None:
        """Nobody has answered for a while."""
        question = self._question
        if question is None or self._over:
            return
        if self._asked == 1:
            self._stage.tell(self._at(), ("No answer yet.", *question.repeated))
            self._put(question)
        elif question.silence is not Silence.HOLDS:
            self._give_up(question)

    def _give_up(self, question: Question) -> None:
        self._question = None
        if question.silence is Silence.DECLINES:
            self._step(lambda: self._dialogue.send(question.answers[0]))
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
