"""The diary in the record: what the person writes down outside a session."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, KeptEntry, KeptFacts


class DiaryJournal(Protocol):
    """Writes the diary. What a method has returned from is on disk.

    Raises:
        RecordError: from every method, where the record can't be written.
    """

    def write_entry(self, entry: DiaryEntry) -> str:
        """Keep an entry; its id, which orders by time."""

    def take_back(self, entry: str) -> None:
        """Undo an entry that was written by mistake, by its id; it is gone then."""

    def tell_episode(self, facts: EpisodeFacts) -> None:
        """Keep what was said of this episode, in place of what was said before."""


class DiaryHistory(Protocol):
    """Reads the diary.

    Raises:
        RecordError: from every method, where the record can't be read.
    """

    def entries(self, since: datetime | None = None) -> Sequence[KeptEntry]:
        """The entries from ``since`` on, or all, the oldest first."""

    def episode_facts(self) -> EpisodeFacts | None:
        """What was last said of this episode; ``None`` where nothing was."""

    def all_episode_facts(self) -> Sequence[KeptFacts]:
        """Everything that was ever said of an episode, in the order in which it was said."""
