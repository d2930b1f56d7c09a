"""Relief in time: what lies on the skin comes off at its time, whatever the person does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.checks import CheckRule
from coach.domain.commands import Asking, Command, InvalidTransition, State
from coach.domain.events import CueDue, Event, Interrupted, Moved, ReliefAsks, SegmentBegan
from coach.domain.layout import lay_out
from coach.domain.plan import Plan, PlannedGate
from coach.domain.relief import Relief, Round, breaks_until, rounds_left
from coach.domain.relief_step import TimedRelief
from coach.domain.session import KEEP_BARE, MOST_ON, Session
from coach.domain.timeline import SegmentKind, Timeline

WARM: Final = TimedRelief("warm", 900.0, "Look.", 1200.0, (300.0, 600.0), take_off=True)
BREAK: Final = TimedRelief("break", 1200.0, "Leave it off.")
WRAP: Final = TimedRelief("wrap", 30.0, "Wrap it.")
NOW: Final = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def laid(*steps: TimedRelief | PlannedGate) -> Timeline:
    return lay_out(Plan("Heat", steps), CheckRule())


class Skin:
    """Somebody with a pack on their back, and a clock that only this test moves."""

    def __init__(self, *steps: TimedRelief | PlannedGate) -> None:
        self.session = Session(laid(*(steps or (WRAP, WARM, BREAK))))
        self.now = 0.0
        self.events: list[Event] = []
        self.on_since: float | None = None
        self.off_asked: float | None = None
        self.do(Command.START)

    def do(self, command: Command) -> list[Event]:
        try:
            return self.heard(self.session.command(command, self.now))
        except InvalidTransition as invalid:
            return self.heard(list(invalid.events))

    def look(self) -> list[Event]:
        return self.heard(self.session.advance(self.now))

    def heard(self, events: list[Event]) -> list[Event]:
        for event in events:
            if isinstance(event, SegmentBegan) and event.segment.on_skin and not self.on_since:
                self.on_since = self.now
            if isinstance(event, ReliefAsks) and event.segment.kind is SegmentKind.TAKE_OFF:
                self.off_asked = self.off_asked or self.now
        self.events += events
        return events

    def wait(self, seconds: float) -> None:
        """Time passes; the session is looked at when it wants to be."""
        until = self.now + seconds
        while (due := self.session.next_deadline()) is not None and due <= until:
            self.now = max(self.now, due)
            self.look()
            if due == self.session.next_deadline():
                break
        self.now = until
        self.look()

    def put_on(self) -> None:
        while not self.session.on_skin:
            due = self.session.next_deadline()
            assert due is not None
            self.now = due
            self.look()

    def asks(self, kind: SegmentKind) -> bool:
        return self.session.state is State.ASKING and self.session.segment.kind is kind

    @property
    def last(self) -> ReliefAsks:
        return next(event for event in reversed(self.events) if isinstance(event, ReliefAsks))


def test_the_skin_is_looked_at_at_its_moments_and_it_comes_off_at_its_time() -> None:
    skin = Skin()
    skin.put_on()
    assert skin.on_since is not None
    skin.wait(300)
    assert skin.asks(SegmentKind.LOOK)
    assert skin.last.on_for == pytest.approx(300)
    skin.do(Command.GO_ON)
    skin.wait(300)
    assert skin.asks(SegmentKind.LOOK)
    skin.do(Command.GO_ON)
    skin.wait(300)
    assert skin.asks(SegmentKind.TAKE_OFF)
    assert skin.last.on_for == pytest.approx(900)
    skin.do(Command.GO_ON)
    assert not skin.session.on_skin
    assert skin.session.segment.phase == "break"


def test_a_look_that_waits_for_its_answer_takes_nothing_off_the_time() -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(300)
    skin.wait(100)
    skin.do(Command.GO_ON)
    skin.wait(200)
    assert skin.asks(SegmentKind.LOOK)
    assert skin.last.on_for == pytest.approx(600)


def test_a_look_that_nobody_answers_ends_with_the_time() -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(899)
    assert skin.asks(SegmentKind.LOOK)
    skin.wait(3)
    assert skin.asks(SegmentKind.TAKE_OFF)


def test_a_pause_stops_nothing_on_the_skin() -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(100)
    skin.do(Command.PAUSE)
    skin.wait(199)
    assert skin.session.state is State.PAUSED
    skin.wait(2)
    assert skin.asks(SegmentKind.LOOK)
    assert skin.last.on_for == pytest.approx(300, abs=2)


def test_after_a_pause_it_goes_on_where_the_time_is_without_a_count() -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(100)
    skin.do(Command.PAUSE)
    skin.wait(100)
    skin.do(Command.RESUME)
    assert skin.session.state is State.RUNNING
    skin.wait(100)
    assert skin.asks(SegmentKind.LOOK)


@pytest.mark.parametrize("paused", [False, True])
def test_after_the_machine_slept_it_comes_off_at_once(paused: bool) -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(60)
    if paused:
        skin.do(Command.PAUSE)
    skin.now += 1500
    happened = skin.look()
    assert isinstance(happened[0], Interrupted)
    assert skin.asks(SegmentKind.TAKE_OFF)
    assert skin.last.slept
    assert skin.last.on_for == pytest.approx(1560)


def test_at_a_look_the_machines_sleep_counts_too() -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(300)
    skin.now += 60
    skin.look()
    assert skin.asks(SegmentKind.TAKE_OFF)
    assert skin.last.slept


def test_more_time_stops_at_the_cap_and_the_looks_stay_where_they_are() -> None:
    skin = Skin()
    skin.put_on()
    for _ in range(30):
        skin.do(Command.MORE)
    assert any(getattr(event, "words", "") == MOST_ON for event in skin.events)
    skin.wait(300)
    assert skin.asks(SegmentKind.LOOK)
    assert skin.last.on_for == pytest.approx(300)
    skin.do(Command.GO_ON)
    skin.wait(300)
    skin.do(Command.GO_ON)
    skin.wait(599)
    assert skin.session.state is State.RUNNING
    skin.wait(2)
    assert skin.asks(SegmentKind.TAKE_OFF)
    assert skin.last.on_for == pytest.approx(1200, abs=2)


def test_next_takes_it_off_and_back_puts_nothing_on() -> None:
    skin = Skin()
    skin.put_on()
    before = skin.session.offset
    skin.do(Command.BACK)
    assert skin.session.offset == pytest.approx(before)
    skin.do(Command.NEXT)
    assert skin.asks(SegmentKind.TAKE_OFF)
    skin.do(Command.GO_ON)
    skin.do(Command.BACK)
    assert skin.session.segment.phase == "break"
    assert not skin.session.on_skin


def test_the_skins_break_before_something_else_cant_be_left_out() -> None:
    skin = Skin(WARM, BREAK, replace(WARM, name="cold"), BREAK)
    skin.do(Command.NEXT)  # the introduction
    skin.do(Command.NEXT)
    skin.do(Command.GO_ON)
    assert any(getattr(event, "words", "") == KEEP_BARE for event in skin.do(Command.NEXT))
    assert skin.session.segment.phase == "break"
    skin.wait(1201)
    assert skin.session.segment.phase == "cold"


def test_the_last_break_can_be_left_out() -> None:
    skin = Skin()
    skin.put_on()
    skin.do(Command.NEXT)
    skin.do(Command.GO_ON)
    assert any(isinstance(event, Moved) for event in skin.do(Command.NEXT))
    assert skin.session.asking is Asking.CHECK


@pytest.mark.parametrize(
    "command",
    [
        Command.GO_ON,
        Command.EASE,
        Command.EASE_EXERCISE,
        Command.STOP_EXERCISE,
        Command.SKIP_EXERCISE,
    ],
)
def test_whatever_follows_that_it_hurts_it_is_taken_off_first(command: Command) -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(60)
    skin.do(Command.PAIN)
    skin.wait(20)
    skin.do(command)
    assert skin.asks(SegmentKind.TAKE_OFF)
    skin.do(Command.GO_ON)
    assert skin.session.segment.phase == "break"


def test_leaving_the_protocol_goes_past_all_of_it() -> None:
    skin = Skin()
    skin.put_on()
    skin.do(Command.NEXT)
    skin.do(Command.LEAVE_RELIEF)
    assert skin.session.asking is Asking.CHECK
    assert skin.session.segment.kind is SegmentKind.LAST_CHECK


def test_where_there_is_no_relief_its_commands_mean_nothing() -> None:
    session = Session(laid(BREAK))
    session.command(Command.START, 0.0)
    for command in (Command.TAKE_OFF, Command.LEAVE_RELIEF):
        with pytest.raises(InvalidTransition):
            session.command(command, 1.0)


def test_a_gate_that_is_not_passed_leaves_only_its_own_protocol() -> None:
    after = TimedRelief("after", 60.0, "Something else.")
    skin = Skin(PlannedGate("heat", "Heat", 3), WRAP, WARM, BREAK, after)
    skin.do(Command.NEXT)
    assert skin.asks(SegmentKind.GATE)
    skin.do(Command.LEAVE_RELIEF)
    assert skin.session.segment.phase == "after"


def test_a_session_that_was_cut_off_puts_nothing_on_again() -> None:
    timeline = laid(WRAP, WARM, BREAK)
    on = next(at for at, part in enumerate(timeline.segments) if part.on_skin)
    session = Session.resumable(timeline, on, 0.0, 30.0)
    assert session.segment.kind is SegmentKind.TAKE_OFF


steps = st.tuples(
    st.integers(60, 900), st.lists(st.floats(0.05, 0.95), max_size=4), st.integers(0, 300)
)
acts = st.lists(
    st.tuples(
        st.sampled_from(
            [
                Command.PAUSE,
                Command.RESUME,
                Command.MORE,
                Command.BACK,
                Command.EASIER,
                Command.AGAIN,
                Command.GO_ON,
                Command.NEXT,
            ]
        ),
        st.floats(0, 200),
    ),
    max_size=60,
)


@given(steps, acts)
def test_nothing_stays_on_for_longer_than_its_cap(
    step: tuple[int, list[float], int], acts: list[tuple[Command, float]]
) -> None:
    length, parts, room = step
    looks = tuple(sorted({round(part * length, 1) for part in parts}))
    warm = TimedRelief("warm", length, "Look.", length + room, looks, take_off=True)
    skin = Skin(WRAP, warm, BREAK)
    skin.wait(45)
    for command, seconds in acts:
        if skin.off_asked is None:
            skin.do(command)
            skin.wait(seconds)
    for _ in range(len(looks) + 1):
        if skin.off_asked is None:
            skin.wait(length + room)
            if skin.asks(SegmentKind.LOOK):
                skin.do(Command.GO_ON)
    assert skin.on_since is not None
    assert skin.off_asked is not None
    assert skin.off_asked - skin.on_since <= length + room + 1.5


@given(steps)
def test_the_looks_lie_where_the_step_has_them(step: tuple[int, list[float], int]) -> None:
    length, parts, room = step
    looks = tuple(sorted({round(part * length, 1) for part in parts}))
    timeline = laid(TimedRelief("warm", length, "", length + room, looks, take_off=True))
    on = next(part for part in timeline.segments if part.on_skin)
    found = [part.start - on.start for part in timeline.segments if part.kind is SegmentKind.LOOK]
    assert found == pytest.approx(list(looks), abs=0.5)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"seconds": 0.0}, "takes time"),
        ({"cap": 600.0}, "below the time"),
        ({"look": (300.0, 300.0)}, "one after the other"),
        ({"look": (900.0,)}, "within the time"),
        ({"take_off": False}, "lies on the skin"),
    ],
)
def test_a_step_that_cant_be_is_refused(fields: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        replace(WARM, **fields)  # type: ignore[arg-type]


# Rounds

HEAT: Final = Relief("heat", "Heat", (WARM, BREAK), rounds_a_day=3, apart=1200.0)


def ago(hours: float, relief: str = "heat", *, first: bool = True) -> Round:
    return Round(relief, NOW - timedelta(hours=hours), 2100.0, first)


def test_three_rounds_a_day_and_the_night_gives_them_back() -> None:
    assert rounds_left(HEAT, [], NOW) == 3
    assert rounds_left(HEAT, [ago(5), ago(3), ago(1)], NOW) == 0
    assert rounds_left(HEAT, [ago(15), ago(14.5), ago(1)], NOW) == 2
    assert rounds_left(replace(HEAT, rounds_a_day=None), [ago(1)] * 9, NOW) is None


def test_only_the_first_of_a_run_and_only_its_own_count_as_a_round() -> None:
    assert rounds_left(HEAT, [ago(5), ago(4, first=False), ago(3, "cold")], NOW) == 2


def test_a_clock_that_was_set_back_gives_no_rounds() -> None:
    assert rounds_left(HEAT, [ago(-48)] * 3, NOW) == 0


def test_the_skin_keeps_its_break_whatever_comes_next() -> None:
    assert breaks_until([ago(0.5, "cold")], NOW) == NOW + timedelta(minutes=5)
    assert breaks_until([ago(1)], NOW) is None


def test_a_look_says_go_on_and_the_first_piece_says_how_long() -> None:
    skin = Skin()
    skin.put_on()
    skin.wait(300)
    skin.do(Command.GO_ON)
    said = [event.cue.text for event in skin.events if isinstance(event, CueDue)]
    assert "Put it on now, for 15 minutes." in said
    assert said[-1] == "Leave it on."
