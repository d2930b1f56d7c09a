"""A dose that looks like a slip of the pen: over twice what is usual for the exercise.

What is usual is what the coach's own exercise of that id says, whatever a file makes of it; a
file that defines the exercise anew doesn't move its own measure. Of what the coach has no such
exercise for, no file says alone what is usual: fixed amounts are asked about in any case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from coach.domain.dose import Dose
from coach.domain.exercise import Exercise
from coach.domain.plan import Plan, PlannedExercise
from coach.domain.words import seconds_words

MOST_USUAL: Final = 2
"""A dose of over this many times the usual one is asked about before it is played."""
MANY_REPS: Final = 30
MANY_SETS: Final = 6
LONG_HOLD: Final = 180.0
LONG_TIME: Final = 30 * 60.0
"""Amounts above these, in seconds where they are lengths, look like a slip of the pen in any
exercise (judgement)."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """A step with too much of something.

    ``asked`` and ``usual`` say how much there is and how much is usual; ``lower`` is the step
    with the usual.
    """

    step: PlannedExercise
    asked: str
    usual: str
    lower: PlannedExercise


@dataclass(frozen=True, slots=True)
class _Usual:
    """How much of something is usual, and the most that is taken without asking."""

    amount: float
    most: float
    words: str


def unusual(plan: Plan, usual: Mapping[str, Exercise]) -> tuple[Unusual, ...]:
    """The steps of ``plan`` with over twice the usual: reps, sets, holds or times.

    ``usual`` are the exercises that say what is usual, by id: the coach's own.
    """
    found = (_judged(step, usual.get(step.exercise.id)) for step in plan.exercises)
    return tuple(step for step in found if step is not None)


def lowered(plan: Plan, found: Unusual) -> Plan:
    """The plan with the usual in place of what was found."""
    steps = (found.lower if step is found.step else step for step in plan.steps)
    return replace(plan, steps=tuple(steps))


def most_reps(dose: Dose) -> int | None:
    """The most reps of one set of a dose; ``None`` where it doesn't go by reps."""
    return max(dose.descending) if dose.descending else dose.reps.high if dose.reps else None


def reps_in_all(dose: Dose) -> int:
    """The most reps of all sets of a dose together."""
    return sum(dose.descending) if dose.descending else (most_reps(dose) or 0) * (dose.sets or 1)


def _judged(step: PlannedExercise, known: Exercise | None) -> Unusual | None:
    """What is too much in one step, if anything is. ``known`` is the coach's own exercise."""
    dose = (known or step.exercise).dose
    trusted = known is not None
    lower = step
    words: list[tuple[str, str]] = []
    if step.reps:
        reps = _usual(most_reps(dose), MANY_REPS, trusted=trusted)
        most = int(reps.amount)
        if max(step.reps) > reps.most:
            lower = replace(lower, reps=tuple(min(count, most) for count in step.reps))
            words.append((f"x {max(step.reps)}", reps.words.format(most)))
        sets = _fewer_sets(lower.reps, dose, trusted=trusted)
        if sets < len(lower.reps):
            lower = replace(lower, reps=lower.reps[:sets])
            words.append((f"{len(step.reps)} sets", f"{sets}"))
    hold = _usual(dose.hold.seconds if dose.hold else None, LONG_HOLD, trusted=trusted)
    if step.hold > hold.most:
        lower = replace(lower, hold=hold.amount)
        asked = f"held for {seconds_words(step.hold)}"
        words.append((asked, hold.words.format(seconds_words(hold.amount))))
    time = _usual(dose.time, LONG_TIME, trusted=trusted)
    if step.time is not None and step.time > time.most:
        lower = replace(lower, time=time.amount)
        asked = f"for {seconds_words(step.time)}"
        words.append((asked, time.words.format(seconds_words(time.amount))))
    if not words:
        return None
    asked_words, usual = zip(*words, strict=True)
    return Unusual(step, " and ".join(asked_words), " and ".join(usual), lower)


def _usual(amount: float | None, gross: float, *, trusted: bool) -> _Usual:
    """What is usual where a dose says ``amount``; ``trusted``: the dose is the coach's own.

    ``gross`` is the most of anything where the coach's own doses say nothing.
    """
    if amount is None or (amount > gross and not trusted):
        return _Usual(gross, gross, "at most {}")
    most = MOST_USUAL * amount
    return _Usual(amount, most if trusted else min(most, gross), "{}")


def _fewer_sets(reps: tuple[int, ...], dose: Dose, *, trusted: bool) -> int:
    """How many of these sets are left where they are too many; else all of them."""
    in_all = reps_in_all(dose)
    fewer = len(reps)
    if in_all and sum(reps) > MOST_USUAL * in_all:
        fewer = max(1, in_all // max(reps))
    gross = not trusted or not in_all
    return min(fewer, MANY_SETS) if gross else fewer
