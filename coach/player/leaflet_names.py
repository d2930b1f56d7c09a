"""Which exercise of the library a leaflet means, and what a new one can be called."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final

from coach.domain.exercise import Exercise

MOST_NEAR: Final = 4
"""So many exercises are offered for a name that none has."""
_NEAR: Final = 0.68
_LONGEST_ID: Final = 50
_COMMON: Final = frozenset(
    {
        "a",
        "and",
        "back",
        "exercise",
        "exercises",
        "for",
        "from",
        "in",
        "leg",
        "legs",
        "of",
        "on",
        "one",
        "press",
        "raise",
        "raises",
        "stretch",
        "stretches",
        "the",
        "to",
        "with",
        "your",
    }
)
"""Words that half of the exercises have in their names, so that they tell none apart."""
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that one system keeps for its devices."""


def names_of(exercise: Exercise) -> Iterator[str]:
    """Everything that an exercise is called."""
    yield exercise.name
    yield from exercise.aliases
    yield exercise.id


def meant_by(words: str, exercises: Mapping[str, Exercise]) -> Exercise | None:
    """The exercise with this id, name or alias; hyphens, spaces and capitals don't matter."""
    wanted = _plain(words)
    if not wanted:
        return None
    for known in (
        lambda one: (one.id,),
        lambda one: (one.name,),
        lambda one: one.aliases,
    ):
        for exercise in exercises.values():
            if any(_plain(name) == wanted for name in known(exercise)):
                return exercise
    return None


def near(words: str, exercises: Mapping[str, Exercise]) -> list[Exercise]:
    """The exercises whose names are like these words, the nearest first."""
    wanted = _plain(words)
    rated = [
        (-max(_likeness(wanted, _plain(name)) for name in names_of(one)), one.id)
        for one in exercises.values()
    ]
    return [exercises[id] for rate, id in sorted(rated)[:MOST_NEAR] if -rate >= _NEAR]


def _likeness(wanted: str, name: str) -> float:
    """How like two names are, 0 to 1: by their letters, or by the words that they share."""
    mine, its = set(wanted.split()) - _COMMON, set(name.split()) - _COMMON
    shared = len(mine & its) / max(1, min(len(mine), len(its)))
    letters = SequenceMatcher(None, wanted, name, autojunk=False).ratio()
    return max(letters, 0.7 * shared + 0.3 * letters if mine & its else 0.0)


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", words.casefold().replace("'", "")).split())


def slug(words: str, otherwise: str) -> str:
    """``words`` as an id: small letters and digits with hyphens between; else ``otherwise``."""
    text = unicodedata.normalize("NFC", words).replace("'", "").lower()
    text = "-".join(re.sub(r"[\W_]+", " ", text).split())[:_LONGEST_ID].strip("-")
    usable = bool(text) and text == text.lower() and not _DEVICES.fullmatch(text)
    return text if usable else otherwise


def free_name(name: str, taken: Callable[[str], bool] | Collection[str]) -> str:
    """``name``, or where it is taken the first of ``name-2``, ``name-3`` that isn't."""
    is_taken = taken if callable(taken) else taken.__contains__
    number, free = 1, name
    while is_taken(free):
        number += 1
        free = f"{name}-{number}"
    return free
