"""What holds for every timeline, whoever made it and however often it was changed."""

from collections import defaultdict
from math import fsum

from coach.domain.cues import Cue, CueKind, spoken_length
from coach.domain.dose import Side
from coach.domain.plan import PlannedExercise
from coach.domain.timeline import Segment, SegmentKind, Timeline

ROUNDING = 1e-6


def assert_sound(timeline: Timeline) -> None:
    """Contiguous, summing up, cues in their places, one last check and that at the end."""
    assert_contiguous(timeline)
    for segment in timeline.segments:
        assert_cues_inside(segment)


def assert_contiguous(timeline: Timeline) -> None:
    """Segments one after the other from 0, the total their sum, the last check the end."""
    end = 0.0
    for segment in timeline.segments:
        assert segment.start == end, segment
        assert segment.length >= 0, segment
        if segment.open:
            assert segment.length == 0, segment
        assert segment.open == (segment.kind.asks or segment.kind is SegmentKind.READY), segment
        end = segment.end
    assert timeline.total == end
    lengths = fsum(segment.length for segment in timeline.segments)
    assert abs(timeline.total - lengths) < ROUNDING
    last = [part.kind for part in timeline.segments].count(SegmentKind.LAST_CHECK)
    assert last == 1
    assert timeline.segments[-1].kind is SegmentKind.LAST_CHECK
    steps = [segment.step for segment in timeline.segments]
    assert steps == sorted(steps)


def assert_cues_inside(segment: Segment, *, cut: bool = False) -> None:
    """Cues in order, inside their segment, and no two lines at once.

    In a segment that was ``cut`` short the last line may have been broken off.
    """
    quiet_from = 0.0
    before = 0.0
    for cue in segment.cues:
        assert before <= cue.offset <= segment.length, segment
        assert cue.offset >= quiet_from - ROUNDING, (segment, cue)
        assert (cue.kind is CueKind.COUNTDOWN) == (not cue.text), cue
        before = cue.offset
        quiet_from = cue.offset + spoken_length(cue.text)
    assert cut or quiet_from <= segment.length + ROUNDING, segment


def step_parts(timeline: Timeline, number: int) -> list[Segment]:
    """The segments of one step."""
    return [part for part in timeline.segments if part.step == number]


def work(timeline: Timeline, number: int) -> list[Segment]:
    """The phases of one step."""
    return [part for part in step_parts(timeline, number) if part.kind is SegmentKind.PHASE]


def work_seconds(timeline: Timeline, number: int) -> dict[Side | None, float]:
    """How long each side works in one step."""
    seconds: dict[Side | None, float] = defaultdict(float)
    for part in work(timeline, number):
        seconds[part.side] += part.length
    return dict(seconds)


def reps_done(timeline: Timeline, number: int) -> dict[tuple[Side | None, int], int]:
    """How many reps each side does in each set of one step."""
    units = {(part.side, part.set, part.rep) for part in work(timeline, number)}
    counts: dict[tuple[Side | None, int], int] = defaultdict(int)
    for side, set_number, _ in units:
        counts[side, set_number] += 1
    return dict(counts)


def planned(timeline: Timeline) -> list[tuple[int, PlannedExercise]]:
    """The exercises of the plan with their step numbers."""
    return [
        (number, step)
        for number, step in enumerate(timeline.plan.steps, start=1)
        if isinstance(step, PlannedExercise)
    ]


def lines_of(segment: Segment) -> list[str]:
    """What is said in a segment."""
    return [cue.text for cue in segment.cues if cue.text]


def all_cues(timeline: Timeline) -> list[tuple[float, Cue]]:
    """Every cue with its absolute offset."""
    return list(timeline.cues)
