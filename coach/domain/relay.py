"""What makes another timeline while a session runs. What is past never changes.

Each function takes the segment number that is playing (``index``) and the ``offset`` in seconds
at which it is, and gives the new timeline with the segment number to go on from.
"""

from dataclasses import replace
from typing import Final

from coach.domain.checks import check_after
from coach.domain.cues import CueKind
from coach.domain.layout import lay_finish, lay_rest, lay_set_up
from coach.domain.moves import move
from coach.domain.pieces import (
    Relaid,
    after_step,
    exercise_of,
    joined,
    last_of_step,
    past_of,
    with_step,
)
from coach.domain.plan import PlannedRest
from coach.domain.reps import lay_work
from coach.domain.safety import STOP_REST
from coach.domain.timeline import Segment, SegmentKind, Timeline, laid_end_to_end
from coach.domain.words import seconds_words

MORE_SECONDS: Final = 15.0
"""What adding time adds to a hold, a rest or a timed step."""

_LATER: Final = {CueKind.COUNTDOWN: MORE_SECONDS, CueKind.HALF: MORE_SECONDS / 2}
"""By how much the cues that hang on a segment's length move with it."""

SETTLING: Final = "Rest for 2 minutes, in whatever position is easy."


def more(timeline: Timeline, index: int, offset: float) -> tuple[Timeline, str]:
    """More of what is playing: 15 s on a hold, a rest or a timed step, else one rep.

    The words say which. The segment that is playing stays the one it is.
    """
    segment = timeline.segments[index]
    if segment.kind is not SegmentKind.PHASE or segment.stretchable:
        return _stretch(timeline, index, offset), f"{MORE_SECONDS:.0f} seconds more."
    if exercise_of(timeline.plan, segment.step).time is not None:
        return _repeated(timeline, index)
    return _one_more(timeline, index), "One more."


def come_back(timeline: Timeline, index: int, offset: float) -> Relaid:
    """Go on after the person came out of the position: into it again, then this rep anew."""
    segment = timeline.segments[index]
    start = timeline.unit_start(index)
    if segment.kind is SegmentKind.READY:
        start = timeline.unit_start(start - 1)
    ahead: list[Segment] = []
    if segment.exercise and segment.kind.works:
        step = exercise_of(timeline.plan, segment.step)
        ahead = list(
            lay_set_up(
                step,
                segment.step,
                move(segment.position, segment.position),
                again=f"Back to {segment.name}.",
            )
        )
    past = past_of(timeline, index, offset)
    if segment.open:
        past.pop()
    return joined(timeline.plan, past, [*ahead, *timeline.segments[start:]])


def leave(timeline: Timeline, index: int, offset: float) -> Relaid:
    """Come out of the exercise that is playing, and go on to what follows it."""
    segment = timeline.segments[index]
    step = exercise_of(timeline.plan, segment.step)
    finish = lay_finish(step, segment.step)
    out = replace(finish, kind=SegmentKind.LEAVE)
    past = past_of(timeline, index, offset)
    return joined(timeline.plan, past, [out, *after_step(timeline, index)])


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
    past = past_of(timeline, index, offset)
    after = list(after_step(timeline, index, drop_check=True))
    while after[0].kind is SegmentKind.CHECK:
        del after[0]
    return joined(timeline.plan, past, [rest, recheck, *after])


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
    last = last_of_step(timeline, index)
    anew = [at + 1 for at in range(first, last) if timeline.segments[at].kind in ways]
    anchor = timeline.segments[anew[-1]] if anew else segment

    step = exercise_of(timeline.plan, segment.step)
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
    coming = [*fresh[begins:], *finish, *after_step(timeline, index)]
    plan = with_step(timeline.plan, segment.step, step)
    return Timeline(plan, (*kept, *laid_end_to_end(coming, kept[-1].end)))
