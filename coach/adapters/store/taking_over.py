"""What keeps somebody safe, out of a record that can't be opened for writing."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from coach.adapters.store import queries
from coach.adapters.store.memory import MemoryStore
from coach.adapters.store.safety import SafetyReader
from coach.domain.ahead import is_ahead
from coach.domain.levels import DOWN_FOR
from coach.domain.safety import Colour
from coach.ports.journal import SessionRecord


def take_over(path: Path, store: MemoryStore) -> None:
    """Read what stands in the way of a session out of a file that can't be written.

    Where there is a file and not all of that can be read, the store begins carefully.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:  # nobody can tell whether there is one
        store.be_careful(datetime.now().astimezone())
        return
    _take_over_from(path, store)


def _take_over_from(path: Path, store: MemoryStore) -> None:
    now = datetime.now().astimezone()
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        with (
            suppress(sqlite3.Error, OSError, ValueError),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as connection,
        ):
            connection.execute("SELECT name FROM sqlite_master").fetchall()
            whole = store.take_over(SafetyReader(connection))
            # So it is read without the log of what isn't folded into it yet.
            whole = whole and not ("immutable" in mode and _has_log(path))
            if not (whole and _went_well(lambda: queries.sessions(connection), now)):
                store.be_careful(now)
            return
    store.be_careful(now)


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _went_well(read: Callable[[], Sequence[SessionRecord]], now: datetime) -> bool:
    """Whether the newest session ended well, and so did all those of the last week.

    What can't be read may have gone in any way. A session that is dated ahead is as new as any.
    """
    try:
        sessions = read()
    except Exception:  # noqa: BLE001 - whatever is odd about a row: what it says isn't known
        return False
    ahead = [one for one in sessions if is_ahead(one.begun.begun, now)]
    newest = sessions[len(ahead) : len(ahead) + 1]
    week = (one for one in sessions if now - one.begun.begun < DOWN_FOR)
    return all(one.end is not None and one.end.colour is Colour.GREEN for one in (*newest, *week))
