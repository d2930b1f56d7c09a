"""What an overview says of days: every score once, the days that have any, and their pain."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from coach.domain.diary_entry import DiaryEntry, KeptEntry
from coach.domain.episodes import Day
from coach.domain.overview_lines import DayPain, Given

_DECIMALS: Final = 1


def all_scores(scores: Iterable[Given], entries: Iterable[KeptEntry]) -> list[Given]:
    """The scores and those of the diary, the oldest first, each once."""
    given = sorted(scores)
    moments = [one.when for one in given]
    others = [
        Given(entry.written, entry.now, entry.site)
        for entry in (one.entry for one in entries)
        if entry.now not in _scores_at(given, moments, entry.written)
    ]
    return sorted([*given, *others]) if others else given


def _scores_at(
    given: Sequence[Given], moments: Sequence[datetime], moment: datetime
) -> Iterator[int]:
    """The scores of just this moment; ``moments`` are those of the scores, the oldest first."""
    for at in range(bisect_left(moments, moment), len(moments)):
        if moments[at] != moment:
            return
        yield given[at].score


def scored_days(given: Iterable[Given], entries: Iterable[DiaryEntry]) -> tuple[Day, ...]:
    """Each day that has a score, the oldest first, with the newest place that was told on it."""
    scores: defaultdict[date, list[int]] = defaultdict(list)
    sites: dict[date, str] = {}
    for when, score, site in given:
        day = when.date()
        scores[day].append(score)
        if site:
            sites[day] = site
    peaks: dict[date, int] = {}
    for entry in entries:
        if entry.worst is not None:
            day = entry.written.date()
            peaks[day] = max(entry.worst, peaks.get(day, 0))
    return tuple(
        Day(day, tuple(scores[day]), sites.get(day, ""), peak=peaks.get(day))
        for day in sorted(scores)
    )


def day_pains(days: Iterable[Day], entries: Iterable[DiaryEntry]) -> list[DayPain]:
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
            mean=mean(day.scores),
            worst=day.worst or 0,
        )
        for day in days
    ]


def mean(values: Sequence[float]) -> float:
    """The mean of at least one value, with one decimal."""
    return round(sum(values) / len(values), _DECIMALS)
