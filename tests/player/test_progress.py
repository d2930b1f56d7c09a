"""What the record does to today's dose, and which level is offered or not open yet."""

from datetime import timedelta

import pytest

from coach.domain.commands import State
from coach.domain.dose import Side
from coach.domain.events import Outcome
from coach.domain.safety import Colour
from coach.player.progress import in_short, reasons
from tests.player.answering import start
from tests.player.earlier import exercise, keep, keep_greens
from tests.player.house import House

DAY = 24 * 3600.0


def with_greens(count: int, reps: int = 10, *, until: int = 2) -> House:
    """Somebody with so many good sessions, one a day, the last one ``until`` days ago."""
    house = House()
    for days in range(count + until - 1, until - 1, -1):
        begun = house.clock.wall() - timedelta(days=days)
        bridge, cat = exercise("bridge", reps), exercise("cat-cow", reps, step=3)
        keep(house.store, begun, bridge, cat, routine="another")
    return house


def doses(house: House) -> dict[str, tuple[int, ...]]:
    """The reps that are planned, by exercise."""
    return {step.exercise.id: step.reps for step in house.session.timeline.plan.exercises}


def begin(house: House, routine: str = "first-three", score: int = 0) -> House:
    house.enter(routine)
    return start(house, score=score)


def test_a_newcomer_begins_at_the_low_end_and_hears_no_reason() -> None:
    house = begin(House())
    assert doses(house) == {"child-pose": (3,), "bridge": (5,), "cat-cow": (5,)}
    assert not reasons(house.session.timeline.plan)
    assert not in_short(house.session.timeline.plan)


def test_good_sessions_add_reps_and_it_is_said_why() -> None:
    house = begin(with_greens(6))
    assert doses(house) == {"child-pose": (3,), "bridge": (7,), "cat-cow": (7,)}
    why = "7 reps: three good sessions in a row, twice"
    assert house.heard(f"Hip raise and Cat-cow, {why}.")
    assert in_short(house.session.timeline.plan) == why


def test_at_4_it_is_half_of_what_was_reached() -> None:
    house = begin(with_greens(6), score=4)
    assert doses(house)["bridge"] == (4,)
    assert not house.heard("7 reps")


def test_the_reps_are_those_of_what_was_really_done() -> None:
    house = with_greens(2)
    begun = house.clock.wall() - timedelta(days=1)
    keep(house.store, begun, exercise("cat-cow", 10, step=3), routine="another")
    assert doses(begin(house)) == {"child-pose": (3,), "bridge": (5,), "cat-cow": (6,)}


def test_a_bad_morning_takes_a_rep_back() -> None:
    house = with_greens(6, reps=7, until=5)
    wall = house.clock.wall()
    keep(house.store, wall - timedelta(hours=70), exercise("cat-cow", 7), routine="another")
    house.store.score(3, wall - timedelta(hours=50))
    keep(house.store, wall - timedelta(hours=45), exercise("another", 3), routine="another")
    begin(house)
    assert doses(house) == {"child-pose": (3,), "bridge": (7,), "cat-cow": (6,)}
    assert house.heard("Cat-cow, 6 reps: there was more pain during or after it last time.")


def test_after_a_stop_on_one_side_the_easier_exercise_is_played() -> None:
    house = with_greens(6)
    stopped = exercise(
        "cat-cow", 7, step=3, done=2, whole=False, stopped=True, stopped_side=Side.LEFT
    )
    keep(house.store, house.clock.wall() - timedelta(hours=40), stopped, colour=None)
    begin(house)
    assert doses(house) == {"child-pose": (3,), "bridge": (7,), "seated-tilt": (3,)}
    assert house.heard("Seated tilt, the easier form, because it hurt on the left")


@pytest.mark.parametrize(("most", "reps"), [(6, 6), (2, 2), (20, 7)])
def test_who_wants_fewer_reps_gets_fewer_and_never_more(most: int, reps: int) -> None:
    house = with_greens(6)
    house.most_reps = most
    begin(house)
    assert doses(house)["bridge"] == (reps,)
    assert house.heard("no more, as you wished") is (reps == most)


# Levels


def ready_for_more(greens: int = 6, routine: str = "first-three") -> House:
    house = House()
    keep_greens(house.store, house.clock.wall(), greens, routine)
    return house


@pytest.mark.parametrize(
    ("greens", "routine", "score", "offered"),
    [
        (6, "first-three", 0, True),
        (5, "first-three", 0, False),
        (6, "first-three", 4, False),
        (6, "acute-gentle", 0, False),
        (6, "morning-10", 0, True),
        (6, "mine", 0, False),
    ],
)
def test_six_greens_in_two_weeks_offer_the_next_level(
    greens: int, routine: str, score: int, offered: bool
) -> None:
    house = begin(ready_for_more(greens, routine), score=score)
    assert (house.asked == "next-level") is offered
    if offered:
        assert house.player.question is not None
        assert house.player.question.text == (
            "6 sessions in two weeks went well. Try the next level today, Morning?"
        )
        house.answer("y")
        assert house.session.timeline.plan.title == "Morning"


def test_greens_of_more_than_two_weeks_ago_offer_nothing() -> None:
    house = ready_for_more()
    house.clock.pass_time(8 * DAY)
    assert begin(house).is_in(State.RUNNING)


def test_an_answer_to_the_offer_holds_for_two_weeks() -> None:
    house = begin(ready_for_more())
    house.answer("n")
    assert house.session.timeline.plan.title == "First three"
    house.player.leave("")
    for days, asked in ((13, False), (1.1, True)):
        house.clock.pass_time(days * DAY)
        keep_greens(house.store, house.clock.wall(), 6)
        assert (begin(house).asked == "next-level") is asked
        house.player.leave("")


def test_a_routine_for_later_offers_what_fits() -> None:
    house = begin(House(), "core-build")
    assert house.heard(
        "Core build is not for today: it comes after 6 sessions that went well, and so far there "
        "are none."
    )
    assert house.asked == "lower"
    house.answer("y")
    assert house.session.timeline.plan.title == "Hips and legs"


def test_who_wants_nothing_lower_has_left() -> None:
    house = begin(House(), "core-start")
    house.answer("n")
    assert house.ended(Outcome.LEFT)


@pytest.mark.parametrize(("days", "open_"), [(0, False), (1, False), (2, True)])
def test_strength_is_not_for_two_days_running(days: int, open_: bool) -> None:
    house = House()
    begun = house.clock.wall() - timedelta(days=days, hours=1)
    keep(house.store, begun, exercise("wall-sit", 5), routine="strength")
    begin(house, "strength")
    assert house.is_in(State.RUNNING) if open_ else house.asked == "lower"
    assert house.heard("wants 1 day without it in between") is not open_


def test_a_session_in_which_nothing_came_to_its_end_stands_in_no_way() -> None:
    house = House()
    keep(house.store, house.clock.wall() - timedelta(days=1), routine="strength")
    assert begin(house, "strength").is_in(State.RUNNING)


def test_pain_after_the_last_session_offers_no_higher_level() -> None:
    house = ready_for_more()
    begun = house.clock.wall() - timedelta(days=1)
    keep(house.store, begun, exercise("bridge", 5), colour=Colour.AMBER)
    assert begin(house).asked == "lower"
