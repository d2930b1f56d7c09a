"""Line by line, too, the advice is said to its end before the program goes."""

import subprocess
import time
from pathlib import Path

from tests.adapters.audio.listening import Listener
from tests.plain.person import COACH, Home
from tests.rig.pulse import SoundServer

ALOUD = 3.0
"""Seconds for which somebody is heard at least: the advice is longer."""


def test_the_advice_is_said_to_its_end(
    tmp_path: Path, server: SoundServer, listener: Listener
) -> None:
    home = Home(tmp_path / "home")
    home.write("settings.toml", '[sound]\nbackend = "miniaudio"\n')
    begun = time.monotonic()
    done = subprocess.run(
        [*COACH, "play", "first-three", "--plain"],
        input=b"y\n" * 12,
        env={**home.environment, **server.environment},
        cwd=home.folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert done.stdout.decode().splitlines()[-1].startswith("= stopped: warning sign")
    assert time.monotonic() - begun > ALOUD
    loud = [abs(value) > 500 for value in listener.recording.samples]
    parts = [any(loud[at : at + 4_410]) for at in range(0, len(loud), 4_410)]
    assert sum(parts) / 10 > ALOUD
    assert not parts[-1] or listener.recording.loudest(0.05) < 500
