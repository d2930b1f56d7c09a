"""The system's own player: a short program for each sound, tones and spoken lines alike."""

import shutil
import subprocess
import sys
import tempfile
import time
import wave
from array import array
from pathlib import Path
from typing import Final

from coach.adapters.audio.backend import BackEndError, Sound
from coach.adapters.audio.recent import Recent
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
MOST: Final = 16_000_000
"""Bytes of files that are kept for the next time."""


class PlayerBackEnd:
    """Plays each sound with a program of the system's, over what the others play."""

    name = "system"
    latency = None

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="coach-sound-")
        self._files: Recent[tuple[str, float], Path] = Recent(
            MOST, lambda path: path.stat().st_size, lambda path: path.unlink(missing_ok=True)
        )
        self._number = 0
        self._playing: list[tuple[subprocess.Popen[bytes], bool]] = []
        """The programs that run, and whether each of them speaks."""
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

    def play(self, sound: Sound) -> None:
        """Start the player."""
        failed = [process.poll() for process, _ in self._playing]
        self._playing = [one for one in self._playing if one[0].poll() is None]
        if any(failed):
            raise BackEndError(f"can't play any more ({self.device})")
        try:
            file = self._files.find(sound.key, lambda: self._write(sound.scaled()))
        except OSError as error:
            raise BackEndError(f"can't write its files: {error.strerror or error}") from error
        if time.monotonic() <= sound.until:
            self._playing.append((self._start(self.device, file), sound.spoken))

    def hush(self, *, only_voice: bool) -> None:
        """End every player, or those that speak."""
        hushed = [process for process, spoken in self._playing if spoken or not only_voice]
        self._playing = [one for one in self._playing if one[0] not in hushed]
        for process in hushed:
            process.terminate()
        for process in hushed:
            process.wait()

    def tend(self) -> float | None:
        """Nothing has to be looked after."""
        return None

    def sounding(self) -> bool:
        """Whether a player still runs."""
        return any(process.poll() is None for process, _ in self._playing)

    def close(self) -> None:
        """End every player, and take the files away."""
        self.hush(only_voice=False)
        self._folder.cleanup()

    def _can(self, player: str) -> bool:
        """Whether a player gets through a moment of silence."""
        process = self._start(player, self._write(array("h", bytes(WIDTH * RATE // 100))))
        try:
            return process.wait(TRIAL) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return False

    def _start(self, player: str, file: Path) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                [*PLAYERS[player], str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise BackEndError(f"can't start {player}: {error.strerror or error}") from error

    def _write(self, samples: Samples) -> Path:
        """A file with this sound."""
        self._number += 1
        path = Path(self._folder.name) / f"{self._number}.wav"
        swapped = array("h", samples)
        if sys.byteorder == "big":
            swapped.byteswap()
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(WIDTH)
            file.setframerate(RATE)
            file.writeframes(swapped.tobytes())
        return path
