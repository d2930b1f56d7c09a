"""The process of a workshop: reads jobs from its input, writes what they yield to its output.

It ends when its input does, so it never outlives the coach.
"""

import base64
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any


def main(function: str) -> int:
    """Work until nobody sends jobs any more."""
    module, name = function.split(":")
    make: Callable[[Any], Iterator[Any]] = getattr(import_module(module), name)
    # Beside a session that must not be late.
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        for line in sys.stdin.buffer:
            number, job = pickle.loads(base64.b64decode(line))  # noqa: S301 - from our own process
            for piece in make(job):
                _write(number, piece)
            _write(number, None)
    except (BrokenPipeError, KeyboardInterrupt):
        return 0
    return 0


def _write(number: int, piece: object) -> None:
    sys.stdout.buffer.write(base64.b64encode(pickle.dumps((number, piece))) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
