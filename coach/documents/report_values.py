"""Numbers of the page for the doctor in words."""

from collections.abc import Iterator
from typing import Final

from coach.documents.report import Pain, Range, Told
from coach.documents.report_text import day_words
from coach.domain.overview_lines import WeekMean
from coach.domain.words import count_words

NOT_RECORDED: Final = "not recorded"
"""What stands where nothing is known."""


def scores_words(pain: Pain) -> Iterator[str]:
    """The newest score, and what the scores of the period come to."""
    if pain.now is None:
        yield "pain not recorded"
        return
    yield f"newest {pain.now.score} of 10 ({day_words(pain.now.when.date())})"
    yield f"worst {pain.worst}, lowest {pain.best}, average {number(pain.mean)}"


def weeks_words(pain: Pain) -> Iterator[str]:
    """The mean of the newest seven days, and of the seven before."""
    for label, week in (
        ("average of the last 7 days", pain.this_week),
        ("of the 7 before", pain.week_before),
    ):
        yield f"{label}: {week_words(week)}"


def week_words(week: WeekMean | None) -> str:
    """The mean of a week, or why there is none."""
    if week is None or not week.days:
        return NOT_RECORDED
    if week.mean is None:
        return f"unknown, with a score on {count_words(week.days, 'day')} only"
    return f"{number(week.mean)} ({count_words(week.days, 'day')} with a score)"


def number(value: float | None) -> str:
    """A mean as it is written: one decimal."""
    return NOT_RECORDED if value is None else f"{value:.1f}"


def range_words(found: Range, unit: str) -> str:
    """From the least to the most, with how many entries tell it."""
    values = str(found.least) if found.least == found.most else f"{found.least} to {found.most}"
    return " ".join(filter(None, [values, unit, f"({entry_words(found.entries)})"]))


def told_words(told: Told) -> str:
    """In how many of the entries that tell it something was so."""
    return f"yes in {told.yes} of {entry_words(told.entries)}"


def entry_words(count: int) -> str:
    """``1 entry``, ``3 entries``."""
    return f"{count} {'entry' if count == 1 else 'entries'}"
