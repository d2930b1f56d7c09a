"""What a person gets on a day on which nothing hurts."""

from datetime import timedelta

import pytest

from coach.domain.commands import Command, State
from coach.domain.events import CueDue, Interrupted, Outcome, SegmentBegan
from coach.domain.safety import Colour
from coach.domain.timeline import SegmentKind
from tests.player.house import House


def done_often(house: House) -> None:
    """Make first-three familiar: three sessions to the end."""
    for _ in range(3):
        house.enter()
        house.begin("n", 0)
        while house.play_until_question():
            house.answer(0)
        house.clock.pass_time(24 * 3600)


def test_an_ordinary_day_is_two_answers_before_and_one_after() -> None:
    house = House()
    done_often(house)
    house.enter()
    house.player.begin()
    asked = []
    for answer in ("n", "1"):
        asked.append(house.asked)
        house.answer(answer)
    assert asked == ["short-list", "start-score"]
    assert house.is_in(State.RUNNING)
    assert house.play_until_question() == "score"
    assert house.session.segment.kind is SegmentKind.LAST_CHECK
    house.answer(1)
    assert house.ended(Outcome.DONE)


def test_a_new_exercise_is_asked_about_until_it_has_been_done_three_times() -> None:
    house = House()
    for session in range(4):
        house.enter()
        house.begin("n", 0)
        checks = 0
        while house.play_until_question():
            checks += 1
            house.answer(0)
        assert checks == (2 if session < 3 else 1)
        house.clock.pass_time(24 * 3600)


def test_the_first_start_says_what_this_is_and_asks_for_the_cautions() -> None:
    house = House(known=False)
    house.begin()
    assert house.heard("General movement and relaxation guidance for adults.")
    assert house.heard("In an emergency call 112 (Germany).")
    assert house.asked == "number"
    house.answer("")
    for number in range(1, 5):
        assert house.asked == f"list-{number}"
        house.answer("n")
    assert house.asked == "cautions"
    house.answer("0")
    assert house.asked == "start-score"
    house.answer(0)
    assert house.player.session is not None
    house.enter()
    house.player.begin()
    assert not house.heard("General movement")


def test_a_caution_replaces_what_it_rules_out_and_says_so() -> None:
    house = House(known=False)
    house.open(cautions="2")
    assert house.heard("instead of Child's pose")
    assert house.player.session is not None
    names = {step.exercise.id for step in house.session.timeline.plan.exercises}
    assert names == {"knee-to-chest", "bridge", "seated-tilt"}


@pytest.mark.parametrize("line", ["11", "12"])
def test_a_caution_that_allows_no_session_refuses_it_until_it_is_gone(line: str) -> None:
    house = House(known=False)
    house.open(cautions=line)
    assert house.ended(Outcome.DOCTOR_SOON)
    house.enter()
    for not_cleared in ("n", "u"):
        house.open(cleared=not_cleared)
        assert house.ended(Outcome.DOCTOR_SOON)
        house.enter()
    house.open(cleared="y")
    assert house.ended(None)
    assert house.player.session is not None


def test_cues_come_at_their_moment_and_the_machine_is_kept_awake() -> None:
    house = House()
    house.begin("n", 0)
    assert house.keep_awake.held
    begun = house.clock.now()
    house.clock.pass_time(30.5)
    due = [event for event in house.stage.events if isinstance(event, CueDue)]
    assert due
    assert all(event.at <= house.clock.now() - begun + 1e-6 for event in due)
    house.say(Command.STOP)
    assert not house.keep_awake.held


def test_a_machine_that_sleeps_pauses_the_session_and_skips_nothing() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 1)
    before = house.session.offset
    house.clock.jump(200)
    house.clock.pass_time(5)
    assert house.is_in(State.PAUSED)
    assert house.session.offset == pytest.approx(before, abs=1.1)
    assert any(isinstance(event, Interrupted) for event in house.stage.events)
    assert house.say(Command.RESUME)
    house.clock.pass_time(4)
    assert house.is_in(State.RUNNING)


def test_after_ten_minutes_away_the_list_and_the_score_come_again() -> None:
    house = House()
    house.begin("n", 2)
    house.play_to("Child's pose", "hold", 1)
    house.say(Command.PAUSE)
    house.clock.pass_time(601)
    house.say(Command.RESUME)
    assert house.asked == "short-list"
    house.answer("n", 2)
    house.clock.pass_time(4)
    assert house.is_in(State.RUNNING)
    assert house.session.segment.phase == "hold"


def test_after_ten_minutes_away_with_more_pain_it_ends() -> None:
    house = House()
    house.begin("n", 2)
    house.play_to("Child's pose", "hold", 1)
    house.say(Command.PAUSE)
    house.clock.pass_time(601)
    house.say(Command.RESUME)
    house.answer("n", 7)
    assert house.ended(Outcome.PAIN)


def test_over_two_hours_away_is_left_and_the_next_start_asks_why() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 1)
    house.say(Command.PAUSE)
    house.clock.pass_time(7201)
    house.say(Command.RESUME)
    assert house.ended(Outcome.LEFT)
    house.enter()
    house.player.begin()
    assert house.asked == "why-left"


def test_a_pause_over_midnight_is_left() -> None:
    house = House()
    house.clock.start += timedelta(hours=14, minutes=58)
    house.begin("n", 0)
    house.clock.pass_time(30)
    house.say(Command.PAUSE)
    house.clock.pass_time(120)
    house.say(Command.RESUME)
    assert house.ended(Outcome.LEFT)


def test_a_session_that_was_cut_off_goes_on_paused_at_its_rep() -> None:
    house = House()
    house.begin("n", 0)
    house.play_until_question()
    house.answer(0)
    house.play_to("Hip raise", "hold", 3)
    house.enter()
    house.clock.pass_time(60)
    house.player.begin()
    assert house.asked == "go-on"
    assert "Hip raise, rep 3 of 5" in house.stage.questions[0].text
    house.answer("y")
    assert house.is_in(State.PAUSED)
    house.say(Command.RESUME)
    house.clock.pass_time(3.5)
    assert house.is_in(State.RUNNING)
    assert (house.session.segment.phase, house.session.segment.rep) == ("lift", 3)
    assert house.play_until_question() == "score"
    house.answer(0)
    assert house.ended(Outcome.DONE)


def test_a_session_that_was_cut_off_after_it_hurt_is_not_gone_on_with() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 1)
    house.say(Command.PAIN)
    house.enter()
    house.player.begin()
    assert house.asked == "list-1"
    record = house.store.sessions()[0]
    assert record.hurt
    assert record.end is not None
    assert record.end.colour is Colour.AMBER


def test_a_session_that_was_cut_off_yesterday_is_left() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 1)
    house.enter()
    house.clock.pass_time(24 * 3600)
    house.player.begin()
    assert house.asked == "why-left"


def test_a_session_that_was_cut_off_a_quarter_of_an_hour_ago_asks_again_before_it_goes_on() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 2)
    house.enter()
    house.clock.pass_time(900)
    house.begin("y")
    house.say(Command.RESUME)
    assert house.asked == "short-list"
    house.answer("n", 0)
    house.clock.pass_time(3.5)
    assert house.is_in(State.RUNNING)
    assert house.session.segment.rep == 2


def test_silence_is_never_a_yes() -> None:
    house = House()
    house.player.begin()
    house.clock.pass_time(30)
    assert len(house.stage.questions) == 2
    house.clock.pass_time(30)
    assert house.ended(Outcome.NO_ANSWER)
    assert house.player.session is None


def test_silence_at_a_check_holds_the_session_and_then_ends_it() -> None:
    house = House()
    house.begin("n", 0)
    assert house.play_until_question() == "score"
    began = len([event for event in house.stage.events if isinstance(event, SegmentBegan)])
    house.clock.pass_time(61)
    assert house.ended(Outcome.NO_ANSWER)
    assert began == len([event for event in house.stage.events if isinstance(event, SegmentBegan)])


def test_only_commands_of_the_person_pass_through_a_front_end() -> None:
    house = House()
    house.begin("n", 0)
    with pytest.raises(ValueError, match="not for a front end"):
        house.say(Command.GO_ON)


def test_what_is_no_answer_is_asked_again() -> None:
    house = House()
    house.begin("perhaps", "n", "11", "ten", "0")
    assert house.stage.refused == ["perhaps", "11", "ten"]
    assert house.player.session is not None
