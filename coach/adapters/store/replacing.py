"""Puts a whole record in the place of another, which other processes may have open."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from coach.adapters.store.both_sides import Said, hold_both, said
from coach.adapters.store.files import open_file
from coach.adapters.store.locks import Locks
from coach.adapters.store.safeguards import DIARY_FACTS, SAFETY, be_careful, lost, past_of
from coach.adapters.store.schema import migrate
from coach.adapters.store.shape import SESSIONS, Table, tables_of


def replace_record(staged: Path, place: Path) -> None:
    """Put the record in ``staged`` in the place of another; both are of this program.

    It is one transaction: whatever another process writes comes before it, and is looked at, or
    after it. What bars here bars afterwards, and what is being played here goes on.

    Raises:
        sqlite3.Error, OSError: if it can't be done; everything is as it was then.
    """
    locks = Locks(place)
    connection, _ = open_file(place, locks)
    with closing(connection), closing(sqlite3.connect(staged, isolation_level=None)) as backup:
        migrate(backup)  # another version may have unpacked it
        there = said(backup)
        connection.execute("ATTACH DATABASE ? AS backup", (str(staged),))
        connection.execute("BEGIN IMMEDIATE")
        try:
            _replace_all(connection, locks, there, datetime.now().astimezone())
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("DETACH DATABASE backup")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _replace_all(connection: sqlite3.Connection, locks: Locks, there: Said, now: datetime) -> None:
    """Replace every row by those of the backup, but for what keeps somebody safe."""
    here, before = said(connection), past_of(connection, now)
    open_ones = connection.execute("SELECT id FROM sessions WHERE ended IS NULL").fetchall()
    played = [id for (id,) in open_ones if locks.is_held(id)]
    tables = tables_of(connection)
    kept = [(table, _kept_rows(connection, table, played)) for table in tables]
    for table in tables:
        connection.execute(f'DELETE FROM main."{table.name}"')
        connection.execute(
            f'INSERT INTO main."{table.name}" ({table.listed})'
            f' SELECT {table.listed} FROM backup."{table.name}"'
        )
    for table, rows in kept:
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(
            f'REPLACE INTO main."{table.name}" ({table.listed}) VALUES ({marks})', rows
        )
    hold_both(connection, here, there, now)
    be_careful(connection, lost(before, past_of(connection, now), now), now)


def _kept_rows(
    connection: sqlite3.Connection, table: Table, played: Sequence[str]
) -> list[tuple[object, ...]]:
    """The rows of a table that stay whatever the backup holds."""
    rows = f'SELECT {table.listed} FROM main."{table.name}"'
    if table.name in SAFETY:
        return connection.execute(rows).fetchall()
    if table.name == "facts":
        marks = ", ".join("?" * len(DIARY_FACTS))
        return connection.execute(f"{rows} WHERE name NOT IN ({marks})", DIARY_FACTS).fetchall()
    if table.name == SESSIONS or table.of_session:
        marks = ", ".join("?" * len(played))
        where = f'WHERE "{table.session}" IN ({marks})'
        return connection.execute(f"{rows} {where}", played).fetchall()
    return []
