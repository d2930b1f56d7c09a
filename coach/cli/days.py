"""A day on the command line."""

from datetime import date, datetime
from typing import Final

import click

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 9000
"""The years that a record can be about."""


def today() -> date:
    """The day that it is here."""
    return datetime.now().astimezone().date()


class Day(click.DateTime):
    """A day as ``2026-07-31``, in a year that a record can be about."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The day, at its first moment."""
        day = super().convert(value, param, ctx)
        assert isinstance(day, datetime)
        if day.year < FIRST_YEAR:
            self.fail(f"The record doesn't reach back to before {FIRST_YEAR}.", param, ctx)
        if day.year > LAST_YEAR:
            self.fail(f"The record doesn't reach beyond {LAST_YEAR}.", param, ctx)
        return day
