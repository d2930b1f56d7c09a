"""A timeline for a file: it asks nobody, and leaves time to answer oneself."""

import pytest
from hypothesis import given

from coach.domain.checks import CheckRule
from coach.domain.cues import CueKind, spoken_length
from coach.domain.events import CueDue
from coach.domain.layout import lay_out
from coach.domain.plan import Plan
from coach.domain.sounds import Tone
from coach.domain.timeline import SegmentKind, Timeline
from coach.domain.tones import tone_of
from coach.domain.unattended import (
    ASKED,
    BEFORE,
    CHECK,
    IF_SO,
    READY,
    STOP_IF,
    chapters,
    unattended,
    warned,
)
from tests.domain.strategies import plans


@given(plans)
def test_nothing_waits_and_nothing_else_changes(plan: Plan) -> None:
    timeline = lay_out(plan, CheckRule())
    closed = unattended(timeline)
    assert len(closed.segments) == len(timeline.segments)
    assert not any(segment.open or segment.kind.asks for segment in closed.segments)
    start = 0.0
    for before, after in zip(timeline.segments, closed.segments, strict=True):
        assert after.start == pytest.approx(start)
        start = after.end
        if before.kind.asks:
            assert after.length >= CHECK
            assert [cue.text for cue in after.cues] == ["", ASKED, STOP_IF]
        elif before.open:
            assert after.length == READY
        else:
            assert (after.kind, after.length, after.cues) == (
                before.kind,
                before.length,
                before.cues,
            )


@given(plans)
def test_a_check_has_its_tone_and_its_words_fit(plan: Plan) -> None:
    for segment in unattended(lay_out(plan, CheckRule()), 5.0).segments:
        if segment.cues and segment.cues[0].kind is CueKind.QUESTION:
            assert tone_of(CueDue(0.0, segment.cues[0])) is Tone.QUESTION
            for cue in segment.cues:
                assert cue.offset + spoken_length(cue.text) <= segment.length + 1e-6


def test_the_warning_signs_come_before_everything() -> None:
    said = warned(("fever or chills", "chest pain"))
    assert said[0] == BEFORE
    assert said[2:4] == ("Fever or chills.", "Chest pain.")
    assert said[-1] == IF_SO


@given(plans)
def test_chapters_begin_where_something_new_does(plan: Plan) -> None:
    timeline: Timeline = unattended(lay_out(plan, CheckRule()))
    marks = list(chapters(timeline))
    assert marks[0] == (0.0, plan.title)
    assert [start for start, _ in marks] == sorted(start for start, _ in marks)
    starts = {segment.start for segment in timeline.segments}
    assert {start for start, _ in marks} <= starts
    names = [name for _, name in marks]
    set_up = [s for s in timeline.segments if s.kind is SegmentKind.SETUP]
    assert {segment.name for segment in set_up} <= set(names)
