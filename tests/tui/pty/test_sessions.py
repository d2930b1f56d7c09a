"""Whole sessions in a real terminal, and one that is killed and gone on with."""

import signal

from tests.plain.person import Home
from tests.tui.pty.terminal import coach, fast_coach


def test_the_first_three_from_the_first_use_to_the_end(stranger: Home) -> None:
    with fast_coach(stranger, speed=30) as terminal:
        terminal.wait_for("Welcome to coach", "In an emergency: 112 (Germany).", "leave")
        terminal.answer("enter", "Is any of this so now, new or worse?", "not sure")
        terminal.answer("n", "And is any of this so? (2 of 4)", "not sure")
        terminal.answer("n", "Is any of this so now, or new? (3 of 4)", "not sure")
        terminal.answer("n", "And is any of this so? (4 of 4)", "not sure")
        terminal.answer("n", "Which of these apply to you?", "Can't kneel")
        terminal.answer("n", "How is your back now?", "worst imaginable")
        terminal.give_score("0", "First three", "left")
        terminal.wait_for("Child's pose", "HOLD", "rep 1 of 3")
        terminal.wait_for("How is your back now?", "worst imaginable")
        terminal.give_score("0", "Hip raise", "rep 1 of 5")
        terminal.wait_for("Cat-cow", "rep 5 of 5")
        terminal.wait_for("How is your back now?", "worst imaginable")
        terminal.give_score(
            "0",
            "Well done.",
            "First three · 4 minutes, 13 reps",
            "✓ Child's pose",
            "✓ Hip raise",
            "✓ Cat-cow",
            "Pain 0 before, 0 after.",
            "leave",
        )
        terminal.press("enter")
        assert terminal.end() == 0
        assert terminal.harm() == []
        assert terminal.last_words == ""
    (record,) = stranger.history()
    assert (record["outcome"], record["start"], record["end"]) == ("done", 0, 0)
    assert record["exercises"] == ["child-pose", "bridge", "cat-cow"]
    assert record["colour"] == "green"


def test_a_killed_session_is_offered_at_the_same_rep_and_waits_there(home: Home) -> None:
    with fast_coach(home, speed=25) as killed:
        killed.begin()
        killed.wait_for("HOLD", "rep 2 of 3")
        killed.signal(signal.SIGKILL)
        assert killed.end() == -signal.SIGKILL
    with coach(home) as terminal:
        terminal.wait_for(
            "First three was cut off at",
            "step 1 of 3, Child's pose, rep 2 of 3. Go on there?",
            "leave",
        )
        terminal.answer("y", "PAUSED", "step 1 of 3", "Child's pose", "rep 2 of 3", "leave")
        before = terminal.text
        assert terminal.read_for(2) == before
        terminal.press("space")
        terminal.wait_for("GET READY")
        terminal.wait_until(
            lambda: not terminal.shows("GET READY") and terminal.shows("Child's pose", "rep 2 of 3")
        )
        assert not terminal.shows("PAUSED")
        terminal.press("q")
        terminal.wait_for("Stop here for today?")
        terminal.press("s")
        assert terminal.end() == 0
        assert terminal.harm() == []
    (record,) = home.history()
    assert record["outcome"] == "left"
