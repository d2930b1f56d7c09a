"""Cues come at their moment: over a real session, and without drift over an hour."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

import pytest

from coach.adapters.clock import LoopClock
from coach.adapters.content import YamlContent
from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.adapters.store import FILE, MemoryStore, SqliteStore
from coach.domain.events import CueDue, Event, Outcome, Scored, Started
from coach.domain.questions import Question
from coach.player.doorway import Doorway
from coach.player.player import Player
from coach.player.recorder import Recorder
from coach.ports.clock import Clock
from tests.fakes import FakeClock, FakeHandle, FakeKeepAwake, RecordingStage
from tests.player.house import know

WITHIN = 0.005
"""Seconds after its deadline by which a cue is dispatched, for 99 of 100."""
LATE = 0.008
"""Seconds by which every look is late in the simulated hour."""
THINKING = 7.0
"""Seconds that each answer takes in it."""
HOUR = """\
schema: 1
title: An hour
steps:
  - repeat: 24
    steps:
      - {exercise: cat-cow, reps: 10, sets: 2}
"""


class TimingStage(RecordingStage):
    """Notes how late each cue is."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.late: list[float] = []
        self._runs_from = 0.0

    def show(self, event: Event) -> None:
        now = self.clock.now()
        super().show(event)
        if isinstance(event, Started | Scored):
            self._runs_from = now - event.at  # the timeline stood still, and goes on now
        elif isinstance(event, CueDue):
            self.late.append(now - self._runs_from - event.at)


class AnsweringStage(TimingStage):
    """Answers every question with "nothing wrong"."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.answer: Callable[[str], None] = lambda words: None
        self.over = asyncio.Event()

    def ask(self, at: float, question: Question) -> None:
        super().ask(at, question)
        words = "n" if "n" in question.answers else "0"
        asyncio.get_running_loop().call_soon(self.answer, words)

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        super().finish(at, outcome, reason)
        self.over.set()


@pytest.mark.bench
async def test_cues_are_on_time_over_a_whole_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = LoopClock(asyncio.get_running_loop())
    stage = AnsweringStage(clock)
    library = YamlLibrary(None, bundled("routines"))
    with SqliteStore.open(tmp_path / FILE) as store:
        know(store, clock.wall())
        recorder = Recorder(store, store, clock, lambda words: stage.tell(0, (words,)))
        door = Doorway(recorder, YamlContent.load("DE"), library, clock)
        entry = library.routine("first-three")
        player = Player(door, stage, FakeKeepAwake(), entry, patience=None)
        stage.answer = player.answer
        player.begin()
        await asyncio.wait_for(stage.over.wait(), 400)
        assert store.sessions()[0].exercises == ("child-pose", "bridge", "cat-cow")
    assert stage.outcome is Outcome.DONE
    shares = quantiles(stage.late, n=100, method="inclusive")
    half, most, worst = shares[49], shares[98], max(stage.late)
    words = [event for event in stage.events if isinstance(event, CueDue)]
    latest = words[stage.late.index(worst)]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(stage.late)} cues in {clock.now():.0f} s: late by {half * 1000:.2f} ms (p50), "
            f"{most * 1000:.2f} ms (p99), {worst * 1000:.2f} ms (most, at {latest.at:.1f} s)\n"
        )
    assert len(stage.late) > 60
    assert min(stage.late) > -0.001
    assert most <= WITHIN


class TardyClock(FakeClock):
    """A machine that is a little late for everything."""

    def call_at(self, when: float, look: Callable[[], None], *, sharp: bool = True) -> FakeHandle:
        return super().call_at(max(when, self.now()) + LATE, look, sharp=sharp)


def test_an_hour_of_late_looks_does_not_drift(tmp_path: Path) -> None:
    file = tmp_path / "hour.yaml"
    file.write_text(HOUR, encoding="utf-8")
    clock = TardyClock()
    store = MemoryStore()
    know(store, clock.wall())
    stage = TimingStage(clock)
    recorder = Recorder(store, store, clock, lambda words: stage.tell(0, (words,)))
    library = YamlLibrary(None, bundled("routines"))
    door = Doorway(recorder, YamlContent.load("DE"), library, clock)
    player = Player(door, stage, FakeKeepAwake(), library.routine(str(file)), patience=None)
    player.begin()
    player.answer("n")
    player.answer("0")
    begun, answers = clock.now(), 0
    while player.outcome is None and answers < 100:
        while (due := clock.next_at()) is not None and player.question is None:
            clock.pass_time(due - clock.now())
        clock.pass_time(THINKING)
        answers += 1
        player.answer("0")
    assert player.outcome is Outcome.DONE
    assert player.session is not None
    assert player.session.offset > 3600
    assert len(stage.late) > 900
    assert max(stage.late) <= LATE + 1e-6
    assert min(stage.late) >= -1e-6
    # What the hour took more than planned is the thinking, and one late look for each question.
    more = clock.now() - begun - player.session.offset - answers * THINKING
    assert 0 <= more <= answers * LATE + 1e-6
