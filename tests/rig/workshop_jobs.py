"""What the tests have done in a workshop's process."""

import os
import signal
from collections.abc import Iterator


def count(job: int) -> Iterator[int]:
    """Count from 1."""
    yield from range(1, job + 1)


def length(job: str) -> Iterator[int]:
    """How long a text is."""
    yield len(job)


def who(job: int) -> Iterator[int]:
    """Name the process, then wait for ever, but for job 0."""
    yield os.getpid()
    while job:
        signal.pause()


def break_down(job: int) -> Iterator[int]:
    """Give so many pieces, then raise an error."""
    yield from range(1, job + 1)
    raise RuntimeError("nothing goes any more")


def niceness(_job: int) -> Iterator[int]:
    """How far the process stands back behind others."""
    yield os.nice(0)


def repeat(job: int) -> Iterator[str]:
    """A text as long as wished."""
    yield "x" * job
