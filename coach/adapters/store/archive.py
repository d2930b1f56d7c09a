"""A backup as a file: a zip with the record, the person's own files and a list of what is in it."""

import hashlib
import json
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Final

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from coach.adapters.store.files import reason
from coach.ports.journal import RecordError

FORMAT: Final = 1
"""The version of the form of backups that this program writes."""
MANIFEST: Final = "manifest.json"
RECORD: Final = "coach.db"
CONFIG: Final = "config/"
"""What is below it belongs into the folder of the settings."""
SETTINGS: Final = "settings.toml"

MOST_FILES: Final = 10_000
MOST_OF_A_FILE: Final = 16 * 1024 * 1024
"""Bytes of one of the person's own files at most."""
MOST_OF_THE_FILES: Final = 256 * 1024 * 1024
MOST_OF_A_RECORD: Final = 2 * 1024 * 1024 * 1024

_BLOCK: Final = 1024 * 1024
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What a zip that is damaged, or locked with a password, can lead to."""


class Listed(BaseModel):
    """A file of a backup: its length in bytes, and the sum that shows whether it is whole."""

    size: int = Field(ge=0, strict=True)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup says of itself. Keys that a later version adds are no mistake."""

    format: int = Field(ge=1, strict=True)
    program: str = Field(max_length=100)
    made: AwareDatetime
    schema_version: int = Field(ge=0, strict=True)
    files: dict[str, Listed] = Field(max_length=MOST_FILES)


def is_archive(path: Path) -> bool:
    """Whether a file begins like a zip."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def may_be_in(name: str) -> bool:
    """Whether a file of this name belongs in a backup: nothing that leads out of its folder."""
    if name == RECORD:
        return True
    path = PurePosixPath(name)
    safe = name.isprintable() and not set(name) & set('\\:*?"<>|') and len(name) <= 240
    if not safe or not name.startswith(CONFIG) or str(path) != name:
        return False
    parts = path.parts[1:]
    if any(part.startswith(".") or part.endswith((" ", ".")) for part in parts):
        return False
    if parts == (SETTINGS,):
        return True
    ending = path.suffix.casefold()
    return ending == ".wav" or (ending in (".yaml", ".yml") and parts[0] == "routines")


class Archive:
    """A backup that is open to be read; its list has been checked, its files not yet."""

    def __init__(self, path: Path, file: zipfile.ZipFile, manifest: Manifest) -> None:
        self._path = path
        self._file = file
        self.manifest = manifest

    @classmethod
    def open(cls, path: Path) -> "Archive":
        """Open a backup, and refuse one that holds what doesn't belong there.

        Raises:
            RecordError: with the reason.
        """
        with reading(path):
            file = zipfile.ZipFile(path)
        try:
            return cls(path, file, _checked(path, file))
        except BaseException:
            file.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def has_record(self) -> bool:
        """Whether there is a record in it."""
        return RECORD in self.manifest.files

    @property
    def own_files(self) -> tuple[str, ...]:
        """The person's own files, as paths below the folder of the settings."""
        names = sorted(name for name in self.manifest.files if name != RECORD)
        return tuple(name.removeprefix(CONFIG) for name in names)

    @property
    def size(self) -> int:
        """The bytes of all its files together."""
        return sum(listed.size for listed in self.manifest.files.values())

    def take_record(self, to: Path) -> None:
        """Unpack the record to a new file of this name.

        Raises:
            RecordError: if it isn't whole.
        """
        self._take(RECORD, to)

    def take(self, own: str, to: Path) -> None:
        """Unpack one of the person's own files to a new file of this name.

        Raises:
            RecordError: if it isn't whole.
        """
        self._take(CONFIG + own, to)

    def _take(self, name: str, to: Path) -> None:
        listed = self.manifest.files[name]
        digest, size = hashlib.sha256(), 0
        with reading(self._path), self._file.open(name) as packed, new_file(to) as file:
            while block := packed.read(min(_BLOCK, listed.size + 1 - size)):
                size += len(block)
                digest.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        if size != listed.size or digest.hexdigest() != listed.sha256:
            raise RecordError(f"{self._path} is damaged: {name} is not as it was packed.")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Whatever a broken zip leads to is a ``RecordError`` that names ``path``."""
    try:
        yield
    except OSError as error:
        raise RecordError(f"{path} can't be read: {reason(error)}.") from error
    except _BROKEN as error:
        raise RecordError(f"{path} is damaged, or no backup of coach.") from error


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file that nobody else may read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        yield file


def _checked(path: Path, file: zipfile.ZipFile) -> Manifest:
    infos = file.infolist()
    if len(infos) > MOST_FILES + 1:
        raise RecordError(f"{path} is no backup of coach: it holds too many files.")
    names = [info.filename for info in infos]
    if len({name.casefold() for name in names}) != len(names):
        raise RecordError(f"{path} is no backup of coach: it holds a file twice.")
    if MANIFEST not in names:
        raise RecordError(f"{path} is no backup of coach: it has no {MANIFEST}.")
    manifest = _manifest(path, file)
    if set(names) != {MANIFEST, *manifest.files}:
        raise RecordError(f"{path} is damaged: it doesn't hold what it says it holds.")
    for info in infos:
        if info.filename != MANIFEST:
            _check_file(path, info, manifest.files)
    if sum(listed.size for name, listed in manifest.files.items() if name != RECORD) > (
        MOST_OF_THE_FILES
    ):
        raise RecordError(f"{path} holds more than belongs in a backup of coach.")
    return manifest


def _manifest(path: Path, file: zipfile.ZipFile) -> Manifest:
    with reading(path), file.open(MANIFEST) as packed:
        text = packed.read(MOST_OF_A_FILE + 1)
        try:
            if len(text) > MOST_OF_A_FILE:
                raise ValueError("too long")
            # A newer form may differ in everything but its number.
            newer = json.loads(text)
            number = newer.get("format") if isinstance(newer, dict) else None
            if type(number) is int and number > FORMAT:
                raise RecordError(
                    f"{path} was made by a newer version of coach. Update coach here first."
                )
            return Manifest.model_validate_json(text)
        except (ValidationError, RecursionError) as error:
            raise RecordError(f"{path} is damaged: its {MANIFEST} makes no sense.") from error


def _check_file(path: Path, info: zipfile.ZipInfo, files: Mapping[str, Listed]) -> None:
    name = info.filename
    mode = info.external_attr >> 16
    regular = not mode or stat.S_IFMT(mode) in (0, stat.S_IFREG)
    if info.is_dir() or not regular or not may_be_in(name):
        raise RecordError(
            f"{path} holds something that doesn't belong in a backup of coach: {name[:60]!r}."
        )
    most = MOST_OF_A_RECORD if name == RECORD else MOST_OF_A_FILE
    if info.file_size != files[name].size or info.file_size > most:
        raise RecordError(f"{path} holds more than belongs in a backup of coach: {name[:60]!r}.")


def write_archive(
    file: IO[bytes], files: Mapping[str, Path], program: str, made: datetime, version: int
) -> None:
    """Pack ``files``, which are named as in the backup.

    Raises:
        OSError: if one can't be read, or the backup not be written.
    """
    listed: dict[str, Listed] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in files.items():
            digest, size = hashlib.sha256(), 0
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            large = path.stat().st_size > MOST_OF_THE_FILES
            with path.open("rb") as source, packed.open(info, "w", force_zip64=large) as to:
                while block := source.read(_BLOCK):
                    size += len(block)
                    digest.update(block)
                    to.write(block)
            listed[name] = Listed(size=size, sha256=digest.hexdigest())
        manifest = Manifest(
            format=FORMAT, program=program, made=made, schema_version=version, files=listed
        )
        packed.writestr(MANIFEST, manifest.model_dump_json(indent=2))
