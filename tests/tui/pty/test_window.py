"""What a window does to the coach in it: sizes, signals, standing still, and being closed."""

import random
import re
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from tests.plain.person import Home, at_once
from tests.tui.pty.terminal import PATIENCE, Terminal, coach, known, processes_of

WHY = "You left First three before its end. Was it because it hurt?"
LEAVING = "Stop here for today?"
RESIZES = 300
SOUNDING = """\
[sound]
backend = "system"
volume = 1
"""
"""A worker for the sound runs; without any player on the path it plays nothing."""


def left(terminal: Terminal) -> int:
    """The seconds that are left of the session, as the screen says."""
    found = re.search(r"(\d+):(\d\d) left", terminal.text)
    assert found, terminal.text
    return 60 * int(found[1]) + int(found[2])


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    terminal.wait_for(LEAVING)
    terminal.press("s")
    assert terminal.end() == 0
    assert terminal.harm() == []
    assert terminal.last_words == ""


def next_start_asks_why(home: Home) -> None:
    with coach(home) as terminal:
        terminal.wait_for(WHY, "not sure")


def test_300_sizes_while_it_plays(home: Home) -> None:
    chance = random.Random(7)
    with coach(home) as terminal:
        terminal.begin()
        terminal.drawing = False
        for _ in range(RESIZES):
            terminal.resize(chance.randint(20, 300), chance.randint(5, 100))
            terminal.read_for(chance.choice((0, 0, 0.005, 0.03)))
        terminal.drawing = True
        for columns, rows in ((20, 5), (300, 100), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait_until(
                lambda: bool(re.search(r"\d:\d\d left|Position|Ready|Welcome", terminal.text)),
                f"the phase at {columns} x {rows}",
            )
        terminal.wait_for("First three", "Child's pose", "leave")
        assert terminal.text.split("\n")[0].startswith("  First three")
        before = left(terminal)
        terminal.wait_until(lambda: left(terminal) < before, "the next second")
        terminal.press("space")
        terminal.wait_for("PAUSED", "go on")
        leave(terminal)


def stopped(home: Home) -> None:
    """By a signal that no process can catch, as a machine that sleeps."""
    with coach(home) as terminal:
        terminal.begin()
        terminal.wait_for("4:00 left")
        terminal.signal(signal.SIGSTOP)
        terminal.read_for(3.5)
        before = left(terminal)
        assert not terminal.shows("PAUSED")
        terminal.signal(signal.SIGCONT)
        terminal.wait_for("PAUSED", "tood still for", "othing was skipped", "go on")
        stood = left(terminal)
        assert 0 <= before - stood <= 1
        terminal.read_for(1.2)
        assert left(terminal) == stood
        terminal.press("space")
        terminal.wait_for("GET READY")
        terminal.wait_until(lambda: terminal.shows("WELCOME") and left(terminal) < stood)
        assert stood - left(terminal) <= 2
        leave(terminal)


def stopped_by_shell(home: Home) -> None:
    """By one that gives the terminal back to the shell."""
    with coach(home) as terminal:
        terminal.begin()
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until(lambda: b"\x1b[?1049l" in terminal.written, "the terminal back")
        terminal.read_for(3.5)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for("PAUSED", "tood still for", "go on")
        terminal.press("space")
        terminal.wait_for("GET READY")
        leave(terminal)


def test_a_process_that_stood_still_is_paused_where_it_was(home: Home) -> None:
    person, neighbour = (known(neighbour) for neighbour in home.neighbours(2))
    at_once([partial(stopped, person), partial(stopped_by_shell, neighbour)])


def ended_by(home: Home, number: signal.Signals, *, modern: bool) -> tuple[int, list[str], str]:
    with coach(home, modern=modern) as terminal:
        terminal.begin()
        terminal.signal(number)
        return terminal.end(), terminal.harm(), terminal.last_words


def test_a_signal_ends_the_session_and_leaves_terminal_and_record_whole(home: Home) -> None:
    signals = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
    people = [known(neighbour) for neighbour in home.neighbours(2 * len(signals))]
    ends = at_once(
        [
            partial(ended_by, person, number, modern=modern)
            for person, (number, modern) in zip(
                people, [(n, m) for n in signals for m in (True, False)], strict=True
            )
        ]
    )
    assert ends == [(128 + number, [], "") for number in signals for _ in range(2)]
    for person in people:
        (record,) = person.history()
        assert (record["outcome"], record["reason"]) == ("left", "interrupted")
        assert (record["colour"], record["hurt"]) == (None, None)
    at_once([partial(next_start_asks_why, person) for person in people])


def test_a_signal_after_it_hurt_is_recorded_as_pain(home: Home) -> None:
    with coach(home) as terminal:
        terminal.begin()
        terminal.press("p")
        terminal.wait_for("What is it?", "back or hip")
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.harm() == []
    (record,) = home.history()
    assert (record["outcome"], record["colour"]) == ("stopped: pain", "amber")


def test_a_signal_in_the_first_moment_leaves_the_terminal_whole(home: Home) -> None:
    with coach(home) as terminal:
        terminal.wait_until(lambda: terminal.drew, "the screen to be taken")
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.harm() == []
    assert home.history() == []


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
def test_a_window_that_is_closed_ends_everything(home: Home) -> None:
    home.write("settings.toml", SOUNDING)
    # Stands in for systemd's program: it lives as long as we hold its input.
    inhibit = home.write("bin/systemd-inhibit", "#!/bin/sh\necho held\nexec /bin/cat >/dev/null\n")
    inhibit.chmod(0o755)
    with coach(home, environment={"PATH": str(inhibit.parent)}) as terminal:
        terminal.begin()
        running = processes_of(home)
        assert sorted(p.split()[-1] for p in running if "-m coach " not in p) != []
        assert len(running) == 4, running  # with sound, voice, and what keeps it awake
        terminal.hang_up()
        code = terminal.reap()
        until = time.monotonic() + PATIENCE
        while (running := processes_of(home)) and time.monotonic() < until:
            pass
        assert running == []
    (record,) = home.history()
    assert (record["outcome"], record["reason"]) == ("left", "interrupted")
    next_start_asks_why(home)
    assert code == 128 + signal.SIGHUP
