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
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, TypeVar

from coach.adapters.store import FILE, SqliteStore
from tests.player.house import know

T = TypeVar("T")

COACH: Final = (sys.executable, "-m", "coach")
PATIENCE: Final = 30.0
"""Seconds after which a process counts as stuck."""

ASKED_NUMBER: Final = "? In an emergency: 112 (Germany). Right? enter right; c change [enter/c]"
ASKED_LIST: Final = "? Anything new or worse since last time?"
ASKED_FULL: Final = "? Is any of this so now, new or worse? (1 of 4)"
"""The first screen of the full list, on the first day."""
ASKED_CAUTIONS: Final = "? Which of these apply to you?"
ASKED_SCORE: Final = "? How is your back now? [0-10]"
ASKED_GENTLE: Final = "? Play Gentle day instead? [n/y]"
ASKED_REST: Final = (
    "? Rest for 10 minutes, and be asked again? At 7 or less there is the gentle session. [n/y]"
)

FULL_LIST: Final = ("n",) * 4
"""No warning sign on the full list of the first day."""
FIRST_LISTS: Final = ("", *FULL_LIST)
"""The number is right, and no warning sign: a first use up to its cautions."""
FIRST_START: Final = (*FIRST_LISTS, "0", "0")
"""No caution and no pain after that: a first start on which nothing is wrong."""
EVERY_LIST: Final = ("n",) * 6
"""No warning sign on the full list, once every list has been asked before."""
START: Final = ("n", "0")
"""Nothing new and no pain: an ordinary start."""

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
    """One person's folders below ``folder``, on a machine in Berlin that keeps nothing awake.

    Somebody ``known`` has used the program before, and was asked every list just now.
    """

    def __init__(self, folder: Path, *, known: bool = True) -> None:
        self.folder = folder
        self.known = known
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
        if known:
            with self.record() as store:
                know(store, datetime.now().astimezone())

    def neighbours(self, count: int) -> "list[Home]":
        """Other people, each with folders of their own, known where this one is."""
        names = [f"neighbour-{number}" for number in range(count)]
        return [Home(self.folder / name, known=self.known) for name in names]

    def record(self) -> SqliteStore:
        """The record, to put something into it or to read it."""
        return SqliteStore.open(self.data / FILE)

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

    def converse(
        self,
        reply: Callable[[str, Sequence[str]], object],
        *,
        routine: str = "first-three",
        speed: int = 600,
        options: Sequence[str] = (),
        stop_at: str | None = None,
    ) -> Heard:
        """Play, and answer each question as it comes.

        ``reply`` gets the question and the lines since the one before it. Once a line holds
        ``stop_at``, the session is stopped.
        """
        with Talk(self, playing(routine, speed, options)) as talk:
            shown: list[str] = []
            until = time.monotonic() + PATIENCE
            while (line := talk.next_line(until)) is not None:
                if line.startswith("? "):
                    talk.say(reply(line, shown))
                    shown = []
                    continue
                shown.append(words_of(line))
                if stop_at is not None and stop_at in line:
                    talk.say("stop")
            return talk.rest()

    def history(self) -> Any:
        """The sessions, as ``coach history --json`` has them."""
        shown = self.coach("history", "--json")
        assert shown.code == 0, shown.errors
        return shown.json()["sessions"]


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
            self._coming.put(None)
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
    """What each of these answers leads to, each at a start of another person."""
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
