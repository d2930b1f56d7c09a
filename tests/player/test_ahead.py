"""Sessions that are dated later than now: what went well in them switches nothing off."""

from datetime import timedelta

import pytest

from coach.domain.dose import Reps
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.levels import one_level_down
from coach.domain.progress import ExerciseLog
from coach.domain.safety import Colour
from coach.player.doorway import Doorway
from coach.player.earlier import NEWEST
from coach.player.past import bad_morning, past_sessions
from coach.player.progress import exercise_log
from coach.player.recorder import Recorder
from coach.ports.journal import SessionBegun, SessionEnd
from tests.player.earlier import EMPTY, exercise, keep
from tests.player.house import House, content

DAY = timedelta(days=1)
GREEN, AMBER = Colour.GREEN, Colour.AMBER


@pytest.fixture
def house() -> House:
    return House()


def door(house: House) -> Doorway:
    recorder = Recorder(house.store, house.store, house.clock, lambda words: None)
    return Doorway(recorder, content(), house.library, house.clock)


def played(house: House, ago: timedelta, colour: Colour | None, *done: ExerciseDone) -> str:
    return keep(house.store, house.clock.wall() - ago, *done, colour=colour)


def down(house: House) -> str:
    return one_level_down(past_sessions(door(house)), house.clock.wall())


def leave(house: House, ago: timedelta) -> str:
    """A session that was left, and of which nobody has said why."""
    begun = house.clock.wall() - ago
    session = house.store.begin(SessionBegun("first-three", "First three", begun, 0), EMPTY)
    house.store.end(session, SessionEnd(begun, Outcome.LEFT, None))
    return session


@pytest.mark.parametrize("ahead", [1, NEWEST + 10])
def test_greens_ahead_take_no_amber_away_however_many(house: House, ahead: int) -> None:
    played(house, 3 * DAY, GREEN)
    played(house, DAY, AMBER)
    for number in range(ahead):
        played(house, -(300 + number) * DAY, GREEN)
    assert down(house)
    house.clock.pass_time(DAY.total_seconds())
    played(house, timedelta(hours=1), GREEN)
    assert not down(house)


def test_an_amber_ahead_counts_until_something_went_well_since(house: House) -> None:
    played(house, 2 * DAY, GREEN)
    played(house, -300 * DAY, AMBER)
    assert down(house)
    played(house, timedelta(0), GREEN)
    assert not down(house)


def test_why_a_session_was_left_is_asked_all_the_same(house: House) -> None:
    left = leave(house, DAY)
    played(house, -300 * DAY, GREEN)
    house.enter()
    house.player.begin()
    assert house.asked == "why-left"
    house.answer("y")
    assert next(one for one in house.store.sessions() if one.id == left).hurt


def test_one_that_is_ahead_and_was_left_is_asked_about_as_well_as_the_one_before(
    house: House,
) -> None:
    leave(house, DAY)
    leave(house, -300 * DAY)
    for _ in range(2):
        house.enter()
        house.player.begin()
        assert house.asked == "why-left"
        house.answer("n")
    house.enter()
    house.player.begin()
    assert house.asked != "why-left"


def test_the_next_morning_is_that_of_the_session_before(house: House) -> None:
    played(house, DAY, GREEN)
    for colour in (GREEN, AMBER):
        played(house, -300 * DAY, colour)
        assert bad_morning(door(house), 7)
        assert not bad_morning(door(house), 1)


def log(house: House) -> ExerciseLog:
    routine = house.library.bundled("first-three").routine
    assert routine is not None
    return exercise_log(door(house), routine)


def test_greens_ahead_add_no_reps_and_take_no_easier_form_away(house: House) -> None:
    bridge = house.library.exercises()["bridge"]
    stop = exercise("bridge", 5, done=2, whole=False, stopped=True)
    played(house, 2 * DAY, AMBER, stop)
    for number in range(6):
        played(house, -(300 + number) * DAY, GREEN, exercise("bridge", 10))
    assert log(house).reps("bridge", Reps(5, 10)).reps == 5
    assert log(house).easier(bridge)


@pytest.mark.parametrize("colour", [AMBER, None])
def test_a_stop_ahead_counts_until_it_went_well_since(house: House, colour: Colour | None) -> None:
    bridge = house.library.exercises()["bridge"]
    for days in range(9, 0, -1):
        played(house, days * DAY, GREEN, exercise("bridge", 10))
    stop = exercise("bridge", 8, done=2, whole=False, stopped=True)
    played(house, -300 * DAY, colour, stop)
    assert log(house).reps("bridge", Reps(5, 10)).reps == 5
    assert log(house).easier(bridge)
    for _ in range(3):
        house.clock.pass_time(DAY.total_seconds())
        played(house, timedelta(0), GREEN, exercise("bridge", 5))
    assert log(house).reps("bridge", Reps(5, 10)).reps == 6
    assert not log(house).easier(bridge)


def test_greens_ahead_open_no_routine_that_wants_some(house: House) -> None:
    for number in range(6):
        played(house, -(300 + number) * DAY, GREEN, exercise("bridge", 5))
    assert past_sessions(door(house)) == []
