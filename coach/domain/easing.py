"""The gentler form of what is still to come. What is past never changes."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil
from typing import Final

from coach.domain.checks import reminds, say_not_asked
from coach.domain.dose import Side, Sides
from coach.domain.exercise import Position
from coach.domain.layout import lay_finish, lay_step, lay_words, said_before
from coach.domain.pieces import (
    Relaid,
    after_step,
    exercise_of,
    joined,
    last_of_step,
    past_of,
    rest_of_step,
    with_step,
)
from coach.domain.plan import PlannedExercise, eased
from coach.domain.relay import come_back
from coach.domain.reps import lay_work
from coach.domain.routine import VoiceLevel
from coach.domain.timeline import Segment, SegmentKind, Timeline, laid_end_to_end

LEAST_TIME: Final = 1.0
"""The least that easing leaves of a timed step, in seconds."""


def easier(timeline: Timeline, index: int, offset: float, *, set_up: bool = False) -> Relaid:
    """The rest of the exercise that is playing in its gentler form.

    Half of the reps that are left, the easier variant where there is one. ``set_up`` puts the way
    into the position first, for somebody who has come out of it.
    """
    segment = timeline.segments[index]
    over = segment.kind in (SegmentKind.FINISH, SegmentKind.LEAVE)
    if not segment.exercise or over or segment.kind.asks:
        return come_back(timeline, index, offset) if set_up else (timeline, index)
    step = exercise_of(timeline.plan, segment.step)
    gentler = eased(step)
    if not isinstance(gentler, PlannedExercise) or step.eased:
        return come_back(timeline, index, offset) if set_up else (timeline, index)
    past = past_of(timeline, index, offset)
    if segment.kind is SegmentKind.PHASE and step.exercise is gentler.exercise and not set_up:
        gentler, fresh = _easier_here(timeline, index, offset, gentler)
    else:
        if gentler.time is None:
            gentler = replace(gentler, reps=_halved_rest(step, segment))
        elif step.time is not None:
            left = _seconds_left(timeline, index, offset)
            gentler = replace(gentler, time=max(left / 2, LEAST_TIME))
        if gentler.sides is Sides.EACH and segment.side is Side.RIGHT:
            gentler = replace(gentler, sides=Sides.RIGHT)
        fresh = list(lay_step(timeline.plan, segment.step, gentler, segment.position))
    fresh = _with_reminder(fresh, rest_of_step(timeline, index))
    plan = with_step(timeline.plan, segment.step, gentler)
    return joined(plan, past, [*fresh, *after_step(timeline, index)])


def ease_rest(timeline: Timeline, index: int) -> Timeline:
    """Every exercise after the step that is playing in its gentler form."""
    number = timeline.segments[index].step
    steps = tuple(
        eased(step) if position > number else step
        for position, step in enumerate(timeline.plan.steps, start=1)
    )
    plan = replace(timeline.plan, steps=steps)
    last = last_of_step(timeline, index)
    kept = list(timeline.segments[: last + 1])
    coming: list[Segment] = []
    came_from = _position_at(timeline, index)
    for after in range(number + 1, len(steps) + 1):
        group = [part for part in timeline.segments[last + 1 :] if part.step == after]
        step = steps[after - 1]
        before = said_before(plan, after)
        laid = _with_reminder(lay_step(plan, after, step, came_from, before), group)
        coming += [part for part in laid if not part.kind.asks]
        coming += [part for part in group if part.kind.asks]
        if isinstance(step, PlannedExercise) and step.exercise.position is not Position.ANY:
            came_from = step.exercise.position
    return Timeline(plan, (*kept, *laid_end_to_end(coming, kept[-1].end)))


def _easier_here(
    timeline: Timeline, index: int, offset: float, gentler: PlannedExercise
) -> tuple[PlannedExercise, list[Segment]]:
    """The rest of the same exercise without leaving the position, and the step that it is now.

    The rep that is playing is done to its end, and reps count on from there, so that both sides
    still get the same. Something held for the whole of a step's time is cut short at once.
    """
    segment = timeline.segments[index]
    ending = _rest_of_unit(timeline, index, offset)
    work: list[Segment] = []
    if gentler.time is None:
        now, done = segment.set - 1, segment.rep
        before = exercise_of(timeline.plan, segment.step).reps
        fewer = done + ceil((before[now] - done) / 2)
        halves = (ceil(reps / 2) for reps in before[now + 1 :])
        gentler = replace(gentler, reps=(*before[:now], fewer, *halves))
        work = list(lay_work(gentler, segment.step))
        work = work[1 + max(at for at, part in enumerate(work) if part.unit == segment.unit) :]
    else:
        if any(phase.seconds is None for phase in gentler.exercise.phases):
            ending = []
        left = _seconds_left(timeline, index, offset) - sum(part.length for part in ending)
        if gentler.sides is Sides.EACH and segment.side is Side.RIGHT:
            gentler = replace(gentler, sides=Sides.RIGHT)
        gentler = replace(gentler, time=max(left / 2, LEAST_TIME))
        brief = VoiceLevel.BRIEF if gentler.voice is VoiceLevel.FULL else gentler.voice
        known = replace(gentler, voice=brief)
        work = list(lay_work(known, segment.step)) if left > 0 or not ending else []
    words = []
    if work and gentler.said:
        said = lay_words(segment.step, gentler.said)
        still = replace(segment, phase="", rep=0, stretchable=False)
        words = [replace(still, kind=said.kind, length=said.length, cues=said.cues)]
    return gentler, [*ending, *words, *work, lay_finish(gentler, segment.step)]


def _halved_rest(step: PlannedExercise, segment: Segment) -> tuple[int, ...]:
    """Half of the reps that are left, this one counted, set by set."""
    now = max(segment.set, 1) - 1
    done = segment.rep - 1 if segment.rep else 0
    left = (max(step.reps[now] - done, 0), *step.reps[now + 1 :])
    return tuple(ceil(reps / 2) for reps in left if reps) or (1,)


def _seconds_left(timeline: Timeline, index: int, offset: float) -> float:
    """How long the work of the step that is playing still goes on."""
    ahead = rest_of_step(timeline, index)
    whole = sum(part.length for part in ahead if part.kind is SegmentKind.PHASE)
    segment = timeline.segments[index]
    return whole - (offset - segment.start if segment.kind is SegmentKind.PHASE else 0.0)


def _rest_of_unit(timeline: Timeline, index: int, offset: float) -> list[Segment]:
    """What is left of the rep that is playing: it is done to its end."""
    segment = timeline.segments[index]
    left = [_remainder(segment, offset)]
    for part in timeline.segments[index + 1 :]:
        if part.unit != segment.unit:
            break
        left.append(part)
    return left


def _remainder(segment: Segment, offset: float) -> Segment:
    """The part of a segment that is still to come."""
    passed = offset - segment.start
    return replace(
        segment,
        length=segment.end - offset,
        cues=tuple(
            replace(cue, offset=cue.offset - passed) for cue in segment.cues if cue.offset > passed
        ),
    )


def _with_reminder(fresh: Iterable[Segment], old: Iterable[Segment]) -> list[Segment]:
    """The segments of a step laid out anew, with the reminder where the old ones had it."""
    reminded = any(reminds(part) for part in old)
    return [
        say_not_asked(part) if reminded and part.kind is SegmentKind.FINISH else part
        for part in fresh
    ]


def _position_at(timeline: Timeline, index: int) -> Position:
    """The position that the person is in: that of the last exercise that has one."""
    for segment in reversed(timeline.segments[: index + 1]):
        if segment.position is not Position.ANY:
            return segment.position
    return Position.STANDING
