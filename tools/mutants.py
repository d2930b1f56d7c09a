"""Changes every threshold and every row of the safety rules, and sees whether a test notices.

    python -m tools.mutants [--every N] [--only TEXT]

Each mutant is a copy of the project with one change (``mutations.py``): a threshold one more or one
less, a comparison on its other side of equal, a row of the warning signs with another level. The
tests that should catch it run there; one that they let pass survives. Ends with 1 if any does.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tools.mutations import Mutation, comparisons, rows, thresholds

ROOT = Path(__file__).parent.parent
COPIED = ("coach", "routines", "sounds", "tests", "pyproject.toml")
LONGEST = 120.0
"""Seconds that the tests of one mutant may take; a change that makes them hang is noticed too."""
NOTICED = (1, 2, 4)
"""What pytest ends with where a test fails, can't be collected, or its conftest can't be read."""
PYTEST = ("-m", "pytest", "-q", "-x", "-p", "pytest_asyncio.plugin", "-p", "no:cacheprovider")
WIDE = 60
"""Dots in a line."""

Find = Callable[[str], Iterable[Mutation]]
"""Finds the mutations of a text."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file, what is changed in it, and the tests that should notice, the quickest first."""

    path: str
    finds: tuple[Find, ...]
    tests: tuple[str, ...]


def _time_away(text: str) -> Iterator[Mutation]:
    """The session's thresholds of safety; its others are about how it runs."""
    for mutation in thresholds(text):
        if mutation.change.startswith(("GAP:", "AWAY:", "LEFT_AFTER:")):
            yield mutation


NUMBERS = "tests/domain/test_thresholds.py"
TARGETS = (
    Target(
        "coach/domain/safety.py",
        (thresholds, comparisons),
        ("tests/domain/test_safety.py", NUMBERS),
    ),
    Target("coach/domain/checks.py", (thresholds,), (NUMBERS,)),
    Target(
        "coach/domain/levels.py",
        (thresholds, comparisons),
        (NUMBERS, "tests/domain/test_levels.py"),
    ),
    Target("coach/domain/asking.py", (thresholds, comparisons), (NUMBERS,)),
    Target("coach/domain/diary.py", (thresholds,), ("tests/domain/test_diary.py",)),
    Target("coach/domain/episodes.py", (thresholds,), ("tests/domain/test_diary.py",)),
    Target(
        "coach/domain/usual.py", (thresholds, comparisons), ("tests/domain/test_usual.py", NUMBERS)
    ),
    Target("coach/domain/session.py", (_time_away,), (NUMBERS,)),
    Target("coach/player/dialogue.py", (thresholds,), (NUMBERS,)),
    Target("coach/content/warning-signs.yaml", (rows,), ("tests/adapters/test_rows.py",)),
)

RISEN = "a score that has risen by so much from 0 or more is at the threshold in any case"
SEVERE = "begun at 6 or more, a score that has risen by 2 is 8 or more, which ends it by itself"
EQUIVALENT = {
    "coach/domain/safety.py: LOW_STOP_AT: 3 -> 2": RISEN,
    "coach/domain/safety.py: LOW_EASE_FROM: 2 -> 1": RISEN,
    "coach/domain/safety.py: GENTLE_END_RISE: 2 -> 3": SEVERE,
    "coach/domain/safety.py: _gentle: report.rise >= GENTLE_END_RISE"
    " -> report.rise > GENTLE_END_RISE": SEVERE,
}
"""Mutants that decide as the program does for every score, each with the reason."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file, and the tests that should notice it."""

    path: str
    mutation: Mutation
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path}:{self.mutation.line}: {self.mutation.change}"

    @property
    def reason(self) -> str:
        """Why no test can notice it; empty where one has to."""
        return EQUIVALENT.get(f"{self.path}: {self.mutation.change}", "")


class Copy:
    """A copy of the project in a folder of its own, for one mutant at a time."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(
                    root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
                )
            elif (root / name).exists():
                shutil.copy2(root / name, folder / name)

    def check(self, files: Iterable[str]) -> None:
        """Make sure that it is this copy that is tested, and that its tests pass unchanged.

        Raises:
            SystemExit: if not; nothing that a test says could be believed.
        """
        told = self._python("-c", "import coach; print(coach.__file__)").stdout.strip()
        if not Path(told).is_relative_to(self.folder):
            raise SystemExit(f"what is tested is not the copy: {told}")
        for tests in files:
            run = self._python(*PYTEST, tests, compiled=True)
            if run.returncode:
                raise SystemExit(f"{run.stdout}\nThe tests fail without any change.")

    def notices(self, mutant: Mutant) -> bool:
        """Whether the tests notice the change. Afterwards the file is as it was.

        Raises:
            SystemExit: if pytest could not test.
        """
        path = self.folder / mutant.path
        # A compiled file of the same second and size would pass for the changed one.
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()
        before = path.read_bytes()
        path.write_bytes(mutant.mutation.apply(before.decode()).encode())
        try:
            for tests in mutant.tests:
                code = self._python(*PYTEST, tests).returncode
                if code and code not in NOTICED:
                    raise SystemExit(f"{mutant}: pytest ended with {code}")
                if code:
                    return True
        except subprocess.TimeoutExpired:
            return True
        finally:
            path.write_bytes(before)
        return False

    def _python(self, *words: str, compiled: bool = False) -> subprocess.CompletedProcess[str]:
        """Run Python in this copy; ``compiled`` says whether what it compiles is kept."""
        changed = {"PYTHONPATH": str(self.folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        env = {**os.environ, **changed, "PYTHONDONTWRITEBYTECODE": "" if compiled else "1"}
        env.pop("PYTEST_ADDOPTS", None)
        return subprocess.run(
            (sys.executable, *words),
            cwd=self.folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=LONGEST,
        )


def mutants_of(root: Path, targets: Iterable[Target]) -> Iterator[Mutant]:
    """Every mutant of every target, in the order of the files."""
    for target in targets:
        text = (root / target.path).read_bytes().decode()
        for find in target.finds:
            for mutation in find(text):
                yield Mutant(target.path, mutation, target.tests)


def survivors(
    root: Path, mutants: Sequence[Mutant], workers: int, tell: Callable[[bool], None]
) -> list[Mutant]:
    """The mutants that no test notices; ``tell`` hears of each whether one does."""
    files = list(dict.fromkeys(tests for mutant in mutants for tests in mutant.tests))
    with TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(workers) as pool:
        places = [Path(folder).resolve() / str(number) for number in range(workers)]
        for place in places:
            place.mkdir()
        copies = [Copy(root, place) for place in places]
        list(pool.map(lambda copy: copy.check(files), copies))
        free: SimpleQueue[Copy] = SimpleQueue()
        for copy in copies:
            free.put(copy)

        def try_out(mutant: Mutant) -> bool:
            copy = free.get()
            try:
                return copy.notices(mutant)
            finally:
                free.put(copy)

        left = []
        for mutant, noticed in zip(mutants, pool.map(try_out, mutants), strict=True):
            tell(noticed)
            if not noticed:
                left.append(mutant)
        return left


def progress(total: int) -> Callable[[bool], None]:
    """What shows how far it is: a counter on a terminal, else a dot, or S for a survivor."""
    done = survived = 0

    def tell(noticed: bool) -> None:
        nonlocal done, survived
        done += 1
        survived += not noticed
        if sys.stdout.isatty():
            end = "\n" if done == total else ""
            print(f"\r{done} of {total}, {survived} survived", end=end, flush=True)
        else:
            end = "\n" if done == total or not done % WIDE else ""
            print("." if noticed else "S", end=end, flush=True)

    return tell


def main(words: Sequence[str] | None = None) -> int:
    """Run the mutants and print the score."""
    parser = argparse.ArgumentParser(prog="mutants", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth mutant only")
    parser.add_argument(
        "--only", default="", metavar="TEXT", help="those whose line has TEXT in it"
    )
    options = parser.parse_args(words)
    if options.every < 1:
        parser.error("--every: at least 1")
    found = list(mutants_of(ROOT, TARGETS))
    stale = EQUIVALENT.keys() - {f"{each.path}: {each.mutation.change}" for each in found}
    if stale:
        raise SystemExit("\n".join(("No such mutant any more:", *sorted(stale))))
    chosen = [mutant for mutant in found if options.only in str(mutant)][:: options.every]
    tried = [mutant for mutant in chosen if not mutant.reason]
    if not tried:
        raise SystemExit("There is no such mutant.")
    left = survivors(ROOT, tried, max(2, os.cpu_count() or 2), progress(len(tried)))
    for mutant in chosen:
        if mutant.reason:
            print(f"not counted: {mutant}\n  {mutant.reason}")
    for mutant in left:
        print(f"survived: {mutant}")
    killed = len(tried) - len(left)
    print(f"{len(tried)} mutants, {killed} killed, {killed * 1000 // len(tried) / 10:g} %")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
