"""What two records say of one person: where they differ, the more careful of the two holds.

Which caution lines are ticked and whether the full list is due goes by the newest fact. Of two
records the newest may come from a computer that has never heard of the answer of the other one.
Only who knows the other's answer and has answered after it takes it back.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coach.adapters.store.ids import go_on_after, new_id
from coach.adapters.store.safety_queries import (
    CAUTIONS,
    GENTLE,
    LIST_DUE,
    LIST_URGENT,
    Fact,
    cautions,
    facts,
    insert_fact,
    newest_id,
)

_NAMES: Final = (CAUTIONS, GENTLE, LIST_DUE, LIST_URGENT)


@dataclass(frozen=True, slots=True)
class Said:
    """What one record has of the facts of which the newest holds: by name, the oldest first."""

    facts: Mapping[str, list[Fact]]

    def newest(self, name: str) -> Fact | None:
        """The newest fact of this name."""
        return self.facts[name][-1] if self.facts[name] else None

    def knows(self, name: str, fact: Fact) -> bool:
        """Whether this very fact is in it."""
        return fact in self.facts[name]

    def due(self) -> Fact | None:
        """What asked for the full list, where it was not gone through since."""
        due, asked = self.newest(LIST_DUE), self.newest(LIST_URGENT)
        return None if due and asked and asked.id > due.id else due

    def gentle_on(self, now: datetime) -> bool:
        """Whether only the gentle routine is open on the day of ``now``, as the newest fact is."""
        gentle = self.newest(GENTLE)
        return gentle is not None and gentle.wall.astimezone(now.tzinfo).date() == now.date()


def said(connection: sqlite3.Connection) -> Said:
    """What a record of this version says."""
    return Said({name: facts(connection, name) for name in _NAMES})


def hold_both(connection: sqlite3.Connection, here: Said, there: Said, now: datetime) -> None:
    """See that what either record says holds, once ``connection`` has the facts of both.

    What has to be written for that is said at ``now``; where nothing has to, nothing is.
    """
    newest = newest_id(connection)
    if newest:
        go_on_after(newest)
    after = said(connection)
    ticked = _ticked(here, there)
    if set(ticked) != set(cautions(connection) or ()):
        insert_fact(connection, new_id(now), CAUTIONS, list(ticked), now)
    if _is_due(here, there) and after.due() is None:
        insert_fact(connection, new_id(now), LIST_DUE, True, now)
    gentle = here.gentle_on(now) or there.gentle_on(now)
    if gentle and not after.gentle_on(now):
        insert_fact(connection, new_id(now), GENTLE, True, now)


def _ticked(here: Said, there: Said) -> tuple[str, ...]:
    """The caution lines that hold, by id."""
    ours, theirs = here.newest(CAUTIONS), there.newest(CAUTIONS)
    if theirs is None or (ours and here.knows(CAUTIONS, theirs)):
        return _lines(ours)
    if ours is None or there.knows(CAUTIONS, ours):
        return _lines(theirs)
    return tuple(dict.fromkeys((*_lines(ours), *_lines(theirs))))


def _lines(fact: Fact | None) -> tuple[str, ...]:
    return () if fact is None else tuple(str(id) for id in fact.value)


def _is_due(here: Said, there: Said) -> bool:
    """Whether the full list is due in one of the two, and the other has not answered it since."""
    return _asks(here, there) or _asks(there, here)


def _asks(one: Said, other: Said) -> bool:
    due = one.due()
    return due is not None and (other.due() is not None or not other.knows(LIST_DUE, due))
