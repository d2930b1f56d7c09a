"""How long the quick commands take, by the interpreter's own start in the same run."""

import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

import pytest

from tests.plain.person import COACH, Home

RUNS = 15


def interleaved(home: Home, commands: Sequence[Sequence[str]]) -> list[float]:
    """The median seconds of each command; they take turns, so that a busy moment hits all."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(RUNS + 1):
        for times, command in zip(taken, commands, strict=True):
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=home.environment)
            times.append(time.perf_counter() - begun)
    return [median(times[1:]) for times in taken]  # the first round fills the caches


@pytest.mark.bench
def test_version_and_list_are_quick(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path_factory.mktemp("home"))
    bare, version, listed = interleaved(
        home,
        [(sys.executable, "-c", "pass"), (*COACH, "--version"), (*COACH, "list")],
    )
    with capsys.disabled():
        sys.stdout.write(
            f"\npython -c pass {bare * 1000:.1f} ms; "
            f"coach --version {version * 1000:.1f} ms ({version / bare:.1f} times, at most 6); "
            f"coach list {listed * 1000:.1f} ms ({listed / bare:.1f} times, at most 20)\n"
        )
    assert version <= 6 * bare
    assert listed <= 20 * bare
