"""The corpus of wrong files: for each, what ``coach check`` prints is what stands beside it.

After a change of a message, look at what is new and take it over with

    COACH_WRONG_FILES=write python -m pytest tests/adapters/library/test_wrong_files.py
"""

import os
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.problems import render
from coach.adapters.resources import bundled
from tests.adapters.library.wrong_bytes import WRONG_BYTES

WRONG = Path(__file__).parent / "wrong"
LONGEST = 1.0
"""Seconds of processor time that one file may take."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> YamlLibrary:
    library = YamlLibrary(tmp_path_factory.mktemp("own"), bundled("routines"))
    library.exercises()
    return library


def files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each wrong file, in a copy of the corpus, with the file that has what is told about it."""
    copy = Path(copytree(WRONG, folder / "wrong"))
    for file in sorted(copy.rglob("*.yaml")):
        yield file, (WRONG / file.relative_to(copy)).with_suffix(".expected")
    for name, data in WRONG_BYTES.items():
        file = copy / f"{name}.yaml"
        file.write_bytes(data)
        yield file, WRONG / "bytes" / f"{name}.expected"


def printed(library: YamlLibrary, file: Path) -> str:
    """What ``coach check`` prints of a file, without its path."""
    shown = [render(replace(one, file="")).removeprefix(":") for one in library.check(file)]
    return "".join(f"{one}\n" for one in shown)


def test_every_wrong_file_is_told_in_these_words(library: YamlLibrary, tmp_path: Path) -> None:
    slow, other = [], []
    for file, beside in files(tmp_path):
        begun = time.process_time()
        found = printed(library, file)
        if time.process_time() - begun > LONGEST:
            slow.append(file.name)
        if os.environ.get("COACH_WRONG_FILES") == "write":
            beside.parent.mkdir(exist_ok=True)
            beside.write_text(found, encoding="utf-8")
        expected = beside.read_text(encoding="utf-8") if beside.exists() else "(nothing yet)\n"
        if found != expected:
            other.append(f"{beside.name}: expected\n{expected}\nand there is\n{found}")
        assert found, f"{file.name} has no mistake at all"
        harmful = [char for char in found if unicodedata.category(char)[0] == "C" and char != "\n"]
        assert not harmful, file.name
    assert not other, "\n\n".join(other[:10])
    assert not slow


def test_there_are_many_and_each_has_its_words() -> None:
    wrong = {file.with_suffix("") for file in WRONG.rglob("*.yaml")}
    beside = {file.with_suffix("") for file in WRONG.rglob("*.expected")}
    assert beside == wrong | {WRONG / "bytes" / name for name in WRONG_BYTES}
    assert len(beside) >= 300


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("several/six-mistakes", [4, 6, 8, 10, 11, 12]),
        ("several/six-of-the-routine", [1, 2, 3, 4, 5, 6, 6]),
        ("several/six-traps-at-once", [2, 5, 6, 7, 9, 10]),
        ("several/six-in-the-steps", [4, 6, 7, 8, 9, 11]),
        ("several/six-in-one-step", [4, 5, 6, 7, 8, 9, 10]),
        ("several/six-that-hide-each-other", [5, 6, 9, 10, 11, 13]),
    ],
)
def test_six_mistakes_in_a_file_are_all_named(
    library: YamlLibrary, name: str, lines: list[int]
) -> None:
    assert [one.line for one in library.check(WRONG / f"{name}.yaml")] == lines
