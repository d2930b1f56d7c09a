"""The history as other programs read it."""

from collections.abc import Iterable

from coach.ports.journal import SessionRecord


def history_json(records: Iterable[SessionRecord]) -> list[dict[str, object]]:
    """The sessions with keys that stay: what has no value is ``None``.

    ``begun`` and ``ended`` are ISO 8601 with the offset of the place; ``start`` and ``end`` are
    the scores; ``exercises`` are the ids of those that were done to their end.
    """
    return [_as_json(record) for record in records]


def _as_json(record: SessionRecord) -> dict[str, object]:
    begun, end = record.begun, record.end
    return {
        "id": record.id,
        "routine": begun.routine,
        "title": begun.title,
        "begun": begun.begun.isoformat(timespec="seconds"),
        "ended": end.ended.isoformat(timespec="seconds") if end else None,
        "outcome": end.outcome.value if end else None,
        "colour": end.colour.value if end and end.colour else None,
        "start": begun.start_score,
        "end": end.end_score if end else None,
        "seconds": round(record.seconds, 3),
        "exercises": list(record.exercises),
        "reason": end.reason if end else None,
        "hurt": record.hurt,
    }
