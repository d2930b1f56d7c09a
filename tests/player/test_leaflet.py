"""The conversation about a leaflet: whatever is answered, what comes of it can be played."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.library import routine_file, scalars
from coach.adapters.library.document import open_document
from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.routine_file import read_routine
from coach.adapters.library.shelf import Shelf as ReaderShelf
from coach.adapters.library.writing import routine_text
from coach.domain.dose import Breaths, Dose, Reps, Seconds
from coach.domain.exercise import Position
from coach.domain.layout import compile_timeline
from coach.domain.routine import Routine
from coach.player import leaflet_words
from coach.player.leaflet import MOST_PHASES, SAFE_FINISH, guessed_position
from coach.player.leaflet_names import meant_by, near, slug
from coach.player.leaflet_questions import Shelf, tell_leaflet
from coach.player.leaflet_talk import LeafletTalk
from coach.player.leaflet_words import (
    NotUnderstoodError,
    amount_text,
    hold_text,
    length_text,
    read_amount,
    read_hold,
    read_time,
)

LIBRARY: Final = YamlLibrary(None, Path(__file__).parents[2] / "routines").exercises()
WORDS: Final = (
    *("", "", "", "", "back", "?", "y", "n", "1", "2", "3", "5-10", "3 x 10", "40", "5 x 30"),
    *(
        "20s",
        "3 breaths",
        "2m",
        "1:30",
        "4h",
        "3, 2, 1",
        "10 x 5s",
        "hold",
        "done",
        "0",
        "-1",
        "24",
    ),
    *("bridge", "cat camel", "walk", "bird-dog", "curl-up", "rest-90-90", "knee to chest", "heels"),
    *(
        "Lie on your back: so # and",
        "- [x]",
        "'",
        '"',
        "no",
        "~",
        "1.5",
        "&a *b",
        "{",
        "é",
        "x" * 300,
    ),
    *("\x1b[31m", "\x00", "\ud800", "\u202e", "\t", "..", "null", "2026-01-01", "kniebeuge: tief"),
)


def talk(name: str = "leaflet") -> LeafletTalk:
    """A conversation of somebody who has no routines of their own."""
    shelf = Shelf(LIBRARY, lambda taken: taken == "first-three")
    return LeafletTalk(lambda: tell_leaflet(shelf, name))


def answered(*answers: str) -> LeafletTalk:
    """A conversation with these answers given."""
    begun = talk()
    for words in answers:
        begun.answer(words)
    return begun


def read_back(routine: Routine) -> Routine:
    """The routine as the reader has it from the file that is written."""
    document = open_document("leaflet.yaml", routine_text(routine).encode())
    found = read_routine(document, routine.id, ReaderShelf(LIBRARY))
    assert found is not None, document.report.problems()
    return found


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), max_size=40))
def test_whatever_is_answered_the_file_is_right_and_has_a_timeline(answers: list[str]) -> None:
    leaflet = answered("Title", "", *answers).leaflet
    if leaflet.steps:
        routine = read_back(leaflet.routine())
        assert routine.steps == leaflet.steps
        assert routine.exercises == leaflet.own
        assert compile_timeline(routine, LIBRARY).total > 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([one for one in WORDS if one not in ("back", "?")]), max_size=25),
    st.sampled_from([one for one in WORDS if one not in ("back", "?")]),
)
def test_what_is_taken_back_was_never_said(answers: Sequence[str], last: str) -> None:
    before = answered("Title", *answers)
    after = answered("Title", *answers)
    prompt = after.prompt
    after.answer(last)
    if after.prompt is not None and after.prompt is not prompt:
        after.answer("back")
    if before.prompt is not None and after.prompt is not None:
        assert after.prompt.line == before.prompt.line
        assert after.leaflet == before.leaflet
        assert after.unfinished == before.unfinished


def test_back_at_the_first_question_is_a_title() -> None:
    begun = talk("")
    begun.answer("Back")
    begun.answer("")
    assert begun.leaflet.title == "Back"


def test_help_asks_the_same_again() -> None:
    begun = answered("Title", "")
    prompt = begun.prompt
    begun.heard()
    begun.answer("?")
    assert begun.prompt is prompt
    assert any("Tab completes it" in line for line in begun.heard())


def test_an_alias_of_one_exercise_is_found_and_a_name_that_is_like_it_is_offered() -> None:
    for words, id in (
        ("Cat Camel", "cat-cow"),
        ("glute bridge", "bridge"),
        ("childs pose", "child-pose"),
        ("BIRD DOG", "bird-dog"),
    ):
        found = meant_by(words, LIBRARY)
        assert found is not None
        assert found.id == id
    for words, id in (
        ("knee to chest stretch", "knee-to-chest"),
        ("hamstrings", "hamstring"),
        ("bridging", "bridge"),
        ("pelvic tilts", "pelvic-tilt"),
        ("brid dog", "bird-dog"),
    ):
        assert meant_by(words, LIBRARY) is None
        assert id in [one.id for one in near(words, LIBRARY)], words
    assert near("wall angels", LIBRARY) == [] or "wall-sit" in [
        one.id for one in near("wall angels", LIBRARY)
    ]
    assert near("xyzzy", LIBRARY) == []


@pytest.mark.parametrize(
    ("words", "dose"),
    [
        ("8", Dose(reps=Reps(8, 8))),
        ("8 times", Dose(reps=Reps(8, 8))),
        ("10x", Dose(reps=Reps(10, 10))),
        ("5-10", Dose(reps=Reps(5, 10))),
        ("5 to 10 reps", Dose(reps=Reps(5, 10))),
        ("5\u201310", Dose(reps=Reps(5, 10))),
        ("3 x 10", Dose(reps=Reps(10, 10), sets=3)),
        ("3\u00d710", Dose(reps=Reps(10, 10), sets=3)),
        ("3 sets of 8-12", Dose(reps=Reps(8, 12), sets=3)),
        ("10 x 5s", Dose(reps=Reps(10, 10), hold=Seconds(5))),
        ("10 x 15s", Dose(reps=Reps(10, 10), hold=Seconds(15))),
        ("10x15s", Dose(reps=Reps(10, 10), hold=Seconds(15))),
        ("3 x 10 x 5 sec", Dose(reps=Reps(10, 10), sets=3, hold=Seconds(5))),
        ("10 times, hold 5 seconds", Dose(reps=Reps(10, 10), hold=Seconds(5))),
        ("4 for 3 breaths", Dose(reps=Reps(4, 4), hold=Breaths(3))),
        ("3, 2, 1", Dose(descending=(3, 2, 1))),
        ("2m", Dose(time=120)),
        ("1:30", Dose(time=90)),
    ],
)
def test_amounts_are_read_as_leaflets_write_them(words: str, dose: Dose) -> None:
    assert read_amount(words) == dose


@pytest.mark.parametrize(
    "words", ["", "x", "0", "501", "3 x 501", "51 x 5", "10-5", "5-", "1.5", "5 x 31m", "5h", "-3"]
)
def test_what_is_no_amount_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(NotUnderstoodError, match=r"\.$"):
        read_amount(words)


def test_a_bare_number_is_asked_for_its_unit_where_it_may_be_minutes() -> None:
    with pytest.raises(NotUnderstoodError, match=r"2m .* or 2s"):
        read_time("2")
    assert read_hold("20") == Seconds(20)


@given(
    st.integers(1, 500), st.integers(1, 500), st.integers(1, 50), st.integers(1, 1800).map(float)
)
def test_what_is_shown_in_brackets_is_read_as_what_it_says(
    low: int, high: int, sets: int, seconds: float
) -> None:
    low, high = sorted((low, high))
    dose = Dose(reps=Reps(low, high), sets=sets if sets > 1 else None)
    assert read_amount(amount_text(dose)) == dose
    assert read_hold(hold_text(Seconds(seconds))) == Seconds(seconds)
    assert read_time(length_text(seconds)) == seconds


def test_the_bounds_are_those_of_the_format() -> None:
    for name in ("MOST_REPS", "MOST_SETS", "MOST_DESCENDING", "MOST_BREATHS", "MOST_HOLD"):
        assert getattr(leaflet_words, name) == getattr(scalars, name)
    assert leaflet_words.MOST_TIME == scalars.MOST_TIME
    assert routine_file.MOST_PHASES == MOST_PHASES


def test_more_than_fits_into_one_session_is_asked_again() -> None:
    begun = answered("Title", "", "bird-dog", "50 x 500", "5s", "")
    assert begun.leaflet.steps == ()
    assert any("more than fits into one session" in line for line in begun.heard())
    assert begun.prompt is not None
    assert begun.prompt.text == "How many times on each side?"


def test_the_position_is_guessed_from_what_is_done_first() -> None:
    for words, position in (
        ("Lie on your back, knees bent.", Position.SUPINE),
        ("Lie on your side.", Position.SIDE),
        ("Lie on your stomach, arms by your side.", Position.PRONE),
        ("Sit on a chair.", Position.SEATED),
        ("Stand behind a chair.", Position.STANDING),
        ("On hands and knees.", Position.ALL_FOURS),
        ("Kneel on one knee.", Position.HALF_KNEELING),
        ("Stand up from a chair.", Position.STANDING),
        ("Get into position.", None),
        ("Lie on your back, one knee bent.", Position.SUPINE),
        ("Breathe.", None),
    ):
        assert guessed_position(words) is position, words


def test_there_is_a_way_out_of_every_position() -> None:
    assert set(SAFE_FINISH) == set(Position)


@given(st.text(max_size=80))
def test_any_title_gives_a_name_that_a_file_and_a_command_can_have(title: str) -> None:
    name = slug(title, "leaflet")
    assert scalars.ident(name) == name
    assert name not in ("con", "nul", "aux", "prn", "com1")
