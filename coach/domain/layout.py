"""Lays a plan out in time: how long each segment takes, and what is said in it.

Every *when* is data. The length of a spoken line is reckoned, never measured, so a timeline is
the same on every machine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil
from typing import Final

from coach.domain.checks import CheckRule, place_checks
from coach.domain.cues import Cue, CueKind, spoken_length
from coach.domain.exercise import Caution, Exercise, Position
from coach.domain.plan import (
    Plan,
    PlannedCheck,
    PlannedExercise,
    PlannedRest,
    PlannedStep,
    PlannedWords,
    plan_routine,
)
from coach.domain.reps import countdown, lay_work
from coach.domain.routine import Ready, Routine, VoiceLevel
from coach.domain.timeline import Segment, SegmentKind, Timeline, in_sequence, laid_end_to_end
from coach.domain.words import dose_words, position_words, seconds_words, starting_side

SETTLE: Final = 3.0
"""Seconds of quiet between the last line of a set-up and the first movement: 3, 2, 1."""
SAME_POSITION: Final = 4.0
"""Seconds to get ready where the position stays."""
CHANGE: Final = 6.0
"""Seconds that any change of position takes at least."""
PER_LEVEL: Final = 4.0
"""Seconds more for each level that a sore back has to be lowered or raised."""
FINISH: Final = 3.0
"""Seconds that coming out of a position takes at least."""

_HEIGHT: Final = {
    Position.STANDING: 4,
    Position.SEATED: 3,
    Position.HALF_KNEELING: 2,
    Position.KNEELING: 2,
    Position.ALL_FOURS: 1,
    Position.SIDE: 0,
    Position.SUPINE: 0,
    Position.PRONE: 0,
}


def compile_timeline(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    doses: Mapping[str, int] | None = None,
    *,
    cautions: frozenset[Caution] = frozenset(),
    checks: CheckRule | None = None,
    voice: VoiceLevel | None = None,
    intro: tuple[str, ...] = (),
) -> Timeline:
    """The timeline of ``routine``.

    ``doses`` are the reps that the person has reached in a range, by exercise id. ``checks``
    says where the pain is asked between start and end, ``intro`` what is said after the title.

    Raises:
        KeyError: if a step names an exercise that is nowhere (a checked routine has none).
    """
    plan = plan_routine(routine, exercises, cautions=cautions, reached=doses, voice=voice)
    return lay_out(plan, checks or CheckRule(), intro)


def lay_out(plan: Plan, checks: CheckRule, intro: tuple[str, ...] = ()) -> Timeline:
    """Lay ``plan`` out, with ``intro`` said at its start and the pain checks put in."""
    blocks: list[tuple[Segment, ...]] = [lay_intro(plan, intro)]
    came_from = Position.STANDING
    for number, step in enumerate(plan.steps, start=1):
        blocks.append(tuple(lay_step(plan, number, step, came_from)))
        if isinstance(step, PlannedExercise) and step.exercise.position is not Position.ANY:
            came_from = step.exercise.position
    segments = place_checks(blocks, plan, checks)
    return Timeline(plan, tuple(laid_end_to_end(segments)))


def lay_intro(plan: Plan, intro: tuple[str, ...]) -> tuple[Segment, ...]:
    """The title, and the lines that stand before every session."""
    cues, end = in_sequence([Cue(0, CueKind.WORDS, line) for line in (f"{plan.title}.", *intro)])
    return (Segment(SegmentKind.INTRO, _tenths(end), cues=cues),)


def lay_step(plan: Plan, number: int, step: PlannedStep, came_from: Position) -> Iterator[Segment]:
    """The segments of one step, the ``number``-th of the plan, with their starts still at 0."""
    match step:
        case PlannedExercise():
            yield from lay_set_up(step, number, came_from)
            yield from lay_work(step, number)
            yield lay_finish(step, number)
        case PlannedRest():
            yield lay_rest(number, step, _next_name(plan, number))
        case PlannedWords():
            yield lay_words(number, step.said)
        case PlannedCheck():
            yield Segment(SegmentKind.CHECK, 0.0, number, open=True)


def lay_words(number: int, said: tuple[str, ...]) -> Segment:
    """Lines said one after the other, in a segment as long as they are."""
    cues, end = in_sequence([Cue(0, CueKind.WORDS, line) for line in said])
    return Segment(SegmentKind.WORDS, _tenths(end), number, cues=cues)


def lay_set_up(
    step: PlannedExercise, number: int, came_from: Position, again: str = ""
) -> Iterator[Segment]:
    """Getting into position: the name, the dose and the side, then how.

    ``again`` takes the place of the name line where the person comes back into the exercise.
    """
    exercise = step.exercise
    name = again or " ".join(
        part for part in (f"{exercise.name}.", dose_words(step), starting_side(step)) if part
    )
    lines = [Cue(0, CueKind.NAME, name, f"{exercise.name}.")]
    if step.voice is not VoiceLevel.QUIET:
        position = position_words(exercise.position, exercise.setup)
        if position and came_from is not exercise.position:
            lines.append(Cue(0, CueKind.SETUP, position))
        setup = exercise.setup if step.voice is VoiceLevel.FULL else exercise.setup[:1]
        lines += [Cue(0, CueKind.SETUP, line) for line in (*setup, *step.said)]
    cues, end = in_sequence(lines)
    length = max(change_seconds(came_from, exercise.position), end + SETTLE)
    waits = isinstance(step.setup, Ready)
    if isinstance(step.setup, float | int):
        length = max(float(step.setup), spoken_length(name))
        cues = tuple(cue for cue in cues if cue.offset + spoken_length(cue.text) <= length)
    elif waits:
        length = end
    length = _tenths(length)
    busy = cues[-1].offset + spoken_length(cues[-1].text)
    shown = _shown(step, number)
    yield replace(
        shown,
        kind=SegmentKind.SETUP,
        length=length,
        cues=cues if waits else (*cues, *countdown(length, busy)),
    )
    if waits:
        yield replace(shown, kind=SegmentKind.READY, length=0.0, open=True)


def lay_finish(step: PlannedExercise, number: int) -> Segment:
    """The way out of the position."""
    lines = [Cue(0, CueKind.FINISH, line) for line in step.exercise.finish]
    cues, end = in_sequence(lines if step.voice is not VoiceLevel.QUIET else [])
    return replace(
        _shown(step, number),
        kind=SegmentKind.FINISH,
        length=_tenths(max(FINISH, end)),
        cues=cues,
    )


def lay_rest(number: int, step: PlannedRest, next_name: str = "") -> Segment:
    """A rest that is a step of its own, and what comes after it."""
    lines = step.said or (f"Rest, {seconds_words(step.seconds)}.",)
    if next_name:
        lines = (*lines, f"Next: {next_name}.")
    cues, _ = in_sequence([Cue(0, CueKind.REST, line) for line in lines])
    length = _tenths(step.seconds)
    cues = tuple(cue for cue in cues if cue.offset + spoken_length(cue.text) <= length)
    busy = cues[-1].offset + spoken_length(cues[-1].text) if cues else 0.0
    return Segment(
        SegmentKind.REST,
        length,
        number,
        stretchable=True,
        cues=(*cues, *countdown(length, busy)),
    )


def change_seconds(came_from: Position, position: Position) -> float:
    """Seconds to get from one position to another with a sore back (judgement)."""
    if position is Position.ANY or came_from is position:
        return SAME_POSITION
    levels = abs(_HEIGHT.get(came_from, 0) - _HEIGHT.get(position, 0))
    return CHANGE + PER_LEVEL * levels


def _next_name(plan: Plan, number: int) -> str:
    """The name of the exercise that follows the step ``number``, if one does."""
    for step in plan.steps[number:]:
        if isinstance(step, PlannedExercise):
            return step.exercise.name
    return ""


def _shown(step: PlannedExercise, number: int) -> Segment:
    """A segment that belongs to an exercise, still without kind and length."""
    exercise = step.exercise
    return Segment(
        SegmentKind.SETUP,
        0.0,
        number,
        exercise=exercise.id,
        name=exercise.name,
        position=exercise.position,
        sets=len(step.reps),
        reps=step.reps[0] if step.reps else 0,
    )


def _tenths(seconds: float) -> float:
    """Rounded up to a tenth of a second, so that a printed timeline is a readable one."""
    return ceil(round(seconds * 10, 6)) / 10
