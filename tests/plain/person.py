"""A person with folders of their own who runs the real command, and what they get to read.

Everything here starts ``python -m coach`` as a process of its own.
"""

import json
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, TypeVar

T = TypeVar("T")

COACH: Final = (sys.executable, "-m", "coach")
PATIENCE: Final = 30.0
"""Seconds after which a process counts as stuck."""

ASKED_LIST: Final = "? Is any of this so now, new or worse?"
ASKED_SCORE: Final = "? How is your back now? [0-10]"
FIRST_START: Final = ("n", "0", "0")
"""No warning sign, no pain, no caution: a first start on which nothing is wrong."""

_TIMED: Final = re.compile(r"\[(\d\d):(\d\d)\] (.*)")


@dataclass(frozen=True)
class Heard:
    """What a command printed, and how it ended."""

    code: int
    lines: tuple[str, ...]
    errors: str

    @property
    def last(self) -> str:
        """The last line."""
        return self.lines[-1]

    @property
    def words(self) -> list[str]:
        """The lines without their times."""
        return [words_of(line) for line in self.lines]

    @property
    def times(self) -> list[int]:
        """The times of the lines that have one, in seconds."""
        found = (_TIMED.fullmatch(line) for line in self.lines)
        return [60 * int(match[1]) + int(match[2]) for match in found if match]

    @property
    def questions(self) -> list[str]:
        """The lines that ask something."""
        return [line for line in self.lines if line.startswith("? ")]

    def after(self, words: str) -> list[str]:
        """The lines, without their times, after the first one that holds ``words``."""
        for number, line in enumerate(self.words):
            if words in line:
                return self.words[number + 1 :]
        raise AssertionError(f"nobody said {words!r}:\n" + "\n".join(self.lines))

    def says(self, words: str) -> bool:
        """Whether a line holds ``words``."""
        return any(words in line for line in self.lines)

    def json(self) -> Any:
        """What was printed, as data."""
        return json.loads("\n".join(self.lines))


def words_of(line: str) -> str:
    """A line without its time."""
    match = _TIMED.fullmatch(line)
    return match[3] if match else line


def in_order(lines: Iterable[str], expected: Sequence[str]) -> list[str]:
    """Which of ``expected`` are not found among ``lines`` in this order; best none."""
    missing = list(expected)
    for line in lines:
        if missing and line == missing[0]:
            missing.pop(0)
    return missing


class Home:
    """One person's folders below ``folder``, on a machine in Berlin that keeps nothing awake."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config"
        self.data = folder / "data"
        (self.config / "routines").mkdir(parents=True, exist_ok=True)
        self.environment = {
            "COACH_CONFIG_DIR": str(self.config),
            "COACH_DATA_DIR": str(self.data),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": "",
            "TZ": "Europe/Berlin",
        }

    def neighbours(self, count: int) -> "list[Home]":
        """Other people, each with folders of their own."""
        return [Home(self.folder / f"neighbour-{number}") for number in range(count)]

    def write(self, name: str, text: str) -> Path:
        """A file in the folder of the settings."""
        file = self.config / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def coach(
        self,
        *arguments: str,
        said: str = "",
        stdin: int | IO[bytes] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Heard:
        """Run ``coach`` with ``said`` on a pipe, or with another standard input."""
        given: dict[str, Any] = {"input": said.encode()} if stdin is None else {"stdin": stdin}
        ended = subprocess.run(
            [*COACH, *arguments],
            capture_output=True,
            check=False,
            cwd=self.folder,
            env={**self.environment, **(environment or {})},
            timeout=PATIENCE,
            **given,
        )
        return heard(ended.returncode, ended.stdout, ended.stderr)

    def play(
        self,
        *answers: object,
        routine: str = "first-three",
        speed: int = 600,
        options: Sequence[str] = (),
    ) -> Heard:
        """Play with all the answers already in the pipe, and then its end."""
        return self.coach(*playing(routine, speed, options), said=typed(answers))

    def talk(
        self,
        *answers: object,
        routine: str = "first-three",
        speed: int = 150,
        options: Sequence[str] = (),
    ) -> "Talk":
        """Play, and go on talking while it plays."""
        talk = Talk(self, playing(routine, speed, options))
        talk.say(*answers)
        return talk

    def history(self) -> Any:
        """The sessions, as ``coach history --json`` has them."""
        shown = self.coach("history", "--json")
        assert shown.code == 0, shown.errors
        return shown.json()


class Talk:
    """A session that is playing: what it says is heard line by line, and answered."""

    def __init__(self, home: Home, arguments: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            [*COACH, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home.folder,
            env=home.environment,
        )
        self.lines: list[str] = []
        self.arrivals: list[float] = []
        """When each line came, in seconds."""
        self._coming: queue.SimpleQueue[tuple[float, str] | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Talk":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()

    def say(self, *answers: object) -> None:
        """Write lines, each at once."""
        assert self.process.stdin is not None
        self.process.stdin.write(typed(answers).encode())
        self.process.stdin.flush()

    def hear(self, words: str) -> str:
        """Wait for the next line that holds ``words``."""
        until = time.monotonic() + PATIENCE
        while (line := self.next_line(until)) is not None:
            if words in line:
                return line
        raise AssertionError(f"nobody said {words!r}:\n" + "\n".join(self.lines))

    def next_line(self, until: float) -> str | None:
        """The next line; ``None`` at the end of the output and at the moment ``until``."""
        try:
            coming = self._coming.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            return None
        if coming is None:
            return None
        arrival, line = coming
        self.arrivals.append(arrival)
        self.lines.append(line)
        return line

    def end(self, *answers: object) -> Heard:
        """Say the last words, close the pipe, and hear everything to the end."""
        self.say(*answers)
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.rest()

    def rest(self) -> Heard:
        """Hear everything to the end."""
        until = time.monotonic() + PATIENCE
        while self.next_line(until) is not None:
            pass
        code = self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        return heard(code, "\n".join([*self.lines, ""]).encode(), self.process.stderr.read())

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._coming.put((time.monotonic(), line.decode().rstrip("\n")))
        self._coming.put(None)


def at_once(starts: Sequence[Callable[[], T]]) -> list[T]:
    """What each of these gives; several are run at the same time, to be quick."""
    with ThreadPoolExecutor(5) as pool:
        return [future.result() for future in [pool.submit(start) for start in starts]]


def each_plays(
    home: Home, *sessions: Sequence[object], routine: str = "first-three"
) -> list[Heard]:
    """What each of these answers leads to, each at the first start of another person."""
    people = home.neighbours(len(sessions))
    return at_once(
        [
            partial(person.play, *answers, routine=routine)
            for person, answers in zip(people, sessions, strict=True)
        ]
    )


def heard(code: int, out: bytes, err: bytes) -> Heard:
    """What came out of a process. A traceback is never right."""
    errors = err.decode()
    assert "Traceback" not in errors, errors
    assert "Exception ignored" not in errors, errors
    return Heard(code, tuple(out.decode().splitlines()), errors)


def playing(routine: str, speed: int, options: Sequence[str]) -> tuple[str, ...]:
    """The words of the command that plays ``routine``."""
    return ("play", routine, "--plain", "--speed", str(speed), *options)


def typed(answers: Iterable[object]) -> str:
    """Answers as lines."""
    return "".join(f"{answer}\n" for answer in answers)


def repository() -> Path:
    """The checkout that the tests are in."""
    return Path(__file__).resolve().parents[2]
