"""A small program that keeps a record through the real adapter, to be killed by its parent.

    writer.py forever|count|hold FILE [COUNT]

``forever`` goes on with the session that was cut off, or begins one, and begins the next one
after ``SESSION`` looks. ``count`` plays one session of so many looks. ``hold`` begins a session
and does nothing more. Each line that it prints says what is on disk by then.
"""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SESSION = 60
"""Looks in a session of ``forever``."""


def start(how: str, path: Path, count: int = 0) -> "subprocess.Popen[bytes]":
    """Start this program; its acknowledgements come on standard output."""
    return subprocess.Popen(
        [sys.executable, __file__, how, str(path), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _say(*words: object) -> None:
    os.write(1, " ".join(map(str, words)).encode() + b"\n")


def main(how: str, path: Path, count: int) -> None:
    """Write, and acknowledge what has been written."""
    from coach.adapters.store import SqliteStore
    from coach.domain.events import Moved, Scored
    from coach.ports.journal import Standing
    from tests.adapters.store.samples import ALL_KINDS, at, begun, ended

    segments = len(ALL_KINDS.segments)
    store = SqliteStore.open(path)
    while True:
        found = store.unfinished() if how == "forever" else None
        if found is None:
            session, number = (
                store.begin(replace(begun(), begun=datetime.now().astimezone()), ALL_KINDS),
                0,
            )
            _say("begun", session)
        else:
            session, number = found.id, found.standing.stopped
            _say("on", session, number)
        if how == "hold":
            sys.stdin.read()
            return
        while number < (count or SESSION):
            at_number = float(number)
            number += 1
            place = number % segments
            # The look's number stands in both events, in the standing, and now and then in the
            # title of a new timeline, so that a look which was kept in part would be seen.
            changed = None
            if number % 7 == 0:
                changed = replace(ALL_KINDS, plan=replace(ALL_KINDS.plan, title=f"{number}"))
            store.write(
                session,
                [Moved(at_number, place), Scored(at_number, place % 11)],
                Standing(segment=place, stopped=number),
                at(number),
                changed,
            )
            _say("wrote", session, number)
        store.end(session, ended(number))
        _say("ended", session)
        if how == "count":
            store.close()
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
