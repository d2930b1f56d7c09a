"""Records of several computers, and what is in them."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from coach.adapters.store import SqliteStore
from coach.domain.diary_entry import DiaryEntry
from coach.domain.events import Scored
from coach.ports.journal import Standing
from tests.adapters.store.samples import ALL_KINDS, at, begun, ended

LATER: datetime = at(60 * 24 * 30)
"""A month after everything in the samples: nothing of it can still be going on."""

Content = dict[str, list[tuple[object, ...]]]


def content(path: Path, *, without: tuple[str, ...] = ()) -> Content:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in names
            if name not in without
        }


def play(store: SqliteStore, minutes: float = 0.0, *, looks: int = 3, end: bool = True) -> str:
    """A session that begins so long after noon, with so many looks; gives its id."""
    session = store.begin(begun(minutes), ALL_KINDS)
    go_on(store, session, minutes, looks, end=end)
    return session


def go_on(
    store: SqliteStore, session: str, minutes: float, looks: int, *, end: bool = True
) -> None:
    """Play a session on."""
    for look in range(looks):
        standing = Standing(segment=look, stopped=look)
        store.write(session, [Scored(float(look), look % 10)], standing, at(minutes + look))
    if end:
        store.end(session, ended(minutes + looks))


def entry(minutes: float, notes: str = "", score: int = 4) -> DiaryEntry:
    """An entry of the diary, so long after noon."""
    return DiaryEntry(at(minutes), score, notes=notes)
