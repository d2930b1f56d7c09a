"""What a review found: ways round a stop, a question or an answer. None of them is open."""

import pytest

from coach.domain.commands import State
from coach.domain.events import Outcome
from coach.tui.parts import Wish
from tests.record import first_bar
from tests.tui.house import Floor


async def to_check(floor: Floor) -> None:
    await floor.begin()
    await floor.play_until_asked()


@pytest.mark.parametrize("key", ["b", "n", "e", "plus"])
async def test_nothing_leads_back_from_the_way_out_without_the_score(key: str) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Hip raise", "hold")
        await floor.press("p")
        await floor.choose("1")
        await floor.press("x", key)
        assert "Not now." in floor.seen
        await floor.press("space")
        await floor.pass_time(4)
        assert floor.is_in(State.EXITING)
        await floor.play_until_asked()
        await floor.choose("5", "1")
        assert floor.screen == "PainCheckScreen"


@pytest.mark.parametrize(
    "keys", [("x", "space"), ("x", "y"), ("x", "j", "space", "k"), ("n", "j", "p"), ("space", "p")]
)
async def test_keys_in_one_read_are_a_hand_and_only_pause(keys: tuple[str, ...]) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pass_time(2)
        await floor.burst(*keys)
        assert floor.screen == "PlayScreen"
        assert floor.is_in(State.PAUSED)


@pytest.mark.parametrize("keys", [("q", "q"), ("q", "s", "q"), ("q", "p")])
async def test_a_hand_on_q_only_asks(keys: tuple[str, ...]) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pass_time(2)
        await floor.burst(*keys)
        assert floor.screen == "LeaveScreen"
        assert floor.session.outcome is None


@pytest.mark.parametrize("over", ["question_mark", "q"])
@pytest.mark.parametrize("keys", [("space", "space"), ("x", "x"), ("j", "k", "l", "m"), ("p", "s")])
async def test_a_hand_on_what_lies_over_the_session_leaves_it_there_and_paused(
    over: str, keys: tuple[str, ...]
) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press(over)
        await floor.pass_time(2)
        await floor.burst(*keys)
        assert floor.play in floor.app.screen_stack
        assert floor.session.state in (State.PAUSED, State.ASKING)


@pytest.mark.parametrize("over", ["question_mark", "ctrl+p", "q"])
async def test_a_score_waits_while_something_lies_over_it(over: str) -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press("2")
        await floor.pass_time(0.5)
        await floor.pilot.press(over)
        await floor.pass_time(20)
        assert floor.is_in(State.ASKING)
        await floor.press("escape")
        await floor.pass_time(2)
        assert floor.screen == "PainCheckScreen"
        await floor.pass_time(2)
        await floor.pilot.pause()
        assert floor.screen == "PlayScreen"
        assert floor.is_in(State.RUNNING)


@pytest.mark.parametrize("over", ["question_mark", "ctrl+p", "r"])
async def test_no_session_begins_under_what_somebody_reads(over: str) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("n", "2")
        await floor.pilot.press(over)
        await floor.pass_time(20)
        assert floor.app.visit is not None
        assert floor.app.visit.session is None
        await floor.press("escape")
        await floor.pass_time(4)
        assert floor.screen == "PlayScreen"


async def answer_urgent(floor: Floor) -> None:
    """Yes to one limb that is weak, with further questions still to come."""
    await floor.press("y")
    for _ in range(12):
        question = floor.app.visit.question if floor.app.visit else None
        assert question is not None
        yes = question.id in ("line-2", "sign-one-limb")
        await floor.press("y" if yes else "n")
        if question.id == "sign-one-limb":
            return
    raise AssertionError("never asked about one limb")


async def test_leaving_after_a_warning_sign_shows_its_advice_first() -> None:
    floor = Floor()
    async with floor.opened():
        await answer_urgent(floor)
        await floor.press("q")
        assert floor.screen == "AdviceScreen"
        assert "No exercises today" in floor.seen
        await floor.press("q")
        assert floor.app.return_code == 4


async def test_another_routine_after_a_warning_sign_is_none() -> None:
    floor = Floor()
    async with floor.opened():
        await answer_urgent(floor)
        await floor.press("r", "up", "enter")
        assert floor.screen == "TodayScreen"
        while floor.screen == "TodayScreen":
            await floor.press("n")
        assert floor.screen == "AdviceScreen"
        assert "No exercises today" in floor.seen


@pytest.mark.parametrize("keys", [("j", "0", "9"), ("0", "space"), ("0", "enter"), ("4", "j")])
async def test_a_hand_gives_no_score(keys: tuple[str, ...]) -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.pass_time(2)
        await floor.strike(*keys, apart=0.02)
        await floor.pass_time(5)
        assert floor.is_in(State.ASKING)
        assert "Two keys at once" in floor.seen


@pytest.mark.parametrize("keys", [("j", "k", "n"), ("n", "j"), ("n", "y")])
async def test_a_hand_answers_no_warning_sign(keys: tuple[str, ...]) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("p")
        await floor.choose("2")
        asked = floor.seen.splitlines()[:12]
        await floor.pass_time(2)
        await floor.strike(*keys, apart=0.02)
        await floor.pass_time(2)
        assert "Two keys at once" in floor.seen
        assert any("peeing" in line for line in asked)
        assert "peeing" in floor.seen


async def test_a_double_click_answers_one_question() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("p")
        await floor.choose("2")
        assert "peeing" in floor.seen
        await floor.pass_time(2)
        await floor.click("ChoiceRow")
        assert "leaking of poo" in floor.seen
        await floor.pass_time(0.15)
        await floor.click("ChoiceRow")
        await floor.pass_time(1)
        assert "leaking of poo" in floor.seen
        await floor.click("ChoiceRow")
        assert "genitals" in floor.seen


@pytest.mark.parametrize("key", ["1", "0"])
async def test_a_key_as_the_question_comes_was_meant_to_stop(key: str) -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.pilot.press(key)
        await floor.pass_time(5)
        assert floor.is_in(State.ASKING)


async def test_a_yes_at_the_last_moment_is_kept() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("p")
        await floor.choose("2")
        await floor.pass_time(58.6)
        await floor.pilot.press("y")
        await floor.pass_time(0.5)
        assert floor.screen == "AdviceScreen"
        assert first_bar(floor.store) is not None


async def test_the_number_to_call_is_shown_when_nobody_answers_what_hurts() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("p")
        await floor.pass_time(31)
        assert "112" in floor.seen
        assert "Stopped. Stay where you are." in floor.seen
        assert "back or hip" in floor.seen


async def test_reading_the_help_is_no_silence() -> None:
    floor = Floor()
    async with floor.opened():
        await to_check(floor)
        await floor.press("question_mark")
        for _ in range(8):
            await floor.pass_time(12)
            await floor.press("down")
        assert floor.screen == "HelpScreen"
        assert floor.session.outcome is None


async def test_today_waits_as_long_as_it_takes() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.pass_time(3600)
        assert floor.screen == "TodayScreen"
        await floor.begin()
        assert floor.is_in(State.RUNNING)


async def test_forward_gives_no_score_from_before_it_hurt() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Hip raise", "hold")
        await floor.press("p")
        await floor.choose("1")
        await floor.play_until_asked()
        await floor.choose("5", "1")
        await floor.press("pagedown")
        await floor.pass_time(5)
        assert floor.is_in(State.ASKING)
        assert floor.screen == "PainCheckScreen"


async def test_the_end_is_seen_before_it_is_left() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        while floor.session.outcome is None:
            if floor.session.segment.kind.value == "last check":
                break
            await floor.step()
        await floor.pilot.pause()
        await floor.press("2")
        await floor.pass_time(1)
        await floor.strike("enter", "enter", "enter", apart=0.03)
        assert floor.screen == "SummaryScreen"
        assert floor.app.return_code is None


async def test_what_goes_wrong_while_drawing_ends_it_whole() -> None:
    class BrokenError(Exception):
        pass

    floor = Floor()

    async def play_and_fail() -> None:
        async with floor.opened():
            await floor.begin()

            def fail() -> None:
                raise BrokenError

            floor.play.pull = fail  # type: ignore[method-assign]
            floor.app.call_later(floor.play.pull)
            await floor.pilot.pause()

    with pytest.raises(BrokenError):
        await play_and_fail()
    end = floor.store.sessions()[0].end
    assert end is not None
    assert end.outcome is Outcome.LEFT
    assert floor.closed == 1


async def test_a_key_before_everything_is_there_does_no_harm() -> None:
    floor = Floor()
    floor.build(Wish())
    async with floor.app.run_test() as pilot:
        floor.pilot = pilot
        await floor.burst("r", "n", "question_mark")
        await floor.sit_down(pilot)
        assert floor.app.failure is None


async def test_a_strange_digit_is_no_tick() -> None:
    floor = Floor(known=False)
    async with floor.opened():
        await floor.press("enter", "n")
        await floor.score("2")
        await floor.burst("²")
        assert "[x]" not in floor.seen
        assert floor.app.failure is None


async def test_a_click_in_the_empty_part_of_the_line_of_keys_stops() -> None:
    floor = Floor()
    async with floor.opened(140, 45):
        await floor.begin()
        await floor.pilot.click(offset=(135, 44))
        assert floor.is_in(State.PAUSED)


async def test_a_notice_is_seen_on_a_small_screen_too() -> None:
    floor = Floor()
    async with floor.opened(50, 16):
        await floor.begin()
        await floor.press("greater_than_sign")
        assert "Volume 8 of 10." in floor.seen
        await floor.press("d")
        assert "no room for another view" in floor.seen
