"""The files of the person's own routines, opened, changed and written."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from coach.adapters.library.files import MOST_BYTES, UnreadableFileError, read_bytes, yaml_files
from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.problems import printable
from coach.adapters.library.saving import TakenError, encoded, followed, replace_file, write_new
from coach.domain.changes import Change
from coach.ports.library import Entry, Origin
from coach.ports.routine_files import RoutineText, UnwritableError


class YamlRoutineFiles:
    """Implements :class:`coach.ports.routine_files.RoutineFiles` over a library's folders.

    A bundled routine is written into the person's own folder, and nothing is ever written into the
    bundled one. The version before the last save is kept beside a file, as ``NAME~``.
    """

    def __init__(self, library: YamlLibrary) -> None:
        self._library = library

    def open(self, entry: Entry) -> RoutineText:
        """The file of a routine, also of one with mistakes.

        A bundled routine is opened as the copy of it that the person has, or will have.

        Raises:
            UnwritableError: if it can't be read.
        """
        path = Path(entry.file)
        if entry.origin is Origin.OWN or not self._bundled(path.parent):
            data = _bytes(path)
            return RoutineText(entry.id, str(path), _text(path, data), stamp=_stamp(data))
        own = self._own_folder(path)
        if followed(path.parent) != followed(self._library.bundled_folder):
            message = "this comes with the coach and is no routine, so it is not changed"
            raise UnwritableError(f"{printable(str(path))}: {message}.")
        for name in _own_names(path, own):
            if os.path.lexists(name):
                data = _bytes(name)
                return RoutineText(entry.id, str(name), _text(name, data), stamp=_stamp(data))
        text = _text(path, _bytes(path))
        return RoutineText(entry.id, str(own / path.name), text, copied=True)

    def changed(self, text: str, change: Change) -> str:
        """The text with a change made to it; all other bytes stay, comments and order too.

        Raises:
            UnchangeableError: if the text is written in a way that it can't be made in.
        """
        from coach.adapters.library.rewriting import changed  # noqa: PLC0415

        return changed(text, change)

    def read(self, file: RoutineText, text: str) -> Entry:
        """What a text says, as the library would read it from this file: a routine, or problems."""
        return self._library.read_text(Path(file.file), file.id, text)

    def save(self, file: RoutineText, text: str, *, over: bool = False) -> RoutineText:
        """Write a text at once and as a whole; the version before it is kept beside the file.

        ``over`` writes over what somebody else has written meanwhile. That is kept under a name
        which no later save takes, ``NAME~2~``.

        Raises:
            UnwritableError: if that can't be done. Nothing is lost then.
        """
        path = Path(file.file)
        data = encoded(path, text)
        if len(data) > MOST_BYTES:
            raise UnwritableError(
                f"{printable(file.file)}: this is too long to be read again: "
                f"at most {MOST_BYTES // 1024} kB are. Nothing was changed."
            )
        saved = RoutineText(file.id, file.file, text, stamp=_stamp(data))
        there = _bytes(path) if os.path.lexists(path) else None
        if there == data:
            return saved
        if there is not None:
            theirs = _stamp(there) != file.stamp
            if theirs and not over:
                raise _elsewhere(path)
            # A link of one's own to a bundled file gives way to a file of one's own.
            kept = replace_file(path, data, follow=not self._bundled(path), keep=theirs)
            return replace(saved, kept=str(kept)) if kept is not None else saved
        try:
            write_new(path, text)
        except TakenError:  # at this very moment
            raise _elsewhere(path) from None
        return saved

    def _bundled(self, path: Path) -> bool:
        """Whether a path, or what a link leads to, is in the folder that comes with the coach."""
        return followed(path).is_relative_to(followed(self._library.bundled_folder))

    def _own_folder(self, path: Path) -> Path:
        """The person's own folder.

        Raises:
            UnwritableError: if they have none.
        """
        folder = self._library.own_folder
        if folder is None:
            raise UnwritableError(
                f"{printable(str(path))}: this comes with the coach, and there is no folder of "
                "your own to copy it to."
            )
        return folder


def _own_names(bundled: Path, own: Path) -> list[Path]:
    """The files of one's own that the library would take for this bundled one."""
    wanted = bundled.stem.casefold()
    try:
        same = [one for one in yaml_files(own) if one.stem.casefold() == wanted]
    except UnreadableFileError:
        same = []
    return [own / bundled.name, *same]


def _elsewhere(path: Path) -> UnwritableError:
    return UnwritableError(
        f"{printable(str(path))}: somebody else has written this file meanwhile. "
        "Nothing was changed.",
        elsewhere=True,
    )


def _bytes(path: Path) -> bytes:
    try:
        data = read_bytes(path)
    except FileNotFoundError:
        raise UnwritableError(f"{printable(str(path))}: this file is gone.") from None
    except UnreadableFileError as error:
        raise UnwritableError(f"{error.problem.file}: {error.problem.message}.") from None
    if len(data) > MOST_BYTES:
        message = f"this file is too big: at most {MOST_BYTES // 1024} kB are read"
        raise UnwritableError(f"{printable(str(path))}: {message}.")
    return data


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        message = "this is not UTF-8 text; save the file as UTF-8 first"
        raise UnwritableError(f"{printable(str(path))}: {message}.") from None


def _stamp(data: bytes) -> str:
    """What tells whether a file is still the one that was opened."""
    return hashlib.sha256(data).hexdigest()
