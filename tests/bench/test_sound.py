"""What a tone costs the session that plays it, against the bare write that it is."""

import os
import sys
from statistics import median
from time import perf_counter

import pytest

from coach.adapters.audio.protocol import play_line
from coach.domain.tones import Tone
from tests.adapters.audio.listening import client
from tests.rig.pulse import wait_until

TONES = 300
MOST = 40.0
"""How many times a bare write to a pipe a tone may take."""
LONGEST = 0.001
"""Seconds that 99 of 100 calls may take."""


@pytest.mark.bench
def test_a_tone_costs_the_session_next_to_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    reading, writing = os.pipe()
    line = play_line(1, Tone.COUNT, 7, 1.0)
    taken, bare = [], []
    # Without a device: what the call costs doesn't depend on what sounds in another process.
    with client("system") as audio:
        for _ in range(TONES):
            start = perf_counter()
            audio.play(Tone.COUNT)
            middle = perf_counter()
            os.write(writing, line)
            end = perf_counter()
            taken.append(middle - start)
            bare.append(end - middle)
            os.read(reading, 4096)
            wait_until(lambda: not audio.owes, "the worker's answer")
    os.close(reading)
    os.close(writing)
    ratio, slow = median(taken) / median(bare), sorted(taken)[round(0.99 * TONES)]
    with capsys.disabled():
        sys.stdout.write(
            f"\na tone: {median(taken) * 1e6:.0f} us (p50), {slow * 1e6:.0f} us (p99); a bare "
            f"write: {median(bare) * 1e6:.0f} us; {ratio:.1f} times (at most {MOST})\n"
        )
    assert ratio <= MOST
    assert slow <= LONGEST
