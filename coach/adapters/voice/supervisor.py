"""Keeps a worker at work: starts it when there is something to say, and replaces it.

Nothing here waits. A worker that dies or hangs is noticed at the next call; the line that it was
at is tried once more, and then given up, and so is an engine that doesn't survive being started.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from coach.adapters.audio.process import ModuleProcess
from coach.adapters.voice.protocol import (
    Chosen,
    Spoken,
    Trying,
    Unwritable,
    line_to_speak,
    read,
)

MODULE: Final = "coach.adapters.voice.worker"
PATIENCE: Final = 25.0
"""Seconds without a word after which a worker with something to do counts as hung. It gives up a
program that hangs by itself, and sooner."""
IDLE: Final = 30.0
"""Seconds without anything to do after which a worker goes: a large engine needs much memory."""
STARTS: Final = 5
"""Workers that are started within :data:`SPAN` at most: if they all die, there is no voice."""
SPAN: Final = 60.0
"""Seconds."""
ROOM: Final = 3_500
"""Bytes of lines without an answer at most, which any pipe has room for."""
TRIES: Final = 2
"""How often a line, or an engine, may be what a worker dies of."""


class NoWorkerError(Exception):
    """There is no worker, and there will be none. The text is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Done:
    """A line is in the cache and sounds for so long; ``None`` if it can't be spoken."""

    text: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Again:
    """A line was at a worker that is gone, and has to be sent once more."""

    text: str


Event: TypeAlias = Done | Again | Chosen | Unwritable


class Supervisor:
    """Hands lines to a worker, and its answers back.

    ``arguments`` gives the worker's own, for the keys of the engines that are left out.
    """

    def __init__(
        self,
        arguments: Callable[[Sequence[str]], Sequence[str]],
        patience: float = PATIENCE,
        idle: float = IDLE,
    ) -> None:
        self._arguments = arguments
        self._patience = patience
        self._idle = idle
        self._process: ModuleProcess | None = None
        self._starts: deque[float] = deque(maxlen=STARTS)
        self._heard = 0.0
        """When the worker last said something, or got something to do."""
        self._number = 0
        self._owed: dict[int, tuple[str, int]] = {}
        """The lines without an answer, and their bytes."""
        self._trying = ""
        """The key of the engine that the worker is getting ready."""
        self._deaths: Counter[tuple[str, str]] = Counter()
        self._without: list[str] = []
        self._events: list[Event] = []

    @property
    def pid(self) -> int | None:
        """The worker's process; ``None`` where none runs."""
        return self._process.pid if self._process is not None else None

    @property
    def without(self) -> Sequence[str]:
        """The keys of the engines that a worker doesn't survive."""
        return self._without

    def send(self, text: str) -> bool:
        """Have a line spoken; ``False`` if it has to wait until others are done.

        Raises:
            NoWorkerError: if there is nobody who could.
        """
        content = line_to_speak(self._number + 1, text)
        if self._owed and sum(size for _, size in self._owed.values()) + len(content) > ROOM:
            return False
        if self._process is None:
            self._start()
        assert self._process is not None
        if not self._process.send(content):
            self._lose()
            return False
        if not self._owed:
            self._heard = time.monotonic()
        self._number += 1
        self._owed[self._number] = (text, len(content))
        return True

    def receive(self) -> list[Event]:
        """What has come of it since the last time."""
        lines, alive = self._process.receive() if self._process is not None else ([], False)
        for line in lines:
            self._take(line)
        if self._process is not None:
            quiet = time.monotonic() - self._heard
            if not alive or (self._owed and quiet > self._patience):
                self._lose()
            elif not self._owed and quiet > self._idle:
                self.drop()
        events, self._events = self._events, []
        return events

    def drop(self) -> None:
        """End the worker, which is to blame for nothing; a new one is started when needed."""
        process, self._process = self._process, None
        if process is not None:
            process.kill_all()
        self._events += [Again(text) for text, _ in self._owed.values()]
        self._owed.clear()

    def _take(self, line: str) -> None:
        if self._process is None:  # what it said before it was dropped
            return
        self._heard = time.monotonic()
        message = read(line)
        if isinstance(message, Spoken) and message.number in self._owed:
            text, _ = self._owed.pop(message.number)
            self._events.append(Done(text, message.seconds))
        elif isinstance(message, Trying):
            self._trying = message.key
        elif isinstance(message, Chosen):
            self._trying = ""
            self._events.append(message)
        elif isinstance(message, Unwritable):
            self._events.append(message)
            self.drop()

    def _lose(self) -> None:
        """This worker is of no use any more; what it was at may be why."""
        if self._trying:
            self._deaths["engine", self._trying] += 1
            if self._deaths["engine", self._trying] == TRIES:
                self._without.append(self._trying)
        elif self._owed:
            number = min(self._owed)
            text, _ = self._owed[number]
            self._deaths["line", text] += 1
            if self._deaths["line", text] == TRIES:
                del self._owed[number]
                self._events.append(Done(text, None))
        self.drop()

    def _start(self) -> None:
        now = time.monotonic()
        if len(self._starts) == STARTS and now - self._starts[0] < SPAN:
            raise NoWorkerError("The voice process ends again and again.")
        try:
            self._process = ModuleProcess(MODULE, self._arguments(self._without))
        except (OSError, ValueError) as error:
            raise NoWorkerError(f"The voice process doesn't start: {error}.") from error
        self._starts.append(now)
        self._heard = now
        self._trying = ""
