"""Very many files that no person wrote: an answer for each, soon, and nothing else happens.

A few hundred in every run of the tests; $FUZZ of them (100,000) by `make fuzz`. The seed is
printed: with it in $FUZZ_SEED the same files come again. A file in which the library's code goes
ways that no file before it went becomes one that others are made of.
"""

import os
import random
import resource
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import CodeType, FrameType
from typing import Any

import pytest

import coach.adapters.library
from coach.adapters.library.files import MOST_BYTES
from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.problems import render
from coach.adapters.resources import bundled
from coach.ports.library import BrokenFileError, Problem
from tests.adapters.library.guarding import guarded
from tests.adapters.library.mutating import MOST, mutated
from tests.adapters.library.test_reading import WHOLE
from tests.adapters.library.wrong_bytes import WRONG_BYTES

CODE = str(Path(coach.adapters.library.__file__).parent)
WRONG = Path(__file__).parent / "wrong"
PROGRAMME = b"""\
schema: 1
kind: programme
title: Four weeks
minimal: acute-gentle
weeks:
  - days: {every: [first-three, {walk: 5m, times: 2}]}
    next-when: {greens: 3}
  - days: {every: [morning-10], mon-wed-fri: [core-start]}
    next-when: {greens: 6, within-days: 14}
after: {every: [morning-10]}
"""
LONGEST = 1.0
"""Seconds of processor time that a file may take."""
BIGGEST = 200 * 1024
"""Kilobytes by which the process may grow for a file."""
FOLLOWED = 10
"""Every so many files, the lines of code that one goes are looked at; it takes a while."""


def real_files() -> list[bytes]:
    """What the mutations begin with: all that is bundled, and all that is wrong."""
    paths = [*sorted(bundled("routines").rglob("*.yaml")), *sorted(WRONG.rglob("*.yaml"))]
    files = [
        WHOLE.encode(),
        PROGRAMME,
        *(path.read_bytes() for path in paths),
        *WRONG_BYTES.values(),
    ]
    return [data for data in files if len(data) <= MOST]


class Ways:
    """The lines of the library's code that were gone so far."""

    def __init__(self) -> None:
        self.known: set[tuple[CodeType, int]] = set()
        self._met: set[tuple[CodeType, int]] = set()

    @contextmanager
    def followed(self) -> Iterator[None]:
        before = sys.gettrace()
        if before is not None:  # a debugger, or a measurement of another kind
            yield
            return
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(None)

    def new(self) -> bool:
        """Whether the file before this went a new way."""
        found = not self._met <= self.known
        self.known |= self._met
        self._met.clear()
        return found

    def _call(self, frame: FrameType, event: str, value: Any) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename.startswith(CODE) else None

    def _line(self, frame: FrameType, event: str, value: Any) -> Callable[..., Any]:
        if event == "line":
            self._met.add((frame.f_code, frame.f_lineno))
        return self._line


class Fuzzing:
    """Reads files, each in every way there is, and looks at what comes out."""

    def __init__(self, folder: Path, seed: str) -> None:
        self._folder = folder
        self._file = folder / "mine.yaml"
        self._library = YamlLibrary(None, bundled("routines"))
        self._pool = real_files()
        self._good = [path.read_bytes() for path in sorted(bundled("routines").rglob("*.yaml"))]
        self._chance = random.Random(seed)
        self._ways = Ways()
        self.slowest = 0.0
        self.grown = 0
        self.usable = 0
        for module in walk_packages(coach.adapters.library.__path__, "coach.adapters.library."):
            import_module(module.name)
        for data in self._pool:  # what is imported and built once
            self._file.write_bytes(data)
            self._read()
        self.usable = 0

    @property
    def found(self) -> tuple[int, int]:
        """How many files are in the pool now, and how many lines of code were gone."""
        return len(self._pool), len(self._ways.known)

    def run(self, count: int) -> None:
        for number in range(count):
            # Half of them come of good files: behind the first mistake is where little is seen.
            data = mutated(self._chance, self._good if number % 2 else self._pool)
            try:
                self.one(data, follow=number % FOLLOWED == 0)
            except BaseException:
                sys.stdout.write(f"\nfile {number}: {data[:3000]!r}\n")
                raise

    def one(self, data: bytes, *, follow: bool = False) -> None:
        """Read one file: it may take its time and room, and may do nothing besides."""
        self._file.write_bytes(data)
        room = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.process_time()
        with guarded(self._folder, bundled("routines")) as happened:
            if follow:
                with self._ways.followed():
                    problems = self._read()
            else:
                problems = self._read()
        taken = time.process_time() - begun
        self.grown = max(self.grown, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - room)
        if follow and self._ways.new() and len(data) <= MOST:
            self._pool.append(data)
        elif not follow:
            self.slowest = max(self.slowest, taken)
            assert taken <= LONGEST, f"{taken:.2f} s"
        assert self.grown <= BIGGEST, f"{self.grown} kB"
        assert not happened, happened
        self._look(problems, data)

    def _read(self) -> list[Problem]:
        problems = self._library.check(self._file)
        try:
            if not problems or self._chance.random() < 0.1:
                self._library.routine(str(self._file))
        except BrokenFileError as broken:
            if not broken.problems:
                pytest.fail("this is no routine, and nobody says why")
        self.usable += not problems
        return problems or self._library.warnings(self._file)

    def _look(self, problems: list[Problem], data: bytes) -> None:
        lines = data.count(b"\n") + data.count(b"\r") + 1
        for one in problems:
            assert 1 <= one.line <= lines
            assert 1 <= one.column <= len(one.source) + 1
            assert one.message
        shown = "".join(render(one) for one in problems)
        harmless = shown.replace("\n", "").isprintable()
        assert harmless or all(
            char == "\n" or unicodedata.category(char)[0] != "C" for char in shown
        )


def test_some_hundred_files_are_answered(tmp_path: Path) -> None:
    Fuzzing(tmp_path, "a quick look").run(400)


def test_the_guard_sees_what_a_file_must_not_do(tmp_path: Path) -> None:
    """A check that can't fail checks nothing."""
    (tmp_path / "here").write_text("here")
    tries: list[Callable[[], object]] = [
        Path("/etc/passwd").read_bytes,
        (tmp_path / ".." / "other").read_bytes,
        lambda: (tmp_path / "here").write_text("there"),
        (tmp_path / "here").unlink,
        lambda: subprocess.run(["true"], check=False),
        lambda: os.system("true"),
        lambda: socket.socket().connect(("127.0.0.1", 9)),
        lambda: eval("1"),
    ]
    for attempt in tries:
        with guarded(tmp_path) as happened, suppress(PermissionError):
            attempt()
        assert happened
    with guarded(tmp_path) as happened:
        assert (tmp_path / "here").read_text() == "here"
    assert not happened


def test_a_file_that_goes_a_new_way_is_kept(tmp_path: Path) -> None:
    fuzzing = Fuzzing(tmp_path, "a way")
    before, _ = fuzzing.found
    fuzzing.one(b"schema: 1\ntitle: Mine\nsteps: [pain-check]\n", follow=True)
    fuzzing.one(b"schema: 1\ntitle: Mine\nsteps: [pain-check]\n", follow=True)
    if sys.gettrace() is None:
        assert fuzzing.found[0] == before + 1


@pytest.mark.fuzz
def test_very_many_files_are_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = int(os.environ.get("FUZZ", "100000"))
    seed = os.environ.get("FUZZ_SEED") or f"{random.SystemRandom().randrange(10**9)}"
    assert MOST < MOST_BYTES
    with capsys.disabled():
        sys.stdout.write(f"\nFUZZ_SEED={seed}\n")
        sys.stdout.flush()
        begun = time.perf_counter()
        fuzzing = Fuzzing(tmp_path, seed)
        first, _ = fuzzing.found
        fuzzing.run(count)
        files, lines = fuzzing.found
        sys.stdout.write(
            f"{count} files in {time.perf_counter() - begun:.0f} s; the slowest "
            f"{fuzzing.slowest * 1000:.0f} ms, the most room for one {fuzzing.grown} kB; "
            f"{fuzzing.usable} had no mistake; made of {first} files and of {files - first} that "
            f"went new ways; {lines} lines of the library's code were gone\n"
        )
