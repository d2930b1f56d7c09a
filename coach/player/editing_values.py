"""The values of a step that can be changed with two keys: what they are, and their next ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from coach.domain.changes import StepKey
from coach.domain.dose import Breaths, Dose, Hold, Reps, Seconds, Sides
from coach.domain.exercise import Exercise
from coach.domain.routine import Defaults, ExerciseStep, RepeatStep, RestStep, Step
from coach.domain.usual import MOST_USUAL
from coach.domain.words import count_words

MOST_REPS: Final = 500
MOST_SETS: Final = 50
MOST_BREATHS: Final = 100
MOST_REPEAT: Final = 100
LONGEST: Final = {StepKey.HOLD: 1800, StepKey.TIME: 4 * 3600, StepKey.REST: 1800}
"""The most seconds that a file may give; with the numbers above the limits of the format."""
STRIDE: Final = {StepKey.HOLD: 5, StepKey.TIME: 30, StepKey.REST: 5}
"""Seconds by which one key changes a duration; below so many it goes by less."""
_FINER: Final = {StepKey.HOLD: 1, StepKey.TIME: 5, StepKey.REST: 5}
ASKED_LATER: Final = "; the coach asks before it is played"
"""The end of a hint; it isn't true of a routine that somebody has prescribed."""
_SIDES: Final = (Sides.EACH, Sides.ALTERNATE, Sides.LEFT, Sides.RIGHT)
_SIDES_WORDS: Final = {
    Sides.BOTH: "both sides at once",
    Sides.EACH: "each side",
    Sides.ALTERNATE: "sides in turn",
    Sides.LEFT: "left side only",
    Sides.RIGHT: "right side only",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown; ``hint`` says where it is far from what is usual."""

    key: StepKey
    words: str
    hint: str = ""


def values_of(
    step: Step, exercise: Exercise | None = None, defaults: Defaults | None = None
) -> tuple[Value, ...]:
    """What can be changed of ``step``, in the order in which it is told.

    ``exercise`` is the one that it names, ``defaults`` are those of its routine.
    """
    match step:
        case ExerciseStep() if exercise is not None:
            return tuple(_values(whole_dose(step, exercise, defaults), step.dose, exercise))
        case RestStep():
            return (Value(StepKey.REST, short_words(step.seconds)),)
        case RepeatStep():
            return (Value(StepKey.REPEAT, count_words(step.times, "time")),)
        case _:
            return ()


def nudged(
    step: Step,
    key: StepKey,
    by: int,
    exercise: Exercise | None = None,
    defaults: Defaults | None = None,
) -> str | None:
    """The next value of ``key`` as a file has it, up for a ``by`` of 1 and down for -1.

    ``None`` where it is at its end.
    """
    match step:
        case RestStep():
            return _duration(StepKey.REST, step.seconds, by, least=_FINER[StepKey.REST])
        case RepeatStep():
            return _count(step.times, by, MOST_REPEAT)
        case ExerciseStep() if exercise is not None:
            dose = whole_dose(step, exercise, defaults)
            match key:
                case StepKey.REPS:
                    return _reps(dose, by)
                case StepKey.HOLD:
                    return _hold(dose.hold, by)
                case StepKey.TIME:
                    return _duration(key, dose.time or 0.0, by, least=_FINER[key])
                case StepKey.SETS:
                    return _count(dose.sets or 1, by, MOST_SETS)
                case StepKey.REST:
                    return _duration(key, dose.rest or 0.0, by)
                case StepKey.SIDES:
                    sides = _sides_of(step.dose, exercise)
                    here = sides.index(dose.sides or Sides.BOTH)
                    return sides[(here + by) % len(sides)].value
                case _:
                    return None
        case _:
            return None


def short_words(seconds: float) -> str:
    """A duration in few signs: ``20 s``, ``1 min 30 s``."""
    minutes, rest = divmod(round(seconds, 3), 60)
    parts = [f"{minutes:.0f} min"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest:g} s")
    return " ".join(parts)


def file_words(seconds: int) -> str:
    """A duration as a file has it: ``20s``, ``1m30s``."""
    minutes, rest = divmod(seconds, 60)
    return (f"{minutes}m" if minutes else "") + (f"{rest}s" if rest or not minutes else "")


def whole_dose(step: ExerciseStep, exercise: Exercise, defaults: Defaults | None) -> Dose:
    """The dose with what the step leaves open, as it would be played."""
    dose = step.dose.over(exercise.dose)
    if step.dose.rest is None and defaults is not None and defaults.rest is not None:
        dose = Dose(rest=defaults.rest).over(dose)
    return dose


def _values(dose: Dose, given: Dose, exercise: Exercise) -> Sequence[Value]:
    found: list[Value] = []
    usual = exercise.dose
    if dose.time is not None:
        hint = _beyond(dose.time, usual.time, usual.time, short_words)
        found.append(Value(StepKey.TIME, f"for {short_words(dose.time)}", hint))
    else:
        found.append(Value(StepKey.REPS, _reps_words(dose), _reps_hint(dose, usual)))
        if dose.hold is not None and any(phase.seconds is None for phase in exercise.phases):
            seconds = usual.hold.seconds if usual.hold else None
            hint = _beyond(dose.hold.seconds, seconds, seconds, short_words)
            found.append(Value(StepKey.HOLD, f"hold {_hold_words(dose.hold)}", hint))
        if dose.descending is None:
            sets = count_words(dose.sets or 1, "set")
            most = usual.sets or 1
            found.append(Value(StepKey.SETS, sets, _beyond(dose.sets or 1, most, most, _plain)))
        if dose.descending is not None or (dose.sets or 1) > 1:
            found.append(Value(StepKey.REST, f"rest {short_words(dose.rest or 0.0)}"))
    if len(_sides_of(given, exercise)) > 1:
        found.append(Value(StepKey.SIDES, _SIDES_WORDS[dose.sides or Sides.BOTH]))
    return found


def _sides_of(given: Dose, exercise: Exercise) -> tuple[Sides, ...]:
    """The sides that make sense: an exercise for the whole body has no others than both."""
    own = exercise.dose.sides or Sides.BOTH
    if own is not Sides.BOTH:
        return _SIDES if given.sides is not Sides.BOTH else (Sides.BOTH, *_SIDES)
    return (Sides.BOTH,) if given.sides in (None, Sides.BOTH) else (Sides.BOTH, *_SIDES)


def _reps_words(dose: Dose) -> str:
    if dose.descending is not None:
        return ", ".join(str(reps) for reps in dose.descending) + " reps"
    reps = dose.reps or Reps(1, 1)
    return f"{reps} rep" if reps.high == 1 else f"{reps} reps"


def _hold_words(hold: Hold) -> str:
    if isinstance(hold, Breaths):
        return count_words(hold.count, "breath")
    return short_words(hold.seconds)


def _reps_hint(dose: Dose, usual: Dose) -> str:
    """A hint for the most reps of a set, against those of the exercise's own dose."""
    if usual.reps is not None:
        low, high = usual.reps.low, usual.reps.high
    elif usual.descending is not None:
        low, high = min(usual.descending), max(usual.descending)
    else:
        return ""
    most = max(dose.descending) if dose.descending else dose.reps.high if dose.reps else 1
    if most < low:
        return f"usual: {Reps(low, high)}"
    return _beyond(most, low, high, _plain)


def _beyond(
    number: float, low: float | None, high: float | None, words: Callable[[float], str]
) -> str:
    """A hint where a number is above what is usual; over twice it is asked about later."""
    if low is None or high is None or number <= high:
        return ""
    usual = words(high) if low == high else f"{words(low)} to {words(high)}"
    asked = ASKED_LATER if number > MOST_USUAL * high else ""
    return f"usual: {usual}{asked}"


def _reps(dose: Dose, by: int) -> str | None:
    if dose.descending is not None:
        moved = [min(max(reps + by, 1), MOST_REPS) for reps in dose.descending]
        return None if tuple(moved) == dose.descending else f"[{', '.join(map(str, moved))}]"
    reps = dose.reps or Reps(1, 1)
    if reps.low + by < 1 or reps.high + by > MOST_REPS:
        return None
    return str(Reps(reps.low + by, reps.high + by))


def _hold(hold: Hold | None, by: int) -> str | None:
    if isinstance(hold, Breaths):
        count = _count(hold.count, by, MOST_BREATHS)
        return None if count is None else count_words(int(count), "breath")
    return _duration(StepKey.HOLD, (hold or Seconds(0)).seconds, by, least=1)


def _count(count: int, by: int, most: int) -> str | None:
    return str(count + by) if 1 <= count + by <= most else None


def _duration(key: StepKey, seconds: float, by: int, least: int = 0) -> str | None:
    """The next duration that is a multiple of the stride; small ones go by less."""
    small = seconds < STRIDE[key] or (seconds == STRIDE[key] and by < 0)
    stride = _FINER[key] if small else STRIDE[key]
    moved = (floor(seconds / stride) + 1 if by > 0 else ceil(seconds / stride) - 1) * stride
    return file_words(moved) if least <= moved <= LONGEST[key] else None


def _plain(number: float) -> str:
    return f"{number:g}"
