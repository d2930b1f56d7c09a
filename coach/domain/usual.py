"""A dose that looks like a slip of the pen: over twice what is usual for the exercise."""

from dataclasses import dataclass, replace
from typing import Final

from coach.domain.plan import Plan, PlannedExercise
from coach.domain.words import seconds_words

MOST_USUAL: Final = 2
"""A dose of over this many times the usual one is asked about before it is played."""


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


def unusual(plan: Plan) -> tuple[Unusual, ...]:
    """The steps of ``plan`` with over twice the usual: reps, sets, holds or times."""
    found = (_judged(step) for step in plan.exercises)
    return tuple(step for step in found if step is not None)


def lowered(plan: Plan, found: Unusual) -> Plan:
    """The plan with the usual in place of what was found."""
    steps = (found.lower if step is found.step else step for step in plan.steps)
    return replace(plan, steps=tuple(steps))


def _judged(step: PlannedExercise) -> Unusual | None:
    """What is too much in one step, if anything is."""
    dose = step.exercise.dose
    most = max(dose.descending) if dose.descending else dose.reps.high if dose.reps else None
    in_all = sum(dose.descending) if dose.descending else (most or 0) * (dose.sets or 1)
    lower = step
    words: list[tuple[str, str]] = []
    if most is not None and step.reps:
        if max(step.reps) > MOST_USUAL * most:
            lower = replace(lower, reps=tuple(min(reps, most) for reps in step.reps))
            words.append((f"x {max(step.reps)}", f"{most}"))
        if sum(lower.reps) > MOST_USUAL * in_all:
            lower = replace(lower, reps=lower.reps[: max(1, in_all // max(lower.reps))])
            words.append((f"{len(step.reps)} sets", f"{len(lower.reps)}"))
    hold = dose.hold.seconds if dose.hold else None
    if hold is not None and step.hold > MOST_USUAL * hold:
        lower = replace(lower, hold=hold)
        words.append((f"held for {seconds_words(step.hold)}", seconds_words(hold)))
    if dose.time is not None and step.time is not None and step.time > MOST_USUAL * dose.time:
        lower = replace(lower, time=dose.time)
        words.append((f"for {seconds_words(step.time)}", seconds_words(dose.time)))
    if not words:
        return None
    asked, usual = zip(*words, strict=True)
    return Unusual(step, " and ".join(asked), " and ".join(usual), lower)
