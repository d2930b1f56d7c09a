"""Writing a file as a whole or not at all, with the version before it kept beside it.

The new text is written to a file of its own in the same folder, put onto the disk and then
renamed: whoever reads meanwhile, and whoever finds the files after a crash, has the one or the
other. The version before is ``NAME~`` beside it, and what somebody else wrote meanwhile ``NAME~2~``
and so on; none of these is a name of a YAML file to the library.
"""

import errno
import os
import secrets
import stat
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from coach.adapters.library.problems import printable
from coach.ports.routine_files import UnwritableError

_FOLDER_MODE: Final = 0o700
_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER: Final = frozenset({errno.ENOTDIR, errno.ELOOP})
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class TakenError(UnwritableError):
    """There is a file of this name already, and it wasn't to be written over."""


def backup_of(path: Path) -> Path:
    """Where the version before the last change of a file is kept: ``leaflet.yaml~``."""
    target = followed(path)
    return target.with_name(f"{target.name}~")


def followed(path: Path) -> Path:
    """The file that is meant: what a link leads to, also where nothing is there yet."""
    return Path(os.path.realpath(path))


def write_new(path: Path, text: str, *, over: bool = False) -> None:
    """Write a new file, in folders that are made where they are missing (0700).

    With ``over`` a file that is there is replaced, and its version before is kept beside it.

    Raises:
        TakenError: if there is a file already, and ``over`` doesn't say to replace it.
        UnwritableError: if it can't be written. Nothing is lost then.
    """
    data = encoded(path, text)
    if over:
        replace_file(path, data)
        return
    try:
        if os.path.lexists(path):
            raise FileExistsError
        make_folders(path.parent)
        fresh = _write_beside(path, data, None)
        try:
            _take_name(fresh, path)
        finally:
            with suppress(FileNotFoundError):
                fresh.unlink()
        _settle(path.parent)
    except FileExistsError:
        message = f"{printable(str(path))}: there is a file of this name already."
        raise TakenError(message) from None
    except (OSError, ValueError) as error:
        raise UnwritableError(sentence(path, error)) from None


def replace_file(
    path: Path, data: bytes, *, follow: bool = True, keep: bool = False
) -> Path | None:
    """Put ``data`` in the place of a file's, whose version before is kept beside it.

    The file's rights stay, and a link stays one, unless ``follow`` says that the link itself is
    to be replaced. A file that isn't there is made, its folders too. With ``keep`` the version
    before is also kept under a name that no later save takes, which is given.

    Raises:
        UnwritableError: if that can't be done. The file is as it was then.
    """
    try:
        target = followed(path) if follow else path
        make_folders(target.parent)
        before = _before(target) if os.path.lexists(target) else None
        # What a link leads to isn't written when the link itself gives way.
        if before is not None and follow and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only")
        mode = before[1] if before is not None and follow else None
        fresh = _write_beside(target, data, mode)
        kept = None
        try:
            if before is not None and keep:
                kept = _keep(target, *before)
            # Only now that there is room for the new one does an older backup give way.
            if before is not None:
                _put(target.with_name(f"{target.name}~"), *before)
            fresh.replace(target)
        finally:
            with suppress(FileNotFoundError):
                fresh.unlink()
        _settle(target.parent)
    except (OSError, ValueError) as error:
        raise UnwritableError(sentence(path, error)) from None
    return kept


def make_folders(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner alone."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        with suppress(FileExistsError):
            one.mkdir(mode=_FOLDER_MODE)


def encoded(path: Path, text: str) -> bytes:
    """The bytes of a text.

    Raises:
        UnwritableError: if there is a character in it that no file can have.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        message = f"{printable(str(path))}: there is a character in this text that can't be kept."
        raise UnwritableError(message) from None


def sentence(path: Path, error: OSError | ValueError) -> str:
    """Why a file can't be written, in a sentence."""
    name = printable(str(path))
    number = getattr(error, "errno", None)
    if number in _FULL:
        return f"{name}: there is no room for it on the disk. Nothing was changed."
    if number in _FORBIDDEN:
        return f"{name}: this may not be written: its rights, or its folder's, forbid it."
    if number == errno.EISDIR:
        return f"{name}: there is a folder of this name, so no file can be written."
    if number in _NO_FOLDER or isinstance(error, NotADirectoryError):
        return f"{name}: this can't be written: a part of its path is no folder."
    reason = getattr(error, "strerror", None) or "the name can't be one"
    return f"{name}: this can't be written ({reason})."


def _before(target: Path) -> tuple[bytes, int]:
    """A file that is to be replaced: its bytes and its rights.

    Raises:
        OSError: if it is no file.
    """
    found = target.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.EINVAL, "not a file")
    return target.read_bytes(), stat.S_IMODE(found.st_mode)


def _keep(target: Path, data: bytes, mode: int) -> Path:
    """Write a version of ``target`` under the first name of its own: ``leaflet.yaml~2~``."""
    fresh = _write_beside(target, data, mode)
    try:
        for number in count(2):
            path = target.with_name(f"{target.name}~{number}~")
            with suppress(FileExistsError):
                _take_name(fresh, path)
                return path
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()
    raise AssertionError


def _put(target: Path, data: bytes, mode: int | None) -> None:
    """Write a file beside ``target`` and rename it to that."""
    fresh = _write_beside(target, data, mode)
    try:
        fresh.replace(target)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()
    _settle(target.parent)


def _write_beside(target: Path, data: bytes, mode: int | None) -> Path:
    """A new file in the folder of ``target`` with ``data``, which is on the disk already."""
    fresh = target.with_name(f".{secrets.token_hex(6)}.new")
    descriptor = os.open(fresh, _CREATE, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            fresh.chmod(mode)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    return fresh


def _take_name(fresh: Path, path: Path) -> None:
    """Give a file a name that nobody has; somebody may take it at this very moment.

    Raises:
        FileExistsError: if somebody has.
    """
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError):
        # A disk without links: the name is taken first, and then filled at once.
        os.close(os.open(path, _CREATE, 0o666))
        fresh.replace(path)


def _settle(folder: Path) -> None:
    """Put a renaming onto the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
