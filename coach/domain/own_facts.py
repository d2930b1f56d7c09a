"""Facts of one's own, told back: what the diary holds, counted, and nothing that may come.

Pure, and the same for everybody. A fact is one sentence; where the record is too thin for one
there is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coach.domain.activities import RatedActivity
from coach.domain.diary_entry import DiaryEntry
from coach.domain.episodes import Day, Record
from coach.domain.typed import shown

CALM: Final = 3
"""The score up to which a back is calm: the planned session is open (pain rules, "before")."""
FLARES_WITHIN: Final = timedelta(days=180)
"""Flares of so long ago are told: as long as the diary's rule of what returns looks back."""
FLARES: Final = 3
"""As many of the newest flares are told."""
UNSEEN: Final = 14
"""Days without a record after which nobody knows how long a flare has lasted (diary rules)."""
OFTEN: Final = 2
"""How many days make a fact of what eased the pain, or made it worse."""
MOST_NAMED: Final = 3
"""As many things that eased it, or made it worse, are told."""
NIGHTS: Final = 7
"""How many of the newest recorded nights are told (diary rules, row "sleep")."""


@dataclass(frozen=True, slots=True)
class Flare:
    """A stretch of days with more than 3. ``days`` is how long it took to be back at 3 or less."""

    begun: date
    days: int


def flares(record: Record, today: date) -> tuple[Flare, ...]:
    """The flares that are over, in order.

    A flare begins on a day whose worst score is above 3 and is over on the first day whose worst
    score is 3 or less. One that was not seen to end, over 14 days without a score, is left out.
    """
    found: list[Flare] = []
    begun: Day | None = None
    before: Day | None = None
    for day in record.until(today):
        if day.worst is None:
            continue
        if before is not None and (day.date - before.date).days > UNSEEN:
            begun = None
        if day.worst > CALM:
            begun = begun or day
        elif begun is not None:
            found.append(Flare(begun.date, (day.date - begun.date).days))
            begun = None
        before = day
    return tuple(found)


def flare_fact(record: Record, today: date) -> str:
    """``Your last three flares were back to 3 or less after 5, 7 and 4 days.`` Empty without."""
    since = today - FLARES_WITHIN
    days = [flare.days for flare in flares(record, today) if flare.begun > since][-FLARES:]
    if not days:
        return ""
    which = {1: "flare was", 2: "two flares were", 3: "three flares were"}[len(days)]
    unit = "day" if days[-1] == 1 else "days"
    return f"Your last {which} back to {CALM} or less after {_listed(map(str, days))} {unit}."


def own_facts(
    record: Record,
    entries: Sequence[DiaryEntry],
    activities: Iterable[RatedActivity],
    today: date,
) -> tuple[str, ...]:
    """Every fact there is, a sentence each. ``entries`` are in the order of their days.

    Of the ``activities`` those are told that are rated now.
    """
    found = (
        flare_fact(record, today),
        *(f"{what} helped {_times(days)}." for what, days in _often(entries, "eased")),
        *(f"{what} made it worse {_times(days)}." for what, days in _often(entries, "worsened")),
        *(_activity(one) for one in activities if one.current),
        _nights(record, today),
    )
    return tuple(filter(None, found))


def _often(entries: Iterable[DiaryEntry], field: str) -> list[tuple[str, int]]:
    """What was named on two days or more, and on how many, the most frequent first."""
    days: dict[str, set[date]] = {}
    for entry in entries:
        named = entry.eased if field == "eased" else entry.worsened
        for text in named:
            days.setdefault(shown(text).casefold(), set()).add(entry.written.date())
    often = [(word, len(on)) for word, on in days.items() if word and len(on) >= OFTEN]
    often.sort(key=lambda found: -found[1])
    return [(word[:1].upper() + word[1:], count) for word, count in often[:MOST_NAMED]]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _activity(one: RatedActivity) -> str:
    """An activity's first score and its newest one."""
    if len({day for day, _ in one.scores}) < OFTEN:
        return ""
    (first, then), (last, now) = one.scores[0], one.scores[-1]
    return f"{shown(one.name)}: {then} on {_date(first)}, {now} on {_date(last)}."


def _nights(record: Record, today: date) -> str:
    """How many of the last nights pain has disturbed, where it has."""
    nights = [day.bad_night for day in record.until(today) if day.bad_night is not None][-NIGHTS:]
    bad = sum(night is True for night in nights)
    if not bad or len(nights) < OFTEN:
        return ""
    return f"Pain disturbed {bad} of the last {len(nights)} recorded nights."


def _date(day: date) -> str:
    return f"{day.day} {day:%B}"


def _listed(words: Iterable[str]) -> str:
    """``5, 7 and 4``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
