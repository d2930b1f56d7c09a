"""Puts the contents of a backup in place, as a whole or not at all.

Everything is unpacked and checked beside its place first. Then a list of what goes where is
written; from that moment on the rest follows, by the next start if this one is interrupted. The
record is put in place as one transaction, so that other processes may have it open.

What a backup knows of warning signs never takes the place of what is known here: both hold.
"""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coach.adapters.store.archive import RECORD, Archive, is_archive, new_file
from coach.adapters.store.backup import Held, back_up, count_files, what_is_in
from coach.adapters.store.files import open_file
from coach.adapters.store.foreign import bring_up, failing
from coach.adapters.store.locks import PATIENCE, FileLock, Locks
from coach.adapters.store.replacing import replace_record
from coach.ports.journal import RecordError

PENDING: Final = "coach.db.restore"
"""The list of what goes where, in the data folder, while a backup is being put in place."""
_STAGED: Final = ".restoring"
_LOCK: Final = "restore"
_LOOK_SECONDS: Final = 0.02
"""How often somebody looks who waits for the lock."""


class RestoringError(RecordError):
    """Another process is restoring a backup; the message says so."""


@dataclass(frozen=True, slots=True)
class Restorable:
    """A backup that has been unpacked and checked, and not yet put in place."""

    made: datetime
    held: Held
    replaced: tuple[Path, ...]
    """Files of the person's own that are there, and would be replaced."""
    data: Path
    moves: tuple[tuple[Path, Path], ...]
    """What lies where, and where it goes to."""


@contextmanager
def unpacked(file: Path, data: Path, config: Path) -> Iterator[Restorable]:
    """The backup in ``file``, unpacked beside the places in the two folders where it belongs.

    Nothing that is in place is changed, and what was unpacked goes away again. Until then no other
    process can unpack one.

    Raises:
        RestoringError: if another process does.
        RecordError: with the reason, if it is no backup, or not a whole one.
    """
    if not file.is_file():
        raise RecordError(f"{file} {'is not a file' if file.exists() else 'is not there'}.")
    with ExitStack() as stack:
        with failing(file, "read"):
            if not is_archive(file):
                raise RecordError(f"{file} is no backup of coach: it is another kind of file.")
            archive = stack.enter_context(Archive.open(file))
        with failing(data, "written"):
            data.mkdir(parents=True, mode=0o700, exist_ok=True)
            lock = Locks(data / RECORD).take(_LOCK)
            if lock is None:
                raise RestoringError(
                    "Another coach is restoring a backup just now. Try again when that is over."
                )
            stack.callback(_release, lock, data)
            _go_on(data)
            _clear_leftovers(data)
            restorable = _unpack(archive, file, data, config, stack)
        yield restorable


def refuse_while_playing(data: Path) -> str:
    """See that no session is being played; gives a sentence where the record was damaged.

    Raises:
        RecordError: if one is, or if the record can't be read.
    """
    record = data / RECORD
    if not record.exists():
        return ""
    with failing(record, "read"):
        locks = Locks(record)
        connection, sentence = open_file(record, locks)
        with closing(connection):
            rows = connection.execute("SELECT id FROM sessions WHERE ended IS NULL").fetchall()
        if any(locks.is_held(id) for (id,) in rows):
            raise RecordError("A session is being played now. Try again when it has ended.")
    return sentence


def set_aside(data: Path, config: Path, now: datetime) -> Path | None:
    """A backup of what is there beforehand, in the data folder; ``None`` where nothing is.

    Raises:
        RecordError: if it can't be written.
    """
    with failing(data, "written"):
        data.mkdir(parents=True, mode=0o700, exist_ok=True)
    file = data / f"coach-before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%S}.{now:%f}Z.zip"
    return None if back_up(file, data, config, now) is None else file


def put_in_place(restorable: Restorable) -> None:
    """Put everything in its place, while it is still unpacked.

    Raises:
        RecordError: if that fails; the next start goes on with it then.
    """
    data = restorable.data
    with failing(data, "written"):
        if not all(staged.exists() for staged, _ in restorable.moves):
            raise RecordError("What was unpacked of the backup is gone. Nothing was changed.")
        listed = [[str(staged), str(place)] for staged, place in restorable.moves]
        fresh = data / f"{PENDING}.new"
        fresh.unlink(missing_ok=True)
        with new_file(fresh) as file:
            file.write(json.dumps(listed).encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(data / PENDING)
        _go_on(data)


def finish(data: Path) -> None:
    """Go on where putting a backup in place was interrupted; nothing where it was not.

    Where another process is at it, wait until it has done so.

    Raises:
        RestoringError: if that takes longer than :data:`PATIENCE`.
        RecordError: if it fails.
    """
    with failing(data, "written"):
        until = time.monotonic() + PATIENCE
        while (data / PENDING).exists():
            lock = Locks(data / RECORD).take(_LOCK)
            if lock is not None:
                try:
                    _go_on(data)
                finally:
                    _release(lock, data)
                return
            if time.monotonic() > until:
                raise RestoringError(
                    "Another coach is putting a backup in place just now. Try again when that is "
                    "over."
                )
            time.sleep(_LOOK_SECONDS)


def _release(lock: FileLock, data: Path) -> None:
    try:
        Locks(data / RECORD).release(lock)
    except OSError:  # its file stays then
        lock.release()


def _go_on(data: Path) -> None:
    """Put in place what is on the list, if there is one; whoever does so has the lock."""
    pending = data / PENDING
    if not pending.exists():
        return
    for staged, place in _moves(pending):
        if staged.exists():
            place.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
            if place == data / RECORD:
                replace_record(staged, place)
                staged.unlink()
            else:
                staged.replace(place)
    pending.unlink(missing_ok=True)


def _clear_leftovers(data: Path) -> None:
    """Take away what a process that was killed while it unpacked or packed has left."""
    for folder in data.glob(f"{RECORD}.unpacking-*"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in data.glob(".coach-before-restore-*"):
        file.unlink(missing_ok=True)


def _moves(pending: Path) -> list[tuple[Path, Path]]:
    """What lies where, and where it goes to; nothing where the list is none that was written."""
    try:
        return [(Path(staged), Path(place)) for staged, place in json.loads(pending.read_bytes())]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def _unpack(archive: Archive, file: Path, data: Path, config: Path, stack: ExitStack) -> Restorable:
    moves: list[tuple[Path, Path]] = []
    held = Held()

    def stage(place: Path) -> Path:
        place = place.resolve() if place.is_symlink() else place
        _make_folder(place.parent, stack)
        staged = place.with_name(f".{place.name}{_STAGED}")
        if place == data / RECORD:
            staged = place.with_name(f"{place.name}{_STAGED}")
        staged.unlink(missing_ok=True)
        stack.callback(_clear, staged, data)
        moves.append((staged, place))
        return staged

    if archive.has_record:
        staged = stage(data / RECORD)
        # In a folder of its own: whatever comes to lie beside it while it is brought up goes too.
        folder = tempfile.TemporaryDirectory(prefix=f"{RECORD}.unpacking-", dir=data)
        copy = Path(stack.enter_context(folder)) / RECORD
        archive.take_record(copy)
        bring_up(copy, file)
        held = what_is_in(copy)
        copy.replace(staged)
    for own in archive.own_files:
        archive.take(own, stage(config / own))
    held = count_files(held, list(archive.manifest.files))
    replaced = tuple(place for _, place in moves if place.exists() and place != data / RECORD)
    return Restorable(archive.manifest.made, held, replaced, data, tuple(moves))


def _make_folder(folder: Path, stack: ExitStack) -> None:
    """Make a folder that goes away again if nothing comes to lie in it."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
        stack.callback(_remove_if_empty, one)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _clear(staged: Path, data: Path) -> None:
    """Take away what was unpacked, unless it is still to be put in place."""
    if not (data / PENDING).exists():
        for suffix in ("", "-wal", "-shm"):
            staged.with_name(staged.name + suffix).unlink(missing_ok=True)
