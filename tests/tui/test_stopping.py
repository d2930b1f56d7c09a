"""Anything stops a session, at once; nothing sets it going but a wish."""

import pytest

from coach.domain.commands import State
from coach.domain.sounds import Tone
from coach.tui.parts import Look
from coach.tui.screens.play import PlayScreen
from coach.tui.widgets.bars import Bar
from tests.tui.house import Floor


async def test_a_key_without_a_command_pauses_at_once() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pass_time(2)
        await floor.strike("x")
        assert floor.is_in(State.PAUSED)
        assert floor.audio.hushed == 1
        assert "PAUSED" in floor.seen


@pytest.mark.parametrize(
    "key", ["pagedown", "pageup", "f5", "escape", "full_stop", "enter", "ctrl+z"]
)
async def test_a_presenters_button_pauses(key: str) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press(key)
        assert floor.is_in(State.PAUSED)


async def test_a_flat_hand_pauses_whatever_it_hits() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pass_time(2)
        await floor.strike("n", "b", "plus", "p", "space", "q", "1", apart=0.02)
        assert floor.is_in(State.PAUSED)
        assert floor.screen == "PlayScreen"


async def test_a_flat_hand_on_p_asks_what_hurts_and_answers_nothing() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pass_time(2)
        await floor.strike("p", "2", "1", "3", "u", apart=0.02)
        assert floor.is_in(State.ASKING)
        assert "What is it?" in floor.seen


async def test_a_flat_hand_on_q_leaves_nothing() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pass_time(2)
        await floor.strike("q", "s", "p", apart=0.02)
        assert floor.screen == "LeaveScreen"
        assert floor.is_in(State.PAUSED)


async def test_a_click_beside_the_buttons_pauses_and_another_changes_nothing() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pilot.click(offset=(40, 10))
        assert floor.is_in(State.PAUSED)
        await floor.pass_time(2)
        await floor.pilot.click(offset=(40, 10))
        assert floor.is_in(State.PAUSED)


async def test_a_click_on_a_button_is_the_button() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        row = floor.seen.splitlines()[-1]
        await floor.pilot.click(offset=(row.index("it hurts"), 23))
        await floor.pilot.pause()
        assert floor.is_in(State.ASKING)


async def test_pasted_text_pauses() -> None:
    from textual.events import Paste

    floor = Floor()
    async with floor.opened():
        await floor.begin()
        floor.app.post_message(Paste("n0p"))
        await floor.pilot.pause()
        assert floor.is_in(State.PAUSED)


async def test_a_modifier_alone_is_no_key() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("left_shift")
        assert floor.is_in(State.RUNNING)


async def test_a_held_key_leaves_it_paused() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.pass_time(2)
        await floor.strike(*["space"] * 40, apart=0.03)
        assert floor.is_in(State.PAUSED)


@pytest.mark.parametrize("key", ["space", "pagedown"])
async def test_after_a_pause_it_goes_on_with_a_count_of_three(key: str) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Child's pose", "hold")
        await floor.pass_time(4)
        await floor.press("x")
        stood = floor.session.offset
        floor.audio.tones.clear()
        await floor.press(key)
        assert floor.is_in(State.COUNTING_IN)
        await floor.pass_time(2.9)
        assert floor.session.offset == stood
        await floor.pass_time(0.2)
        assert floor.is_in(State.RUNNING)
        assert floor.audio.tones == [Tone.COUNT] * 3


@pytest.mark.parametrize("key", ["p", "x", "pageup", "f5"])
async def test_after_a_pause_another_key_means_that_it_hurts(key: str) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("x", key)
        assert floor.is_in(State.ASKING)
        assert "What is it?" in floor.seen


async def test_while_it_counts_in_any_key_pauses_again() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("x", "space", "x")
        assert floor.is_in(State.PAUSED)


@pytest.mark.parametrize(
    ("key", "screen"),
    [("question_mark", "HelpScreen"), ("ctrl+p", "CommandPalette"), ("q", "LeaveScreen")],
)
async def test_whatever_lies_over_the_session_pauses_it(key: str, screen: str) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press(key)
        assert floor.screen == screen
        assert floor.is_in(State.PAUSED)
        at = floor.session.offset
        await floor.pass_time(60)
        assert floor.session.offset == at


async def test_a_machine_that_slept_is_paused_with_nothing_skipped() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Child's pose", "hold")
        at = floor.session.offset
        floor.clock.jump(40)
        await floor.pass_time(0.1)
        assert floor.is_in(State.PAUSED)
        assert floor.session.offset == at
        assert "nothing was skipped" in floor.seen


async def test_no_tone_is_heard_while_it_is_paused() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Cat-cow", "inhale")
        await floor.press("x")
        floor.audio.tones.clear()
        await floor.pass_time(120)
        assert floor.audio.tones == []


@pytest.mark.parametrize(("still", "looks"), [(False, 4), (True, 1)])
async def test_a_bar_moves_with_the_phase_unless_less_motion_is_wanted(
    still: bool, looks: int
) -> None:
    floor = Floor(look=Look(still=still))
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Child's pose", "hold")
        bar = floor.play.query_one("#breath", Bar)
        seen = set()
        for _ in range(16):
            await floor.pass_time(1 / 16)
            seen.add(bar.done)
        assert looks <= len(seen) <= looks + 1


async def test_a_look_while_the_screen_is_taken_down_shows_nothing_and_breaks_nothing() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        screen = floor.app.screen
        assert isinstance(screen, PlayScreen)
        await screen.query_one("#title").remove()
        screen.look()
        assert floor.app.failure is None
