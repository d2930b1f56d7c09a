"""An event on disk, against what the disk itself takes for as much."""

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import mkdtemp
from time import perf_counter

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.ports.journal import Standing
from tests.adapters.store.samples import ALL_KINDS, at, began, begun

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
