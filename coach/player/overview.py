"""Reads the numbers of a period out of the record."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from coach.domain.overview import Overview, overview_of, reaches_back_to
from coach.ports.journal import History

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
    since, back = beginning(first), beginning(reaches_back_to(first, last))
    return overview_of(
        history.played(since),
        history.given(back),
        history.done(since),
        history.entries(back),
        first=first,
        last=last,
        new_episodes=history.new_episodes(),
        goal=goal,
    )


def beginning(day: date) -> datetime:
    """The moment from which on it is this day anywhere on earth."""
    return max(_EVER, datetime.combine(max(day, _EVER.date()), time.min, _EASTERNMOST))


def first_day(history: History) -> date | None:
    """The first day of which anything is known: a session, a score, an entry; ``None`` without.

    Raises:
        RecordError: if the record can't be read.
    """
    return history.first_day()
