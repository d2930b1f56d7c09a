"""One session from the start to its end, whatever is said to it and whatever the clock does."""

from copy import copy
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.domain.commands import BY_PERSON, Asking, Command, InvalidTransition, State
from coach.domain.dose import Dose, Reps, Seconds
from coach.domain.events import (
    Changed,
    CheckDue,
    CountIn,
    CueDue,
    Ended,
    Event,
    ExitBegan,
    ExitEnded,
    Hurt,
    Interrupted,
    Moved,
    Outcome,
    Paused,
    ReadyDue,
    Resumed,
    ReturnDue,
    SegmentBegan,
    Started,
)
from coach.domain.plan import EASED_LINE
from coach.domain.routine import ExerciseStep, PainCheckStep, Ready, RestStep, Step
from coach.domain.session import AWAY, GAP, HEARTBEAT, LEFT_AFTER, Session
from coach.domain.timeline import SegmentKind, Timeline
from tests.domain.drive import BEGAN, Drive, hurt, played, refused, spoken
from tests.domain.effort import examples
from tests.domain.make import laid
from tests.domain.soundness import ROUNDING, assert_contiguous
from tests.domain.strategies import Moment, fitting, scripts, timelines

S = State
C = Command

ALWAYS = {C.END}
"""What the player may say in every state but the last."""
LIVE = {C.PAUSE, C.PAIN, C.STOP} | ALWAYS
"""What is defined while a session lives."""
MOVES = {C.NEXT, C.BACK, C.MORE, C.EASIER, C.AGAIN}
FOLLOWS = {C.GO_ON, C.EASE, C.EASE_EXERCISE, C.STOP_EXERCISE, C.SKIP_EXERCISE}
"""How the player obeys an answer."""
DEFINED = {
    S.READY: {C.START, C.STOP} | ALWAYS,
    S.RUNNING: LIVE | MOVES | {C.READY},
    S.PAUSED: LIVE | MOVES | {C.RESUME},
    S.COUNTING_IN: LIVE,
    S.ASKING: LIVE | FOLLOWS,
    S.EXITING: LIVE | {C.AGAIN},
    S.ENDED: set[Command](),
}
"""Everything else is an invalid transition."""
FITTING = {**DEFINED, S.ASKING: DEFINED[S.ASKING] | {C.EXIT}}
"""With the way out of a position, which has words and so a method of its own."""
LIVE_STATES = (S.RUNNING, S.PAUSED, S.COUNTING_IN, S.ASKING, S.EXITING)


def long_timeline() -> Timeline:
    """Two timed exercises with a question between them and one at the end."""
    return laid("walk", PainCheckStep(), ExerciseStep("lift", Dose(reps=Reps(4, 4))), "breathe")


def in_state(state: State) -> Drive:
    """A session in this state, in the middle of the leg lifts where that can be."""
    if state is S.READY:
        return Drive(Session(long_timeline()))
    drive = Drive.started(long_timeline())
    drive.to_segment(_index(drive.session.timeline, "hold", 2))
    drive.look(1.0)
    if state is S.PAUSED:
        drive.tell(C.PAUSE)
    elif state is S.COUNTING_IN:
        drive.tell(C.PAUSE)
        drive.tell(C.RESUME, 5.0)
    elif state is S.ASKING:
        drive.tell(C.PAIN)
    elif state is S.EXITING:
        drive.tell(C.PAIN)
        drive.leave_position("Lower your legs.", "Rest.")
    elif state is S.ENDED:
        drive.tell(C.END)
    assert drive.session.state is state
    return drive


def _index(timeline: Timeline, phase: str, rep: int) -> int:
    return next(
        at for at, part in enumerate(timeline.segments) if part.phase == phase and part.rep == rep
    )


# A run that nobody disturbs


@given(timelines, st.floats(0, 0.2))
@examples(60)
def test_every_boundary_and_cue_comes_once_and_in_order(timeline: Timeline, late: float) -> None:
    drive = Drive.started(timeline)
    drive.to_end(late)
    began = [event.index for event in drive.events if isinstance(event, SegmentBegan)]
    assert began == list(range(len(timeline.segments)))
    said = [(event.at, event.cue) for event in drive.events if isinstance(event, CueDue)]
    assert said == list(timeline.cues)
    assert isinstance(drive.events[0], Started)
    assert [event for event in drive.events if isinstance(event, Ended)] == [drive.events[-1]]
    assert drive.session.outcome is Outcome.DONE


@pytest.mark.parametrize("seconds", range(270, 300))
def test_about_five_minutes_in_all_that_is_asked_is_in_the_timeline(seconds: int) -> None:
    timeline = laid(ExerciseStep("walk", Dose(time=float(seconds))), "walk")
    drive = Drive.started(timeline)
    drive.to_end()
    assert drive.session.timeline == timeline


@given(timelines, st.lists(st.floats(0, 2.9), min_size=1, max_size=20))
@examples(60)
def test_however_often_one_looks_the_same_things_happen(
    timeline: Timeline, steps: list[float]
) -> None:
    assume(sum(steps) > 0.5 * len(steps))
    drive = Drive.started(timeline)
    turn = 0
    while drive.session.state is not S.ENDED:
        drive.answer()
        if drive.session.next_deadline() is not None:
            drive.look(steps[turn % len(steps)])
        turn += 1
    said = [(event.at, event.cue) for event in drive.events if isinstance(event, CueDue)]
    assert said == list(timeline.cues)
    offsets = [event.at for event in played(drive.events)]
    assert offsets == sorted(offsets)


@given(timelines)
@examples(40)
def test_each_cue_comes_at_its_offset_to_the_microsecond(timeline: Timeline) -> None:
    assume(not any(part.open for part in timeline.segments[:-1]))
    drive = Drive.started(timeline)
    drive.to_end()
    for now, event in drive.heard:
        if isinstance(event, CueDue | SegmentBegan):
            assert now - BEGAN == pytest.approx(event.at, abs=1e-6)


def test_an_hour_has_no_drift() -> None:
    round_: list[Step | str] = ["lift", RestStep(45.0), "walk", "breathe", "squeeze"]
    timeline = laid(*(round_ * 14))
    assert timeline.total > 3600
    drive = Drive.started(timeline)
    waited = 0.0
    while drive.session.state is not S.ENDED:
        if drive.session.state is S.ASKING:
            drive.tell(C.GO_ON, 7.0)
            waited += 7.0
            continue
        for event in drive.next_look():
            if isinstance(event, CueDue):
                assert abs(drive.now - BEGAN - waited - event.at) < 1e-4
    assert abs(drive.now - BEGAN - waited - timeline.total) < 1e-4
    assert len(spoken(drive.events)) == len(timeline.cues)


def test_late_looks_never_add_up() -> None:
    timeline = laid("lift", "walk", "breathe")
    drive = Drive.started(timeline)
    while drive.session.state is S.RUNNING:
        for event in drive.next_look(late=0.04):
            assert -1e-6 <= drive.now - BEGAN - event.at < 0.04 + 1e-6


def test_a_whole_session_from_start_to_done() -> None:
    drive = Drive.started(laid("lift", PainCheckStep(), "walk"))
    drive.to_end()
    kinds = [type(event) for event in drive.events if not isinstance(event, CueDue | SegmentBegan)]
    assert kinds == [Started, CheckDue, CheckDue, Ended]
    assert drive.events[-1] == Ended(drive.session.timeline.total, Outcome.DONE, "")


# Pausing


@given(
    timelines,
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, AWAY - 5.0), st.floats(0, 3.0)),
        min_size=1,
        max_size=5,
    ),
)
@examples(100)
def test_pausing_anywhere_changes_nothing_but_the_clock(
    timeline: Timeline, pauses: list[tuple[float, float, float]]
) -> None:
    plain = Drive.started(timeline)
    plain.to_end()
    paused = Drive.started(timeline)
    for share, length, _ in sorted(pauses):
        paused.play_to(timeline.total * share)
        if paused.session.state is not S.RUNNING:
            continue
        at, index = paused.session.offset, paused.session.index
        paused.tell(C.PAUSE)
        assert paused.look(length / 2) == []
        assert paused.tell(C.RESUME, length / 2) == [CountIn(at, 3)]
        counted = [event for _ in range(3) for event in paused.look(1.0)]
        assert counted[:3] == [CountIn(at, 2), CountIn(at, 1), Resumed(at)]
        assert (paused.session.offset, paused.session.index) >= (at, index)
    paused.to_end()
    assert played(paused.events) == played(plain.events)


def test_a_pause_in_the_count_begins_the_count_again() -> None:
    drive = in_state(S.COUNTING_IN)
    drive.look(1.0)
    assert drive.tell(C.PAUSE, 0.5) == [Paused(drive.session.offset)]
    assert drive.look(60.0) == []
    assert drive.tell(C.RESUME) == [CountIn(drive.session.offset, 3)]


def test_a_pause_on_the_way_out_of_a_position_keeps_its_place() -> None:
    drive = in_state(S.EXITING)
    before = spoken(drive.events)[-1]
    assert before[1] == "Lower your legs."
    drive.tell(C.PAUSE, 0.5)
    assert drive.look(30.0) == []
    drive.tell(C.RESUME)
    assert drive.session.state is S.EXITING
    said = [line for _ in range(8) for _, line in spoken(drive.look(1.0))]
    assert said == ["Rest."]
    assert drive.session.asking is Asking.HURT


def test_a_pause_at_a_set_up_that_waits_still_waits() -> None:
    drive = Drive.started(laid(ExerciseStep("lift", setup=Ready.WAIT)))
    drive.to_kind(SegmentKind.READY)
    drive.tell(C.PAUSE)
    drive.tell(C.RESUME, 100.0)
    for _ in range(10):
        drive.look(1.0)
    assert drive.stands(S.RUNNING, SegmentKind.READY)
    drive.tell(C.READY)
    assert drive.stands(S.RUNNING, SegmentKind.PHASE)


# Waiting for the person


def test_a_set_up_that_waits_goes_on_at_the_word() -> None:
    drive = Drive.started(laid(ExerciseStep("lift", setup=Ready.WAIT)))
    drive.to_kind(SegmentKind.READY)
    assert isinstance(drive.events[-1], ReadyDue)
    at = drive.session.offset
    for _ in range(100):
        assert drive.look(1.0) == []
    assert drive.session.offset == at
    events = drive.tell(C.READY)
    assert isinstance(events[0], Moved)
    assert drive.session.segment.phase == "up"


def test_ready_means_nothing_elsewhere() -> None:
    drive = in_state(S.RUNNING)
    index = drive.session.index
    assert drive.tell(C.READY) == []
    assert drive.session.index == index


@given(timelines, st.integers(0, 3))
@examples(40)
def test_at_a_question_everything_stands_still(timeline: Timeline, which: int) -> None:
    drive = Drive.started(timeline)
    asked = 0
    while True:
        if drive.session.state is S.ASKING:
            asked += 1
            if asked > which or drive.session.segment.kind is SegmentKind.LAST_CHECK:
                break
        drive.answer()
        if drive.session.next_deadline() is not None:
            drive.next_look()
    at = drive.session.offset
    assert drive.session.next_deadline() is None
    for after in (0.1, 1.0, 5.0, 5000.0):
        assert drive.look(after) == []
    assert drive.session.offset == at
    assert drive.session.asking is Asking.CHECK


# What is said in which state


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", Command)
def test_a_command_is_obeyed_where_it_means_something_and_refused_elsewhere(
    state: State, command: Command
) -> None:
    drive = in_state(state)
    if command in DEFINED[state]:
        drive.tell(command)
        return
    place = drive.session.index, drive.session.offset, drive.session.timeline
    with pytest.raises(InvalidTransition) as error:
        drive.tell(command)
    assert (error.value.state, error.value.command, error.value.events) == (state, command, ())
    assert (drive.session.index, drive.session.offset, drive.session.timeline) == place
    assert drive.session.state is state


@pytest.mark.parametrize("state", LIVE_STATES)
def test_pause_pain_and_stop_are_always_understood(state: State) -> None:
    assert {C.PAUSE, C.PAIN, C.STOP} <= DEFINED[state]
    for command, after in (
        (C.PAUSE, S.ASKING if state is S.ASKING else S.PAUSED),
        (C.PAIN, S.ASKING),
        (C.STOP, S.ENDED),
    ):
        drive = in_state(state)
        drive.tell(command)
        assert drive.session.state is after


@pytest.mark.parametrize("state", [state for state in State if state is not S.ASKING])
def test_nobody_is_led_out_of_a_position_unless_it_hurt(state: State) -> None:
    drive = in_state(state)
    with pytest.raises(InvalidTransition):
        drive.leave_position("Up.")


def test_a_refused_command_still_tells_what_was_due_before_it() -> None:
    drive = in_state(S.RUNNING)
    drive.now += 2.9
    with pytest.raises(InvalidTransition) as error:
        drive.session.command(C.RESUME, drive.now)
    assert error.value.events == ()
    drive.now += 2.9
    with pytest.raises(InvalidTransition) as error:
        drive.session.command(C.RESUME, drive.now)
    assert [event.segment.phase for event in error.value.events if isinstance(event, SegmentBegan)]


# What the person wants


def test_stop_ends_it_at_once() -> None:
    drive = in_state(S.RUNNING)
    assert drive.tell(C.STOP) == [Ended(drive.session.offset, Outcome.LEFT, "")]


def test_next_goes_to_the_next_step_or_to_the_question_before_it() -> None:
    drive = Drive.started(laid("walk", PainCheckStep(), "breathe"))
    drive.tell(C.NEXT)
    assert drive.session.segment.step == 1
    drive.tell(C.NEXT)
    assert drive.session.asking is Asking.CHECK
    drive.tell(C.GO_ON)
    assert drive.session.segment.step == 3
    drive.tell(C.NEXT)
    assert drive.session.segment.kind is SegmentKind.LAST_CHECK
    assert drive.session.asking is Asking.CHECK


def test_next_in_a_pause_moves_and_stays_paused() -> None:
    drive = in_state(S.PAUSED)
    events = drive.tell(C.NEXT)
    assert [type(event) for event in events] == [Moved]
    assert drive.session.segment.kind is SegmentKind.LEAVE
    drive.tell(C.NEXT)
    assert drive.session.segment.exercise == "breathe"
    assert drive.look(2.0) == []
    assert drive.session.state is S.PAUSED


def test_next_in_a_pause_never_passes_a_question() -> None:
    drive = Drive.started(laid("walk", PainCheckStep(), "breathe"))
    drive.tell(C.PAUSE)
    for _ in range(9):
        drive.tell(C.NEXT)
    assert drive.session.segment.kind is SegmentKind.CHECK
    drive.tell(C.RESUME)
    for _ in range(3):
        drive.look(1.0)
    assert drive.session.asking is Asking.CHECK


@pytest.mark.parametrize(
    ("inside", "rep"), [(0.0, 2), (1.0, 2), (2.0, 2), (2.1, 3), (5.0, 3), (9.5, 3)]
)
def test_back_goes_to_the_start_of_the_rep_and_within_two_seconds_to_the_one_before(
    inside: float, rep: int
) -> None:
    drive = Drive.started(laid(ExerciseStep("lift", Dose(reps=Reps(4, 4)))))
    third = drive.session.timeline.segments[_index(drive.session.timeline, "up", 3)].start
    drive.play_to(third + inside)
    drive.tell(C.BACK)
    assert (drive.session.segment.rep, drive.session.segment.phase) == (rep, "up")
    assert drive.session.offset == drive.session.segment.start


def test_back_from_the_first_rep_goes_to_the_set_up_and_from_there_to_the_exercise_before() -> None:
    drive = Drive.started(laid("squeeze", "lift"))
    drive.to_segment(_index(drive.session.timeline, "up", 1))
    drive.tell(C.BACK)
    assert (drive.session.segment.kind, drive.session.segment.step) == (SegmentKind.SETUP, 2)
    drive.tell(C.BACK)
    assert (drive.session.segment.phase, drive.session.segment.rep) == ("squeeze", 3)


def test_back_from_the_very_start_stays_there() -> None:
    drive = Drive.started(laid("squeeze"))
    drive.tell(C.BACK, 0.5)
    assert (drive.session.index, drive.session.offset) == (0, 0.0)


def test_more_on_a_walk_is_a_quarter_of_a_minute_more() -> None:
    drive = Drive.started(laid("walk"))
    drive.to_segment(_index(drive.session.timeline, "walk", 1))
    total = drive.session.timeline.total
    assert drive.tell(C.MORE, 2.0) == [Changed(drive.session.offset, "15 seconds more.")]
    drive.to_end()
    assert drive.now - BEGAN == pytest.approx(total + 15.0)


def test_with_more_time_the_question_still_comes_after_five_minutes() -> None:
    timeline = laid(ExerciseStep("walk", Dose(time=250.0)), ExerciseStep("walk", Dose(time=200.0)))
    plain, longer = Drive.started(timeline), Drive.started(timeline)
    for drive in (plain, longer):
        drive.to_segment(_index(timeline, "walk", 1))
    for _ in range(4):
        longer.tell(C.MORE)
    asked = []
    for drive in (plain, longer):
        drive.to_end()
        asked.append([event.segment.step for event in drive.events if isinstance(event, CheckDue)])
    assert asked == [[2], [1, 2]]


def test_more_says_nothing_twice() -> None:
    timeline = laid(ExerciseStep("lift", Dose(hold=Seconds(20), reps=Reps(1, 1))))
    drive = Drive.started(timeline)
    drive.to_segment(_index(timeline, "hold", 1))
    drive.look(1.0)
    drive.tell(C.MORE)
    drive.to_end()
    hold = drive.session.timeline.segments[_index(timeline, "hold", 1)]
    said = [line for at, line in spoken(drive.events) if hold.start <= at < hold.end]
    assert said == ["Hold.", "Half-way.", "", "", ""]


def test_easier_is_said_and_done() -> None:
    drive = in_state(S.RUNNING)
    assert Changed(drive.session.offset, "Easier from here.") in drive.tell(C.EASIER)
    assert [type(event) for event in drive.tell(C.EASIER)] == [Changed]
    drive.to_end()
    assert EASED_LINE in [line for _, line in spoken(drive.events)]


def test_again_says_the_last_line_again() -> None:
    drive = in_state(S.RUNNING)
    last = [event.cue for event in drive.events if isinstance(event, CueDue) and event.cue.text][-1]
    assert drive.tell(C.AGAIN) == [CueDue(drive.session.offset, last)]


# It hurts


def test_when_it_hurts_everything_stands_still_until_an_answer() -> None:
    drive = in_state(S.RUNNING)
    assert drive.tell(C.PAIN) == [Hurt(drive.session.offset)]
    assert drive.session.asking is Asking.HURT
    assert drive.look(100.0) == []


def test_the_way_out_of_the_position_is_said_to_its_end() -> None:
    drive = hurt(long_timeline(), 200.0)
    at = drive.session.offset
    events = drive.leave_position("Lower your legs.", "Breathe slowly.")
    while drive.session.state is S.EXITING:
        events += drive.next_look()
    kinds = [type(event) for event in events]
    assert kinds == [ExitBegan, CueDue, CueDue, ExitEnded]
    assert [line for _, line in spoken(events)] == ["Lower your legs.", "Breathe slowly."]
    assert drive.session.asking is Asking.HURT
    assert drive.session.offset == at


def test_after_it_hurt_going_on_begins_with_the_way_back_and_the_rep_anew() -> None:
    drive = in_state(S.ASKING)
    assert drive.tell(C.GO_ON) == [CountIn(drive.session.offset, 3)]
    for _ in range(3):
        drive.look(1.0)
    assert drive.session.segment.kind is SegmentKind.SETUP
    assert ("Back to Leg lift.") in [line for _, line in spoken(drive.events)]
    drive.to_segment(drive.session.index + 1)
    assert (drive.session.segment.phase, drive.session.segment.rep) == ("up", 2)


def test_a_stopped_exercise_is_followed_by_two_minutes_of_rest_and_the_score() -> None:
    drive = in_state(S.ASKING)
    drive.tell(C.STOP_EXERCISE)
    assert (drive.session.segment.kind, drive.session.segment.length) == (SegmentKind.REST, 120.0)
    began = drive.now
    while drive.session.state is S.RUNNING:
        drive.next_look()
    assert drive.session.segment.kind is SegmentKind.RECHECK
    assert drive.now - began == pytest.approx(120.0)
    drive.tell(C.GO_ON)
    assert drive.session.segment.exercise == "breathe"


def test_nothing_leads_back_into_a_stopped_exercise() -> None:
    drive = in_state(S.ASKING)
    drive.tell(C.STOP_EXERCISE)
    drive.tell(C.BACK, 1.0)
    assert drive.stands(S.RUNNING, SegmentKind.REST)
    drive.tell(C.PAIN, 1.0)
    drive.tell(C.GO_ON)
    for _ in range(3):
        drive.look(1.0)
    drive.tell(C.BACK)
    assert drive.stands(S.RUNNING, SegmentKind.REST)
    drive.to_kind(SegmentKind.RECHECK)
    drive.tell(C.GO_ON)
    drive.tell(C.BACK)
    assert drive.stands(S.RUNNING, SegmentKind.REST)
    drive.tell(C.BACK)
    assert drive.stands(S.RUNNING, SegmentKind.REST)


def test_a_stop_in_the_last_exercise_asks_once_more_and_is_done() -> None:
    drive = Drive.started(laid("walk"))
    drive.play_to(60.0)
    drive.tell(C.PAIN)
    drive.tell(C.STOP_EXERCISE)
    drive.to_kind(SegmentKind.RECHECK)
    assert [type(event) for event in drive.tell(C.GO_ON)] == [Ended]
    assert drive.session.outcome is Outcome.DONE


def test_a_skipped_exercise_leads_to_what_comes_next() -> None:
    drive = in_state(S.ASKING)
    drive.tell(C.SKIP_EXERCISE)
    assert drive.session.segment.kind is SegmentKind.LEAVE
    drive.to_segment(drive.session.index + 1)
    assert drive.session.segment.exercise == "breathe"


def test_skipping_never_passes_a_question() -> None:
    drive = hurt(laid("walk", PainCheckStep(), "breathe"), 30.0)
    drive.tell(C.SKIP_EXERCISE)
    drive.to_kind(SegmentKind.CHECK)
    assert drive.session.asking is Asking.CHECK


@pytest.mark.parametrize("command", [C.GO_ON, C.EASE])
def test_a_score_after_it_hurts_at_a_question_answers_that_question(command: Command) -> None:
    drive = Drive.started(laid("walk", PainCheckStep(), "breathe"))
    drive.to_kind(SegmentKind.CHECK)
    drive.tell(C.PAIN)
    drive.tell(command)
    assert drive.stands(S.RUNNING)
    assert drive.session.segment.exercise == "breathe"


@pytest.mark.parametrize("command", [C.EASE_EXERCISE, C.SKIP_EXERCISE])
def test_without_a_score_after_it_hurts_at_a_question_the_question_comes_again(
    command: Command,
) -> None:
    drive = Drive.started(laid("walk", PainCheckStep(), "breathe"))
    drive.to_kind(SegmentKind.CHECK)
    drive.tell(C.PAIN)
    drive.tell(command)
    while drive.session.state is not S.ASKING:
        drive.next_look()
    assert drive.session.asking is Asking.CHECK
    assert drive.session.segment.kind is SegmentKind.CHECK


def test_easing_at_a_question_goes_on_with_everything_easier() -> None:
    drive = Drive.started(laid("walk", PainCheckStep(), "squeeze", RestStep(60.0)))
    drive.to_kind(SegmentKind.CHECK)
    drive.tell(C.EASE)
    assert drive.session.segment.exercise == "squeeze"
    reps = {part.rep for part in drive.session.timeline.segments if part.exercise == "squeeze"}
    assert reps == {0, 1, 2}


# Suspended, stopped, away


@pytest.mark.parametrize("speed", [1.0, 60.0])
@given(timeline=timelines, share=st.floats(0, 0.99), gap=st.floats(GAP + 0.001, 500.0))
@examples(40)
def test_a_gap_pauses_keeps_the_place_and_makes_up_for_nothing(
    speed: float, timeline: Timeline, share: float, gap: float
) -> None:
    drive = Drive.started(timeline, speed=speed)
    drive.play_to(timeline.total * share)
    assume(drive.session.state is S.RUNNING)
    place = drive.session.index, drive.session.offset
    interrupted, paused = drive.look(gap * speed)
    assert isinstance(interrupted, Interrupted)
    assert interrupted.at == place[1]
    assert interrupted.gap == pytest.approx(gap)
    assert paused == Paused(place[1])
    assert drive.session.state is S.PAUSED
    assert (drive.session.index, drive.session.offset) == place
    drive.to_end()
    said = [event.cue for event in drive.events if isinstance(event, CueDue)]
    assert said == [cue for _, cue in timeline.cues]


@pytest.mark.parametrize(("speed", "passed"), [(1.0, 2.99), (60.0, 179.0)])
def test_up_to_three_real_seconds_are_no_gap(speed: float, passed: float) -> None:
    drive = Drive.started(laid("walk", RestStep(400.0)), speed=speed)
    drive.look(passed)
    assert drive.stands(S.RUNNING)
    assert drive.session.offset == pytest.approx(passed)
    drive.look(GAP * speed + 0.01)
    assert drive.stands(S.PAUSED)


def test_a_gap_in_the_count_pauses_too() -> None:
    drive = in_state(S.COUNTING_IN)
    assert [type(event) for event in drive.look(4.0)] == [Interrupted, Paused]
    assert drive.session.state is S.PAUSED


def test_a_gap_on_the_way_out_of_a_position_bursts_into_nothing() -> None:
    drive = in_state(S.EXITING)
    assert [type(event) for event in drive.look(4.0)] == [Interrupted]
    drive.to_end()
    assert [line for _, line in spoken(drive.events)].count("Rest.") == 1


def test_a_command_after_a_gap_finds_a_paused_session() -> None:
    drive = in_state(S.RUNNING)
    events = drive.tell(C.PAUSE, 10.0)
    assert [type(event) for event in events] == [Interrupted, Paused]
    assert drive.session.state is S.PAUSED


@pytest.mark.parametrize(
    ("away", "follows"),
    [
        (0.0, CountIn),
        (AWAY - 1, CountIn),
        (AWAY, ReturnDue),
        (LEFT_AFTER, ReturnDue),
        (LEFT_AFTER + 1, Ended),
    ],
)
@pytest.mark.parametrize("speed", [1.0, 60.0])
def test_after_ten_minutes_away_it_asks_and_after_two_hours_it_is_over(
    away: float, follows: type[Event], speed: float
) -> None:
    drive = Drive.started(laid("walk"), speed=speed)
    drive.tell(C.PAUSE)
    (event,) = drive.tell(C.RESUME, away * speed)
    assert isinstance(event, follows)
    if isinstance(event, ReturnDue):
        assert event.away == pytest.approx(away)
        assert drive.session.asking is Asking.RETURN
        assert isinstance(drive.tell(C.GO_ON)[0], CountIn)
        assert drive.session.state is S.COUNTING_IN
    if isinstance(event, Ended):
        assert event.outcome is Outcome.LEFT


def test_a_sleep_of_ten_minutes_counts_as_away() -> None:
    drive = in_state(S.RUNNING)
    drive.look(AWAY + 1)
    assert isinstance(drive.tell(C.RESUME)[0], ReturnDue)


@pytest.mark.parametrize(
    "answer", [C.GO_ON, C.EASE_EXERCISE, C.EASE, C.STOP_EXERCISE, C.SKIP_EXERCISE]
)
def test_pain_in_a_long_pause_does_not_get_round_the_questions(answer: Command) -> None:
    drive = in_state(S.PAUSED)
    drive.tell(C.PAIN, AWAY + 1)
    assert drive.asks(Asking.HURT)
    events = drive.tell(answer)
    assert isinstance(events[-1], ReturnDue)
    assert drive.asks(Asking.RETURN)
    drive.tell(C.GO_ON)
    assert drive.stands(S.COUNTING_IN)


def test_pain_at_the_questions_of_a_return_brings_them_back() -> None:
    drive = in_state(S.PAUSED)
    drive.tell(C.RESUME, AWAY + 1)
    drive.tell(C.PAIN)
    assert isinstance(drive.tell(C.GO_ON)[-1], ReturnDue)


@pytest.mark.parametrize("state", [S.ASKING, S.EXITING])
@pytest.mark.parametrize(
    ("away", "asks"), [(AWAY - 60, False), (AWAY + 1, True), (LEFT_AFTER + 1, None)]
)
def test_time_at_a_question_or_on_the_way_out_counts_as_away(
    state: State, away: float, asks: bool | None
) -> None:
    drive = in_state(state)
    drive.look(away)
    while drive.stands(S.EXITING):
        drive.next_look()
    drive.tell(C.GO_ON)
    if asks is None:
        assert drive.session.outcome is Outcome.LEFT
    else:
        assert drive.asks(Asking.RETURN) is asks


def test_a_killed_session_still_owes_the_questions_of_its_return() -> None:
    session = Session.resumable(laid("walk"), 2, BEGAN, 1.0, return_due=True)
    assert isinstance(session.command(C.RESUME, BEGAN + 1.0)[0], ReturnDue)


def test_five_minutes_without_a_score_ask_also_where_more_time_has_pushed_the_end_away() -> None:
    drive = Drive.started(laid("walk", "squeeze", "walk", RestStep(200.0)))
    drive.to_kind(SegmentKind.PHASE)
    for _ in range(24):
        drive.tell(C.MORE)
    drive.to_kind(SegmentKind.FINISH)
    while drive.session.state is S.RUNNING and drive.session.segment.step == 1:
        drive.next_look()
    assert drive.asks(Asking.CHECK)


def test_the_questions_of_a_return_are_asked_once() -> None:
    drive = in_state(S.PAUSED)
    drive.tell(C.RESUME, AWAY + 1)
    drive.tell(C.GO_ON)
    drive.tell(C.PAUSE)
    assert isinstance(drive.tell(C.RESUME, 5.0)[0], CountIn)


@given(timelines, st.floats(0, 1), st.floats(0, LEFT_AFTER + 100))
@examples(60)
def test_a_killed_session_waits_paused_at_the_start_of_its_rep(
    timeline: Timeline, share: float, away: float
) -> None:
    index = min(int(len(timeline.segments) * share), len(timeline.segments) - 1)
    session = Session.resumable(timeline, index, BEGAN, away)
    assert session.state is S.PAUSED
    assert session.segment.unit == timeline.segments[index].unit
    assert session.index == timeline.unit_start(index)
    assert session.offset == session.segment.start
    assert session.next_deadline() is None
    assert session.advance(BEGAN + 3.0) == []
    first = session.command(C.RESUME, BEGAN + 3.0)[0]
    if away + 3.0 > LEFT_AFTER:
        assert isinstance(first, Ended)
    else:
        assert isinstance(first, ReturnDue if away + 3.0 >= AWAY else CountIn)


@given(timelines, st.floats(0, 1))
@examples(40)
def test_a_killed_session_plays_the_rest_and_nothing_else(timeline: Timeline, share: float) -> None:
    index = min(int(len(timeline.segments) * share), len(timeline.segments) - 1)
    drive = Drive(Session.resumable(timeline, index, BEGAN, 60.0))
    drive.to_end()
    start = timeline.unit_start(index)
    began = [event.index for event in drive.events if isinstance(event, SegmentBegan)]
    assert began == list(range(start, len(timeline.segments)))
    assert [event.cue for event in drive.events if isinstance(event, CueDue)] == [
        cue for part in timeline.segments[start:] for cue in part.cues
    ]


# The end


@pytest.mark.parametrize("state", [state for state in State if state is not S.ENDED])
@pytest.mark.parametrize("outcome", Outcome)
def test_after_the_end_nothing_can_come(state: State, outcome: Outcome) -> None:
    drive = in_state(state)
    at = drive.session.offset
    events = drive.session.command(C.END, drive.now, outcome=outcome, reason="why")
    assert events == [Ended(at, outcome, "why")]
    assert drive.session.outcome is outcome
    for command in Command:
        with pytest.raises(InvalidTransition):
            drive.session.command(command, drive.now + 1.0, outcome=Outcome.DONE)
    with pytest.raises(InvalidTransition):
        drive.leave_position("Up.")
    for after in (0.0, 0.5, 2.0, 100.0, 10_000.0):
        assert drive.look(after) == []
    assert drive.session.next_deadline() is None
    assert drive.session.outcome is outcome


# Any commands with any clock


@given(timelines, scripts, st.sampled_from((1.0, 1.0, 60.0)))
@examples(1000)
def test_any_commands_with_any_clock_keep_every_promise(
    timeline: Timeline, script: list[Moment], speed: float
) -> None:
    watch = Watch(timeline, speed)
    watch.do(Moment(0.0, C.START))
    for moment in script:
        watch.do(fitting(moment, FITTING[watch.session.state]))


class Watch:
    """Says something to a session, and looks at everything that must hold before and after."""

    def __init__(self, timeline: Timeline, speed: float) -> None:
        self.session = Session(timeline, speed=speed)
        self.speed = speed
        self.now = BEGAN
        self.latest = 0.0
        self.ended = 0

    def do(self, moment: Moment) -> None:
        self.now += moment.after * (self.speed if moment.after > 0 else 1.0)
        before = copy(self.session)
        looked = self._look_first(before)
        events, obeyed = self._say(moment.command)
        self.latest = max(self.latest, self.now)
        if moment.command is not None:
            self._assert_table(looked, moment.command, obeyed=obeyed)
        if moment.command is None or not obeyed:
            _assert_only_asked_more(before, self.session)
        self._assert_events(before, events)
        self._assert_place()
        self._assert_questions(before, moment.command)
        self._assert_deadline()

    def _look_first(self, before: Session) -> Session:
        """A copy of the session that is only looked at."""
        looked = copy(before)
        passed = (self.now - self.latest) / self.speed
        events = looked.advance(self.now)
        _assert_only_asked_more(before, looked)
        if before.state in (S.READY, S.PAUSED, S.ASKING, S.ENDED):
            assert events == []
            assert looked.state is before.state
            assert (looked.index, looked.offset) == (before.index, before.offset)
        elif passed > GAP:
            assert isinstance(events[0], Interrupted)
            assert not any(isinstance(event, CueDue | SegmentBegan) for event in events)
            assert (looked.index, looked.offset) == (before.index, before.offset)
            assert looked.state is (S.EXITING if before.state is S.EXITING else S.PAUSED)
        else:
            assert not any(isinstance(event, Interrupted) for event in events)
        standing = False
        for event in events:
            assert not (standing and isinstance(event, CueDue | SegmentBegan))
            standing = isinstance(event, Paused | CheckDue | ReturnDue | ExitEnded)
        return looked

    def _say(self, command: Command | None) -> tuple[list[Event], bool]:
        try:
            match command:
                case None:
                    return self.session.advance(self.now), True
                case C.EXIT:
                    lines = ("Lower your legs.", "Rest.")
                    return self.session.leave_position(self.now, lines), True
                case C.END:
                    urgent = Outcome.URGENT
                    return self.session.command(command, self.now, outcome=urgent), True
                case _:
                    return self.session.command(command, self.now), True
        except InvalidTransition as invalid:
            return list(invalid.events), False

    def _assert_table(self, looked: Session, command: Command, *, obeyed: bool) -> None:
        if command is C.EXIT:
            assert obeyed == (looked.state is S.ASKING)
        elif command in (C.NEXT, C.BACK, C.MORE, C.EASIER) and looked.on_the_way_out:
            assert not obeyed
        else:
            assert obeyed == (command in DEFINED[looked.state])

    def _assert_events(self, before: Session, events: list[Event]) -> None:
        beyond = max(before.timeline.total, self.session.timeline.total)
        assert all(0 <= event.at <= beyond + ROUNDING for event in events)
        if before.state is S.ENDED:
            assert events == []
        self.ended += sum(isinstance(event, Ended) for event in events)
        assert self.ended == (self.session.state is S.ENDED)
        assert (self.session.outcome is None) == (self.session.state is not S.ENDED)

    def _assert_place(self) -> None:
        session = self.session
        assert_contiguous(session.timeline)
        segment = session.timeline.segments[session.index]
        assert segment is session.segment
        assert segment.start - ROUNDING <= session.offset <= segment.end + ROUNDING
        assert (session.asking is None) == (session.state is not S.ASKING)
        if session.asking is Asking.CHECK:
            assert segment.kind.asks

    def _assert_questions(self, before: Session, command: Command | None) -> None:
        """Nothing that a person says passes a question; a look doesn't either."""
        if command is None or command in BY_PERSON or command is C.START:
            assert _behind(self.session) <= _behind(before)
        elif command in FOLLOWS:
            assert _behind(self.session) <= _behind(before) + 1

    def _assert_deadline(self) -> None:
        deadline = self.session.next_deadline()
        if self.session.state in (S.RUNNING, S.COUNTING_IN, S.EXITING):
            assert deadline is not None
            assert deadline <= self.latest + HEARTBEAT * self.speed + ROUNDING
            assert deadline >= self.latest - ROUNDING
        else:
            assert deadline is None


def _assert_only_asked_more(before: Session, after: Session) -> None:
    """Time alone changes nothing of a timeline but that a question is asked more.

    It is asked there and then, where the last score has grown old.
    """
    old, new = before.timeline.segments, after.timeline.segments
    if after.timeline is before.timeline:
        return
    assert new[: before.index + 1] == old[: before.index + 1]
    assert after.asking is Asking.CHECK
    asked = [replace(part, start=0.0) for part in new]
    assert asked.pop(after.index).kind is SegmentKind.CHECK
    assert asked == [replace(part, start=0.0) for part in old]


def _behind(session: Session) -> int:
    """How many questions have been passed."""
    return sum(part.kind.asks for part in session.timeline.segments[: session.index])


def test_every_pair_of_state_and_command_is_in_the_table() -> None:
    assert set(DEFINED) == set(State)
    assert refused(in_state(S.ENDED), C.END)
