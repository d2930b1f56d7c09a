"""Whether files are still the same, without reading them."""

import os
from collections.abc import Iterator
from pathlib import Path

from coach.adapters.library.files import is_yaml

FileState = tuple[str, int, int, int]
"""A file's name, time, size and number: as long as they are the same, so is it."""


def state_of(path: Path) -> FileState:
    """The state of a file; zeros where there is none, or it can't be looked at."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return str(path), 0, 0, 0
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino


def states_in(folder: Path) -> Iterator[FileState]:
    """The states of the YAML files of a folder by name; none where it can't be listed."""
    try:
        with os.scandir(folder) as found:
            files = sorted((one for one in found if is_yaml(one.name)), key=lambda one: one.name)
    except (OSError, ValueError):
        return
    for one in files:
        try:
            state = one.stat()
        except OSError:
            yield one.name, 0, 0, 0
        else:
            yield one.name, state.st_mtime_ns, state.st_size, state.st_ino
