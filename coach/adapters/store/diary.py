"""The diary in an SQLite file."""

from datetime import datetime

from coach.adapters.store.events import moment, stamp
from coach.adapters.store.ids import new_id
from coach.adapters.store.queries import clean
from coach.adapters.store.tables import Tables
from coach.adapters.store.values import dump, load
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, KeptEntry, KeptFacts

_COLUMNS = ("written",)
"""What is a column, with its zone, and not in the JSON beside it."""


class DiaryTables(Tables):
    """The part of the store that keeps what the person writes down."""

    def write_entry(self, entry: DiaryEntry) -> str:
        """Keep an entry; its id, which orders by time."""
        id = new_id(entry.written)
        with self._writing(), self._transaction():
            self._connection.execute(
                "INSERT INTO diary (id, written, written_offset, now, site, data)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    id,
                    *stamp(entry.written),
                    entry.now,
                    clean(entry.site),
                    clean(dump(entry, without=_COLUMNS)),
                ),
            )
        return id

    def take_back(self, entry: str) -> None:
        """Undo an entry that was written by mistake, by its id; it is gone then."""
        with self._writing(), self._transaction():
            self._connection.execute("DELETE FROM diary WHERE id = ?", (entry,))

    def tell_episode(self, facts: EpisodeFacts) -> None:
        """Keep what was said of this episode, in place of what was said before."""
        with self._writing(), self._transaction():
            self._connection.execute(
                "INSERT INTO episode_facts (id, written, written_offset, data) VALUES (?, ?, ?, ?)",
                (
                    new_id(facts.written),
                    *stamp(facts.written),
                    clean(dump(facts, without=_COLUMNS)),
                ),
            )

    def entries(self, since: datetime | None = None) -> tuple[KeptEntry, ...]:
        """The entries from ``since`` on, or all, the oldest first."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT id, written, written_offset, data FROM diary"
                " WHERE written >= ? ORDER BY written, id",
                ("" if since is None else stamp(since)[0],),
            ).fetchall()
            return tuple(
                KeptEntry(id, load(DiaryEntry, data, written=moment(written, offset)))
                for id, written, offset, data in rows
            )

    def episode_facts(self) -> EpisodeFacts | None:
        """What was last said of this episode; ``None`` where nothing was."""
        with self._reading():
            row = self._connection.execute(
                "SELECT written, written_offset, data FROM episode_facts ORDER BY id DESC LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            return load(EpisodeFacts, row[2], written=moment(row[0], row[1]))

    def all_episode_facts(self) -> tuple[KeptFacts, ...]:
        """Everything that was ever said of an episode, in the order in which it was said."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT id, written, written_offset, data FROM episode_facts ORDER BY id"
            ).fetchall()
            return tuple(
                KeptFacts(id, load(EpisodeFacts, data, written=moment(written, offset)))
                for id, written, offset, data in rows
            )
