"""A process on a terminal of its own: what it writes and when, and what it costs."""

import fcntl
import os
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

import pyte

from tests.plain.person import Home

PATIENCE: Final = 60.0
"""Seconds after which what is waited for counts as missing."""
AFTER_A_KEY: Final = 0.35
"""Seconds of output that belong to a key. Two different keys in less would be a flat hand."""


class Watched:
    """One process in a terminal of ``columns`` by ``rows``.

    A thread notes when each piece of its output came. It is drawn afterwards, when somebody
    looks, so that drawing makes nothing late.
    """

    def __init__(
        self,
        home: Home,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        more: dict[str, str] | None = None,
    ) -> None:
        self._pieces: list[tuple[float, bytes]] = []
        self._drawn = 0
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._came = threading.Condition()
        self._own, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        modern = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.began = time.perf_counter()
        """When it was started."""
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=home.folder,
            env={**home.environment, **modern, **(more or {})},
            start_new_session=True,
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Watched":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        os.close(self._own)

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._own, 1 << 16)
            except OSError:  # Linux's way to say that nobody has it open any more
                piece = b""
            with self._came:
                self._pieces.append((time.perf_counter(), piece))
                self._came.notify()
            if not piece:
                return

    # What it writes

    @property
    def written(self) -> bytes:
        """Everything so far."""
        return b"".join(piece for _, piece in self._pieces)

    def first(self, words: bytes) -> float:
        """When ``words``, which nothing else writes, were on the terminal, in seconds."""
        number, before = 0, b""
        until = time.monotonic() + PATIENCE
        with self._came:
            while True:
                while number < len(self._pieces):
                    came, piece = self._pieces[number]
                    before += piece
                    if words in before:
                        return came
                    number += 1
                left = until - time.monotonic()
                assert left > 0, f"never wrote {words!r}: {before[-2000:]!r}"
                self._came.wait(left)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        while self._drawn < len(self._pieces):
            self._draw()
        return "\n".join(self._screen.display)

    def _draw(self) -> float:
        came, piece = self._pieces[self._drawn]
        self._drawn += 1
        self._stream.feed(piece)
        return came

    def see(self, words: str) -> None:
        """Wait until ``words`` stand on the screen."""
        until = time.monotonic() + PATIENCE
        while words not in (text := self.text):
            assert time.monotonic() < until, f"never saw {words!r}:\n{text}"
            time.sleep(0.05)

    # What a person does

    def press(self, key: str) -> float:
        """Press a key; gives the moment."""
        now = time.perf_counter()
        os.write(self._own, key.encode())
        return now

    def answered(self, key: str, words: str = "", *, there: bool = True) -> float:
        """Seconds from a key to the first piece of output after which its change is seen.

        The change is that ``words`` stand on the screen, or are not ``there`` any more; without
        words it is the first that comes.
        """
        before = self.text
        pressed = self.press(key)
        time.sleep(AFTER_A_KEY)
        while self._drawn < len(self._pieces):
            came = self._draw()
            text = "\n".join(self._screen.display)
            if (words in text) is there if words else text != before:
                return came - pressed
        raise AssertionError(f"{key!r} changed nothing:\n{self.text}")

    # What it costs

    def costs(self, seconds: float) -> "Costs":
        """What it costs to let it go on for so long."""
        spent, wrote, began = self._processor(), len(self.written), time.perf_counter()
        time.sleep(seconds)
        passed = time.perf_counter() - began
        return Costs(
            (self._processor() - spent) / passed, (len(self.written) - wrote) / passed / 1000
        )

    def _processor(self) -> float:
        """Seconds of processor time so far, of all its threads, to 10 ms."""
        words = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        fields = words.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Costs:
    """``share`` of one core, and thousands of bytes a second to the terminal."""

    def __init__(self, share: float, kilobytes: float) -> None:
        self.share = share
        self.kilobytes = kilobytes

    def __str__(self) -> str:
        return f"{self.share:.2%} of a core, {self.kilobytes:.1f} kB/s"
