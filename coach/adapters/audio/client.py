"""Sound as the session sees it: a line a tone to the worker, and never a wait.

Nothing of it runs beside the session, neither a thread nor a timer. What the worker has answered is
read when the next tone is played or the state is looked at; a worker that has died or that doesn't
answer is replaced then.
"""

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from coach.adapters.audio.process import WorkerProcess
from coach.adapters.audio.protocol import hush_line, play_line, read_state
from coach.domain.tones import Tone
from coach.ports.audio_out import LOUDEST, USUAL_VOLUME, AudioState

IDLE: Final = 20.0
"""Seconds of quiet after which the device is given back."""
PATIENCE: Final = 3.0
"""Seconds after which a worker that hasn't answered counts as hung."""
FIRST_PATIENCE: Final = 15.0
"""The same for its first word: on a cold, slow disk a start takes its time."""
STARTS: Final = 5
"""Workers that are started within :data:`SPAN` at most: one that always dies has to rest."""
SPAN: Final = 60.0
"""Seconds."""
MOST_OWED: Final = 64
"""Lines without an answer at most, which any pipe has room for; further ones are left out."""


class AudioClient:
    """Plays tones through a worker process.

    ``backend`` is what the settings name. ``bell`` rings the terminal's bell where there is no
    other sound; only a front end may write to its terminal, so it is handed in from there.
    """

    def __init__(
        self,
        backend: str = "auto",
        *,
        volume: int = USUAL_VOLUME,
        bell: Callable[[], None] | None = None,
        idle: float = IDLE,
        patience: float = PATIENCE,
    ) -> None:
        self._backend = backend
        self._volume = volume
        self._bell = bell
        self._idle = idle
        self._patience = patience
        self._state = AudioState()
        self._worker: WorkerProcess | None = None
        self._heard = False
        """Whether this worker has said anything yet."""
        self._answered = 0.0
        self._number = 0
        self._owed: deque[tuple[int, float]] = deque()
        """The lines without an answer, and when they were sent."""
        self._starts: deque[float] = deque(maxlen=STARTS)
        self._closed = False
        if backend == "none":
            self._state = AudioState("none", "", ("Sound is off in the settings.",))

    @property
    def state(self) -> AudioState:
        """What the worker has said of its back end."""
        self._listen()
        return self._state

    @property
    def volume(self) -> int:
        """How loud tones are."""
        return self._volume

    @property
    def pid(self) -> int | None:
        """The worker's process; ``None`` where none runs."""
        return self._worker.pid if self._worker is not None else None

    @property
    def owes(self) -> int:
        """How many lines the worker hasn't acknowledged yet."""
        self._listen()
        return len(self._owed)

    def set_volume(self, volume: int) -> None:
        """Louder or softer from the next tone on."""
        self._volume = min(max(volume, 0), LOUDEST)

    def start(self) -> None:
        """Start the worker, so that the first tone is as quick as the others."""
        self._listen()
        if self._worker is None:
            self._start()

    def play(self, tone: Tone) -> None:
        """Sound a tone now."""
        if self._volume == 0 or self._closed:
            return
        self._send(lambda number, now: play_line(number, tone, self._volume, now))
        if self._state.backend == "none" and self._bell is not None:
            with suppress(OSError, ValueError):  # a terminal that is gone
                self._bell()

    def hush(self) -> None:
        """Let what sounds fade out."""
        if self._worker is not None:
            self._send(lambda number, _: hush_line(number))

    def close(self) -> None:
        """End the worker; a tone that has begun sounds to its end without us."""
        self._closed = True
        worker, self._worker = self._worker, None
        if worker is None:
            return
        if self._heard or self._owed:
            worker.end()
        else:
            worker.kill()

    # The worker

    def _send(self, line: Callable[[int, float], bytes]) -> None:
        """Send a line, to a new worker where the old one has died or hangs."""
        self._listen()
        now = time.monotonic()
        if self._hangs(now):
            self._lose()
        if len(self._owed) >= MOST_OWED:
            return
        self._number += 1
        content = line(self._number, now)
        for _ in range(2):
            if self._worker is None and not self._start():
                return
            assert self._worker is not None
            if self._worker.send(content):
                self._owed.append((self._number, now))
                return
            self._lose()

    def _listen(self) -> None:
        """Take in what the worker has said."""
        if self._worker is None:
            return
        lines, alive = self._worker.receive()
        for line in lines:
            self._take(line)
        if not alive:
            self._lose()

    def _take(self, line: str) -> None:
        self._heard = True
        self._answered = time.monotonic()
        fields = line.split("\t")
        with suppress(ValueError, IndexError):  # a library that has written in between
            if fields[0] == "state":
                self._state = read_state(fields)
            elif fields[0] == "ok":
                number = int(fields[1])
                while self._owed and self._owed[0][0] <= number:
                    self._owed.popleft()

    def _hangs(self, now: float) -> bool:
        if self._worker is None:
            return False
        if not self._heard:
            return now - self._starts[-1] > FIRST_PATIENCE
        return bool(self._owed) and now - max(self._owed[0][1], self._answered) > self._patience

    def _start(self) -> bool:
        """Start a worker; ``False`` if none is wanted, or it fails, or has too often of late."""
        if self._closed or self._backend == "none":
            return False
        now = time.monotonic()
        if len(self._starts) == STARTS and now - self._starts[0] < SPAN:
            self._state = AudioState("none", "", ("The sound process ends again and again.",))
            return False
        self._starts.append(now)
        self._heard = False
        try:
            self._worker = WorkerProcess(self._backend, self._idle)
        except (OSError, ValueError) as error:
            self._state = AudioState("none", "", (f"The sound process doesn't start: {error}.",))
            return False
        return True

    def _lose(self) -> None:
        """This worker is of no use any more."""
        worker, self._worker = self._worker, None
        self._owed.clear()
        if worker is not None:
            worker.kill()
            if not self._heard:
                self._state = AudioState("none", "", ("The sound process ends at once.",))
