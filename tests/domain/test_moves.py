"""Getting down and up: how long a sore back takes, and the words that say how."""

import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.cues import CueKind, spoken_length
from coach.domain.easing import ease_rest, easier
from coach.domain.exercise import Caution, Easier, Exercise, Position
from coach.domain.layout import SETTLE, compile_timeline, lay_set_up
from coach.domain.moves import change_seconds, move, position_words
from coach.domain.plan import settle
from coach.domain.relay import come_back
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    Ready,
    RestStep,
    SayStep,
    Step,
    VoiceLevel,
)
from coach.domain.timeline import Segment, SegmentKind, Timeline
from tests.domain.effort import examples
from tests.domain.make import BREATHE, LIFT, NO_CHECKS, WALK, routine
from tests.domain.soundness import assert_sound, lines_of, step_parts

PLACES = tuple(position for position in Position if position is not Position.ANY)
PAIRS = tuple(permutations(PLACES, 2))
FEW = (frozenset[Caution](), frozenset({Caution.KNEES}), frozenset({Caution.LYING_ON_BACK}))
LONGEST = 7.0
"""Seconds that the way from the floor to one's feet may take to say; all others take less."""
WAYS = (
    (Position.SUPINE, Position.ALL_FOURS),
    (Position.KNEELING, Position.SIDE),
    (Position.STANDING, Position.HALF_KNEELING),
    (Position.ALL_FOURS, Position.SEATED),
    (Position.SUPINE, Position.PRONE),
)
"""One change for each row of the table on the page for authors of routines."""
GET_UP = "Roll onto your side, push up with your arms, one knee, hold a chair, stand."
ON_ALL_FOURS = "Roll onto your side, push up with your arms, onto hands and knees."
KNEEL = Exercise(
    **{field: getattr(LIFT, field) for field in ("type", "phases", "dose", "finish")},
    id="crouch",
    name="Crouch",
    position=Position.ALL_FOURS,
    setup=("Hands under shoulders, knees under hips.",),
)
LIBRARY = {one.id: one for one in (LIFT, WALK, BREATHE, KNEEL)}


def timeline_of(*steps: Step | str, cautions: frozenset[Caution] = FEW[0]) -> Timeline:
    """The timeline of these steps, out of the exercises of this file."""
    return compile_timeline(routine(*steps), LIBRARY, cautions=cautions, checks=NO_CHECKS)


def set_up_of(timeline: Timeline, number: int) -> Segment:
    """The set-up of a step."""
    return next(part for part in step_parts(timeline, number) if part.kind is SegmentKind.SETUP)


def way_to(number: int, *steps: Step | str) -> list[str]:
    """What is said between the name of an exercise and its own first line."""
    lines = lines_of(set_up_of(timeline_of(*steps), number))
    return lines[1:-1]


# The words


@pytest.mark.parametrize("cautions", FEW)
@pytest.mark.parametrize(("came_from", "position"), PAIRS)
def test_every_change_of_position_is_told_in_one_short_sentence(
    came_from: Position, position: Position, cautions: frozenset[Caution]
) -> None:
    found = move(came_from, position, cautions)
    if cautions & {Caution.LYING_ON_BACK} and {came_from, position} == {
        Position.SUPINE,
        Position.SIDE,
    }:
        assert not found.words, "one lies on the side already"
        return
    assert found.words[0].isupper()
    assert found.words.endswith(".")
    assert found.words.count(".") == 1
    assert spoken_length(found.words) < LONGEST
    assert found.seconds == change_seconds(came_from, position)


@pytest.mark.parametrize(
    ("came_from", "position", "words"),
    [
        (Position.SUPINE, Position.ALL_FOURS, ON_ALL_FOURS),
        (
            Position.STANDING,
            Position.SUPINE,
            "Hold a chair, one knee down, then the other, onto your side, then your back.",
        ),
        (Position.SUPINE, Position.STANDING, GET_UP),
        (Position.PRONE, Position.STANDING, GET_UP),
        (
            Position.SIDE,
            Position.STANDING,
            "Push up with your arms, one knee, hold a chair, stand.",
        ),
        (
            Position.SUPINE,
            Position.SEATED,
            "Roll onto your side, push up with your arms, one knee, sit on a chair.",
        ),
        (Position.KNEELING, Position.STANDING, "Hold a chair, one foot forward, stand up."),
        (Position.KNEELING, Position.SUPINE, "Hands down, onto your side, then your back."),
        (Position.STANDING, Position.KNEELING, "Hold a chair, one knee down, then the other."),
        (Position.SUPINE, Position.PRONE, "Roll onto your side, then your front."),
        (Position.ALL_FOURS, Position.PRONE, "Down onto your side, then your front."),
    ],
)
def test_the_way_goes_by_the_side_the_arms_and_a_chair(
    came_from: Position, position: Position, words: str
) -> None:
    assert move(came_from, position).words == words


@pytest.mark.parametrize(("came_from", "position"), PAIRS)
def test_nobody_pushes_up_straight_from_the_back(came_from: Position, position: Position) -> None:
    words = move(came_from, position).words.casefold()
    lying = (Position.SUPINE, Position.PRONE)
    if came_from in lying:
        assert words.startswith("roll onto your side")
    if position in lying and came_from is not Position.SIDE:
        assert "onto your side, then your" in words
    on_feet = (Position.STANDING, Position.SEATED)
    if (came_from in on_feet) != (position in on_feet):
        assert "chair" in words


@pytest.mark.parametrize(("came_from", "position"), PAIRS)
def test_who_cannot_kneel_is_never_sent_over_the_knees(
    came_from: Position, position: Position
) -> None:
    kneels = {Position.KNEELING, Position.HALF_KNEELING, Position.ALL_FOURS}
    if not kneels & {came_from, position}:
        assert "knee" not in move(came_from, position, frozenset({Caution.KNEES})).words


@pytest.mark.parametrize(("came_from", "position"), PAIRS)
def test_who_should_not_lie_on_the_back_is_sent_onto_the_side(
    came_from: Position, position: Position
) -> None:
    words = move(came_from, position, frozenset({Caution.LYING_ON_BACK})).words
    assert "your back" not in words


@pytest.mark.parametrize("position", Position)
def test_who_stays_is_told_nothing(position: Position) -> None:
    for found in (move(position, position), move(position, Position.ANY)):
        assert found.said(()) == ("", "")
        assert found.seconds <= min(change_seconds(position, other) for other in PLACES)


def test_a_position_is_told_where_the_lines_do_not() -> None:
    lines = ("Hands under shoulders, knees under hips.",)
    assert position_words(Position.ALL_FOURS, lines) == "On all fours."
    assert position_words(Position.ALL_FOURS, ("Come onto all fours.",)) == ""
    assert position_words(Position.SEATED, ("Any position.",)) == "Sitting."
    assert position_words(Position.ANY, ()) == ""
    for position in PLACES:
        words = position_words(position, ())
        assert words.endswith(".")
        assert position_words(position, (words,)) == ""


# Where it is said


@pytest.mark.parametrize(("came_from", "position"), PAIRS)
@pytest.mark.parametrize("voice", [VoiceLevel.FULL, VoiceLevel.BRIEF])
def test_the_way_comes_behind_the_name_and_the_set_up_is_as_long_as_both(
    came_from: Position, position: Position, voice: VoiceLevel
) -> None:
    exercise = replace(LIFT, position=position, setup=("Breathe.",))
    step = replace(settle(ExerciseStep("lift"), exercise), voice=voice)
    (set_up,) = lay_set_up(step, 1, move(came_from, position))
    name, way, own = (cue for cue in set_up.cues if cue.text)
    assert (name.kind, way.kind, way.text) == (
        CueKind.NAME,
        CueKind.SETUP,
        move(came_from, position).words,
    )
    assert way.brief == position_words(position, ()), "for a voice that is too slow"
    assert own.text == "Breathe."
    spoken = sum(spoken_length(line) for line in lines_of(set_up))
    assert set_up.length >= max(change_seconds(came_from, position), spoken + SETTLE) - 1e-6


def test_a_quiet_voice_leaves_the_way_out() -> None:
    timeline = timeline_of(ExerciseStep("lift", voice=VoiceLevel.QUIET))
    assert lines_of(set_up_of(timeline, 1)) == ["Leg lift. 2 times, 5 seconds each."]


def test_the_way_is_told_with_every_change_and_only_then() -> None:
    timeline = timeline_of("lift", "breathe", "lift", "crouch", "walk")
    told = [lines_of(set_up_of(timeline, number))[1:-1] for number in range(1, 6)]
    assert told == [
        ["Hold a chair, one knee down, then the other, onto your side, then your back."],
        [],
        [],
        [ON_ALL_FOURS],
        ["Up onto your knees, hold a chair, one foot forward, stand up."],
    ]
    assert_sound(timeline)


@pytest.mark.parametrize(
    ("line", "position", "said"),
    [
        ("Lie on your back, one knee bent.", Position.SUPINE, True),
        ("Lie on your back, calves on a chair.", Position.SUPINE, True),
        ("Hold a chair, onto your side, lie on your back.", Position.SUPINE, False),
        ("Kneel, knees apart.", Position.KNEELING, True),
        ("Kneel on one knee, a cushion under it.", Position.HALF_KNEELING, False),
        ("Sit tall on a chair, feet flat.", Position.SEATED, False),
    ],
)
def test_a_way_that_the_exercise_tells_is_not_told_twice(
    line: str, position: Position, said: bool
) -> None:
    words, _ = move(Position.STANDING, position).said((line,))
    assert (words == move(Position.STANDING, position).words) is said
    assert said or words == ""


@pytest.mark.parametrize(
    "telling",
    [
        RestStep(20.0, "Now get up: roll to your side, push up with your arms, one knee, stand."),
        SayStep("Roll over, and push up with your arms."),
    ],
)
def test_a_way_that_the_routine_has_just_told_is_not_told_again(telling: Step) -> None:
    assert way_to(3, "lift", telling, "walk") == []
    assert way_to(4, "lift", telling, PainCheckStep(), "walk") == []
    assert way_to(3, "lift", telling, "crouch") == ["On all fours."]
    assert way_to(4, "lift", telling, "lift", "walk") == [GET_UP], "that is long ago"


@pytest.mark.parametrize(
    "other",
    [
        RestStep(20.0),
        RestStep(20.0, "Sip some water."),
        RestStep(1.0, "Roll onto your side, and push up with your arms."),
        SayStep("Half-way there."),
        PainCheckStep(),
    ],
)
def test_a_pause_that_tells_no_way_leaves_it_to_the_coach(other: Step) -> None:
    assert way_to(3, "lift", other, "walk") == [GET_UP]


def test_the_words_that_the_authors_page_names_tell_a_way() -> None:
    page = (Path(__file__).parents[2] / "docs" / "routines.md").read_text(encoding="utf-8")
    section = page.partition("## Getting down and up")[2].partition("```")[0]
    rows = [row.split("|")[1:-1] for row in section.splitlines() if row.startswith("|")][2:]
    assert len(rows) == len(WAYS)
    for (came_from, position), row in zip(WAYS, rows, strict=True):
        found = move(came_from, position)
        for words in re.findall("`(.+?)`", row[2]):
            said, _ = found.said((), (f"Now {words}.",))
            assert said != found.words, (row, words)


def test_a_step_may_tell_its_own_way() -> None:
    step = ExerciseStep("walk", say="Roll over the edge of the bed, and stand.")
    assert way_to(2, "lift", step) == ["Stand."]


def test_a_set_up_with_a_time_of_its_own_keeps_the_exercises_lines_before_the_way() -> None:
    name = spoken_length("Crouch. 2 times, 5 seconds each.")
    lines = spoken_length("On all fours.") + spoken_length(KNEEL.setup[0])
    for setup, said in (
        (name + lines + 0.1, ["On all fours."]),
        (name + spoken_length(ON_ALL_FOURS) + lines, [ON_ALL_FOURS]),
    ):
        assert way_to(2, "lift", ExerciseStep("crouch", setup=setup)) == said
    waiting = timeline_of("lift", ExerciseStep("crouch", setup=Ready.WAIT))
    assert lines_of(set_up_of(waiting, 2))[1] == ON_ALL_FOURS


def test_the_way_suits_what_the_person_has_told() -> None:
    timeline = timeline_of("lift", cautions=frozenset({Caution.KNEES}))
    assert lines_of(set_up_of(timeline, 1))[1] == (
        "Sit down on a bed, onto your side, then your back."
    )


# Where the session takes another turn


def test_an_easier_exercise_is_come_to_from_the_harder_one() -> None:
    """What a rest told before the step is no way from the step to its easier form."""
    easy = replace(LIFT, id="easy", name="Easy", position=Position.SEATED, setup=("Breathe.",))
    hard = replace(KNEEL, easier=Easier("easy"))
    timeline = compile_timeline(
        routine("lift", RestStep(20.0, "Roll over, push up, hold a chair."), "crouch", "lift"),
        LIBRARY | {"crouch": hard, "easy": easy},
        checks=NO_CHECKS,
    )
    index = next(
        at
        for at, part in enumerate(timeline.segments)
        if part.step == 3 and part.kind is SegmentKind.PHASE
    )
    new, at = easier(timeline, index, timeline.segments[index].start + 0.5)
    assert lines_of(new.segments[at])[1] == move(Position.ALL_FOURS, Position.SEATED).words
    rest = ease_rest(new, at)
    assert lines_of(set_up_of(rest, 4))[1] == move(Position.SEATED, Position.SUPINE).words


def test_easing_what_is_still_to_come_keeps_what_the_routine_tells() -> None:
    timeline = timeline_of("lift", RestStep(20.0, "Roll over, push up."), "walk")
    eased = ease_rest(timeline, 1)
    assert lines_of(set_up_of(eased, 3))[1:] == lines_of(set_up_of(timeline, 3))[1:]


def test_coming_back_into_an_exercise_tells_no_way() -> None:
    timeline = timeline_of("crouch")
    index = next(at for at, part in enumerate(timeline.segments) if part.kind is SegmentKind.PHASE)
    new, at = come_back(timeline, index, timeline.segments[index].start + 1)
    assert lines_of(new.segments[at]) == ["Back to Crouch.", *KNEEL.setup]


# Times


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(PLACES))
@examples(100)
def test_no_detour_is_quicker(one: Position, between: Position, other: Position) -> None:
    there = change_seconds(one, between) + change_seconds(between, other)
    assert change_seconds(one, other) <= there
