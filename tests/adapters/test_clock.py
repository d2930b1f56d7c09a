"""The clock of an event loop: what is heard comes on time, what is seen wakes the machine once."""

import asyncio
from collections.abc import Callable
from typing import Final, cast

import pytest

from coach.adapters import clock as clocks
from coach.adapters.clock import EARLY, LoopClock

ROUND: Final = 0.00025
"""Seconds that pass while the loop comes round once."""


class FakeLoop:
    """An event loop whose time passes only while it waits, and which is late by up to 1 ms."""

    def __init__(self) -> None:
        self.seconds = 50.0
        self.rounds = 0
        self._next: Callable[[], object] | None = None

    def call_later(self, delay: float, callback: Callable[[], object]) -> "FakeLoop":
        self.seconds += max(0.0, -(-delay * 1000 // 1) / 1000)
        return self.call_soon(callback)

    def call_soon(self, callback: Callable[[], object]) -> "FakeLoop":
        self._next = callback
        return self

    def cancel(self) -> None:
        self._next = None

    def run(self) -> None:
        """Come round until nothing is left to do."""
        while self._next is not None:
            call, self._next = self._next, None
            self.rounds += 1
            self.seconds += ROUND
            call()


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> FakeLoop:
    loop = FakeLoop()
    monkeypatch.setattr(clocks, "_seconds", lambda: loop.seconds)
    return loop


def clock_on(loop: FakeLoop, speed: float = 1.0) -> LoopClock:
    """The clock on this loop, which has all of a loop that it uses."""
    return LoopClock(cast(asyncio.AbstractEventLoop, loop), speed=speed)


@pytest.mark.parametrize("away", [0.0004, 0.01, 0.5003, 1.7])
@pytest.mark.parametrize("speed", [1.0, 60.0])
def test_what_is_heard_comes_within_one_round_of_its_moment(
    loop: FakeLoop, away: float, speed: float
) -> None:
    clock = clock_on(loop, speed)
    came: list[float] = []
    clock.call_at(away * speed, lambda: came.append(clock.now() / speed))
    loop.run()
    assert away <= came[0] <= away + 2 * ROUND


@pytest.mark.parametrize("away", [0.0004, 0.01, 0.5003, 1.7])
def test_what_is_seen_wakes_the_machine_once_and_is_never_early(
    loop: FakeLoop, away: float
) -> None:
    clock = clock_on(loop)
    came: list[float] = []
    clock.call_at(away, lambda: came.append(clock.now()), sharp=False)
    loop.run()
    assert loop.rounds == 1
    assert away <= came[0] <= away + EARLY
