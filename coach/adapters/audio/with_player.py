"""The system's own player: a short program for each sound."""

import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from pathlib import Path
from typing import Final

from coach.adapters.audio.backend import BackEndError
from coach.adapters.audio.sounds import RATE, WIDTH, Samples

PLAYERS: Final = {
    "pw-play": ("pw-play",),
    "paplay": ("paplay",),
    "aplay": ("aplay", "-q"),
    "afplay": ("afplay",),
}
"""Programs that play the WAV file named last, the best one first."""
TRIAL: Final = 1.0
"""Seconds in which a player has to get through a moment of silence."""


class PlayerBackEnd:
    """Plays each sound with a program of the system's."""

    name = "system"

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="coach-sound-")
        self._files: dict[bytes, Path] = {}
        self._playing: list[subprocess.Popen[bytes]] = []
        self.device = ""
        failed = []
        for player in PLAYERS:
            if shutil.which(player) is None:
                continue
            if self._can(player):
                self.device = player
                return
            failed.append(player)
        self._folder.cleanup()
        if failed:
            raise BackEndError(f"finds no device to play on ({', '.join(failed)})")
        raise BackEndError(f"has no player: none of {', '.join(PLAYERS)} is there")

    def play(self, samples: Samples) -> None:
        """Start the player."""
        failed = [process.poll() for process in self._playing]
        self._playing = [process for process in self._playing if process.poll() is None]
        if any(failed):
            raise BackEndError(f"can't play any more ({self.device})")
        self._playing.append(self._start(self.device, samples))

    def hush(self) -> None:
        """End every player."""
        for process in self._playing:
            process.terminate()
        for process in self._playing:
            process.wait()
        self._playing = []

    def tend(self) -> float | None:
        """Nothing has to be looked after."""
        return None

    def sounding(self) -> bool:
        """Whether a player still runs."""
        return any(process.poll() is None for process in self._playing)

    def close(self) -> None:
        """End every player, and take the files away."""
        self.hush()
        self._folder.cleanup()

    def _can(self, player: str) -> bool:
        """Whether a player gets through a moment of silence."""
        process = self._start(player, array("h", bytes(WIDTH * RATE // 100)))
        try:
            return process.wait(TRIAL) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return False

    def _start(self, player: str, samples: Samples) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                [*PLAYERS[player], str(self._file(samples))],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise BackEndError(f"can't start {player}: {error.strerror or error}") from error

    def _file(self, samples: Samples) -> Path:
        """A file with this sound; the same sound has the same one."""
        content = samples.tobytes()
        if content not in self._files:
            path = Path(self._folder.name) / f"{len(self._files)}.wav"
            swapped = array("h", samples)
            if sys.byteorder == "big":
                swapped.byteswap()
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(WIDTH)
                file.setframerate(RATE)
                file.writeframes(swapped.tobytes())
            self._files[content] = path
        return self._files[content]
