"""What was done of each exercise: every rep that came to its end, once, and no other."""

from dataclasses import dataclass, field

from hypothesis import given

from coach.domain.commands import Command, InvalidTransition
from coach.domain.doings import Doings
from coach.domain.dose import Dose, Reps, Side, Sides
from coach.domain.events import Decided, Described, Ended, Event, Outcome, SegmentBegan
from coach.domain.exercise_record import ExerciseDone
from coach.domain.routine import ExerciseStep
from coach.domain.safety import Action
from coach.domain.session import _TABLE, Session
from coach.domain.stop_words import IT_HURT, WARNING_SIGN
from coach.domain.timeline import Segment, SegmentKind, Timeline
from tests.domain.drive import Drive
from tests.domain.make import laid
from tests.domain.strategies import Moment, fitting, scripts, timelines

Looks = list[tuple[list[Event], Timeline]]


@dataclass
class Kept(Drive):
    """A session that keeps the looks as the record gets them."""

    looks_kept: Looks = field(default_factory=list)

    def _keep(self, events: list[Event]) -> list[Event]:
        self.looks_kept.append((list(events), self.session.timeline))
        return super()._keep(events)

    def say(self, *events: Event) -> None:
        """What the player adds: answers and decisions."""
        self.looks_kept.append((list(events), self.session.timeline))


def lifts(reps: int = 1, *, sides: Sides = Sides.BOTH, time: float | None = None) -> Timeline:
    """A session of one exercise."""
    dose = Dose(time=time) if time is not None else Dose(reps=Reps(reps, reps), sides=sides)
    return laid(ExerciseStep("squeeze", dose=dose))


def begun(line: Timeline) -> Kept:
    drive = Kept(Session(line))
    drive.tell(Command.START)
    return drive


def folded(line: Timeline, looks: Looks) -> Doings:
    doings = Doings(line.plan)
    for events, timeline in looks:
        doings = doings.after(events, timeline)
    return doings


def play(line: Timeline, script: list[Moment]) -> Kept:
    drive = begun(line)
    for moment in script:
        chosen = fitting(moment, [two for one, two in _TABLE if one is drive.session.state])
        drive.now += max(chosen.after, 0.0)
        try:
            if chosen.command is None:
                drive.look()
            else:
                drive.tell(chosen.command)
        except InvalidTransition as invalid:
            drive._keep(list(invalid.events))
        except ValueError:
            continue
    return drive


def most(done: ExerciseDone) -> int:
    return sum(done.planned)


@given(timelines, scripts)
def test_no_more_is_done_than_was_planned_whatever_happens(
    line: Timeline, script: list[Moment]
) -> None:
    drive = play(line, script)
    before: dict[tuple[int, str], int] = {}
    doings = Doings(line.plan)
    for events, timeline in drive.looks_kept:
        doings = doings.after(events, timeline)
        for done in doings.exercises:
            assert 0 <= done.done <= most(done)
            assert done.done >= before.get((done.step, done.exercise), 0)
            before[done.step, done.exercise] = done.done
            assert done.stopped or (done.stopped_side, done.stopped_rep) == (None, 0)


@given(timelines, scripts)
def test_the_same_session_is_told_the_same_and_piece_by_piece(
    line: Timeline, script: list[Moment]
) -> None:
    drive = play(line, script)
    looks = drive.looks_kept
    pieces = [([event], timeline) for events, timeline in looks for event in events]
    assert folded(line, pieces) == folded(line, looks) == folded(line, looks)


@given(timelines)
def test_who_plays_it_to_its_end_has_done_everything(line: Timeline) -> None:
    drive = begun(line)
    drive.to_end()
    done = folded(line, drive.looks_kept).exercises
    assert [one.exercise for one in done] == [one.exercise.id for one in line.plan.exercises]
    for one in done:
        assert (one.done, one.whole, one.stopped) == (most(one), True, False)


@given(timelines, scripts)
def test_a_process_that_was_killed_goes_on_with_what_was_kept(
    line: Timeline, script: list[Moment]
) -> None:
    drive = play(line, script)
    kept = folded(line, drive.looks_kept).exercises
    session = drive.session
    again = Doings.taken_up(session.timeline, session.index, kept)
    assert again.exercises == kept
    resumed = Kept(Session.resumable(session.timeline, session.index, 0.0, 1.0), now=0.0)
    for _ in range(40):
        resumed.answer()
        if resumed.session.next_deadline() is None:
            break
        resumed.next_look()
    for events, timeline in resumed.looks_kept:
        again = again.after(events, timeline)
    before = {(one.step, one.exercise): one.done for one in kept}
    for one in again.exercises:
        assert before.get((one.step, one.exercise), 0) <= one.done <= most(one)


# One by one


def to_phase(drive: Kept, rep: int, side: Side | None = None, number: int = 0) -> Segment:
    """Play to the beginning of a rep."""
    parts = drive.session.timeline.segments
    index = next(
        at
        for at, part in enumerate(parts)
        if (part.kind, part.rep, part.side) == (SegmentKind.PHASE, rep, side)
    )
    drive.to_segment(index + number)
    return drive.session.segment


def only(drive: Kept, line: Timeline) -> ExerciseDone:
    (done,) = folded(line, drive.looks_kept).exercises
    return done


def test_a_rep_that_is_left_does_not_count() -> None:
    line = lifts(reps=5)
    drive = begun(line)
    to_phase(drive, 3)
    drive.tell(Command.NEXT, after=0.5)
    done = only(drive, line)
    assert (done.planned, done.done, done.whole, done.stopped) == ((5,), 2, False, False)


def test_the_side_that_did_fewer_is_told() -> None:
    line = lifts(reps=3, sides=Sides.EACH)
    drive = begun(line)
    to_phase(drive, 2, Side.RIGHT)
    done = only(drive, line)
    assert (done.sides, done.planned, done.done) == (Sides.EACH, (3,), 1)


def test_reps_that_are_done_again_count_once() -> None:
    line = lifts(reps=4)
    drive = begun(line)
    to_phase(drive, 3)
    drive.tell(Command.BACK)
    drive.tell(Command.BACK)
    drive.to_end()
    assert only(drive, line).done == 4


def test_one_more_is_planned_and_done() -> None:
    line = lifts(reps=2)
    drive = begun(line)
    to_phase(drive, 2)
    drive.tell(Command.MORE)
    drive.to_end()
    done = only(drive, line)
    assert (done.planned, done.done, done.whole) == ((3,), 3, True)


def test_easier_keeps_what_was_planned_and_done() -> None:
    line = lifts(reps=6)
    drive = begun(line)
    to_phase(drive, 3)
    drive.tell(Command.EASIER, after=0.5)
    drive.to_end()
    done = only(drive, line)
    assert (done.planned, done.eased, done.whole) == ((6,), True, True)
    assert done.done == 5  # the third to its end, and half of the three after it


def test_where_it_hurt_is_told_with_what_the_person_said() -> None:
    line = lifts(reps=5, sides=Sides.EACH)
    drive = begun(line)
    to_phase(drive, 2, Side.RIGHT)
    drive.tell(Command.PAIN, after=0.5)
    done = only(drive, line)
    assert (done.stopped, done.stopped_side, done.stopped_rep) == (True, Side.RIGHT, 2)
    assert done.reason == IT_HURT
    at = drive.session.offset
    drive.say(Described(at, "right", "sharp"), Decided(at, Action.STOP_EXERCISE, "pain is 6"))
    drive.tell(Command.STOP_EXERCISE)
    done = only(drive, line)
    assert (done.stopped, done.reason) == (True, "sharp, low back, right")
    assert (done.done, done.whole) == (1, False)


def test_what_is_made_easier_after_it_hurt_is_no_stop_and_its_reps_go_on() -> None:
    line = lifts(reps=6)
    drive = begun(line)
    to_phase(drive, 3)
    drive.tell(Command.PAIN, after=0.5)
    drive.say(Decided(drive.session.offset, Action.EASE, "pain is 4"))
    drive.tell(Command.EASE)
    drive.to_end()
    done = only(drive, line)
    assert (done.stopped, done.reason, done.eased) == (False, "", True)
    assert (done.planned, done.done) == ((6,), 4)  # two before, and half of the four left


def test_more_than_was_planned_at_first_is_not_told_after_easing() -> None:
    line = lifts(reps=6)
    drive = begun(line)
    to_phase(drive, 5)
    drive.tell(Command.PAIN, after=0.5)
    drive.say(Decided(drive.session.offset, Action.EASE, "pain is 4"))
    drive.tell(Command.EASE)
    while drive.session.segment.kind is not SegmentKind.PHASE:
        drive.next_look()
    for _ in range(5):
        drive.tell(Command.MORE)
    drive.to_end()
    done = only(drive, line)
    assert (done.planned, done.done) == ((6,), 6)


def test_leaving_it_out_after_it_hurt_is_a_stop() -> None:
    line = lifts(reps=5)
    drive = begun(line)
    to_phase(drive, 2)
    drive.tell(Command.PAIN, after=0.5)
    drive.tell(Command.SKIP_EXERCISE)
    drive.to_end()
    done = only(drive, line)
    assert (done.stopped, done.stopped_rep, done.reason, done.done) == (True, 2, IT_HURT, 1)


def test_going_on_after_it_hurt_is_no_stop() -> None:
    line = lifts(reps=3)
    drive = begun(line)
    to_phase(drive, 2)
    drive.tell(Command.PAIN, after=0.5)
    drive.tell(Command.GO_ON)
    drive.to_end()
    done = only(drive, line)
    assert (done.stopped, done.stopped_rep, done.done, done.whole) == (False, 0, 3, True)


def test_which_warning_sign_it_was_stays_with_the_session() -> None:
    line = lifts(reps=3)
    drive = begun(line)
    to_phase(drive, 2)
    drive.tell(Command.PAIN)
    drive.say(Ended(drive.session.offset, Outcome.EMERGENCY, "Chest pain?"))
    assert only(drive, line).reason == WARNING_SIGN


def test_a_step_by_time_has_no_reps_and_comes_to_its_end() -> None:
    line = lifts(time=30.0)
    drive = begun(line)
    drive.to_end()
    done = only(drive, line)
    assert (done.planned, done.time, done.done, done.whole) == ((), 30.0, 0, True)


def test_a_segment_alone_is_not_an_end() -> None:
    """The beginning of a phase after the session was taken up says nothing of the one before."""
    line = lifts(reps=3)
    parts = [at for at, one in enumerate(line.segments) if one.kind is SegmentKind.PHASE]
    doings = Doings.taken_up(line, parts[-1], ())
    began = SegmentBegan(line.segments[parts[-1]].start, parts[-1], line.segments[parts[-1]])
    (done,) = doings.after([began], line).exercises
    assert done.done == 0
