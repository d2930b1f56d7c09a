"""A session that is killed at any moment is offered again, paused, at its rep.

`make kills` kills $KILLS sessions; a few are killed with the other tests.
"""

import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pytest

from coach.adapters.store import FILE, SqliteStore
from tests.plain.person import (
    ASKED_CAUTIONS,
    ASKED_FULL,
    ASKED_GENTLE,
    ASKED_LIST,
    ASKED_NUMBER,
    FIRST_LISTS,
    FULL_LIST,
    START,
    Home,
    at_once,
    words_of,
)

RECORDED = ["--record"]
FIRST_WORDS = "First three."
WHOLE = 4.3
"""Seconds that the session takes at 60 times the speed, up to its last question."""


@dataclass(frozen=True)
class Killed:
    """What was heard of a session before it was killed, and after it was gone on with."""

    before: list[str]
    offer: str
    resumed: list[str]
    code: int
    stood_at: int
    """The segment at which the journal stood."""
    outcomes: list[str | None]
    """In the history: right after the kill, and at the end."""


def said(lines: Sequence[str]) -> list[str]:
    """What the session said of itself: from its first words, without questions and scores."""
    words = [words_of(line) for line in lines]
    begun = words.index(FIRST_WORDS) if FIRST_WORDS in words else words.index("Go on.") + 1
    return [
        line
        for line in words[begun:]
        if not line.startswith(("? ", "= ", "Pain 0 before")) and line != "0."
    ]


def kill_and_resume(home: Home, after: float) -> Killed:
    """Kill a session ``after`` seconds, and go on with it.

    The last check is never answered, so the session lives until it is killed.
    """
    with home.talk(*START, 0, speed=60, options=RECORDED) as talk:
        talk.hear(FIRST_WORDS)
        until = time.monotonic() + after
        while talk.next_line(until) is not None:
            pass
        talk.process.send_signal(signal.SIGKILL)
        before = talk.rest()
    assert before.code == -signal.SIGKILL
    cut_off = home.history()
    with SqliteStore.open(home.data / FILE) as store:
        unfinished = store.unfinished()
    assert unfinished is not None
    resumed = home.play("y", "resume", 0, 0, 0, options=RECORDED)
    return Killed(
        before=said(before.lines),
        offer=resumed.lines[0],
        resumed=resumed.words[1:],
        code=resumed.code,
        stood_at=unfinished.standing.segment,
        outcomes=[record["outcome"] for record in (*cut_off, *home.history())],
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int, str]]:
    """What a session says, in order: the words, the segment's number, and its rep's name."""
    home = Home(tmp_path_factory.mktemp("whole"))
    shown = home.coach("show", "first-three", "--json").json()
    lines = [
        (cue["text"], number, rep_name(segment["name"], segment["rep"], segment["reps"]))
        for number, segment in enumerate(shown["segments"])
        for cue in segment["cues"]
        if cue["text"]
    ]
    undisturbed = home.play(*START, 0, 0)
    assert undisturbed.last == "= done"
    assert [text for text, _, _ in lines] == said(undisturbed.lines)
    return lines


def rep_name(name: str | None, rep: int | None, reps: int | None) -> str:
    """How the offer names a place."""
    return f"{name}, rep {rep} of {reps}" if rep else name or "the beginning"


def check(killed: Killed, whole: Sequence[tuple[str, int, str]]) -> None:
    """What holds for every killed session."""
    texts = [text for text, _, _ in whole]
    told = len(killed.before)
    # Up to the kill nothing was missing, and after it nothing is.
    assert killed.before == texts[:told]
    assert "Get into position." in killed.resumed
    counted = killed.resumed.index("3.")
    assert killed.resumed[counted : counted + 4] == ["3.", "2.", "1.", "Go on."]
    again = said(killed.resumed)
    assert again == texts[len(texts) - len(again) :]
    assert len(again) + told >= len(texts)
    # What was told of a segment before the kill is on disk up to the segment before it.
    last_told = whole[told - 1][1]
    assert killed.stood_at >= last_told - 1
    # It goes on with the rep in which the journal stood, and the offer names it.
    places = [place for _, number, place in whole if number == killed.stood_at]
    assert killed.offer.startswith("? First three was cut off at ")
    assert all(place in killed.offer for place in places)
    first = whole[len(texts) - len(again) :][:1]
    assert all(place in killed.offer for _, _, place in first)
    assert (killed.code, killed.outcomes) == (0, [None, "done"])


def kill_at_random(folder: Home, runs: int) -> list[Killed]:
    """``runs`` sessions of different people, killed at random moments."""
    people = folder.neighbours(runs)
    moments = [random.uniform(0, WHOLE) for _ in range(runs)]
    return at_once([partial(kill_and_resume, *both) for both in zip(people, moments, strict=True)])


def test_a_killed_session_goes_on_at_its_rep(home: Home, whole: list[tuple[str, int, str]]) -> None:
    for killed in kill_at_random(home, 5):
        check(killed, whole)


@pytest.mark.kills
def test_every_killed_session_goes_on_at_its_rep(
    home: Home, whole: list[tuple[str, int, str]]
) -> None:
    for killed in kill_at_random(home, int(os.environ.get("KILLS", "200"))):
        check(killed, whole)


def test_the_offer_names_the_step_the_exercise_and_the_rep(home: Home) -> None:
    with home.talk(*START, 0, speed=60, options=RECORDED) as talk:
        talk.hear("] 3. Out")
        talk.hear("Hold, breathe")
        talk.process.send_signal(signal.SIGKILL)
        talk.rest()
    resumed = home.play("y", "resume", 0, options=RECORDED)
    offer = resumed.questions[0]
    assert offer.startswith("? First three was cut off at ")
    assert offer.endswith(": step 2 of 3, Hip raise, rep 3 of 5. Go on there? [n/y]")
    paused = resumed.words.index("Get into position.")
    assert resumed.words[paused + 1 : paused + 3] == ["Hip raise, rep 3.", "3."]
    assert resumed.after("Go on.")[:3] == ["3. Out", "Hold, breathe", "In, down"]
    assert resumed.last == "= done"


def test_who_does_not_want_to_go_on_is_asked_why_and_begins_anew(home: Home) -> None:
    with home.talk(*START, options=RECORDED) as talk:
        talk.hear("] 2. Out")
        talk.process.send_signal(signal.SIGKILL)
        talk.rest()
    session = home.play("n", "n", "n", 0, 0, 0, options=RECORDED)
    assert session.questions[1] == (
        "? You left First three before its end. Was it because it hurt? [n/y/u]"
    )
    assert session.says("Child's pose. 3 times")
    assert session.last == "= done"
    assert [record["outcome"] for record in home.history()] == ["done", "left"]


def test_a_session_killed_after_it_hurt_is_not_offered(home: Home) -> None:
    with home.talk(*START, options=RECORDED) as talk:
        talk.hear("Forehead to floor")
        talk.say("pain")
        talk.hear("? What is it?")
        talk.process.send_signal(signal.SIGKILL)
        talk.rest()
    start = home.play(*FULL_LIST, 0, "y", "stop", options=RECORDED)
    assert start.questions[0].startswith(ASKED_FULL)
    assert start.questions[-1] == ASKED_GENTLE
    assert not start.says("cut off")
    left = home.history()[-1]
    assert (left["outcome"], left["hurt"], left["colour"]) == ("left", True, "amber")


def test_a_start_killed_at_a_question_leaves_nothing_to_go_on_with(newcomer: Home) -> None:
    with newcomer.talk(*FIRST_LISTS, options=RECORDED) as talk:
        talk.hear(ASKED_CAUTIONS)
        talk.process.send_signal(signal.SIGKILL)
        talk.rest()
    assert newcomer.history() == []
    again = newcomer.play("", "n")
    assert again.questions[0] == ASKED_NUMBER
    # The list was gone through; the cautions were not.
    assert again.questions[1].startswith(ASKED_LIST)
    assert again.questions[2].startswith(ASKED_CAUTIONS)
    assert not again.says("cut off")


def test_a_start_killed_in_the_middle_of_the_list_asks_all_of_it_again(newcomer: Home) -> None:
    with newcomer.talk(*FIRST_LISTS[:3], options=RECORDED) as talk:
        talk.hear("(3 of 4)")
        talk.process.send_signal(signal.SIGKILL)
        talk.rest()
    again = newcomer.play("")
    assert again.questions[1].startswith(ASKED_FULL)
