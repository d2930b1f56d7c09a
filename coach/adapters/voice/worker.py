"""The process that speaks.

It is started as ``python -m coach.adapters.voice.worker ENGINE NAME RATE FOLDER KEY...``, the name
empty where no voice is asked for, and the keys those of engines that are left out. It reads lines
from standard input until that ends, see :mod:`coach.adapters.voice.protocol`. A thread reads, so
that the end of the input also ends an engine that is at work.
"""

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from coach.adapters.audio.sounds import Samples, seconds
from coach.adapters.voice.cache import clip_path, clip_seconds, keep, prune, room
from coach.adapters.voice.engine import Engine, EngineError, SilenceError, Wish
from coach.adapters.voice.kinds import Candidate, candidates, what_to_install
from coach.adapters.voice.protocol import (
    Chosen,
    Message,
    Spoken,
    Trying,
    Unwritable,
    read_line_to_speak,
    written,
)
from coach.adapters.voice.running import Runner, UnwritableError
from coach.adapters.voice.samples import finished
from coach.adapters.voice.text import speakable
from coach.domain.cues import spoken_length
from coach.ports.voice import VoiceState

TRIAL: Final = "Ready."
"""What an engine has to get through before it is taken."""
FASTER: Final = (1.12, 1.25, 1.4)
"""How many times as fast a line is spoken that is too long for its place, one after the other."""
FAILURES: Final = 3
"""Lines in a row that an engine can't speak, after which the next one takes over."""
MAKING: Final = "making"
"""The folder in the cache in which the workers' programs write."""
_NICE: Final = 5
"""Speaking ahead of time gives way to what is heard and shown now."""


class Worker:
    """Speaks the lines of one client into the cache."""

    def __init__(
        self,
        among: Iterator[Candidate | str],
        folder: Path,
        runner: Runner,
        say: Callable[[Message], None],
    ) -> None:
        self._among = among
        self._folder = folder
        self._runner = runner
        self._say = say
        self._engine: Engine | None = None
        self._candidate: Candidate | None = None
        """Where the engine comes from."""
        self._faster: dict[float, Engine] = {}
        """The same one at other rates."""
        self._name = self._room = ""
        self._reasons: dict[str, None] = {}
        self._failures = 0

    def look(self) -> None:
        """Take the next engine that can speak, and tell what has come of it.

        Raises:
            UnwritableError: if the cache can't be written to.
        """
        self._engine, self._room, self._failures = None, "", 0
        self._faster = {}
        for candidate in self._among:
            if isinstance(candidate, str):
                self._reasons[candidate] = None
                continue
            self._say(Trying(candidate.kind.key))
            self._name = candidate.kind.name
            try:
                engine = candidate.kind.make(candidate.wish, candidate.voice, self._runner)
                finished(engine.speak(TRIAL))
            except UnwritableError:
                raise
            except Exception as error:  # noqa: BLE001 - it may fail in any way; the next may do
                self._blame(error)
                continue
            self._engine, self._candidate = engine, candidate
            self._room = room(candidate.kind.key, candidate.voice, candidate.wish.rate)
            state = VoiceState(self._name, engine.voice, tuple(self._reasons))
            self._say(Chosen(state, self._room))
            return
        self._reasons[what_to_install()] = None
        self._say(Chosen(VoiceState("none", "", tuple(self._reasons)), ""))

    def obey(self, line: str) -> None:
        """Speak what a line asks for, and answer it.

        Raises:
            UnwritableError: if the cache can't be written to.
        """
        try:
            number, text = read_line_to_speak(line)
        except (ValueError, RecursionError):  # no line of the client's
            return
        self._say(Spoken(number, self._spoken(text)))

    def _spoken(self, text: str) -> float | None:
        """The seconds of a line that is in the cache now; ``None`` if it can't be spoken."""
        plain = speakable(text)  # once more: whoever asks, nothing else reaches an engine
        while self._engine is not None and plain:
            path = clip_path(self._folder, self._room, text)
            if (seconds := clip_seconds(path)) is not None:
                return seconds
            try:
                samples = self._fitting(self._engine, text, plain)
            except UnwritableError:
                raise
            except SilenceError:
                return None
            except Exception as error:  # noqa: BLE001 - as above
                self._failures += 1
                if self._failures < FAILURES:
                    return None
                self._blame(error)
                self.look()
            else:
                self._failures = 0
                try:
                    return keep(path, samples)
                except OSError as error:
                    raise UnwritableError(error) from error
        return None

    def _fitting(self, engine: Engine, text: str, plain: str) -> Samples:
        """The line as it is played, spoken faster where it is longer than the timeline reckons."""
        samples = finished(engine.speak(plain))
        for faster in FASTER:
            if seconds(samples) <= spoken_length(text):
                break
            with suppress(EngineError):  # as it is it can be heard, where it has room
                samples = finished(self._at(faster).speak(plain))
        return samples

    def _at(self, faster: float) -> Engine:
        """The engine that speaks, so many times as fast."""
        assert self._candidate is not None
        if faster not in self._faster:
            kind, wish, voice = self._candidate.kind, self._candidate.wish, self._candidate.voice
            quick = replace(wish, rate=round(faster * wish.rate))
            self._faster[faster] = kind.make(quick, voice, self._runner)
        return self._faster[faster]

    def _blame(self, error: Exception) -> None:
        """Note why an engine isn't taken, or not any more."""
        if not isinstance(error, EngineError):
            error = EngineError(f"fails: {type(error).__name__}: {error}")
        self._reasons[f"{self._name} {error}."] = None


def work(worker: Worker, lines: "queue.SimpleQueue[str]", say: Callable[[Message], None]) -> None:
    """Obey lines until the process ends, or the cache can't be written to."""
    try:
        worker.look()
        while True:
            worker.obey(lines.get())
    except UnwritableError as error:
        say(Unwritable(str(error)))


def _speaker() -> Callable[[Message], None]:
    """What writes to the client, and to nobody else: a library may print what it likes."""
    out, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)

    def say(message: Message) -> None:
        with suppress(OSError):  # the client is gone, which the end of the input tells as well
            os.write(out, f"{written(message)}\n".encode())

    return say


def _read(source: Iterable[bytes], lines: "queue.SimpleQueue[str]", runner: Runner) -> None:
    """Hand the lines on; after the last one end everything, whatever is at work."""
    for line in source:
        lines.put(line.decode("utf-8", "replace"))
    runner.stop()
    os._exit(0)


def main() -> None:
    """Work for the process at the other end of the pipes, and end with it."""
    wanted, name, rate, place, *without = sys.argv[1:]
    folder = Path(place).absolute()
    say = _speaker()
    os.umask(0o077)  # what programs write for us is for nobody else
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    runner = Runner(folder / MAKING)
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, lines, runner), daemon=True).start()
    prune(folder)
    among = candidates(wanted, Wish(name or None, int(rate)), without)
    work(Worker(among, folder, runner, say), lines, say)
    runner.stop()
    os._exit(0)  # without the libraries' own endings, which may hang or crash


if __name__ == "__main__":
    main()
