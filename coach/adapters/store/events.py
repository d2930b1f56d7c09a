"""Events as rows of the record, and the moments at which they happened."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from typing import Final

from coach.adapters.store.values import compact
from coach.domain import events as happened
from coach.domain.events import Event


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the record keeps it. ``seq`` counts from 1 within its session."""

    seq: int
    wall: datetime
    at: float
    kind: str
    data: dict[str, object]


KINDS: Final[dict[type[Event], str]] = {
    happened.Started: "started",
    happened.SegmentBegan: "segment",
    happened.CheckDue: "check",
    happened.ReadyDue: "ready",
    happened.ReliefAsks: "relief",
    happened.Paused: "paused",
    happened.Resumed: "resumed",
    happened.ReturnDue: "return",
    happened.Interrupted: "interrupted",
    happened.Moved: "moved",
    happened.Changed: "changed",
    happened.Hurt: "hurt",
    happened.ExitBegan: "exit-began",
    happened.ExitEnded: "exit-ended",
    happened.Described: "described",
    happened.Scored: "scored",
    happened.Decided: "decided",
    happened.Ended: "ended",
}
"""The events that are stored, and the word for each."""

PASSING: Final = frozenset({happened.CueDue, happened.CountIn})
"""Events that are not stored: they follow from the segment in which they fall, nothing is ever
asked of them, and there are several to each segment, so they would make the record many times as
long and wake the disk while somebody holds a stretch."""

# A segment is its index in the timeline of that moment. A question carries its segment without a
# number: it is that of the last "segment" before it.
_NOT_DATA = ("at", "segment")


def encode(event: Event) -> tuple[str, str | None] | None:
    """The kind of an event, and as compact JSON what there is to know of it beyond its place.

    ``None`` for an event that isn't stored.
    """
    kind = KINDS.get(type(event))
    if kind is None:
        return None
    data = {}
    for field in fields(event):
        if field.name not in _NOT_DATA:
            value = getattr(event, field.name)
            data[field.name] = value.value if isinstance(value, Enum) else value
    return kind, compact(data) if data else None


def stamp(moment: datetime) -> tuple[str, int]:
    """A moment in UTC, in a form that orders as text, and its zone's offset in minutes."""
    local = moment if moment.tzinfo else moment.astimezone()
    offset = local.utcoffset() or timedelta()
    text = local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return text.rjust(len("2026-01-02T03:04:05.000006Z"), "0"), offset // timedelta(minutes=1)


def moment(utc: str, offset: int) -> datetime:
    """The moment that :func:`stamp` wrote, in the zone in which it happened."""
    return _parsed(utc).astimezone(_zone(offset))


_parsed = datetime.fromisoformat


@cache
def _zone(offset: int) -> timezone:
    return timezone(timedelta(minutes=offset))
