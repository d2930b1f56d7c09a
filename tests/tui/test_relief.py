"""Relief on the screen: `!` on Today, the gate, the looks, taking it off, and leaving."""

import pytest

from coach.domain.commands import State
from coach.domain.events import Outcome
from coach.tui.parts import Wish
from tests.player.house import bundled_library
from tests.tui.house import Floor


def heat() -> Wish:
    return Wish(bundled_library().relief("heat"))


async def put_on(floor: Floor) -> None:
    """From Today to a warm pack on the back."""
    await floor.press("n")
    await floor.score("2")
    await floor.press("y", "y", "y", "y")
    while not floor.session.on_skin:
        await floor.step()
    await floor.pilot.pause()


async def to_the_look(floor: Floor) -> None:
    await put_on(floor)
    await floor.play_until_asked()


async def test_the_gate_is_asked_on_today_and_a_doubt_ends_it() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await floor.press("n")
        await floor.score("2")
        assert "Can you feel warm, cold and light touch" in floor.seen
        await floor.press("u")
        assert floor.screen == "SummaryScreen"
        assert "ask a professional first" in floor.seen


async def test_it_shows_what_is_on_and_at_what_time_of_day_it_comes_off() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await put_on(floor)
        await floor.pass_time(10)
        assert "WARM" in floor.seen
        assert "off at 09:1" in floor.seen
        assert "Put it on now" in floor.seen


async def test_a_look_at_the_skin_is_asked_over_it_and_a_no_takes_it_off() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await to_the_look(floor)
        assert "Skin fine?" in floor.seen
        await floor.choose("n")
        assert "Take it off now." in floor.seen
        await floor.choose("x")
        assert "Leave the skin bare" in floor.seen
        assert not floor.session.on_skin


@pytest.mark.parametrize("key", ["x", "q", "pagedown"])
async def test_any_key_says_that_it_is_off(key: str) -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await put_on(floor)
        await floor.press("n")
        assert "Take it off now." in floor.seen
        await floor.choose(key)
        assert not floor.session.on_skin
        assert "BREAK" in floor.seen


async def test_take_it_off_sounds_every_fifteen_seconds() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await put_on(floor)
        await floor.press("n")
        before = len(floor.audio.tones)
        await floor.pass_time(46)
        assert len(floor.audio.tones) == before + 3


async def test_leaving_is_refused_until_it_is_off() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await put_on(floor)
        await floor.press("q", "q")
        assert "Take it off first" in floor.seen
        await floor.choose("n")
        assert "Take it off now." in floor.seen
        assert floor.session.outcome is None
        await floor.choose("enter")
        await floor.press("q", "q")
        assert floor.session.outcome is Outcome.LEFT


async def test_leaving_with_a_yes_goes() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await put_on(floor)
        await floor.press("q", "s")
        await floor.choose("y")
        assert floor.session.outcome is Outcome.LEFT


async def test_a_flat_hand_pauses_and_the_look_comes_all_the_same() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await put_on(floor)
        await floor.strike("n", "b", "x", apart=0.02)
        assert floor.is_in(State.PAUSED) or "Take it off" in floor.seen
        await floor.pass_time(320)
        assert "Skin fine?" in floor.seen or "Take it off" in floor.seen


async def test_after_the_machine_slept_it_says_for_how_long_it_was_on() -> None:
    floor = Floor()
    async with floor.opened(wish=heat()):
        await put_on(floor)
        floor.clock.jump(30 * 60)
        await floor.pass_time(1)
        assert "Take it off; 30 minutes have passed." in floor.seen


# In spasm


async def test_an_exclamation_mark_asks_the_short_list_alone_and_rest_begins() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("exclamation_mark")
        assert "Sudden spasm" in floor.seen
        assert "trouble" in floor.seen
        await floor.press("n")
        assert floor.screen == "PlayScreen"
        await floor.pass_time(40)
        assert "Rest, legs on a chair" in floor.seen


async def test_an_exclamation_mark_is_told_on_today() -> None:
    floor = Floor()
    async with floor.opened():
        assert "! in spasm now" in floor.seen


async def test_an_exclamation_mark_answers_nothing_and_loses_no_warning_sign() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("y", "y", "y", "exclamation_mark")
        assert floor.screen == "AdviceScreen"
        assert floor.store.open_bars()


async def test_after_it_the_way_leads_back_to_todays_routine() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("exclamation_mark", "n")
        await floor.press("q", "s")
        assert floor.session.outcome is Outcome.LEFT
