"""The course of a period as a chart shows it: a point a session, or a week where there are many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coach.domain.overview import ExerciseLine, Overview, SessionLine

BY_SESSION: Final = 31
"""Days with a record up to which a point is a session; in a longer time it is a week."""
LEAST_DAYS: Final = 14
"""Days that a chart shows at least."""
_DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class PainPoint:
    """Pain around sessions, 0 to 10; ``None`` where it is unknown.

    ``day`` is that of the session, or the Monday of a week whose means these are.
    """

    day: date
    before: float
    after: float | None
    morning: float | None


def known_from(overview: Overview) -> date:
    """The day from which a chart shows the period: the first of which anything is known."""
    known = [line.day for line in overview.sessions[:1]] + [day.day for day in overview.days[:1]]
    latest = max(overview.first, overview.last - timedelta(days=LEAST_DAYS - 1))
    return min([latest, *known])


def pain_course(overview: Overview) -> tuple[PainPoint, ...]:
    """Pain before, after and on the next morning, the oldest first."""
    if (overview.last - known_from(overview)).days < BY_SESSION:
        return tuple(
            PainPoint(line.day, line.played.start, line.played.end, line.morning)
            for line in overview.sessions
        )
    weeks: defaultdict[date, list[SessionLine]] = defaultdict(list)
    for line in overview.sessions:
        weeks[line.day - timedelta(line.day.weekday())].append(line)
    return tuple(
        PainPoint(monday, mean_of(line.played.start for line in lines) or 0.0, *_after(lines))
        for monday, lines in sorted(weeks.items())
    )


def pain_means(overview: Overview) -> tuple[float | None, float | None, float | None]:
    """The mean score before, after and on the next morning, over the sessions of the period."""
    lines = overview.sessions
    return (mean_of(line.played.start for line in lines), *_after(lines))


def _after(lines: Sequence[SessionLine]) -> tuple[float | None, float | None]:
    return mean_of(line.played.end for line in lines), mean_of(line.morning for line in lines)


def mean_of(scores: Iterable[int | None]) -> float | None:
    """The mean of the scores that are known, with one decimal; ``None`` where none is."""
    known = [score for score in scores if score is not None]
    return round(sum(known) / len(known), _DECIMALS) if known else None


def reps_course(line: ExerciseLine) -> tuple[tuple[date, int], ...]:
    """The reps of an exercise in each session in which there were any, the oldest first."""
    return tuple((day, reps) for day, reps in line.course if reps)
