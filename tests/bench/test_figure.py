"""The body: what a frame costs that is ready, and how much beside the session one costs to draw."""

import asyncio
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Final

import pytest

from coach.adapters.clock import LoopClock
from coach.adapters.content import YamlContent
from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.adapters.store import FILE, SqliteStore
from coach.adapters.workshop import ProcessWorkshop
from coach.domain.layout import compile_timeline
from coach.domain.motion import moment_of
from coach.painters.cells import Frame
from coach.painters.reel import Order, frame, reel, steps_of
from coach.player.doorway import Doorway
from coach.player.player import Player
from coach.player.recorder import Recorder
from coach.tui.film import Film
from coach.tui.pictures import Pictures
from tests.bench.test_cues import WITHIN, AnsweringStage
from tests.fakes import FakeKeepAwake
from tests.player.house import bundled_library, know

pytestmark = pytest.mark.bench

LOOKS: Final = 2000
READY: Final = 0.001
"""Seconds at most for the frame of a moment that is drawn already (99 of 100)."""
SIZES: Final = ((48, 12), (96, 36))


class AtOnce:
    """A workshop that draws while it is asked."""

    def __init__(self) -> None:
        self._made: list[tuple[int, tuple[int, Frame] | None]] = []

    def give(self, number: int, job: Order) -> bool:
        self._made += [(number, piece) for piece in reel(job)]
        self._made.append((number, None))
        return True

    def take(self) -> list[tuple[int, tuple[int, Frame] | None]]:
        made, self._made = self._made, []
        return made

    def close(self) -> None:
        """Nothing is open."""


def test_a_frame_that_is_ready_costs_less_than_a_millisecond(
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = bundled_library()
    figures = library.figures()
    routine = library.routine("first-three").routine
    assert routine is not None
    timeline = compile_timeline(routine, library.exercises())
    phase = next(n for n, one in enumerate(timeline.segments) if one.phase == "exhale")
    start, length = timeline.segments[phase].start, timeline.segments[phase].length
    pictures = Pictures(AtOnce())
    moment = moment_of(timeline, phase, start, figures)
    assert moment is not None
    pictures.want([moment.scene], 48, 12)
    times = []
    for look in range(LOOKS):
        began = perf_counter()
        moment = moment_of(timeline, phase, start + length * look / LOOKS, figures)
        assert moment is not None
        assert pictures.frame(moment) is not None
        times.append(perf_counter() - began)
    known = {number: object() for number in range(25)}
    began = perf_counter()
    for look in range(LOOKS):
        known[look % 25]
    floor = (perf_counter() - began) / LOOKS
    p99 = quantiles(times, n=100)[98]
    with capsys.disabled():
        sys.stdout.write(
            f"\na frame that is ready {median(times) * 1e6:.0f} us (p50), {p99 * 1e6:.0f} us "
            f"(p99, at most {READY * 1e6:.0f}): {median(times) / floor:.0f} times a bare look-up\n"
        )
    assert p99 <= READY


async def test_an_empty_cache_makes_no_cue_late(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A whole session at the pace of the clock, while every frame of it is drawn beside it."""
    clock = LoopClock(asyncio.get_running_loop())
    stage = AnsweringStage(clock)
    library = YamlLibrary(None, bundled("routines"))
    pictures = Pictures(ProcessWorkshop("coach.painters.reel:reel"))
    with SqliteStore.open(tmp_path / FILE) as store:
        know(store, clock.wall())
        recorder = Recorder(store, store, clock, lambda words: stage.tell(0, (words,)))
        door = Doorway(recorder, YamlContent.load("DE"), library, clock)
        player = Player(door, stage, FakeKeepAwake(), library.routine("first-three"), patience=None)
        stage.answer = player.answer
        film = Film(pictures, library.figures(), still=False)
        shown = 0
        player.begin()
        while not stage.over.is_set():
            if player.session is not None and film.frame(player.session, player.at(), 60, 24):
                shown += 1
            await asyncio.sleep(film.pace)
    pictures.close()
    shares = quantiles(stage.late, n=100, method="inclusive")
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(stage.late)} cues while {shown} frames were shown: late by "
            f"{shares[49] * 1000:.2f} ms (p50), {shares[98] * 1000:.2f} ms (p99), "
            f"{max(stage.late) * 1000:.2f} ms (most)\n"
        )
    assert shown > 500
    assert shares[98] <= WITHIN


@pytest.mark.parametrize("size", SIZES)
def test_what_drawing_a_frame_costs(
    size: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Only told: it happens in another process."""
    library = bundled_library()
    routine = library.routine("first-three").routine
    assert routine is not None
    timeline = compile_timeline(routine, library.exercises())
    phase = next(n for n, one in enumerate(timeline.segments) if one.phase == "exhale")
    moment = moment_of(timeline, phase, timeline.segments[phase].start, library.figures())
    assert moment is not None
    order = Order(moment.scene, *size)
    frame(order, 0)
    times = []
    for step in range(steps_of(order) + 1):
        began = perf_counter()
        frame(order, step)
        times.append(perf_counter() - began)
    with capsys.disabled():
        sys.stdout.write(f"\na frame of {size[0]}x{size[1]}: {median(times) * 1000:.1f} ms\n")
    assert times
