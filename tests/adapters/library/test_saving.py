"""A file is written as a whole or not at all, and the version before it is kept."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.adapters.library import saving
from coach.adapters.library.files import yaml_files
from coach.adapters.library.saving import TakenError, backup_of, replace_file, write_new
from coach.ports.routine_files import UnwritableError


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_new_file_and_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "coach" / "routines" / "mine.yaml"
    write_new(path, "title: é\r\n")
    assert path.read_bytes() == "title: é\r\n".encode()
    assert names(path.parent) == ["mine.yaml"]
    for folder in (path.parent, path.parent.parent):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_new_file_never_goes_over_another(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(TakenError, match="already"):
        write_new(path, "mine")
    assert path.read_text(encoding="utf-8") == "theirs"
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(TakenError):
        write_new(tmp_path / "link.yaml", "mine")
    assert names(tmp_path) == ["link.yaml", "mine.yaml"]


def test_somebody_takes_the_name_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.yaml"
    write = saving._write_beside

    def slow(target: Path, data: bytes, mode: int | None) -> Path:
        fresh = write(target, data, mode)
        path.write_text("theirs", encoding="utf-8")
        return fresh

    monkeypatch.setattr(saving, "_write_beside", slow)
    with pytest.raises(TakenError):
        write_new(path, "mine")
    assert path.read_text(encoding="utf-8") == "theirs"
    assert names(tmp_path) == ["mine.yaml"]


def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "mine.yaml"
    write_new(path, "mine")
    assert path.read_text(encoding="utf-8") == "mine"
    assert names(tmp_path) == ["mine.yaml"]


def test_over_another_keeps_that_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("theirs", encoding="utf-8")
    write_new(path, "mine", over=True)
    assert path.read_text(encoding="utf-8") == "mine"
    assert backup_of(path).read_text(encoding="utf-8") == "theirs"
    assert backup_of(path).name == "mine.yaml~"
    assert yaml_files(tmp_path) == [path]


def test_rights_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dots" / "mine.yaml"
    real.parent.mkdir()
    real.write_text("before", encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "mine.yaml"
    link.symlink_to(real)
    replace_file(link, b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"
    assert real.stat().st_mode & 0o777 == 0o640
    assert names(real.parent) == ["mine.yaml", "mine.yaml~"]
    assert backup_of(link).read_bytes() == b"before"
    assert backup_of(link).stat().st_mode & 0o777 == 0o640


def test_a_link_that_is_not_to_be_followed_gives_way(tmp_path: Path) -> None:
    real = tmp_path / "theirs.yaml"
    real.write_text("theirs", encoding="utf-8")
    real.chmod(0o444)
    link = tmp_path / "mine.yaml"
    link.symlink_to(real)
    replace_file(link, b"mine", follow=False)
    assert not link.is_symlink()
    assert link.read_bytes() == b"mine"
    assert link.stat().st_mode & 0o200
    assert real.read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room"),
        (errno.EDQUOT, "no room"),
        (errno.EACCES, "rights"),
        (errno.EROFS, "rights"),
        (errno.EIO, "can't be written"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open", "replace"])
def test_a_disk_that_fails_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("before", encoding="utf-8")
    replace_file(path, b"middle")

    def failing(*_: object, **__: object) -> int:
        raise OSError(number, "as tried here")

    owner: object = Path if call == "replace" else os
    with monkeypatch.context() as broken:
        broken.setattr(owner, call, failing)
        with pytest.raises(UnwritableError, match=words) as refused:
            replace_file(path, b"after")
    assert str(path) in str(refused.value)
    assert not refused.value.elsewhere
    assert path.read_bytes() == b"middle"
    assert backup_of(path).read_bytes() == b"before"
    assert names(tmp_path) == ["mine.yaml", "mine.yaml~"]


FULL = """
import resource, sys
from pathlib import Path
from coach.adapters.library.saving import replace_file
from coach.ports.routine_files import UnwritableError
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    replace_file(Path(sys.argv[1]), b"x" * 5000)
except UnwritableError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_no_room_for_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("before", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "no room" in told.stdout
    assert path.read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["mine.yaml"]


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.mkdir()
    with pytest.raises(UnwritableError, match="folder of this name"):
        replace_file(path, b"x")
    with pytest.raises(TakenError):
        write_new(path, "x")
    (tmp_path / "other.yaml").write_text("before", encoding="utf-8")
    (tmp_path / "other.yaml~").mkdir()
    with pytest.raises(UnwritableError):
        replace_file(tmp_path / "other.yaml", b"after")
    assert (tmp_path / "other.yaml").read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["mine.yaml", "other.yaml", "other.yaml~"]


def test_a_file_where_a_folder_belongs(tmp_path: Path) -> None:
    (tmp_path / "routines").write_text("", encoding="utf-8")
    path = tmp_path / "routines" / "mine.yaml"
    with pytest.raises(UnwritableError, match="no folder"):
        write_new(path, "x")
    with pytest.raises(UnwritableError, match="no folder"):
        replace_file(path, b"x")


def test_a_name_that_can_not_be_one(tmp_path: Path) -> None:
    for name in ("a" * 300 + ".yaml", "a\x00b.yaml"):
        with pytest.raises(UnwritableError, match="can't be written"):
            write_new(tmp_path / name, "x")
    with pytest.raises(UnwritableError, match="character"):
        write_new(tmp_path / "mine.yaml", "\ud800")
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("before", encoding="utf-8")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UnwritableError, match="rights"):
            replace_file(path, b"after")
        with pytest.raises(UnwritableError, match="rights"):
            write_new(tmp_path / "new.yaml", "x")
    finally:
        tmp_path.chmod(0o700)
    assert path.read_text(encoding="utf-8") == "before"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_file_that_is_read_only(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o400)
    with pytest.raises(UnwritableError, match="rights"):
        replace_file(path, b"after")
    assert path.read_text(encoding="utf-8") == "before"
