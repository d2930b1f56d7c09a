"""What a routine or an exercise of somebody else's contains: every word that it would say."""

from collections.abc import Iterator, Mapping, Sequence

from coach.adapters.library.problems import printable
from coach.cli.exercise_rows import POSITIONS
from coach.domain.dose import Dose
from coach.domain.exercise import Easier, Exercise
from coach.domain.plan import plan_routine
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)
from coach.domain.usual import unusual
from coach.player.leaflet import minutes_words
from coach.player.leaflet_words import dose_text, length_text


def routine_lines(
    routine: Routine, exercises: Mapping[str, Exercise], seconds: float
) -> Iterator[str]:
    """A routine with everything in it. ``exercises`` is the library, ``seconds`` its length."""
    known = {**exercises, **{one.id: one for one in routine.exercises}}
    yield routine.title
    if routine.summary:
        yield routine.summary
    yield f"It takes {minutes_words(seconds)}, without the time for questions."
    yield from _meant(routine)
    yield ""
    yield "What is done:"
    yield from _steps(routine.steps, known, "  ")
    if routine.exercises:
        yield ""
        yield "Exercises of its own:"
        for exercise in routine.exercises:
            for line in exercise_lines(exercise):
                yield f"  {line}"
            if exercise.id in exercises:
                yield f"    In place of the exercise {exercise.id} that you have, here alone."


def remarks(
    routine: Routine, exercises: Mapping[str, Exercise], usual: Mapping[str, Exercise]
) -> Iterator[str]:
    """What somebody should know who takes the routine over.

    ``exercises`` is the library, ``usual`` the exercises that say how much is usual.
    """
    found = unusual(plan_routine(routine, exercises), usual)
    yield from dict.fromkeys(
        f"Unusual: {one.step.exercise.name} {one.asked}; usual: {one.usual}." for one in found
    )
    if routine.prescribed_by:
        yield (
            "It says who gave it to you. So the coach takes its amounts as they are, and doesn't "
            "ask about unusual ones."
        )
    if routine.sounds.files:
        yield "Its own tones stay where they are: the usual ones take their place."


def exercise_lines(exercise: Exercise) -> Iterator[str]:
    """An exercise with all of its words."""
    yield (
        f"{exercise.name} ({exercise.id}): {exercise.type.value}, "
        f"{POSITIONS[exercise.position]}; {dose_text(exercise.dose)}"
    )
    yield from _said("Also called", exercise.aliases)
    yield from _said("First", exercise.setup)
    for phase in exercise.phases:
        length = "the hold" if phase.seconds is None else length_text(phase.seconds)
        brief = f" Later: {phase.brief}" if phase.brief and phase.brief != phase.say else ""
        yield f"  {phase.name} ({length}): {phase.say}{brief}"
    yield from _said("At the end", exercise.finish)
    yield from _said("What you feel", (exercise.feel,))
    yield from _said("Stop if", exercise.stop_if)
    yield from _said("Not for", sorted(caution.value for caution in exercise.avoid_if))
    for one in exercise.instead:
        yield f"  For {_cautions(one.cautions)}: {one.exercise} instead"
    for way in exercise.adapt:
        words = [way.say, *(part for _, *said in way.phases for part in said if part)]
        yield f"  For {_cautions(way.cautions)}: {' '.join(words)}"
    yield from _said("Easier", _form(exercise.easier))
    yield from _said("Harder", _form(exercise.harder))
    yield from _said("Source", exercise.source)


def harmless(lines: Iterator[str]) -> list[str]:
    """Lines of strangers, safe for a terminal."""
    return [printable(line) for line in lines]


def _meant(routine: Routine) -> Iterator[str]:
    """Who gave it, until when, how often, and what it asks for."""
    if routine.prescribed_by:
        yield f"Given by: {routine.prescribed_by}"
    if routine.valid_until:
        yield f"Meant until: {routine.valid_until}"
    often = [
        f"{count} {'time' if count == 1 else 'times'} a day"
        if unit == "day"
        else f"{count} days a week"
        for count, unit in ((routine.times_a_day, "day"), (routine.days_a_week, "week"))
        if count is not None
    ]
    if often:
        yield f"How often: {', '.join(often)}"
    if routine.tags:
        yield f"Tags: {', '.join(routine.tags)}"
    if routine.pain_limit is not None:
        yield f"It ends above a pain of {routine.pain_limit}."


def _steps(steps: Sequence[Step], known: Mapping[str, Exercise], indent: str) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        head = f"{indent}{number:>{len(str(len(steps)))}} "
        match step:
            case ExerciseStep():
                exercise = known[step.exercise]
                amount = dose_text(_whole(step.dose, exercise))
                yield f"{head}{exercise.name} ({exercise.id}): {amount}"
            case RestStep():
                yield f"{head}rest {length_text(step.seconds)}"
            case PainCheckStep():
                yield f"{head}how your back is"
            case RepeatStep():
                yield f"{head}{step.times} times over:"
                yield from _steps(step.steps, known, indent + "    ")
            case SayStep():
                yield f"{head}a line"
            case _:
                yield f"{head}{getattr(step, 'relief', getattr(step, 'name', 'relief'))}"
        say, note = getattr(step, "say", ""), getattr(step, "note", "")
        if say:
            yield f"{indent}  It says: {say}"
        if note:
            yield f"{indent}  Note: {note}"


def _whole(dose: Dose, exercise: Exercise) -> Dose:
    return dose.over(exercise.dose)


def _said(head: str, texts: Sequence[str]) -> Iterator[str]:
    told = [text for text in texts if text]
    if told:
        yield f"  {head}: {' '.join(told) if head in ('First', 'At the end') else ', '.join(told)}"


def _form(form: Easier | None) -> tuple[str, ...]:
    """What is easier, or harder, in words."""
    if form is None:
        return ()
    dose = dose_text(form.dose) if form.dose != Dose() else ""
    return (form.exercise or "", dose, form.say)


def _cautions(cautions: frozenset[object]) -> str:
    return ", ".join(sorted(str(getattr(one, "value", one)) for one in cautions))
