"""The numbers of the progress screen in words: what stands beside each chart."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from coach.domain.episodes import WEEK
from coach.domain.overview import ExerciseLine, Overview
from coach.domain.overview_course import pain_means
from coach.domain.overview_words import (
    day_words,
    exercise_words,
    goal_words,
    mean_words,
    stop_words,
    time_words,
    week_words,
)
from coach.domain.words import count_words
from coach.tui.widgets.chart import MARKS

NOTHING: Final = (
    "Nothing is recorded in this time.\n\n"
    "Esc leads back. Answer the questions there, and the first session begins; when it is over,\n"
    "it is here. The right arrow shows a longer time."
)
"""What to do where there is nothing to show."""
_WEEKS: Final = 5
"""So many of the newest weeks are told one by one."""
_EXERCISES: Final = 8
_STOPS: Final = 8


def period_line(name: str, first: date, last: date) -> str:
    """``4 weeks: 3 June 2026 to 30 June 2026``"""
    return f"{name}: {day_words(first)} to {day_words(last)}"


def pain_lines(overview: Overview) -> tuple[str, ...]:
    """The averages around sessions, the two weeks, and the best and the worst."""
    named = zip(MARKS, ("before", "after", "next morning"), pain_means(overview), strict=True)
    lines = [
        f"{mark} {name}: {'unknown' if mean is None else f'average {mean:g}'}"
        for mark, name, mean in named
    ]
    totals = overview.totals
    if totals.mean is not None:
        lines += [
            "",
            f"best {totals.best}, worst {totals.worst}, average {totals.mean:g}",
            f"{totals.scored} of {overview.length} days with a score",
            "",
            f"last {WEEK} days:",
            f"  {mean_words(overview.this_week)}",
            f"{WEEK} days before:",
            f"  {mean_words(overview.week_before)}",
        ]
    return tuple(lines)


def weeks_lines(overview: Overview) -> tuple[str, ...]:
    """The newest weeks, the goal where there is one, and how the sessions were followed."""
    totals = overview.totals
    if not totals.sessions:
        return ("no session in this time",)
    newest = [week_words(week) for week in reversed(overview.weeks[-_WEEKS:])]
    colours = [
        f"{count} {colour.value if colour else 'unknown'}"
        for colour, count in totals.colours
        if count
    ]
    return (
        *newest,
        *goal_words(overview),
        f"{count_words(totals.sessions, 'session')}, {time_words(totals.seconds)}",
        ", ".join(colours),
    )


def charted(overview: Overview) -> tuple[ExerciseLine, ...]:
    """The exercises whose reps are drawn: those that were done most."""
    counted = [line for line in overview.exercises if line.reps]
    return tuple(sorted(counted, key=lambda line: (-line.times, line.exercise))[: len(MARKS)])


def reps_lines(overview: Overview, names: Mapping[str, str]) -> tuple[str, ...]:
    """Each exercise with how often and how much; those that are drawn come first."""
    shown = charted(overview)
    others = [line for line in overview.exercises if line not in shown]
    others.sort(key=lambda line: (-line.times, line.exercise))
    lines = [
        f"{mark} {_exercise(line, names)}" for mark, line in zip(MARKS, shown, strict=False)
    ] + [f"  {_exercise(line, names)}" for line in others]
    left = len(lines) - _EXERCISES
    more = [f"  and {left} others"] if left > 0 else []
    return (*lines[:_EXERCISES], *more) or ("no exercise was done in this time",)


def _exercise(line: ExerciseLine, names: Mapping[str, str]) -> str:
    """``Cat-cow: 12 times, 96 reps, from 5 to 8``"""
    parts = [count_words(line.times, "time")]
    if line.reps:
        parts.append(count_words(line.reps, "rep"))
    elif line.seconds:
        parts.append(time_words(line.seconds))
    begun, now = _ends(line)
    if begun != now:
        parts.append(f"from {begun} to {now}")
    return f"{names.get(line.exercise, line.exercise)}: {', '.join(parts)}"


def _ends(line: ExerciseLine) -> tuple[int, int]:
    """The reps of the first and of the newest session in which there were any."""
    first = next((reps for _, reps in line.course if reps), 0)
    return first, next((reps for _, reps in reversed(line.course) if reps), 0)


def hurts_lines(overview: Overview, names: Mapping[str, str]) -> tuple[str, ...]:
    """Which exercise was stopped because it hurt, how often, and the newest stops."""
    if not overview.stops:
        return ("No exercise was stopped because it hurt.",)
    counts = [
        exercise_words(line, names.get(line.exercise, line.exercise))
        for line in overview.exercises
        if line.stopped
    ]
    newest = [
        f"  {stop_words(stop, names.get(stop.exercise, stop.exercise))}"
        for stop in reversed(overview.stops[-_STOPS:])
    ]
    return (f"Stopped: {'; '.join(counts)}.", *newest)
