"""What stays of erased sessions that had hurt, as facts of the record."""

import sqlite3
from datetime import datetime
from typing import Final

from coach.adapters.store import safety_queries
from coach.adapters.store.ids import new_id
from coach.domain.erased import Erased
from coach.domain.levels import AMBERS

ERASED: Final = "erased"
"""The name of the fact."""


def insert_erased(connection: sqlite3.Connection, left: Erased, now: datetime) -> None:
    """Keep what stays; its moment is ``now``, whatever ``left`` says."""
    value = {"ambers": left.ambers, "anew": left.anew, "stopped": list(left.stopped)}
    safety_queries.insert_fact(connection, new_id(now), ERASED, value, now)


def erased(connection: sqlite3.Connection) -> tuple[Erased, ...]:
    """What stays of all that was erased, in the order in which it was."""
    facts = safety_queries.facts(connection, ERASED)
    return tuple(_erased(fact.id, fact.wall, fact.value) for fact in facts)


def _erased(id: str, when: datetime, value: object) -> Erased:
    """What a fact says; as much as one can, where another program wrote it in another form."""
    if not isinstance(value, dict):
        return Erased(id, when, ambers=1, anew=True)
    ambers, stopped = value.get("ambers"), value.get("stopped")
    return Erased(
        id,
        when,
        min(max(ambers, 0), AMBERS) if isinstance(ambers, int) else 1,
        value.get("anew") is not False,
        tuple(str(one) for one in stopped) if isinstance(stopped, list) else (),
    )
