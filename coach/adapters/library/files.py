"""Getting the bytes of a file that may be anything: a folder, a pipe, somebody else's."""

import os
import stat
from pathlib import Path

from coach.adapters.library.problems import printable
from coach.ports.library import Problem

MOST_BYTES = 256 * 1024

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnreadableFileError(Exception):
    """The file can't be read; ``problem`` says why."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(printable(str(path)), 1, 1, message)


def read_bytes(path: Path) -> bytes:
    """At most one byte more than a file may have.

    Raises:
        UnreadableFileError: if it is no regular file, or may not be read.
        FileNotFoundError: if there is nothing.
    """
    try:
        # Looked at before it is opened: opening a device or a pipe can itself do something.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFileError(path, _what(path))
        descriptor = os.open(path, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UnreadableFileError(path, "this is not a file that can be read")
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise UnreadableFileError(path, _why(error)) from None


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name, hidden ones left out; nothing where it is missing.

    Raises:
        UnreadableFileError: if it can't be listed.
    """
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.name for entry in found)
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise UnreadableFileError(folder, _why(error)) from None
    return [folder / name for name in names if is_yaml(name) and not name.startswith(".")]


def is_yaml(name: str) -> bool:
    """Whether a name ends like that of a YAML file."""
    return name.casefold().endswith((".yaml", ".yml"))


def _what(path: Path) -> str:
    return "this is a folder, not a file" if path.is_dir() else "this is not a file of text"


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "this may not be read: it belongs to somebody else, or its rights forbid it"
    if isinstance(error, NotADirectoryError):
        return "this is a file, and a folder belongs here"
    reason = getattr(error, "strerror", None) or "the name can't be one"
    return f"this can't be read ({reason})"
