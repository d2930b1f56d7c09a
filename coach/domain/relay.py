"""What makes another timeline while a session runs. What is past never changes.

Each function takes the segment number that is playing (``index``) and the ``offset`` in seconds
at which it is, and gives the new timeline with the segment number to go on from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from coach.domain.checks import reminds, say_not_asked
from coach.domain.cues import CueKind
from coach.domain.dose import Side, Sides
from coach.domain.layout import lay_rest, lay_set_up, lay_step, lay_words
from coach.domain.plan import Plan, PlannedExercise, PlannedRest, eased
from coach.domain.reps import lay_work
from coach.domain.safety import STOP_REST
from coach.domain.timeline import Segment, SegmentKind, Timeline, laid_end_to_end

MORE_SECONDS: Final = 15.0
"""What adding time adds to a hold, a rest or a timed step."""

SETTLING: Final = "Rest for 2 minutes, in whatever position is easy."

Relaid = tuple[Timeline, int]


def more(timeline: Timeline, index: int, offset: float) -> tuple[Timeline, str]:
    """More of what is playing: 15 s on a hold, a rest or a timed step, else one rep.

    The words say which. The segment that is playing stays the one it is.
    """
    segment = timeline.segments[index]
    if segment.kind is not SegmentKind.PHASE or segment.stretchable:
        return _stretch(timeline, index, offset), f"{MORE_SECONDS:.0f} seconds more."
    step = _exercise(timeline.plan, segment.step)
    reps = tuple(
        count + 1 if number == segment.set else count
        for number, count in enumerate(step.reps, start=1)
    )
    return _redosed(timeline, index, replace(step, reps=reps)), "One more."


def easier(timeline: Timeline, index: int, offset: float, *, set_up: bool = False) -> Relaid:
    """The rest of the exercise that is playing in its gentler form.

    Half of the reps that are left, the easier variant where there is one. ``set_up`` puts the way
    into the position first, for somebody who has come out of it.
    """
    segment = timeline.segments[index]
    if not segment.exercise or segment.kind is SegmentKind.FINISH or segment.kind.asks:
        return come_back(timeline, index, offset) if set_up else (timeline, index)
    step = _exercise(timeline.plan, segment.step)
    gentler = eased(step)
    if not isinstance(gentler, PlannedExercise) or step.eased:
        return come_back(timeline, index, offset) if set_up else (timeline, index)
    if step.time is not None:
        left = sum(part.length for part in _work_left(timeline, index)) - (offset - segment.start)
        gentler = replace(gentler, time=max(left / 2, 1.0))
    else:
        gentler = replace(gentler, reps=_halved_rest(step, gentler, segment))
    if gentler.sides is Sides.EACH and segment.side is Side.RIGHT:
        gentler = replace(gentler, sides=Sides.RIGHT)
    past = _past(timeline, index, offset)
    fresh = _with_reminder(
        lay_step(timeline.plan, segment.step, gentler, segment.position),
        _work_and_finish(timeline, index),
    )
    if segment.kind is SegmentKind.PHASE and step.exercise is gentler.exercise and not set_up:
        work = [part for part in fresh if part.kind not in (SegmentKind.SETUP, SegmentKind.READY)]
        words = lay_words(segment.step, gentler.said)
        fresh = [*_rest_of_unit(timeline, index, offset), words, *work]
    plan = _with_step(timeline.plan, segment.step, gentler)
    return _joined(plan, past, [*fresh, *_after_step(timeline, index)])


def ease_rest(timeline: Timeline, index: int) -> Timeline:
    """Every exercise after the step that is playing in its gentler form."""
    number = timeline.segments[index].step
    steps = tuple(
        eased(step) if position > number else step
        for position, step in enumerate(timeline.plan.steps, start=1)
    )
    plan = replace(timeline.plan, steps=steps)
    last = _last_of_step(timeline, index)
    kept = list(timeline.segments[: last + 1])
    coming: list[Segment] = []
    came_from = timeline.segments[index].position
    for after in range(number + 1, len(steps) + 1):
        group = [part for part in timeline.segments[last + 1 :] if part.step == after]
        step = steps[after - 1]
        if isinstance(step, PlannedExercise):
            laid = _with_reminder(lay_step(plan, after, step, came_from), group)
            coming += [*laid, *(part for part in group if part.kind.asks)]
            came_from = step.exercise.position
        else:
            coming += group
    return Timeline(plan, (*kept, *laid_end_to_end(coming, kept[-1].end)))


def come_back(timeline: Timeline, index: int, offset: float) -> Relaid:
    """Go on after the person came out of the position: into it again, then this rep anew."""
    segment = timeline.segments[index]
    start = timeline.unit_start(index)
    if segment.kind is SegmentKind.READY:
        start = timeline.unit_start(start - 1)
    ahead: list[Segment] = []
    if segment.exercise and segment.kind in (
        SegmentKind.PHASE,
        SegmentKind.SWITCH,
        SegmentKind.REST,
    ):
        step = _exercise(timeline.plan, segment.step)
        ahead = list(
            lay_set_up(step, segment.step, segment.position, again=f"Back to {segment.name}.")
        )
    past = _past(timeline, index, offset)
    if segment.open:
        past.pop()
    return _joined(timeline.plan, past, [*ahead, *timeline.segments[start:]])


def stop_exercise(timeline: Timeline, index: int, offset: float) -> Relaid:
    """Leave the exercise that is playing: two minutes of rest, then the score again."""
    segment = timeline.segments[index]
    if segment.kind is SegmentKind.LAST_CHECK:
        return timeline, index
    rest = lay_rest(segment.step, PlannedRest(STOP_REST, (SETTLING,)))
    shown = replace(segment, phase="", set=0, rep=0, side=None, cues=(), length=0.0)
    recheck = replace(shown, kind=SegmentKind.RECHECK, open=True, stretchable=False)
    past = _past(timeline, index, offset)
    after = _after_step(timeline, index, drop_check=True)
    return _joined(timeline.plan, past, [rest, recheck, *after])


def _stretch(timeline: Timeline, index: int, offset: float) -> Timeline:
    """The segment that is playing, longer; its cues that are still to come move with its end."""
    segment = timeline.segments[index]
    cues = tuple(
        replace(cue, offset=cue.offset + MORE_SECONDS)
        if segment.start + cue.offset > offset and cue.kind in (CueKind.COUNTDOWN, CueKind.HALF)
        else cue
        for cue in segment.cues
    )
    longer = replace(segment, length=segment.length + MORE_SECONDS, cues=cues)
    past = timeline.segments[:index]
    rest = laid_end_to_end([longer, *timeline.segments[index + 1 :]], segment.start)
    return Timeline(timeline.plan, (*past, *rest))


def _redosed(timeline: Timeline, index: int, step: PlannedExercise) -> Timeline:
    """The step that is playing with another number of reps, the same up to this rep's end."""
    segment = timeline.segments[index]
    fresh = list(lay_work(step, segment.step))
    ends = max(at for at, part in enumerate(fresh) if part.unit == segment.unit)
    last = index
    while timeline.segments[last + 1].unit == segment.unit:
        last += 1
    finish = [part for part in _work_and_finish(timeline, index) if part.kind is SegmentKind.FINISH]
    kept = timeline.segments[: last + 1]
    coming = [*fresh[ends + 1 :], *finish, *_after_step(timeline, index)]
    plan = _with_step(timeline.plan, segment.step, step)
    return Timeline(plan, (*kept, *laid_end_to_end(coming, kept[-1].end)))


def _halved_rest(
    step: PlannedExercise, gentler: PlannedExercise, segment: Segment
) -> tuple[int, ...]:
    """Half of the reps that are left, this one counted, set by set."""
    now = max(segment.set, 1) - 1
    done = segment.rep - 1 if segment.rep else 0
    if segment.kind is SegmentKind.PHASE and step.exercise is gentler.exercise:
        done = segment.rep
    left = [max(step.reps[now] - done, 0), *step.reps[now + 1 :]]
    halves = tuple(ceil(reps / 2) for reps in left if reps)
    return halves or (1,)


def _work_left(timeline: Timeline, index: int) -> list[Segment]:
    """The segment that is playing and the work after it in the same step."""
    return [
        part
        for part in _work_and_finish(timeline, index)
        if part.kind in (SegmentKind.PHASE, SegmentKind.SWITCH, SegmentKind.REST)
    ]


def _work_and_finish(timeline: Timeline, index: int) -> Sequence[Segment]:
    return timeline.segments[index : _last_of_step(timeline, index) + 1]


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


def _past(timeline: Timeline, index: int, offset: float) -> list[Segment]:
    """What has been played, the segment at ``index`` only as far as it has come."""
    segment = timeline.segments[index]
    past = list(timeline.segments[:index])
    passed = offset - segment.start
    if segment.open:
        past.append(segment)
    elif passed > 0:
        cues = tuple(cue for cue in segment.cues if cue.offset <= passed)
        past.append(replace(segment, length=passed, cues=cues))
    return past


def _after_step(timeline: Timeline, index: int, *, drop_check: bool = False) -> Sequence[Segment]:
    """Everything after the step that is playing; its own check belongs to what comes."""
    step = timeline.segments[index].step
    return [
        part
        for part in timeline.segments[index + 1 :]
        if part.step != step
        or part.kind is SegmentKind.LAST_CHECK
        or (part.kind.asks and not drop_check)
    ]


def _last_of_step(timeline: Timeline, index: int) -> int:
    """The last segment of the step that is playing, its check too."""
    step = timeline.segments[index].step
    last = index
    while last + 1 < len(timeline.segments) and timeline.segments[last + 1].step == step:
        last += 1
    return last


def _joined(plan: Plan, past: list[Segment], coming: Iterable[Segment]) -> Relaid:
    start = past[-1].end if past else 0.0
    return Timeline(plan, (*past, *laid_end_to_end(coming, start))), len(past)


def _exercise(plan: Plan, number: int) -> PlannedExercise:
    step = plan.steps[number - 1]
    assert isinstance(step, PlannedExercise)
    return step


def _with_step(plan: Plan, number: int, step: PlannedExercise) -> Plan:
    steps = list(plan.steps)
    steps[number - 1] = step
    return replace(plan, steps=tuple(steps))
