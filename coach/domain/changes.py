"""What an editor does to a routine: changes that are values, so that they can be told and undone.

A change is made to the text of a file and leaves every byte as it is that it doesn't speak of.
"""

from dataclasses import dataclass
from enum import Enum

from coach.domain.routine import Step

StepPlace = tuple[int, ...]
"""Where a step is: its index (from 0) in the routine, then in the ``repeat`` there, and so on."""


class StepKey(Enum):
    """A key of a step whose value can be changed; its value is the key's name in the file."""

    REPS = "reps"
    HOLD = "hold"
    TIME = "time"
    SETS = "sets"
    REST = "rest"
    SIDES = "sides"
    TEMPO = "tempo"
    SETUP = "setup"
    SAY = "say"
    VOICE = "voice"
    NOTE = "note"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class SetKey:
    """Give a key of the step at ``at`` the value ``text``, spelled as in a file, unquoted.

    ``None`` takes the key out, so that the exercise or the routine decides again.
    """

    at: StepPlace
    key: StepKey
    text: str | None


@dataclass(frozen=True, slots=True)
class MoveStep:
    """Put the step at ``at`` where ``to`` is, counted as if the step were not there any more.

    Both are in the same list of steps. The comment block directly above a step moves with it.
    """

    at: StepPlace
    to: StepPlace


@dataclass(frozen=True, slots=True)
class AddStep:
    """Put a new step before the one at ``at``; one behind the last is the end of the list."""

    at: StepPlace
    step: Step


@dataclass(frozen=True, slots=True)
class DuplicateStep:
    """Put a copy of the step at ``at`` right behind it, without the comments above it."""

    at: StepPlace


@dataclass(frozen=True, slots=True)
class DeleteStep:
    """Take the step at ``at`` out, with the comment block directly above it."""

    at: StepPlace


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Give the routine another title."""

    title: str


Change = SetKey | MoveStep | AddStep | DuplicateStep | DeleteStep | SetTitle
