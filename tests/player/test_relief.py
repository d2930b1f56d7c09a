"""Relief as a person gets it: the gate, looks, taking it off, leaving, the first minutes."""

from datetime import timedelta

import pytest

from coach.domain.commands import Command, State
from coach.domain.events import Outcome
from coach.domain.timeline import SegmentKind
from tests.player.house import House, content


def warm(start: int = 2, relief: str = "heat", **house: object) -> House:
    """Somebody for whom heat is fine, and who has just put it on."""
    home = House(**house)  # type: ignore[arg-type]
    home.enter_relief(relief)
    home.begin("n", start, *"yyyy")
    while not home.session.on_skin:
        tick(home)
    return home


def tick(home: House) -> None:
    due = home.clock.next_at()
    assert due is not None
    home.clock.pass_time(due - home.clock.now())


# Before it


def test_heat_asks_its_gate_and_who_is_awake_and_says_what_to_mind() -> None:
    home = House()
    home.enter_relief("heat")
    home.begin("n", 3)
    asked = []
    while home.player.session is None:
        asked.append(home.asked)
        home.answer("y")
    assert asked == ["gate-1", "gate-2", "gate-3", "awake"]
    assert home.heard("Never on bare skin")


@pytest.mark.parametrize("answers", ["n", "u", "yn", "yu", "yyn", "yyu"])
def test_any_doubt_at_the_gate_leaves_it_out(answers: str) -> None:
    home = House()
    home.enter_relief("heat")
    home.begin("n", 3, *answers)
    assert home.ended(Outcome.LEFT)
    assert home.heard("ask a professional first")
    assert home.player.session is None


def test_silence_at_the_gate_is_no_yes() -> None:
    home = House()
    home.enter_relief("heat")
    home.begin("n", 3)
    home.clock.pass_time(61)
    assert home.ended(Outcome.LEFT)


def test_somebody_who_may_fall_asleep_gets_nothing_on_the_skin() -> None:
    home = House()
    home.enter_relief("heat")
    home.begin("n", 3, *"yyyn")
    assert home.ended(Outcome.LEFT)
    assert home.heard("not now")


def test_a_warning_sign_bars_relief_as_it_bars_a_session() -> None:
    home = House()
    sign = content().sign("fever")
    assert sign is not None
    home.store.bar(sign.id, sign.question, sign.level, home.clock.wall())
    for relief in ("heat", "spasm"):
        home.enter_relief(relief)
        home.begin("3")
        assert home.ended(Outcome.URGENT), relief


def test_a_yes_on_the_short_list_bars_it_and_stays() -> None:
    home = House()
    home.enter_relief("heat")
    home.begin("y", "y", "y")
    assert home.ended(Outcome.EMERGENCY)
    assert home.store.open_bars()


def test_the_first_use_asks_the_lists_and_the_cautions_first() -> None:
    home = House(known=False)
    home.enter_relief("heat")
    home.player.begin()
    asked = []
    while home.player.session is None and not home.asked.startswith("gate"):
        asked.append(home.asked)
        home.answer({"number": "", "cautions": "0", "start-score": "2"}.get(home.asked, "n"))
    assert asked[0] == "number"
    assert asked[-2:] == ["cautions", "start-score"]


@pytest.mark.parametrize("relief", ["heat", "cold", "alternate", "water"])
def test_at_eight_what_moves_nothing_stays_open_after_the_emergency_lines(relief: str) -> None:
    home = House()
    home.enter_relief(relief)
    home.begin("n", 8)
    assert home.heard("No exercise now.")
    home.answer(*"yyyy")
    assert home.player.session is not None
    assert home.store.lists_asked().full_is_due


@pytest.mark.parametrize("relief", ["walk", "sit-break", "massage"])
def test_at_eight_what_moves_is_closed(relief: str) -> None:
    home = House()
    home.enter_relief(relief)
    home.begin("n", 8)
    assert home.ended(Outcome.PAIN)
    assert home.heard("No exercise now.")
    assert home.heard("This one moves you.")


# On the skin


def test_the_skin_is_looked_at_and_it_comes_off_after_a_quarter_of_an_hour() -> None:
    home = warm()
    begun = home.clock.now()
    home.play_until_question()
    assert home.asked == "look"
    assert home.clock.now() - begun == pytest.approx(300, abs=1)
    home.answer("y")
    home.play_until_question()
    home.answer("y")
    assert home.play_until_question() == "take-off"
    assert home.clock.now() - begun == pytest.approx(900, abs=2)


def test_it_says_at_what_time_of_day_it_comes_off() -> None:
    home = warm()
    until = home.clock.wall() + timedelta(minutes=15)
    assert home.heard(f"Off at {until:%H:%M}.")
    home.say(Command.MORE)
    home.say(Command.MORE)
    home.say(Command.MORE)
    home.say(Command.MORE)
    assert home.stage.words[-1] == f"Off at {until + timedelta(minutes=1):%H:%M}."


def test_take_it_off_comes_every_fifteen_seconds_until_somebody_answers() -> None:
    home = warm(patience=None)
    home.say(Command.NEXT)
    assert home.asked == "take-off"
    before = len(home.stage.questions)
    home.clock.pass_time(60)
    assert len(home.stage.questions) == before + 4
    home.answer("whatever")
    assert home.session.segment.phase == "break"
    again = len(home.stage.questions)
    home.clock.pass_time(60)
    assert len(home.stage.questions) == again


@pytest.mark.parametrize("answer", ["n", None])
def test_skin_that_is_not_fine_ends_it_with_what_to_do(answer: str | None) -> None:
    home = warm()
    home.play_until_question()
    if answer:
        home.answer(answer)
    else:
        home.clock.pass_time(61)
    assert home.asked == "take-off"
    home.answer("")
    assert home.heard("Leave the skin bare")
    assert home.asked == "score"
    home.answer("2")
    assert home.ended(Outcome.DONE)
    home.clock.pass_time(5 * 3600)
    home.enter_relief("cold")
    home.begin("n", 2)
    assert home.ended(Outcome.LEFT), "nothing comes to this skin today"
    assert home.heard("The skin stays bare until")


def test_a_look_is_asked_with_patience_also_where_nothing_else_is() -> None:
    home = warm(patience=None)
    home.play_until_question()
    home.clock.pass_time(61)
    assert home.asked == "take-off"


def test_after_the_machine_slept_it_says_how_long_it_was_on() -> None:
    home = warm()
    home.clock.jump(25 * 60)
    home.player.look()
    assert home.asked == "take-off"
    assert home.player.question is not None
    assert home.player.question.text == "Take it off; 25 minutes have passed."


def test_the_machine_that_sleeps_at_a_look_asks_to_take_it_off_and_nothing_else() -> None:
    home = warm()
    home.play_until_question()
    home.clock.jump(600)
    tick(home)
    assert home.asked == "take-off"


def test_a_pause_says_that_the_time_goes_on() -> None:
    home = warm()
    home.say(Command.PAUSE)
    assert home.heard("It is still on")
    assert home.play_until_question() == "look"


# Stopping and leaving


def test_it_hurts_says_first_that_it_comes_off() -> None:
    home = warm()
    home.say(Command.PAIN)
    assert "Take it off now." in home.stage.words[-2:]
    assert home.asked == "hurt"
    home.answer("3")
    assert home.ended(Outcome.EMERGENCY)


def test_a_cramp_goes_on_only_with_a_bare_skin() -> None:
    home = warm()
    home.say(Command.PAIN)
    home.answer("4", "2")
    assert home.asked == "take-off"


def test_leaving_is_refused_once_and_goes_only_with_a_yes() -> None:
    home = warm()
    home.say(Command.STOP)
    assert home.asked == "off-first"
    assert home.outcome is None
    home.say(Command.STOP)
    assert home.outcome is None
    home.answer("y")
    assert home.ended(Outcome.LEFT)


@pytest.mark.parametrize("answer", ["n", None])
def test_leaving_with_it_on_asks_to_take_it_off(answer: str | None) -> None:
    home = warm()
    home.say(Command.STOP)
    if answer:
        home.answer(answer)
    else:
        home.clock.pass_time(61)
    assert home.asked == "take-off"
    assert home.outcome is None
    home.answer("")
    assert not home.session.on_skin
    home.say(Command.STOP)
    assert home.ended(Outcome.LEFT)


def test_a_process_that_has_to_end_hands_over_to_the_desktop() -> None:
    home = warm()
    home.player.leave("hang-up")
    assert home.notifier.shown == ["Take it off now."]
    assert home.heard("Take it off now.")


def test_it_hurts_counts_as_on_until_somebody_says_that_it_is_off() -> None:
    home = warm()
    home.say(Command.PAIN)
    home.answer("4", "2")
    home.player.leave("hang-up")
    assert home.notifier.shown == ["Take it off now."]


def test_nothing_is_handed_over_with_a_bare_skin() -> None:
    home = warm()
    home.say(Command.NEXT)
    home.answer("")
    home.player.leave("hang-up")
    assert home.notifier.shown == []


def test_the_end_of_the_input_takes_it_off_and_never_ends_it_on_the_skin() -> None:
    home = warm()
    home.say(Command.PAUSE)
    home.player.input_ended()
    assert home.asked == "take-off"
    home.player.input_ended()
    assert not home.session.on_skin


# The record


def play_round(home: House, relief: str = "heat") -> None:
    home.enter_relief(relief)
    home.begin("n", 2, *"yyyy")
    for _ in range(20):
        asked = home.play_until_question()
        if not asked:
            return
        home.answer({"look": "y", "take-off": "", "score": "2"}[asked])
        if home.outcome is not None:
            return


def test_three_rounds_of_heat_a_day() -> None:
    home = House()
    for _ in range(3):
        play_round(home)
        assert home.ended(Outcome.DONE)
        home.clock.pass_time(3600)
    home.enter_relief("heat")
    home.begin("n", 2)
    assert home.ended(Outcome.LEFT)
    assert home.heard("Heat was enough for today.")
    home.clock.pass_time(24 * 3600)
    home.enter_relief("heat")
    home.open(2)
    assert home.asked == "gate-1"


def test_the_break_is_the_skins_whatever_is_played_next() -> None:
    home = warm()
    home.say(Command.NEXT)
    home.answer("")
    home.say(Command.STOP)
    home.enter_relief("cold")
    home.begin("n", 2)
    assert home.ended(Outcome.LEFT)
    assert home.heard("The skin stays bare until")


def test_relief_is_no_session_of_the_record_and_its_scores_are_kept() -> None:
    home = House()
    play_round(home)
    assert home.store.sessions() == ()
    assert [score.score for score in home.store.scores(home.clock.start)] == [2, 2]


# In spasm


def spasm(**house: object) -> House:
    home = House(**house)  # type: ignore[arg-type]
    home.enter_relief("spasm")
    home.player.begin()
    return home


def test_in_spasm_the_short_list_is_the_only_question_before_rest() -> None:
    home = spasm()
    assert home.asked == "short-list"
    home.answer("n")
    assert home.state is State.RUNNING
    home.clock.pass_time(60)
    assert home.session.segment.name == "Rest, legs on a chair"
    assert [question.id for question in home.stage.questions] == ["short-list"]


def test_in_spasm_the_score_comes_before_the_first_movement() -> None:
    home = spasm()
    home.answer("n")
    assert home.play_until_question() == "score"
    done = {part.name for part in home.session.timeline.segments[: home.session.index]}
    assert done == {"", "Rest, legs on a chair", "Belly breathing"}
    home.answer("6")
    assert home.state is State.RUNNING
    tick(home)
    assert home.session.segment.name == "Pelvic tilt"


def test_in_spasm_the_first_score_is_the_one_that_others_are_measured_by() -> None:
    home = spasm()
    home.answer("n")
    home.play_until_question()
    home.answer("6")
    home.play_until_question()
    home.answer("8")
    assert home.ended(Outcome.PAIN)


def test_in_spasm_at_eight_nothing_moves_and_a_rest_is_offered() -> None:
    home = spasm()
    home.answer("n")
    home.play_until_question()
    home.answer("9")
    assert home.heard("No exercise now.")
    assert home.asked == "rest-first"
    home.answer("y")
    home.clock.pass_time(601)
    assert home.asked.startswith("list-")
    while home.asked != "start-score":
        home.answer("n")
    home.answer("7")
    assert home.state is State.RUNNING
    tick(home)
    assert home.session.segment.name == "Pelvic tilt"


def test_in_spasm_at_eight_without_a_rest_it_ends() -> None:
    home = spasm()
    home.answer("n")
    home.play_until_question()
    home.answer("8", "n")
    assert home.ended(Outcome.PAIN)


def test_in_spasm_a_stranger_rests_and_breathes_and_nothing_moves() -> None:
    home = spasm(known=False)
    home.answer("n")
    names = {part.name for part in home.session.timeline.segments if part.name}
    assert names == {"Rest, legs on a chair", "Belly breathing"}
    assert home.play_until_question() == "score"
    home.answer("6")
    assert home.ended(Outcome.DONE)


def test_in_spasm_cautions_hold() -> None:
    home = House()
    home.store.introduce(("no-twisting",), home.clock.wall())
    twist = [line.id for line in content().caution_lines if line.text == "Told not to twist"]
    home.store.introduce(twist, home.clock.wall())
    home.enter_relief("spasm")
    home.begin("n")
    assert "Knee rolls" not in {part.name for part in home.session.timeline.segments}


def test_in_spasm_warmth_is_offered_with_its_gate() -> None:
    home = spasm()
    home.answer("n")
    for _ in range(20):
        if home.play_until_question() == "relief-now":
            break
        home.answer("3")
    assert home.session.segment.kind is SegmentKind.GATE
    home.answer("y", "y", "y", "y", "y")
    assert home.session.segment.phase == "wrap"
    assert not home.session.on_skin


def test_in_spasm_warmth_that_is_not_wanted_is_left_out() -> None:
    home = spasm()
    home.answer("n")
    for _ in range(20):
        if home.play_until_question() == "relief-now":
            break
        home.answer("3")
    home.answer("n")
    assert home.asked == "score"
    home.answer("2")
    assert home.ended(Outcome.DONE)


# Massage


def test_a_pulse_under_the_fingers_asks_what_it_may_be() -> None:
    home = House()
    home.enter_relief("massage")
    home.begin("n", 3, "y", "y")
    assert home.play_until_question() == "pulse"
    home.answer("y")
    assert home.heard("Stop pressing there.")
    assert home.asked == "sign-aorta"
    home.answer("y")
    assert home.ended(Outcome.EMERGENCY)


def test_no_pulse_goes_on_and_a_doubt_that_is_cleared_presses_no_more() -> None:
    home = House()
    home.enter_relief("massage")
    home.begin("n", 3, "y", "y")
    home.play_until_question()
    home.answer("n")
    assert home.session.segment.phase == "let go"
    home.play_until_question()
    home.answer("u", "n")
    assert home.asked == "score"
