"""An event on disk, against what the disk takes for as much; and ten years of them, read."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import mkdtemp
from time import perf_counter, process_time

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.cli.screen import COLLECTED
from coach.domain.overview import Overview
from coach.player.overview import read_overview
from coach.ports.journal import Standing
from coach.tui.progress_words import hurts_lines, pain_lines, reps_lines, weeks_lines
from coach.tui.screens.progress import PERIODS, drawings
from tests.adapters.store.samples import ALL_KINDS, at, began, begun
from tests.bench.decade import EXERCISES, LAST, ten_years

DECADE_MB = 100.0
"""Megabytes that a file of ten years may have."""
TODAY_MS = 20.0
"""What each thing that a start reads may take out of ten years."""
CHART_MS = 100.0
"""What the chart of two years may take: reading it, counting, and drawing what is shown."""
CHART_TIMES = 16.0
"""On a machine that is busy: how many times a bare reading of a year's rows it may take instead."""
BARE_TIMES = 3.0
"""On a machine that is busy: how many times a bare reading of a year's rows it may take instead."""
READINGS = 7

ROUNDS = 400
MOST = 3.0
"""How many times the bare flush an event may take."""

flush: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)


@pytest.mark.bench
def test_an_event_is_on_disk_within_three_bare_flushes(pytestconfig: pytest.Config) -> None:
    # On the checkout's disk: what pytest calls temporary may be in memory, where a flush is none.
    folder = Path(mkdtemp(dir=pytestconfig.rootpath, prefix=".bench-"))
    try:
        ours, bare = measure(folder)
    finally:
        rmtree(folder)
    ratio = ours / bare
    sys.stdout.write(
        f"\nan event on disk: {ours * 1e3:.3f} ms; a bare flush of 4 KiB: {bare * 1e3:.3f} ms; "
        f"{ratio:.2f} times (medians of {ROUNDS}, at most {MOST})\n"
    )
    assert ratio <= MOST


def measure(folder: Path) -> tuple[float, float]:
    """The medians of one ``write`` and of one bare flush, in seconds, taken in turn."""
    ours, bare = [], []
    page = b"\x00" * 4096
    segments = len(ALL_KINDS.segments)
    descriptor = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    try:
        with closing(SqliteStore.open(folder / FILE)) as store:
            session = store.begin(begun(), ALL_KINDS)
            for number in range(ROUNDS):
                index = number % segments
                event = began(ALL_KINDS, index)
                start = perf_counter()
                store.write(session, [event], Standing(segment=index), at(number / 60))
                middle = perf_counter()
                os.write(descriptor, page)
                flush(descriptor)
                end = perf_counter()
                ours.append(middle - start)
                bare.append(end - middle)
    finally:
        os.close(descriptor)
    return median(ours), median(bare)


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ten_years(tmp_path_factory.mktemp("decade"))


@pytest.mark.bench
def test_ten_years_stay_below_a_hundred_megabytes(decade: Path) -> None:
    size = decade.stat().st_size / 1e6
    with closing(SqliteStore.open(decade)) as store:
        (events,) = store._connection.execute("SELECT count(*) FROM events").fetchone()
        (sessions,) = store._connection.execute("SELECT count(*) FROM sessions").fetchone()
    sys.stdout.write(f"\n{sessions} sessions, {events} events: {size:.1f} MB\n")
    assert events > 430_000
    assert size < DECADE_MB


@pytest.mark.bench
def test_a_start_reads_ten_years_quickly(decade: Path) -> None:
    year = LAST - timedelta(days=400)
    quarter = LAST - timedelta(days=84)
    with closing(SqliteStore.open(decade)) as store:
        readings: dict[str, Callable[[], object]] = {
            "opening": lambda: SqliteStore.open(decade).close(),
            "newest sessions": lambda: store.sessions(limit=50),
            "sessions of 12 weeks": lambda: store.sessions(quarter),
            "exercises of 12 weeks": lambda: store.exercises_done(quarter, EXERCISES[:3]),
            "times done": store.times_done,
            "scores of 400 days": lambda: store.scores(year),
            "diary of 400 days": lambda: store.entries(year),
            "unfinished": store.unfinished,
            "bars": store.open_bars,
            "lists": store.lists_asked,
            "lines": store.doctor_lines,
            "cautions": store.cautions,
            "gentle": store.gentle_since,
            "relief": lambda: store.relief_rounds(LAST - timedelta(days=1)),
        }
        took = {name: milliseconds(read) for name, read in readings.items()}
        bare = milliseconds(
            lambda: store._connection.execute("SELECT * FROM events LIMIT 7200").fetchall()
        )
    told = "; ".join(f"{name} {ms:.1f}" for name, ms in took.items())
    most = max(TODAY_MS, BARE_TIMES * bare)
    sys.stdout.write(
        f"\nout of ten years, ms (least of {READINGS}, at most {most:.1f}): {told}; "
        f"7200 bare rows {bare:.1f}\n"
    )
    assert max(took.values()) < most


@pytest.fixture
def collecting() -> Iterator[None]:
    """Garbage is collected as it is while the screen is open."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.bench
@pytest.mark.usefixtures("collecting")
def test_the_chart_of_two_years_is_there_quickly(decade: Path) -> None:
    last = LAST.date()
    first = last - timedelta(days=PERIODS[-1].days - 1)
    with closing(SqliteStore.open(decade)) as store:
        bare = milliseconds(
            lambda: store._connection.execute("SELECT * FROM events LIMIT 7200").fetchall()
        )
        overview = read_overview(store, first, last)
        took = {
            "read and counted": milliseconds(lambda: read_overview(store, first, last)),
            "drawn": milliseconds(lambda: drawn(overview)),
        }
    assert len(overview.sessions) == 3 * PERIODS[-1].days
    most, whole = max(CHART_MS, CHART_TIMES * bare), sum(took.values())
    told = "; ".join(f"{name} {ms:.1f}" for name, ms in took.items())
    sys.stdout.write(
        f"\nthe chart of two years, ms of CPU (least of {READINGS}): {told}; together {whole:.1f},"
        f" at most {most:.1f}; 7200 bare rows {bare:.1f}; {whole / bare:.1f} times\n"
    )
    assert whole < most


def drawn(overview: Overview) -> tuple[str, ...]:
    """What the screen of progress shows of a period: its words, and its charts on 80 columns."""
    pictures = [drawing(80, 12) for drawing in drawings(overview).values()]
    words = (*pain_lines(overview), *weeks_lines(overview))
    return (*pictures, *words, *reps_lines(overview, {}), *hurts_lines(overview, {}))


def milliseconds(read: Callable[[], object]) -> float:
    """The least CPU time of some readings: what it takes where nothing else has the machine."""
    found = []
    for _ in range(READINGS):
        start = process_time()
        read()
        found.append((process_time() - start) * 1e3)
    return min(found)
