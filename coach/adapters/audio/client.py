"""Sound as the session sees it: a line to the worker for each, and never a wait.

Nothing of it runs beside the session, neither a thread nor a timer. What the worker has answered is
read when the next sound is played or the state is looked at; a worker that has died or that doesn't
answer is replaced then.
"""

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from coach.adapters.audio.process import WorkerProcess
from coach.adapters.audio.protocol import (
    ALL,
    STALE,
    VOICE,
    hush_line,
    load_line,
    play_line,
    read_state,
)
from coach.adapters.audio.sounds import Channel, channel_of, tone_files
from coach.domain.sounds import AS_SET, Profile, Sounds, Tone
from coach.ports.audio_out import LOUDEST, USUAL_VOLUME, AudioState
from coach.ports.voice import Clip

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
MOST_OWED: Final = 4_000
"""Bytes without an answer at most, which any pipe has room for; further lines are left out."""
_Line = Callable[[int, float], bytes]
"""A line, by its number and by now."""


class AudioClient:
    """Plays tones and spoken lines through a worker process.

    ``backend`` is what the settings name, ``sounds`` are those of the person. ``bell`` rings the
    terminal's bell where there is no other sound; only a front end may write to its terminal, so
    it is handed in from there.
    """

    def __init__(
        self,
        backend: str = "auto",
        *,
        volume: int = USUAL_VOLUME,
        voice_volume: int = USUAL_VOLUME,
        sounds: Sounds = AS_SET,
        bell: Callable[[], None] | None = None,
        idle: float = IDLE,
        patience: float = PATIENCE,
    ) -> None:
        self._backend = backend
        self._volume = volume
        self._voice_volume = voice_volume
        self._own = self._sounds = sounds
        self._tones = _tones_of(sounds)
        self._bell = bell
        self._idle = idle
        self._patience = patience
        self._state = AudioState()
        self._worker: WorkerProcess | None = None
        self._heard = False
        """Whether this worker has said anything yet."""
        self._answered = 0.0
        self._number = 0
        self._owed: deque[tuple[int, float, int]] = deque()
        """The lines without an answer: number, when it was sent, bytes."""
        self._owed_bytes = 0
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
    def voice_volume(self) -> int:
        """How loud spoken lines are."""
        return self._voice_volume

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

    def set_voice_volume(self, volume: int) -> None:
        """Louder or softer from the next spoken line on."""
        self._voice_volume = min(max(volume, 0), LOUDEST)

    def dress(self, sounds: Sounds) -> None:
        """Sound as a routine wants it."""
        self._sounds = sounds.over(self._own)
        self._tones = _tones_of(self._sounds)
        if self._worker is not None:
            self._load()

    def start(self) -> None:
        """Start the worker, so that the first sound is as quick as the others."""
        self._listen()
        if self._worker is None:
            self._start()

    def play(self, tone: Tone) -> None:
        """Sound a tone now."""
        if tone not in self._tones or self._volume == 0 or self._closed:
            return
        channel, own, usual = self._tones[tone]
        self._send(
            lambda number, now: play_line(
                number, channel, self._volume, now, STALE, own=own, ours=usual
            )
        )
        if self._state.backend == "none" and self._bell is not None:
            with suppress(OSError, ValueError):  # a terminal that is gone
                self._bell()

    def speak(self, clip: Clip, *, within: float) -> None:
        """Sound a spoken line now, or not at all once ``within`` seconds have passed."""
        if self._voice_volume == 0 or self._closed:
            return
        self._send(
            lambda number, now: play_line(
                number, Channel.VOICE, self._voice_volume, now, within, ours=clip.source
            )
        )

    def hush(self) -> None:
        """Let what sounds fade out."""
        self._hush(ALL)

    def hush_voice(self) -> None:
        """Let spoken lines fade out; tones sound on."""
        self._hush(VOICE)

    def close(self) -> None:
        """End the worker; what has begun sounds to its end without us."""
        self._closed = True
        worker, self._worker = self._worker, None
        if worker is None:
            return
        if self._heard or self._owed:
            worker.end()
        else:
            worker.kill()

    # The worker

    def _hush(self, what: str) -> None:
        if self._worker is not None:
            self._send(lambda number, _: hush_line(number, what))

    def _load(self) -> None:
        """Have the person's own files got ready: to convert one takes longer than a tone waits."""
        if self._sounds.profile is not Profile.SILENT:
            for _, path in self._sounds.files:
                self._write(_loading(path))

    def _send(self, line: _Line) -> None:
        """Send a line, to a new worker where the old one has died or hangs."""
        self._listen()
        if self._hangs(time.monotonic()):
            self._lose()
        for _ in range(2):
            if self._worker is None and not self._start():
                return
            if self._write(line):
                return
            self._lose()

    def _write(self, line: _Line) -> bool:
        """Write a line, or leave it out where too much is owed; ``False`` if the worker is gone."""
        assert self._worker is not None
        now = time.monotonic()
        content = line(self._number + 1, now)
        if self._owed_bytes + len(content) > MOST_OWED:
            return True
        self._number += 1
        self._owed_bytes += len(content)
        self._owed.append((self._number, now, len(content)))
        return self._worker.send(content)

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
                    self._owed_bytes -= self._owed.popleft()[2]

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
        self._load()
        return True

    def _lose(self) -> None:
        """This worker is of no use any more."""
        worker, self._worker = self._worker, None
        self._owed.clear()
        self._owed_bytes = 0
        if worker is not None:
            worker.kill()
            if not self._heard:
                self._state = AudioState("none", "", ("The sound process ends at once.",))


def _tones_of(sounds: Sounds) -> dict[Tone, tuple[Channel, str, str]]:
    """The channel and the files of each tone that sounds."""
    found = ((tone, tone_files(sounds, tone)) for tone in Tone)
    return {tone: (channel_of(tone), *files) for tone, files in found if files is not None}


def _loading(path: str) -> _Line:
    return lambda number, _: load_line(number, path)
