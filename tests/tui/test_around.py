"""Before a session and after it: first use, Today, routines, help, leaving."""

from collections.abc import Callable

import pytest

from coach.domain.commands import State
from coach.domain.events import Outcome
from coach.domain.sounds import Tone
from coach.tui.commands import BY_ID, COMMANDS, key_name
from coach.tui.parts import Look, Parts
from coach.tui.themes import BY_SETTING
from tests.tui.house import Floor
from tests.tui.scenes import SCENES, floor_for


async def test_the_first_frame_is_there_before_anything_is_read() -> None:
    floor = Floor()
    seen: list[str] = []

    async def slow(notify: Callable[[str], None]) -> Parts:
        seen.append(floor.seen)
        return await Floor.furnish(floor, notify)

    floor.furnish = slow  # type: ignore[method-assign]
    async with floor.opened():
        assert "Good morning." in seen[0]
        assert "Anything new" not in seen[0]


async def test_the_first_use_tells_what_it_is_and_whom_to_call() -> None:
    floor = Floor(known=False)
    async with floor.opened():
        assert floor.screen == "WelcomeScreen"
        assert "In an emergency: 112 (Germany)." in floor.seen
        assert "can't replace a" in floor.seen
        await floor.press("enter")
        for number in range(1, 5):
            await floor.pilot.pause()
            assert f"({number}" in floor.seen
            await floor.press("n")
        assert "Which of these apply to you?" in floor.seen
        await floor.press("n")
        await floor.score("2")
        assert floor.screen == "PlayScreen"


async def test_about_ten_keys_lead_to_the_first_movement_ever_and_two_on_every_day() -> None:
    floor = Floor(known=False)
    async with floor.opened():
        await floor.press("enter", "n", "n", "n", "n", "n", "2", "enter")
        assert floor.screen == "PlayScreen"
    floor = Floor()
    async with floor.opened():
        await floor.press("n", "2")
        await floor.pass_time(3.1)
        assert floor.screen == "PlayScreen"


async def test_a_country_is_taken_as_well_as_a_number() -> None:
    floor = Floor(known=False)
    async with floor.opened():
        await floor.press("c")
        await floor.pilot.press(*"Austria")
        await floor.press("enter")
        assert floor.number == "Austria"


async def test_a_doctor_soon_line_stands_on_the_first_screen_until_it_is_settled() -> None:
    floor = Floor()
    floor.store.doctor_line("two-weeks", "Lasting more than 2 weeks?", floor.clock.wall())
    async with floor.opened():
        assert "See a doctor soon: lasting more than 2" in floor.seen
        assert "the doctor: seen" in floor.seen
        await floor.press("d", "1")
        assert "See a doctor soon" not in floor.seen
        await floor.press("n", "2")
        await floor.pass_time(3.1)
        assert floor.screen == "PlayScreen"
    assert floor.store.doctor_lines()[0].done is not None


async def test_an_own_number_is_taken_and_shown_from_then_on() -> None:
    floor = Floor(known=False)
    async with floor.opened():
        await floor.press("c")
        await floor.pilot.press(*"911")
        await floor.press("enter")
        assert floor.number == "911"
        await floor.press("y", "y", "y")
        assert "Call 911" in floor.seen
        assert floor.label("whose") == "your number"


async def test_a_number_that_is_none_is_not_taken() -> None:
    floor = Floor(known=False)
    async with floor.opened():
        await floor.press("c")
        await floor.pilot.press(*"help", "enter")
        await floor.pilot.pause()
        assert "a country such as Austria" in floor.seen


async def test_cautions_are_ticked_by_arrows_numbers_and_clicks() -> None:
    floor = Floor(known=False)
    async with floor.opened(100, 40):
        await floor.press("enter", *"nnnn")
        await floor.pass_time(1)
        await floor.press("enter")
        assert "Nothing is ticked" in floor.seen
        await floor.press("down", "space", "3")
        await floor.press("n")
        assert "Something is ticked" in floor.seen
        row = floor.app.screen.query("TickRow").nodes[3]
        await floor.pilot.click(row)
        assert floor.seen.count("[x]") == 3
        await floor.press("3", "enter")
        ticked = floor.store.cautions()
        assert ticked is not None
        assert len(ticked) == 2


async def test_too_much_pain_before_it_shows_every_line_and_whom_to_call() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("n")
        await floor.score("9")
        assert floor.screen == "AskScreen"
        for words in ("No exercise now.", "Call 112 (Germany) at once", "Rest for 10 minutes"):
            assert words in floor.seen
        await floor.press("n")
        assert floor.screen == "AdviceScreen"
        assert "Call 112 (Germany) at once" in floor.seen
        await floor.press("q")
        assert floor.app.return_code == 3


async def test_after_the_rest_it_is_asked_again() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("n")
        await floor.score("8")
        await floor.press("y")
        assert "Rest without moving." in floor.seen
        await floor.pass_time(600)
        await floor.pilot.pause()
        assert "(1" in floor.seen
        await floor.press(*"nnnnnn")
        await floor.score("5")
        assert "Play Gentle day instead?" in floor.seen
        await floor.press("y")
        assert floor.screen == "PlayScreen"


async def test_what_a_doctor_should_see_is_read_before_the_session_begins() -> None:
    floor = floor_for("told_to_read")
    async with floor.opened():
        await SCENES["told_to_read"](floor)
        assert "Book an appointment in the next days." in floor.seen
        assert floor.app.visit is not None
        assert floor.app.visit.session is None
        await floor.press("enter")
        assert floor.screen == "PlayScreen"


async def test_another_routine_after_the_score_begins_anew() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("n")
        await floor.score("6")
        assert "Play Gentle day instead?" in floor.seen
        await floor.press("r", "home", "enter")
        assert floor.label("routine-title") == "Gentle day"
        assert "Anything new or worse since last time?" in floor.seen
        await floor.press("n")
        await floor.score("6")
        assert floor.label("title") == "Gentle day"


async def test_another_routine_asks_nothing_again() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("n", "r", "home", "enter")
        assert floor.label("routine-title") == "Gentle day"
        assert "How is your back now?" in floor.seen
        await floor.score("2")
        assert floor.label("title") == "Gentle day"


async def test_another_routine_is_chosen_from_a_list_with_its_steps() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("r")
        assert "Gentle day" in floor.seen
        assert "3 times, 20 seconds each" in floor.seen
        await floor.press("home", "enter")
        assert floor.label("routine-title") == "Gentle day"
        await floor.press("n")
        await floor.score("2")
        assert floor.label("title") == "Gentle day"


async def test_escape_keeps_the_routine() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("r", "escape")
        assert floor.label("routine-title") == "First three"
        assert "Anything new" in floor.seen


async def test_a_whole_session_is_told_to_its_end() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        while floor.session.outcome is None:
            await floor.step()
        await floor.pilot.pause()
        assert floor.screen == "SummaryScreen"
        for words in (
            "First three",
            "Child's pose",
            "Hip raise",
            "Cat-cow",
            "Pain 2 before, 2 after",
        ):
            assert words in floor.seen
        assert floor.audio.tones[-1] is Tone.DONE
        assert not floor.keep_awake.held
        await floor.press("enter")
        assert floor.app.return_code == 0


async def test_after_a_session_today_comes_again() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        while floor.session.outcome is None:
            await floor.step()
        await floor.pilot.pause()
        await floor.press("t")
        assert floor.screen == "TodayScreen"
        assert "Anything new" in floor.seen
        await floor.begin()
        assert floor.is_in(State.RUNNING)


async def test_q_leaves_today_at_once() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("q")
        assert floor.app.return_code == 0


@pytest.mark.parametrize("keys", [("q", "s"), ("q", "q"), ("ctrl+c", "ctrl+c"), ("ctrl+c", "s")])
async def test_leaving_a_session_asks_first(keys: tuple[str, str]) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press(keys[0])
        assert "Stop here for today?" in floor.seen
        assert floor.is_in(State.PAUSED)
        await floor.press(keys[1])
        assert floor.app.return_code == 0
        end = floor.store.sessions()[0].end
        assert end is not None
        assert end.outcome is Outcome.LEFT


@pytest.mark.parametrize("key", ["space", "escape"])
async def test_somebody_who_stays_is_paused(key: str) -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("q", key)
        assert floor.screen == "PlayScreen"
        assert floor.is_in(State.PAUSED)


async def test_leaving_because_it_hurts_is_it_hurts() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press("q", "p")
        assert "What is it?" in floor.seen


async def test_help_names_every_command_of_the_screen_and_its_keys() -> None:
    floor = Floor()
    async with floor.opened(100, 60):
        await floor.begin()
        await floor.press("question_mark")
        seen = " ".join(floor.seen.split())
        for id in ("pause", "hurts", "more", "easier", "again", "softer", "leave", "palette"):
            assert " ".join(key_name(key) for key in BY_ID[id].keys) in seen
            assert BY_ID[id].help in seen
        assert BY_ID["today"].help not in seen


async def test_the_palette_offers_the_same_commands_and_the_themes() -> None:
    floor = Floor()
    async with floor.opened(100, 60):
        await floor.begin()
        play = floor.app.screen
        offered = {command.title for command in floor.app.get_system_commands(play)}
        bound = {active.binding for active in play.active_bindings.values()}
        shown = {binding.description.capitalize() for binding in bound if binding.id != "palette"}
        assert offered == shown | {f"Theme: {word}" for word in BY_SETTING}


async def test_a_command_of_the_palette_does_what_its_key_does() -> None:
    floor = Floor()
    async with floor.opened(100, 60):
        await floor.begin()
        await floor.press("ctrl+p")
        await floor.pilot.press(*"distance")
        await floor.pilot.pause(0.5)
        await floor.pilot.press("enter")
        await floor.pilot.pause()
        assert floor.play.distance


async def test_every_theme_can_be_worn_from_the_start() -> None:
    for word, name in BY_SETTING.items():
        floor = Floor(look=Look(word, still=True))
        async with floor.opened():
            assert floor.app.theme == name
            await floor.begin()
            assert "WELCOME" in floor.seen


async def test_a_theme_of_the_palette_is_worn_and_kept() -> None:
    floor = Floor()
    async with floor.opened(100, 60):
        await floor.press("ctrl+p")
        await floor.pilot.press(*"light")
        await floor.pilot.pause(0.5)
        await floor.pilot.press("enter")
        await floor.pilot.pause()
        assert floor.app.theme == BY_SETTING["light"]
        assert floor.theme == "light"


async def test_sound_is_made_softer_and_louder() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.begin()
        await floor.press(*["less_than_sign"] * 9)
        assert floor.audio.volume == 0
        assert "The sound is off." in floor.seen
        await floor.press("greater_than_sign")
        assert "Volume 1 of 10." in floor.seen


async def test_notices_are_told_before_the_first_question() -> None:
    floor = Floor(notices=("settings.toml:3: there is no setting 'contry'.",))
    async with floor.opened(140, 45):
        assert "no setting 'contry'" in floor.seen


def test_every_command_explains_itself() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.help.endswith(".")
        assert command.label


async def test_everything_is_given_back_when_something_goes_wrong() -> None:
    class BrokenError(Exception):
        pass

    def fail(step: int) -> str:
        raise BrokenError(step)

    floor = Floor()

    async def play_and_fail() -> None:
        async with floor.opened():
            await floor.begin()
            assert floor.app.visit is not None
            floor.app.visit.change_volume = fail  # type: ignore[method-assign]
            await floor.press("greater_than_sign")

    with pytest.raises(BrokenError):
        await play_and_fail()
    end = floor.store.sessions()[0].end
    assert end is not None
    assert end.outcome is Outcome.LEFT
    assert floor.closed == 1
    assert isinstance(floor.app.failure, BrokenError)
