"""What the record says about a period: the numbers behind the history, the charts and the page.

Everything that shows numbers of a period takes them from here, so that they agree. Nothing is read
into them, and the same record gives the same numbers. A moment belongs to the day that it had
where it was written down. A day without a record is unknown.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from coach.domain.diary_entry import DiaryEntry, KeptEntry
from coach.domain.episodes import WEEK, Day, Episode, Record, episodes, week_mean
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.levels import worst_colour
from coach.domain.overview_exercises import exercise_lines, stops_of
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
    exercises: Iterable[tuple[str, ExerciseDone]],
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
    ``exercises`` name the session that each belongs to, by its id. The score of a diary entry
    counts once, whether it is among the ``scores`` or not. ``goal`` is the person's own number of
    sessions a week.

    Raises:
        ValueError: if ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"a period ends on the day it begins, or later: {first} to {last}")
    kept = sorted(entries, key=lambda one: (one.entry.written, one.id))
    given = _all_scores(scores, kept)
    written = [one.entry for one in kept]
    record = Record(_days(given, written), frozenset(moment.date() for moment in new_episodes))
    pains = _pains(record.days, written)
    found = episodes(record, last)
    inside = [one for one in given if first <= one.when.date() <= last]
    days = tuple(pain for pain in pains if first <= pain.day <= last)
    diary = tuple(one for one in kept if first <= one.entry.written.date() <= last)
    lines = _session_lines((one for one in sessions if first <= one.begun.date() <= last), given)
    done: defaultdict[str, list[ExerciseDone]] = defaultdict(list)
    for session, exercise in exercises:
        done[session].append(exercise)
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
        now=inside[-1] if inside else None,
        site=next((one.site for one in reversed(inside) if one.site), ""),
        episode=next((one for one in found[-1:] if not one.ended), None),
        episodes=sum(year < one.begun for one in found),
        entries=diary,
    )


def _all_scores(scores: Iterable[Given], entries: Iterable[KeptEntry]) -> list[Given]:
    """The scores and those of the diary, the oldest first, each once."""
    given = list(scores)
    known = {(one.when, one.score) for one in given}
    given += [
        Given(one.entry.written, one.entry.now, one.entry.site)
        for one in entries
        if (one.entry.written, one.entry.now) not in known
    ]
    return sorted(given, key=lambda one: (one.when, one.score))


def _days(given: Iterable[Given], entries: Iterable[DiaryEntry]) -> tuple[Day, ...]:
    """Each day that has a score, the oldest first, with the newest place that was told on it."""
    scores: defaultdict[date, list[int]] = defaultdict(list)
    sites: dict[date, str] = {}
    for one in given:
        day = one.when.date()
        scores[day].append(one.score)
        if one.site:
            sites[day] = one.site
    peaks: dict[date, int] = {}
    for entry in entries:
        if entry.worst is not None:
            day = entry.written.date()
            peaks[day] = max(entry.worst, peaks.get(day, 0))
    return tuple(
        Day(day, tuple(scores[day]), sites.get(day, ""), peak=peaks.get(day))
        for day in sorted(scores)
    )


def _pains(days: Iterable[Day], entries: Iterable[DiaryEntry]) -> list[DayPain]:
    """What these days were like, the oldest first; entries of a day say how it was at best."""
    lowest: dict[date, int] = {}
    for entry in entries:
        if entry.best is not None:
            day = entry.written.date()
            lowest[day] = min(entry.best, lowest.get(day, entry.best))
    return [
        DayPain(
            day.date,
            len(day.scores),
            best=min([*day.scores, lowest.get(day.date, day.scores[0])]),
            mean=_mean(day.scores),
            worst=day.worst or 0,
        )
        for day in days
    ]


def _session_lines(sessions: Iterable[Played], given: Sequence[Given]) -> tuple[SessionLine, ...]:
    moments = [one.when for one in given]
    lines = []
    for played in sorted(sessions, key=lambda one: (one.begun, one.id)):
        morning = _morning(played, given, moments)
        after = None if morning is None else assess_morning(played.start, morning)
        lines.append(SessionLine(played, morning, worst_colour([played.colour, after])))
    return tuple(lines)


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
    colours = Counter(line.colour for line in lines)
    outcomes = Counter(line.played.outcome for line in lines)
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
        colours=tuple((colour, colours[colour]) for colour in (*Colour, None)),
        outcomes=tuple((outcome, outcomes[outcome]) for outcome in (*Outcome, None)),
        scored=len(days),
        scores=sum(day.count for day in days),
        best=min((day.best for day in days), default=None),
        mean=_mean(means) if means else None,
        worst=max((day.worst for day in days), default=None),
        entries=len(entries),
        nights=len(nights),
        disturbed=sum(nights.values()),
        heat=sum(entry.heat or 0 for entry in entries),
        cold=sum(entry.cold or 0 for entry in entries),
        walks=sum(entry.walks or 0 for entry in entries),
    )


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), _DECIMALS)
