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
from coach.domain.moves import Move, move, position_words
from coach.domain.plan import (
    Plan,
    PlannedCheck,
    PlannedExercise,
    PlannedGate,
    PlannedRest,
    PlannedStep,
    PlannedWords,
    plan_routine,
)
from coach.domain.relief import Relief
from coach.domain.relief_layout import lay_gate, lay_relief
from coach.domain.relief_step import TimedRelief
from coach.domain.reps import countdown, lay_work
from coach.domain.routine import Ready, Routine, VoiceLevel
from coach.domain.timeline import Segment, SegmentKind, Timeline, in_sequence, laid_end_to_end
from coach.domain.words import dose_words, seconds_words, starting_side

SETTLE: Final = 3.0
"""Seconds of quiet between the last line of a set-up and the first movement: 3, 2, 1."""
FINISH: Final = 3.0
"""Seconds that coming out of a position takes at least."""


def compile_timeline(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    doses: Mapping[str, int] | None = None,
    *,
    cautions: frozenset[Caution] = frozenset(),
    checks: CheckRule | None = None,
    voice: VoiceLevel | None = None,
    intro: tuple[str, ...] = (),
    reliefs: Mapping[str, Relief] | None = None,
) -> Timeline:
    """The timeline of ``routine``.

    ``doses`` are the reps that the person has reached in a range, by exercise id. ``checks``
    says where the pain is asked between start and end, ``intro`` what is said after the title,
    ``reliefs`` are the protocols that it may name.

    Raises:
        KeyError: if a step names an exercise that is nowhere (a checked routine has none).
    """
    plan = plan_routine(
        routine, exercises, cautions=cautions, reached=doses, voice=voice, reliefs=reliefs
    )
    return lay_out(plan, checks or CheckRule(), intro)


def lay_out(plan: Plan, checks: CheckRule, intro: tuple[str, ...] = ()) -> Timeline:
    """Lay ``plan`` out, with ``intro`` said at its start and the pain checks put in."""
    blocks: list[tuple[Segment, ...]] = [lay_intro(plan, intro)]
    came_from = Position.STANDING
    for number, step in enumerate(plan.steps, start=1):
        before = said_before(plan, number)
        blocks.append(tuple(lay_step(plan, number, step, came_from, before)))
        if isinstance(step, PlannedExercise) and step.exercise.position is not Position.ANY:
            came_from = step.exercise.position
    segments = place_checks(blocks, plan, checks)
    return Timeline(plan, tuple(laid_end_to_end(segments)))


def lay_intro(plan: Plan, intro: tuple[str, ...]) -> tuple[Segment, ...]:
    """The title, and the lines that stand before every session."""
    cues, end = in_sequence([Cue(0, CueKind.WORDS, line) for line in (f"{plan.title}.", *intro)])
    return (Segment(SegmentKind.INTRO, _tenths(end), cues=cues),)


def lay_step(
    plan: Plan,
    number: int,
    step: PlannedStep,
    came_from: Position,
    before: tuple[str, ...] = (),
) -> Iterator[Segment]:
    """The segments of one step, the ``number``-th of the plan, with their starts still at 0.

    ``before`` is what the routine has said since the exercise before it.
    """
    match step:
        case PlannedExercise():
            way = move(came_from, step.exercise.position, plan.cautions)
            yield from lay_set_up(step, number, way, before)
            yield from lay_work(step, number)
            yield lay_finish(step, number)
        case PlannedRest():
            yield lay_rest(number, step, _next_name(plan, number))
        case PlannedWords():
            yield lay_words(number, step.said)
        case PlannedCheck():
            yield Segment(SegmentKind.CHECK, 0.0, number, open=True)
        case PlannedGate():
            yield lay_gate(step, number)
        case TimedRelief():
            yield from lay_relief(step, number)


def lay_words(number: int, said: tuple[str, ...]) -> Segment:
    """Lines said one after the other, in a segment as long as they are."""
    cues, end = in_sequence([Cue(0, CueKind.WORDS, line) for line in said])
    return Segment(SegmentKind.WORDS, _tenths(end), number, cues=cues)


def said_before(plan: Plan, number: int) -> tuple[str, ...]:
    """What the routine's own rests and lines say between the step ``number`` and the last exercise.

    Of a rest that is too short for its lines, only those that are heard.
    """
    said: list[str] = []
    for step in reversed(plan.steps[: number - 1]):
        match step:
            case PlannedExercise():
                break
            case PlannedRest():
                said += [cue.text for cue in lay_rest(number, step).cues]
            case PlannedWords():
                said += step.said
            case TimedRelief():
                said.append(step.say)
    return tuple(said)


def lay_set_up(
    step: PlannedExercise,
    number: int,
    way: Move,
    before: tuple[str, ...] = (),
    again: str = "",
) -> Iterator[Segment]:
    """Getting into position: the name, the dose and the side, then how.

    ``before`` was said just before it: the ``way`` that it tells is not told again. ``again``
    takes the place of the name line where the person comes back into the exercise.
    """
    exercise = step.exercise
    name = again or " ".join(
        part for part in (f"{exercise.name}.", dose_words(step), starting_side(step)) if part
    )
    named = [Cue(0, CueKind.NAME, name, f"{exercise.name}.")]
    own, how, place = _set_up_lines(step, way, before)
    cues, end = in_sequence([*named, *how, *own])
    length = max(way.seconds, end + SETTLE)
    waits = isinstance(step.setup, Ready)
    if isinstance(step.setup, float | int):
        length = max(float(step.setup), spoken_length(name))
        if end > length:
            # The exercise's own lines come before ours where there is no time for both.
            cues, _ = in_sequence([*named, *place, *own])
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


def _set_up_lines(
    step: PlannedExercise, way: Move, before: tuple[str, ...]
) -> tuple[list[Cue], list[Cue], list[Cue]]:
    """The exercise's and the routine's own lines; how one gets there; in short, where to."""
    if step.voice is VoiceLevel.QUIET:
        return [], [], []
    setup = step.exercise.setup
    own = (*(setup if step.voice is VoiceLevel.FULL else setup[:1]), *step.said)
    words, brief = way.said(own, before)
    place = position_words(way.position, own)
    return (
        [Cue(0, CueKind.SETUP, line) for line in own],
        [Cue(0, CueKind.SETUP, words, brief)] if words else [],
        [Cue(0, CueKind.SETUP, place)] if place else [],
    )


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
