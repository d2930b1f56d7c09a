"""What the play screen says at a moment, for every session that can be played."""

from contextlib import suppress
from math import ceil

from hypothesis import given

from coach.domain.commands import InvalidTransition, State
from coach.domain.session import Session
from coach.domain.timeline import SegmentKind, Timeline
from coach.tui.play_view import clock_words, instructions, view_of
from tests.domain.drive import Drive
from tests.domain.make import laid
from tests.domain.strategies import Moment, scripts, timelines


@given(timelines, scripts)
def test_whatever_happens_there_is_something_to_see(
    timeline: Timeline, script: list[Moment]
) -> None:
    drive = Drive.started(timeline)
    for moment in script:
        drive.now += max(moment.after, 0.0)
        with suppress(InvalidTransition):
            if moment.command is None:
                drive.session.advance(drive.now)
            else:
                drive.session.command(moment.command, drive.now)
        view = view_of(drive.session, drive.session.offset)
        assert view.word
        assert len(view.short) <= 9
        assert 0.0 <= view.done <= 1.0
        assert 0.0 <= view.phase_done <= 1.0
        assert len(view.figure) <= max(len(view.widest), 1)
        assert view.rep <= view.reps or not view.reps
        instructions(drive.session)
        if drive.session.state is State.RUNNING and not drive.session.segment.open:
            left = drive.session.segment.end - drive.session.offset
            seconds = view.figure.split(":")
            counted = sum(int(part) * 60**n for n, part in enumerate(reversed(seconds)))
            assert abs(counted - ceil(left - 1e-3)) <= 0


@given(timelines)
def test_it_counts_down_to_one_and_never_shows_zero_while_it_moves(timeline: Timeline) -> None:
    session = Session(timeline)
    for index, segment in enumerate(timeline.segments):
        if segment.open or segment.length < 0.1:
            continue
        session._state = State.RUNNING
        session._place(index)
        assert view_of(session, segment.start).figure != "0"
        assert view_of(session, segment.end - 0.05).figure == "1"


def test_minutes_and_seconds() -> None:
    assert [clock_words(seconds) for seconds in (0, 59.2, 60, 108, 3599)] == [
        "0:00",
        "1:00",
        "1:00",
        "1:48",
        "59:59",
    ]


def test_a_rest_names_the_exercise_that_comes() -> None:
    timeline = laid("lift", "squeeze")
    drive = Drive.started(timeline)
    finish = [part.kind for part in timeline.segments].index(SegmentKind.FINISH)
    drive.to_segment(finish)
    view = view_of(drive.session, drive.session.offset)
    assert view.next.lower().startswith("squeeze")
