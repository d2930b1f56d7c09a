"""A client and what is heard of it, and a helper for its process."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from coach.adapters.audio.client import AudioClient
from coach.adapters.audio.sounds import Channel, Samples, gain, scaled
from coach.domain.sounds import AS_SET, Profile, Sounds, Tone
from coach.ports.voice import Clip
from tests.rig.hearing import Heard, heard
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

    def heard(
        self,
        lines: Mapping[str, Samples] | None = None,
        *,
        volume: int = VOLUME,
        voice_volume: int = VOLUME,
        profile: Profile = Profile.CALM,
    ) -> list[Heard]:
        """The tones and the spoken lines heard so far; neither, for another sound."""
        factor = gain(voice_volume, Channel.VOICE)
        clips = {name: scaled(samples, factor) for name, samples in (lines or {}).items()}
        return heard(self.recording.samples, volume, clips, profile)

    def tones(self, volume: int = VOLUME) -> list[Tone | None]:
        """The tones heard so far; ``None`` for a sound that is no tone."""
        return [one.tone for one in self.heard(volume=volume)]

    def moments(self) -> list[tuple[Tone, float]]:
        """The tones heard so far, and when each began, by ``time.monotonic()``."""
        return [(what, moment) for what, moment in self.all_moments() if isinstance(what, Tone)]

    def all_moments(
        self, lines: Mapping[str, Samples] | None = None
    ) -> list[tuple[Tone | str, float]]:
        """The same with the spoken lines.

        Where everything is busy a sound may stutter, and its pieces are sounds of no name. Few may.
        """
        found = self.heard(lines)
        assert [one.what for one in found].count(None) <= MOST_PIECES
        return [
            (one.what, self.recording.moment(one.second)) for one in found if one.what is not None
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
    backend: str = "miniaudio",
    *,
    sounds: Sounds = AS_SET,
    idle: float = 20.0,
    patience: float = 3.0,
    first: bool = True,
) -> Iterator[AudioClient]:
    """A real client with a real worker, which knows its back end by now and goes first."""
    audio = AudioClient(
        backend, volume=VOLUME, voice_volume=VOLUME, sounds=sounds, idle=idle, patience=patience
    )
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
    _until_heard(lambda: audio.play(tone), listener)


def speak_until_heard(audio: AudioClient, listener: Listener, clip: Clip) -> None:
    """The same with a spoken line, which is hushed then."""
    _until_heard(lambda: audio.speak(clip, within=0.2), listener)
    audio.hush_voice()


def _until_heard(sound: Callable[[], None], listener: Listener) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        sound()
        listener.recording.wait(0.3)
        if listener.hears(seconds=0.3):
            return
    raise AssertionError("never heard again")
