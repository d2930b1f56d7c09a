"""The words of a person on a page: always text, always of a bounded length."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""What holds a letter or a picture of several characters together, and is no mark of direction."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that show nothing, or do something to a terminal or to other text."""


def clean(text: str) -> str:
    """A text as it was typed, on one line and without what can't be seen.

    Control characters, a terminal's escapes among them, and marks that turn the direction of what
    follows become a space.
    """
    seen = (
        " " if unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS else sign
        for sign in text
    )
    return " ".join("".join(seen).split())


def shorten(text: str, most: int) -> str:
    """A text of at most so many characters; one that is longer ends with three dots."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def listed(texts: Sequence[str], most: int) -> str:
    """The first texts of a list, and how many more there are."""
    shown = list(texts[:most])
    more = len(texts) - len(shown)
    return ", ".join([*shown, f"and {more} more"] if more else shown)


def day_words(day: date) -> str:
    """A day as it is read anywhere: ``3 November 2026``."""
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """A day of a list: ``3 Nov``."""
    return f"{day.day} {day:%b}"


def times(count: int) -> str:
    """How often: ``once``, ``4 times``."""
    return "once" if count == 1 else f"{count} times"
