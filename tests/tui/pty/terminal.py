"""A terminal with the real coach in it: keys go in, and what stands on its screen comes out.

Every process here has a pseudo-terminal of its own. What it writes is kept as it came, and drawn
on a screen in memory. Nobody reads in the background: whoever waits reads.
"""

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

import pexpect
import pyte

from coach.adapters.store import FILE, SqliteStore
from tests.plain.person import COACH, Home
from tests.player.house import know

FAST: Final = (sys.executable, str(Path(__file__).with_name("fast_coach.py")))
"""The same program with a clock of the test's own; see there."""

PATIENCE: Final = 30.0
"""Seconds after which what is waited for counts as missing."""
SETTLED: Final = 1.1
"""Seconds after which every key counts again."""

KEYS: Final = {
    "enter": "\r",
    "space": " ",
    "backspace": "\x7f",
    "escape": "\x1b",
    "ctrl+c": "\x03",
    "ctrl+z": "\x1a",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
}
"""What a terminal sends for the keys that are no letters."""

QUIET_SETTINGS: Final = """\
[sound]
backend = "none"
[screen]
motion = "reduced"
"""

_MODES: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY: Final = re.compile(rb"\x1b\[([<>])\d*u")
_STYLE: Final = re.compile(rb"\x1b\[([\d;:]*)m")
_COLOUR: Final = re.compile(r"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:]|$)")
# pyte takes these for something else, and draws what is left of them.
_UNKNOWN_TO_PYTE: Final = re.compile(rb"\x1b\[[<=>][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*(?:\$p|u)")
_CUT_OFF: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?$")
_BEGIN, _END = b"\x1b[?2026h", b"\x1b[?2026l"
"""What stands before and after a frame, where the terminal takes frames."""
_ASKED_FOR_FRAMES: Final = b"\x1b[?2026$p"
_TAKES_FRAMES: Final = b"\x1b[?2026;2$y"
_ON_AT_FIRST: Final = frozenset({7, 25})
"""The private modes that are on in a fresh terminal: wrapping, and the cursor."""
_ASIDE: Final = re.compile("▊|││")
"""What stands between the questions on Today and the routines beside them."""
_FRAME: Final = re.compile("[│╭╮╰╯─]+")


def quiet(home: Home) -> Home:
    """A person who wants no sound, and nothing moving on the screen that need not."""
    home.write("settings.toml", QUIET_SETTINGS)
    return home


def known(home: Home) -> Home:
    """A person whose first use is over, and to whom no caution applies."""
    quiet(home)
    with SqliteStore.open(home.data / FILE) as store:
        know(store, datetime.now(UTC))
    return home


class Terminal:
    """One process in a terminal of ``columns`` x ``rows``.

    ``speed`` is how many times as fast the process takes its time, so how soon it settles. A
    ``modern`` terminal draws whole frames only.
    """

    def __init__(
        self,
        home: Home,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        speed: float = 1.0,
        modern: bool = True,
        environment: dict[str, str] | None = None,
    ) -> None:
        self._speed = speed
        self._modern = modern
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._undrawn = b""
        self.written = b""
        """Everything that the process has written."""
        self.drawing = True
        """Whether what comes is drawn; it takes a while on a large screen."""
        self.over = False
        """Whether it has let go of the terminal."""
        self._stirred = float("-inf")
        """When a key was pressed, or something waited for was seen."""
        self._process: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(home.folder),
            env={
                **home.environment,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "PYTHONPATH": os.pathsep.join(sys.path),
                **(environment or {}),
            },
            dimensions=(rows, columns),
        )
        self._process.delaybeforesend = None
        self._before = termios.tcgetattr(self._process.child_fd)
        self._after = self._before

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.isalive():
            self.signal(signal.SIGKILL)
            self.reap()
        self._process.close()

    @property
    def pid(self) -> int:
        """The process."""
        pid = self._process.pid
        assert pid is not None
        return pid

    # What is seen

    @property
    def text(self) -> str:
        """The screen, without the blanks at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words(self) -> str:
        """The screen as running words, without frames and what stands aside."""
        lines = (_ASIDE.split(line)[0] for line in self.text.split("\n"))
        return " ".join(_FRAME.sub(" ", " ".join(lines)).split())

    def shows(self, *words: str) -> bool:
        """Whether all of these stand on the screen."""
        text, running = self.text, self.words
        return all(part in text or part in running for part in words)

    def wait_for(self, *words: str, patience: float = PATIENCE) -> str:
        """Wait until all of these stand on the screen; gives the screen."""
        return self.wait_until(lambda: self.shows(*words), f"{words}", patience)

    def wait_until(
        self, true: Callable[[], bool], what: str = "it", patience: float = PATIENCE
    ) -> str:
        """Read on until something is true; gives the screen."""
        until = time.monotonic() + patience
        while not true():
            if self.over or time.monotonic() > until:
                why = "the process has ended" if self.over else "time is over"
                raise AssertionError(f"waited for {what}, but {why}:\n{self.text}")
            self._read(0.1)
        self._stirred = time.monotonic()
        return self.text

    def read_for(self, seconds: float) -> str:
        """Read on for some seconds of the session's time; gives the screen."""
        until = time.monotonic() + seconds / self._speed
        while not self.over and (left := until - time.monotonic()) > 0:
            self._read(left)
        return self.text

    def _read(self, seconds: float) -> None:
        try:
            content = self._process.read_nonblocking(65_536, seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self.over = True
            return
        self.written += content
        if self._modern and _ASKED_FOR_FRAMES in content:
            self._process.send(_TAKES_FRAMES)
        if self.drawing:
            self._draw(content)

    def _draw(self, content: bytes) -> None:
        """Draw all but what is cut off: a sequence, or a frame."""
        content = self._undrawn + content
        cut = _CUT_OFF.search(content)
        whole = content[: cut.start()] if cut else content
        if whole.rfind(_BEGIN) > whole.rfind(_END):
            whole = whole[: whole.rfind(_BEGIN)]
        self._undrawn = content[len(whole) :]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", whole))

    # What is done

    def press(self, *keys: str) -> None:
        """Press keys, each when it is sure to count after the one before."""
        for key in keys:
            self.read_for(SETTLED - (time.monotonic() - self._stirred) * self._speed)
            self.strike(key)

    def strike(self, *keys: str) -> None:
        """Press keys all at once."""
        self._process.send("".join(KEYS.get(key, key) for key in keys).encode())
        self._stirred = time.monotonic()

    def ignores(self, *keys: str, while_showing: str) -> None:
        """Make sure that nothing follows from these keys."""
        self.strike(*keys)
        self.read_for(SETTLED)
        self.wait_for(while_showing, patience=0)

    def answer(self, key: str, *words: str) -> str:
        """Answer a question with a key that stands alone, and wait for what follows."""
        self.press(key)
        return self.wait_for(*words)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the process gets its signal."""
        self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """The window is closed."""
        vars(self._process)["ptyproc"].fileobj.close()
        self.over = True

    # From the start to the first movement

    def begin(self, score: str = "0") -> None:
        """Two keys on Today, for somebody who is known, and the session begins."""
        self.wait_for("one of these", "leave")
        self.answer("n", "worst imaginable")
        self.give_score(score, "p it hurts")

    def give_score(self, score: str, *words: str) -> None:
        """Give a score, and wait for what follows from it."""
        if self._speed < 5:
            self.answer(score, "Backspace mends it")
            self.press("enter")
        else:  # what can be mended for a moment is given by itself before Enter would come
            self.press(score)
        self.wait_for(*words)

    # The end

    def end(self, patience: float = PATIENCE) -> int:
        """Read to the end; gives the exit code, that of a signal as its negative number."""
        until = time.monotonic() + patience
        while not self.over:
            if time.monotonic() > until:
                raise AssertionError(f"the process goes on:\n{self.text}")
            self._read(0.1)
        self._after = termios.tcgetattr(self._process.child_fd)
        return self.reap()

    def reap(self) -> int:
        """Wait for the end of the process; gives its exit code."""
        until = time.monotonic() + PATIENCE
        while self._process.isalive():
            assert time.monotonic() < until, "the process goes on without its terminal"
            os.sched_yield()
        if self._process.signalstatus is not None:
            return -int(self._process.signalstatus)
        assert self._process.exitstatus is not None
        return int(self._process.exitstatus)

    def harm(self) -> list[str]:
        """What the process has left of itself in the terminal; best nothing."""
        modes = dict.fromkeys(_ON_AT_FIRST, True)
        for numbers, switch in _MODES.findall(self.written):
            modes.update({int(number): switch == b"h" for number in numbers.split(b";")})
        found = [
            f"mode {mode} is {'on' if on else 'off'}"
            for mode, on in modes.items()
            if on is not (mode in _ON_AT_FIRST)
        ]
        ways = _KITTY.findall(self.written)
        if ways.count(b">") != ways.count(b"<"):
            found.append(f"kitty's keyboard: {ways}")
        if self._after != self._before:
            found.append(f"attributes {self._before} became {self._after}")
        return found

    @property
    def drew(self) -> bool:
        """Whether it has taken the whole screen."""
        return b"\x1b[?1049h" in self.written

    @property
    def last_words(self) -> str:
        """What was written once the screen was as before, without what a terminal obeys."""
        rest = self.written.rpartition(b"\x1b[?1049l")[2]
        return _MODES.sub(b"", rest).decode().strip()

    @property
    def colours(self) -> set[str]:
        """The sequences in what was written that set a colour."""
        found = {numbers.decode() for numbers in _STYLE.findall(self.written)}
        return {numbers for numbers in found if _COLOUR.search(numbers)}


def coach(
    home: Home,
    *arguments: str,
    modern: bool = True,
    environment: dict[str, str] | None = None,
) -> Terminal:
    """The real command in a terminal."""
    return Terminal(home, [*COACH, *arguments], modern=modern, environment=environment)


def fast_coach(home: Home, *arguments: str, speed: float, fails: str = "") -> Terminal:
    """The same with a clock in a hurry; ``fails`` names what goes wrong in it."""
    environment = {"FAST_COACH": str(speed), "FAST_COACH_FAILS": fails}
    return Terminal(home, [*FAST, *arguments], speed=speed, environment=environment)


def processes_of(home: Home) -> list[str]:
    """The processes that were started for this person and still run."""
    mark = f"COACH_DATA_DIR={home.data}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found
