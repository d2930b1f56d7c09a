"""Every threshold in its own number: at it, and one step on either side (clinical reference, A, B).

What a score means during a session is in ``test_safety.py``, the diary's rules are in
``test_diary.py``; here is what stands around them. No test here knows a threshold by its name: a
changed number has to fail.
"""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.asking import (
    FULL,
    DoctorLine,
    ListsAsked,
    ListsDue,
    lists_due,
    screens_of,
)
from coach.domain.checks import CheckRule, place_checks
from coach.domain.commands import Command, State
from coach.domain.events import CountIn, Ended, Event, Interrupted, Outcome, ReturnDue
from coach.domain.levels import PastSession, level_of, many_ambers, one_level_down, worst_colour
from coach.domain.plan import Plan
from coach.domain.relay import stop_exercise
from coach.domain.routine import RestStep
from coach.domain.safety import (
    Action,
    Colour,
    Opening,
    Report,
    assess,
    assess_end,
    assess_morning,
    assess_start,
    is_next_morning,
)
from coach.domain.timeline import Segment, SegmentKind
from coach.domain.triage import Level, ListLine, ListScreen, WarningSign
from coach.player.dialogue import PATIENCE
from tests.domain.drive import Drive
from tests.domain.effort import examples
from tests.domain.make import laid
from tests.player.house import House

GREEN, AMBER, RED = Colour.GREEN, Colour.AMBER, Colour.RED
COLOURS = (GREEN, AMBER, RED)
"""From the best to the worst."""
SCORES = range(11)
LIMITS = (None, 5, 4, 3, 2, 1, 0)
"""From none to the strictest."""

HERE = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=HERE)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


# Before: 0-3, 4-5, 6-7, 8-10


def test_a_stricter_limit_of_a_routine_never_opens_more() -> None:
    openings = list(Opening)
    for score, (loose, strict) in product(SCORES, pairwise(LIMITS)):
        assert openings.index(assess_start(score, strict)[0]) >= openings.index(
            assess_start(score, loose)[0]
        )


def test_at_8_or_more_it_is_asked_again_after_10_minutes_of_rest() -> None:
    house = House()
    house.begin("n", 8)
    assert house.asked == "rest-first"
    house.answer("y")
    house.clock.pass_time(599.9)
    assert house.asked == ""
    house.clock.pass_time(0.2)
    assert house.asked == "list-1"


# During: a routine's own limit, the reason, and the rest of 2 minutes


@pytest.mark.parametrize(
    ("start", "now", "reason"),
    [(3, 2, "pain is 2"), (3, 3, "pain is 3"), (3, 4, "pain rose by 1, to 4")],
)
def test_pain_is_said_to_have_risen_only_where_it_has(start: int, now: int, reason: str) -> None:
    assert assess(Report(start, now)).reason == reason


@pytest.mark.parametrize(
    ("now", "action"), [(1, Action.CONTINUE), (2, Action.CONTINUE), (3, Action.END)]
)
def test_up_to_a_routines_own_limit_the_session_goes_on(now: int, action: Action) -> None:
    assert assess(Report(2, now, pain_limit=2)).action is action


def test_a_stopped_exercise_is_followed_by_two_minutes_of_rest() -> None:
    timeline = laid("walk", "walk")
    phase = next(at for at, part in enumerate(timeline.segments) if part.phase)
    stopped, at = stop_exercise(timeline, phase, timeline.segments[phase].start)
    rest, question = stopped.segments[at : at + 2]
    assert (rest.kind, rest.length) == (SegmentKind.REST, 120.0)
    assert question.kind is SegmentKind.RECHECK


# After


@pytest.mark.parametrize("start", range(9))
def test_after_a_rise_by_one_it_is_green_and_by_two_amber(start: int) -> None:
    assert assess_end(start, start) is GREEN
    assert assess_end(start, start + 1) is GREEN
    assert assess_end(start, start + 2) is AMBER


# Next morning


@pytest.mark.parametrize(
    ("start", "morning", "colour"),
    [
        (0, 1, GREEN),
        (0, 2, AMBER),
        (3, 4, GREEN),
        (3, 5, AMBER),
        (6, 7, GREEN),
        (6, 8, AMBER),
        (7, 8, GREEN),
        (7, 9, AMBER),
        (7, 2, GREEN),
    ],
)
def test_a_morning_two_above_the_start_is_amber(start: int, morning: int, colour: Colour) -> None:
    assert assess_morning(start, morning) is colour


@pytest.mark.parametrize(
    ("start", "morning", "colour"),
    [
        (4, 5, GREEN),  # not above 5
        (5, 5, GREEN),
        (5, 6, AMBER),  # above 5 after a start of 5
        (6, 6, GREEN),  # the start was above 5 too
        (6, 7, GREEN),
    ],
)
def test_a_morning_above_5_after_a_start_of_5_or_less_is_amber(
    start: int, morning: int, colour: Colour
) -> None:
    assert assess_morning(start, morning) is colour


@pytest.mark.parametrize(
    ("after", "tells"),
    [
        (timedelta(0), False),
        (timedelta(hours=11), False),
        (timedelta(hours=12) - SECOND, False),
        (timedelta(hours=12), True),
        (timedelta(hours=24), True),
        (timedelta(hours=36), True),
        (timedelta(hours=36) + SECOND, False),
        (timedelta(hours=37), False),
        (-timedelta(hours=24), False),
    ],
)
def test_the_next_morning_is_12_to_36_hours_later(after: timedelta, tells: bool) -> None:
    assert is_next_morning(after) is tells


def test_more_pain_never_gives_a_better_colour() -> None:
    for start, (less, more) in product(SCORES, pairwise(SCORES)):
        for colour_of in (assess_end, assess_morning):
            better, worse = colour_of(start, less), colour_of(start, more)
            assert COLOURS.index(better) <= COLOURS.index(worse)


# When it is asked: an exercise that is new, a start of 4, 5 minutes, 60 seconds


def exercise(step: int, seconds: float) -> tuple[Segment, ...]:
    """An exercise so long, with time for what is said after it."""
    return (
        Segment(SegmentKind.PHASE, seconds - 10.0, step, exercise="walk"),
        Segment(SegmentKind.FINISH, 10.0, step, exercise="walk"),
    )


def asked_after(rule: CheckRule, *lengths: float) -> list[int]:
    """After which of exercises so long the pain is asked; the last question is not among them."""
    blocks = [
        (Segment(SegmentKind.INTRO, 0.0),),
        *(exercise(step, seconds) for step, seconds in enumerate(lengths, start=1)),
    ]
    placed = place_checks(blocks, Plan("Test", ()), rule)
    assert placed[-1].kind is SegmentKind.LAST_CHECK
    return [part.step for part in placed if part.kind is SegmentKind.CHECK]


NEW = CheckRule(often=False)
FAMILIAR = CheckRule(familiar=frozenset({"walk"}), often=False)


@pytest.mark.parametrize(("seconds", "asked"), [(59.9, []), (60.0, [1]), (60.1, [1])])
def test_the_score_before_the_start_counts_for_a_minute(seconds: float, asked: list[int]) -> None:
    assert asked_after(NEW, seconds, 100.0) == asked


@pytest.mark.parametrize(("seconds", "asked"), [(59.9, []), (60.0, []), (60.1, [1])])
def test_two_questions_within_60_seconds_are_one(seconds: float, asked: list[int]) -> None:
    assert asked_after(NEW, 100.0, seconds) == asked


@pytest.mark.parametrize(("seconds", "asked"), [(299.9, []), (300.0, [1]), (300.1, [1])])
def test_5_minutes_after_the_last_score_it_is_asked(seconds: float, asked: list[int]) -> None:
    assert asked_after(FAMILIAR, seconds, 100.0) == asked


MOST_QUESTIONS = 10
"""More than a session of three exercises asks, by far."""


def played(times: int) -> House:
    """Somebody who has done first-three so often, without pain, for the last time 40 hours ago."""
    house = House()
    for _ in range(times):
        house.enter()
        house.begin("n", 0)
        for _ in range(MOST_QUESTIONS):
            if house.play_until_question():
                house.answer(0)
        assert house.ended(Outcome.DONE)
        house.clock.pass_time(40 * 3600)
    house.enter()
    return house


def asks_between(house: House, start: int) -> bool:
    """Whether a session begun at this score asks before its end."""
    house.begin("n", start)
    return any(part.kind is SegmentKind.CHECK for part in house.session.timeline.segments)


@pytest.mark.parametrize(("times", "asks"), [(2, True), (3, False), (4, False)])
def test_an_exercise_is_new_the_first_three_times(times: int, asks: bool) -> None:
    assert asks_between(played(times), 0) is asks


@pytest.mark.parametrize(("start", "asks"), [(3, False), (4, True), (5, True)])
def test_a_session_begun_at_4_or_more_is_asked_about(start: int, asks: bool) -> None:
    assert asks_between(played(3), start) is asks


# Time away, and silence


@pytest.mark.parametrize(
    ("away", "follows"),
    [(599.0, CountIn), (600.0, ReturnDue), (7200.0, ReturnDue), (7201.0, Ended)],
)
def test_10_minutes_away_ask_again_and_more_than_2_hours_end_it(
    away: float, follows: type[Event]
) -> None:
    drive = Drive.started(laid("walk"))
    drive.tell(Command.PAUSE)
    (event,) = drive.tell(Command.RESUME, away)
    assert isinstance(event, follows)


@pytest.mark.parametrize(("gap", "stands"), [(2.9, False), (3.0, False), (3.1, True)])
def test_a_machine_that_slept_more_than_3_seconds_pauses(gap: float, stands: bool) -> None:
    drive = Drive.started(laid("walk", RestStep(400.0)))
    assert any(isinstance(event, Interrupted) for event in drive.look(gap)) is stands
    assert drive.stands(State.PAUSED) is stands


def test_after_30_seconds_a_question_is_said_again_and_after_30_more_it_is_over() -> None:
    house = House(patience=PATIENCE)
    house.begin("n", 6)
    assert house.asked == "gentle"
    house.clock.pass_time(29.9)
    assert not house.heard("No answer yet.")
    house.clock.pass_time(0.2)
    assert house.heard("No answer yet.")
    house.clock.pass_time(29.8)
    assert house.ended(None)
    house.clock.pass_time(0.2)
    assert house.ended(Outcome.PAIN)


# One colour for a session


@pytest.mark.parametrize(
    ("colours", "worst"),
    [
        ([], None),
        ([None], None),
        ([GREEN, None], GREEN),
        ([None, AMBER], AMBER),
        ([AMBER, GREEN], AMBER),
        ([GREEN, AMBER], AMBER),
        ([AMBER, RED, GREEN], RED),
        ([RED, None, AMBER], RED),
    ],
)
def test_a_session_has_the_worst_of_its_colours(
    colours: list[Colour | None], worst: Colour | None
) -> None:
    assert worst_colour(colours) is worst


# Levels


@pytest.mark.parametrize(
    ("routine", "level"),
    [
        ("acute-gentle", 1),
        ("first-three", 2),
        ("morning-10", 3),
        ("core-start", 4),
        ("hips-legs", 4),
        ("core-build", 5),
        ("strength", 5),
        ("desk-3", None),
        ("", None),
    ],
)
def test_every_routine_of_the_five_levels_knows_its_own(routine: str, level: int | None) -> None:
    assert level_of(routine) == level


def past(*sessions: tuple[timedelta, Colour | None]) -> list[PastSession]:
    """Sessions that ended so long ago, the newest first."""
    return [PastSession(NOW - ago, colour) for ago, colour in sessions]


@pytest.mark.parametrize(
    ("sessions", "down"),
    [
        ([], False),
        ([(DAY, None)], False),
        ([(DAY, GREEN)], False),
        ([(DAY, RED)], False),  # it bars, which is another rule's business
        ([(DAY, AMBER)], True),
        ([(300 * DAY, AMBER)], True),
        ([(DAY, None), (2 * DAY, AMBER)], True),  # nobody knows how the last one went
        ([(DAY, GREEN), (2 * DAY, AMBER)], False),
    ],
)
def test_after_an_amber_the_next_session_is_one_level_down(
    sessions: list[tuple[timedelta, Colour | None]], down: bool
) -> None:
    assert bool(one_level_down(past(*sessions), NOW)) is down


@pytest.mark.parametrize(
    ("sessions", "down"),
    [
        ([(DAY, GREEN), (2 * DAY, AMBER), (3 * DAY, AMBER)], True),
        ([(DAY, GREEN), (2 * DAY, AMBER), (300 * DAY, AMBER)], True),
        ([(DAY, GREEN), (2 * DAY, AMBER), (3 * DAY, None), (4 * DAY, AMBER)], True),
        ([(DAY, GREEN), (2 * DAY, AMBER), (3 * DAY, GREEN), (4 * DAY, AMBER)], False),
        ([(DAY, GREEN), (2 * DAY, GREEN), (3 * DAY, AMBER)], False),
        ([(DAY, GREEN), (6 * DAY, AMBER), (6 * DAY, AMBER)], True),
        ([(DAY, GREEN), (7 * DAY - SECOND, AMBER), (7 * DAY, AMBER)], True),
        ([(DAY, GREEN), (7 * DAY, AMBER), (7 * DAY, AMBER)], False),
        ([(DAY, GREEN), (8 * DAY, AMBER), (8 * DAY, AMBER)], False),
        ([(timedelta(0), GREEN), (timedelta(0), AMBER), (DAY, AMBER)], True),
        # The clock was set back: what is ahead takes nothing away.
        ([(-DAY, GREEN), (-SECOND, AMBER), (DAY, AMBER)], True),
        ([(timedelta(0), GREEN), (-SECOND, AMBER), (DAY, AMBER)], True),
    ],
)
def test_after_two_ambers_in_a_row_it_is_one_level_down_for_7_days(
    sessions: list[tuple[timedelta, Colour | None]], down: bool
) -> None:
    assert bool(one_level_down(past(*sessions), NOW)) is down


@pytest.mark.parametrize(
    ("sessions", "many"),
    [
        ([], False),
        ([(DAY, AMBER)] * 2, False),
        ([(DAY, AMBER)] * 3, True),
        ([(DAY, AMBER)] * 4, True),
        ([(DAY, AMBER), (DAY, GREEN), (2 * DAY, AMBER), (3 * DAY, AMBER)], True),
        ([(DAY, AMBER), (2 * DAY, AMBER), (3 * DAY, RED)], False),
        ([(DAY, AMBER), (2 * DAY, AMBER), (3 * DAY, None)], False),
        ([(DAY, AMBER), (2 * DAY, AMBER), (6 * DAY, AMBER)], True),
        ([(DAY, AMBER), (2 * DAY, AMBER), (7 * DAY, AMBER)], True),
        ([(DAY, AMBER), (2 * DAY, AMBER), (8 * DAY, AMBER)], True),
        ([(DAY, AMBER), (2 * DAY, AMBER), (8 * DAY + SECOND, AMBER)], False),
        ([(30 * DAY, AMBER), (33 * DAY, AMBER), (36 * DAY, AMBER)], True),
        ([(DAY, AMBER), (9 * DAY, AMBER), (10 * DAY, AMBER), (11 * DAY, AMBER)], True),
    ],
)
def test_three_ambers_in_7_days_want_a_doctors_look(
    sessions: list[tuple[timedelta, Colour | None]], many: bool
) -> None:
    assert (many_ambers(past(*sessions)) is not None) is many


ago = st.integers(-3, 12).map(lambda days: days * DAY)
sessions = st.lists(st.tuples(ago, st.sampled_from((None, *COLOURS))), max_size=6)


@given(sessions)
@examples(100)
def test_another_amber_never_takes_the_lower_level_away(
    found: list[tuple[timedelta, Colour | None]],
) -> None:
    found = sorted(found, key=lambda session: session[0])
    worse = [(ended, AMBER if colour is GREEN else colour) for ended, colour in found]
    assert bool(one_level_down(past(*worse), NOW)) >= bool(one_level_down(past(*found), NOW))
    assert many_ambers(past(*worse)) or not many_ambers(past(*found))


# Which lists are asked


def test_at_first_use_the_emergency_and_urgent_groups_are_asked() -> None:
    assert lists_due(ListsAsked(), NOW) == ListsDue(short=False, urgent=True, starred=True)


@pytest.mark.parametrize(
    ("first", "soon"),
    [
        (NOW, False),
        (NOW.replace(hour=0), False),
        (NOW.replace(hour=0) - SECOND, True),
        (NOW - DAY, True),
        (NOW.replace(hour=0).astimezone(UTC), False),  # that day here, the day before there
    ],
)
def test_the_doctor_soon_group_is_asked_from_the_second_day(first: datetime, soon: bool) -> None:
    asked = ListsAsked(urgent=NOW - SECOND, first=first)
    assert lists_due(asked, NOW).soon is soon


def test_the_doctor_soon_group_is_asked_once() -> None:
    asked = ListsAsked(urgent=NOW - DAY, first=NOW - 9 * DAY, soon=NOW - 8 * DAY)
    assert lists_due(asked, NOW) == ListsDue()


@pytest.mark.parametrize("first", [None, NOW, NOW - DAY])
def test_after_a_stop_the_full_list_is_asked(first: datetime | None) -> None:
    asked = ListsAsked(urgent=NOW - DAY, first=first, soon=NOW - DAY, full_is_due=True)
    found = lists_due(asked, NOW)
    assert found == (FULL if first == NOW - DAY else ListsDue(False, urgent=True, starred=True))


@pytest.mark.parametrize(
    ("age", "weekly"),
    [
        (-SECOND, True),  # the clock was set back
        (timedelta(0), False),
        (6 * DAY, False),
        (7 * DAY - SECOND, False),
        (7 * DAY, True),
        (8 * DAY, True),
    ],
)
def test_weekly_the_rows_are_asked_that_the_short_list_leaves_out(
    age: timedelta, weekly: bool
) -> None:
    found = lists_due(ListsAsked(urgent=NOW - age, first=NOW, soon=NOW), NOW)
    assert found == ListsDue(short=True, urgent=weekly)


E, U, D = Level.EMERGENCY, Level.URGENT, Level.DOCTOR_SOON
STARRED = frozenset({"e-star", "u-star"})


def sign(id: str) -> WarningSign:
    level = {"e": E, "u": U, "d": D}[id[0]]
    return WarningSign(id, f"Is {id} so?", level, storable=level is not E)


def screen(*lines: str) -> ListScreen:
    return ListScreen(
        "Is any of this so?",
        tuple(ListLine(ids, tuple(sign(id) for id in ids.split())) for ids in lines),
    )


SCREENS = (screen("e-star", "e-one e-two"), screen("u-star", "u-one", "u-two"), screen("d", "d-x"))
EVERY = {sign.id: sign for asked in SCREENS for line in asked.lines for sign in line.signs}


def rows(
    due: ListsDue, checked: dict[str, datetime] | None = None, now: datetime = NOW
) -> list[str]:
    """The ids of the rows that are asked, in their order."""
    asked = screens_of(due, SCREENS, STARRED, checked or {}, now)
    return [sign.id for each in asked for line in each.lines for sign in line.signs]


def test_every_list_asks_its_own_rows() -> None:
    assert rows(ListsDue()) == []
    assert rows(FULL) == list(EVERY)
    assert rows(ListsDue(urgent=True)) == ["e-one", "e-two", "u-one", "u-two"]
    assert rows(ListsDue(soon=True)) == ["d", "d-x"]
    assert rows(ListsDue(urgent=True, starred=True)) == [id for id in EVERY if id[0] != "d"]


def test_nothing_is_left_of_a_line_or_a_screen_without_rows() -> None:
    checked = {"u-one": NOW, "u-two": NOW, "d": NOW}
    asked = screens_of(ListsDue(urgent=True, soon=True), SCREENS, STARRED, checked, NOW)
    assert asked == (screen("e-one e-two"), screen("d-x"))


@pytest.mark.parametrize(
    ("age", "asks"),
    [
        (-SECOND, True),  # the clock was set back
        (timedelta(0), False),
        (27 * DAY, False),
        (28 * DAY - SECOND, False),
        (28 * DAY, True),
        (29 * DAY, True),
    ],
)
@pytest.mark.parametrize("id", ["u-one", "d"])
def test_a_row_that_a_doctor_has_checked_is_asked_again_after_28_days(
    id: str, age: timedelta, asks: bool
) -> None:
    assert (id in rows(ListsDue(urgent=True, soon=True), {id: NOW - age})) is asks
    assert id in rows(FULL, {id: NOW - age}), "after a stop it is always asked"


def doctor_line(*, reminded: datetime | None = None, done: datetime | None = None) -> DoctorLine:
    return DoctorLine("line", "sleep", "Waking you?", NOW - 300 * DAY, reminded, done)


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        (-SECOND, True),  # the clock was set back
        (timedelta(0), False),
        (27 * DAY, False),
        (28 * DAY - SECOND, False),
        (28 * DAY, True),
        (29 * DAY, True),
    ],
)
def test_remind_me_later_waits_28_days(age: timedelta, shown: bool) -> None:
    assert doctor_line(reminded=NOW - age).is_shown(NOW) is shown


def test_a_doctor_soon_line_is_shown_until_somebody_was_seen() -> None:
    assert doctor_line().is_shown(NOW)
    assert not doctor_line(done=NOW).is_shown(NOW)
    assert not doctor_line(done=NOW, reminded=NOW - 300 * DAY).is_shown(NOW)


def moment(hours: int, zone: timezone) -> datetime:
    return (NOW + timedelta(hours=hours)).astimezone(zone)


zones = st.sampled_from((UTC, HERE, timezone(-timedelta(hours=8))))
moments = st.builds(moment, st.integers(-1500, 1500), zones)
maybe = st.none() | moments
histories = st.builds(ListsAsked, urgent=maybe, first=maybe, soon=maybe, full_is_due=st.booleans())
checks = st.dictionaries(st.sampled_from(sorted(EVERY)), moments)


@given(histories, moments)
@examples(200)
def test_every_start_asks_the_short_list_or_every_starred_row(
    asked: ListsAsked, now: datetime
) -> None:
    due = lists_due(asked, now)
    assert due.short or set(rows(due)) >= STARRED
    assert due.short != due.starred, "nobody is asked the same row twice"


@given(histories, moments, checks)
@examples(200)
def test_a_full_list_has_every_emergency_and_urgent_row(
    asked: ListsAsked, now: datetime, checked: dict[str, datetime]
) -> None:
    due = lists_due(asked, now)
    if asked.full_is_due or asked.urgent is None:
        assert due.urgent
        assert {id for id, sign in EVERY.items() if sign.level.bars} <= set(rows(due, checked, now))
    if asked.full_is_due and due.soon:
        assert rows(due, checked, now) == list(EVERY)


@given(histories, moments, checks)
@examples(200)
def test_a_row_is_left_out_only_while_a_doctors_check_stands(
    asked: ListsAsked, now: datetime, checked: dict[str, datetime]
) -> None:
    due = lists_due(asked, now)
    for id in set(rows(due)) - set(rows(due, checked, now)):
        assert timedelta(0) <= now - checked[id] < timedelta(days=28)
        assert not asked.full_is_due
