"""What is heard of the screens: the session's words, the score said back, how loud it is."""

import pytest

from coach.domain.commands import State
from coach.domain.sounds import Tone
from tests.fakes import FakeVoice
from tests.tui.house import Floor


def speaking() -> Floor:
    return Floor(voice=FakeVoice())


def spoken(floor: Floor) -> list[str]:
    return [clip.source for clip in floor.audio.spoken]


async def test_a_session_speaks_from_its_first_movement_on() -> None:
    async with speaking().opened() as floor:
        assert floor.voice.prepared
        assert spoken(floor) == []
        await floor.begin("0")
        assert spoken(floor)[0] == "First three."


async def test_the_score_is_said_back_while_it_can_be_mended() -> None:
    async with speaking().opened() as floor:
        await floor.begin("0")
        await floor.play_until_asked()
        await floor.pass_time(1)
        await floor.press("3")
        await floor.pass_time(0.5)
        assert spoken(floor)[-1] == "3."
        await floor.press("backspace", "2")
        assert spoken(floor)[-1] == "2."


async def test_a_says_the_question_again() -> None:
    async with speaking().opened() as floor:
        await floor.begin("0")
        await floor.play_until_asked()
        await floor.pass_time(10)
        asked = spoken(floor).count("How is your back now, 0 to 10?")
        questions = floor.audio.tones.count(Tone.QUESTION)
        await floor.press("a")
        await floor.pass_time(2)
        assert spoken(floor).count("How is your back now, 0 to 10?") == asked + 1
        assert floor.audio.tones.count(Tone.QUESTION) == questions + 1
        assert floor.is_in(State.ASKING)


@pytest.mark.parametrize(
    ("keys", "volumes", "words"),
    [
        (["greater_than_sign"], (8, 8), "Volume 8 of 10."),
        (["less_than_sign", "less_than_sign"], (5, 5), "Volume 5 of 10."),
        (["right_parenthesis"], (7, 8), "Tones 7, voice 8 of 10."),
        (["left_parenthesis"] * 7, (7, 0), "Tones 7, voice 0 of 10."),
        (["left_parenthesis", *["less_than_sign"] * 7], (0, 0), "The sound is off."),
    ],
)
async def test_how_loud_it_is(keys: list[str], volumes: tuple[int, int], words: str) -> None:
    async with speaking().opened() as floor:
        await floor.begin("0")
        for key in keys:
            await floor.press(key)
        assert (floor.audio.volume, floor.audio.voice_volume) == volumes
        assert words in floor.seen


async def test_nothing_more_is_said_once_the_session_is_left() -> None:
    async with speaking().opened() as floor:
        await floor.begin("0")
        await floor.press("q", "q")
        said = len(spoken(floor))
        await floor.pass_time(60)
        assert floor.audio.voice_hushed > 0
        assert len(spoken(floor)) == said


async def test_the_screen_waits_for_the_voice_and_says_how_far_it_is() -> None:
    floor = Floor(voice=FakeVoice(ready=False))
    async with floor.opened():
        await floor.begin("0")
        await floor.pass_time(1.5)
        assert "Getting the voice ready: 0 of" in floor.seen
        assert floor.audio.tones == []
        floor.voice.ready = True
        await floor.pass_time(0.2)
        assert spoken(floor) == ["First three."]
