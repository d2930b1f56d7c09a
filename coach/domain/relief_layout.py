"""Lays the steps of relief out in time: looks at the skin, taking it off, the questions before it.

``Segment.on_skin`` marks what passes while something lies on the skin. For it the time that counts
is the time that passes, whatever the timeline does (:mod:`coach.domain.session`).
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Final

from coach.domain.cues import Cue, CueKind, spoken_length
from coach.domain.plan import PlannedGate
from coach.domain.relief_step import TimedRelief
from coach.domain.reps import countdown
from coach.domain.timeline import Segment, SegmentKind, Timeline, in_sequence, laid_end_to_end
from coach.domain.words import capitalised, seconds_words, sentence

PUT_ON: Final = "Put it on now, for {time}."
GO_ON: Final = "Leave it on."
"""What is said after a look at the skin."""


def lay_relief(step: TimedRelief, number: int) -> Iterator[Segment]:
    """A step by time: in one piece, or from look to look until it is taken off."""
    if not step.take_off:
        lines = (step.say,) if step.say else (f"{capitalised(step.name)}, {_time(step)}.",)
        yield _piece(step, number, step.seconds, lines)
        if step.pulse:
            yield _question(step, number, SegmentKind.PULSE)
        return
    moments = (0.0, *step.look, step.seconds)
    for first, last in pairwise(moments):
        if first:
            yield _question(step, number, SegmentKind.LOOK)
        line = GO_ON if first else PUT_ON.format(time=_time(step))
        yield replace(_piece(step, number, last - first, (line,)), on_skin=True)
    yield _question(step, number, SegmentKind.TAKE_OFF)


def lay_gate(step: PlannedGate, number: int) -> Segment:
    """The questions before a protocol that is a step of something else."""
    return Segment(SegmentKind.GATE, 0.0, number, name=step.title, open=True)


def off_index(timeline: Timeline, index: int) -> int | None:
    """The segment in which what lies on the skin at ``index`` comes off."""
    step = timeline.segments[index].step
    for after in range(index, len(timeline.segments)):
        part = timeline.segments[after]
        if part.step != step:
            return None
        if part.kind is SegmentKind.TAKE_OFF:
            return after
    return None


def after_relief(timeline: Timeline, index: int) -> int:
    """The first segment after the whole protocol that the segment ``index`` belongs to.

    A last check belongs to what comes.
    """
    number = timeline.segments[index].step
    steps = timeline.plan.steps
    gates = [at for at in range(number) if isinstance(steps[at], PlannedGate)]
    last = len(steps)
    for at in gates:
        gate = steps[at]
        assert isinstance(gate, PlannedGate)
        if at < number <= at + 1 + gate.count:
            last = at + 1 + gate.count
    for after in range(index + 1, len(timeline.segments)):
        part = timeline.segments[after]
        if part.step > last or part.kind is SegmentKind.LAST_CHECK:
            return after
    return len(timeline.segments) - 1


def is_break(timeline: Timeline, index: int) -> bool:
    """Whether the skin rests here between one thing that lies on it and the next."""
    here = timeline.segments[index]
    if here.kind is not SegmentKind.RELIEF or here.on_skin:
        return False
    before = (part for part in reversed(timeline.segments[:index]) if part.step != here.step)
    came_off = next(before, here).kind is SegmentKind.TAKE_OFF
    return came_off and any(part.on_skin for part in timeline.segments[index:])


def longer(timeline: Timeline, index: int, seconds: float) -> tuple[Timeline, float]:
    """Up to ``seconds`` more on the skin, as far as the cap allows; and how many they are.

    The looks stay at their moments: only what comes after the last one gets longer.
    """
    number = timeline.segments[index].step
    step = timeline.plan.steps[number - 1]
    assert isinstance(step, TimedRelief)
    on = [at for at, part in enumerate(timeline.segments) if part.step == number and part.on_skin]
    planned = sum(timeline.segments[at].length for at in on)
    more = round(min(seconds, step.most - planned), 6)
    if more <= 0:
        return timeline, 0.0
    last = on[-1]
    part = timeline.segments[last]
    cues = tuple(
        replace(cue, offset=cue.offset + more) if cue.kind is CueKind.COUNTDOWN else cue
        for cue in part.cues
    )
    stretched = replace(part, length=part.length + more, cues=cues)
    rest = laid_end_to_end([stretched, *timeline.segments[last + 1 :]], part.start)
    return Timeline(timeline.plan, (*timeline.segments[:last], *rest)), more


def _time(step: TimedRelief) -> str:
    return seconds_words(step.seconds)


def _piece(step: TimedRelief, number: int, seconds: float, lines: tuple[str, ...]) -> Segment:
    length = ceil(round(seconds * 10, 6)) / 10
    cues, _ = in_sequence([Cue(0.0, CueKind.REST, line) for line in lines])
    cues = tuple(cue for cue in cues if cue.offset + spoken_length(cue.text) <= length)
    busy = cues[-1].offset + spoken_length(cues[-1].text) if cues else 0.0
    return Segment(
        SegmentKind.RELIEF,
        length,
        number,
        name=capitalised(step.name),
        phase=step.name,
        stretchable=True,
        cues=(*cues, *countdown(length, busy)),
    )


def _question(step: TimedRelief, number: int, kind: SegmentKind) -> Segment:
    return Segment(kind, 0.0, number, name=capitalised(step.name), phase=step.name, open=True)


def look_line(timeline: Timeline, index: int) -> str:
    """What is said above the question at a look."""
    step = timeline.plan.steps[timeline.segments[index].step - 1]
    assert isinstance(step, TimedRelief)
    return sentence(step.say.rstrip(".")) if step.say else ""
