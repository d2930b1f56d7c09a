"""What no change to a record may loosen, whether it is forgetting or an older state of it."""

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Final

from coach.adapters.store import queries, safety_queries
from coach.adapters.store.ids import go_on_after, new_id
from coach.adapters.store.values import load
from coach.domain.events import Outcome
from coach.domain.levels import DOWN_FOR
from coach.domain.safety import Colour
from coach.ports.journal import SessionRecord, Standing

SAFETY: Final = ("bars", "doctor_lines", "follow_ups")
"""The tables of warning signs, of the lines about a doctor, and of what was answered to them."""
DIARY_FACTS: Final = ("new-episode", "score")
"""The facts that belong to the diary; every other one keeps somebody safe."""


def still_matters(connection: sqlite3.Connection, ids: Collection[str], now: datetime) -> bool:
    """Whether one of these sessions hurt, or may have, and makes the next one easier at ``now``.

    The last session does so however long ago it was; others for a week.
    """
    records = queries.sessions(connection)
    newest = next((record.id for record in records if record.end is not None), None)
    return any(
        _hurt(connection, record)
        for record in records
        if record.id in ids
        and (record.id == newest or record.end is None or now - record.begun.begun < DOWN_FOR)
    )


def be_careful(connection: sqlite3.Connection, now: datetime) -> None:
    """For what is known no more: today only the gentle routine, and the full list at a start."""
    newest = safety_queries.newest_id(connection)
    if newest:
        go_on_after(newest)
    for name in ("gentle", "list-due"):
        safety_queries.insert_fact(connection, new_id(now), name, True, now)


def _hurt(connection: sqlite3.Connection, record: SessionRecord) -> bool:
    if record.end is None:
        (text,) = connection.execute(
            "SELECT standing FROM sessions WHERE id = ?", (record.id,)
        ).fetchone()
        with suppress(ValueError):
            return load(Standing, text).hurting
        return True
    unasked = record.end.outcome is Outcome.LEFT and record.hurt is None
    return unasked or bool(record.hurt) or record.end.colour in (Colour.AMBER, Colour.RED)
