"""The process that plays: ``python -m coach.adapters.audio.worker BACKEND IDLE``.

Reads lines from standard input until it ends, see :mod:`coach.adapters.audio.protocol`. A thread
reads, so that the main one can look after the stream in between.
"""

import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Final

from coach.adapters.audio.backend import BackEnd, BackEndError, Sound
from coach.adapters.audio.cache import SampleCache
from coach.adapters.audio.choice import Makers, choose, makers
from coach.adapters.audio.protocol import BYE, VOICE, ok_line, path_in, state_line
from coach.adapters.audio.sounds import Channel, gain
from coach.adapters.audio.wav import WavError
from coach.ports.audio_out import AudioState

RETRY: Final = 2.0
"""Seconds before a device is looked for again where there was none."""
LAST: Final = 10.0
"""Seconds that the last sound has to end: a file of the person's own lasts no longer."""
_SOON: Final = 0.02


class Worker:
    """Obeys the lines of one client."""

    def __init__(self, wanted: str, among: Makers, say: Callable[[str], None]) -> None:
        self._wanted = wanted
        self._among = among
        self._say = say
        self._backend: BackEnd | None = None
        self._state = AudioState()
        self._looked = 0.0
        self._cache = SampleCache()

    def look(self) -> None:
        """Look for a back end, and tell what has come of it."""
        self._backend, state = choose(self._wanted, self._among)
        self._looked = time.monotonic()
        if state != self._state:
            self._state = state
            self._say(state_line(state))

    def obey(self, line: str) -> None:
        """Do what a line says, and acknowledge it.

        Raises:
            ValueError: if it isn't one that the client writes.
        """
        match line.split("\t"):
            case ["play", number, channel, volume, moment, patience, own, ours]:
                until = float(moment) + float(patience)
                if time.monotonic() <= until:
                    self._play(Channel(channel), int(volume), until, path_in(own), path_in(ours))
            case ["load", number, own]:
                self._cache.load(path_in(own))
            case ["hush", number, what]:
                if self._backend is not None:
                    self._backend.hush(only_voice=what == VOICE)
            case _:
                return
        self._say(ok_line(int(number)))

    def tend(self) -> float | None:
        """Look after the back end; gives the seconds until that is due again."""
        if self._backend is None:
            return None
        try:
            return self._backend.tend()
        except BackEndError:
            self._drop()
            self.look()
            return None

    def end(self) -> None:
        """Let the last sound end, and give the device back."""
        self._say(BYE)
        until = time.monotonic() + LAST
        while self._backend is not None and self._backend.sounding() and time.monotonic() < until:
            self.tend()
            time.sleep(_SOON)
        self._drop()

    def _play(self, channel: Channel, volume: int, until: float, own: str, ours: str) -> None:
        """Sound a file; one that can't sound is left out, which the session needn't know."""
        name = own
        samples = self._cache.own(own) if own else None
        if samples is None:
            if own:
                self._cache.load(own)
            name = ours
            try:
                samples = self._cache.ours(ours)
            except WavError:
                return
        self._sound(Sound(name, samples, gain(volume, channel), channel, until))

    def _sound(self, sound: Sound) -> None:
        """Sound it; a back end that fails is looked for anew, at once, and then now and again."""
        if self._backend is not None:
            try:
                self._backend.play(sound)
            except BackEndError:
                self._drop()
            else:
                return
        elif time.monotonic() - self._looked < RETRY:
            return
        self.look()
        if self._backend is not None:
            try:
                self._backend.play(sound)
            except BackEndError:
                self._drop()

    def _drop(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.close()


def work(worker: Worker, lines: "queue.SimpleQueue[str | None]") -> None:
    """Obey lines until there are none any more."""
    worker.look()
    due = worker.tend()
    while True:
        try:
            line = lines.get(timeout=due)
        except queue.Empty:
            line = ""
        if line is None:
            worker.end()
            return
        if line:
            worker.obey(line)
        due = worker.tend()


def _read(source: Iterable[bytes], lines: "queue.SimpleQueue[str | None]") -> None:
    for line in source:
        lines.put(line.decode("utf-8", "replace").rstrip("\n"))
    lines.put(None)


def _say(line: str) -> None:
    try:
        os.write(1, f"{line}\n".encode())
    except OSError:  # the client is gone, which the end of the input tells as well
        return


def main() -> None:
    """Work for the process at the other end of the pipes, and end with it."""
    wanted, idle = sys.argv[1], float(sys.argv[2])
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, lines), daemon=True).start()
    work(Worker(wanted, makers(idle), _say), lines)
    os._exit(0)  # without the libraries' own endings, which may hang or crash


if __name__ == "__main__":
    main()
