"""A client and what is heard of it, and a helper for its process."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from coach.adapters.audio.client import AudioClient
from coach.domain.tones import Tone
from tests.rig.hearing import heard
from tests.rig.pulse import Recording, SoundServer, hurry, wait_until

BACKENDS = ["miniaudio", "system", *(["simpleaudio"] if find_spec("simpleaudio") else [])]
"""Those that can play here; simpleaudio is there only where somebody has asked for it."""
MOST_PIECES = 3
"""Sounds of no name in one recording."""
VOLUME = 10
"""What the recordings are compared at."""


class Listener:
    """Hears what a sound server plays, also when that is another one at the same place."""

    def __init__(self, server: SoundServer) -> None:
        self.server = server
        self.recording = Recording(server)

    def __enter__(self) -> "Listener":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.recording.stop()

    def anew(self) -> None:
        """Listen again, to a server that was started again."""
        self.recording.stop()
        self.recording = Recording(self.server)

    def tones(self, volume: int = VOLUME) -> list[Tone | None]:
        """The tones heard so far; ``None`` for a sound that is no tone."""
        return [one.tone for one in heard(self.recording.samples, volume)]

    def moments(self) -> list[tuple[Tone, float]]:
        """The tones heard so far, and when each began, by ``time.monotonic()``.

        Where everything is busy a tone may stutter, and its pieces are sounds of no name. Few may.
        """
        found = heard(self.recording.samples, VOLUME)
        assert [one.tone for one in found].count(None) <= MOST_PIECES
        return [
            (one.tone, self.recording.moment(one.second)) for one in found if one.tone is not None
        ]

    def hears(self, loud: int = 500, seconds: float = 0.2) -> bool:
        """Whether something sounds now, or has in the last moment."""
        return self.recording.loudest(seconds) > loud

    def wait_for_sound(self) -> None:
        """Wait until something sounds."""
        wait_until(self.hears, "a sound")

    def wait_for_quiet(self, seconds: float = 0.3) -> None:
        """Wait until nothing has sounded for so long."""
        self.recording.wait(seconds)
        wait_until(lambda: self.recording.loudest(seconds) < 10, "quiet")


@contextmanager
def client(
    backend: str = "miniaudio", *, idle: float = 20.0, patience: float = 3.0, first: bool = True
) -> Iterator[AudioClient]:
    """A real client with a real worker, which knows its back end by now and goes first."""
    audio = AudioClient(backend, volume=VOLUME, idle=idle, patience=patience)
    try:
        audio.start()
        wait_until(lambda: audio.state.backend != "", "the worker's state")
        if first and audio.pid is not None:
            hurry(audio.pid)
        yield audio
    finally:
        pid = audio.pid
        audio.close()
        if pid is not None:
            wait_until(lambda: not runs(pid), "the worker's end")


def runs(pid: int) -> bool:
    """Whether a process is there and more than a note of its end."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def worker_of(audio: AudioClient) -> int:
    """The process that plays for a client."""
    assert audio.pid is not None
    return audio.pid


def kill(pid: int) -> None:
    """End a process as a crash would."""
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not runs(pid), "the process's end")


def play_until_heard(audio: AudioClient, listener: Listener, tone: Tone) -> None:
    """Play a tone every now and then, as a session does, until it is heard."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        audio.play(tone)
        listener.recording.wait(0.3)
        if listener.hears(seconds=0.3):
            return
    raise AssertionError("never heard again")
