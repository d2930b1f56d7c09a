"""What somebody gets who types at a terminal: letters, pauses, and a coach that waits."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import pexpect
import pytest

from tests.plain.person import ASKED_NUMBER, ASKED_SCORE, PATIENCE, Home, playing

LIST = "n none; y one of these; u not sure [n/y/u]"
WHAT_IS_IT = "? What is it?"

Terminal: TypeAlias = "pexpect.spawn[str]"


@contextmanager
def typing(home: Home, *options: str, speed: int = 60) -> Iterator[Terminal]:
    """A session in a terminal of its own."""
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "coach", *playing("first-three", speed, options)],
        cwd=str(home.folder),
        env=home.environment,
        dimensions=(24, 200),
        encoding="utf-8",
        timeout=PATIENCE,
    )
    terminal.delaybeforesend = None
    try:
        yield terminal
    finally:
        terminal.close(force=True)


def begin(terminal: Terminal) -> None:
    """Answer what comes before the first movement, and listen to it."""
    terminal.expect_exact(LIST)
    terminal.sendline("n")
    terminal.expect_exact(ASKED_SCORE)
    terminal.sendline("0")
    terminal.expect_exact("Kneel, knees apart.")


def ends(terminal: Terminal, last: str, code: int) -> None:
    """The last line and the exit code."""
    terminal.expect_exact(f"= {last}\r\n")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == code


def test_the_words_and_the_letters_are_told_at_the_start(home: Home) -> None:
    with typing(home) as terminal:
        terminal.expect_exact(
            "Type a word and Enter: pause, resume, next, back, more, easier, again, ready, pain, "
            "stop.\r\n"
        )
        terminal.expect_exact("Or a letter: p pain, r resume, n next, b back, m more, e easier,")
        terminal.expect_exact("Any other line pauses; a second one means that it hurts.")
        terminal.expect_exact(LIST)
        terminal.sendline("stop")
        ends(terminal, "left", 0)


def test_a_first_start_at_a_terminal_begins_with_enter_and_four_screens(newcomer: Home) -> None:
    with typing(newcomer) as terminal:
        terminal.expect_exact(ASKED_NUMBER)
        terminal.sendline("")
        for number in range(1, 5):
            terminal.expect_exact(f"({number} of 4) {LIST}")
            terminal.sendline("n")
        terminal.expect_exact("[0/1-12]")
        terminal.sendline("0")
        terminal.expect_exact(ASKED_SCORE)
        terminal.sendline("0")
        terminal.expect_exact("Kneel, knees apart.")
        terminal.sendline("s")
        ends(terminal, "left", 0)


def test_a_whole_session_at_a_terminal(home: Home) -> None:
    with typing(home, speed=200) as terminal:
        begin(terminal)
        for _ in range(2):
            terminal.expect_exact(ASKED_SCORE)
            terminal.sendline("0")
        terminal.expect_exact("Pain 0 before, 0 after.")
        ends(terminal, "done", 0)


def test_each_letter_does_what_it_stands_for(home: Home) -> None:
    with typing(home) as terminal:
        begin(terminal)
        terminal.sendline(" ")
        terminal.expect_exact("Paused.")
        terminal.sendline("a")
        terminal.expect_exact(["] Kneel, knees apart.", "] Just out of bed?"])
        terminal.sendline("r")
        terminal.expect_exact("] 3.")
        terminal.expect_exact("Go on.")
        for letter, said in (
            ("m", "15 seconds more."),
            ("b", "All right."),
            ("e", "Easier from here."),
            ("N", "All right."),
        ):
            terminal.sendline(letter)
            terminal.expect_exact(said)
        terminal.expect_exact(ASKED_SCORE)
        terminal.sendline("0")
        terminal.expect_exact("Hip raise.")
        terminal.sendline("p")
        terminal.expect_exact(WHAT_IS_IT)
        terminal.sendline("4")
        terminal.expect_exact("? What would you like?")
        terminal.sendline("1")
        terminal.expect_exact("Easier from here.")
        terminal.expect_exact("Go on.")
        terminal.sendline("s")
        ends(terminal, "left", 0)


@pytest.mark.parametrize("line", ["", "ouch"])
def test_any_other_line_pauses_and_a_second_one_means_that_it_hurts(home: Home, line: str) -> None:
    with typing(home) as terminal:
        begin(terminal)
        terminal.sendline(line)
        terminal.expect_exact("Paused. Go on with: resume. If it hurts: pain.")
        terminal.sendline(line)
        terminal.expect_exact("Stopped. Stay where you are.")
        terminal.expect_exact(WHAT_IS_IT)
        terminal.sendline("3")
        terminal.expect_exact("Call 112 (Germany) or go to an emergency department now.")
        ends(terminal, "stopped: warning sign (emergency)", 4)


def test_a_space_pauses_and_another_one_goes_on(home: Home) -> None:
    with typing(home) as terminal:
        begin(terminal)
        terminal.sendline(" ")
        terminal.expect_exact("Paused.")
        terminal.sendline(" ")
        terminal.expect_exact("Go on.")
        terminal.sendline("stop")
        ends(terminal, "left", 0)


def test_a_question_that_nobody_answers_is_asked_again_and_ends_it(home: Home) -> None:
    with typing(home, speed=600) as terminal:
        terminal.expect_exact(LIST)
        terminal.expect_exact("No answer yet.")
        terminal.expect_exact(LIST)
        terminal.expect_exact("No answer, so this ends here.")
        ends(terminal, "no answer", 5)


def test_what_hurts_is_asked_again_with_the_number_and_then_held(home: Home) -> None:
    with typing(home) as terminal:
        begin(terminal)
        terminal.sendline("p")
        terminal.expect_exact(WHAT_IS_IT)
        terminal.expect_exact("No answer yet.")
        terminal.expect_exact("In an emergency call 112 (Germany).")
        terminal.expect_exact(WHAT_IS_IT)
        # Two more half minutes, at 60 times the speed: it still waits.
        waits = terminal.expect([pexpect.TIMEOUT, "No answer", pexpect.EOF], timeout=1.2)
        assert waits == 0
        terminal.sendline("4")
        terminal.expect_exact("? What would you like?")
        terminal.sendline("3")
        ends(terminal, "stopped: pain", 3)


def test_an_answer_that_is_none_is_asked_again(home: Home) -> None:
    with typing(home) as terminal:
        terminal.expect_exact(LIST)
        terminal.sendline("p")
        terminal.expect_exact('"p" is not an answer here. It takes: n/y/u.')
        terminal.expect_exact(LIST)
        terminal.sendline("stop")
        ends(terminal, "left", 0)


def test_ctrl_c_ends_it_at_a_question_and_in_the_session(home: Home) -> None:
    with typing(home) as terminal:
        terminal.expect_exact(LIST)
        terminal.sendintr()
        ends(terminal, "left", 130)
    with typing(home, "--record") as terminal:
        begin(terminal)
        terminal.sendintr()
        ends(terminal, "left", 130)
    assert home.history()[0]["outcome"] == "left"


def test_ctrl_d_at_a_question_is_no_answer(home: Home) -> None:
    with typing(home) as terminal:
        terminal.expect_exact(LIST)
        terminal.sendeof()
        terminal.expect_exact("No answer.")
        terminal.expect_exact(LIST)
        ends(terminal, "no answer", 5)


def test_a_terminal_that_goes_away_leaves_the_session(home: Home) -> None:
    with typing(home, "--record") as terminal:
        begin(terminal)
        terminal.close(force=False)
    assert home.history()[0]["outcome"] == "left"
