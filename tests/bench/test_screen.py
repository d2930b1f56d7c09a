"""The screens: the first frame, what playing and waiting cost, and how soon a key is answered."""

import os
import re
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final

import pytest

from tests.bench.watched import Watched
from tests.plain.person import COACH, Home

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs Linux's figures about processes"
)

BARE: Final = (sys.executable, str(Path(__file__).with_name("bare_app.py")))
BARE_FRAME: Final = b"bare app"
OUR_FRAME: Final = b"Good "
"""What is in the first frame: the greeting."""

RUNS: Final = 21
FIRST_FRAME: Final = 1.25
"""How many times that of a bare application the way to the first frame may take."""

PLAYING: Final = 0.04
"""The share of one core that playing may cost."""
STANDING: Final = 0.003
"""The same while nothing moves."""
KILOBYTES: Final = 20.0
"""A second, to the terminal."""
WINDOW: Final = 10.0
"""Seconds over which playing is measured."""
LONG_WINDOW: Final = 20.0
"""The same while nothing moves: the system counts in steps of 10 ms."""

ANSWERED: Final = 0.050
"""Seconds within which 95 of 100 keys change something on the screen."""
ROUNDS: Final = 10
SETTLED: Final = 1.2
"""Seconds after a pause until keys count again."""
COUNTED_IN: Final = 3.2
"""Seconds from going on until it moves."""

ROUTINE: Final = """\
schema: 1
title: Both kinds
steps:
  - {exercise: cat-cow, reps: 20}
  - {exercise: child-pose, hold: 40s, reps: 1}
"""

AFTERWARDS: Final = {
    "coach.adapters.audio",
    "coach.adapters.content",
    "coach.adapters.library",
    "coach.adapters.store",
    "coach.player.player",
    "coach.tui.run",
    "coach.tui.screens.progress",
    "plotext",
    "pydantic",
    "sqlite3",
    "tomlkit",
    "tzdata",
    "yaml",
}
"""What is imported after the first frame."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Somebody whose first use is over, to whom no caution applies, and who wants no sound."""
    home = Home(tmp_path)
    home.write("settings.toml", '[sound]\nbackend = "none"\n')
    home.write("routines/both-kinds.yaml", ROUTINE)
    return home


def imported_before(words: bytes, written: bytes) -> set[str]:
    """The modules whose import was reported before ``words`` came."""
    before = written.partition(words)[0]
    found: list[bytes] = re.findall(rb"import time:\s+\d+ \|\s+\d+ \|\s+(\S+)", before)
    return {name.decode() for name in found}


def test_the_library_is_imported_after_the_first_frame(home: Home) -> None:
    with Watched(home, COACH, more={"PYTHONPROFILEIMPORTTIME": "1"}) as coach:
        coach.first(OUR_FRAME)
        imported = imported_before(OUR_FRAME, coach.written)
    assert "coach.tui.screens.today" in imported
    assert not imported & AFTERWARDS


@pytest.mark.bench
def test_the_first_frame_is_nearly_that_of_a_bare_application(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare: list[float] = []
    ours: list[float] = []
    for number in range(RUNS + 1):
        home = Home(tmp_path / str(number))
        home.write("settings.toml", '[sound]\nbackend = "none"\n')
        # They take turns, so that a busy moment hits both.
        for times, command, words in ((bare, BARE, BARE_FRAME), (ours, COACH, OUR_FRAME)):
            with Watched(home, command) as watched:
                times.append(watched.first(words) - watched.began)
    # The first round fills the caches.
    ratio = median(mine / floor for mine, floor in zip(ours[1:], bare[1:], strict=True))
    with capsys.disabled():
        sys.stdout.write(
            f"\nfirst frame of a bare application {median(bare[1:]) * 1000:.0f} ms, of coach "
            f"{median(ours[1:]) * 1000:.0f} ms: {ratio:.2f} times (median of {RUNS} pairs, at "
            f"most {FIRST_FRAME}; load {load():.1f})\n"
        )
    assert ratio <= FIRST_FRAME


@pytest.mark.bench
def test_playing_costs_little_and_waiting_nothing(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    with Watched(home, (*COACH, "play", "both-kinds"), columns=120, rows=40) as coach:
        coach.first(OUR_FRAME)
        time.sleep(2)
        idle = coach.costs(LONG_WINDOW)
        begin(coach)
        reps = coach.costs(WINDOW)
        coach.press(" ")
        time.sleep(SETTLED)
        paused = coach.costs(LONG_WINDOW)
        coach.press(" ")
        time.sleep(COUNTED_IN)
        coach.press("n")
        coach.see("How is your back")
        time.sleep(SETTLED)
        coach.press("2")
        coach.see("rep 1 of 1")
        time.sleep(6)  # the hold comes after the first breath
        hold = coach.costs(WINDOW)
    with capsys.disabled():
        sys.stdout.write(
            f"\nat 120x40 reps {reps}; a hold {hold} (at most {PLAYING:.1%}, {KILOBYTES} kB/s); "
            f"paused {paused}; today {idle} (at most {STANDING:.1%}; load {load():.1f})\n"
        )
    assert max(reps.share, hold.share) <= PLAYING
    assert max(reps.kilobytes, hold.kilobytes) <= KILOBYTES
    assert max(paused.share, idle.share) <= STANDING
    assert max(paused.kilobytes, idle.kilobytes) == 0


@pytest.mark.bench
def test_keys_are_answered_at_once(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    moving: list[float] = []
    standing: list[float] = []
    floor: list[float] = []
    with (
        Watched(home, BARE, columns=120, rows=40) as bare,
        Watched(home, (*COACH, "play", "both-kinds"), columns=120, rows=40) as coach,
    ):
        bare.first(BARE_FRAME)
        coach.first(OUR_FRAME)
        begin(coach)
        for _ in range(ROUNDS):
            moving += [
                coach.answered(">", "Volume 8"),
                coach.answered("<", "Volume 7"),
                coach.answered("d", "step 1 of", there=False),
                coach.answered("d", "step 1 of"),
                coach.answered(" ", "goes on"),
            ]
            time.sleep(SETTLED)
            standing += [coach.answered(key) for key in (">", "d", "d", "<", " ")]
            floor += [bare.answered("x") for _ in range(6)]
            time.sleep(COUNTED_IN)
    ours = p95(moving + standing)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(moving)} keys while it plays: {told(moving)}; {len(standing)} while it "
            f"stands: {told(standing)}; a bare application: {told(floor)}; "
            f"{ours / p95(floor):.1f} times (p95 at most {ANSWERED * 1000:.0f} ms; "
            f"load {load():.1f})\n"
        )
    assert len(moving + standing) >= 60
    assert max(p95(moving), p95(standing)) <= ANSWERED


def begin(coach: Watched) -> None:
    """From Today into the first exercise."""
    coach.see("fever or chills")
    time.sleep(SETTLED)
    coach.press("n")
    coach.see("How is your back")
    time.sleep(SETTLED)
    coach.press("2")
    coach.see("rep 2 of")


def p95(times: list[float]) -> float:
    """What 95 of 100 don't exceed."""
    return quantiles(times, n=20, method="inclusive")[-1]


def told(times: list[float]) -> str:
    """The middle, nearly all and the worst."""
    return (
        f"{median(times) * 1000:.1f} ms (p50), {p95(times) * 1000:.1f} ms (p95), "
        f"{max(times) * 1000:.1f} ms (most)"
    )


def load() -> float:
    """How many processes want the machine's cores."""
    return os.getloadavg()[0]
