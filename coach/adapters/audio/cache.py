"""The worker's samples: a file is read once, as long as it is used."""

import queue
import subprocess
import sys
import threading
from array import array
from typing import Final

from coach.adapters.audio.recent import Recent
from coach.adapters.audio.sounds import WIDTH, Samples, read

MOST: Final = 16_000_000
"""Bytes of ours that are kept: all tones, and three minutes of spoken lines."""
MOST_OWN: Final = 32
"""Files of the person's own that are kept."""
LONGEST: Final = 30.0
"""Seconds in which a file of the person's own has to be ready."""
MODULE: Final = "coach.adapters.audio.taming"


class SampleCache:
    """Files as samples.

    A process of its own converts each file of the person's own: a tone can't wait for that, and
    in a thread of this process it would make everything stutter that sounds meanwhile.
    """

    def __init__(self) -> None:
        self._ours: Recent[str, Samples] = Recent(MOST, lambda samples: WIDTH * len(samples))
        self._own: dict[str, Samples] = {}
        self._wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._coming: set[str] = set()
        self._thread: threading.Thread | None = None

    def ours(self, path: str) -> Samples:
        """A file of ours, read now if it isn't there.

        Raises:
            coach.adapters.audio.wav.WavError: if it can't sound.
        """
        return self._ours.find(path, lambda: read(path))

    def own(self, path: str) -> "Samples | None":
        """A file of the person's own; ``None`` where it isn't ready, or can't sound."""
        return self._own.get(path)

    def load(self, path: str) -> None:
        """Get a file of the person's own ready soon."""
        if path in self._own or path in self._coming:
            return
        self._coming.add(path)
        self._wanted.put(path)
        if self._thread is None:
            self._thread = threading.Thread(target=self._wait, daemon=True)
            self._thread.start()

    def _wait(self) -> None:
        """Have one file after the other converted; where one can't sound, the usual tone does."""
        while True:
            path = self._wanted.get()
            samples = converted_apart(path)
            if samples is not None:
                if len(self._own) >= MOST_OWN:
                    del self._own[next(iter(self._own))]
                self._own[path] = samples
            self._coming.discard(path)


def converted_apart(path: str) -> "Samples | None":
    """A file of the person's own as it sounds, by another process; ``None`` if it can't sound."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", MODULE, path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return array("h", done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
