"""Something in the coach that should not go wrong does: the person gets a sentence, not a mess."""

import pytest

from tests.plain.person import Home
from tests.tui.pty.terminal import coach, fast_coach

WHY = "You left First three before its end. Was it because it hurt?"
PARTS = (
    "the third event",
    "every event from the third on",
    "a look at the clock",
    "a key",
    "painting",
)
"""What fails once the session has begun."""


def broken(home: Home, part: str) -> None:
    """Play until it fails."""
    with fast_coach(home, speed=2, fails=part) as terminal:
        terminal.wait_for("one of these", "leave")
        terminal.answer("n", "worst imaginable")
        terminal.answer("0", "Backspace mends it")
        terminal.strike("enter")
        if part == "a key":
            terminal.wait_for("WELCOME", "leave")
            terminal.press("d")
        assert terminal.end() == 70
        assert terminal.harm() == []
        assert "something went wrong that should not have" in terminal.last_words
        assert str(home.data / "coach.log") in terminal.last_words
        assert b"Traceback" not in terminal.written
        assert b"broken on purpose" not in terminal.written
    assert "RuntimeError: broken on purpose" in (home.data / "coach.log").read_text()


def recorded_and_asked(home: Home) -> None:
    (record,) = home.history()
    assert (record["outcome"], record["reason"]) == ("left", "an unexpected error")
    with coach(home) as terminal:
        terminal.wait_for(WHY, "not sure")


@pytest.mark.parametrize("part", PARTS)
def test_a_failure_leaves_the_terminal_whole_a_log_and_a_closed_record(
    home: Home, part: str
) -> None:
    broken(home, part)
    recorded_and_asked(home)


def test_a_failure_before_anything_is_there(home: Home) -> None:
    with fast_coach(home, speed=1, fails="reading the files") as terminal:
        assert terminal.end() == 70
        assert terminal.harm() == []
        assert str(home.data / "coach.log") in terminal.last_words
        assert b"Traceback" not in terminal.written
    assert home.history() == []
