"""Warning signs before a session: what is asked, what it leads to, and the next start."""

import pytest

from coach.domain.commands import Command, State
from coach.domain.events import Outcome
from coach.domain.triage import Level
from tests.player.house import House, content

ROWS = [
    (line, row, sign)
    for line, short in enumerate(content().short_list)
    for row, sign in enumerate(short.signs)
]


def answers_to(line: int, row: int, reply: str) -> list[str]:
    """The answers that lead to one row of the short list."""
    return ["y", *("n" * line), "y", *("n" * row), reply]


@pytest.mark.parametrize(("line", "row", "sign"), ROWS, ids=[sign.id for _, _, sign in ROWS])
def test_a_yes_to_any_row_ends_with_the_advice_of_its_level(line, row, sign) -> None:  # type: ignore[no-untyped-def]
    house = House()
    house.begin(*answers_to(line, row, "y"))
    while house.outcome is None:
        house.answer("n")
    expected = {Level.EMERGENCY: Outcome.EMERGENCY, Level.URGENT: Outcome.URGENT}[sign.level]
    assert house.outcome is expected
    for words in content().advice(sign.level, sign):
        assert words in house.stage.words
    bar = house.store.open_bar()
    assert bar is not None
    assert (bar.sign, bar.level) == (sign.id, sign.level)


@pytest.mark.parametrize(("line", "row", "sign"), ROWS, ids=[sign.id for _, _, sign in ROWS])
def test_not_sure_is_a_yes_on_an_emergency_row_and_a_doctor_on_an_urgent_one(  # type: ignore[no-untyped-def]
    line, row, sign
) -> None:
    house = House()
    house.begin(*answers_to(line, row, "u"))
    while house.outcome is None and house.asked != "start-score":
        house.answer("n")
    if sign.level is Level.EMERGENCY:
        assert house.ended(Outcome.EMERGENCY)
    else:
        assert house.ended(None)
        assert house.heard("Book an appointment in the next days.")


def test_yes_to_the_list_and_no_to_every_line_goes_on() -> None:
    house = House()
    house.begin("y", "n", "n", "n", "n")
    assert house.asked == "start-score"
    assert house.heard("No warning sign was ticked. That is a good sign, not an all-clear.")


def barred(level: Level) -> House:
    house = House()
    urgent = next(index for index, (_, _, sign) in enumerate(ROWS) if sign.level is level)
    line, row, _ = ROWS[urgent]
    house.begin(*answers_to(line, row, "y"))
    while house.outcome is None:
        house.answer("n")
    house.enter()
    house.player.begin()
    assert house.asked == "follow-up"
    return house


def test_a_doctor_has_checked_it_asks_the_list_since_that_visit_and_lifts_the_bar() -> None:
    house = barred(Level.EMERGENCY)
    house.answer("1")
    assert "Since that visit" in house.stage.questions[-1].text
    house.answer("n", 0)
    assert house.is_in(State.RUNNING)
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
    assert house.asked.startswith("sign-")
    house.answer("n", "n", 0)
    assert house.is_in(State.RUNNING)


def test_a_slipped_key_that_was_none_bars_again() -> None:
    house = barred(Level.EMERGENCY)
    house.answer("4", "y")
    assert house.ended(Outcome.EMERGENCY)
    house.enter()
    house.begin("4", "n", "n", 0)
    assert house.is_in(State.RUNNING)


def test_it_has_gone_is_for_urgent_rows_and_opens_the_gentle_session_that_day() -> None:
    house = barred(Level.EMERGENCY)
    house.answer("5")
    assert house.stage.refused == ["5"]
    house = barred(Level.URGENT)
    house.answer("5", "n", 0)
    assert house.asked == "gentle"
    house.answer("y")
    assert house.is_in(State.RUNNING)


def test_two_bars_are_both_asked_about() -> None:
    house = barred(Level.URGENT)
    house.answer("5", *answers_to(0, 0, "y"))
    assert house.ended(Outcome.EMERGENCY)
    house.enter()
    house.begin("1", "n")
    assert house.asked == "follow-up"
    house.answer("1", "n", 0)
    assert house.is_in(State.RUNNING)


def to(sign_id: str, reply: str) -> list[str]:
    """The answers that lead to the row with this id."""
    line, row, _ = next(place for place in ROWS if place[2].id == sign_id)
    return answers_to(line, row, reply)


@pytest.mark.parametrize("ending", ["silence", "stop", "signal"])
def test_an_urgent_yes_is_kept_whatever_ends_the_questions(ending: str) -> None:
    house = House()
    house.begin(*to("one-limb", "y"))
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
    house.answer(*to("one-limb", "y"))
    house.say(Command.PAIN)
    assert house.ended(Outcome.URGENT)


def test_it_has_gone_leaves_only_the_gentle_session_for_the_rest_of_the_day() -> None:
    house = barred(Level.URGENT)
    house.answer("5", "n", 0, "n")
    assert house.ended(Outcome.LEFT)
    house.enter()
    house.begin("n", 0)
    assert house.asked == "gentle"
    house.enter()
    house.clock.pass_time(24 * 3600)
    house.begin("n", 0)
    assert house.is_in(State.RUNNING)


@pytest.mark.parametrize("answers", [["5"], ["4", "n"]])
def test_a_bar_stays_while_one_of_the_answers_is_not_sure(answers: list[str]) -> None:
    house = barred(Level.URGENT)
    house.answer(*answers, *to("one-limb", "u"))
    while house.outcome is None:
        house.answer("n")
    assert house.ended(Outcome.URGENT)
    house.enter()
    house.player.begin()
    assert house.asked == "follow-up"


def test_a_session_that_was_cut_off_is_not_gone_on_with_when_only_the_gentle_one_is_open() -> None:
    house = House()
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 1)
    house.store.gentle_from(house.clock.wall())
    house.enter()
    house.player.begin()
    assert house.asked == "why-left"


def test_after_8_or_more_only_the_gentle_session_is_open_that_day() -> None:
    house = House()
    house.begin("n", 9)
    house.enter()
    house.begin("n", 3)
    assert house.asked == "gentle"


def test_a_wrong_key_does_not_use_up_the_second_asking() -> None:
    house = House()
    house.player.begin()
    house.answer("x")
    house.clock.pass_time(31)
    assert house.outcome is None
    house.clock.pass_time(30)
    assert house.ended(Outcome.NO_ANSWER)
