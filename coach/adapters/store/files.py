"""The database file: private, checked when it is opened, set aside when it is damaged."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coach.adapters.store.locks import Locks
from coach.adapters.store.schema import VERSION, migrate, version_of
from coach.ports.journal import RecordError

BUSY_SECONDS: Final = 2.0
"""How long to wait for another process's write; below the gap that counts as a suspend."""

WITHOUT_RECORD: Final = "the session goes on without a record."
"""What follows where the record fails while somebody is about to move."""

_CHECKPOINT_PAGES: Final = 4000
"""16 MiB: more than a session writes, so that its writes wait for one flush each and no more.
The log is folded into the file at each session's end, and in the middle only beyond this."""

_WORDS: Final = {
    sqlite3.SQLITE_BUSY: "another program is using it",
    sqlite3.SQLITE_LOCKED: "another program is using it",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is write-protected",
    sqlite3.SQLITE_PERM: "access to it is denied",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is damaged",
}


class DamagedError(Exception):
    """The file is no database, or one whose content makes no sense."""


def reason(error: Exception) -> str:
    """Why something could not be read or written, in a few plain words."""
    if isinstance(error, sqlite3.Error):
        return _WORDS.get(_code(error), str(error) or "the database reports an error")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error) or type(error).__name__


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is damaged."""
    return isinstance(error, DamagedError) or (
        isinstance(error, sqlite3.Error)
        and _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    )


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where the error is Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def open_file(path: Path, locks: Locks) -> tuple[sqlite3.Connection, str]:
    """Open the database, made or brought up to date, and a sentence if a damaged one was there.

    Raises:
        RecordError: if a newer version wrote it; nothing has been touched then.
        sqlite3.Error, OSError: if it can't be opened.
    """
    path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    _refuse_newer(_version_in_header(path), path)
    with locks.guard():
        try:
            return _connect(path), ""
        except (sqlite3.Error, DamagedError) as error:
            if not is_damage(error):
                raise
        return _begin_anew(path)


def replace_damaged(path: Path, locks: Locks, found: int) -> tuple[sqlite3.Connection, str]:
    """Set the file aside that was found to be damaged, and open another one.

    ``found`` is its :func:`identity`: where another process has replaced it meanwhile, the new
    one stays.
    """
    with locks.guard():
        if identity(path) == found:
            return _begin_anew(path)
        return _connect(path), ""


def identity(path: Path) -> int:
    """Tells one file from another that takes its name later; 0 where there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


def _connect(path: Path) -> sqlite3.Connection:
    # SQLite gives its own two files (-wal, -shm) the permissions of this one.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077:
        with suppress(PermissionError):  # somebody else's file
            path.chmod(0o600)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _refuse_newer(version_of(connection), path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        _keep_before(connection, path)
        if migrate(connection):
            # The version is in the file itself now, where an older program looks first.
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _keep_before(connection: sqlite3.Connection, path: Path) -> None:
    """Keep a copy of an older file before it is brought up to date.

    Raises:
        RecordError: if it can't be kept; the file stays as it is.
    """
    if not 0 < version_of(connection) < VERSION:
        return
    kept = path.with_name(f"{path.name}.before-v{VERSION}")
    part = kept.with_name(f"{kept.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(kept)
    except (sqlite3.Error, OSError) as error:
        if is_damage(error):
            raise
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise RecordError(
            f"The record {path} was written by an older version of coach, and no copy of it can "
            f"be kept before it is brought up to date: {reason(error)}. It stays as it is; "
            f"{WITHOUT_RECORD}"
        ) from error


def _check(connection: sqlite3.Connection) -> None:
    """Look through the tables that every start reads; the rest would take too long."""
    for table in ("sessions", "done", "bars", "follow_ups", "facts", "diary"):
        (found,) = connection.execute(f"PRAGMA quick_check({table})").fetchone()
        if found != "ok":
            raise DamagedError(found)


def _version_in_header(path: Path) -> int:
    """The version as the file's first bytes have it, read without opening it as a database."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return 0
    is_database = header.startswith(b"SQLite format 3\0") and len(header) == 100
    return int.from_bytes(header[60:64], signed=True) if is_database else 0


def _refuse_newer(version: int, path: Path) -> None:
    if version > VERSION:
        raise RecordError(
            f"The record {path} was written by a newer version of coach, and this one would not "
            "understand it. Update coach, or set COACH_DATA_DIR to another folder."
        )


def _begin_anew(path: Path) -> tuple[sqlite3.Connection, str]:
    """Set a damaged file aside, and begin another one with what can be read of it.

    Whatever goes wrong with the reading, the new one is begun.
    """
    from coach.adapters.store.recovery import Recovered, recover  # noqa: PLC0415 - seldom needed

    aside = _set_aside(path)
    connection = _connect(path)
    try:
        words = recover(aside, connection).words()
    except (sqlite3.Error, OSError, ValueError):
        words = Recovered({}).words()
    found = (
        f"What could be read of it is in the new one: {words}."
        if words
        else "Nothing of it could be read: what was recorded before isn't known here any more."
    )
    return connection, (
        f"The record {path} was damaged. It was set aside as {aside.name}, and a new one was "
        f"begun. {found}"
    )


def _set_aside(path: Path) -> Path:
    """Rename a damaged file, with what belongs to it; nothing is deleted."""
    now = datetime.now(UTC)
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}.{now.microsecond:06}Z")
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside
