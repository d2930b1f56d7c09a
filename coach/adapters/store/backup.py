"""All of the person's own data in one file: the record, the settings, their routines and sounds."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach import __version__
from coach.adapters.settings import read_settings
from coach.adapters.store.archive import (
    CONFIG,
    MOST_OF_A_FILE,
    RECORD,
    SETTINGS,
    may_be_in,
    write_archive,
)
from coach.adapters.store.files import open_file
from coach.adapters.store.foreign import failing, is_same_file
from coach.adapters.store.locks import Locks
from coach.adapters.store.schema import VERSION
from coach.ports.journal import RecordError


@dataclass(frozen=True, slots=True)
class Held:
    """What is in a record and beside it."""

    sessions: int = 0
    entries: int = 0
    first: str = ""
    """The day of the first session or entry, empty where there is none; ``last`` likewise."""
    last: str = ""
    record: bool = False
    settings: bool = False
    routines: int = 0
    """The person's own files below the folder of routines."""
    sounds: int = 0
    left_out: tuple[str, ...] = ()
    """Files of the person's own that are not in a backup, each with the reason."""


def back_up(
    file: Path, data: Path, config: Path, now: datetime, *, force: bool = False
) -> Held | None:
    """Write a backup of the two folders to ``file``; ``None`` if there is nothing to keep yet.

    ``file`` is there as a whole or not at all. One that is there is replaced only with ``force``.

    Raises:
        RecordError: with the reason, if it can't be written.
    """
    record = data / RECORD
    if file.is_dir():
        raise RecordError(f"{file} is a folder. Name a file for the backup.")
    if any(is_same_file(file, own) for own in (record, config / SETTINGS)):
        raise RecordError(f"{file} is what the backup is made of. Name another file.")
    if file.exists() and not force:
        raise RecordError(f"{file} is there already. Name another file, or add --force.")
    files, left_out = _own_files(config)
    if not files and not record.exists():
        return None
    with failing(file, "written"), tempfile.TemporaryDirectory(prefix="coach-") as folder:
        held = Held()
        if record.exists():
            copy = Path(folder) / RECORD
            with failing(record, "read"):
                copy_record(record, copy)
            held = what_is_in(copy)
            files = {RECORD: copy, **files}
        _write(file, files, now)
    return count_files(held, list(files), left_out)


def copy_record(record: Path, copy: Path) -> None:
    """A copy of the record as it is at one moment, also while another process writes to it.

    Raises:
        RecordError: if the record was found to be damaged, and set aside.
        sqlite3.Error, OSError: if it can't be read, or the copy not be written.
    """
    connection, sentence = open_file(record, Locks(record))
    with closing(connection), closing(sqlite3.connect(copy)) as target:
        if sentence:
            raise RecordError(sentence)
        copy.chmod(0o600)
        connection.backup(target)
        # The copy is one file, with nothing beside it.
        target.execute("PRAGMA journal_mode = DELETE")


def what_is_in(record: Path) -> Held:
    """What a record of this version holds."""
    with closing(sqlite3.connect(record)) as connection:
        (sessions,) = connection.execute("SELECT count(*) FROM sessions").fetchone()
        (entries,) = connection.execute("SELECT count(*) FROM diary").fetchone()
        first, last = connection.execute(
            "SELECT min(moment), max(moment) FROM (SELECT begun AS moment FROM sessions"
            " UNION ALL SELECT written FROM diary)"
        ).fetchone()
    return Held(sessions, entries, (first or "")[:10], (last or "")[:10], record=True)


def count_files(held: Held, names: list[str], left_out: tuple[str, ...] = ()) -> Held:
    """``held`` with the files of a backup, by their names there."""
    return Held(
        held.sessions,
        held.entries,
        held.first,
        held.last,
        held.record,
        settings=CONFIG + SETTINGS in names,
        routines=sum(name.casefold().endswith((".yaml", ".yml")) for name in names),
        sounds=sum(name.casefold().endswith(".wav") for name in names),
        left_out=left_out,
    )


def _own_files(config: Path) -> tuple[dict[str, Path], tuple[str, ...]]:
    """The person's own files by their names in a backup, and those that can't be in it."""
    files: dict[str, Path] = {}
    left_out: list[str] = []
    for path in _candidates(config):
        if not path.is_file():
            continue
        try:
            name = CONFIG + path.relative_to(config).as_posix()
        except ValueError:
            left_out.append(f"{path}: it is not in the folder of your settings")
            continue
        if not may_be_in(name):
            left_out.append(f"{path}: it has a name that not every system knows")
        elif path.stat().st_size > MOST_OF_A_FILE:
            left_out.append(f"{path}: it is too large")
        else:
            files[name] = path
    return files, tuple(left_out)


def _candidates(config: Path) -> Iterator[Path]:
    yield config / SETTINGS
    routines = config / "routines"
    for path in sorted(routines.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(routines).parts)
        if path.suffix.casefold() in (".yaml", ".yml", ".wav") and not hidden:
            yield path
    settings, _ = read_settings(config / SETTINGS)
    for _, text in settings.own_sounds:
        with suppress(RuntimeError, ValueError):  # a home that is not here
            path = config / Path(text).expanduser()
            if not path.is_relative_to(routines):
                yield path


def _write(file: Path, files: dict[str, Path], now: datetime) -> None:
    """Put the whole backup in its place, or leave what is there."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as packed:
            write_archive(packed, files, __version__, now, VERSION)
            packed.flush()
            os.fsync(packed.fileno())
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
