"""What happens when something hurts: section B of the clinical reference, through the player."""

import pytest

from coach.adapters.store.safety_memory import EVER
from coach.domain.commands import Command, State
from coach.domain.events import Changed, Decided, Described, ExitBegan, Outcome, SegmentBegan
from coach.domain.safety import Action, Colour
from coach.domain.timeline import SegmentKind
from tests.player.house import House


def playing(start: int = 0, phase: str = "hold", name: str = "Child's pose") -> House:
    house = House()
    house.begin("n", start)
    house.play_to(name, phase, 1)
    return house


def decisions(house: House) -> list[Action]:
    return [event.action for event in house.stage.events if isinstance(event, Decided)]


@pytest.mark.parametrize("score", [8, 9, 10])
def test_8_and_more_before_is_no_exercise_but_rest_and_the_emergency_lines(score: int) -> None:
    house = House()
    house.begin("n", score)
    assert house.heard("No exercise now.")
    assert house.heard("Call 112 (Germany) at once")
    assert house.asked == "rest-first"
    house.answer("n")
    assert house.ended(Outcome.PAIN)
    assert house.player.session is None


@pytest.mark.parametrize(("later", "title"), [(7, "Gentle day"), (2, "Gentle day")])
def test_after_ten_minutes_of_rest_the_full_list_and_the_score_open_the_gentle_session(
    later: int, title: str
) -> None:
    house = House()
    house.begin("n", 8, "y")
    assert house.asked == ""
    house.clock.pass_time(599)
    assert house.asked == ""
    house.clock.pass_time(1)
    assert house.asked == "list-1"
    house.answer(*"nnnnnn", later)
    assert house.asked == "gentle"
    house.answer("y")
    assert house.session.timeline.plan.title == title


def test_8_after_the_rest_is_no_exercise_either() -> None:
    house = House()
    house.begin("n", 10, "y")
    house.clock.pass_time(600)
    house.answer(*"nnnnnn", 8)
    assert house.asked == "rest-first"
    house.clock.pass_time(61)
    assert house.ended(Outcome.PAIN)


@pytest.mark.parametrize("score", [6, 7])
def test_6_and_7_before_open_only_the_gentle_session(score: int) -> None:
    house = House()
    house.begin("n", score, "n")
    assert house.ended(Outcome.PAIN)
    house.enter()
    house.begin("n", score, "y")
    assert house.session.timeline.plan.title == "Gentle day"
    assert all(step.exercise.id != "child-pose" for step in house.session.timeline.plan.exercises)


def test_silence_declines_the_gentle_session() -> None:
    house = House()
    house.begin("n", 6)
    assert house.asked == "gentle"
    house.clock.pass_time(61)
    assert house.ended(Outcome.PAIN)


@pytest.mark.parametrize("score", [4, 5])
def test_4_and_5_before_is_half_the_reps_and_the_easier_form(score: int) -> None:
    house = House()
    house.begin("n", score)
    reps = {step.exercise.id: step.reps for step in house.session.timeline.plan.exercises}
    assert reps == {"child-pose": (2,), "bridge": (3,), "seated-tilt": (3,)}


def test_a_rise_of_two_eases_what_comes_and_a_second_one_like_it_goes_on() -> None:
    house = House()
    house.begin("n", 0)
    house.play_until_question()
    house.answer(2)
    assert decisions(house) == [Action.EASE]
    assert any(isinstance(event, Changed) for event in house.stage.events)
    house.play_to("Hip raise", "lift", 1)
    assert house.session.segment.reps == 3


def test_a_rise_of_three_from_nothing_stops_the_exercise_and_asks_again_after_two_minutes() -> None:
    house = House()
    house.begin("n", 0)
    house.play_until_question()
    house.answer(3)
    assert decisions(house) == [Action.STOP_EXERCISE]
    before = house.clock.now()
    assert house.play_until_question() == "score"
    assert house.clock.now() - before == pytest.approx(120, abs=1)
    assert house.session.segment.kind is SegmentKind.RECHECK
    house.answer(2)
    assert house.ended(Outcome.PAIN)


def test_a_pain_that_settles_with_rest_lets_the_session_go_on() -> None:
    house = House()
    house.begin("n", 0)
    house.play_until_question()
    house.answer(3)
    house.play_until_question()
    house.answer(1)
    house.play_to("Hip raise", "lift", 1)


def test_a_rise_of_three_to_four_ends_the_session() -> None:
    house = House()
    house.begin("n", 1)
    house.play_until_question()
    house.answer(4)
    assert house.ended(Outcome.PAIN)
    assert house.stage.reason == "pain rose by 3, to 4"
    assert house.heard("That is enough for today.")
    record = house.store.sessions()[0]
    assert record.end is not None
    assert record.end.colour is Colour.AMBER


def test_a_second_exercise_that_is_stopped_ends_the_session() -> None:
    house = House()
    house.begin("n", 3)
    house.play_until_question()
    house.answer(5)
    assert decisions(house) == [Action.STOP_EXERCISE]
    house.play_until_question()
    house.answer(3)
    house.play_to("Hip raise", "hold", 1)
    house.say(Command.PAIN)
    house.answer("1")
    assert house.play_until_question() == "where"
    house.answer("left", "1", 5, "n")
    assert house.ended(Outcome.PAIN)
    assert "second exercise" in house.stage.reason


def test_two_points_more_at_the_end_are_done_but_amber() -> None:
    house = House()
    house.begin("n", 1)
    while house.play_until_question():
        last = house.session.segment.kind is SegmentKind.LAST_CHECK
        house.answer(3 if last else 1)
    assert house.ended(Outcome.DONE)
    end = house.store.sessions()[0].end
    assert end is not None
    assert end.colour is Colour.AMBER
    assert house.heard("Keep moving gently, stay in comfort, check again next time.")
    assert house.heard("The next session is one level down.")


def checks_of_the_fourth(house: House, third_ends_at: int) -> int:
    """How often the fourth gentle session asks, after one that ended at this score."""
    checks = 0
    for after in (0, 0, third_ends_at, 0):
        house.enter("acute-gentle")
        house.open()
        checks = 0
        while house.play_until_question():
            checks += 1
            house.answer(after if house.session.segment.kind is SegmentKind.LAST_CHECK else 0)
        house.clock.pass_time(48 * 3600)
    return checks


def test_after_an_amber_session_every_exercise_is_asked_about() -> None:
    assert checks_of_the_fourth(House(), 0) < checks_of_the_fourth(House(), 2)


def test_it_hurts_stops_at_once_and_asks_where() -> None:
    house = playing()
    house.say(Command.PAIN)
    assert house.is_in(State.ASKING)
    assert house.asked == "hurt"
    question = house.player.question
    assert question is not None
    assert question.lines == ("Stopped. Stay where you are.",)


def test_chest_is_the_emergency_advice_at_once_without_a_word_about_getting_up() -> None:
    house = playing()
    house.say(Command.PAIN)
    told = len(house.stage.words)
    house.answer("3")
    assert house.ended(Outcome.EMERGENCY)
    said = house.stage.words[told:]
    assert any("112" in line for line in said)
    assert not any("stand" in line or "Walk your hands" in line for line in said)
    assert not any(isinstance(event, ExitBegan) for event in house.stage.events)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (["y"], Outcome.EMERGENCY),
        (["n", "u"], Outcome.EMERGENCY),
        (["n", "n", "n", "n", "n", "y"], Outcome.EMERGENCY),
        (["n", "n", "n", "n", "n", "n", "y", "n"], Outcome.URGENT),
        (["n", "n", "n", "n", "n", "n", "y", "u"], Outcome.EMERGENCY),
        (["n", "n", "n", "n", "n", "n", "u", "n"], Outcome.PAIN),
        (["n", "n", "n", "n", "n", "n", "n"], Outcome.PAIN),
    ],
)
def test_a_leg_asks_its_rows_one_by_one(answers: list[str], outcome: Outcome) -> None:
    house = playing()
    house.say(Command.PAIN)
    house.answer("2", *answers)
    assert house.outcome is outcome
    assert house.heard("No more today.") is (outcome is Outcome.PAIN)


def test_back_or_hip_leads_out_of_the_position_then_asks_where_how_and_how_bad_it_is() -> None:
    house = playing()
    house.say(Command.PAIN)
    house.answer("1")
    assert house.is_in(State.EXITING)
    assert house.play_until_question() == "where"
    assert house.heard("Come up to kneeling and rest there.")
    house.answer("4")
    assert house.asked == "feel"
    house.answer("burning")
    assert house.asked == "score"
    house.answer(1)
    assert house.asked == "sharp"
    house.answer("n")
    assert house.is_in(State.COUNTING_IN)
    house.clock.pass_time(3.5)
    assert house.heard("Back to Child's pose.")
    house.play_to("Child's pose", "fold", 1)
    session = house.store.sessions()[0].id
    described = [e for e in house.store.events(session) if isinstance(e, Described)]
    assert [(event.site, event.feel) for event in described] == [("left", "burning")]
    assert [(s.score, s.site) for s in house.store.scores(EVER)] == [(0, ""), (1, "left")]


def test_a_leg_on_the_body_map_asks_the_rows_of_the_leg() -> None:
    house = playing()
    house.say(Command.PAIN)
    house.answer("1")
    house.play_until_question()
    house.answer("leg")
    assert house.asked == "sign-bladder"
    house.answer("y")
    assert house.ended(Outcome.EMERGENCY)


def test_a_pain_that_feels_sharp_is_sharp_without_a_further_question() -> None:
    house = playing()
    house.say(Command.PAIN)
    house.answer("1")
    house.play_until_question()
    house.answer("middle", "2", 0)
    assert house.ended(Outcome.PAIN)
    assert "sharp" in house.stage.reason


def test_silence_about_where_and_how_is_not_sure_and_the_score_is_asked() -> None:
    house = playing()
    house.say(Command.PAIN)
    house.answer("1")
    house.play_until_question()
    house.clock.pass_time(61)
    assert house.asked == "feel"
    house.clock.pass_time(61)
    assert house.asked == "score"


@pytest.mark.parametrize("sharp", ["y", "u"])
def test_a_sharp_pain_ends_the_session_whatever_the_score(sharp: str) -> None:
    house = playing()
    house.say(Command.PAIN)
    house.answer("1")
    house.play_until_question()
    house.answer("u", "u", 0, sharp)
    assert house.ended(Outcome.PAIN)


def test_too_much_offers_easier_leaving_out_and_the_end_without_a_further_question() -> None:
    easier = playing()
    easier.say(Command.PAIN)
    easier.answer("4", "1")
    assert any(isinstance(event, Changed) for event in easier.stage.events)
    easier.clock.pass_time(4)
    assert easier.is_in(State.RUNNING)
    skip = playing()
    skip.say(Command.PAIN)
    skip.answer("4", "2")
    assert skip.heard("Walk your hands back, slowly.")
    assert skip.play_until_question() == "score"
    assert skip.session.segment.rep == 0
    end = playing()
    end.say(Command.PAIN)
    end.answer("4", "3")
    assert end.outcome is Outcome.PAIN


def test_without_a_choice_the_number_is_said_again_and_then_it_holds() -> None:
    house = playing()
    house.say(Command.PAIN)
    house.clock.pass_time(31)
    assert house.heard("In an emergency call 112 (Germany).")
    house.clock.pass_time(600)
    assert house.asked == "hurt"
    assert house.ended(None)


def test_stop_needs_no_reason_and_after_it_hurt_it_counts_as_pain() -> None:
    house = playing()
    house.say(Command.STOP)
    assert house.ended(Outcome.LEFT)
    house = playing()
    house.say(Command.PAIN)
    house.say(Command.STOP)
    assert house.ended(Outcome.PAIN)


@pytest.mark.parametrize("where", ["running", "paused", "check", "counting in", "exiting"])
def test_it_hurts_works_wherever_the_session_is(where: str) -> None:
    house = playing()
    if where == "paused":
        house.say(Command.PAUSE)
    elif where == "check":
        assert house.play_until_question() == "score"
    elif where == "counting in":
        house.say(Command.PAUSE)
        house.say(Command.RESUME)
    elif where == "exiting":
        house.say(Command.PAIN)
        house.answer("1")
        assert house.is_in(State.EXITING)
    assert house.say(Command.PAIN)
    assert house.asked == "hurt"
    house.answer("3")
    assert house.ended(Outcome.EMERGENCY)


def test_after_a_warning_sign_nothing_can_happen_any_more() -> None:
    house = playing()
    house.say(Command.PAIN)
    house.answer("3")
    events = len(house.stage.events)
    for command in Command:
        if command is not Command.START:
            house.player.leave("again")
    assert not house.say(Command.RESUME)
    assert not house.say(Command.NEXT)
    house.clock.pass_time(3600)
    assert len(house.stage.events) == events
    assert house.player.question is None


def test_begun_at_six_one_point_more_stops_the_exercise_and_two_end_it() -> None:
    house = House()
    house.begin("n", 6, "y")
    assert house.play_until_question() == "score"
    house.answer(7)
    assert decisions(house) == [Action.STOP_EXERCISE]
    house.play_until_question()
    house.answer(8)
    assert house.ended(Outcome.PAIN)


def test_no_segment_begins_while_something_is_asked() -> None:
    house = playing()
    house.say(Command.PAIN)
    begun = sum(isinstance(event, SegmentBegan) for event in house.stage.events)
    house.clock.pass_time(25)
    assert begun == sum(isinstance(event, SegmentBegan) for event in house.stage.events)
