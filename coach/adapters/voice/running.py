"""Runs an engine's programs: no shell, the text in a file, and none of them for long."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from coach.adapters.voice.engine import EngineError, Speech
from coach.adapters.voice.samples import read_speech

PATIENCE: Final = 10.0
"""Seconds after which a program that hasn't ended counts as hung."""
STALE: Final = 3_600.0
"""Seconds after which a folder is one that a killed worker has left behind."""
_MOST_SAID: Final = 100_000
"""Bytes of what a program prints that are looked at."""
_HIDDEN: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""A program opens no window on Windows."""


class UnwritableError(Exception):
    """Our own folder can't be written to. The text says why."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or type(error).__name__)


class Runner:
    """Runs one program at a time, in a private folder of its own below ``making``."""

    def __init__(self, making: Path, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._making = making
        self._folder: Path | None = None
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        _sweep(making)

    @property
    def folder(self) -> Path:
        """The folder, which is there now.

        Raises:
            UnwritableError: if it can't be made.
        """
        try:
            if self._folder is None or not self._folder.is_dir():
                self._making.mkdir(parents=True, mode=0o700, exist_ok=True)
                self._folder = Path(tempfile.mkdtemp(dir=self._making))
        except OSError as error:
            raise UnwritableError(error) from error
        return self._folder

    def speech(self, command: Sequence[str], text: str) -> Speech:
        """What a program makes of a text. The command's last word is to be the path of a WAV file.

        Raises:
            EngineError: if it fails, hangs, or writes no sound that can be read.
            UnwritableError: if our folder can't be written to.
        """
        path = self.fresh("line.wav")
        self.run([*command, str(path)], text)
        return read_speech(path)

    def fresh(self, name: str, text: str | None = None) -> Path:
        """The path of a file in the folder: with this text, or not there (any more).

        Raises:
            UnwritableError: if our folder can't be written to.
        """
        path = self.folder / name
        try:
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_bytes(text.encode())
        except OSError as error:
            raise UnwritableError(error) from error
        return path

    def run(self, command: Sequence[str], text: str = "") -> str:
        """Run a program with a text as its input, to the end; gives what it prints.

        Raises:
            EngineError: if it fails, or hangs.
            UnwritableError: if our folder can't be written to.
        """
        given, said = self.fresh("line.txt", f"{text}\n"), self.fresh("said.txt")
        # Files and no pipes: whatever a program leaves open, nobody waits for it.
        with given.open("rb") as source, said.open("wb") as sink:
            process = self.start(command, source.fileno(), sink.fileno())
            try:
                code = process.wait(self.patience)
            except subprocess.TimeoutExpired as error:
                self.end(process)
                raise EngineError(f"doesn't answer within {self.patience:g} seconds") from error
        given.unlink(missing_ok=True)
        if code != 0:
            raise EngineError(f"fails (its program ends with {code})")
        with said.open("rb") as printed:
            return printed.read(_MOST_SAID).decode("utf-8", "replace")

    def start(
        self, command: Sequence[str], source: int, sink: int = subprocess.DEVNULL
    ) -> "subprocess.Popen[bytes]":
        """Start a program; :meth:`stop` ends it, whatever it does.

        Raises:
            EngineError: if it can't be started.
        """
        with self._lock:
            if self._stopped:
                raise EngineError("is not wanted any more")
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=source,
                    stdout=sink,
                    stderr=subprocess.DEVNULL,
                    creationflags=_HIDDEN,
                )
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or error
                raise EngineError(f"can't be started ({why})") from error
            return self._process

    def end(self, process: "subprocess.Popen[bytes]") -> None:
        """End a program, whatever it does."""
        with suppress(OSError):
            process.kill()
        process.wait()

    def stop(self) -> None:
        """End what runs, start nothing any more, and leave nothing behind."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self.end(self._process)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _sweep(making: Path) -> None:
    """Take away what killed workers have left behind."""
    with suppress(OSError), os.scandir(making) as entries:
        for entry in entries:
            if time.time() - entry.stat(follow_symlinks=False).st_mtime > STALE:
                shutil.rmtree(entry.path, ignore_errors=True)
