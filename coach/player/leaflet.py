"""What a leaflet says so far, as a value, and the routine that comes of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from coach.domain.checks import CheckRule
from coach.domain.dose import Dose, Reps, Sides
from coach.domain.exercise import HOLD_PHASE, Exercise, ExerciseType, Phase, Position
from coach.domain.layout import compile_timeline
from coach.domain.plan import plan_routine
from coach.domain.routine import ExerciseStep, Routine
from coach.domain.usual import LONG_HOLD, LONG_TIME, MANY_REPS, MANY_SETS, Unusual, unusual
from coach.player.leaflet_words import dose_text, hold_text, length_text

MOVE_SECONDS: Final = 3.0
"""Seconds that one movement of an own exercise takes, in the tempo of the library."""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A leaflet as far as it has been told.

    ``own`` are the exercises that the library doesn't have. ``unfinished`` is the name of the
    exercise that is being told. ``whole`` says whether every question has been answered.
    """

    id: str = ""
    title: str = ""
    given_by: str = ""
    steps: tuple[ExerciseStep, ...] = ()
    own: tuple[Exercise, ...] = ()
    times_a_day: int | None = None
    days_a_week: int | None = None
    unfinished: str = ""
    whole: bool = False

    def routine(self) -> Routine:
        """The routine that comes of it; it has at least one step."""
        return Routine(
            id=self.id,
            title=self.title,
            steps=self.steps,
            exercises=self.own,
            prescribed_by=self.given_by,
            times_a_day=self.times_a_day,
            days_a_week=self.days_a_week,
        )

    def with_step(self, exercise: Exercise, dose: Dose, *, own: bool) -> "Leaflet":
        """This leaflet with one more exercise, told to its end."""
        return replace(
            self,
            steps=(*self.steps, ExerciseStep(exercise.id, dose)),
            own=(*self.own, exercise) if own else self.own,
            unfinished="",
        )

    def known(self, library: Mapping[str, Exercise]) -> dict[str, Exercise]:
        """The exercises that it can name: those of the library, and its own before them."""
        return {**library, **{one.id: one for one in self.own}}

    def seconds(self, library: Mapping[str, Exercise]) -> float:
        """How long its session takes, without the time for questions; as ``coach list`` has it."""
        rule = CheckRule(often=False)
        return compile_timeline(self.routine(), library, checks=rule).total


def list_lines(leaflet: Leaflet, library: Mapping[str, Exercise]) -> tuple[str, ...]:
    """The leaflet so far: each exercise with its dose, and how long it all takes."""
    known = leaflet.known(library)
    width = len(str(len(leaflet.steps)))
    lines = [
        f"  {number:>{width}} {known[step.exercise].name}: "
        f"{dose_text(step.dose.over(known[step.exercise].dose))}"
        for number, step in enumerate(leaflet.steps, start=1)
    ]
    return ("So far:", *lines, f"  {minutes_words(leaflet.seconds(library))}")


def minutes_words(seconds: float) -> str:
    """How long a session takes, in whole minutes: ``about 7 minutes``."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under a minute"
    return f"about {minutes} minute{'' if minutes == 1 else 's'}"


def doubtful(exercise: Exercise, dose: Dose, *, own: bool, prescribed: bool) -> str:
    """What looks like a slip of the pen, as a question; empty where nothing does.

    An exercise of the library is asked about as before a session: over twice the usual. Whoever
    has it from somebody is asked less, because then unusual doses are taken as they are.
    """
    reps = dose.reps.high if dose.reps is not None else max(dose.descending or (0,))
    gross = [
        words
        for much, words in (
            (reps > MANY_REPS, f"x {reps}"),
            ((dose.sets or 1) > MANY_SETS, f"{dose.sets} sets"),
            (dose.hold is not None and dose.hold.seconds > LONG_HOLD, _held(dose)),
            ((dose.time or 0) > LONG_TIME, f"for {length_text(dose.time or 0)}"),
        )
        if much
    ]
    found = None if own else _over_the_usual(exercise, dose)
    if found is not None and (gross or not prescribed):
        return f"{exercise.name} {found.asked}: really? Usual: {found.usual}."
    return f"{exercise.name} {' and '.join(gross)}: really?" if gross else ""


def _over_the_usual(exercise: Exercise, dose: Dose) -> Unusual | None:
    """What is over twice the usual, counting with the most reps of a range."""
    high = Reps(dose.reps.high, dose.reps.high) if dose.reps is not None else None
    step = ExerciseStep(exercise.id, replace(dose, reps=high))
    known = {exercise.id: exercise}
    return next(iter(unusual(plan_routine(Routine("", "", (step,)), known), known)), None)


def _held(dose: Dose) -> str:
    return f"held for {hold_text(dose.hold)}" if dose.hold is not None else ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An exercise in the words of the leaflet.

    ``first`` and ``second`` are the movements; without a ``first`` the position is only held.
    """

    name: str
    set_up: str
    position: Position
    first: str
    second: str
    finish: str


def own_exercise(id: str, words: OwnWords, dose: Dose) -> Exercise:
    """The exercise that comes of the leaflet's words, with its usual dose."""
    held = dose.hold is not None or not words.first
    return Exercise(
        id=id,
        name=words.name,
        type=ExerciseType.STRETCH if dose.hold is not None else ExerciseType.MOBILITY,
        position=words.position,
        setup=(words.set_up,) if words.set_up else (),
        phases=tuple(_phases(words, held=held)),
        dose=replace(dose, sides=None if dose.sides is Sides.BOTH else dose.sides),
        finish=(words.finish,),
    )


def _phases(words: OwnWords, *, held: bool) -> list[Phase]:
    if not words.first:
        return [Phase(HOLD_PHASE, None, f"{words.name}. Hold, and breathe.", "Hold, breathe")]
    phases = [Phase("move", MOVE_SECONDS, words.first, _brief(words.first, "Again"))]
    if held:
        phases.append(Phase(HOLD_PHASE, None, "Hold, and breathe.", "Hold, breathe"))
    if words.second:
        phases.append(Phase("return", MOVE_SECONDS, words.second, _brief(words.second, "Back")))
    elif held:
        phases.append(Phase("return", MOVE_SECONDS, "Slowly back again.", "Back"))
    return phases


def _brief(words: str, otherwise: str) -> str:
    """What is said from the second time on: the words themselves where they are few."""
    short = words.rstrip(".")
    return short if len(short.split()) <= 3 and len(short) <= 24 else otherwise


_GUESSES: Final = (
    (Position.ALL_FOURS, r"hands and knees|all[ -]fours|four-point"),
    (Position.HALF_KNEELING, r"on one knee|half[ -]kneel"),
    (Position.PRONE, r"on your (front|stomach|belly)|face down|prone"),
    (Position.SIDE, r"on (your|one|the) (left |right )?side|side[ -]lying"),
    (Position.SUPINE, r"on your back|\blie\b|\blying|supine"),
    (Position.SEATED, r"\bsit|\bseated"),
    (Position.KNEELING, r"\bkneel"),
    (Position.STANDING, r"\bstand"),
)
"""Words that tell a position; the first that are found count."""


def guessed_position(set_up: str) -> Position | None:
    """The position that the words of a set-up tell, where they do."""
    text = set_up.casefold()
    return next((place for place, told in _GUESSES if re.search(told, text)), None)


SAFE_FINISH: Final = {
    Position.STANDING: "Stand still for a moment, and breathe.",
    Position.SEATED: "Sit upright, and rest.",
    Position.SUPINE: "Feet flat on the floor, knees bent, and rest.",
    Position.PRONE: "Rest on your front, head to one side.",
    Position.SIDE: "Rest on your side, knees bent.",
    Position.KNEELING: "Come back to kneeling, slowly, and rest.",
    Position.HALF_KNEELING: "Bring your knees together, slowly, and rest.",
    Position.ALL_FOURS: "Come back to hands and knees, slowly, and rest.",
    Position.ANY: "Come back slowly, and rest.",
}
"""A way out of each position that asks nothing of a sore back: back to where one began."""


MOST_PHASES: Final = 20_000
"""The bound of the format on everything that a routine does, written out."""


def phases_in(exercise: Exercise, dose: Dose) -> int:
    """How many phases an exercise in this dose has, written out."""
    whole = dose.over(exercise.dose)
    each = len(exercise.phases)
    if whole.time is not None:
        seconds = sum(phase.seconds or 0.0 for phase in exercise.phases)
        return each * (2 + int(whole.time / max(1.0, seconds)))
    reps = whole.reps.high if whole.reps is not None else 1
    count = sum(whole.descending) if whole.descending is not None else reps * (whole.sets or 1)
    return count * each * (2 if whole.sides in (Sides.EACH, Sides.ALTERNATE) else 1)
