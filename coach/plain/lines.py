"""Standard input as lines, read by a thread, in order.

An event loop can't wait for a regular file, so a thread reads, from a terminal, a pipe and a file
alike. It reads the descriptor itself: a thread that waits inside ``sys.stdin`` would hold its
lock while the interpreter ends.
"""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Final

CHUNK: Final = 4096
LONGEST: Final = 10_000
"""A longer line is cut: nothing that a person types is as long."""


def standard_input() -> int | None:
    """The descriptor of standard input; ``None`` where it is closed."""
    try:
        return None if sys.stdin is None else sys.stdin.fileno()
    except (OSError, ValueError):
        return None


class LineReader:
    """Hands the lines of ``descriptor`` to ``lines``, those together that came together.

    ``ended`` is called once, after the last. Both are called in the reading thread.
    """

    def __init__(
        self,
        descriptor: int | None,
        lines: Callable[[Sequence[str]], None],
        ended: Callable[[], None],
    ) -> None:
        self._descriptor = descriptor
        self._lines = lines
        self._ended = ended

    def start(self) -> None:
        """Begin to read. The thread ends with the process."""
        threading.Thread(target=self._read, name="coach-input", daemon=True).start()

    def _read(self) -> None:
        rest = b""
        while self._descriptor is not None:
            try:
                chunk = os.read(self._descriptor, CHUNK)
            except OSError:
                break
            if not chunk:
                break
            *whole, rest = (rest + chunk).split(b"\n")
            if whole:
                self._lines([_text(part) for part in whole])
            rest = rest[:LONGEST]
        if rest:
            self._lines([_text(rest)])
        self._ended()


def _text(line: bytes) -> str:
    return line[:LONGEST].decode("utf-8", errors="replace").rstrip("\r")
