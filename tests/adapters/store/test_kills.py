"""Processes killed at random moments: what was acknowledged is there, whole, in order, once."""

import os
import random
import select
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import SqliteStore
from tests.adapters.store.samples import ALL_KINDS
from tests.adapters.store.writer import SESSION, start

STARTING = 0.3
"""Seconds within which a process is killed that is to be killed while it starts."""
WRITING = 0.12
"""Seconds within which one is killed that is writing."""


def killed_at_random(path: Path, chance: random.Random) -> list[list[str]]:
    """Let a writer write and kill it; gives what it acknowledged."""
    until = time.monotonic() + chance.uniform(0, STARTING) if chance.random() < 0.2 else None
    said = b""
    with start("forever", path) as child:
        assert child.stdout is not None
        output = child.stdout.fileno()
        while until is None or until > time.monotonic():
            wait = None if until is None else max(until - time.monotonic(), 0)
            if select.select([output], [], [], wait)[0]:
                read = os.read(output, 65536)
                assert read, "the writer ended by itself"
                said += read
                until = until or time.monotonic() + chance.uniform(0, WRITING)
        child.kill()
        said += child.stdout.read()
    return [line.split() for line in said.decode().splitlines()]


def check(path: Path, written: dict[str, int], ended: set[str]) -> None:
    """Open the record and compare it with everything that was ever acknowledged."""
    segments = len(ALL_KINDS.segments)
    with closing(SqliteStore.open(path)) as store:
        assert store.notices == ()
        records = store.sessions()
        ids = [record.id for record in records]
        assert set(written) <= set(ids)
        for record in records:
            events = store.events(record.id)
            looks = len(events) // 2
            assert [event.seq for event in events] == list(range(1, 2 * looks + 1))
            assert [event.at for event in events] == [n for n in range(looks) for _ in "ab"]
            assert [event.kind for event in events] == ["moved", "scored"] * looks
            assert looks >= written.get(record.id, 0)
            if record.end is None:
                assert record.id not in ended
                assert record is records[0]
            else:
                assert looks == SESSION
        found = store.unfinished()
        if found is None:
            assert all(record.end for record in records)
            return
        assert found.id == ids[0]
        looks = len(store.events(found.id)) // 2
        # One look more may be on disk than was acknowledged, never one less.
        assert looks - written.get(found.id, 0) in (0, 1)
        assert found.standing.stopped == looks
        assert found.standing.segment == looks % segments
        assert found.timeline is not None
        title = f"{looks - looks % 7}" if looks >= 7 else ALL_KINDS.plan.title
        assert found.timeline.plan.title == title
        assert found.timeline.segments == ALL_KINDS.segments


def kill_often(path: Path, runs: int, seed: int) -> None:
    chance = random.Random(seed)
    written: dict[str, int] = {}
    ended: set[str] = set()
    for _ in range(runs):
        for what, session, *number in killed_at_random(path, chance):
            if what == "ended":
                ended.add(session)
            else:
                written[session] = int(number[0]) if number else 0
        check(path, written, ended)
    assert sum(written.values()) > runs, f"seed {seed}: hardly anything was written"
    sys.stdout.write(
        f"{runs} kills, seed {seed}: {sum(written.values())} looks, {len(ended)} whole sessions\n"
    )


def test_a_few_kills_lose_nothing(path: Path) -> None:
    kill_often(path, 10, seed=1)


@pytest.mark.kills
def test_many_kills_lose_nothing(path: Path) -> None:
    kill_often(path, int(os.environ.get("KILLS", "200")), seed=random.randrange(1 << 32))
