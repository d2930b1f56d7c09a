"""Which lists of warning signs are asked at a start (clinical reference, A)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from coach.domain.triage import ListScreen, WarningSign

WEEKLY: Final = timedelta(days=7)
"""After this long the rows that the short list leaves out are asked again."""
CHECKED_FOR: Final = timedelta(days=28)
"""The longest that "checked by a doctor, unchanged" may stand; the content may say less."""
REMINDED_AFTER: Final = timedelta(days=28)
"""After this long a line that was put off comes again."""


@dataclass(frozen=True, slots=True)
class ListsAsked:
    """What the record says about earlier lists. A moment is ``None`` where there was none.

    ``urgent`` is when the emergency and urgent groups were last gone through, ``first`` when they
    were for the first time, ``soon`` the same for the doctor-soon group; ``due`` when a stop or a
    rule last asked for the full list, ``full_is_due`` whether it was not gone through since. (The
    order of the two is the record's: the clock may have been set back in between.)
    """

    urgent: datetime | None = None
    first: datetime | None = None
    soon: datetime | None = None
    due: datetime | None = None
    full_is_due: bool = False


@dataclass(frozen=True, slots=True)
class ListsDue:
    """What is asked at this start.

    ``short`` is the short list, ``urgent`` the emergency and urgent groups (with ``starred``
    their starred rows too), ``soon`` the doctor-soon group.
    """

    short: bool = True
    urgent: bool = False
    starred: bool = False
    soon: bool = False


FULL: Final = ListsDue(short=False, urgent=True, starred=True, soon=True)
"""The full list, all six screens."""


def lists_due(asked: ListsAsked, now: datetime) -> ListsDue:
    """What is asked at a start at ``now`` (the person's own wall clock).

    At first use the emergency and urgent groups; the doctor-soon group from the second day. After
    a stop, or when a rule says so, the full list; weekly the rows that the short list leaves out.
    A clock that was set back counts as a week that is over.
    """
    if asked.urgent is None or asked.full_is_due:
        return full_list_of(asked, now)
    age = now - asked.urgent
    weekly = not timedelta(0) <= age < WEEKLY
    return ListsDue(urgent=weekly, soon=_is_later_day(asked, now) and asked.soon is None)


def full_list_of(asked: ListsAsked, now: datetime) -> ListsDue:
    """The full list as it is at ``now``: on the first day without the doctor-soon group."""
    return replace(FULL, soon=_is_later_day(asked, now))


def _is_later_day(asked: ListsAsked, now: datetime) -> bool:
    return asked.first is not None and asked.first.astimezone(now.tzinfo).date() != now.date()


def screens_of(
    due: ListsDue,
    full_list: Iterable[ListScreen],
    starred: Collection[str],
    checked: Mapping[str, datetime],
    now: datetime,
    checked_for: timedelta = CHECKED_FOR,
) -> tuple[ListScreen, ...]:
    """The screens of ``full_list`` that ``due`` asks for, without the rows that may be left out.

    ``starred`` are the ids of the rows behind the short list. ``checked`` says when a doctor had
    checked which row: such a row is left out while that stands, for ``checked_for`` and never
    longer than :data:`CHECKED_FOR`, but never after a stop.
    """
    stands = min(checked_for, CHECKED_FOR)
    standing = {id for id, moment in checked.items() if timedelta(0) <= now - moment < stands}

    def is_asked(sign: WarningSign) -> bool:
        if sign.level.bars and sign.id in starred:
            return due.starred
        return due.starred or sign.id not in standing

    screens = []
    for screen in full_list:
        if not (due.urgent if screen.level.bars else due.soon):
            continue
        rows = [
            replace(line, signs=tuple(sign for sign in line.signs if is_asked(sign)))
            for line in screen.lines
        ]
        lines = tuple(line for line in rows if line.signs)
        if lines:
            screens.append(replace(screen, lines=lines))
    return tuple(screens)


@dataclass(frozen=True, slots=True)
class DoctorLine:
    """A doctor-soon line: what somebody should be asked about, until that is done.

    ``reminded`` is when the person wished to be reminded later, ``done`` when somebody had been
    seen about it; ``None`` where not.
    """

    id: str
    sign: str
    question: str
    since: datetime
    reminded: datetime | None = None
    done: datetime | None = None

    def is_shown(self, now: datetime) -> bool:
        """Whether it stands on the home screen now."""
        if self.done is not None:
            return False
        if self.reminded is None:
            return True
        return not timedelta(0) <= now - self.reminded < REMINDED_AFTER
