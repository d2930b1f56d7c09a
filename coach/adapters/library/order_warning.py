"""The warning that a routine gets somebody down and up more often than it has to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from coach.adapters.library.document import Document
from coach.adapters.library.nodes import first_place, value_at
from coach.domain.exercise import Exercise
from coach.domain.order import BetterOrder, better_order
from coach.domain.routine import ExerciseStep, RepeatStep, Routine, Step
from coach.domain.words import seconds_words
from coach.ports.library import Problem

MOST_NAMED: Final = 60
"""So many exercises of the order are named."""
_OFTEN: Final = ("never", "once", "twice", "three times", "four times", "five times", "six times")


def order_warnings(
    document: Document, routine: Routine, exercises: Mapping[str, Exercise]
) -> list[Problem]:
    """One warning at most, at the step with which it begins. ``exercises`` is the library."""
    better = better_order(routine, exercises)
    if better is None or document.root is None:
        return []
    path: list[int | str] = [part for number in better.at for part in ("steps", number)]
    node = value_at(document.root, tuple(path)) or document.root
    return [
        document.report.source.warning(
            *first_place(node),
            "here you get down and up more often than needed",
            f"{_saving(better)}: {', '.join(_named(better.steps))}",
        )
    ]


def _saving(better: BetterOrder) -> str:
    """What the order saves, in words."""
    before, after = better.before, better.after
    if before.trips > after.trips:
        return (
            f"This order gets you down and up {_often(after.trips)} instead of "
            f"{_often(before.trips)}"
        )
    seconds = seconds_words(before.seconds - after.seconds)
    return f"This order takes {seconds} less to get down and up"


def _often(times: int) -> str:
    return _OFTEN[times] if times < len(_OFTEN) else f"{times} times"


def _named(steps: Sequence[Step]) -> list[str]:
    """The exercises by their ids, as they are repeated, and how many more there are."""
    names = list(_names(steps))
    more = len(names) - MOST_NAMED
    return names if more <= 0 else [*names[:MOST_NAMED], f"and {more} more"]


def _names(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, ExerciseStep):
            yield step.exercise
        elif isinstance(step, RepeatStep) and (inner := _named(step.steps)):
            yield f"{step.times} x ({', '.join(inner)})"
