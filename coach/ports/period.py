"""What the numbers of a period are read from: only what they need, as years of it are read."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from coach.domain.exercise_record import ExerciseDone
from coach.domain.overview_lines import Given, Played


class PeriodHistory(Protocol):
    """Reads the record for an overview.

    Raises:
        RecordError: from every method, where the record can't be read.
    """

    def played(self, since: datetime) -> Sequence[Played]:
        """The sessions begun at ``since`` or later, the oldest first."""

    def given(self, since: datetime) -> Sequence[Given]:
        """The scores from ``since`` on: of sessions, before them, of the diary; oldest first."""

    def done(self, since: datetime) -> Mapping[str, Sequence[ExerciseDone]]:
        """What was done in each session begun at ``since`` or later, by its id.

        Of one that nothing is known of there is nothing, too.
        """

    def session_days(self) -> Collection[date]:
        """The days on which a session began, each where it was written down."""

    def first_day(self) -> date | None:
        """The first day of which anything is known: a session, a score, an entry."""
