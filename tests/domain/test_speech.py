"""What is spoken of a cue, an event and a question, and how much room it has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.cues import Cue, CueKind
from coach.domain.dose import Side
from coach.domain.events import (
    Changed,
    CountIn,
    Decided,
    Event,
    Paused,
    ReadyDue,
    ReturnDue,
    Scored,
)
from coach.domain.questions import choice, score, where, yes_no, yes_no_unsure
from coach.domain.safety import Action
from coach.domain.speech import (
    PRIORITIES,
    WAITING,
    Line,
    Priority,
    line_of,
    next_words,
    room,
    spelled,
    spoken_event,
    spoken_question,
)
from coach.domain.timeline import Segment, SegmentKind

SEGMENT = Segment(
    SegmentKind.SETUP,
    12.0,
    cues=(
        Cue(0.0, CueKind.NAME, "Bridge.", "B"),
        Cue(3.0, CueKind.SETUP, "Lie down."),
        Cue(9.0, CueKind.COUNTDOWN),
    ),
)


def test_every_kind_of_cue_that_has_words_has_its_importance() -> None:
    assert set(CueKind) - set(PRIORITIES) == {CueKind.COUNTDOWN}
    assert PRIORITIES[CueKind.NAME] < PRIORITIES[CueKind.PHASE] < PRIORITIES[CueKind.HALF]
    assert Priority.SAFETY < Priority.QUESTION < min(PRIORITIES[CueKind.NAME], Priority.NAME + 0)


def test_a_line_has_room_until_the_next_words_or_the_end() -> None:
    name, lie_down, _ = SEGMENT.cues
    assert room(SEGMENT, name) == 3.0
    assert room(SEGMENT, lie_down) == 9.0


@pytest.mark.parametrize(("offset", "left"), [(0.0, 3.0), (2.5, 0.5), (3.0, 9.0), (11.0, 1.0)])
def test_the_next_words_are_the_next_line_or_the_end(offset: float, left: float) -> None:
    assert next_words(SEGMENT, offset) == left
    # Rounding makes no line out of the one that is being said.
    assert next_words(SEGMENT, offset - 1e-12) == pytest.approx(left)


def test_the_words_of_a_cue_know_their_shorter_form() -> None:
    line = line_of(SEGMENT.cues[0])
    assert line == Line("Bridge.", Priority.NAME, "B")
    assert line is not None
    assert line.forms == ("Bridge.", "B")
    assert line_of(SEGMENT.cues[2]) is None
    assert line_of(SEGMENT.cues[1], Priority.SAFETY) == Line("Lie down.", Priority.SAFETY)
    assert Line("In", Priority.COUNT, "In").forms == ("In",)


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Decided(0.0, Action.EASE, "pain is 5"), ("Easier now: pain is 5.", Priority.SAFETY)),
        (
            Decided(0.0, Action.END, "pain is 9"),
            ("The session ends here: pain is 9.", Priority.SAFETY),
        ),
        (Decided(0.0, Action.CONTINUE, "pain is 1"), None),
        (Changed(0.0, "One more."), ("One more.", Priority.ENCOURAGEMENT)),
        (Changed(0.0, ""), None),
        (ReadyDue(0.0, SEGMENT), (WAITING, Priority.QUESTION)),
        (ReturnDue(0.0, 720.0), ("You were away for 12 minutes.", Priority.SAFETY)),
        (Paused(0.0), None),
        (CountIn(0.0, 3), None),
        (Scored(0.0, 3), None),
    ],
)
def test_of_events_only_what_the_ear_needs_is_said(
    event: Event, line: tuple[str, Priority] | None
) -> None:
    said = spoken_event(event)
    assert (said and (said.text, said.priority)) == line


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (score("score", "How is your back now?"), ["How is your back now, 0 to 10?"]),
        (yes_no("more", "More?"), ["More?"]),
        (yes_no_unsure("sharp", "Sharp?"), ["Sharp?", "Yes, no, or not sure?"]),
        (
            choice("what", "What?", (("1", "back"), ("2", "leg")), lines=("Stopped.",)),
            ["Stopped.", "What?", "1: back.", "2: leg."],
        ),
    ],
)
def test_a_question_is_said_with_what_it_takes(question: object, said: list[str]) -> None:
    lines = spoken_question(question)  # type: ignore[arg-type]
    assert [line.text for line in lines] == said
    assert {line.priority for line in lines} == {Priority.QUESTION}


def test_the_usual_places_are_said_first_each_with_its_key() -> None:
    said = [line.text for line in spoken_question(where("Where is it?"))]
    assert said[:5] == [
        "Where is it?",
        "4: low back, left.",
        "5: low back, middle.",
        "6: low back, right.",
        "0: a leg.",
    ]
    assert len(said) == 11


@pytest.mark.parametrize(
    ("line", "numbers", "said"),
    [
        ("Call 112 (Germany) now.", ("112", "116 117"), "Call 1 1 2 (Germany) now."),
        ("Speak to 116 117 today.", ("112", "116 117"), "Speak to 1 1 6 1 1 7 today."),
        ("Rest for 30 seconds.", ("", ""), "Rest for 30 seconds."),
    ],
)
def test_numbers_to_call_are_said_digit_by_digit(
    line: str, numbers: tuple[str, str], said: str
) -> None:
    assert spelled(line, numbers) == said


@given(st.text(), st.text(alphabet="0123456789 ", max_size=12))
def test_spelling_a_number_loses_nothing(line: str, number: str) -> None:
    assert spelled(line, (number,)).replace(" ", "") == line.replace(" ", "")


def test_sides_are_words() -> None:
    assert {side.value for side in Side} == {"left", "right"}
