"""Plays 2,000 tones over each other through one worker, heard at a sound server of its own.

    python -m tests.rig.overlap BACKEND

Ends with 1 unless the same process plays from the first to the last and the last one is heard
exactly. It stands alone, so that it runs where only the program is installed, without pytest and
without what the other tests hear by.
"""

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from coach.adapters.audio.client import AudioClient
from coach.adapters.audio.sounds import sound
from coach.domain.sounds import Tone
from tests.rig.pulse import Recording, SoundServer, wait_until

TONES: Final = 2_000
EVERY: Final = 0.02
"""Seconds from one to the next: dozens sound at the same time."""
LOUD: Final = 500
"""A sample above this is a sound."""
QUIET: Final = 60
"""A sample below this is none, and a difference that nobody hears."""


def main(backend: str) -> None:
    """Play them all.

    Raises:
        AssertionError: if something isn't as it has to be.
    """
    with tempfile.TemporaryDirectory() as folder, SoundServer(Path(folder) / "server") as server:
        os.environ.update(server.environment)
        audio = AudioClient(backend, volume=3)
        audio.start()
        wait_until(lambda: audio.state.backend == backend, f"{backend}: {audio.state}")
        pid, begun, silent = audio.pid, time.monotonic(), 0
        with Recording(server) as recording:
            for number, tone in enumerate(islice(cycle(Tone), TONES), start=1):
                audio.play(tone)
                recording.wait(EVERY)
                assert audio.state.backend == backend, audio.state
                assert audio.pid == pid, f"another process plays after {number} tones"
                silent += number > 10 and recording.loudest(0.2) < LOUD
        took = time.monotonic() - begun
        assert silent == 0, f"nothing was heard {silent} times"
        audio.set_volume(10)
        with Recording(server) as recording:
            recording.wait(2.0)
            audio.play(Tone.DONE)
            recording.wait(2.0)
            last = recording.samples[-round(2.2 * 44_100) :]
        audio.close()
        assert is_only(last, sound(Tone.DONE, 10)), "the last tone wasn't heard exactly"
    sys.stdout.write(f"{TONES} tones through {backend} in {took:.0f} s, all by process {pid}\n")


def is_only(recording: Sequence[int], wanted: Sequence[int]) -> bool:
    """Whether a sound, and nothing else, is in a recording."""
    start = onset(recording) - onset(wanted)
    there = [*recording[start : start + len(wanted)]]
    others = max(map(abs, [*recording[:start], *recording[start + len(wanted) :]]), default=0)
    apart = max(abs(one - other) for one, other in zip(there, wanted, strict=True))
    return max(apart, others) <= QUIET


def onset(samples: Sequence[int]) -> int:
    """The first sample that is to be heard."""
    return next(place for place, value in enumerate(samples) if abs(value) > QUIET)


if __name__ == "__main__":
    main(sys.argv[1])
