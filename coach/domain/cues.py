"""Something said or sounded at an offset, and how long a spoken line takes."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

WORDS_PER_SECOND: Final = 2.3
"""A calm speaking rate. Every *when* is reckoned with it, so it is the same on every machine."""
BREATH_BEFORE: Final = 0.4
"""Seconds of quiet that go with each spoken line."""


class CueKind(Enum):
    """What a cue is for; its importance when two want to be heard falls in this order."""

    QUESTION = "question"
    NAME = "name"
    SETUP = "setup"
    PHASE = "phase"
    HALF = "half"
    SWITCH = "switch"
    REST = "rest"
    FINISH = "finish"
    WORDS = "words"
    COUNTDOWN = "countdown"
    """The last three seconds: sounded, never spoken."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line at ``offset`` seconds into its segment.

    ``text`` is what the person hears; empty for a cue that is only sounded. ``brief`` is the
    form for a voice that is too slow for the full one.
    """

    offset: float
    kind: CueKind
    text: str = ""
    brief: str = ""


def spoken_length(text: str) -> float:
    """Seconds that it takes to say ``text``; 0 for nothing."""
    words = len(text.split())
    return words / WORDS_PER_SECOND + BREATH_BEFORE if words else 0.0
