"""Locks that the system lets go of when their process ends, however it ends.

No process id is kept, so none can be taken for another process that got the same one later.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PATIENCE: Final = 2.0
"""Seconds to wait for the guard; below the gap that counts as a suspend."""

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FileLock:
    """A lock that is held, on a small file; nobody else gets it until it is released."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> "FileLock | None":
        """The lock; ``None`` where it is held already.

        Raises:
            OSError: if the file can't be made or locked.
        """
        # Programs that we start don't inherit the descriptor. A forked child would, and would go
        # on holding the lock: worker processes are spawned.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            taken = _take(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        if taken:
            return cls(path, descriptor)
        os.close(descriptor)
        return None

    def release(self, *, remove: bool = False) -> None:
        """Let go of it. ``remove`` also takes the file away."""
        os.close(self._descriptor)
        if remove:
            self._path.unlink(missing_ok=True)


class Locks:
    """The locks beside a database: one that guards its making, one for each live session.

    Session locks are taken, tried and removed only under the guard, so that nobody takes a lock
    on a file that is just being removed, and trying one never stands in its taker's way.
    """

    def __init__(self, database: Path) -> None:
        self._folder = database.with_name(f"{database.name}-locks")

    @contextmanager
    def guard(self) -> Iterator[None]:
        """One process at a time; the others wait, for what is done under it is short.

        Raises:
            OSError: if the lock can't be made, or if another process doesn't let go of it.
        """
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path = self._folder / "guard"
        until = time.monotonic() + PATIENCE
        while (lock := FileLock.take(path)) is None:
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, "another coach is busy with it", str(path))
            time.sleep(0.005)
        try:
            yield
        finally:
            lock.release()

    def take(self, session: str) -> FileLock | None:
        """The lock of a session; ``None`` where another process plays it."""
        with self.guard():
            return FileLock.take(self._of(session))

    def release(self, lock: FileLock) -> None:
        """Give back the lock of a session."""
        with self.guard():
            lock.release(remove=True)

    def is_held(self, session: str) -> bool:
        """Whether somebody plays this session now."""
        with self.guard():
            if not self._of(session).exists():
                return False
            lock = FileLock.take(self._of(session))
            if lock is None:
                return True
            lock.release()
            return False

    def _of(self, session: str) -> Path:
        return self._folder / session
