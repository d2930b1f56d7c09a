"""Where an unexpected error is written down."""

import os
import stat
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coach import __version__

_PRIVATE: Final = 0o600
_APPEND: Final = (
    os.O_WRONLY
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody reads would be waited for
)


def write_log() -> str:
    """Append the exception that is being handled to the log; gives the file's name.

    Only the person can read it: an error may hold what they have typed. Where the data folder
    can't be written it goes to a temporary file.
    """
    entry = f"{datetime.now(UTC).isoformat()} coach {__version__}\n{traceback.format_exc()}\n"
    for opened in (_in_data_folder, _temporary):
        try:
            descriptor, file = opened()
            with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError:
            continue
        return file
    return "(no log file could be written)"


def _in_data_folder() -> tuple[int, str]:
    """The log of the data folder, open, and its name.

    Raises:
        OSError: if it can't be written, is no file, or can't be closed to everybody else.
    """
    from coach.adapters.paths import data_folder  # noqa: PLC0415 - only when something failed

    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / "coach.log"
    descriptor = os.open(file, _APPEND, _PRIVATE)
    try:
        _close_to_others(descriptor, file)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor, str(file)


def _close_to_others(descriptor: int, file: Path) -> None:
    found = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(found):
        raise OSError(f"{file} is no file")
    if hasattr(os, "fchmod") and stat.S_IMODE(found) & ~_PRIVATE:
        os.fchmod(descriptor, _PRIVATE)


def _temporary() -> tuple[int, str]:
    """A file of its own, for the person alone; nobody can have made it before."""
    return tempfile.mkstemp(prefix="coach-", suffix=".log")
