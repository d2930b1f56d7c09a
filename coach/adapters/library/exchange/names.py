"""Which exercise another program means by a name: one of the library's, or one of its own."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from coach.adapters.library.exchange.source import Foreign, Piece
from coach.adapters.library.problems import near_words, quoted
from coach.adapters.library.routine_file import MOST_OWN
from coach.domain.dose import Dose, Reps
from coach.domain.exercise import HOLD_PHASE, Exercise, ExerciseType, Phase, Position
from coach.domain.routine import ExerciseStep

FINISH: Final = "Come back slowly, and rest."
"""The way out of an exercise that nothing is known of: it fits every position."""
LONGEST_NAME: Final = 60
_MOVE_SECONDS: Final = 4.0
_TIMED_SECONDS: Final = 10.0


_MARKS: Final = frozenset({"Mn", "Mc"})
"""What stands on a letter, such as the vowel signs of many scripts."""
_SIGNS: Final = frozenset({"Sc", "Sk", "Sm", "So"})
_LOOK: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that say how a sign is to look, and no more."""


def same_name(name: str) -> str:
    """A name without what doesn't tell two names apart: case, width and punctuation.

    It is empty where there is no letter and no digit in it.
    """
    folded = _folded(name)
    kept = "".join(char if char.isalnum() or _is_mark(char) else " " for char in folded)
    # A mark that has no letter before it belongs to a sign.
    words = (re.sub(r"^[\W_]+", "", word) for word in kept.split())
    return " ".join(word for word in words if word)


def _own_name(name: str) -> str:
    """What tells two exercises that the library lacks apart: the signs in their names as well."""
    folded = _folded(name)
    kept = "".join(char if _tells(char) else " " for char in folded)
    return " ".join(kept.split()) or folded


def _folded(name: str) -> str:
    return _LOOK.sub("", unicodedata.normalize("NFKC", name).casefold())


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in _MARKS


def _tells(char: str) -> bool:
    return char.isalnum() or _is_mark(char) or unicodedata.category(char) in _SIGNS


class Names:
    """Finds the exercises that a file means, and makes those that the library doesn't have.

    A name is taken for a library's exercise only where it is its id, its name or one of its
    aliases; a near one is proposed in a remark.
    """

    def __init__(self, foreign: Foreign, library: Mapping[str, Exercise]) -> None:
        self._foreign = foreign
        self._library = library
        self._known: dict[str, Exercise] = {}
        for exercise in library.values():
            self._known.setdefault(same_name(exercise.id), exercise)
        for exercise in library.values():
            for name in (exercise.name, *exercise.aliases):
                self._known.setdefault(same_name(name), exercise)
        self._words = {
            word: exercise.id
            for exercise in library.values()
            for word in (*exercise.aliases, exercise.name, exercise.id)
        }
        self._own: dict[tuple[str, bool, bool], Exercise] = {}

    @property
    def own(self) -> tuple[Exercise, ...]:
        """The exercises that were made, in the order of their first step."""
        return tuple(self._own.values())

    def find(self, name: str) -> Exercise | None:
        """The library's exercise of this name."""
        return self._known.get(same_name(name))

    def step(self, name: str, dose: Dose, piece: Piece, note: str = "") -> ExerciseStep:
        """A step with the exercise that ``piece`` names."""
        found = self.find(name)
        if found is not None:
            return ExerciseStep(found.id, self._fitted(dose, found, piece), note=note)
        if dose.sets == 1:  # as it is for an exercise that says nothing of sets
            dose = replace(dose, sets=None)
        held, timed = dose.hold is not None, dose.time is not None
        key = _own_name(name), held, timed
        if key not in self._own:
            if len(self._own) >= MOST_OWN:
                self._foreign.fail(
                    piece, f"there are over {MOST_OWN} exercises here that the library doesn't have"
                )
            self._own[key] = _made(self._free_id(name), name, dose)
            self._remark(name, piece)
        own = self._own[key]
        return ExerciseStep(own.id, dose if dose != own.dose else Dose(), note=note)

    def _remark(self, name: str, piece: Piece) -> None:
        near = near_words(name, self._words, 1)
        hint = ""
        if near:
            id = self._words[near[0]]
            hint = f'; did you mean {id}? Then take "exercise: {id}"'
        self._foreign.remark(
            piece,
            f"{quoted(name, LONGEST_NAME)} is not in the library: it is written as an exercise "
            f"of your own, for you to look at{hint}",
        )

    def _free_id(self, name: str) -> str:
        """An id for a name, which no exercise of the library or of this file has."""
        letters = "".join(char for char in same_name(name).lower() if not _is_mark(char))
        base = "-".join(letters.split())[:50].strip("-") or "exercise"
        taken = {*self._library, *(one.id for one in self._own.values())}
        number, free = 1, base
        while free in taken:
            number += 1
            free = f"{base}-{number}"
        return free

    def _fitted(self, dose: Dose, exercise: Exercise, piece: Piece) -> Dose:
        """The dose without what this exercise has no use for."""
        if dose.time is not None:
            return dose
        held = any(phase.seconds is None for phase in exercise.phases)
        named = quoted(exercise.id)
        if dose.hold is not None and not held:
            self._foreign.remark(piece, f"nothing is held in {named}: its seconds are left out")
            dose = replace(dose, hold=None)
        whole = dose.over(exercise.dose)
        if held and whole.time is None and whole.hold is None:
            self._foreign.remark(piece, f"{named} goes by time: its reps and sets are left out")
            return Dose(rest=dose.rest)
        if whole.time is not None and (dose.sets is not None or dose.hold is not None):
            self._foreign.remark(piece, f"{named} goes by time: its reps and sets are left out")
            return Dose(rest=dose.rest)
        return dose


def _made(id: str, name: str, dose: Dose) -> Exercise:
    """An exercise of which nothing is known but its name."""
    own = Dose(dose.reps, dose.descending, dose.hold, dose.time)
    if own == Dose():
        own = Dose(reps=Reps(1, 1))
    if own.hold is not None:
        phase = Phase(HOLD_PHASE, None, f"{name}. Hold.", "Hold")
    elif own.time is not None:
        length = min(own.time, _TIMED_SECONDS)
        phase = Phase("move", length, f"{name}. Keep going.", "Keep going")
    else:
        phase = Phase("move", _MOVE_SECONDS, f"{name}, slowly.", "Again")
    return Exercise(
        id=id,
        name=name,
        type=ExerciseType.STRETCH if own.hold is not None else ExerciseType.MOBILITY,
        position=Position.ANY,
        setup=(),
        phases=(phase,),
        dose=own,
        finish=(FINISH,),
    )
