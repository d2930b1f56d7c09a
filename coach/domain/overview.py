"""What the record says about a period: the numbers behind the history, the charts and the page.

Everything that shows numbers of a period takes them from here, so that they agree. Nothing is read
into them, and the same record gives the same numbers. A moment belongs to the day that it had
where it was written down. A day without a record is unknown.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from coach.domain.diary_entry import DiaryEntry, KeptEntry
from coach.domain.episodes import WEEK, Episode, Record, episodes, week_mean
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.levels import worst_colour
from coach.domain.overview_days import all_scores, day_pains, mean, scored_days
from coach.domain.overview_exercises import Done, exercise_lines, stops_of
from coach.domain.overview_lines import (
    DayPain,
    ExerciseLine,
    Given,
    Played,
    SessionLine,
    Stop,
    Totals,
    WeekLine,
    WeekMean,
)
from coach.domain.safety import MORNING_FROM, Colour, assess_morning, is_next_morning

__all__ = [
    "DayPain",
    "ExerciseLine",
    "Given",
    "Overview",
    "Played",
    "SessionLine",
    "Stop",
    "Totals",
    "WeekLine",
    "WeekMean",
    "overview_of",
    "reaches_back_to",
]

SERIES_DAYS: Final = 28
"""Days of the series of the newest pain (clinical reference, E, line 4)."""
YEAR_DAYS: Final = 365
"""Days in which episodes are counted (clinical reference, E, line 0)."""
_DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class Overview:
    """A period, ``first`` and ``last`` day inclusive.

    ``sessions``, ``days``, ``stops`` and ``entries`` are the oldest first; ``weeks`` too. The
    exercises that were stopped most come first, then the ones that were done most. ``series``
    are the scored days of the 28 that end with ``last``; ``this_week`` and ``week_before`` the
    seven days that end with ``last``, and those before. ``now`` is the newest score of the
    period. ``episode`` is the one that goes on at its end, ``episodes`` how many began within
    the year that ends with ``last``. ``site`` is the newest region that was told in the period.
    """

    first: date
    last: date
    sessions: tuple[SessionLine, ...]
    days: tuple[DayPain, ...]
    weeks: tuple[WeekLine, ...]
    exercises: tuple[ExerciseLine, ...]
    stops: tuple[Stop, ...]
    totals: Totals
    series: tuple[DayPain, ...]
    this_week: WeekMean
    week_before: WeekMean
    now: Given | None
    site: str
    episode: Episode | None
    episodes: int
    entries: tuple[KeptEntry, ...]

    @property
    def length(self) -> int:
        """Days of the period."""
        return (self.last - self.first).days + 1


def reaches_back_to(first: date, last: date) -> date:
    """The first day of which an overview of this period wants to know the scores."""
    return min(first, last - timedelta(days=YEAR_DAYS - 1))


def overview_of(
    sessions: Iterable[Played],
    scores: Iterable[Given],
    exercises: Iterable[tuple[str, ExerciseDone]] | Done,
    entries: Iterable[KeptEntry],
    *,
    first: date,
    last: date,
    new_episodes: Iterable[datetime] = (),
    goal: int | None = None,
) -> Overview:
    """The numbers of the period from ``first`` to ``last``, both inclusive, in any order given.

    What lies outside of the period is left out, but for what reaches into it: the next morning of
    its last sessions, and the days, weeks and episodes before its end (:func:`reaches_back_to`).
    ``exercises`` name the session that each belongs to, by its id, or come by it. The score of a
    diary entry counts once, whether it is among the ``scores`` or not. ``goal`` is the person's own
    number of sessions a week.

    Raises:
        ValueError: if ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"a period ends on the day it begins, or later: {first} to {last}")
    kept = sorted(entries, key=lambda one: (one.entry.written, one.id))
    given = all_scores(scores, kept)
    written = [one.entry for one in kept]
    record = Record(
        scored_days(given, written), frozenset(moment.date() for moment in new_episodes)
    )
    pains = day_pains(record.days, written)
    found = episodes(record, last)
    newest = _within(reversed(given), first, last)
    now = next(newest, None)
    days = tuple(pain for pain in pains if first <= pain.day <= last)
    diary = tuple(one for one in kept if first <= one.entry.written.date() <= last)
    lines = _session_lines((one for one in sessions if first <= one.begun.date() <= last), given)
    done = exercises if isinstance(exercises, Mapping) else _by_session(exercises)
    stops = stops_of(lines, done)
    listed = exercise_lines(lines, done)
    year = last - timedelta(days=YEAR_DAYS)
    month = last - timedelta(days=SERIES_DAYS)
    return Overview(
        first=first,
        last=last,
        sessions=lines,
        days=days,
        weeks=_weeks(lines, first, last, goal),
        exercises=listed,
        stops=stops,
        totals=_totals(
            lines,
            days,
            [day.mean for day in record.days if first <= day.date <= last and day.mean is not None],
            listed,
            [one.entry for one in diary],
        ),
        series=tuple(pain for pain in pains if month < pain.day <= last),
        this_week=_week(record, last, 0),
        week_before=_week(record, last, 1),
        now=now,
        site=(now.site if now else "") or next((one.site for one in newest if one.site), ""),
        episode=next((one for one in found[-1:] if not one.ended), None),
        episodes=sum(year < one.begun for one in found),
        entries=diary,
    )


def _by_session(exercises: Iterable[tuple[str, ExerciseDone]]) -> Done:
    done: defaultdict[str, list[ExerciseDone]] = defaultdict(list)
    for session, exercise in exercises:
        done[session].append(exercise)
    return done


def _within(given: Iterable[Given], first: date, last: date) -> Iterator[Given]:
    return (one for one in given if first <= one.when.date() <= last)


def _session_lines(sessions: Iterable[Played], given: Sequence[Given]) -> tuple[SessionLine, ...]:
    moments = [one.when for one in given]
    lines = []
    for played in sorted(sessions, key=lambda one: (one.begun, one.id)):
        morning = _morning(played, given, moments)
        lines.append(SessionLine(played, morning, _colour(played.colour, played.start, morning)))
    return tuple(lines)


@cache
def _colour(end: Colour | None, start: int, morning: int | None) -> Colour | None:
    """The one colour of a session: there are few of them, and thousands of sessions."""
    return worst_colour([end, None if morning is None else assess_morning(start, morning)])


def _morning(played: Played, given: Sequence[Given], moments: Sequence[datetime]) -> int | None:
    """The first score of the next morning; ``None`` where there is none, or no end."""
    if played.ended is None:
        return None
    at = bisect_left(moments, played.ended + MORNING_FROM)
    if at == len(given) or not is_next_morning(moments[at] - played.ended):
        return None
    return given[at].score


def _weeks(
    lines: Iterable[SessionLine], first: date, last: date, goal: int | None
) -> tuple[WeekLine, ...]:
    """The weeks from the one of ``first`` to the one of ``last``, also those without a session."""
    by_monday: defaultdict[date, list[SessionLine]] = defaultdict(list)
    for line in lines:
        by_monday[_monday(line.day)].append(line)
    begin = _monday(first)
    mondays = [begin + timedelta(n) for n in range(0, (last - begin).days + 1, WEEK)]
    return tuple(
        WeekLine(
            monday,
            sessions=len(by_monday[monday]),
            counted=sum(line.counts for line in by_monday[monday]),
            goal=goal,
            whole=first <= monday and monday + timedelta(WEEK - 1) <= last,
        )
        for monday in mondays
    )


@lru_cache(maxsize=1024)
def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _week(record: Record, last: date, ago: int) -> WeekMean:
    """The week that ended ``ago`` weeks before ``last``, as the diary's rules count it."""
    end = last - timedelta(WEEK * ago)
    begin = end - timedelta(WEEK - 1)
    scored = sum(begin <= day.date <= end and bool(day.scores) for day in record.days)
    mean = week_mean(record, last, ago)
    return WeekMean(begin, end, scored, None if mean is None else round(mean, _DECIMALS))


def _totals(
    lines: Sequence[SessionLine],
    days: Sequence[DayPain],
    means: Sequence[float],
    exercises: Sequence[ExerciseLine],
    entries: Sequence[DiaryEntry],
) -> Totals:
    colours = [line.colour for line in lines]
    outcomes = [line.played.outcome for line in lines]
    nights: dict[date, bool] = {}
    for entry in entries:
        if entry.disturbed is not None:
            night = entry.written.date()
            nights[night] = nights.get(night, False) or entry.disturbed
    return Totals(
        sessions=len(lines),
        seconds=sum(line.played.seconds for line in lines),
        reps=sum(one.reps for one in exercises),
        stops=sum(one.stopped for one in exercises),
        colours=tuple((colour, colours.count(colour)) for colour in (*Colour, None)),
        outcomes=tuple((outcome, outcomes.count(outcome)) for outcome in (*Outcome, None)),
        scored=len(days),
        scores=sum(day.count for day in days),
        best=min((day.best for day in days), default=None),
        mean=mean(means) if means else None,
        worst=max((day.worst for day in days), default=None),
        entries=len(entries),
        nights=len(nights),
        disturbed=sum(nights.values()),
        heat=sum(entry.heat or 0 for entry in entries),
        cold=sum(entry.cold or 0 for entry in entries),
        walks=sum(entry.walks or 0 for entry in entries),
    )
