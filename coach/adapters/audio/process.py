"""A worker's process and its pipes. Nothing here waits, but for :meth:`WorkerProcess.end`."""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from coach.adapters.audio.protocol import BYE

FAREWELL: Final = 0.25
"""Seconds at most in which the worker has to answer at the end."""
MODULE: Final = "coach.adapters.audio.worker"


class ModuleProcess:
    """A module of ours that runs as a process of its own, and talks by lines.

    ``environment`` comes on top of our own.

    Raises:
        OSError, ValueError: if it can't be started.
    """

    def __init__(
        self, module: str, arguments: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # native libraries chatter there, where the screen is drawn
            bufsize=0,
            env={**os.environ, **(environment or {})},
            **_apart(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._rest = b""
        self.pid = self._process.pid
        _never_block(self._stdin.fileno(), self._stdout.fileno())

    def send(self, line: bytes) -> bool:
        """Write a line; ``False`` where the worker is gone, or reads no more."""
        try:
            return os.write(self._stdin.fileno(), line) == len(line)
        except OSError:
            return False

    def receive(self) -> tuple[list[str], bool]:
        """The lines that have come, and whether more may come."""
        content, alive = b"", True
        while alive:
            part = _read(self._stdout.fileno())
            if part is None:
                break
            content += part
            alive = part != b""
        *lines, self._rest = (self._rest + content).split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines], alive

    def kill(self) -> None:
        """End it whatever it does."""
        self._process.kill()
        self._let_go()

    def kill_all(self) -> None:
        """End it and, where the system tells which those are, every program that it has started."""
        if self._process.returncode is None:  # nobody else can have its number yet
            _kill_group(self.pid)
        self.kill()

    def _let_go(self) -> None:
        """Close the pipes, and have somebody take note of its end whenever that comes."""
        self._stdin.close()
        self._stdout.close()
        if self._process.poll() is None:
            threading.Thread(target=self._process.wait, daemon=True).start()


class WorkerProcess(ModuleProcess):
    """The process that plays.

    Raises:
        OSError, ValueError: if it can't be started.
    """

    def __init__(self, wanted: str, idle: float) -> None:
        # simpleaudio frees memory without the interpreter's lock; this allocator bears it.
        super().__init__(MODULE, (wanted, str(idle)), {"PYTHONMALLOC": "malloc"})

    def end(self) -> None:
        """Let it end by itself when its last sound has; one that doesn't answer is killed."""
        self._stdin.close()
        until = time.monotonic() + FAREWELL
        alive = True
        while alive and (left := until - time.monotonic()) > 0:
            _wait_for(self._stdout.fileno(), left)
            lines, alive = self.receive()
            if BYE in lines:
                break
        else:
            self._process.kill()
        self._let_go()


if sys.platform == "win32":
    import _winapi
    import msvcrt

    def _apart() -> dict[str, Any]:
        """No window, and ctrl+c isn't for it."""
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}

    def _kill_group(_pid: int) -> None:
        """Windows knows no group; what such a process has started ends when its input does."""

    def _never_block(*_descriptors: int) -> None:
        """Windows' pipes can't; the client sends no more than the pipe has room for."""

    def _read(descriptor: int) -> bytes | None:
        """What is there to read; nothing at the end, ``None`` where there is nothing yet."""
        try:
            there = _winapi.PeekNamedPipe(msvcrt.get_osfhandle(descriptor), 0)[0]
            return os.read(descriptor, there) if there else None
        except OSError:
            return b""

    def _wait_for(_descriptor: int, seconds: float) -> None:
        time.sleep(min(seconds, 0.005))

else:

    def _apart() -> dict[str, Any]:
        """A session of its own: ctrl+c in the terminal isn't for it."""
        return {"start_new_session": True}

    def _kill_group(pid: int) -> None:
        with suppress(OSError):
            os.killpg(pid, signal.SIGKILL)

    def _never_block(*descriptors: int) -> None:
        for descriptor in descriptors:
            os.set_blocking(descriptor, False)

    def _read(descriptor: int) -> bytes | None:
        """What is there to read; nothing at the end, ``None`` where there is nothing yet."""
        try:
            return os.read(descriptor, 65_536)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _wait_for(descriptor: int, seconds: float) -> None:
        select.select([descriptor], [], [], seconds)
