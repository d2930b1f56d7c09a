"""What of a file is more than usual, or can't be heard: doses, holds, words.

These are for the author of a file, before it is played; what is asked about before a session is
in :mod:`coach.domain.usual`. The numbers are those of the clinical reference, C and F.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from coach.domain.cues import BREATH_BEFORE, WORDS_PER_SECOND, spoken_length
from coach.domain.dose import Dose, Tempo
from coach.domain.exercise import Exercise, ExerciseType, Phase
from coach.domain.usual import (
    LONG_HOLD,
    LONG_TIME,
    MANY_REPS,
    MANY_SETS,
    MOST_USUAL,
    most_reps,
    reps_in_all,
)
from coach.domain.words import count_words, seconds_words

LONGEST_HOLDS: Final = {
    ExerciseType.STRETCH: 60.0,
    ExerciseType.MOBILITY: 20.0,
    ExerciseType.STRENGTH: 20.0,
}
"""Seconds up to which a hold is usual where no other exercise says what is.

A stretch: 10 to 30 s, for older adults up to 60 (clinical reference, C: ACSM). The others are
held for 10 s at most there; twice that is still usual.
"""
SHORT_HOLD: Final = 10.0
"""Seconds up to which every hold is usual (C: knee rolls are held for 2 s, or for 5 to 10)."""
LONG_WALK: Final = 30 * 60.0
"""Seconds up to which a walk is usual, however short the one of the library is (C)."""
MOST_IN_ALL: Final = 3
"""All sets together are usual up to this many times the exercise's own.

F: 6, 4 and 2 reps of the bird dog, which has 4; C: up to 30 of the hip raise, which has 5 to 10.
"""
LONGER: Final = 4.0
"""Seconds by which words may take longer than their phase: the first rep waits for them."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """Something that is more than usual.

    ``key`` is the dose's key that says so, ``found`` a sentence without its full stop, ``usual``
    what would be better.
    """

    key: str
    found: str
    usual: str


def beyond(dose: Dose, exercise: Exercise, known: Exercise | None) -> Iterator[Beyond]:
    """What of a step's dose is more than is usual for the exercise.

    ``known`` is the coach's own exercise of that id, which says what is usual; without one it is
    ``exercise`` itself, within fixed limits. Too much is what is above the upper end of a range,
    else more than twice as much. Less is never too little: it is the gentler way.
    """
    own = (known or exercise).dose
    whole = dose.over(exercise.dose)
    asked = _reps(whole)
    most, in_all = most_reps(own), reps_in_all(own)
    if asked:
        ranged = own.reps is not None and own.reps.low < own.reps.high
        limit = _limit(most, 1 if ranged else MOST_USUAL, MANY_REPS, known)
        gross = known is None or most is None
        if max(asked) > limit:
            words = str(own.reps) if own.reps else ", ".join(map(str, own.descending or ()))
            found = f"{count_words(max(asked), 'rep')} of {exercise.id} is more than usual"
            usual = f"at most {MANY_REPS}" if most is None or most > limit else words
            yield Beyond("reps", found, f"Usual: {usual}")
        elif sum(asked) > MOST_IN_ALL * (in_all or sum(asked)) or (
            gross and len(asked) > MANY_SETS
        ):
            found = f"{count_words(len(asked), 'set')} of {exercise.id} is more than usual"
            key = "sets" if dose.sets is not None else "reps"
            usual = f"{count_words(in_all, 'rep')} in all for each side"
            if not in_all or (gross and in_all >= sum(asked)):
                usual = f"at most {MANY_SETS} sets"
            yield Beyond(key, found, f"Usual: {usual}")
    if whole.time is not None and whole.time > _longest(known or exercise, known):
        found = f"{seconds_words(whole.time)} of {exercise.id} is longer than usual"
        yield Beyond("time", found, f"Usual: {_length_words(own.time, LONG_TIME, known)}")
    if whole.hold is not None and whole.time is None:
        held = own.hold.seconds if own.hold is not None else None
        least = SHORT_HOLD if held is not None else 0.0
        if whole.hold.seconds > max(_limit(held, MOST_USUAL, LONG_HOLD, known), least):
            found = f"a hold of {seconds_words(whole.hold.seconds)} is longer than usual"
            words = _length_words(held, LONG_HOLD, known)
            yield Beyond("hold", found, f"Usual for {exercise.id}: {words}")


def _limit(usual: float | None, times: float, gross: float, known: Exercise | None) -> float:
    """The most that is as usual: so many times what is, within ``gross`` where nobody knows."""
    if usual is None:
        return gross
    return times * usual if known is not None else min(times * usual, gross)


def _length_words(usual: float | None, gross: float, known: Exercise | None) -> str:
    """How long is usual."""
    if usual is None or (known is None and usual > gross):
        return f"at most {seconds_words(gross)}"
    return seconds_words(usual)


def _longest(exercise: Exercise, known: Exercise | None) -> float:
    """Seconds up to which an exercise that goes by time is as long as usual."""
    least = LONG_WALK if exercise.type is ExerciseType.WALK else 0.0
    return max(_limit(exercise.dose.time, MOST_USUAL, LONG_TIME, known), least)


def long_hold(exercise: Exercise) -> Beyond | None:
    """Whether the hold of an exercise's own dose is longer than usual for its kind."""
    hold = exercise.dose.hold
    limit = LONGEST_HOLDS.get(exercise.type)
    if hold is None or limit is None or hold.seconds <= limit:
        return None
    return Beyond(
        "hold",
        f"a hold of {seconds_words(hold.seconds)} is longer than usual",
        f"Usual for {exercise.type.value}: up to {seconds_words(limit)}",
    )


def _reps(dose: Dose) -> tuple[int, ...]:
    """The most reps of each set."""
    if dose.descending is not None:
        return dose.descending
    return (dose.reps.high,) * (dose.sets or 1) if dose.reps is not None else ()


@dataclass(frozen=True, slots=True)
class TooLong:
    """Words that take too long to say.

    ``key`` is where they stand: ``say``, ``brief``, or ``name`` where that is said in its place.
    """

    key: str
    found: str
    better: str


def words_beyond(phase: Phase, dose: Dose) -> Iterator[TooLong]:
    """The words of a phase that take too long to say, in an exercise of this dose."""
    length = _length(phase, dose)
    if length is None:
        return
    lasts = f"the phase lasts {_tenths(length)}"
    said = spoken_length(phase.say)
    if said > length + LONGER:
        yield TooLong(
            "say",
            f"these words take {_tenths(said)} to say, and {lasts}; the first rep waits for them",
            f"{_at_most(length + LONGER)}, or a longer phase; more can be said in the set-up",
        )
    again = spoken_length(phase.brief or phase.name)
    if (phase.brief or phase.say) and again > length:
        yield TooLong(
            "brief" if phase.brief else "name",
            f"these words take {_tenths(again)} to say, and {lasts}; "
            "after the first rep they stay unsaid",
            f"{_at_most(length)}, or a phase of {_tenths(ceil(again))}",
        )


def rest_words_beyond(say: str, seconds: float) -> TooLong | None:
    """The words of a rest, where they take longer than it lasts."""
    said = spoken_length(say)
    if said <= seconds:
        return None
    return TooLong(
        "say",
        f"these words take {_tenths(said)} to say, and the rest lasts {_tenths(seconds)}; "
        "they stay unsaid",
        f"{_at_most(seconds)}, or a rest of {_tenths(ceil(said))}",
    )


def _length(phase: Phase, dose: Dose) -> float | None:
    """Seconds that a phase lasts, but for its words; ``None`` where the dose doesn't say."""
    if phase.seconds is not None:
        return (dose.tempo or Tempo()).seconds(phase.name, phase.seconds)
    if dose.hold is not None:
        return dose.hold.seconds
    return dose.time


def _tenths(seconds: float) -> str:
    """Seconds, with a tenth where there is one."""
    number = f"{seconds:.1f}".removesuffix(".0")
    return f"{number} second" if number == "1" else f"{number} seconds"


def _at_most(seconds: float) -> str:
    words = floor(round((seconds - BREATH_BEFORE) * WORDS_PER_SECOND, 6))
    return f"At most {count_words(words, 'word')}" if words > 0 else "No words"
