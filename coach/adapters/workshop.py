"""A workshop in a process of its own: a generator function of ours, called with one job at a time.

What it makes crosses the pipe pickled, a line in base64 for each piece: both ends are ours.
"""

import base64
import binascii
import pickle
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, Generic, TypeVar

from coach.adapters.audio.process import ModuleProcess

Job = TypeVar("Job")
Piece = TypeVar("Piece")

MODULE: Final = "coach.adapters.workshop_worker"
MOST_SENT: Final = 48_000
"""Bytes that a pipe surely has room for. A longer job is refused."""
STARTS: Final = 3
"""How often the process is started; one that ends so often isn't started again."""


class ProcessWorkshop(Generic[Job, Piece]):
    """Has ``function`` ("module:name") called in another process. Nothing is started before a job.

    A process that ends before its time is started again, and what it was at is begun anew. Jobs
    that nobody does any more end without a piece.
    """

    def __init__(self, function: str) -> None:
        self._function = function
        self._process: ModuleProcess | None = None
        self._jobs: dict[int, bytes] = {}
        """Under way, in order, as they are sent."""
        self._sent: set[int] = set()
        """Those that the process has, which together are not longer than a pipe has room for."""
        self._over: list[int] = []
        """Those that ended undone, until that is told."""
        self._starts = 0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process; ``None`` where none runs."""
        return self._process.pid if self._process is not None else None

    def give(self, number: int, job: Job) -> bool:
        """Begin a job behind those that are under way; ``False`` where nobody works any more."""
        if self._closed or (self._process is None and not self._start()):
            return False
        line = base64.b64encode(pickle.dumps((number, job))) + b"\n"
        if len(line) > MOST_SENT:
            self._over.append(number)
            return True
        self._jobs[number] = line
        self._send()
        return self._process is not None

    def take(self) -> Sequence[tuple[int, Piece | None]]:
        """What has been made since: the job's number and a piece; ``None`` is the job's end."""
        found: list[tuple[int, Piece | None]] = []
        if self._process is not None:
            lines, alive = self._process.receive()
            for line in lines:
                with suppress(ValueError, binascii.Error, pickle.UnpicklingError, EOFError):
                    number, piece = pickle.loads(base64.b64decode(line))  # noqa: S301 - from our own process
                    if piece is None:
                        self._jobs.pop(number, None)
                        self._sent.discard(number)
                    found.append((number, piece))
            if alive:
                self._send()
            else:
                self._lost()
        found += [(number, None) for number in self._over]
        self._over.clear()
        return found

    def close(self) -> None:
        """Nothing is wanted any more."""
        self._closed = True
        self._jobs.clear()
        self._over.clear()
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _start(self) -> bool:
        if self._starts >= STARTS:
            return False
        self._starts += 1
        try:
            self._process = ModuleProcess(MODULE, (self._function,))
        except (OSError, ValueError):
            self._starts = STARTS
            return False
        return True

    def _send(self) -> None:
        """Send the jobs that wait, as far as there is surely room for them."""
        room = MOST_SENT - sum(len(self._jobs[number]) for number in self._sent)
        for number, line in self._jobs.items():
            if number in self._sent:
                continue
            room -= len(line)
            if room < 0:
                return
            if self._process is None or not self._process.send(line):
                self._lost()
                return
            self._sent.add(number)

    def _lost(self) -> None:
        """The process is gone: another one goes on, if it may still be started."""
        if self._process is not None:
            self._process.kill()
            self._process = None
        self._sent.clear()
        if not self._jobs:
            return
        if self._start():
            self._send()
        else:
            self._over += self._jobs
            self._jobs.clear()
