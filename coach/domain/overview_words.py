"""The numbers of a period in short sentences, for a table's foot and beside a chart."""

from datetime import date
from typing import Final

from coach.domain.dose import Side
from coach.domain.episodes import WEEK, WEEK_DAYS
from coach.domain.overview import ExerciseLine, Overview, Stop, WeekLine, WeekMean
from coach.domain.safety import Colour
from coach.domain.words import count_words

_MINUTE: Final = 60
_COLOURS: Final = {colour: colour.value for colour in Colour}


def summary(overview: Overview) -> tuple[str, ...]:
    """What a period comes to, a sentence a line. What nothing is known of is left out."""
    return (
        *sessions_words(overview),
        *pain_words(overview),
        *goal_words(overview),
        *hurts_words(overview),
    )


def sessions_words(overview: Overview) -> tuple[str, ...]:
    """How many sessions, how long, how they ended and how they were followed."""
    totals = overview.totals
    ended = [
        f"{count} {'cut off' if outcome is None else outcome.value}"
        for outcome, count in totals.outcomes
        if count
    ]
    colours = [
        f"{count} {'unknown' if colour is None else _COLOURS[colour]}"
        for colour, count in totals.colours
        if count
    ]
    begin = (
        f"From {day_words(overview.first)} to {day_words(overview.last)}:"
        f" {count_words(totals.sessions, 'session')}"
    )
    if not totals.sessions:
        return (f"{begin}.",)
    return (
        f"{begin} in {count_words(overview.length, 'day')}, {time_words(totals.seconds)}.",
        f"How they ended: {', '.join(ended)}.",
        f"Colours: {', '.join(colours)}.",
    )


def pain_words(overview: Overview) -> tuple[str, ...]:
    """The lowest, the mean and the highest score, and the mean of two weeks."""
    totals = overview.totals
    if totals.mean is None:
        return ()
    return (
        f"Pain, 0 to 10: best {totals.best}, average {totals.mean:g}, worst {totals.worst}.",
        f"Days with a score: {totals.scored} of {overview.length}.",
        f"The last {WEEK} days: {mean_words(overview.this_week)}.",
        f"The {WEEK} days before: {mean_words(overview.week_before)}.",
    )


def mean_words(week: WeekMean) -> str:
    """``average 2.4 on 6 days``, or that there are too few scores for one."""
    if week.mean is None:
        return f"{count_words(week.days, 'day')} with a score, {WEEK_DAYS} make an average"
    return f"average {week.mean:g} on {week.days} days"


def goal_words(overview: Overview) -> tuple[str, ...]:
    """In how many whole weeks from the first session on an own goal was reached."""
    begun = next((week.monday for week in overview.weeks if week.sessions), None)
    whole = [
        week for week in overview.weeks if week.whole and begun is not None and week.monday >= begun
    ]
    goals = {week.goal for week in whole} - {None}
    if not goals:
        return ()
    reached = sum(bool(week.reached) for week in whole)
    (goal,) = goals
    return (
        f"Your goal, {goal} a week: reached in {reached} of {count_words(len(whole), 'week')}.",
    )


def week_words(week: WeekLine) -> str:
    """``1 Jun   4 of 4``"""
    goal = "" if week.goal is None else f" of {week.goal}{', reached' if week.reached else ''}"
    part = "" if week.whole else " (part of a week)"
    return f"{short_day(week.monday)}: {week.counted}{goal}{part}"


def hurts_words(overview: Overview) -> tuple[str, ...]:
    """Which exercises were stopped because they hurt, the one that was stopped most first."""
    hurt = [exercise_words(line) for line in overview.exercises if line.stopped]
    return (f"Stopped because it hurt: {'; '.join(hurt)}.",) if hurt else ()


def exercise_words(line: ExerciseLine, name: str = "") -> str:
    """``knee-rolls 2 times (left 1, right 1)``"""
    sides = [
        f"{side.value} {count}"
        for side, count in ((Side.LEFT, line.left), (Side.RIGHT, line.right))
        if count
    ]
    where = f" ({', '.join(sides)})" if sides else ""
    return f"{name or line.exercise} {count_words(line.stopped, 'time')}{where}"


def stop_words(stop: Stop, name: str) -> str:
    """``9 Jun, Hip raise, left side, rep 3: pain rose by 2, to 6``"""
    side = f", {stop.side.value} side" if stop.side else ""
    rep = f", rep {stop.rep}" if stop.rep else ""
    reason = f": {stop.reason}" if stop.reason else ""
    return f"{short_day(stop.when.date())}, {name}{side}{rep}{reason}"


def day_words(day: date) -> str:
    """``1 June 2026``"""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """``1 Jun``"""
    return f"{day.day} {day:%b}"


def time_words(seconds: float) -> str:
    """``45 min``, ``2 h 15 min``"""
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
