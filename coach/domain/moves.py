"""From one position to the next: how long it takes with a sore back, and the words that say how.

Down and up go by the side, the arms and a chair (clinical reference, C). Whoever can't kneel is
told of a bed in place of the floor. The times are judgement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from coach.domain.exercise import Caution, Position
from coach.domain.words import sentence

SAME_POSITION: Final = 4.0
"""Seconds to get ready where the position stays."""
CHANGE: Final = 6.0
"""Seconds that any change of position takes at least."""
PER_LEVEL: Final = 4.0
"""Seconds more for each level that a sore back has to be lowered or raised."""

HEIGHT: Final = {
    Position.STANDING: 4,
    Position.SEATED: 3,
    Position.HALF_KNEELING: 2,
    Position.KNEELING: 2,
    Position.ALL_FOURS: 1,
    Position.SIDE: 0,
    Position.SUPINE: 0,
    Position.PRONE: 0,
}
"""How high the back is in a position, in levels above the floor. ``ANY`` is wherever one is."""

_LYING: Final = (Position.SIDE, Position.SUPINE, Position.PRONE)
_KNEES: Final = (Position.ALL_FOURS, Position.KNEELING, Position.HALF_KNEELING)
_ON_FEET: Final = (Position.SEATED, Position.STANDING)

_PLACES: Final = {
    Position.STANDING: ("Standing.", ("stand",)),
    Position.SEATED: ("Sitting.", ("sit",)),
    Position.SUPINE: ("On your back.", ("on your back", "onto your back")),
    Position.PRONE: ("On your front.", ("on your front", "onto your front")),
    Position.SIDE: ("On your side.", ("on your side", "onto your side")),
    Position.KNEELING: ("Kneeling.", ("kneel",)),
    Position.HALF_KNEELING: ("On one knee.", ("on one knee", "onto one knee")),
    Position.ALL_FOURS: ("On all fours.", ("all fours", "hands and knees")),
}
"""Our words for a position, and what tells it in somebody else's."""

_CHAIR: Final = ("hold a chair", "hold the chair", "hands on a chair", "hand on a chair")
_PUSH: Final = ("push up", "push yourself", "push with")
_ROLL: Final = ("roll on", "roll to", "roll over")
_DOWN: Final = (*_CHAIR, "one knee down", "one knee first", "lower yourself")
_UP: Final = (*_CHAIR, "one foot")
"""What tells a way in somebody else's words."""

_PART: Final = {Position.SUPINE: "back", Position.PRONE: "front", Position.SIDE: "side"}

_EASY: Final = {
    (Position.STANDING, Position.SEATED): ("sit down", "a hand on the chair"),
    (Position.SEATED, Position.STANDING): ("stand up", "a hand on the chair"),
    (Position.ALL_FOURS, Position.KNEELING): ("up onto your knees",),
    (Position.ALL_FOURS, Position.HALF_KNEELING): ("up onto your knees", "one foot forward"),
    (Position.KNEELING, Position.ALL_FOURS): ("onto hands and knees",),
    (Position.KNEELING, Position.HALF_KNEELING): ("one foot forward",),
    (Position.HALF_KNEELING, Position.KNEELING): ("both knees down",),
    (Position.HALF_KNEELING, Position.ALL_FOURS): ("both knees down", "onto hands and knees"),
}
"""The changes of which the position itself says enough."""

_FROM_ARMS: Final = {
    Position.ALL_FOURS: ("onto hands and knees",),
    Position.KNEELING: ("onto your knees",),
    Position.HALF_KNEELING: ("onto one knee",),
    Position.SEATED: ("one knee", "sit on a chair"),
    Position.STANDING: ("one knee", "hold a chair", "stand"),
}
_TO_THE_SIDE: Final = {
    Position.ALL_FOURS: ("down onto your side",),
    Position.KNEELING: ("hands down", "onto your side"),
    Position.HALF_KNEELING: ("both knees down", "onto your side"),
    Position.SEATED: ("hold a chair", "one knee down", "then the other", "onto your side"),
    Position.STANDING: ("hold a chair", "one knee down", "then the other", "onto your side"),
}
_TO_THE_KNEES: Final = {
    Position.ALL_FOURS: ("hold a chair", "one knee down", "then the other", "onto hands and knees"),
    Position.KNEELING: ("hold a chair", "one knee down", "then the other"),
    Position.HALF_KNEELING: ("hold a chair", "one knee down"),
}
_TO_THE_FEET: Final = {
    Position.ALL_FOURS: ("up onto your knees", "hold a chair", "one foot forward"),
    Position.KNEELING: ("hold a chair", "one foot forward"),
    Position.HALF_KNEELING: ("hold a chair",),
}
_ON_THE_FEET: Final = {Position.SEATED: "sit on it", Position.STANDING: "stand up"}


@dataclass(frozen=True, slots=True)
class Move:
    """A change of position: how many ``seconds`` it takes, and in ``words`` how it is done.

    ``position`` is where it ends. Where one stays as one is, ``words`` are empty.
    """

    seconds: float
    position: Position = Position.ANY
    words: str = ""
    ways: tuple[str, ...] = ()
    """What tells the way in somebody else's words. Without any, the position says enough."""

    @property
    def easy(self) -> bool:
        """Whether it asks nothing of a sore back that the position doesn't say."""
        return not self.ways

    def said(self, lines: Sequence[str], before: Sequence[str] = ()) -> tuple[str, str]:
        """What the coach says of it, in full and in brief; empty where nothing is left to say.

        Somebody else's words are said with it (``lines``) or were said just before it. Where
        they tell the way the coach doesn't, and names the position unless ``lines`` do.
        """
        if not self.words:
            return "", ""
        place = position_words(self.position, lines)
        told = _tells((*lines, *before), self.ways) if self.ways else not place
        return (place, place) if told else (self.words, _PLACES[self.position][0])


def move(
    came_from: Position, position: Position, cautions: frozenset[Caution] = frozenset()
) -> Move:
    """The change from one position to another, for somebody with these ``cautions``.

    Whoever shouldn't lie on the back lies on the side where an exercise is still done.
    """
    seconds = change_seconds(came_from, position)
    if Caution.LYING_ON_BACK in cautions:
        came_from, position = _off_the_back(came_from), _off_the_back(position)
    if came_from is position or Position.ANY in (came_from, position):
        return Move(seconds)
    pieces, ways = _way(came_from, position, kneels=Caution.KNEES not in cautions)
    return Move(seconds, position, sentence(", ".join(pieces)), ways)


def position_words(position: Position, lines: Iterable[str]) -> str:
    """The position in words; empty where ``lines`` tell it, or any will do."""
    if position not in _PLACES:
        return ""
    words, telling = _PLACES[position]
    return "" if _tells(lines, telling) else words


def change_seconds(came_from: Position, position: Position) -> float:
    """Seconds to get from one position to another with a sore back (judgement)."""
    if position is Position.ANY or came_from is position:
        return SAME_POSITION
    levels = abs(HEIGHT.get(came_from, 0) - HEIGHT.get(position, 0))
    return CHANGE + PER_LEVEL * levels


def _way(
    came_from: Position, position: Position, *, kneels: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pieces of the way, and what tells it (nothing where naming the place does)."""
    if (came_from, position) in _EASY:
        return _EASY[came_from, position], ()
    if came_from in _LYING and position in _LYING:
        if Position.SIDE in (came_from, position):
            return (f"roll onto your {_PART[position]}",), ()
        return ("roll onto your side", f"then your {_PART[position]}"), _ROLL
    if came_from in _LYING:
        roll = ("roll onto your side",) if came_from is not Position.SIDE else ()
        from_arms = _FROM_ARMS[position]
        if not kneels and position in _ON_FEET:
            from_arms = ("sit up",) if position is Position.SEATED else ("sit up", "then stand")
        return (*roll, "push up with your arms", *from_arms), (*_ROLL, *_PUSH)
    if position in _LYING:
        to_side = _TO_THE_SIDE[came_from]
        if not kneels and came_from in _ON_FEET:
            to_side = ("sit down on a bed", "onto your side")
        turn = (f"then your {_PART[position]}",) if position is not Position.SIDE else ()
        return (*to_side, *turn), (*_DOWN, "onto your side")
    if position in _KNEES:
        return _TO_THE_KNEES[position], (*_DOWN, "on one knee", "onto one knee")
    return (*_TO_THE_FEET[came_from], _ON_THE_FEET[position]), (*_UP, *_PUSH)


def _off_the_back(position: Position) -> Position:
    return Position.SIDE if position is Position.SUPINE else position


def _tells(lines: Iterable[str], telling: Iterable[str]) -> bool:
    """Whether one of the lines has one of these beginnings of words in it."""
    words = [f" {_bare(line)}" for line in lines]
    return any(f" {one}" in line for line in words for one in telling)


def _bare(line: str) -> str:
    """A line in small letters, without its marks."""
    return " ".join("".join(c if c.isalnum() else " " for c in line.casefold()).split())
