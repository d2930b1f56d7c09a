"""The levels of the routines, and when the next session is one level down or up (reference, B).

A session has one colour: the worst of after, next morning and stop. What a routine needs before it
is played is here too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from coach.domain.ahead import is_ahead
from coach.domain.routine import Needs
from coach.domain.safety import Colour
from coach.domain.words import count_words

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

GREENS_UP: Final = 6
"""So many greens within :data:`GREENS_WITHIN` and the next level is offered (judgement)."""
GREENS_WITHIN: Final = timedelta(days=14)
OFFERED_AGAIN: Final = timedelta(days=14)
"""For so long nobody is offered a level again that they have answered to."""

_WORSE = (Colour.GREEN, Colour.AMBER, Colour.RED)


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that has ended, and its colour; ``None`` where nobody knows how it went.

    ``routine`` is the id of what was played; empty where no exercise of it came to its end.
    """

    ended: datetime
    colour: Colour | None
    routine: str = ""


def worst_colour(colours: Iterable[Colour | None]) -> Colour | None:
    """The worst of the colours that are known."""
    return max((c for c in colours if c is not None), key=_WORSE.index, default=None)


def level_of(routine: str) -> int | None:
    """The level of a bundled routine, 1 to 5; ``None`` where it has none."""
    return next((level for level, ids in enumerate(LEVELS, start=1) if routine in ids), None)


def one_level_down(past: Sequence[PastSession], now: datetime) -> str:
    """Why the next session is one level down, in one line; empty where it is not.

    ``past`` is the newest first. After an amber the next session is; after two in a row every
    session of a week. A green that is dated ahead takes neither of them away.
    """
    known = [
        session
        for session in past
        if session.colour is not None
        and not (session.colour is Colour.GREEN and is_ahead(session.ended, now))
    ]
    if known and known[0].colour is Colour.AMBER:
        return "the last session was followed by more pain, or was stopped"
    for later, earlier in pairwise(known):
        two = later.colour is Colour.AMBER and earlier.colour is Colour.AMBER
        if two and now - later.ended < DOWN_FOR:
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


def one_level_up(
    past: Sequence[PastSession], level: int, now: datetime, answered: datetime | None
) -> str:
    """Why the level after ``level`` is offered, in one line; empty where it is not.

    ``past`` is the newest first; what counts are greens at this level or above. ``answered`` is
    when the person last said yes or no to such an offer.
    """
    if level >= len(LEVELS):
        return ""
    if answered is not None and timedelta(0) <= now - answered < OFFERED_AGAIN:
        return ""
    known = [session for session in past if session.colour is not None]
    if not known or known[0].colour is not Colour.GREEN:
        return ""
    greens = [
        session
        for session in known
        if session.colour is Colour.GREEN
        and (level_of(session.routine) or 0) >= level
        and timedelta(0) <= now - session.ended <= GREENS_WITHIN
    ]
    if len(greens) < GREENS_UP:
        return ""
    return f"{len(greens)} sessions in two weeks went well"


def unmet(needs: Needs, routine: str, past: Sequence[PastSession], now: datetime) -> str:
    """What a routine (its id) still needs before it is played, in one line; empty where nothing.

    ``needs.greens`` are green sessions of any routine, however long ago. ``needs.days_between``
    are whole days of the person's calendar without this routine since it was last played.
    """
    greens = sum(session.colour is Colour.GREEN for session in past)
    if greens < needs.greens:
        wanted = count_words(needs.greens, "session")
        return f"it comes after {wanted} that went well, and so far there are {greens or 'none'}"
    played = [
        session.ended
        for session in past
        if session.routine == routine and not is_ahead(session.ended, now)
    ]
    if needs.days_between and played:
        days = max((now.date() - max(played).astimezone(now.tzinfo).date()).days, 0)
        if days <= needs.days_between:
            when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
            free = count_words(needs.days_between, "day")
            return f"it was played {when}, and wants {free} without it in between"
    return ""
