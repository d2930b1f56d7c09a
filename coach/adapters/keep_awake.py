"""Keeps the machine awake by the means of its system."""

import os
import select
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Final

from coach.ports.keep_awake import KeepAwake

LONGEST_WAIT: Final = 0.03
"""Seconds in which the system may say that it won't; it mostly takes a few milliseconds."""
_RELEASE_WAIT: Final = 0.5

ADVICE: Final = "Set the screen to stay on longer, if you can."
"""What ends each sentence."""


def keep_awake_for(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> KeepAwake:
    """What keeps this kind of machine awake."""
    if platform == "win32":
        return Execution()
    if platform == "darwin":
        return Caffeinate()
    if platform.startswith("linux"):
        if "WSL_DISTRO_NAME" in environment:
            return Unable("Windows can't be kept awake from here")
        return SystemdInhibit()
    return Unable("this system can't be kept awake from here")


class Unable:
    """For a system without any means. Says so once."""

    def __init__(self, why: str) -> None:
        self._sentence: str | None = _sentence(why)

    def hold(self, why: str) -> str | None:
        """The sentence, at the first call."""
        sentence, self._sentence = self._sentence, None
        return sentence

    def release(self) -> None:
        """Nothing is held."""


class _Child(ABC):
    """A program that keeps the machine awake as long as it runs."""

    name: str
    """The program."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._told = False

    def hold(self, why: str) -> str | None:
        """Start the program, or look whether it still runs."""
        if self._told:
            return None
        if self._process is None:
            path = shutil.which(self.name)
            if path is None:
                return self._tell(f"{self.name} isn't there")
            try:
                self._process = self._start(path, why)
            except OSError as error:
                return self._tell(f"{self.name} doesn't start: {error.strerror or error}")
            held = self._settled(self._process)
        else:
            held = self._process.poll() is None
        if held:
            return None
        self.release()
        return self._tell(f"{self.name} isn't allowed to here")

    def release(self) -> None:
        """End the program."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        self._end(process)
        try:
            process.wait(_RELEASE_WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _tell(self, why: str) -> str:
        self._told = True
        return _sentence(why)

    @abstractmethod
    def _start(self, path: str, why: str) -> "subprocess.Popen[bytes]":
        """Start the program at ``path``."""

    @abstractmethod
    def _settled(self, process: "subprocess.Popen[bytes]") -> bool:
        """Whether it is held, as far as that can be told in a moment."""

    @abstractmethod
    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        """Make the program end, its pipes being closed."""


class SystemdInhibit(_Child):
    """Linux with systemd. The program reads a pipe from us, so it ends with us, even by a kill.

    What it runs speaks up when the lock has been granted.
    """

    name = "systemd-inhibit"

    def _start(self, path: str, why: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [
                path,
                "--what=idle:sleep",
                "--who=coach",
                f"--why={why}",
                "--mode=block",
                "sh",
                "-c",
                "echo held && exec cat >/dev/null",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C pauses the session, and is not meant for this
        )

    def _settled(self, process: "subprocess.Popen[bytes]") -> bool:
        assert process.stdout is not None
        readable, _, _ = select.select([process.stdout], [], [], LONGEST_WAIT)
        if not readable:
            return True  # slow; the next call of hold() will know
        return os.read(process.stdout.fileno(), 1) != b""

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        """Nothing to do: it reads its input, and that has ended."""


class Caffeinate(_Child):
    """macOS. The program watches our process and ends with it."""

    name = "caffeinate"

    def _start(self, path: str, why: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [path, "-dis", "-w", str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _settled(self, process: "subprocess.Popen[bytes]") -> bool:
        try:
            process.wait(LONGEST_WAIT)
        except subprocess.TimeoutExpired:
            return True
        return False

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        process.terminate()


_CONTINUOUS: Final = 0x80000000
_SYSTEM_REQUIRED: Final = 0x00000001
_DISPLAY_REQUIRED: Final = 0x00000002


if sys.platform == "win32":

    def _set_execution_state(flags: int) -> int:
        """The state before; 0 if it fails."""
        import ctypes  # noqa: PLC0415 - only there

        return int(ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags)))

else:

    def _set_execution_state(_flags: int) -> int:
        return 0


class Execution:
    """Windows. What is asked for ends with the thread that asked, so with the program."""

    def __init__(self, set_state: Callable[[int], int] = _set_execution_state) -> None:
        self._set_state = set_state
        self._held = False
        self._told = False

    def hold(self, why: str) -> str | None:
        """Ask for the screen and the machine to stay on."""
        if self._held or self._told:
            return None
        self._held = self._ask(_CONTINUOUS | _SYSTEM_REQUIRED | _DISPLAY_REQUIRED)
        if self._held:
            return None
        self._told = True
        return _sentence("Windows doesn't allow it")

    def release(self) -> None:
        """Ask for nothing any more."""
        if self._held:
            self._held = False
            self._ask(_CONTINUOUS)

    def _ask(self, flags: int) -> bool:
        try:
            return self._set_state(flags) != 0
        except (OSError, AttributeError):
            return False


def _sentence(why: str) -> str:
    return f"The screen may turn off during the session: {why}. {ADVICE}"
