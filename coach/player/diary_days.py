"""Days as people name them: a date, yesterday, or about three weeks ago."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

EARLIEST: Final = 1900
"""The first year in which anything can have begun."""
MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_AGO: Final = re.compile(r"([a-z]+|[0-9]{1,4}) (day|week|month|year)s?(?: ago)?")
_MONTH: Final = re.compile(r"(?:([0-9]{1,2})\.? )?([a-z]{3,9})\.?,?(?: ([0-9]{4}))?")


def read_day(words: str, today: date) -> tuple[date, bool] | None:
    """The day that ``words`` name, and whether it is only about then.

    ``2026-11-01``, ``today``, ``yesterday``, ``3 days ago``, ``about two weeks ago``, ``2026-10``,
    ``1 November``, ``November 2025``, ``2024``. ``None`` where they name none, or one after
    ``today``.
    """
    given = " ".join(words.casefold().split())
    bare = re.sub(r"^(about|around|roughly|ca\.?|some) ", "", given)
    found = _read(bare, today)
    if found is None or not date(EARLIEST, 1, 1) <= found[0] <= today:
        return None
    return found[0], found[1] or bare != given


def _read(words: str, today: date) -> tuple[date, bool] | None:
    if words in ("today", "yesterday"):
        return today - timedelta(days=words == "yesterday"), False
    if re.fullmatch(r"[0-9]{4}(-[0-9]{1,2}){0,2}", words):
        parts = [int(part) for part in words.split("-")]
        return _told(*parts)
    if match := _AGO.fullmatch(words):
        return _ago(match[1], match[2], today)
    if match := _MONTH.fullmatch(words):
        return _in_month(match[1], match[2], match[3], today)
    return None


def _told(year: int, month: int = 0, day: int = 0) -> tuple[date, bool] | None:
    """A date; without its day, or its month, it is about."""
    try:
        return date(year, month or 1, day or 1), not day
    except ValueError:
        return None


def _ago(number: str, unit: str, today: date) -> tuple[date, bool] | None:
    """So long ago; only days are counted exactly."""
    count = int(number) if number.isdigit() else _NUMBERS.get(number)
    if count is None:
        return None
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return today - timedelta(days=days), unit == "week"
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if year < EARLIEST:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])), True


def _in_month(
    day: str | None, name: str, year: str | None, today: date
) -> tuple[date, bool] | None:
    """A day of a month, or a month; without a year the newest one that is not to come."""
    month = next((n for n, full in enumerate(MONTHS, 1) if full.startswith(name)), None)
    if month is None:
        return None
    told = _told(int(year) if year else today.year, month, int(day or 0))
    if told is not None and not year and told[0] > today:
        return _told(today.year - 1, month, int(day or 0))
    return told
