"""The voice is ready before the first movement, and nothing that is said has to wait for it."""

from coach.domain.commands import Command, State
from coach.domain.events import Outcome
from coach.player.rehearsal import LONGEST, SHOWN_AFTER
from tests.fakes import FakeVoice
from tests.player.ears import HearingHouse


def slow_house() -> HearingHouse:
    house = HearingHouse(voice=FakeVoice(ready=False))
    house.open()
    return house


def test_a_session_waits_for_its_voice_and_says_how_far_it_is() -> None:
    house = slow_house()
    house.clock.pass_time(SHOWN_AFTER - 0.1)
    assert house.player.session is None
    assert not house.heard("Getting the voice ready")
    house.clock.pass_time(0.2)
    assert house.heard("Getting the voice ready: 0 of ")
    house.voice.ready = True
    house.clock.pass_time(0.1)
    assert house.is_in(State.RUNNING)
    assert house.ears.words == ["First three."]


def test_a_voice_that_is_ready_keeps_nobody_waiting() -> None:
    house = HearingHouse()
    house.open()
    assert house.is_in(State.RUNNING)
    assert not house.heard("Getting the voice ready")


def test_a_voice_that_never_comes_is_not_waited_for_for_ever() -> None:
    house = slow_house()
    house.clock.pass_time(LONGEST + 0.1)
    assert house.is_in(State.RUNNING)


def test_where_nothing_sounds_nobody_waits() -> None:
    house = HearingHouse(voice=FakeVoice(ready=False))
    house.ears.state = type(house.ears.state)("none")
    house.open()
    assert house.is_in(State.RUNNING)


def test_whoever_leaves_while_it_waits_has_left() -> None:
    house = slow_house()
    assert house.say(Command.STOP)
    house.voice.ready = True
    house.clock.pass_time(LONGEST + 1)
    assert house.ended(Outcome.LEFT)
    assert house.player.session is None


def test_everything_that_a_session_says_was_ready_before_it_began() -> None:
    house = HearingHouse()
    house.open(3)
    prepared = set(house.voice.prepared)
    for score in (5, 5, 3):
        house.clock.pass_time(45)
        house.say(Command.MORE)
        house.say(Command.EASIER)
        house.clock.pass_time(20)
        house.say(Command.PAIN)
        house.clock.pass_time(25)
        house.answer(1)
        house.clock.pass_time(40)
        for answer in ("left", 1, score, "n"):
            house.clock.pass_time(8)
            house.answer(answer)
        house.clock.pass_time(30)
    assert len(house.ears.words) > 60
    assert [line for line in house.ears.words if line not in prepared] == []


def test_the_lines_of_the_session_come_first() -> None:
    house = HearingHouse()
    house.open()
    prepared = list(house.voice.prepared)
    assert prepared[0] == "First three."
    advice = next(i for i, line in enumerate(prepared) if line.startswith("Stop here."))
    assert prepared.index("Cat-cow. 5 times.") < advice
