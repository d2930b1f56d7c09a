"""One line at a time: the most important first, each at its moment, and whole."""

import pytest

from coach.domain.speech import Line, Priority
from coach.player.speaker import ADVICE_PATIENCE, COMING, GAP, LATE, PATIENCE, Speaker
from coach.ports.audio_out import AudioState
from tests.fakes import FakeClock, FakeVoice
from tests.player.ears import Ears

FIVE_WORDS = "one two three four five"
LONG = 5 / 2.3 + 0.4
"""Seconds that five words take."""


class Floor:
    """A speaker on a fake clock, and what is heard of it."""

    def __init__(self, factor: float = 1.0) -> None:
        self.clock = FakeClock()
        self.voice = FakeVoice(factor)
        self.ears = Ears(self.clock)
        self.speaker = Speaker(self.voice, self.ears, self.clock, lambda: ("112", ""))

    def on_time(
        self, text: str, priority: Priority = Priority.NAME, *, room: float = 9.0, brief: str = ""
    ) -> None:
        self.speaker.prepare((text, brief) if brief else (text,))
        self.speaker.on_time(Line(text, priority, brief), room, left=room)

    def soon(self, text: str, priority: Priority, *, after: float = 0.0) -> None:
        self.speaker.soon(Line(text, priority), after=after)

    def heard(self, seconds: float = 60.0) -> list[tuple[str, float]]:
        """The lines and their moments, from now on for so long."""
        begun = self.clock.now()
        self.clock.pass_time(seconds)
        return [(line.text, round(line.begin - begun, 3)) for line in self.ears.lines]


def test_a_line_of_the_timeline_is_said_at_once() -> None:
    floor = Floor()
    floor.on_time(FIVE_WORDS)
    assert floor.heard() == [(FIVE_WORDS, 0.0)]


@pytest.mark.parametrize(("room", "said"), [(LONG, FIVE_WORDS), (LONG - 0.1, "one"), (0.8, None)])
def test_the_longest_form_that_fits_is_said(room: float, said: str | None) -> None:
    floor = Floor()
    floor.on_time(FIVE_WORDS, room=room, brief="one")
    assert [text for text, _ in floor.heard()] == ([said] if said else [])


def test_a_line_waits_for_150_ms_at_most() -> None:
    for left, said in ((LATE - 0.01, True), (LATE + 0.01, False)):
        floor = Floor()
        floor.on_time(FIVE_WORDS)
        floor.clock.pass_time(LONG - left)
        floor.on_time("next", Priority.COUNT)
        assert ("next" in floor.ears.words) is False
        floor.clock.pass_time(5)
        assert ("next" in floor.ears.words) is said
        assert floor.ears.overlaps() == []
        assert floor.ears.cut == []


@pytest.mark.parametrize("urgent", [Priority.SAFETY, Priority.QUESTION])
@pytest.mark.parametrize("other", [Priority.NAME, Priority.COUNT, Priority.ENCOURAGEMENT])
def test_safety_and_questions_take_their_turn_at_once(urgent: Priority, other: Priority) -> None:
    floor = Floor()
    floor.on_time(FIVE_WORDS, other)
    floor.clock.pass_time(1)
    floor.soon("stop", urgent)
    assert floor.ears.words == [FIVE_WORDS, "stop"]
    assert floor.ears.cut == [FIVE_WORDS]
    assert floor.ears.overlaps() == []


def test_a_question_waits_for_what_is_said_for_safety() -> None:
    floor = Floor()
    floor.soon(FIVE_WORDS, Priority.SAFETY)
    floor.soon("how", Priority.QUESTION)
    floor.soon("and this", Priority.SAFETY)
    said = floor.heard()
    assert [text for text, _ in said] == [FIVE_WORDS, "and this", "how"]
    assert said[1][1] == pytest.approx(LONG + GAP, abs=1e-3)
    assert floor.ears.cut == []


def test_what_is_said_besides_waits_for_a_gap_in_the_timeline() -> None:
    floor = Floor()
    floor.speaker.expect(1.0)
    floor.soon(FIVE_WORDS, Priority.ENCOURAGEMENT)
    floor.clock.pass_time(1.0)
    assert floor.ears.lines == []
    floor.speaker.expect(5.0)
    floor.on_time("name", room=5.0)
    assert [text for text, _ in floor.heard(5)] == ["name", FIVE_WORDS]


def test_what_finds_no_gap_is_over_after_a_while() -> None:
    floor = Floor()
    for _ in range(9):
        floor.speaker.expect(1.0)
        if not floor.clock.now() - 100:
            floor.soon(FIVE_WORDS, Priority.ENCOURAGEMENT)
        floor.clock.pass_time(0.99)
    floor.speaker.expect(None)
    floor.clock.pass_time(PATIENCE)
    assert floor.ears.lines == []
    assert not floor.speaker.talking


def test_the_name_behind_a_decision_is_late_and_not_lost() -> None:
    floor = Floor()
    floor.soon(FIVE_WORDS, Priority.SAFETY)
    floor.on_time("name", room=2.0)
    floor.speaker.prepare(["set-up"])
    floor.clock.pass_time(2.0)
    floor.speaker.on_time(Line("set-up", Priority.NAME), 2.0, left=7.0)
    assert [text for text, _ in floor.heard()][1:] == ["set-up"]
    floor = Floor()
    floor.soon(FIVE_WORDS, Priority.SAFETY)
    floor.on_time("name", room=9.0)
    floor.speaker.prepare(["set-up"])
    floor.clock.pass_time(2.0)
    floor.speaker.on_time(Line("set-up", Priority.NAME), 2.0, left=7.0)
    assert floor.heard() == [
        (FIVE_WORDS, -2.0),
        ("name", pytest.approx(LONG + GAP - 2.0, abs=1e-3)),
        ("set-up", pytest.approx(LONG + GAP - 2.0 + 1 / 2.3 + 0.4, abs=1e-3)),
    ]


def test_lines_that_are_not_ready_are_waited_for_in_their_order() -> None:
    floor = Floor()
    floor.voice.ready = False
    floor.soon("first", Priority.SAFETY)
    floor.soon("second", Priority.SAFETY)
    floor.clock.pass_time(1.0)
    assert floor.ears.lines == []
    floor.voice.ready = True
    assert [text for text, _ in floor.heard()] == ["first", "second"]


def test_a_line_that_never_comes_keeps_none_waiting_for_long() -> None:
    floor = Floor()
    floor.voice.mute = {"first"}
    floor.soon("first", Priority.SAFETY)
    floor.soon("second", Priority.SAFETY)
    assert floor.heard() == [("second", 0.0)]
    floor = Floor()
    floor.voice.ready = False
    floor.soon("first", Priority.SAFETY)
    floor.clock.pass_time(ADVICE_PATIENCE + COMING)
    assert not floor.speaker.talking


def test_a_question_leaves_its_tone_the_first_moment() -> None:
    floor = Floor()
    floor.soon("how", Priority.QUESTION, after=0.75)
    assert floor.heard() == [("how", 0.75)]


def test_hush_forgets_everything() -> None:
    floor = Floor()
    floor.soon(FIVE_WORDS, Priority.SAFETY)
    floor.soon("second", Priority.SAFETY)
    floor.clock.pass_time(1)
    floor.speaker.hush()
    assert not floor.speaker.talking
    assert floor.heard() == [(FIVE_WORDS, -1.0)]
    assert floor.ears.cut == [FIVE_WORDS]


def test_what_is_dropped_is_only_what_was_named() -> None:
    floor = Floor()
    floor.soon("safe", Priority.SAFETY)
    floor.soon("how", Priority.QUESTION)
    floor.soon("well done", Priority.ENCOURAGEMENT)
    floor.speaker.drop(Priority.QUESTION)
    assert [text for text, _ in floor.heard()] == ["safe", "well done"]


def test_quiet_is_told_once_the_last_line_is_over() -> None:
    floor = Floor()
    quiet: list[float] = []
    floor.speaker.when_quiet(lambda: quiet.append(floor.clock.now()))
    assert quiet == [100.0]
    floor.soon(FIVE_WORDS, Priority.SAFETY)
    floor.speaker.when_quiet(lambda: quiet.append(floor.clock.now()))
    floor.clock.pass_time(60)
    assert quiet[1:] == [pytest.approx(100 + LONG + GAP, abs=1e-3)]


def test_a_number_to_call_is_said_digit_by_digit() -> None:
    floor = Floor()
    floor.soon("Call 112 (Germany) now.", Priority.SAFETY)
    assert floor.heard() == [("Call 1 1 2 (Germany) now.", 0.0)]


def test_where_nothing_sounds_nobody_waits_for_words_to_be_over() -> None:
    floor = Floor()
    floor.ears.state = AudioState("none")
    floor.soon(FIVE_WORDS, Priority.SAFETY)
    floor.on_time("name")
    assert not floor.speaker.talking
    quiet: list[bool] = []
    floor.speaker.when_quiet(lambda: quiet.append(True))
    assert quiet == [True]
    floor.ears.state = AudioState("miniaudio")
    floor.soon("again", Priority.SAFETY)
    assert floor.heard() == [("again", 0.0)]


def test_without_a_voice_nothing_waits() -> None:
    floor = Floor()
    floor.voice.engine = "none"
    floor.soon("first", Priority.SAFETY)
    floor.on_time("name")
    assert not floor.speaker.talking
    assert floor.speaker.unspoken(["first"]) == ()
    assert floor.heard() == []
