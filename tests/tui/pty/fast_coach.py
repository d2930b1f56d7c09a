"""The coach with a clock that goes $FAST_COACH times as fast. For tests alone.

The screen takes no ``--speed``, by contract. Everything but the clock is the real thing; and with
$FAST_COACH_FAILS one part of it fails, to see what a person gets then.
"""

import asyncio
import os
import sys
from typing import Any
from unittest.mock import patch

from coach.adapters import clock
from coach.cli.main import run

SPEED = float(os.environ["FAST_COACH"])
THIRD = 3


class FastClock(clock.LoopClock):
    """A clock in a hurry."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop, speed=SPEED)


def break_down(*_: Any, **__: Any) -> Any:
    raise RuntimeError("broken on purpose")


def break_part(part: str) -> None:
    """Let a part of the coach fail."""
    from coach.adapters.library.library import YamlLibrary
    from coach.tui.screens.play import PlayScreen
    from coach.tui.widgets.reps import Reps

    if part in ("the third event", "every event from the third on"):
        show, events = PlayScreen.show, []

        def show_some(screen: PlayScreen, event: Any) -> None:
            events.append(event)
            if len(events) == THIRD or (len(events) > THIRD and part.startswith("every")):
                break_down()
            show(screen, event)

        patch.object(PlayScreen, "show", show_some).start()
        return
    owner, name = {
        "reading the files": (YamlLibrary, "entries"),
        "a key": (PlayScreen, "action_distance"),
        "a look at the clock": (PlayScreen, "look"),
        "painting": (Reps, "render"),
    }[part]
    patch.object(owner, name, break_down).start()


if __name__ == "__main__":
    if part := os.environ.get("FAST_COACH_FAILS"):
        break_part(part)
    with patch.object(clock, "LoopClock", FastClock):
        raise SystemExit(run(sys.argv[1:]))
