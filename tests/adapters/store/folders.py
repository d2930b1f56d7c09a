"""Folders with a record in them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from coach.adapters.store import SqliteStore
from coach.adapters.store.schema import MIGRATIONS, migrate
from coach.domain.triage import Level
from coach.ports.journal import Standing
from tests.adapters.store.samples import ALL_KINDS, all_of, at, begun, ended


def set_aside(folder: Path) -> list[str]:
    """The damaged databases in a folder, without the files that belong to them."""
    return [name for name in listing(folder) if ".damaged-" in name and name.endswith("Z")]


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def fill(path: Path) -> str:
    """A record with a session of many events, a bar and cautions; gives the session."""
    with closing(SqliteStore.open(path)) as store:
        session = store.begin(begun(), ALL_KINDS)
        for _ in range(60):
            store.write(session, all_of(ALL_KINDS), Standing(segment=1), at(1))
        store.end(session, ended(2))
        store.bar("numb", "Numb?", Level.EMERGENCY, at(3))
        store.introduce(["knees"], at(3))
    return session


def back_to(connection: sqlite3.Connection, version: int) -> None:
    """Take away what later versions have added, so that an older one could have written the file.

    The tables that stay keep their rows.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as older:
        migrate(older, MIGRATIONS[:version])
        known = {name for (name,) in older.execute("SELECT name FROM sqlite_master")}
    there = connection.execute("SELECT type, name FROM sqlite_master ORDER BY type").fetchall()
    for kind, name in there:
        if name not in known:
            connection.execute(f"DROP {kind} IF EXISTS {name}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
