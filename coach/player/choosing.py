"""What can be added to a routine, and what of it somebody means who types a part of a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from coach.domain.exercise import Exercise, Position
from coach.domain.routine import ExerciseStep, PainCheckStep, RestStep, Step
from coach.player.editing_values import values_of

REST: Final = 30.0
"""Seconds of a rest that is added."""


PLACES: Final = {
    Position.STANDING: "standing",
    Position.SEATED: "sitting",
    Position.SUPINE: "lying on the back",
    Position.PRONE: "lying on the front",
    Position.SIDE: "lying on the side",
    Position.KNEELING: "kneeling",
    Position.HALF_KNEELING: "on one knee",
    Position.ALL_FOURS: "on hands and knees",
    Position.ANY: "",
}
"""Each position as people say it, and type it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A step to add. ``exercise`` is the one that it does, if it does one."""

    name: str
    about: str
    step: Step
    exercise: Exercise | None = None
    also: tuple[str, ...] = ()
    """What else it is called."""


def choices(exercises: Iterable[Exercise]) -> tuple[Choice, ...]:
    """Every exercise by its name; a rest and a pain check come last."""
    named = sorted(exercises, key=lambda one: one.name.casefold())
    return (
        *map(_choice, named),
        Choice("Rest", "a pause of 30 seconds", RestStep(REST), also=("pause", "break")),
        Choice("Pain check", "asks how your back is", PainCheckStep()),
    )


def matching(all_of_them: Sequence[Choice], typed: str) -> tuple[Choice, ...]:
    """Those in which every word that was typed is found.

    It may stand in a name, an alias, the id, the position or the kind; names that begin with
    what was typed come first, then other names.
    """
    words = _plain(typed).split()
    found = [one for one in all_of_them if all(word in _searched(one) for word in words)]
    text = " ".join(words)
    return tuple(sorted(found, key=lambda one: _rank(one, text)))


def _choice(exercise: Exercise) -> Choice:
    step = ExerciseStep(exercise.id)
    place, dose = PLACES[exercise.position], values_of(step, exercise)[0].words
    about = f"{place}, {dose}" if place else dose
    return Choice(exercise.name, about, step, exercise, (*exercise.aliases, exercise.id))


def _searched(choice: Choice) -> str:
    names = (choice.name, *choice.also)
    if choice.exercise is None:
        return _plain(" ".join(names))
    position, kind = choice.exercise.position, choice.exercise.type
    return _plain(" ".join((*names, position.value, PLACES[position], kind.value)))


def _rank(choice: Choice, text: str) -> int:
    name = _plain(choice.name)
    if name.startswith(text):
        return 0
    if text in name:
        return 1
    return 2 if any(_plain(other).startswith(text) for other in choice.also) else 3


def _plain(text: str) -> str:
    """Small letters, without the signs that people leave out."""
    kept = text.casefold().replace("'", "").replace("\u2019", "").replace("-", " ")
    return " ".join(kept.split())
