"""Taking a timeline apart at the place that is playing, and joining it again.

``index`` is the segment that is playing, ``offset`` the place in seconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coach.domain.plan import Plan, PlannedExercise
from coach.domain.timeline import Segment, SegmentKind, Timeline, laid_end_to_end

Relaid = tuple[Timeline, int]
"""A new timeline, and the segment number to go on from."""


def past_of(timeline: Timeline, index: int, offset: float) -> list[Segment]:
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


def after_step(timeline: Timeline, index: int, *, drop_check: bool = False) -> Sequence[Segment]:
    """Everything after the step that is playing; its own check belongs to what comes."""
    step = timeline.segments[index].step
    return [
        part
        for part in timeline.segments[index + 1 :]
        if part.step != step
        or part.kind is SegmentKind.LAST_CHECK
        or (part.kind.asks and not drop_check)
    ]


def last_of_step(timeline: Timeline, index: int) -> int:
    """The last segment of the step that is playing, its check too."""
    step = timeline.segments[index].step
    last = index
    while last + 1 < len(timeline.segments) and timeline.segments[last + 1].step == step:
        last += 1
    return last


def joined(plan: Plan, past: list[Segment], coming: Iterable[Segment]) -> Relaid:
    """What has been played and what is coming, end to end."""
    start = past[-1].end if past else 0.0
    return Timeline(plan, (*past, *laid_end_to_end(coming, start))), len(past)


def exercise_of(plan: Plan, number: int) -> PlannedExercise:
    """The exercise that is the step ``number`` of the plan."""
    step = plan.steps[number - 1]
    assert isinstance(step, PlannedExercise)
    return step


def with_step(plan: Plan, number: int, step: PlannedExercise) -> Plan:
    """The plan with another exercise as its step ``number``."""
    steps = list(plan.steps)
    steps[number - 1] = step
    return replace(plan, steps=tuple(steps))


def rest_of_step(timeline: Timeline, index: int) -> Sequence[Segment]:
    """The segment that is playing and everything after it in the same step."""
    return timeline.segments[index : last_of_step(timeline, index) + 1]
