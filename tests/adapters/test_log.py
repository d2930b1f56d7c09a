"""The log of unexpected errors: nobody else reads it, and nobody else says where it is written."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.adapters.log import write_log


@pytest.fixture(autouse=True)
def shared_computer() -> Iterator[None]:
    """What a person makes can be read by everybody, unless it is made otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that others can look into, and a folder for temporary files beside it."""
    folder, temporary = tmp_path / "data", tmp_path / "temporary"
    folder.mkdir(mode=0o755)
    temporary.mkdir(mode=0o777)
    monkeypatch.setenv("COACH_DATA_DIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return folder


def logged(words: str = "broken on purpose") -> Path:
    """Where an error with these words is written down."""
    try:
        raise RuntimeError(words)
    except RuntimeError:
        return Path(write_log())


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_only_the_person_reads_it_and_it_is_added_to(data: Path) -> None:
    assert logged("first") == logged("second") == data / "coach.log"
    assert mode(data / "coach.log") == 0o600
    text = (data / "coach.log").read_text(encoding="utf-8")
    assert text.index("RuntimeError: first") < text.index("RuntimeError: second")


def test_one_that_others_could_read_is_closed_to_them(data: Path) -> None:
    (data / "coach.log").write_text("before\n")
    assert mode(data / "coach.log") == 0o644
    assert mode(logged()) == 0o600
    assert (data / "coach.log").read_text().startswith("before\n")


def test_a_link_is_not_followed_and_a_pipe_not_waited_for(data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (data / "coach.log").symlink_to(mine)
    assert logged().parent == tmp_path / "temporary"
    assert mine.read_text() == "mine"
    (data / "coach.log").unlink()
    os.mkfifo(data / "coach.log")
    assert logged().parent == tmp_path / "temporary"
    reader = os.open(data / "coach.log", os.O_RDONLY | os.O_NONBLOCK)
    assert logged().parent == tmp_path / "temporary"
    os.close(reader)


def test_a_temporary_one_has_a_name_that_nobody_can_guess(data: Path, tmp_path: Path) -> None:
    data.rmdir()
    data.write_text("no folder")
    planted = tmp_path / "temporary" / "coach.log"
    planted.write_text("planted")
    one, two = logged(), logged()
    assert one != two
    for file in (one, two):
        assert file.parent == tmp_path / "temporary"
        assert (file.name[:6], file.suffix, mode(file)) == ("coach-", ".log", 0o600)
        assert "RuntimeError: broken on purpose" in file.read_text(encoding="utf-8")
    assert planted.read_text() == "planted"


def test_an_error_whose_words_are_no_text_is_written_down(data: Path) -> None:
    assert "caf\\udce9" in logged("caf\udce9").read_text(encoding="utf-8")


def test_without_any_place_it_says_so(data: Path, tmp_path: Path) -> None:
    data.rmdir()
    data.write_text("no folder")
    (tmp_path / "temporary").rmdir()
    assert str(logged()) == "(no log file could be written)"
