"""`coach show`: the reps of today come from the person's own record, and it says why."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.domain.safety import Colour
from tests.plain.person import START, Home
from tests.player.earlier import exercise, keep

NO_HIGHER = "n"
"""The answer to the offer of the next level."""
TWICE = "Hip raise and Cat-cow, 7 reps: three good sessions in a row, twice"


@pytest.fixture
def veteran(home: Home) -> Home:
    """Somebody with six good sessions behind them, one a day."""
    with home.record() as store:
        for days in range(7, 1, -1):
            begun = datetime.now().astimezone() - timedelta(days=days)
            keep(store, begun, exercise("bridge", 10), exercise("cat-cow", 10, step=3))
    return home


def shown(person: Home, *options: str) -> Any:
    """What the command prints as JSON."""
    printed = person.coach("show", "first-three", "--json", *options)
    assert printed.code == 0, printed.errors
    return printed.json()


def reps(timeline: Any) -> dict[str, int]:
    """The reps of each exercise."""
    return {part["exercise"]: part["reps"] for part in timeline["segments"] if part["rep"]}


def test_a_newcomer_is_shown_the_low_end(newcomer: Home) -> None:
    timeline = shown(newcomer)
    assert reps(timeline) == {"child-pose": 3, "bridge": 5, "cat-cow": 5}
    assert timeline["why"] == ["Hip raise and Cat-cow, 5 reps: the number to begin with"]
    assert not (newcomer.data / "coach.db").exists()


def test_after_six_good_sessions_it_is_7_reps_and_says_why(veteran: Home) -> None:
    timeline = shown(veteran)
    assert reps(timeline) == {"child-pose": 3, "bridge": 7, "cat-cow": 7}
    assert timeline["why"] == [TWICE]
    assert f"{TWICE}." in veteran.coach("show", "first-three").lines


def test_a_session_that_was_followed_by_more_pain_takes_one_back(veteran: Home) -> None:
    with veteran.record() as store:
        begun = datetime.now().astimezone() - timedelta(hours=40)
        keep(store, begun, exercise("cat-cow", 7, step=3), colour=Colour.AMBER)
    timeline = shown(veteran)
    assert reps(timeline) == {"child-pose": 3, "bridge": 7, "cat-cow": 6}
    assert timeline["why"][1] == (
        "Cat-cow, 6 reps: there was more pain during or after it last time"
    )


def test_what_is_shown_is_what_is_played_and_printed(veteran: Home, tmp_path: Path) -> None:
    played = veteran.play(*START, NO_HIGHER, 0, 0, 0)
    assert f"{TWICE}." in played.words
    assert played.says("Hip raise. 7 times")
    card = veteran.coach("card", "first-three", "--mine", "-o", str(tmp_path / "card.html"))
    assert f"{TWICE}." in card.lines


def test_the_person_can_have_fewer_always_or_this_once(veteran: Home) -> None:
    once = veteran.play(*START, NO_HIGHER, 0, 0, 0, options=("--reps-at-most", "2"))
    assert once.says("Hip raise. 2 times")
    assert reps(shown(veteran)) == {"child-pose": 3, "bridge": 7, "cat-cow": 7}
    veteran.write("settings.toml", "[progress]\nmost-reps = 4\n")
    timeline = shown(veteran)
    assert reps(timeline) == {"child-pose": 3, "bridge": 4, "cat-cow": 4}
    assert timeline["why"] == ["Hip raise and Cat-cow, 4 reps: no more, as you wished"]
    veteran.write("settings.toml", "[progress]\nmost-reps = 20\n")
    assert shown(veteran)["why"] == [TWICE]
