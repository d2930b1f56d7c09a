"""Sound and voice that fail in the middle of a session: its time and its screen are as before."""

import os
import re
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from tests.adapters.audio.listening import Listener
from tests.plain.person import Home
from tests.rig.pulse import SoundServer
from tests.tui.pty.terminal import Terminal, coach, known

SETTINGS = '[sound]\nbackend = "miniaudio"\n[screen]\nmotion = "reduced"\n'
AUDIO, VOICE = "coach.adapters.audio.worker", "coach.adapters.voice.worker"
EACH = 3.0
"""Seconds after each fault."""


def pids(home: Home, module: str) -> list[int]:
    """The processes of this person that run a module."""
    mark = f"COACH_DATA_DIR={home.data}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            if module.encode() in command and mark in (folder / "environ").read_bytes().split(
                b"\0"
            ):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def left(terminal: Terminal) -> int:
    """The seconds that are left, as the screen says."""
    shown = re.search(r"(\d+):(\d\d) left", terminal.text)
    assert shown is not None, terminal.text
    return 60 * int(shown[1]) + int(shown[2])


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
def test_whatever_fails_the_session_keeps_its_time_and_its_screen(
    tmp_path: Path, server: SoundServer, listener: Listener
) -> None:
    home = known(Home(tmp_path / "home"))
    home.write("settings.toml", SETTINGS)
    with coach(home, environment=server.environment) as terminal:
        terminal.begin()
        listener.wait_for_sound()
        stopped: list[int] = []

        def fail(number: int, module: str) -> None:
            for pid in pids(home, module):
                os.kill(pid, number)
                if number == signal.SIGSTOP:
                    stopped.append(pid)

        terminal.wait_for("left")
        begun, before = time.monotonic(), left(terminal)
        for act in (
            partial(fail, signal.SIGKILL, AUDIO),
            partial(fail, signal.SIGSTOP, AUDIO),
            partial(fail, signal.SIGSTOP, VOICE),
            partial(fail, signal.SIGKILL, VOICE),
            server.kill,
        ):
            act()
            terminal.read_for(EACH)
        passed = time.monotonic() - begun
        assert abs((before - left(terminal)) - passed) < 2.0
        text = terminal.text
        assert not re.search(r"ALSA|Traceback|lib|rror", text), text
        terminal.press("q")
        terminal.wait_for("leave")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.harm() == []
        for pid in stopped:
            if Path(f"/proc/{pid}").exists():
                os.kill(pid, signal.SIGKILL)
