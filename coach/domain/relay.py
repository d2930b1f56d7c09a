"""What makes another timeline while a session runs. What is past never changes.

Each function takes the segment number that is playing (``index``) and the ``offset`` in seconds
at which it is, and gives the new timeline with the segment number to go on from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from coach.domain.checks import check_after, reminds, say_not_asked
from coach.domain.cues import CueKind
from coach.domain.dose import Side, Sides
from coach.domain.exercise import Position
from coach.domain.layout import lay_finish, lay_rest, lay_set_up, lay_step, lay_words
from coach.domain.plan import Plan, PlannedExercise, PlannedRest, eased
from coach.domain.reps import lay_work
from coach.domain.routine import VoiceLevel
from coach.domain.safety import STOP_REST
from coach.domain.timeline import Segment, SegmentKind, Timeline, laid_end_to_end
from coach.domain.words import seconds_words

MORE_SECONDS: Final = 15.0
"""What adding time adds to a hold, a rest or a timed step."""
LEAST_TIME: Final = 1.0
"""The least that easing leaves of a timed step, in seconds."""

_LATER: Final = {CueKind.COUNTDOWN: MORE_SECONDS, CueKind.HALF: MORE_SECONDS / 2}
"""By how much the cues that hang on a segment's length move with it."""

SETTLING: Final = "Rest for 2 minutes, in whatever position is easy."

Relaid = tuple[Timeline, int]


def more(timeline: Timeline, index: int, offset: float) -> tuple[Timeline, str]:
    """More of what is playing: 15 s on a hold, a rest or a timed step, else one rep.

    The words say which. The segment that is playing stays the one it is.
    """
    segment = timeline.segments[index]
    if segment.kind is not SegmentKind.PHASE or segment.stretchable:
        return _stretch(timeline, index, offset), f"{MORE_SECONDS:.0f} seconds more."
    if _exercise(timeline.plan, segment.step).time is not None:
        return _repeated(timeline, index)
    return _one_more(timeline, index), "One more."


def easier(timeline: Timeline, index: int, offset: float, *, set_up: bool = False) -> Relaid:
    """The rest of the exercise that is playing in its gentler form.

    Half of the reps that are left, the easier variant where there is one. ``set_up`` puts the way
    into the position first, for somebody who has come out of it.
    """
    segment = timeline.segments[index]
    over = segment.kind in (SegmentKind.FINISH, SegmentKind.LEAVE)
    if not segment.exercise or over or segment.kind.asks:
        return come_back(timeline, index, offset) if set_up else (timeline, index)
    step = _exercise(timeline.plan, segment.step)
    gentler = eased(step)
    if not isinstance(gentler, PlannedExercise) or step.eased:
        return come_back(timeline, index, offset) if set_up else (timeline, index)
    past = _past(timeline, index, offset)
    if segment.kind is SegmentKind.PHASE and step.exercise is gentler.exercise and not set_up:
        gentler, fresh = _easier_here(timeline, index, offset, gentler)
    else:
        if step.time is None:
            gentler = replace(gentler, reps=_halved_rest(step, segment))
        else:
            left = _seconds_left(timeline, index, offset)
            gentler = replace(gentler, time=max(left / 2, LEAST_TIME))
        if gentler.sides is Sides.EACH and segment.side is Side.RIGHT:
            gentler = replace(gentler, sides=Sides.RIGHT)
        fresh = list(lay_step(timeline.plan, segment.step, gentler, segment.position))
    fresh = _with_reminder(fresh, _work_and_finish(timeline, index))
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
    came_from = _position_at(timeline, index)
    for after in range(number + 1, len(steps) + 1):
        group = [part for part in timeline.segments[last + 1 :] if part.step == after]
        step = steps[after - 1]
        laid = _with_reminder(lay_step(plan, after, step, came_from), group)
        coming += [part for part in laid if not part.kind.asks]
        coming += [part for part in group if part.kind.asks]
        if isinstance(step, PlannedExercise) and step.exercise.position is not Position.ANY:
            came_from = step.exercise.position
    return Timeline(plan, (*kept, *laid_end_to_end(coming, kept[-1].end)))


def come_back(timeline: Timeline, index: int, offset: float) -> Relaid:
    """Go on after the person came out of the position: into it again, then this rep anew."""
    segment = timeline.segments[index]
    start = timeline.unit_start(index)
    if segment.kind is SegmentKind.READY:
        start = timeline.unit_start(start - 1)
    ahead: list[Segment] = []
    if segment.exercise and segment.kind.works:
        step = _exercise(timeline.plan, segment.step)
        ahead = list(
            lay_set_up(step, segment.step, segment.position, again=f"Back to {segment.name}.")
        )
    past = _past(timeline, index, offset)
    if segment.open:
        past.pop()
    return _joined(timeline.plan, past, [*ahead, *timeline.segments[start:]])


def leave(timeline: Timeline, index: int, offset: float) -> Relaid:
    """Come out of the exercise that is playing, and go on to what follows it."""
    segment = timeline.segments[index]
    step = _exercise(timeline.plan, segment.step)
    finish = lay_finish(step, segment.step)
    out = replace(finish, kind=SegmentKind.LEAVE)
    past = _past(timeline, index, offset)
    return _joined(timeline.plan, past, [out, *_after_step(timeline, index)])


def ask_after(timeline: Timeline, index: int) -> Timeline:
    """A pain check after the segment number ``index``."""
    segments = timeline.segments
    check = check_after(segments[index], SegmentKind.CHECK)
    ahead = laid_end_to_end([check, *segments[index + 1 :]], segments[index].end)
    return Timeline(timeline.plan, (*segments[: index + 1], *ahead))


def stop_exercise(timeline: Timeline, index: int, offset: float) -> Relaid:
    """Leave the exercise that is playing: two minutes of rest, then the score again."""
    segment = timeline.segments[index]
    if segment.kind is SegmentKind.LAST_CHECK:
        return timeline, index
    rest = lay_rest(segment.step, PlannedRest(STOP_REST, (SETTLING,)))
    recheck = check_after(segment, SegmentKind.RECHECK)
    past = _past(timeline, index, offset)
    after = list(_after_step(timeline, index, drop_check=True))
    while after[0].kind is SegmentKind.CHECK:
        del after[0]
    return _joined(timeline.plan, past, [rest, recheck, *after])


def _stretch(timeline: Timeline, index: int, offset: float) -> Timeline:
    """The segment that is playing, longer; its cues that are still to come move with its end."""
    segment = timeline.segments[index]
    cues = tuple(
        replace(cue, offset=cue.offset + _LATER[cue.kind])
        if segment.start + cue.offset > offset and cue.kind in _LATER
        else cue
        for cue in segment.cues
    )
    longer = replace(segment, length=segment.length + MORE_SECONDS, cues=cues)
    past = timeline.segments[:index]
    rest = laid_end_to_end([longer, *timeline.segments[index + 1 :]], segment.start)
    return Timeline(timeline.plan, (*past, *rest))


def _repeated(timeline: Timeline, index: int) -> tuple[Timeline, str]:
    """The breath (or other round) that is playing again, as often as comes next to 15 s."""
    segments = timeline.segments
    start = end = timeline.unit_start(index)
    while segments[end].unit == segments[start].unit:
        end += 1
    length = sum(part.length for part in segments[start:end])
    times = max(1, round(MORE_SECONDS / length))
    ahead = laid_end_to_end([*segments[start:end] * times, *segments[end:]], segments[end].start)
    words = f"{seconds_words(times * length)} more."
    return Timeline(timeline.plan, (*segments[:end], *ahead)), words


def _one_more(timeline: Timeline, index: int) -> Timeline:
    """One rep more in the set that is playing, the same up to this rep's end.

    Where the person has gone back to before a change, what is ahead may have other reps: then it
    gets the one more, and the way to it stays.
    """
    segment = timeline.segments[index]
    first = index + 1
    while timeline.segments[first].unit == segment.unit:
        first += 1
    ways = (SegmentKind.SETUP, SegmentKind.READY, SegmentKind.WORDS)
    last = _last_of_step(timeline, index)
    anew = [at + 1 for at in range(first, last) if timeline.segments[at].kind in ways]
    anchor = timeline.segments[anew[-1]] if anew else segment

    step = _exercise(timeline.plan, segment.step)
    reps = list(step.reps)
    reps[anchor.set - 1] += 1
    step = replace(step, reps=tuple(reps))
    fresh = list(lay_work(step, segment.step))
    units = [part.unit for part in fresh]
    begins = units.index(anchor.unit)
    if not anew:
        begins += units.count(anchor.unit)

    kept = timeline.segments[: anew[-1] if anew else first]
    finish = [part for part in timeline.segments[first:] if part.step == segment.step]
    finish = [part for part in finish if part.kind is SegmentKind.FINISH]
    coming = [*fresh[begins:], *finish, *_after_step(timeline, index)]
    plan = _with_step(timeline.plan, segment.step, step)
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
        before = _exercise(timeline.plan, segment.step).reps
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
    ahead = _work_and_finish(timeline, index)
    whole = sum(part.length for part in ahead if part.kind is SegmentKind.PHASE)
    segment = timeline.segments[index]
    return whole - (offset - segment.start if segment.kind is SegmentKind.PHASE else 0.0)


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


def _position_at(timeline: Timeline, index: int) -> Position:
    """The position that the person is in: that of the last exercise that has one."""
    for segment in reversed(timeline.segments[: index + 1]):
        if segment.position is not Position.ANY:
            return segment.position
    return Position.STANDING


def _exercise(plan: Plan, number: int) -> PlannedExercise:
    step = plan.steps[number - 1]
    assert isinstance(step, PlannedExercise)
    return step


def _with_step(plan: Plan, number: int, step: PlannedExercise) -> Plan:
    steps = list(plan.steps)
    steps[number - 1] = step
    return replace(plan, steps=tuple(steps))
