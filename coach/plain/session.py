"""A session line by line: writes what happens, reads what the person says."""

import asyncio
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final, TextIO

from coach.domain.commands import Command, State
from coach.domain.events import Event, Outcome
from coach.domain.questions import Question
from coach.domain.timeline import SegmentKind
from coach.plain.lines import LineReader
from coach.plain.script import event_lines, outcome_line, question_line, refusal, timestamp
from coach.player.exit_codes import EXIT_CODES, SIGNALLED
from coach.player.player import Player
from coach.player.stage import Stage

PIPE: Final = 13
"""The number of the signal for a reader that has gone; not every system names it."""

LAST_WORDS: Final = 60.0
"""Seconds at most in which the advice is said after the last line."""

WORDS: Final = {
    "pause": Command.PAUSE,
    "resume": Command.RESUME,
    "next": Command.NEXT,
    "back": Command.BACK,
    "more": Command.MORE,
    "easier": Command.EASIER,
    "again": Command.AGAIN,
    "ready": Command.READY,
    "pain": Command.PAIN,
    "stop": Command.STOP,
}
"""The whole words, which act at once when no question is open."""

LETTERS: Final = {
    "p": Command.PAIN,
    "r": Command.RESUME,
    "n": Command.NEXT,
    "b": Command.BACK,
    "m": Command.MORE,
    "e": Command.EASIER,
    "a": Command.AGAIN,
    "s": Command.STOP,
}
"""The letters that stand for them on a terminal."""

ALWAYS: Final = frozenset({Command.PAIN, Command.STOP})
"""The commands whose whole word is obeyed while a question is open, too."""

HELP: Final = (
    "Type a word and Enter: pause, resume, next, back, more, easier, again, ready, pain, stop.",
    "Or a letter: p pain, r resume, n next, b back, m more, e easier, a again, s stop.",
    "Any other line pauses; a second one means that it hurts.",
)


def at_once(call: Callable[[], None]) -> None:
    """Where nothing is said, it is quiet at once."""
    call()


class PlainStage:
    """Writes a session as lines of text, each at once."""

    def __init__(self, out: TextIO | None, *, times: bool, changed: Callable[[], None]) -> None:
        self._out = out
        self._times = times
        self._changed = changed
        self.failure: OSError | ValueError | None = None
        """Why no line can be written any more."""

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Words outside of the timeline."""
        for line in lines:
            self._write(f"{timestamp(at)} {line}" if self._times else line)

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        """Words that are written stay."""
        self.tell(at, lines)
        return False

    def show(self, event: Event) -> None:
        """Something has happened."""
        self.tell(event.at, list(event_lines(event)))
        self._changed()

    def ask(self, at: float, question: Question) -> None:
        """A question is a line of its own."""
        self.tell(at, question.lines)
        self._write(question_line(question))
        self._changed()

    def refuse(self, at: float, question: Question, words: str) -> None:
        """An answer that is none."""
        self.tell(at, (refusal(question, words),))

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """The last line is the outcome."""
        if reason and outcome is Outcome.PAIN:
            self.tell(at, (f"Stopped: {reason}.",))
        self._write(outcome_line(outcome))
        self._changed()

    def _write(self, line: str) -> None:
        if self._out is None or self.failure is not None:
            return
        try:
            self._out.write(f"{line}\n")
            self._out.flush()
        except (OSError, ValueError) as error:
            self.failure = error


class PlainSession:
    """Joins a player to lines in and lines out.

    ``terminal`` says whether a person types: then letters and unknown lines act too.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        out: TextIO | None,
        descriptor: int | None,
        *,
        terminal: bool,
        times: bool,
    ) -> None:
        self._loop = loop
        self._terminal = terminal
        self._stage = PlainStage(out, times=times, changed=self._changed)
        self._reader = LineReader(descriptor, self._lines_read, self._input_ended)
        self._lines: deque[str] = deque()
        self._no_more = False
        self._ready_ahead = False
        """Whether a pipe said "ready" before it was asked."""
        self._player: Player | None = None
        self._over = asyncio.Event()
        self._quiet = asyncio.Event()
        """Set when the last words have been said, or need not be."""
        self._signal = 0
        self._error: BaseException | None = None

    @property
    def stage(self) -> Stage:
        """The stage that the player plays on."""
        return self._stage

    async def run(
        self, player: Player, when_quiet: Callable[[Callable[[], None]], None] = at_once
    ) -> int:
        """Play to the end; gives the exit code.

        What is being said after the last line is said to its end: ``when_quiet`` calls back then.
        """
        self._player = player
        self._catch_signals()
        self._loop.set_exception_handler(self._failed)
        if self._terminal:
            self._stage.tell(0.0, HELP)
        player.begin()
        self._reader.start()
        await self._over.wait()
        if self._error is not None:
            raise self._error
        when_quiet(self._quiet.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._quiet.wait(), LAST_WORDS)
        if self._signal:
            return SIGNALLED + self._signal
        if isinstance(self._stage.failure, BrokenPipeError):
            return SIGNALLED + PIPE
        if self._stage.failure is not None:
            raise self._stage.failure
        assert player.outcome is not None
        return EXIT_CODES[player.outcome]

    # Lines come in

    def _lines_read(self, lines: Sequence[str]) -> None:
        self._tell_loop(self._take, lines)

    def _input_ended(self) -> None:
        self._tell_loop(self._end_input)

    def _tell_loop(self, act: Callable[..., None], *args: object) -> None:
        """Called by the thread that reads; the session, and its loop, may be over by then."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(act, *args)

    def _end_input(self) -> None:
        self._no_more = True
        self._pump()

    def _take(self, lines: Sequence[str]) -> None:
        """Lines that came together; one that says "pain" or "stop" waits for none before it.

        Lines that came with it are in its order: they may be answers that were given ahead.
        """
        if self._lines and WORDS.get(lines[0].strip().casefold()) in ALWAYS:
            self._lines.clear()
        self._lines += lines
        self._pump()

    def _changed(self) -> None:
        """Something was shown: look after this turn whether a waiting line fits now."""
        self._loop.call_soon(self._pump)

    def _pump(self) -> None:
        """Give the player the lines that it can take now."""
        player = self._player
        if player is None or self._over.is_set():
            return
        if self._stage.failure is not None:
            player.leave("nobody reads on")
        if self._ready_ahead and self._waits(player):
            self._ready_ahead = False
            player.command(Command.READY)
        while self._lines and player.outcome is None:
            if not self._give(player, self._lines[0]):
                break
            self._lines.popleft()
        if self._no_more and (not self._lines or self._stands_still(player)):
            player.input_ended()
        if player.outcome is not None:
            self._over.set()

    def _give(self, player: Player, line: str) -> bool:
        """Give one line to the player; ``False`` if it has to wait for the next question."""
        word = line.strip().casefold()
        command = WORDS.get(word)
        if player.question is not None:
            if command is not None and command in ALWAYS and player.command(command):
                return True
            player.answer(line)
            return True
        if command is None and not self._terminal:
            return False
        if command is Command.READY and not self._terminal and not self._waits(player):
            self._ready_ahead = True
            return True
        if command is None:
            command = LETTERS.get(word) or self._by_any_line(player, line)
        if not player.command(command):
            self._stage.tell(player.session.offset if player.session else 0.0, ("Not now.",))
        return True

    @staticmethod
    def _stands_still(player: Player) -> bool:
        """Whether only a word of the person could set the session going again."""
        session = player.session
        return session is not None and (
            session.state is State.PAUSED or session.segment.kind is SegmentKind.READY
        )

    @staticmethod
    def _waits(player: Player) -> bool:
        """Whether the session waits until the person says that they are ready."""
        session = player.session
        return session is not None and session.segment.kind is SegmentKind.READY

    @staticmethod
    def _by_any_line(player: Player, line: str) -> Command:
        """Any other line pauses; once paused it means "it hurts", and a space goes on."""
        paused = player.session is not None and player.session.state is State.PAUSED
        if not paused:
            return Command.PAUSE
        return Command.RESUME if line and not line.strip() else Command.PAIN

    # What goes wrong, and signals

    def _failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Something unexpected: nobody may lie there and wait for words that don't come."""
        self._error = context.get("exception") or RuntimeError(context["message"])
        self._over.set()
        if self._player is not None:
            self._stage.tell(self._player.at(), ("Something went wrong. Stop, and rest.",))
            with suppress(Exception):  # what is broken must not keep the program from ending
                self._player.leave("an unexpected error")

    def _catch_signals(self) -> None:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                self._catch(number)

    def _catch(self, number: signal.Signals) -> None:
        """Catch one signal; where the loop can't (Windows), the interpreter does."""
        try:
            self._loop.add_signal_handler(number, self._signalled, number)
        except (NotImplementedError, RuntimeError):
            signal.signal(
                number,
                lambda caught, _: self._loop.call_soon_threadsafe(self._signalled, caught),
            )

    def _signalled(self, number: int) -> None:
        self._signal = int(number)
        self._quiet.set()
        if self._player is not None:
            self._player.leave("interrupted")
        self._over.set()
