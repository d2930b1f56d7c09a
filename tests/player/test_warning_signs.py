"""Warning signs before a session: what is asked, what it leads to, and the next start."""

import pytest

from coach.domain.commands import Command, State
from coach.domain.events import Outcome
from coach.domain.triage import Level, WarningSign
from coach.ports.safety_record import ListGroup
from tests.player.answering import Answers, start
from tests.player.house import House, content
from tests.record import first_bar

STARRED = [sign for line in content().short_list for sign in line.signs]
BARRING = [
    sign
    for screen in content().full_list
    for line in screen.lines
    for sign in line.signs
    if sign.level.bars
]
SOON = [
    sign
    for screen in content().full_list
    for line in screen.lines
    for sign in line.signs
    if not sign.level.bars
]
OUTCOME = {Level.EMERGENCY: Outcome.EMERGENCY, Level.URGENT: Outcome.URGENT}


def newcomer() -> House:
    return House(known=False)


def on_the_second_day() -> House:
    """Somebody whom the first day has asked the emergency and urgent rows."""
    house = House(known=False)
    house.store.introduce((), house.clock.wall())
    house.store.list_asked(ListGroup.URGENT, house.clock.wall())
    house.clock.pass_time(24 * 3600)
    return house


def by_id(sign: WarningSign) -> str:
    return sign.id


@pytest.mark.parametrize("sign", STARRED, ids=by_id)
def test_a_yes_to_any_row_of_the_short_list_ends_with_the_advice_of_its_level(
    sign: WarningSign,
) -> None:
    assert_stopped(start(House(), {sign.id: "y"}), sign)


@pytest.mark.parametrize("sign", BARRING, ids=by_id)
def test_a_yes_to_any_emergency_or_urgent_row_at_first_use_ends_with_the_advice_of_its_level(
    sign: WarningSign,
) -> None:
    assert_stopped(start(newcomer(), {sign.id: "y"}), sign)


def assert_stopped(house: House, sign: WarningSign) -> None:
    assert house.outcome is OUTCOME[sign.level]
    for words in content().advice(sign.level, sign):
        assert words in house.stage.words
    assert f"You answered yes to: {sign.question}" in house.stage.words
    assert house.heard("Answered at ")
    bar = first_bar(house.store)
    assert bar is not None
    assert (bar.sign, bar.level) == (sign.id, sign.level)


@pytest.mark.parametrize("sign", SOON, ids=by_id)
def test_a_yes_to_a_doctor_soon_row_leaves_a_line_and_the_session_goes_on(
    sign: WarningSign,
) -> None:
    house = start(on_the_second_day(), {sign.id: "y"})
    assert house.is_in(State.RUNNING)
    for words in content().advice(Level.DOCTOR_SOON, sign):
        assert words in house.stage.words
    assert [line.sign for line in house.store.doctor_lines()] == [sign.id]
    assert not house.heard("No warning sign was ticked")


@pytest.mark.parametrize("sign", [*BARRING, *SOON], ids=by_id)
def test_not_sure_is_a_yes_on_an_emergency_row_and_a_doctor_on_every_other(
    sign: WarningSign,
) -> None:
    house = start(newcomer() if sign.level.bars else on_the_second_day(), {sign.id: "u"})
    if sign.level is Level.EMERGENCY:
        assert house.ended(Outcome.EMERGENCY)
    else:
        assert house.is_in(State.RUNNING)
        assert house.heard("Book an appointment in the next days.")


ESCALATING = [(sign, other) for sign in (*BARRING, *SOON) for other in sign.escalations]


@pytest.mark.parametrize(
    ("sign", "other"), ESCALATING, ids=[f"{sign.id}-{other.id}" for sign, other in ESCALATING]
)
@pytest.mark.parametrize("reply", ["y", "u"])
def test_a_row_that_escalates_is_as_bad_as_what_comes_with_it(
    sign: WarningSign, other: WarningSign, reply: str
) -> None:
    house = newcomer() if sign.level.bars else on_the_second_day()
    start(house, {sign.id: reply, other.id: "y"})
    assert house.outcome is OUTCOME[other.level]
    assert f"You answered yes to: {other.question}" in house.stage.words


@pytest.mark.parametrize("sign", [*BARRING, *SOON], ids=by_id)
def test_checked_by_a_doctor_and_unchanged_counts_for_28_days_where_that_may_be_kept(
    sign: WarningSign,
) -> None:
    house = newcomer() if sign.level.bars else on_the_second_day()
    house.player.begin()
    yes = Answers({sign.id: "y"}, {"checked": "y"})
    yes.give(house)
    assert house.heard_question("checked") is (sign.storable and not sign.caution)
    if not house.heard_question("checked"):
        return
    assert house.is_in(State.RUNNING)
    assert first_bar(house.store) is None
    assert [line for line in house.store.doctor_lines() if line.done is None] == []
    house.store.list_asked(ListGroup.SOON, house.clock.wall())
    for days, asked in ((8, False), (21, True)):
        house.clock.pass_time(days * 24 * 3600)
        house.enter()
        house.player.begin()
        Answers({sign.id: "y"}, {"checked": "y"}).give(house)
        weekly = sign.level.bars and sign not in STARRED
        assert house.heard_question(f"sign-{sign.id}") is ((weekly and asked) or sign in STARRED)
        house.player.leave("enough")


@pytest.mark.parametrize(
    ("row", "words"), [("age", "Under 18: no session"), ("surgery-12w", "No session until cleared")]
)
@pytest.mark.parametrize("cleared", ["n", "u"])
def test_two_doctor_soon_rows_allow_no_session_until_they_are_gone(
    row: str, words: str, cleared: str
) -> None:
    house = on_the_second_day()
    house.player.begin()
    Answers({row: "y"}, {"cleared": cleared}).give(house)
    assert house.ended(Outcome.DOCTOR_SOON)
    assert house.heard(words)
    house.enter()
    house.player.begin()
    Answers({}, {"cleared": cleared}).give(house)
    assert house.ended(Outcome.DOCTOR_SOON)
    house.enter()
    assert start(house).is_in(State.RUNNING)


def test_yes_to_the_list_and_no_to_every_line_goes_on() -> None:
    house = House()
    house.begin("y", "n", "n", "n", "n")
    assert house.asked == "start-score"
    assert house.heard("No warning sign was ticked. That is a good sign, not an all-clear.")


SIGN = {Level.EMERGENCY: "leg-failing", Level.URGENT: "one-limb"}


def barred(level: Level) -> House:
    """Somebody who said yes the last time, and has started the program again."""
    house = start(House(), {SIGN[level]: "y"})
    assert house.outcome is OUTCOME[level]
    house.enter()
    house.player.begin()
    assert house.asked == "follow-up"
    return house


def test_a_doctor_has_checked_it_asks_the_list_since_that_visit_and_lifts_the_bar() -> None:
    house = barred(Level.EMERGENCY)
    house.answer("1")
    assert "Since that visit" in house.stage.questions[-1].text
    assert [screens_until_begun(house), house.state] == [4, State.RUNNING]
    house.enter()
    house.player.begin()
    assert house.asked != "follow-up"


@pytest.mark.parametrize("answer", ["2", "3"])
@pytest.mark.parametrize("level", [Level.EMERGENCY, Level.URGENT])
def test_not_yet_is_the_advice_and_no_session_also_the_next_time(answer: str, level: Level) -> None:
    house = barred(level)
    house.answer(answer)
    assert house.outcome in (Outcome.EMERGENCY, Outcome.URGENT)
    house.enter()
    house.player.begin()
    assert house.asked == "follow-up"


def test_a_slipped_key_asks_that_question_again_and_then_the_list() -> None:
    house = barred(Level.EMERGENCY)
    house.answer("4")
    assert house.asked == "sign-leg-failing"
    house.answer("n")
    assert [screens_until_begun(house), house.state] == [4, State.RUNNING]
    assert [answer for _, answer, _ in house.store.follow_ups] == ["4"]


def screens_until_begun(house: House) -> int:
    """Say no to every screen that is asked; how many there were."""
    screens = 0
    while house.asked.startswith("list-"):
        screens += 1
        house.answer("n")
    Answers().give(house)
    return screens


def test_a_slipped_key_that_was_none_bars_again() -> None:
    house = barred(Level.EMERGENCY)
    house.answer("4", "y")
    assert house.ended(Outcome.EMERGENCY)
    house.enter()
    house.begin("4", "n")
    assert [screens_until_begun(house), house.state] == [4, State.RUNNING]


def test_it_has_gone_is_for_urgent_rows_and_opens_the_gentle_session_that_day() -> None:
    house = barred(Level.EMERGENCY)
    house.answer("5")
    assert house.stage.refused == ["5"]
    house = barred(Level.URGENT)
    house.answer("5")
    assert screens_until_begun(house) == 4
    assert house.asked == "gentle"
    house.answer("y")
    assert house.is_in(State.RUNNING)


def test_two_bars_are_both_asked_about() -> None:
    house = barred(Level.URGENT)
    house.answer("5")
    Answers({"bladder": "y"}).give(house)
    assert house.ended(Outcome.EMERGENCY)
    house.enter()
    house.begin("1")
    screens_until_begun(house)
    assert house.asked == "follow-up"
    house.answer("1")
    screens_until_begun(house)
    assert house.is_in(State.RUNNING)


@pytest.mark.parametrize("ending", ["silence", "stop", "signal"])
def test_an_urgent_yes_is_kept_whatever_ends_the_questions(ending: str) -> None:
    house = House()
    house.player.begin()
    while house.asked != "sign-one-limb-worse":
        house.answer(Answers({"one-limb": "y"}).to(house.player.question))  # type: ignore[arg-type]
    assert house.outcome is None
    if ending == "silence":
        house.clock.pass_time(61)
    elif ending == "stop":
        house.say(Command.STOP)
    else:
        house.player.leave("interrupted")
    assert house.ended(Outcome.URGENT)
    assert house.heard("No exercises today.")
    house.enter()
    house.player.begin()
    assert house.asked == "follow-up"


def test_pain_after_an_urgent_yes_on_return_ends_it_too() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 1)
    house.say(Command.PAUSE)
    house.clock.pass_time(601)
    house.say(Command.RESUME)
    while house.asked != "sign-one-limb-worse":
        house.answer(Answers({"one-limb": "y"}).to(house.player.question))  # type: ignore[arg-type]
    house.say(Command.PAIN)
    assert house.ended(Outcome.URGENT)


def test_it_has_gone_leaves_only_the_gentle_session_for_the_rest_of_the_day() -> None:
    house = barred(Level.URGENT)
    house.answer("5")
    screens_until_begun(house)
    house.answer("n")
    assert house.ended(Outcome.LEFT)
    house.enter()
    assert start(house).asked == "gentle"
    house.enter()
    house.clock.pass_time(24 * 3600)
    assert start(house).is_in(State.RUNNING)


@pytest.mark.parametrize("since", ["5", "4"])
def test_a_bar_stays_while_the_answer_about_it_is_not_sure(since: str) -> None:
    house = barred(Level.URGENT)
    house.answer(since)
    Answers({"one-limb": "u"}).give(house)
    assert house.ended(Outcome.URGENT)
    assert house.heard("No exercises today.")
    house.enter()
    house.player.begin()
    assert house.asked == "follow-up"


def test_a_doctor_soon_answer_does_not_keep_a_bar_standing() -> None:
    house = barred(Level.URGENT)
    house.answer("4", "n")
    Answers({"two-weeks": "y"}).give(house)
    assert house.is_in(State.RUNNING)


def test_a_session_that_was_cut_off_is_not_gone_on_with_when_only_the_gentle_one_is_open() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 1)
    house.store.gentle_from(house.clock.wall())
    house.enter()
    house.player.begin()
    assert house.asked == "why-left"


def test_after_8_or_more_only_the_gentle_session_is_open_that_day_after_the_full_list() -> None:
    house = start(House(), score=9)
    assert house.ended(Outcome.PAIN)
    house.enter()
    house.player.begin()
    assert house.asked == "list-1"
    Answers(start=3).give(house)
    assert house.asked == "gentle"


def test_a_wrong_key_does_not_use_up_the_second_asking() -> None:
    house = House()
    house.player.begin()
    house.answer("x")
    house.clock.pass_time(31)
    assert house.outcome is None
    house.clock.pass_time(30)
    assert house.ended(Outcome.NO_ANSWER)


@pytest.mark.parametrize("since", ["5", "4"])
def test_not_sure_about_another_row_is_a_doctors_business_and_traps_nobody(since: str) -> None:
    house = barred(Level.URGENT)
    house.answer(since)
    Answers({"clumsy": "u"}, {"gentle": "y"}).give(house)
    assert house.is_in(State.RUNNING)
    assert [line.sign for line in house.store.doctor_lines()] == ["clumsy"]


def test_several_signs_are_asked_about_in_a_row_and_the_list_comes_once() -> None:
    house = newcomer()
    start(house, {"kidney": "y", "cough": "y", "night-pain": "y"})
    house.enter()
    house.player.begin()
    for _ in range(3):
        assert house.asked == "follow-up"
        house.answer("1")
    assert screens_until_begun(house) == 4
    assert house.asked == "cautions" or house.is_in(State.RUNNING)


def test_a_sign_and_what_it_has_grown_into_are_one_question() -> None:
    house = newcomer()
    start(house, {"kidney": "y", "kidney-drowsy": "y"})
    assert len(house.store.open_bars()) == 2
    house.enter()
    house.begin("1")
    assert house.asked.startswith("list-")
    screens_until_begun(house)
    assert house.store.open_bars() == ()


def test_a_row_is_asked_once_in_a_start() -> None:
    house = on_the_second_day()
    start(house, {"one-limb": "u", "leg-pain": "y"})
    asked = [question.id for question in house.stage.questions]
    assert asked.count("sign-one-limb") == 1


def test_not_sure_about_an_operation_allows_no_session_either() -> None:
    house = on_the_second_day()
    house.player.begin()
    Answers({"surgery-12w": "u"}, {"cleared": "n"}).give(house)
    assert house.ended(Outcome.DOCTOR_SOON)


def test_what_is_told_about_an_operation_after_a_rest_is_not_forgotten() -> None:
    house = on_the_second_day()
    house.player.begin()
    Answers({}, {"rest-first": "y"}, start=9).give(house)
    house.clock.pass_time(600)
    Answers({"surgery-12w": "y"}, {"cleared": "n"}).give(house)
    assert house.ended(Outcome.DOCTOR_SOON)
    assert house.store.cautions() == ("surgery-12w",)


def test_who_leaves_while_they_rest_was_refused_for_pain() -> None:
    house = start(House(), score=9)
    house.answer("y")
    house.say(Command.STOP)
    assert house.ended(Outcome.PAIN)


def test_no_answer_about_a_sign_tells_its_advice_again() -> None:
    house = barred(Level.EMERGENCY)
    house.clock.pass_time(61)
    assert house.ended(Outcome.NO_ANSWER)
    assert house.heard("Stop here. Call 112 (Germany)")


def test_a_session_that_was_cut_off_before_a_sign_was_checked_is_not_gone_on_with() -> None:
    house = House()
    start(house)
    house.play_to("Child's pose", "hold", 1)
    house.store.bar("fever", "Fever?", Level.URGENT, house.clock.wall())
    house.enter()
    house.begin("1")
    screens_until_begun(house)
    assert not house.heard_question("go-on")


def test_not_sure_what_hurts_is_not_called_a_leg() -> None:
    house = House()
    start(house)
    house.play_to("Child's pose", "hold", 1)
    house.say(Command.PAIN)
    house.answer("u", *"nnnnnnnn")
    assert house.ended(Outcome.PAIN)
    assert house.stage.reason == "it hurt"
    assert house.heard("That is enough for today.")
