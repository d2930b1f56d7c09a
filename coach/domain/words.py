"""Numbers and doses as they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.dose import Side, Sides

if TYPE_CHECKING:  # a plan says some words itself
    from coach.domain.plan import PlannedExercise

_SECONDS_IN_MINUTE = 60


def count_words(number: int, noun: str) -> str:
    """``1 time``, ``3 times``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def seconds_words(seconds: float) -> str:
    """A duration as it is said: ``45 seconds``, ``2 minutes``, ``1 minute 30 seconds``."""
    whole = round(seconds)
    minutes, rest = divmod(whole, _SECONDS_IN_MINUTE)
    parts = [count_words(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(count_words(rest, "second"))
    return " ".join(parts)


def dose_words(step: PlannedExercise) -> str:
    """How much, in one short sentence: ``3 times, 20 seconds each.``"""
    if step.time is not None:
        return f"For {seconds_words(step.time)}."
    if len(set(step.reps)) > 1:
        text = f"{', '.join(str(reps) for reps in step.reps)} times"
    elif len(step.reps) > 1:
        text = f"{count_words(len(step.reps), 'set')} of {step.reps[0]}"
    else:
        text = count_words(step.reps[0], "time")
    if step.sides in (Sides.EACH, Sides.ALTERNATE):
        text += " on each side"
    if step.hold:
        text += (
            f", {seconds_words(step.hold)} each"
            if step.reps != (1,)
            else (f", {seconds_words(step.hold)}")
        )
    return f"{text}."


def side_words(side: Side) -> str:
    """``Left side.``"""
    return f"{side.value.capitalize()} side."


def starting_side(step: PlannedExercise) -> str:
    """The side that begins, where sides matter."""
    match step.sides:
        case Sides.BOTH:
            return ""
        case Sides.RIGHT:
            return side_words(Side.RIGHT)
        case Sides.LEFT:
            return side_words(Side.LEFT)
        case Sides.EACH | Sides.ALTERNATE:
            return "Left side first."


def capitalised(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence of its own: a capital first, a full stop last."""
    return f"{capitalised(text)}."
