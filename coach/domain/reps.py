"""Lays out the work of one exercise: its sets, sides, reps and phases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from coach.domain.cues import Cue, CueKind, spoken_length
from coach.domain.dose import Side, Sides
from coach.domain.exercise import Phase
from coach.domain.plan import PlannedExercise
from coach.domain.routine import VoiceLevel
from coach.domain.timeline import Segment, SegmentKind
from coach.domain.words import seconds_words, side_words

SWITCH: Final = 5.0
"""Seconds to change sides (judgement)."""
HALF_FROM: Final = 15.0
"""From this length a hold says when half of it is over."""
LONG: Final = 6.0
"""From this length a hold or a rest counts its last seconds down."""
COUNTDOWN: Final = 3
THREE_MORE_FROM: Final = 6
"""From this many reps the last three are announced."""
HALF_LINE: Final = "Half-way."

_SIDES: Final[dict[Sides, tuple[Side | None, ...]]] = {
    Sides.BOTH: (None,),
    Sides.LEFT: (Side.LEFT,),
    Sides.RIGHT: (Side.RIGHT,),
    Sides.EACH: (Side.LEFT, Side.RIGHT),
    Sides.ALTERNATE: (Side.LEFT, Side.RIGHT),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the work a rep stands: its set and rep count from 1."""

    set: int
    rep: int
    side: Side | None


def lay_work(step: PlannedExercise, number: int) -> Iterator[Segment]:
    """The phases of every rep, with the changes of side and the rests between sets."""
    before: Place | None = None
    for place in places(step):
        if before is not None:
            yield from _between(step, number, before, place)
        if step.time is None:
            yield from lay_rep(step, number, place, first=before is None)
        else:
            yield from _lay_time(step, number, place, first=before is None)
        before = place


def places(step: PlannedExercise) -> Iterator[Place]:
    """Every rep of the step in order; a step dosed by time has one place a side."""
    sides = _SIDES[step.sides]
    sets = step.reps or (1,)
    if step.sides is Sides.ALTERNATE:
        for set_number, reps in enumerate(sets, start=1):
            for rep in range(1, reps + 1):
                for side in sides:
                    yield Place(set_number, rep, side)
        return
    for side in sides:
        for set_number, reps in enumerate(sets, start=1):
            for rep in range(1, reps + 1):
                yield Place(set_number, rep, side)


def lay_rep(step: PlannedExercise, number: int, place: Place, *, first: bool) -> Iterator[Segment]:
    """The phases of one rep. The ``first`` one shows the movement with all of its words."""
    shows = first and step.voice is VoiceLevel.FULL
    count = "" if first or step.voice is VoiceLevel.QUIET else _count(step, place)
    side = _side(step, place)
    for phase in step.exercise.phases:
        seconds = phase_seconds(step, phase)
        if seconds <= 0:
            continue
        yield _phase(step, number, place, phase, seconds, shows=shows, before=(side, count))
        side = count = ""


def phase_seconds(step: PlannedExercise, phase: Phase) -> float:
    """Seconds that a phase takes in this step, but for its words."""
    if phase.seconds is None:
        return step.hold
    return step.tempo.seconds(phase.name, phase.seconds)


def _lay_time(
    step: PlannedExercise, number: int, place: Place, *, first: bool
) -> Iterator[Segment]:
    """Phases in turn until the step's time is up, to the end of a phase.

    A hold takes what is left of the time. Two sides share it.
    """
    assert step.time is not None
    both = step.sides in (Sides.EACH, Sides.ALTERNATE)
    left = step.time / 2 if both else step.time
    rep = 0
    while left > 0:
        rep += 1
        moving = [(phase, phase_seconds(step, phase)) for phase in step.exercise.phases]
        if all(seconds <= 0 and phase.seconds is not None for phase, seconds in moving):
            moving = [(step.exercise.phases[0], left)]
        for phase, seconds in moving:
            own = left if phase.seconds is None else seconds
            if left <= 0 or own <= 0:
                continue
            shows = first and rep == 1 and step.voice is VoiceLevel.FULL
            here = replace(place, rep=rep)
            segment = _phase(step, number, here, phase, own, shows=shows, before=("", ""))
            yield replace(segment, sets=0, set=0, reps=0)
            left = round(left - segment.length, 6)


def _phase(
    step: PlannedExercise,
    number: int,
    place: Place,
    phase: Phase,
    seconds: float,
    *,
    shows: bool,
    before: tuple[str, str],
) -> Segment:
    """One phase with its words.

    At full voice each side's first rep lasts as long as its lines, so that both get the same.
    ``before`` are the side and the count that are said first, where they fit; the count gives
    way before the side.
    """
    brief = phase.brief or phase.name.capitalize()
    line = phase.say if shows and phase.say else brief
    side, count = before
    if step.voice is VoiceLevel.FULL and place.set == 1 and place.rep == 1:
        shown = " ".join(part for part in (side, phase.say or brief) if part)
        seconds = max(seconds, spoken_length(shown))
    length = ceil(round(seconds * 10, 6)) / 10
    cues: list[Cue] = []
    if step.voice is not VoiceLevel.QUIET:
        for parts in ((side, count, line), (side, line), (side, brief), (brief,)):
            text = " ".join(part for part in parts if part)
            if spoken_length(text) <= length:
                cues.append(Cue(0.0, CueKind.PHASE, text, brief))
                break
    if phase.seconds is None:
        cues += _hold_cues(length, cues[0].text if cues else "", step.voice)
    reps = step.reps[place.set - 1] if step.reps else 0
    return Segment(
        SegmentKind.PHASE,
        length,
        number,
        exercise=step.exercise.id,
        name=step.exercise.name,
        position=step.exercise.position,
        phase=phase.name,
        set=place.set,
        sets=len(step.reps),
        rep=place.rep,
        reps=reps,
        side=place.side,
        stretchable=phase.seconds is None,
        cues=tuple(cues),
    )


def _hold_cues(length: float, line: str, voice: VoiceLevel) -> Iterator[Cue]:
    """What a hold says of itself: half of it, and its last three seconds."""
    half = length / 2
    if length >= HALF_FROM and voice is not VoiceLevel.QUIET and spoken_length(line) <= half:
        yield Cue(half, CueKind.HALF, HALF_LINE, HALF_LINE)
    yield from countdown(length, spoken_length(line))


def countdown(length: float, busy: float = 0.0) -> tuple[Cue, ...]:
    """The last three seconds of a long segment, but for those while a line is being said.

    ``busy`` is the offset at which the last line ends.
    """
    if length < LONG:
        return ()
    offsets = (length - left for left in range(COUNTDOWN, 0, -1))
    return tuple(Cue(offset, CueKind.COUNTDOWN) for offset in offsets if offset >= busy)


def _between(step: PlannedExercise, number: int, before: Place, place: Place) -> Iterator[Segment]:
    """What stands between two reps: a change of sides, or the rest between two sets."""
    shown = Segment(
        SegmentKind.SWITCH,
        0.0,
        number,
        exercise=step.exercise.id,
        name=step.exercise.name,
        position=step.exercise.position,
        set=place.set,
        sets=len(step.reps),
        reps=step.reps[place.set - 1] if step.reps else 0,
        side=place.side,
    )
    if step.sides is not Sides.ALTERNATE and before.side is not place.side:
        assert place.side is not None
        text = f"Switch sides. {side_words(place.side)}"
        yield replace(
            shown,
            length=max(SWITCH, ceil(spoken_length(text))),
            cues=(Cue(0.0, CueKind.SWITCH, text, side_words(place.side)),),
        )
    elif before.set != place.set and step.rest > 0:
        text = f"Rest, {seconds_words(step.rest)}. Then set {place.set} of {len(step.reps)}."
        said = spoken_length(text) <= step.rest
        cue = (Cue(0.0, CueKind.REST, text if said else "Rest.", "Rest."),)
        busy = spoken_length(cue[0].text)
        yield replace(
            shown,
            kind=SegmentKind.REST,
            length=step.rest,
            stretchable=True,
            cues=(*cue, *countdown(step.rest, busy)) if busy <= step.rest else (),
        )


def _side(step: PlannedExercise, place: Place) -> str:
    """The side said at the start of a rep, where it changes with every rep."""
    if step.sides is not Sides.ALTERNATE or place.side is None:
        return ""
    return f"{place.side.value.capitalize()}."


def _count(step: PlannedExercise, place: Place) -> str:
    """The count said at the start of a rep."""
    reps = step.reps[place.set - 1]
    left = reps - place.rep + 1
    if left == 1 and reps > 1:
        return "Last one."
    if left == COUNTDOWN and reps >= THREE_MORE_FROM:
        return "Three more."
    return f"{place.rep}."
