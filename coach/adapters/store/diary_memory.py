"""The diary in memory."""

from datetime import datetime

from coach.adapters.store.ids import new_id
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, KeptEntry, KeptFacts


class DiaryMemory:
    """What the person writes down, for as long as the program runs."""

    def __init__(self) -> None:
        self._entries: dict[str, DiaryEntry] = {}
        self._facts: list[KeptFacts] = []

    def write_entry(self, entry: DiaryEntry) -> str:
        """Keep an entry; its id, which orders by time."""
        id = new_id(entry.written)
        self._entries[id] = entry
        return id

    def take_back(self, entry: str) -> None:
        """Undo an entry that was written by mistake, by its id; it is gone then."""
        self._entries.pop(entry, None)

    def tell_episode(self, facts: EpisodeFacts) -> None:
        """Keep what was said of this episode, in place of what was said before."""
        self._facts.append(KeptFacts(new_id(facts.written), facts))

    def entries(self, since: datetime | None = None) -> tuple[KeptEntry, ...]:
        """The entries from ``since`` on, or all, the oldest first."""
        kept = (KeptEntry(id, entry) for id, entry in self._entries.items())
        wanted = (one for one in kept if since is None or one.entry.written >= since)
        return tuple(sorted(wanted, key=lambda one: (one.entry.written, one.id)))

    def episode_facts(self) -> EpisodeFacts | None:
        """What was last said of this episode; ``None`` where nothing was."""
        return self._facts[-1].facts if self._facts else None

    def all_episode_facts(self) -> tuple[KeptFacts, ...]:
        """Everything that was ever said of an episode, in the order in which it was said."""
        return tuple(self._facts)
