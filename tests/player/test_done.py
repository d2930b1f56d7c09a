"""What was done of each exercise is in the record, also after the process was killed."""

from coach.domain.commands import Command
from coach.domain.events import Outcome
from tests.player.house import House


def play_on(house: House) -> None:
    while (asked := house.play_until_question()) == "score":
        house.answer(0)
    assert asked == ""


def test_a_session_that_is_played_to_its_end_has_done_what_was_planned() -> None:
    house = House()
    house.begin("n", 0)
    play_on(house)
    assert house.ended(Outcome.DONE)
    rows = [done for _, done in house.store.exercises_done()]
    assert [done.exercise for done in rows] == ["child-pose", "bridge", "cat-cow"]
    for done in rows:
        assert (done.done, done.whole, done.stopped) == (sum(done.planned), True, False)


def test_where_it_hurt_is_in_the_record() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 2)
    house.say(Command.PAIN)
    ((_, done),) = house.store.exercises_done()  # already before a word was said about it
    assert (done.done, done.stopped, done.stopped_rep) == (1, True, 2)


def test_a_killed_session_goes_on_counting_where_it_was() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 3)
    ((session, before),) = house.store.exercises_done()
    assert before.done == 2
    house.enter()
    house.begin("y")
    assert house.outcome is None
    house.say(Command.RESUME)
    play_on(house)
    assert house.ended(Outcome.DONE)
    rows = house.store.exercises_done()
    assert {id for id, _ in rows} == {session}
    assert [done.done for _, done in rows] == [sum(done.planned) for _, done in rows]
