"""Where the pain is asked between start and end (clinical reference, B)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.domain.cues import Cue, CueKind, spoken_length
from coach.domain.plan import Plan
from coach.domain.timeline import Segment, SegmentKind

APART: Final = 60.0
"""Two checks within this many seconds are one (the later one)."""
LONGEST_WITHOUT: Final = 300.0
"""After this many seconds without a score it is asked again."""
FAMILIAR_AFTER: Final = 3
"""An exercise is new to a person until it has been done this many times."""
NOT_ASKED: Final = "More pain than at the start? Press any key."
"""What is said after an exercise where no question follows."""


@dataclass(frozen=True, slots=True)
class CheckRule:
    """What makes this session ask more often.

    ``familiar`` are the exercises (ids) that the person has done three times; ``often`` is for a
    session begun at 4 or more and for one after an amber or stopped session. The default asks
    after every exercise.
    """

    familiar: frozenset[str] = frozenset()
    often: bool = True

    def after(self, exercise: str) -> bool:
        """Whether the pain is asked after this exercise in any case."""
        return self.often or exercise not in self.familiar


def place_checks(blocks: Sequence[Sequence[Segment]], plan: Plan, rule: CheckRule) -> list[Segment]:
    """The segments of all blocks in a row, with the pain checks between them.

    The first block is the introduction, then one for each step of the plan. A last check always
    stands at the end.
    """
    wanted = _wanted(blocks, rule)
    placed: list[Segment] = []
    for number, block in enumerate(blocks):
        movement = [segment for segment in block if segment.kind is not SegmentKind.CHECK]
        if number in wanted and number < len(blocks) - 1:
            placed += [*movement, check_after(block[-1], SegmentKind.CHECK)]
        elif number < len(blocks) - 1 and _has_work(block):
            placed += [*movement[:-1], say_not_asked(movement[-1])]
        else:
            placed += movement
    placed.append(check_after(blocks[-1][-1], SegmentKind.LAST_CHECK))
    return placed


def _wanted(blocks: Sequence[Sequence[Segment]], rule: CheckRule) -> set[int]:
    """The blocks after which a check stands, without the last one."""
    candidates: set[int] = set()
    now = last_score = 0.0
    for number, block in enumerate(blocks[:-1]):
        now += _length(block)
        asked = any(segment.kind is SegmentKind.CHECK for segment in block)
        exercise = block[0].exercise if block else ""
        long_ago = now + _reminder(block) - last_score >= LONGEST_WITHOUT
        due = exercise and now >= APART and (rule.after(exercise) or long_ago)
        if asked or due:
            candidates.add(number)
            last_score = now
        else:
            now += _reminder(block)
    kept: set[int] = set()
    until_next = _length(blocks[-1])
    for number in range(len(blocks) - 2, -1, -1):
        if number in candidates and round(until_next, 6) > APART:
            kept.add(number)
            until_next = 0.0
        else:
            until_next += _reminder(blocks[number])
        until_next += _length(blocks[number])
    return kept


def _length(block: Sequence[Segment]) -> float:
    return sum(segment.length for segment in block)


def _reminder(block: Sequence[Segment]) -> float:
    """Seconds that the reminder takes where no check follows this block."""
    return say_not_asked(block[-1]).length - block[-1].length if _has_work(block) else 0.0


def _has_work(block: Sequence[Segment]) -> bool:
    return any(segment.kind is SegmentKind.PHASE for segment in block)


def check_after(last: Segment, kind: SegmentKind) -> Segment:
    """A check after the segment ``last`` that belongs to its step and its exercise."""
    return replace(
        last,
        kind=kind,
        length=0.0,
        phase="",
        set=0,
        rep=0,
        side=None,
        open=True,
        stretchable=False,
        on_skin=False,
        cues=(),
    )


def say_not_asked(finish: Segment) -> Segment:
    """The finish of an exercise that ends with the reminder that anything stops the session."""
    start = max((cue.offset + spoken_length(cue.text) for cue in finish.cues), default=0.0)
    end = start + spoken_length(NOT_ASKED)
    return replace(
        finish,
        length=max(finish.length, round(end + 0.05, 1)),
        cues=(*finish.cues, Cue(start, CueKind.WORDS, NOT_ASKED)),
    )


def reminds(segment: Segment) -> bool:
    """Whether a segment ends with the reminder."""
    return any(cue.text == NOT_ASKED for cue in segment.cues)
