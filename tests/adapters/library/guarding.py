"""A hook that sees what Python itself does: what is opened, started, imported, sent."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

FORBIDDEN = (
    *("subprocess.", "socket.", "shutil.", "ctypes.", "urllib.", "tempfile.", "sqlite3.", "pty."),
    *("webbrowser.", "pickle.", "marshal.", "http.", "ftplib.", "smtplib.", "import", "compile"),
    *("exec", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.remove"),
    *("os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.chown"),
    *("os.truncate", "os.putenv", "os.utime", "os.startfile", "mmap."),
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _Watch:
    """What is allowed now, and what happened all the same."""

    allowed: Sequence[str] | None = None
    happened: ClassVar[list[str]] = []
    installed = False


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if _Watch.allowed is None:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, int):
            return  # a file that is open already
        inside = isinstance(path, str | bytes) and os.path.realpath(os.fsdecode(path)).startswith(
            tuple(_Watch.allowed)
        )
        if not inside or (isinstance(flags, int) and flags & _WRITES):
            _stop(f"open {path!r} {flags!r}")
    elif event.startswith(FORBIDDEN):
        _stop(f"{event} {arguments!r:.200}")


def _stop(what: str) -> None:
    _Watch.happened.append(what)
    raise PermissionError(what)


@contextmanager
def guarded(*folders: Path) -> Iterator[list[str]]:
    """In here only files below ``folders`` may be opened, for reading; all else is listed.

    An audit hook can't be taken away again, so there is one, and it sleeps outside.
    """
    if not _Watch.installed:
        sys.addaudithook(_look)
        _Watch.installed = True
    _Watch.happened = []
    _Watch.allowed = [os.path.realpath(folder) + os.sep for folder in folders]
    try:
        yield _Watch.happened
    finally:
        _Watch.allowed = None
