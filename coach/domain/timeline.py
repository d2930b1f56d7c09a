"""A session laid out in time: contiguous segments with absolute starts, and cues inside them.

A timeline is a value. What changes while it is played (more time, an easier form, a stop) makes
another one whose past is the same (:mod:`coach.domain.relay`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from coach.domain.cues import Cue, spoken_length
from coach.domain.dose import Side
from coach.domain.exercise import Position
from coach.domain.plan import Plan


class SegmentKind(Enum):
    """What a piece of the timeline is."""

    INTRO = "intro"
    SETUP = "set-up"
    READY = "ready"
    PHASE = "phase"
    REST = "rest"
    SWITCH = "switch"
    FINISH = "finish"
    LEAVE = "leave"
    """Coming out of an exercise that is left before its end."""
    WORDS = "words"
    RELIEF = "relief"
    """A piece of a relief step, by time."""
    GATE = "gate"
    """What is asked before a relief protocol."""
    LOOK = "look"
    """A look at the skin under what lies on it."""
    TAKE_OFF = "take off"
    """What lies on the skin comes off."""
    PULSE = "pulse"
    """Whether a pulse was felt where the person pressed."""
    CHECK = "check"
    RECHECK = "recheck"
    """The question after the rest that follows a stopped exercise."""
    LAST_CHECK = "last check"

    @property
    def asks(self) -> bool:
        """Whether a pain check stands here. Nothing passes one unanswered."""
        return self in (SegmentKind.CHECK, SegmentKind.RECHECK, SegmentKind.LAST_CHECK)

    @property
    def works(self) -> bool:
        """Whether somebody is in the middle of an exercise here, if it belongs to one."""
        return self in (
            SegmentKind.PHASE,
            SegmentKind.SWITCH,
            SegmentKind.REST,
            SegmentKind.WORDS,
        )

    @property
    def of_relief(self) -> bool:
        """Whether something other than the pain is asked here, and the timeline waits for it."""
        return self in (
            SegmentKind.GATE,
            SegmentKind.LOOK,
            SegmentKind.TAKE_OFF,
            SegmentKind.PULSE,
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the timeline, ``length`` seconds from ``start``.

    ``step`` counts the plan's steps from 1 (0 is the introduction). ``set``, ``rep`` and their
    totals count from 1 and are 0 where they mean nothing. An ``open`` segment has no length: the
    timeline stands still there until the person answers.
    """

    kind: SegmentKind
    length: float
    step: int = 0
    start: float = 0.0
    exercise: str = ""
    """The exercise's id."""
    name: str = ""
    """The exercise's name."""
    position: Position = Position.ANY
    phase: str = ""
    set: int = 0
    sets: int = 0
    rep: int = 0
    reps: int = 0
    side: Side | None = None
    open: bool = False
    stretchable: bool = False
    """Whether adding time makes this segment longer; elsewhere it adds a rep."""
    on_skin: bool = False
    """Whether something lies on the skin for as long as it lasts."""
    cues: tuple[Cue, ...] = ()

    @property
    def end(self) -> float:
        """Where it ends, in seconds from the timeline's start."""
        return self.start + self.length

    @property
    def unit(self) -> tuple[object, ...]:
        """What ``back`` goes back to the start of: a rep, or a segment that is none."""
        return (self.step, self.kind, self.set, self.side, self.rep)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole session in time, with the plan that it was laid out from."""

    plan: Plan
    segments: tuple[Segment, ...]

    @property
    def total(self) -> float:
        """Its length in seconds, without the time that questions take."""
        return self.segments[-1].end

    @property
    def cues(self) -> tuple[tuple[float, Cue], ...]:
        """All cues with their absolute offsets, in order."""
        return tuple(
            (segment.start + cue.offset, cue) for segment in self.segments for cue in segment.cues
        )

    def unit_start(self, index: int) -> int:
        """The first segment of the rep (or other unit) that the segment ``index`` is in."""
        unit = self.segments[index].unit
        while index > 0 and self.segments[index - 1].unit == unit:
            index -= 1
        return index

    def unit_before(self, index: int) -> int:
        """The first segment of the rep, set-up or rest before the one ``index`` is in.

        Nothing leads back into a stopped exercise: the rest that follows it has none before it.
        Nor does anything lead back into a harder exercise that an easier one has taken over from,
        or to before something came off the skin, or a question of relief.
        """
        start = self.unit_start(index)
        here = self.segments[start]
        after = [part for part in self.segments[start:] if part.unit != self.segments[start].unit]
        if after and after[0].kind is SegmentKind.RECHECK:
            return start
        for before in range(start - 1, -1, -1):
            part = self.segments[before]
            if part.kind.of_relief:
                return start
            if part.step == here.step and here.exercise not in ("", part.exercise):
                return start
            if part.kind in _BACK_TO:
                return self.unit_start(before)
        return start

    def next_step(self, index: int) -> int | None:
        """The first segment of the next step, or the next pain check where one comes first."""
        step = self.segments[index].step
        for after in range(index + 1, len(self.segments)):
            segment = self.segments[after]
            if segment.kind.asks or segment.kind.of_relief or segment.step != step:
                return after
        return None


_BACK_TO = (
    SegmentKind.INTRO,
    SegmentKind.SETUP,
    SegmentKind.PHASE,
    SegmentKind.REST,
    SegmentKind.RELIEF,
)


def laid_end_to_end(segments: Iterable[Segment], start: float = 0.0) -> Iterator[Segment]:
    """The segments, each beginning where the one before it ends."""
    for segment in segments:
        laid = replace(segment, start=start)
        yield laid
        start = laid.end


def in_sequence(cues: Sequence[Cue], start: float = 0.0) -> tuple[tuple[Cue, ...], float]:
    """Spoken lines one after the other from ``start``, and the offset at which they end."""
    placed = []
    for cue in cues:
        placed.append(replace(cue, offset=start))
        start += spoken_length(cue.text)
    return tuple(placed), start
