"""The tables of a record as the file itself has them: what goes by them holds for every version."""

import sqlite3
from dataclasses import dataclass
from typing import Final

SESSIONS: Final = "sessions"
TIMELINES: Final = "timelines"
"""What is there for resuming a session on the computer that plays it."""

_TYPES: Final = {
    "TEXT": ("text",),
    "INTEGER": ("integer",),
    "REAL": ("real", "integer"),
}
"""What SQLite may hold in a column that was made for this."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in their order, and those of its primary key.

    ``moment`` is the column that says when a row happened, empty where there is none; the offset
    of its zone is in a column beside it.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    moment: str
    types: tuple[tuple[str, str, bool], ...]
    """Each column with its type, and whether it may be empty."""

    @property
    def of_session(self) -> bool:
        """Whether its rows belong to a session, by its id."""
        return self.key[:1] == ("session",)

    @property
    def session(self) -> str:
        """The column with the session's id."""
        return "session" if self.of_session else "id"

    @property
    def listed(self) -> str:
        """The columns as SQL lists them."""
        return ", ".join(f'"{column}"' for column in self.columns)


def tables_of(connection: sqlite3.Connection) -> tuple[Table, ...]:
    """The tables of a file, by name."""
    names = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return tuple(_table(connection, name) for (name,) in names)


def _table(connection: sqlite3.Connection, name: str) -> Table:
    quoted = name.replace('"', '""')
    info = connection.execute(f'PRAGMA main.table_info("{quoted}")').fetchall()
    columns = tuple(str(row[1]) for row in info)
    key = tuple(str(row[1]) for row in sorted(info, key=lambda row: int(row[5])) if row[5])
    moments = (column for column in columns if f"{column}_offset" in columns)
    types = tuple((str(row[1]), str(row[2]), not (row[3] or row[5])) for row in info)
    return Table(name, columns, key, next(moments, ""), types)


def has_odd_values(connection: sqlite3.Connection, table: Table) -> bool:
    """Whether a row holds what its column was not made for: SQLite itself lets anything in."""
    wrong = " OR ".join(
        f'typeof("{column}") NOT IN ({_listed((*_TYPES[kind], *(("null",) if empty else ())))})'
        for column, kind, empty in table.types
    )
    found = connection.execute(f'SELECT 1 FROM "{table.name}" WHERE {wrong} LIMIT 1')
    return found.fetchone() is not None


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
