"""Which bundled routine suits a person today: by its level, its needs and their pain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.domain.exercise import Caution
from coach.domain.levels import LEVELS, PastSession, unmet
from coach.domain.safety import GENTLE_ROUTINE
from coach.ports.library import Entry, Library, Origin


def pain_limit(entry: Entry) -> int | None:
    """The highest score at which the routine itself may begin; ``None`` where it says nothing."""
    if entry.routine is None:
        return None
    limits = (entry.routine.pain_limit, entry.routine.needs.pain_max)
    return min((limit for limit in limits if limit is not None), default=None)


@dataclass(frozen=True, slots=True)
class Fitting:
    """What is known of the person today. ``start`` is the score, ``past`` the newest first."""

    library: Library
    start: int
    cautions: frozenset[Caution]
    past: Sequence[PastSession]
    now: datetime

    def unmet(self, entry: Entry) -> str:
        """What a routine still needs before it is played; empty where nothing."""
        if entry.routine is None:
            return ""
        return unmet(entry.routine.needs, entry.id, self.past, self.now)

    def below(self, level: int) -> Entry:
        """The nearest bundled routine of a lower level that may be played today."""
        for lower in range(level - 1, 0, -1):
            found = self.at(lower)
            if found is not None:
                return found
        return self.library.bundled(GENTLE_ROUTINE)

    def at(self, level: int) -> Entry | None:
        """The first bundled routine of a level, from 1, that may be played today."""
        there = {entry.id for entry in self.library.entries() if entry.origin is Origin.BUNDLED}
        entries = (self.library.bundled(id) for id in LEVELS[level - 1] if id in there)
        return next((entry for entry in entries if self._may_be_played(entry)), None)

    def _may_be_played(self, entry: Entry) -> bool:
        if entry.routine is None or self.unmet(entry):
            return False
        limit = pain_limit(entry)
        ruled_out = entry.routine.needs.not_for & self.cautions
        return not ruled_out and (limit is None or self.start <= limit)
