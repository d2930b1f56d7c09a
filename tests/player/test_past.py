"""What earlier days do to this one: colours, levels, the diary's rules, doctor-soon lines."""

import pytest

from coach.domain.commands import State
from coach.domain.events import Outcome
from coach.domain.timeline import SegmentKind
from tests.player.answering import Answers, start
from tests.player.house import House

HOUR = 3600.0
DAY = 24 * HOUR


def play(house: House, before: int, after: int, routine: str = "first-three") -> None:
    """A whole session with these scores; whatever is offered in its place is taken."""
    house.enter(routine)
    house.player.begin()
    Answers({}, {"lower": "y", "gentle": "y", "same-episode": "y", "next-level": "n"}, before).give(
        house
    )
    while house.play_until_question():
        last = house.session.segment.kind is SegmentKind.LAST_CHECK
        house.answer(after if last else before)
    assert house.ended(Outcome.DONE)


def next_start(house: House, later: float, score: int) -> House:
    """Start the program so many seconds later."""
    house.clock.pass_time(later)
    house.enter()
    return start(house, score=score)


def test_after_an_amber_session_the_next_one_is_one_level_down() -> None:
    house = House()
    play(house, 1, 3)
    next_start(house, 2 * DAY, 1)
    assert house.heard("One level down today.")
    assert house.asked == "lower"
    house.answer("y")
    assert house.session.timeline.plan.title == "Gentle day"


def test_who_declines_the_lower_level_has_left() -> None:
    house = House()
    play(house, 1, 3)
    next_start(house, 2 * DAY, 1)
    house.answer("n")
    assert house.ended(Outcome.LEFT)


def test_a_green_session_at_the_lower_level_leads_back() -> None:
    house = House()
    play(house, 1, 3)
    house.clock.pass_time(2 * DAY)
    play(house, 1, 1)
    assert next_start(house, 2 * DAY, 1).is_in(State.RUNNING)


def test_two_ambers_in_a_row_are_one_level_down_for_a_week() -> None:
    house = House()
    play(house, 1, 3)
    house.clock.pass_time(2 * DAY)
    play(house, 1, 3)
    house.clock.pass_time(2 * DAY)
    play(house, 1, 1)
    assert next_start(house, 2 * DAY, 1).asked == "lower"
    assert next_start(house, 3.1 * DAY, 1).is_in(State.RUNNING)


def test_three_ambers_within_a_week_leave_a_doctor_soon_line_once() -> None:
    house = House()
    for _ in range(3):
        play(house, 1, 3)
        house.clock.pass_time(2 * DAY)
    house.enter()
    start(house, score=1)
    assert house.heard("Three sessions within a week hurt, or were stopped.")
    assert house.heard("Book an appointment in the next days.")
    house.enter()
    start(house, score=1)
    assert not house.heard("Three sessions within a week hurt, or were stopped.")
    assert len(house.store.doctor_lines()) == 1


@pytest.mark.parametrize(
    ("before", "morning", "gentle"),
    [(1, 3, True), (1, 2, False), (5, 6, True), (4, 6, True), (5, 5, False)],
)
def test_more_pain_on_the_next_morning_is_amber_and_a_gentle_day(
    before: int, morning: int, gentle: bool
) -> None:
    house = House()
    play(house, before, before)
    next_start(house, 20 * HOUR, morning)
    if morning >= 6:
        assert house.heard("At 6 or 7")
    elif gentle:
        assert house.heard("More pain than before the last session.")
    assert (house.asked == "gentle") is gentle


@pytest.mark.parametrize("later", [11.9 * HOUR, 36.1 * HOUR])
def test_a_score_that_is_not_of_the_next_morning_says_nothing_about_the_session(
    later: float,
) -> None:
    house = House()
    play(house, 1, 1)
    assert next_start(house, later, 3).is_in(State.RUNNING)


def test_a_bad_morning_also_colours_the_session_before() -> None:
    house = House()
    play(house, 1, 1)
    next_start(house, 20 * HOUR, 3)
    assert next_start(house, 2 * DAY, 1).asked == "lower"


def test_a_routine_of_ones_own_is_eased_where_a_level_down_is_due() -> None:
    house = House()
    play(house, 1, 3)
    house.clock.pass_time(2 * DAY)
    house.enter("acute-gentle")
    assert start(house, score=1).is_in(State.RUNNING)


def test_the_rows_that_the_short_list_leaves_out_are_asked_again_after_a_week() -> None:
    house = House()
    assert lists_asked(next_start(house, 6.9 * DAY, 0)) == ["short-list"]
    house = House()
    weekly = lists_asked(next_start(house, 7.1 * DAY, 0))
    assert weekly == ["short-list", "list-1", "list-2", "list-3"]
    assert lists_asked(next_start(house, DAY, 0)) == ["short-list"]


def test_the_doctor_soon_rows_come_on_the_second_day_and_once() -> None:
    house = House(known=False)
    start(house)
    assert lists_asked(house) == [f"list-{number}" for number in range(1, 5)]
    assert lists_asked(next_start(house, HOUR, 0)) == ["short-list"]
    assert lists_asked(next_start(house, DAY, 0)) == ["short-list", "list-1", "list-2"]
    assert lists_asked(next_start(house, DAY, 0)) == ["short-list"]


def lists_asked(house: House) -> list[str]:
    """The lists that this start has asked."""
    ids = [question.id for question in house.stage.questions]
    return [id for id in ids if id.startswith(("short-list", "list-"))]


def test_a_session_that_was_left_because_it_hurt_brings_the_full_list() -> None:
    house = House()
    start(house)
    house.clock.pass_time(20)
    house.player.leave("interrupted")
    house.enter()
    house.player.begin()
    assert house.asked == "why-left"
    house.answer("y")
    assert house.asked == "list-1"


def test_two_weeks_of_pain_are_a_doctors_business_once_an_episode() -> None:
    house = House()
    for session in range(10):
        play(house, 3, 3)
        assert house.heard("Book an appointment") is (session == 7)
        house.clock.pass_time(2 * DAY)
    assert [line.sign for line in house.store.doctor_lines()] == ["two-weeks"]


def test_three_days_at_7_say_whom_to_call() -> None:
    house = House()
    for _ in range(3):
        house.enter()
        start(house, score=7)
        house.clock.pass_time(DAY)
    assert house.heard("Pain was 7 or more on 3 days running.")
    assert house.heard("Call 116117 (Germany) if you can't walk or sleep.")
    assert "severe" in [line.sign for line in house.store.doctor_lines()]


def test_after_a_long_time_it_is_asked_whether_it_is_still_the_same() -> None:
    house = House()
    play(house, 4, 4)
    next_start(house, 40 * DAY, 4)
    assert house.asked == "same-episode"
    house.answer("n")
    assert not house.heard("Book an appointment")
    assert house.store.new_episodes() != ()


LINE = "Lasting more than 2 weeks?"


def with_a_line() -> House:
    house = House()
    house.store.doctor_line("two-weeks", LINE, house.clock.wall())
    house.player.begin()
    assert house.heard("See a doctor soon: lasting more than 2 weeks (21 November).")
    return house


def test_a_doctor_soon_line_stands_until_somebody_was_seen() -> None:
    house = with_a_line()
    house.answer("n")
    house.enter()
    house.player.begin()
    house.answer("d", "1")
    assert house.asked == "short-list"
    house.enter()
    house.player.begin()
    assert not house.heard("See a doctor soon")
    assert list(house.store.times_checked()) == ["two-weeks"]


def test_a_doctor_soon_line_that_is_put_off_comes_again_after_4_weeks() -> None:
    house = with_a_line()
    house.answer("d", "2")
    for days, shown in ((27.9, False), (0.2, True)):
        house.clock.pass_time(days * DAY)
        house.enter()
        house.player.begin()
        assert house.heard("See a doctor soon") is shown


def test_a_line_that_is_neither_stays() -> None:
    house = with_a_line()
    house.answer("d", "3", "n")
    house.enter()
    house.player.begin()
    assert house.heard("See a doctor soon")
