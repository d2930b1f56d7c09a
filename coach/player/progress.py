"""What the record says about the exercises of a routine, and how it is told."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from coach.domain.ahead import at_latest
from coach.domain.exercise import Exercise
from coach.domain.exercise_record import ExerciseSession
from coach.domain.plan import Plan, PlannedExercise
from coach.domain.progress import LOOKED_BACK, TO_BEGIN_WITH, ExerciseLog
from coach.domain.routine import ExerciseStep, RepeatStep, Routine, Step
from coach.domain.safety import Colour
from coach.domain.words import count_words
from coach.player.doorway import Doorway
from coach.player.past import played_colours
from coach.player.recorder import Recorder

_WORSE = (Colour.AMBER, Colour.RED)


def exercise_log(door: Doorway, routine: Routine) -> ExerciseLog:
    """What the record says about the exercises of ``routine``, for the plan of today."""
    return read_log(
        door.recorder, routine, door.library.exercises(), door.clock.wall(), door.most_reps
    )


def read_log(
    recorder: Recorder,
    routine: Routine,
    exercises: Mapping[str, Exercise],
    now: datetime,
    most: int | None = None,
) -> ExerciseLog:
    """What the record says about the exercises of ``routine`` up to ``now``.

    ``most`` are the most reps that the person wants to do of anything. Of a session that is dated
    ahead only what hurt is known.
    """
    library = {**exercises, **{own.id: own for own in routine.exercises}}
    since = now - LOOKED_BACK
    done = recorder.exercises_done(since, _within_reach(routine, library))
    erased = tuple(one for one in recorder.erased() if one.when >= since)
    if not done:
        return ExerciseLog(most=most, erased=erased)
    ids = {session for session, _ in done}
    played = recorder.played(since)
    moments = {one.id: one.begun for one in played} | {one.id: one.when for one in erased}
    late = at_latest(moments, now)
    sessions = {one.id: one for one in played if one.id in ids}
    colours = played_colours(recorder, tuple(sessions.values()))
    rows = (
        ExerciseSession(
            session,
            late.get(session, sessions[session].begun),
            sessions[session].routine,
            colours[session],
            exercise,
        )
        for session, exercise in done
        if session in sessions
        and (session not in late or exercise.stopped or colours[session] in _WORSE)
    )
    stays = (replace(one, when=late.get(one.id, one.when)) for one in erased)
    return ExerciseLog(tuple(rows), most, tuple(stays))


def _within_reach(routine: Routine, library: Mapping[str, Exercise]) -> frozenset[str]:
    """The exercises of a routine, and what may stand in for them: easier ones, and substitutes."""
    found: set[str] = set()
    left = list(_named(routine.steps))
    while left:
        id = left.pop()
        exercise = library.get(id)
        if id in found or exercise is None:
            continue
        found.add(id)
        left += [other.exercise for other in exercise.instead]
        if exercise.easier is not None and exercise.easier.exercise is not None:
            left.append(exercise.easier.exercise)
    return frozenset(found)


def _named(steps: Iterable[Step]) -> Iterable[str]:
    for step in steps:
        if isinstance(step, ExerciseStep):
            yield step.exercise
        elif isinstance(step, RepeatStep):
            yield from _named(step.steps)


def reasons(plan: Plan, *, beginnings: bool = False) -> tuple[str, ...]:
    """Why there are so many reps of what, a line each: ``Cat-cow, 7 reps: three good sessions``.

    What the file says itself needs no reason; what only begins has one with ``beginnings``.
    """
    found: dict[str, list[str]] = {}
    for step in plan.exercises:
        if step.why and (beginnings or step.why != TO_BEGIN_WITH):
            names = found.setdefault(reason(step), [])
            names += [] if step.exercise.name in names else [step.exercise.name]
    return tuple(f"{_listed(names)}, {told}" for told, names in found.items())


def reason(step: PlannedExercise) -> str:
    """Why it is so many reps, or why it is easier: ``7 reps: three good sessions in a row``."""
    if not step.why or not step.reps or step.eased:
        return step.why
    return f"{count_words(max(step.reps), 'rep')}: {step.why}"


def in_short(plan: Plan) -> str:
    """Why it is so many reps, for the line of a whole routine; empty where nothing has changed.

    Without names where all of it is for the same reason.
    """
    told = dict.fromkeys(reason(step) for step in plan.exercises if step.why)
    if len(told) == 1 and reasons(plan):
        return next(iter(told))
    return "; ".join(reasons(plan))


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
