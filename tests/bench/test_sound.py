"""What a sound costs the session that plays it, against the bare write that it is."""

import os
import sys
from statistics import median
from time import perf_counter

import pytest

from coach.adapters.audio.protocol import play_line
from coach.adapters.audio.sounds import Channel
from coach.domain.sounds import Tone
from coach.ports.voice import Clip
from tests.adapters.audio.listening import client
from tests.rig.pulse import wait_until

SOUNDS = 300
MOST = 60.0
"""How many times a bare write to a pipe a sound may take."""
LONGEST = 0.002
"""Seconds that 99 of 100 calls may take."""
CLIP = Clip("/home/somebody/.cache/coach/voice/0123456789abcdef0123456789abcdef.wav", 2.0)


@pytest.mark.bench
@pytest.mark.parametrize("what", ["a tone", "a line"])
def test_a_sound_costs_the_session_next_to_nothing(
    capsys: pytest.CaptureFixture[str], what: str
) -> None:
    reading, writing = os.pipe()
    line = play_line(1, Channel.TONE, 7, 1.0, 0.5, ours="calm/count.wav")
    taken, bare = [], []
    # Without a device: what the call costs doesn't depend on what sounds in another process.
    with client("system") as audio:
        for _ in range(SOUNDS):
            start = perf_counter()
            if what == "a tone":
                audio.play(Tone.COUNT)
            else:
                audio.speak(CLIP, within=0.15)
            middle = perf_counter()
            os.write(writing, line)
            end = perf_counter()
            taken.append(middle - start)
            bare.append(end - middle)
            os.read(reading, 4096)
            wait_until(lambda: not audio.owes, "the worker's answer")
    os.close(reading)
    os.close(writing)
    ratio, slow = median(taken) / median(bare), sorted(taken)[round(0.99 * SOUNDS)]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{what}: {median(taken) * 1e6:.0f} us (p50), {slow * 1e6:.0f} us (p99); a bare "
            f"write: {median(bare) * 1e6:.0f} us; {ratio:.1f} times (at most {MOST})\n"
        )
    assert ratio <= MOST
    assert slow <= LONGEST
