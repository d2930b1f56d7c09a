"""The tables, and the steps that bring a file of any earlier version to this one."""

import sqlite3
from typing import Final

# What two computers wrote merges as a union: each row has an id of its own or belongs to one that
# has, and an answer is a row beside its question instead of a change to it. `timelines` is there
# only for resuming: a session's row goes when it has ended. `done` says which exercises came to
# their end; the numbers of segments in `events` mean nothing without the timeline of that moment.
_FIRST: Final = (
    """
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        routine TEXT NOT NULL,
        title TEXT NOT NULL,
        begun TEXT NOT NULL,
        begun_offset INTEGER NOT NULL,
        start_score INTEGER NOT NULL,
        speed REAL NOT NULL,
        standing TEXT NOT NULL,
        seconds REAL NOT NULL DEFAULT 0,
        last TEXT NOT NULL,
        last_offset INTEGER NOT NULL,
        ended TEXT,
        ended_offset INTEGER,
        outcome TEXT,
        colour TEXT,
        reason TEXT,
        end_score INTEGER,
        hurt INTEGER
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE events (
        session TEXT NOT NULL,
        seq INTEGER NOT NULL,
        wall TEXT NOT NULL,
        wall_offset INTEGER NOT NULL,
        at REAL NOT NULL,
        kind TEXT NOT NULL,
        data TEXT,
        PRIMARY KEY (session, seq)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE done (
        session TEXT NOT NULL,
        step INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (session, step, exercise)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE timelines (session TEXT PRIMARY KEY, timeline TEXT NOT NULL)",
    """
    CREATE TABLE bars (
        id TEXT PRIMARY KEY,
        sign TEXT NOT NULL,
        question TEXT NOT NULL,
        level INTEGER NOT NULL,
        asked TEXT NOT NULL,
        asked_offset INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE follow_ups (
        id TEXT PRIMARY KEY,
        bar TEXT NOT NULL,
        answer TEXT NOT NULL,
        lifted INTEGER NOT NULL,
        wall TEXT NOT NULL,
        wall_offset INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE facts (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        wall TEXT NOT NULL,
        wall_offset INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
)

# A line is settled by a row of `follow_ups` that names its id.
_DOCTOR_LINES: Final = (
    """
    CREATE TABLE doctor_lines (
        id TEXT PRIMARY KEY,
        sign TEXT NOT NULL,
        question TEXT NOT NULL,
        since TEXT NOT NULL,
        since_offset INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
)

# The diary keeps its moment and its score as columns, because the rules about pain look for them;
# the rest is JSON, so that a file keeps what a later form asks beyond it. What was said of the
# episode stays as it was said: the newest row holds.
_DIARY: Final = (
    """
    CREATE TABLE exercises (
        session TEXT NOT NULL,
        step INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        sides TEXT NOT NULL,
        planned TEXT NOT NULL,
        hold REAL NOT NULL,
        time REAL,
        done INTEGER NOT NULL,
        whole INTEGER NOT NULL,
        eased INTEGER NOT NULL,
        stopped INTEGER NOT NULL,
        stopped_side TEXT,
        stopped_rep INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (session, step, exercise)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE diary (
        id TEXT PRIMARY KEY,
        written TEXT NOT NULL,
        written_offset INTEGER NOT NULL,
        now INTEGER NOT NULL,
        site TEXT NOT NULL,
        data TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE episode_facts (
        id TEXT PRIMARY KEY,
        written TEXT NOT NULL,
        written_offset INTEGER NOT NULL,
        data TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX exercises_by_id ON exercises (exercise, session)",
    "CREATE INDEX diary_by_moment ON diary (written)",
    "CREATE INDEX sessions_by_moment ON sessions (begun)",
    "CREATE INDEX sessions_without_end ON sessions (begun) WHERE ended IS NULL",
    "CREATE INDEX facts_by_name ON facts (name)",
    "CREATE INDEX facts_by_moment ON facts (name, wall)",
    "CREATE INDEX done_by_exercise ON done (exercise, session)",
    # Whoever looks for the scores of a year must not read everything that happened in it.
    (
        "CREATE INDEX events_of_pain ON events (session, seq, kind, data, wall, wall_offset)"
        " WHERE kind IN ('described', 'scored')"
    ),
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_FIRST, _DOCTOR_LINES, _DIARY)
"""Step ``n`` (from 0) makes a file of version ``n`` one of version ``n + 1``."""

VERSION: Final = len(MIGRATIONS)
"""The version that this program writes."""


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS
) -> bool:
    """Bring the file to the newest version, each step whole or not at all.

    ``True`` if there was something to do.
    """
    before = version_of(connection)
    for number in range(before, len(migrations)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in migrations[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return before < len(migrations)
