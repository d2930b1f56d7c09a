"""The levels of the routines, and when the next session is one level down (clinical reference, B).

A session has one colour: the worst of after, next morning and stop.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from coach.domain.safety import Colour

LEVELS: Final = (
    ("acute-gentle",),
    ("first-three",),
    ("morning-10",),
    ("core-start", "hips-legs"),
    ("core-build", "strength"),
)
"""The bundled routines by level, from 1."""
DOWN_FOR: Final = timedelta(days=7)
"""After two ambers in a row it is one level down for this long."""
AMBERS: Final = 3
"""So many ambers within :data:`AMBERS_WITHIN` want a doctor's look."""
AMBERS_WITHIN: Final = timedelta(days=7)

_WORSE = (Colour.GREEN, Colour.AMBER, Colour.RED)


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that has ended, and its colour; ``None`` where nobody knows how it went."""

    ended: datetime
    colour: Colour | None


def worst_colour(colours: Iterable[Colour | None]) -> Colour | None:
    """The worst of the colours that are known."""
    return max((c for c in colours if c is not None), key=_WORSE.index, default=None)


def level_of(routine: str) -> int | None:
    """The level of a bundled routine, 1 to 5; ``None`` where it has none."""
    return next((level for level, ids in enumerate(LEVELS, start=1) if routine in ids), None)


def one_level_down(past: Sequence[PastSession], now: datetime) -> str:
    """Why the next session is one level down, in one line; empty where it is not.

    ``past`` is the newest first. After an amber the next session is; after two in a row every
    session of a week.
    """
    known = [session for session in past if session.colour is not None]
    if known and known[0].colour is Colour.AMBER:
        return "the last session was followed by more pain, or was stopped"
    for later, earlier in pairwise(known):
        two = later.colour is Colour.AMBER and earlier.colour is Colour.AMBER
        if two and timedelta(0) <= now - later.ended < DOWN_FOR:
            return "two sessions in a row were followed by more pain, or were stopped"
    return ""


def many_ambers(past: Iterable[PastSession]) -> datetime | None:
    """When three ambers within 7 days were last complete; ``None`` where they never were.

    ``past`` is the newest first.
    """
    ambers = [session.ended for session in past if session.colour is Colour.AMBER]
    for newest, oldest in zip(ambers, ambers[AMBERS - 1 :], strict=False):
        if timedelta(0) <= newest - oldest <= AMBERS_WITHIN:
            return newest
    return None
