"""The person's own activities by their names, whatever place each had when it was rated.

An entry of the diary has only scores, for the first to the third activity. What these were called
is told beside it, and may be told anew at any time: so the names of an entry are those that were
told last before it was noted. Ids tell what came before, and not the days: an entry can be noted
late, for a day before.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.domain.diary_entry import KeptEntry, KeptFacts
from coach.domain.typed import shown


@dataclass(frozen=True, slots=True)
class RatedActivity:
    """An activity and its scores, 0 (no trouble) to 10 (can't), one for each entry at most.

    ``current`` says whether it is one of those that are rated now.
    """

    name: str
    scores: tuple[tuple[date, int], ...]
    current: bool


def activity_names(entry: str, told: Sequence[KeptFacts]) -> tuple[str, ...]:
    """What the activities of an entry (its id) were called. ``told`` is in the order of its ids."""
    known = bisect_left(told, entry, key=lambda one: one.id)
    return told[known - 1].facts.activities if known else ()


def rated_activities(
    entries: Iterable[KeptEntry], told: Sequence[KeptFacts]
) -> tuple[RatedActivity, ...]:
    """Every activity that is rated now, and then all others that the entries rate.

    The newest come first, and those that had no name last. ``entries`` are in the order of their
    days, ``told`` in the order of its ids. A name in other letters is the same name, and written
    as it was told last.
    """
    current = [_key(name) for name in told[-1].facts.activities] if told else []
    names: dict[str, str] = {}
    for kept in reversed(told):
        for name in kept.facts.activities:
            names.setdefault(_key(name), name)
    scores: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    for one in entries:
        called = activity_names(one.id, told) if one.entry.activities else ()
        given: dict[str, int] = {}
        for at, score in enumerate(one.entry.activities):
            name = called[at] if at < len(called) else ""
            key = _key(name) or f"activity {at + 1}"
            if score is not None:
                given.setdefault(key, score)
        for key, score in given.items():
            scores[key].append((one.entry.written.date(), score))
    names |= {key: key for key in sorted(scores.keys() - names.keys())}
    return tuple(
        RatedActivity(name, tuple(scores.get(key, ())), key in current)
        for key, name in names.items()
        if key and (key in current or key in scores)
    )


def _key(name: str) -> str:
    """What tells one name from another."""
    return shown(name).casefold()
