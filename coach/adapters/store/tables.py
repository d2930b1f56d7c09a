"""What each part of the store in an SQLite file is given by the whole."""

import sqlite3
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager


class Tables(ABC):
    """A part of the store; whoever has it gives it a connection, and the ways to write and read."""

    _connection: sqlite3.Connection

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """Whatever goes wrong while writing is a ``RecordError``."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[None]:
        """Whatever goes wrong while reading is a ``RecordError``."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[None]:
        """All of it or nothing; on disk when it has been left."""
