"""What a person with closed eyes hears: enough to come through, and never two lines at once."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.commands import Command, State
from coach.domain.dose import Side
from coach.domain.events import CheckDue, CueDue, Event, Hurt, Moved, Outcome, Paused, SegmentBegan
from coach.domain.exercise import Position
from coach.domain.sounds import Tone
from coach.domain.timeline import SegmentKind
from coach.domain.triage import Finding, Level, Reply
from coach.domain.words import dose_words
from coach.player.signs import advice_for
from coach.player.speaker import LATE
from tests.fakes import FakeVoice
from tests.player.earlier import keep_greens
from tests.player.ears import HearingHouse
from tests.player.house import bundled_library, content

ROUTINES = [entry.id for entry in bundled_library().entries()]
QUESTION = "How is your back now, 0 to 10?"
IN_WORDS = {
    Position.STANDING: ("stand",),
    Position.SEATED: ("sit",),
    Position.SUPINE: ("on your back",),
    Position.PRONE: ("on your front",),
    Position.SIDE: ("on your side",),
    Position.KNEELING: ("kneel",),
    Position.HALF_KNEELING: ("one knee",),
    Position.ALL_FOURS: ("all fours", "hands and knees"),
    Position.ANY: ("any position",),
}
"""The words that tell somebody with closed eyes how to be."""


MOST_QUESTIONS = 100
"""More than any routine has."""


def play_through(house: HearingHouse, routine: str, *, pain: int = 0) -> None:
    """The whole routine, each question answered when it has been heard."""
    keep_greens(house.store, house.clock.wall(), 6, "")
    house.enter(routine)
    house.open(pain)
    for _ in range(MOST_QUESTIONS):
        if not house.play_until_question():
            break
        house.clock.pass_time(8)
        house.answer(pain)
    else:
        pytest.fail(f"{routine} goes on asking")
    house.clock.pass_time(30)


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("factor", [0.6, 0.9, 1.0])
def test_a_routine_can_be_followed_by_ear_alone(routine: str, factor: float) -> None:
    house = HearingHouse(voice=FakeVoice(factor))
    play_through(house, routine)
    assert house.outcome is Outcome.DONE
    heard = house.ears.words
    place = into = 0
    position = Position.STANDING
    timeline = house.session.timeline
    for number, step in enumerate(timeline.plan.steps, start=1):
        exercises = [s for s in timeline.segments if s.step == number and s.exercise]
        if not exercises:
            continue
        name = next(
            i for i, line in enumerate(heard) if i >= place and line.startswith(exercises[0].name)
        )
        place = name
        if exercises[0].position is not position:
            position, into = exercises[0].position, name
        planned = timeline.plan.exercises[[p is step for p in timeline.plan.exercises].index(True)]
        assert dose_words(planned) in heard[name]
        how = " ".join(heard[into + 1 : name + 3]).casefold()
        assert any(words in how for words in IN_WORDS[position])
        for side in {segment.side for segment in exercises} - {None}:
            assert side is not None
            assert any(side.value in line.casefold() for line in heard[name:])
    assert heard.count(QUESTION) == sum(segment.kind.asks for segment in timeline.segments)
    assert house.ears.overlaps() == []
    assert house.ears.cut == []


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_line_of_a_routine_is_heard_whole_and_at_its_moment(routine: str) -> None:
    house = HearingHouse()
    due: list[tuple[str, float]] = []
    note(house, lambda event: due.append((event.cue.text, house.clock.now())), CueDue)
    play_through(house, routine)
    wanted = [(text, when) for text, when in due if text]
    heard = [(line.text, line.begin) for line in house.ears.lines]
    assert [one for one in heard if one in wanted] == wanted
    assert house.ears.cut == []


@pytest.mark.parametrize("routine", ROUTINES)
def test_what_is_familiar_is_said_briefly(routine: str) -> None:
    house = HearingHouse()
    said = []
    for _ in range(4):
        play_through(house, routine)
        said.append(len(" ".join(house.ears.words).split()))
        house.clock.pass_time(48 * 3600)
    assert said[0] == said[1] == said[2]
    assert said[3] < said[0]


def test_a_voice_that_is_too_slow_says_less_and_never_late() -> None:
    house = HearingHouse(voice=FakeVoice(2.0))
    due: list[tuple[set[str], float]] = []
    note(
        house,
        lambda event: due.append(({event.cue.text, event.cue.brief}, house.clock.now())),
        CueDue,
    )
    play_through(house, "first-three")
    timed = [line for line in house.ears.lines if line.text != QUESTION][:-1]
    for line in timed:
        assert any(line.text in texts and 0 <= line.begin - at <= LATE for texts, at in due)
    assert "Child's pose." in house.ears.words
    assert house.ears.overlaps() == []


def test_without_a_voice_the_tones_are_left() -> None:
    house = HearingHouse(voice=FakeVoice(engine="none"))
    play_through(house, "first-three")
    assert house.outcome is Outcome.DONE
    assert house.ears.lines == []
    assert house.ears.tones[-1][0] is Tone.DONE


def note(house: HearingHouse, act: Callable[..., None], *kinds: type[Event]) -> None:
    """Have ``act`` called with each event of these kinds."""
    make = house.make_stage

    def made() -> object:
        stage = make()
        show = stage.show

        def showing(event: Event) -> None:
            show(event)
            if isinstance(event, kinds):
                act(event)

        stage.show = showing  # type: ignore[method-assign]
        return stage

    house.make_stage = made  # type: ignore[assignment]


def test_a_pause_silences_at_once_and_nothing_is_said_while_it_lasts() -> None:
    house = HearingHouse()
    house.open()
    house.clock.pass_time(26)
    assert house.say(Command.PAUSE)
    before = list(house.ears.lines)
    assert before[-1].whole is False
    assert before[-1].end == house.clock.now()
    house.clock.pass_time(60)
    assert house.ears.lines == before
    assert house.say(Command.AGAIN)
    assert house.ears.words[-1] == before[-1].text


def test_it_hurts_is_heard_before_everything_else() -> None:
    house = HearingHouse()
    house.open()
    house.clock.pass_time(26)
    assert house.say(Command.PAIN)
    assert house.ears.cut
    house.clock.pass_time(20)
    asked = house.ears.words[house.ears.words.index("Stopped. Stay where you are.") :]
    assert asked[1] == "What is it?"
    assert asked[2] == "1: back or hip."
    assert len(asked) == 7


def test_an_answer_ends_the_question() -> None:
    house = HearingHouse()
    house.open()
    house.clock.pass_time(26)
    house.say(Command.PAIN)
    house.clock.pass_time(4)
    house.answer(4)
    house.clock.pass_time(10)
    words = house.ears.words
    assert words[words.index("What would you like?") :][:2] == [
        "What would you like?",
        "1: easier.",
    ]


@pytest.mark.parametrize("number", ["112", "110 110"])
def test_the_advice_is_said_in_full_and_the_number_digit_by_digit(number: str) -> None:
    house = HearingHouse()
    house.open()
    house.clock.pass_time(26)
    house.say(Command.PAIN)
    house.answer(3)
    house.clock.pass_time(120)
    assert house.outcome is Outcome.EMERGENCY
    sign = content().hurt_chest
    finding = Finding(sign, Reply.YES, Level.EMERGENCY)
    wanted = advice_for(content(), finding, house.clock.start)[:-1]
    spoken = [line.replace("112", "1 1 2") for line in wanted]
    words = house.ears.words
    assert words[words.index(spoken[0]) :][: len(spoken)] == spoken
    assert house.ears.overlaps() == []


def test_a_warning_sign_before_the_session_is_said_aloud() -> None:
    house = HearingHouse()
    house.player.begin()
    house.answer("y")
    while house.outcome is None:
        house.answer("y")
    assert house.outcome is not None
    assert house.outcome.by_warning_sign
    house.clock.pass_time(60)
    assert house.ears.words[0].startswith(("Stop here. Call 1 1 2", "No exercises today."))


def test_nothing_is_said_before_the_first_movement_otherwise() -> None:
    house = HearingHouse(known=False)
    house.open()
    assert house.ears.words == ["First three."]


def test_a_decision_comes_before_the_name_and_nothing_is_lost() -> None:
    house = HearingHouse()
    house.open()
    house.play_until_question()
    house.clock.pass_time(5)
    house.answer(2)
    house.clock.pass_time(30)
    words = house.ears.words
    place = words.index("Easier now: pain rose by 2, to 2.")
    assert words[place + 1].startswith("Hip raise. ")
    assert words[place + 2 : place + 4] == [
        "Hands down, onto your side, then your back.",
        "Lie on your back, knees bent, feet flat.",
    ]
    assert house.ears.overlaps() == []
    assert house.ears.cut == []


def test_a_stale_count_is_dropped() -> None:
    """A line of the timeline that can't begin within 150 ms is not said at all."""
    house = HearingHouse()
    house.open()
    house.clock.pass_time(26)
    house.voice.ready = False
    house.clock.pass_time(4.7)
    house.voice.ready = True
    before = len(house.ears.lines)
    house.clock.pass_time(3)
    assert house.ears.lines[before:] == []


ACTIONS = [
    Command.PAUSE,
    Command.RESUME,
    Command.NEXT,
    Command.BACK,
    Command.MORE,
    Command.EASIER,
    Command.AGAIN,
    Command.PAIN,
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.floats(0.4, 1.6),
    st.lists(
        st.tuples(st.floats(0.0, 25.0), st.sampled_from(ACTIONS) | st.integers(0, 6)),
        max_size=25,
    ),
)
def test_whatever_is_done_no_two_lines_sound_at_once_and_none_is_cut_by_another(
    factor: float, acts: list[tuple[float, Command | int]]
) -> None:
    house = HearingHouse(voice=FakeVoice(factor))
    moments: list[float] = []
    note(house, lambda event: moments.append(house.clock.now()), Hurt, Paused, Moved)
    house.enter()
    house.open()
    for wait, act in acts:
        house.clock.pass_time(wait)
        if house.outcome is not None:
            break
        moments.append(house.clock.now())
        if isinstance(act, Command):
            house.say(act)
        elif house.asked:
            house.answer(act)
    house.clock.pass_time(40)
    assert house.ears.overlaps() == []
    asked = {QUESTION, *(line for line in house.ears.words if line.endswith(("?", ".")))}
    for line in house.ears.lines:
        if not line.whole and line.text not in asked:
            assert any(abs(line.end - moment) < 1e-6 for moment in moments), line


def test_sides_are_told_where_there_are_sides() -> None:
    """The knee-to-chest of the library, both ways of doing two sides."""
    house = HearingHouse()
    play_through(house, "acute-gentle")
    segments = house.session.timeline.segments
    sided = [s for s in segments if s.kind is SegmentKind.PHASE and s.side is not None]
    words = " ".join(house.ears.words).casefold()
    assert not sided or all(side.value in words for side in Side)
    assert all(before.begin <= after.begin for before, after in pairwise(house.ears.lines))
    assert re.search(r"\d times", words)


def test_every_check_is_heard(  # what the person answers to is said, each time
) -> None:
    house = HearingHouse()
    checks: list[Event] = []
    note(house, checks.append, CheckDue, SegmentBegan)
    play_through(house, "first-three")
    due = [event for event in checks if isinstance(event, CheckDue)]
    assert house.ears.words.count(QUESTION) == len(due) > 0
    assert house.is_in(State.ENDED)
