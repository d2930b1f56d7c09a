"""The voice: everything the exercises say from nothing, and from the cache; what a call costs."""

import subprocess
import sys
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter

import pytest

from coach.adapters.voice.client import VoiceClient
from coach.domain.cues import spoken_length
from tests.adapters.voice.speaking import bundled_lines, client, need_engines, spoken
from tests.rig.pulse import wait_until

PROGRAMS = {
    "espeak-ng": ("espeak-ng", "--stdin", "-w"),
    "flite": ("flite", "-voice", "slt", "-f", "-", "-o"),
}
SPOKEN = {"espeak-ng": 12.0, "flite": 8.0}
"""How many times the engine's own time speaking everything may take."""
FOUND = 20.0
"""How many times reading the beginnings of the files finding all lines may take."""
MANY = 1_900
"""Lines that nobody ever wants at once."""
AT_ONCE = 0.03
"""Seconds that wanting them may take, with the start of a worker."""
LONGEST = 0.01
"""Seconds that 99 of 100 looks may take while lines are looked up and spoken."""
RUNS = 9
PAUSE = Event()


def floor(engine: str, lines: list[str], folder: Path) -> float:
    """Seconds that the engine itself needs for these lines."""
    begun = perf_counter()
    for line in lines:
        command = [*PROGRAMS[engine], str(folder / "line.wav")]
        subprocess.run(command, input=line.encode(), check=True, capture_output=True)
    return perf_counter() - begun


def beginnings(folder: Path) -> float:
    """Seconds that reading the beginning of every file takes."""
    paths = [str(path) for path in folder.glob("*/*.wav")]
    begun = perf_counter()
    for path in paths:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as bare as can be
            file.read(44)
    return perf_counter() - begun


@pytest.mark.bench
@pytest.mark.parametrize("engine", PROGRAMS)
def test_everything_is_spoken_soon_and_then_found_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    need_engines(engine)
    lines = bundled_lines()
    folder = tmp_path / "voice"
    bare = floor(engine, lines, tmp_path)
    begun = perf_counter()
    with client(engine, folder) as voice:
        voice.prepare(lines[:1])
        wait_until(lambda: voice.clip(lines[0]) is not None, "the first line", 60)
        first = perf_counter() - begun
        clips = dict(zip(lines, spoken(voice, lines), strict=True))
    taken = perf_counter() - begun
    found = []
    for _ in range(RUNS):
        begun = perf_counter()
        voice = VoiceClient(engine, folder=folder)
        voice.prepare(lines)
        while voice.pending:
            pass
        assert [voice.clip(line) for line in lines] == list(clips.values())
        found.append(perf_counter() - begun)
        assert voice.pid is None
        voice.close()
    read = median(beginnings(folder) for _ in range(RUNS))
    long = [line for line in lines if clips[line].seconds > spoken_length(line)]
    share = sum(clip.seconds for clip in clips.values()) / sum(map(spoken_length, lines))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(lines)} lines by {engine}: the first after {first:.2f} s, all after "
            f"{taken:.1f} s; the engine alone {bare:.1f} s, {taken / bare:.1f} times (at most "
            f"{SPOKEN[engine]}); from the cache {median(found) * 1000:.1f} ms, "
            f"{median(found) / read:.1f} times their beginnings (at most {FOUND}); "
            f"{len(long)} are longer than reckoned, all together {share:.2f} of that\n"
        )
    assert taken <= SPOKEN[engine] * bare
    assert median(found) <= FOUND * read
    assert len(long) <= 0.03 * len(lines), long


@pytest.mark.bench
def test_a_call_costs_the_session_next_to_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need_engines("espeak-ng")
    lines = bundled_lines()
    many = [f"{number}: {line}" for number in range(MANY // len(lines)) for line in lines]
    taken = []
    with client("espeak-ng", tmp_path / "voice") as voice:
        begun = perf_counter()
        voice.prepare(many)
        all_at_once = perf_counter() - begun
        voice.prepare(lines)
        while voice.state.ready < len(lines):
            begun = perf_counter()
            left = voice.pending
            voice.clip(lines[left % len(lines)])
            taken.append(perf_counter() - begun)
            PAUSE.wait(0.001)
    slow = sorted(taken)[round(0.99 * (len(taken) - 1))]
    with capsys.disabled():
        sys.stdout.write(
            f"\nlooking twice while lines are spoken: {median(taken) * 1e6:.1f} us (p50), "
            f"{slow * 1e3:.1f} ms (p99), {max(taken) * 1e3:.1f} ms (most); wanting {len(many)} "
            f"lines at once: {all_at_once * 1e3:.1f} ms\n"
        )
    assert slow <= LONGEST
    assert all_at_once <= AT_ONCE
