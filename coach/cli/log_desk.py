"""Where the diary is written on the command line: the record, the questions, and the answers."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Final, TextIO, TypeVar

import click

from coach.adapters.clock import LoopClock
from coach.adapters.paths import data_folder, settings_file
from coach.adapters.settings import read_settings
from coach.adapters.store import MemoryStore, open_record
from coach.cli.house import open_content, open_library, refuse
from coach.domain.events import Outcome
from coach.plain.lines import LONGEST
from coach.plain.session import PlainStage
from coach.player.dialogue import Conversation, Dialogue
from coach.player.doorway import Doorway
from coach.player.exit_codes import EXIT_CODES
from coach.player.outside import OutsideHost
from coach.player.recorder import Recorder
from coach.player.refusal import outcome_of
from coach.player.signs import advice_for

T = TypeVar("T")

NO_ANSWER: Final = EXIT_CODES[Outcome.NO_ANSWER]


class Desk(OutsideHost):
    """Puts the questions of a dialogue on standard output, and hears what comes of them."""

    def __init__(self, door: Doorway, stage: PlainStage) -> None:
        super().__init__(door)
        self.code = 0
        """The exit code that follows from what was answered."""
        self.failed = False
        """Whether something could not be kept."""
        self._stage = stage

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator["Desk"]:
        """A desk with the person's own record. It refuses where nothing can be kept."""
        settings, mistakes = read_settings(settings_file())
        for mistake in mistakes:
            click.echo(mistake, err=True)
        record = open_record(data_folder())
        loop = asyncio.new_event_loop()  # only the clock is used of it
        try:
            for notice in record.notices:
                click.echo(f"coach: {notice}", err=True)
            if isinstance(record.store, MemoryStore):
                refuse("Nothing was noted.")
            clock = LoopClock(loop)
            stage = PlainStage(_output(), times=False, changed=lambda: None)
            desks: list[Desk] = []

            def failed(words: str) -> None:
                click.echo(f"coach: {words}", err=True)
                for desk in desks:
                    desk.failed = True

            recorder = Recorder(record.journal, record.history, clock, failed)
            door = Doorway(recorder, open_content(settings), open_library(), clock)
            desks.append(cls(door, stage))
            yield desks[0]
        finally:
            record.close()
            loop.close()

    def tell(self, lines: Sequence[str]) -> None:
        """Print lines."""
        self._stage.tell(0.0, lines)

    def converse(self, dialogue: Dialogue[T]) -> T | None:
        """Hold a conversation on standard input; ``None`` where nobody answered."""
        results: list[T] = []
        talk = Conversation(
            dialogue, self._stage, self.door.clock, self, results.append, patience=None
        )
        talk.start()
        while talk.question is not None:
            line = _read_line()
            if line is None:
                talk.input_ended()
            else:
                talk.answer(line)
        worst = self._found.worst
        if worst is not None:
            self.code = EXIT_CODES[outcome_of(worst.level)]
            if self._silent:
                self.tell(advice_for(self.door.content, worst, self.door.clock.wall()))
        elif self._silent:
            self.code = NO_ANSWER
        if self._stage.failure is not None:
            raise self._stage.failure
        return results[0] if results else None


def _read_line() -> str | None:
    """The next line of standard input; ``None`` at its end."""
    try:
        line = b"" if sys.stdin is None else sys.stdin.buffer.readline()
    except (OSError, ValueError):
        return None
    if not line:
        return None
    return line[:LONGEST].decode("utf-8", errors="replace").rstrip("\r\n")


def _output() -> TextIO | None:
    """Standard output, which writes ``?`` for what its encoding doesn't have."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout
