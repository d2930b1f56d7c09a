"""What is asked on the screen, and how an answer gets in."""

import pytest

from coach.domain.commands import State
from coach.domain.sounds import Tone
from coach.ports.journal import RecordError
from coach.tui.screens.ask import PainCheckScreen
from tests.tui.house import Floor


async def to_check(floor: Floor) -> None:
    """On to the first pain check of the session."""
    await floor.begin()
    await floor.play_until_asked()


async def test_an_ordinary_day_is_two_keys() -> None:
    floor = Floor()
    async with floor.opened():
        assert "Anything new or worse since last time?" in floor.seen
        await floor.press("n")
        assert "How is your back now?" in floor.seen
        await floor.score("2")
        assert floor.screen == "PlayScreen"
        assert floor.is_in(State.RUNNING)


async def test_a_number_is_said_back_and_can_be_mended_for_three_seconds() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press("6")
        assert "Backspace mends it" in floor.seen
        await floor.pass_time(1)
        await floor.press("backspace")
        assert "Backspace mends it" not in floor.seen
        await floor.pass_time(10)
        assert floor.is_in(State.ASKING)
        await floor.score("2")
        assert floor.is_in(State.RUNNING)


async def test_enter_gives_a_number_at_once() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press("2", "enter")
        assert floor.is_in(State.RUNNING)


@pytest.mark.parametrize("keys", [("t",), ("1", "0")])
async def test_ten_is_one_key_or_two(keys: tuple[str, ...]) -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press(*keys)
        await floor.pass_time(3.5)
        assert floor.screen == "AdviceScreen"
        assert "pain" in floor.seen


async def test_arrows_work_and_nothing_is_preset() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press("enter")
        assert floor.is_in(State.ASKING)
        await floor.press("right", "right", "right", "enter", "enter")
        assert floor.is_in(State.RUNNING)
        assert floor.scores == [2, 2]


async def test_a_click_on_the_scale_is_an_answer() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        scale = floor.app.screen.query_one("PainScale").region
        await floor.pilot.click(offset=(scale.x + 8, scale.y))
        await floor.pass_time(3.5)
        assert floor.scores == [2, 1]


async def test_a_presenters_forward_button_says_the_same_or_better() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press("pagedown")
        await floor.pass_time(3.5)
        assert floor.scores == [2, 2]


@pytest.mark.parametrize("key", ["pageup", "p"])
async def test_a_presenters_back_button_and_p_say_that_it_hurts(key: str) -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press(key)
        assert "What is it?" in floor.seen


async def test_a_question_explains_itself_and_that_is_no_answer() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press("question_mark")
        assert floor.screen == "HelpScreen"
        assert "worst you can imagine" in floor.seen
        await floor.press("x")
        assert floor.screen == "PainCheckScreen"
        assert floor.is_in(State.ASKING)


async def test_nobody_answers_and_it_ends_gently() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.pass_time(31)
        assert "No answer yet." in floor.seen
        assert floor.audio.tones.count(Tone.QUESTION) == 2
        await floor.pass_time(31)
        assert floor.screen == "SummaryScreen"
        await floor.press("q")
        assert floor.app.return_code == 5


async def test_somebody_who_moves_the_arrows_has_all_the_time_again() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        for _ in range(6):
            await floor.pass_time(20)
            await floor.press("right")
        assert floor.is_in(State.ASKING)
        assert floor.screen == "PainCheckScreen"


async def test_a_number_given_at_the_last_moment_counts() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.pass_time(58)
        await floor.pilot.press("2")
        await floor.pass_time(4)
        assert floor.scores == [2, 2]


async def test_two_keys_at_once_answer_nothing_on_the_floor() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("p")
        await floor.pass_time(1)
        await floor.strike("1", "2", apart=0.05)
        await floor.pass_time(1)
        assert "Two keys at once" in floor.seen
        assert "What is it?" in floor.seen


async def test_back_or_hip_leads_out_of_the_position_to_where_how_and_how_bad() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Hip raise", "hold")
        await floor.press("p")
        assert "Stopped. Stay where you are." in floor.seen
        await floor.choose("1")
        assert floor.is_in(State.EXITING)
        assert "COME OUT SLOWLY" in floor.seen
        await floor.play_until_asked()
        assert "Where is it?" in floor.seen
        await floor.choose("4")
        assert "How does it feel?" in floor.seen
        await floor.choose("1")
        await floor.score("2")
        assert "sharp or sudden" in floor.seen
        await floor.choose("n")
        assert floor.is_in(State.COUNTING_IN)


async def test_a_leg_is_asked_about_and_ends_the_session() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("p")
        await floor.choose("2", *"nnnnnnn")
        assert floor.screen == "AdviceScreen"
        assert "No more today." in floor.seen
        await floor.press("q")
        assert floor.app.return_code == 3


async def test_the_chest_leads_straight_to_the_number_to_call() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("p")
        await floor.choose("3")
        assert floor.screen == "AdviceScreen"
        assert "Call 112" in floor.seen
        await floor.press("space")
        assert floor.screen == "AdviceScreen"
        await floor.press("q")
        assert floor.app.return_code == 4


async def test_too_much_offers_an_easier_way() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Hip raise", "lift")
        await floor.press("p")
        await floor.choose("4", "1")
        assert floor.is_in(State.COUNTING_IN)


async def test_a_warning_sign_before_the_session_refuses_it_and_is_remembered() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("y", "y", "y")
        assert floor.screen == "AdviceScreen"
        assert "Call 112" in floor.seen
        assert "You answered yes to" in floor.seen
        await floor.press("q")
        assert floor.app.return_code == 4
    again = Floor(clock=floor.clock, store=floor.store)
    async with again.opened():
        assert "you said yes to" in again.seen
        await again.press("3")
        assert again.screen == "AdviceScreen"


async def test_a_cancelled_question_goes_with_what_it_was_about() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        assert isinstance(floor.app.screen, PainCheckScreen)
        await floor.press("q")
        assert floor.screen == "LeaveScreen"
        await floor.press("s")
        assert floor.screen == "PlayScreen"
        assert floor.app.return_code == 0


async def test_the_record_that_fails_is_told_and_the_session_goes_on() -> None:
    def full(*_: object, **__: object) -> None:
        raise RecordError("The disk is full.")

    floor = Floor()
    async with floor.opened():
        floor.store.write = full  # type: ignore[method-assign]
        await floor.begin()
        assert "The disk is full." in floor.seen
        assert floor.is_in(State.RUNNING)
