"""A workshop's process: what it makes comes in order, and whatever it does nobody waits for it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any

import pytest

from coach.adapters.workshop import MODULE, MOST_SENT, STARTS, ProcessWorkshop
from tests.rig.pulse import wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops and kills with signals")

Made = list[tuple[int, Any]]


class Bench:
    """A workshop with everything that it has made so far."""

    def __init__(self, function: str) -> None:
        self.workshop: ProcessWorkshop[Any, Any] = ProcessWorkshop(
            f"tests.rig.workshop_jobs:{function}"
        )
        self.made: Made = []

    def look(self) -> Made:
        """Take what is there."""
        self.made += self.workshop.take()
        return self.made

    def wait_for(self, pieces: int) -> Made:
        """Everything, as soon as it is so many pieces."""
        wait_until(lambda: len(self.look()) >= pieces, f"{pieces} pieces")
        return self.made

    @property
    def pid(self) -> int:
        """The process that runs."""
        assert self.workshop.pid is not None
        return self.workshop.pid


@pytest.fixture
def bench() -> Iterator[Callable[[str], Bench]]:
    """Makes workshops, and closes them afterwards."""
    with ExitStack() as stack:

        def make(function: str) -> Bench:
            made = Bench(function)
            stack.callback(made.workshop.close)
            return made

        yield make


def is_gone(pid: int) -> bool:
    """Whether a process is no more, not even as one whose end nobody has taken note of."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """The process stands still."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


Make = Callable[[str], Bench]


def test_pieces_come_in_order_and_a_jobs_end_after_them(bench: Make) -> None:
    one = bench("count")
    assert one.workshop.give(7, 3)
    assert one.wait_for(4) == [(7, 1), (7, 2), (7, 3), (7, None)]
    assert one.workshop.take() == []


def test_jobs_are_done_one_after_the_other_as_they_were_given(bench: Make) -> None:
    one = bench("count")
    for number, job in ((1, 2), (5, 0), (3, 1)):
        assert one.workshop.give(number, job)
    assert one.wait_for(6) == [(1, 1), (1, 2), (1, None), (5, None), (3, 1), (3, None)]


def test_nothing_is_started_before_there_is_a_job(bench: Make) -> None:
    one = bench("count")
    assert one.workshop.take() == []
    assert one.workshop.pid is None


def test_the_process_stands_back_behind_the_session(bench: Make) -> None:
    one = bench("niceness")
    one.workshop.give(1, 0)
    assert one.wait_for(2)[0] == (1, min(19, os.nice(0) + 5))


def test_a_killed_process_is_started_again_and_its_job_begun_anew(bench: Make) -> None:
    one = bench("who")
    one.workshop.give(1, 0)
    one.wait_for(2)
    one.workshop.give(2, 1)
    one.workshop.give(3, 0)
    (_, first) = one.wait_for(3)[-1]
    assert first == one.pid
    os.kill(first, signal.SIGKILL)
    (number, second) = one.wait_for(4)[-1]
    assert number == 2  # and not the one that was done
    assert second == one.pid != first
    wait_until(lambda: is_gone(first), "the first process's end")


def test_a_function_that_fails_ends_the_work_and_hangs_nowhere(bench: Make) -> None:
    one = bench("break_down")
    assert one.workshop.give(1, 2)
    assert one.workshop.give(2, 1)
    wait_until(lambda: (2, None) in one.look(), "the end of what nobody does")
    assert one.made == [*[(1, 1), (1, 2)] * STARTS, (1, None), (2, None)]
    assert one.workshop.pid is None
    assert not one.workshop.give(3, 1)
    assert one.workshop.take() == []


def test_a_process_that_never_starts_is_found_out(bench: Make) -> None:
    one = bench("there_is_no_such_function")
    assert one.workshop.give(1, 0)
    wait_until(lambda: (1, None) in one.look(), "the end of what nobody does")
    assert not one.workshop.give(2, 0)


def test_python_that_is_not_there_starts_nothing(
    bench: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    one = bench("count")
    assert not one.workshop.give(1, 1)
    assert one.workshop.take() == []


def test_closing_leaves_no_process_behind(bench: Make) -> None:
    one = bench("who")
    one.workshop.give(1, 1)
    pid = one.wait_for(1)[0][1]
    one.workshop.close()
    wait_until(lambda: is_gone(pid), "the process's end")
    assert not one.workshop.give(2, 1)
    assert one.workshop.take() == []
    one.workshop.close()


def test_closing_ends_a_process_that_stands_still(bench: Make) -> None:
    one = bench("who")
    one.workshop.give(1, 1)
    pid = one.wait_for(1)[0][1]
    os.kill(pid, signal.SIGSTOP)
    one.workshop.close()
    wait_until(lambda: is_gone(pid), "the process's end")


def test_the_process_ends_with_its_input() -> None:
    """So it doesn't outlive a coach that was killed."""
    command = [sys.executable, "-m", MODULE, "tests.rig.workshop_jobs:count"]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_nothing_waits_for_a_process_that_stands_still(bench: Make) -> None:
    one = bench("length")
    one.workshop.give(0, "")
    one.wait_for(2)
    pid, began = one.pid, time.monotonic()
    numbers = range(1, 21)
    with stopped(pid):
        for number in numbers:
            # More together than any pipe has room for.
            assert one.workshop.give(number, "x" * (MOST_SENT // 3))
            assert one.workshop.take() == []
        assert time.monotonic() - began < 5
    one.wait_for(2 + 2 * len(numbers))
    assert [number for number, piece in one.made[2:] if piece is None] == list(numbers)
    assert one.pid == pid


def test_a_job_that_no_pipe_has_room_for_ends_undone(bench: Make) -> None:
    one = bench("length")
    assert one.workshop.give(1, "x" * MOST_SENT)
    assert one.workshop.give(2, "x")
    assert sorted(one.wait_for(3), key=str) == [(1, None), (2, 1), (2, None)]


def test_large_pieces_come_whole(bench: Make) -> None:
    one = bench("repeat")
    one.workshop.give(1, 300_000)
    ((_, piece), end) = one.wait_for(2)
    assert piece == "x" * 300_000
    assert end == (1, None)


def test_workshops_know_nothing_of_each_other(bench: Make) -> None:
    benches = [bench("count") for _ in range(2)]
    for one, job in zip(benches, count(1), strict=False):
        one.workshop.give(1, job)
    made = [one.wait_for(job + 1) for one, job in zip(benches, count(1), strict=False)]
    assert made == [[(1, 1), (1, None)], [(1, 1), (1, 2), (1, None)]]
