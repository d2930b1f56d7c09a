"""Records that come from elsewhere: read from a copy, and only when all of it makes sense."""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coach.adapters.store.files import WITHOUT_RECORD, is_damage, reason
from coach.adapters.store.schema import VERSION, migrate, version_of
from coach.adapters.store.scores import has_odd_scores
from coach.adapters.store.shape import Table, has_odd_values, tables_of
from coach.adapters.store.sqlite import SqliteStore
from coach.ports.journal import RecordError

EVER: Final = datetime(1, 1, 2, tzinfo=UTC)
"""Before everything that can be in a record."""

_HEADER: Final = b"SQLite format 3\0"
_ID: Final = re.compile(
    r"0[0-3][0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
"""An id that the record can go on after; its time is before the year 2109."""
_PARTS: Final = (
    "SELECT type, name FROM main.sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
_TRIES: Final = 3
"""How often a file is copied that changes meanwhile."""


@contextmanager
def copy_of(path: Path) -> Iterator[Path]:
    """A copy of the record in ``path``, checked and brought to this version; ``path`` stays as is.

    ``path`` is a record or a backup that has one.

    Raises:
        RecordError: with the reason, if it is none, or not one that can be taken in.
    """
    with ExitStack() as stack:
        with failing(path, "read"):
            folder = stack.enter_context(
                tempfile.TemporaryDirectory(prefix="coach-", ignore_cleanup_errors=True)
            )
            copy = Path(folder) / "other.db"
            _fetch(path, copy)
            bring_up(copy, path)
        yield copy


def bring_up(copy: Path, shown: Path) -> None:
    """Check a copy from the outside in and bring it to this version; errors name ``shown``.

    Raises:
        RecordError: with the reason, if it can't be taken in.
        sqlite3.Error, OSError: if it can't be read.
    """
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        _know(connection, shown)
        if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
            raise RecordError(f"{shown} is damaged. Nothing was taken from it.")
        migrate(connection)
        if not _makes_sense(connection):
            raise _nonsense(shown)
    try:
        with closing(sqlite3.connect(copy)) as connection:
            if has_odd_scores(connection):
                raise ValueError("no score")
        with SqliteStore.open(copy) as store:
            _read_all(store)
    except (RecordError, ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise _nonsense(shown) from error


@contextmanager
def failing(path: Path, verb: str) -> Iterator[None]:
    """Whatever the system or the database reports about ``path`` is a ``RecordError``."""
    try:
        yield
    except RecordError as error:
        if WITHOUT_RECORD in str(error):  # nobody is about to move here
            raise RecordError(str(error).replace(f"; {WITHOUT_RECORD}", ".")) from error
        raise
    except (sqlite3.Error, OSError) as error:
        if is_damage(error):
            raise RecordError(f"{path} is damaged. Nothing was changed.") from error
        raise RecordError(f"{path} can't be {verb}: {reason(error)}.") from error


def _nonsense(shown: Path) -> RecordError:
    return RecordError(
        f"{shown} holds something that coach would not have written. Nothing was taken from it."
    )


def _fetch(path: Path, copy: Path) -> None:
    """Copy the record, with the log of what isn't folded into it yet."""
    from coach.adapters.store.archive import Archive, is_archive  # noqa: PLC0415 - few are backups

    if not path.is_file():
        what = "is not a file" if path.exists() else "is not there"
        raise RecordError(f"{path} {what}.")
    if is_archive(path):
        with Archive.open(path) as archive:
            if not archive.has_record:
                raise RecordError(f"There is no record in the backup {path}.")
            archive.take_record(copy)
        return
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise RecordError(f"{path} is no record of coach: it is another kind of file.")
    for _ in range(_TRIES):
        before = _state(path)
        for suffix in ("", "-wal"):
            part, to = path.with_name(path.name + suffix), copy.with_name(copy.name + suffix)
            to.unlink(missing_ok=True)
            if part.exists():
                shutil.copyfile(part, to)
        if _state(path) == before:
            return
    raise RecordError(f"{path} is being written just now. Try again when coach is closed there.")


def _state(path: Path) -> list[tuple[int, int]]:
    """What tells whether the file or its log has changed."""
    found = []
    for part in (path, path.with_name(f"{path.name}-wal")):
        try:
            stat = part.stat()
        except FileNotFoundError:
            found.append((0, 0))
        else:
            found.append((stat.st_mtime_ns, stat.st_size))
    return found


def _know(connection: sqlite3.Connection, shown: Path) -> None:
    """Refuse what is no record, and what a newer version has written."""
    version = version_of(connection)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if version < 1 or "sessions" not in names:
        raise RecordError(f"{shown} is no record of coach: it is the database of another program.")
    if version > VERSION:
        raise RecordError(
            f"{shown} was written by a newer version of coach, and this one would not understand "
            "it. Update coach here first."
        )


def _makes_sense(connection: sqlite3.Connection) -> bool:
    """Whether there are exactly the tables that there have to be, with ids, moments and values."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrate(model)
        wanted = tables_of(model)
        made = _parts(model)
    if tables_of(connection) != wanted or not _parts(connection) <= made:
        return False
    return not any(has_odd_values(connection, table) for table in wanted) and all(
        _has_ids(connection, table) for table in wanted
    )


def _parts(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Everything that the file is made of: tables, indexes, and what else there may be."""
    return set(connection.execute(_PARTS).fetchall())


def _has_ids(connection: sqlite3.Connection, table: Table) -> bool:
    if table.key != ("id",):
        return True
    ids = connection.execute(f'SELECT id FROM "{table.name}"')
    return all(_ID.fullmatch(str(id)) for (id,) in ids)


def _read_all(store: SqliteStore) -> None:
    """Read everything that any start may read, so that nothing taken in fails there later."""
    if store.notices:
        raise ValueError(store.notices[0])
    store.sessions()
    store.unfinished()
    store.times_done()
    store.exercises_done()
    store.scores(EVER)
    store.played(EVER)
    store.given(EVER)
    store.done(EVER)
    store.session_days()
    store.first_day()
    store.open_bars()
    store.bars(EVER)
    store.cautions()
    store.gentle_since()
    store.lists_asked()
    store.times_checked()
    store.doctor_lines()
    store.relief_rounds(EVER)
    store.new_episodes()
    store.last_level_offered()
    store.erased()
    store.entries()
    store.all_episode_facts()


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths name one file."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
