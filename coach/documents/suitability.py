"""Whom an exercise doesn't suit, in the words in which it was asked, and what comes instead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coach.domain.cautions import CautionLine, fit
from coach.domain.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Unsuited:
    """Somebody to whom ``text`` applies leaves an exercise out, or does ``instead`` of it."""

    text: str
    instead: Exercise | None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Somebody to whom ``text`` applies does an exercise in another way: ``said``."""

    text: str
    said: tuple[str, ...]


def unsuited(
    exercise: Exercise, lines: Iterable[CautionLine], library: Mapping[str, Exercise]
) -> Iterator[Unsuited]:
    """Each of the ``lines`` that rules ``exercise`` out."""
    for line in lines:
        if exercise.avoid_if & line.cautions:
            yield Unsuited(line.text, fit(exercise, line.cautions, library).exercise)


def otherwise(exercise: Exercise, lines: Iterable[CautionLine]) -> Iterator[Otherwise]:
    """Each of the ``lines`` with which ``exercise`` is done, but in another way."""
    for line in lines:
        if exercise.avoid_if & line.cautions:
            continue
        said: list[str] = []
        for adaptation in exercise.adapt:
            if adaptation.cautions & line.cautions:
                said += [adaptation.say, *(full for _, full, _ in adaptation.phases)]
        if said:
            yield Otherwise(line.text, tuple(said))
