"""A timeline that plays to its end by itself: for a file, which can hear nobody."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from coach.domain.cues import Cue, CueKind
from coach.domain.timeline import Segment, SegmentKind, Timeline, in_sequence, laid_end_to_end

CHECK: Final = 15.0
"""Seconds that a pain check lasts at least: time to feel, and to stop the file."""
LEAST_CHECK, LONGEST_CHECK = 5.0, 120.0
READY: Final = 20.0
"""Seconds to get into position where the person would say when they are."""
TONE_FIRST: Final = 0.8
"""Seconds that the tone of the question has before its words."""
ASKED: Final = "How is your back now, 0 to 10?"
STOP_IF: Final = "More than at the start, or sharp? Stop the recording, and rest."
BEFORE: Final = "This is a recording. It can't hear you, so stop it yourself when it hurts."
LIST: Final = "Before you begin. Is any of this so now, new or worse?"
IF_SO: Final = "If so, don't begin. Open the coach: it says what to do."


def warned(lines: tuple[str, ...]) -> tuple[str, ...]:
    """What is said before a recording: the ``lines`` of the short list, and what follows."""
    return (BEFORE, LIST, *(f"{line[:1].upper()}{line[1:]}." for line in lines), IF_SO)


def unattended(timeline: Timeline, check: float = CHECK) -> Timeline:
    """The timeline with a pause of ``check`` seconds (at least) in place of each question."""
    segments = (_closed(segment, check) for segment in timeline.segments)
    return Timeline(timeline.plan, tuple(laid_end_to_end(segments)))


def _closed(segment: Segment, check: float) -> Segment:
    if segment.kind.asks:
        lines = [Cue(0.0, CueKind.NAME, ASKED), Cue(0.0, CueKind.NAME, STOP_IF)]
        spoken, end = in_sequence(lines, TONE_FIRST)
        cues = (Cue(0.0, CueKind.QUESTION), *spoken)
        length = max(check, round(end + 0.05, 1))
        return replace(segment, kind=SegmentKind.WORDS, length=length, open=False, cues=cues)
    if segment.open:
        return replace(segment, length=READY, open=False)
    return segment


def chapters(timeline: Timeline) -> Iterator[tuple[float, str]]:
    """Where something new begins, in seconds, and its name."""
    yield 0.0, timeline.plan.title
    for before, segment in zip(timeline.segments, timeline.segments[1:], strict=False):
        if segment.kind is SegmentKind.SETUP and segment.step != before.step:
            yield segment.start, segment.name
        elif any(cue.text == ASKED for cue in segment.cues):
            yield segment.start, "How is your back?"
