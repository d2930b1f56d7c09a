"""Plays 2,000 tones over each other through one worker, heard at a sound server of its own.

    python -m tests.rig.overlap BACKEND

Ends with 1 unless the same process plays from the first to the last and the last one is heard
exactly. It stands alone, so that it runs where only the program is installed, without pytest.
"""

import os
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from coach.adapters.audio.client import AudioClient
from coach.domain.tones import Tone
from tests.rig.hearing import heard
from tests.rig.pulse import Recording, SoundServer, wait_until

TONES: Final = 2_000
EVERY: Final = 0.02
"""Seconds from one to the next: dozens sound at the same time."""
LOUD: Final = 500
"""A sample above this is a sound."""


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
            last = [one.tone for one in heard(recording.samples[-round(2.2 * 44_100) :], 10)]
        audio.close()
        assert last == [Tone.DONE], last
    sys.stdout.write(f"{TONES} tones through {backend} in {took:.0f} s, all by process {pid}\n")


if __name__ == "__main__":
    main(sys.argv[1])
