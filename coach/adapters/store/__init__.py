"""The record of sessions: in an SQLite file, or in memory where no file can be written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from coach.adapters.store.files import WITHOUT_RECORD, reason
from coach.adapters.store.memory import MemoryStore
from coach.adapters.store.sqlite import SqliteStore
from coach.adapters.store.unrecorded import UnrecordedJournal
from coach.ports.journal import History, Journal, RecordError, SessionRecord

T = TypeVar("T")

FILE: Final = "coach.db"
"""The file's name in the data folder."""

__all__ = [
    "FILE",
    "MemoryStore",
    "Record",
    "SqliteStore",
    "UnrecordedJournal",
    "open_record",
    "read_record",
    "read_sessions",
]


@dataclass(frozen=True, slots=True)
class Record:
    """Both halves of an open record."""

    journal: Journal
    history: History
    store: SqliteStore | MemoryStore

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that the person should hear, once."""
        return self.store.notices

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()


def open_record(folder: Path, *, recorded: bool = True) -> Record:
    """The record in ``folder``; one in memory, with a notice, where no file can be had.

    Without ``recorded`` no session is written but one that is stopped.
    """
    store: SqliteStore | MemoryStore
    try:
        store = SqliteStore.open(folder / FILE)
    except RecordError as error:
        from coach.adapters.store.taking_over import take_over  # noqa: PLC0415 - seldom needed

        store = MemoryStore((str(error),))
        take_over(folder / FILE, store)
    journal = store if recorded else UnrecordedJournal(store, store)
    return Record(journal, store, store)


def read_sessions(folder: Path) -> tuple[SessionRecord, ...]:
    """The recorded sessions in ``folder``, the newest first; none where there is no record.

    Raises:
        RecordError: if there is a record that can't be read, or that was found to be damaged.
    """
    return read_record(folder, SqliteStore.sessions) or ()


def read_record(folder: Path, read: Callable[[SqliteStore], T]) -> T | None:
    """What ``read`` finds in the record in ``folder``; ``None`` where there is no record.

    Raises:
        RecordError: if there is a record that can't be read, or that was found to be damaged.
    """
    try:
        if not (folder / FILE).exists():
            return None
        with SqliteStore.open(folder / FILE) as store:
            found = read(store)
            notices = store.notices
    except OSError as error:
        raise RecordError(f"The folder {folder} can't be read: {reason(error)}.") from error
    except RecordError as error:
        raise RecordError(str(error).replace(f"; {WITHOUT_RECORD}", ".")) from error
    if notices:
        raise RecordError(" ".join(notices))
    return found
