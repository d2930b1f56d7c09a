"""Reads the numbers of a period out of the record."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from coach.domain.overview import Given, Overview, Played, overview_of, reaches_back_to
from coach.ports.journal import History, SessionRecord

_EASTERNMOST: Final = timezone(timedelta(hours=14))
"""Where a day begins first: what is asked for from then on misses nothing of it anywhere."""
_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def read_overview(history: History, first: date, last: date, goal: int | None = None) -> Overview:
    """The numbers of the period from ``first`` to ``last``, both inclusive.

    ``goal`` is the person's own number of sessions a week, if they have set one.

    Raises:
        RecordError: if the record can't be read.
        ValueError: if ``last`` is before ``first``.
    """
    since = beginning(first)
    return overview_of(
        [played(one) for one in history.sessions(since)],
        [
            Given(one.given, one.score, one.site)
            for one in history.scores(beginning(reaches_back_to(first, last)))
        ],
        history.exercises_done(since),
        history.entries(beginning(reaches_back_to(first, last))),
        first=first,
        last=last,
        new_episodes=history.new_episodes(),
        goal=goal,
    )


def played(record: SessionRecord) -> Played:
    """A session of the record, as an overview counts it."""
    begun, end = record.begun, record.end
    return Played(
        record.id,
        begun.begun,
        begun.routine,
        begun.title,
        record.seconds,
        begun.start_score,
        ended=end.ended if end else None,
        end=end.end_score if end else None,
        outcome=end.outcome if end else None,
        colour=end.colour if end else None,
        reason=end.reason if end else "",
        hurt=record.hurt,
        exercises=record.exercises,
    )


def beginning(day: date) -> datetime:
    """The moment from which on it is this day anywhere on earth."""
    return max(_EVER, datetime.combine(max(day, _EVER.date()), time.min, _EASTERNMOST))


def first_day(history: History) -> date | None:
    """The first day of which anything is known: a session, a score, an entry; ``None`` without.

    Raises:
        RecordError: if the record can't be read.
    """
    known = [one.begun.begun.date() for one in history.sessions()]
    known += [one.given.date() for one in history.scores(_EVER)]
    known += [one.entry.written.date() for one in history.entries()]
    return min(known, default=None)
