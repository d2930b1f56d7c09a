"""A sound server of the test's own, with a sink that goes nowhere and can be listened to.

It needs no sound card, no D-Bus and nothing of the person's: PulseAudio's programs are enough.
"""

import os
import shutil
import signal
import subprocess
import threading
import time
from array import array
from bisect import bisect_left
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

RATE: Final = 44_100
AROUND: Final = 1.0
"""Seconds before and after a moment whose blocks tell when it was."""
PATIENCE: Final = 15.0
"""Seconds after which something counts as not coming."""
_PROGRAMS: Final = ("pulseaudio", "pactl", "parec")
_DEVICE: Final = "module-null-sink sink_name=rig rate=44100 channels=2 format=s16le norewinds=1"
_SCRIPT: Final = f"""\
load-module module-native-protocol-unix auth-anonymous=1 socket={{socket}}
load-module {_DEVICE}
set-default-sink rig
"""


def need_programs() -> None:
    """Skip the test where there is no PulseAudio; where everything has to run, fail."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if not missing:
        return
    import pytest  # what only plays goes without

    reason = f"needs {', '.join(missing)} (Debian: pulseaudio pulseaudio-utils)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def wait_until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait for something to be so, and fail where it doesn't come."""
    until = time.monotonic() + patience
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < until, f"in vain: {what}"
        pause.wait(0.003)


def hurry(pid: int) -> None:
    """Let a process go first, where we may: a busy machine is not what is listened to here."""
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, int(task.name), -15)


class SoundServer:
    """A private PulseAudio. It can be killed and started again at the same place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        self._script = folder / "default.pa"
        (folder / "run").mkdir(mode=0o700, parents=True)
        self._script.write_text(_SCRIPT.format(socket=self._socket), encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_COOKIE": str(folder / "cookie"),
            # What asks ALSA ends here too, and never at a card.
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        }
        (folder / "asound.conf").write_text(
            "</usr/share/alsa/alsa.conf>\npcm.!default pulse\nctl.!default pulse\n"
        )

    def __enter__(self) -> "SoundServer":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._socket.unlink(missing_ok=True)
        environment = {key: value for key, value in os.environ.items() if "PULSE" not in key}
        environment |= {"HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder / "run")}
        self._process = subprocess.Popen(
            [
                *("pulseaudio", "-n", "-F", str(self._script), "--daemonize=no"),
                *("--exit-idle-time=-1", "--use-pid-file=no", "--disallow-exit"),
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        hurry(self._process.pid)
        wait_until(self._answers, "the sound server's answer")
        hurry(self._process.pid)

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def hang(self) -> None:
        """Let it answer nobody, and play nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it work again."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def unplug(self) -> None:
        """Take the device away, the only one that there is."""
        self._ask("unload-module", "module-null-sink")

    def plug_in(self) -> None:
        """Put it back."""
        self._ask("load-module", *_DEVICE.split())
        wait_until(self._answers, "the device")
        self._ask("set-default-sink", "rig")

    def streams(self) -> int:
        """How many streams are open on it."""
        return len(self._ask("list", "short", "sink-inputs").stdout.splitlines())

    def _answers(self) -> bool:
        return b"rig" in self._ask("list", "short", "sinks").stdout

    def _ask(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            ["pactl", *words],
            env={**os.environ, **self.environment},
            check=False,
            capture_output=True,
            timeout=PATIENCE,
        )


class Recording:
    """What comes out of a sound server, from now on."""

    def __init__(self, server: SoundServer) -> None:
        self._process = subprocess.Popen(
            [
                *("parec", "--device=rig.monitor", "--raw", "--format=s16le"),
                *(f"--rate={RATE}", "--channels=1", "--latency-msec=5"),
            ],
            env={**os.environ, **server.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        hurry(self._process.pid)
        self._samples: array[int] = array("h")
        self._blocks: list[tuple[float, float]] = []
        """Where each block begins (seconds of the recording), and the start that it speaks for."""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        wait_until(lambda: len(self._samples) > 0, "the first samples")

    def __enter__(self) -> "Recording":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def moment(self, second: float) -> float:
        """When a second of the recording sounded, by ``time.monotonic()``.

        The sink renders a block when it begins to sound, and it can only be read later than that:
        of the blocks around, the one that was read earliest tells. Only of those around, because a
        busy machine loses some, and everything after them would seem earlier than it was.
        """
        first = bisect_left(self._blocks, (second - AROUND,))
        last = bisect_left(self._blocks, (second + AROUND,))
        return second + min(start for _, start in self._blocks[first:last])

    @property
    def samples(self) -> "array[int]":
        """Everything so far."""
        return self._samples[:]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self._samples) / RATE

    def loudest(self, seconds: float) -> int:
        """The largest sample of the last ``seconds``."""
        last = self._samples[-round(seconds * RATE) :]
        return max(map(abs, last))

    def wait(self, seconds: float) -> None:
        """Wait until so much more has been recorded."""
        until = self.seconds + seconds
        wait_until(lambda: self.seconds >= until, "more samples", PATIENCE + seconds)

    def stop(self) -> None:
        """Record no more."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        descriptor, odd = self._process.stdout.fileno(), b""
        while part := os.read(descriptor, 65_536):
            arrived = time.monotonic()
            part = odd + part
            whole = len(part) // 2 * 2
            odd = part[whole:]
            begins = len(self._samples) / RATE
            self._blocks.append((begins, arrived - begins))
            self._samples.frombytes(part[:whole])
