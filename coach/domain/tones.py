"""Which tone tells what: the session for somebody whose eyes are closed, without a word."""

from typing import Final

from coach.domain.cues import CueKind
from coach.domain.events import (
    CountIn,
    CueDue,
    Ended,
    Event,
    Hurt,
    Outcome,
    Paused,
    ReadyDue,
    SegmentBegan,
)
from coach.domain.exercise import HOLD_PHASE
from coach.domain.sounds import Tone
from coach.domain.timeline import Segment, SegmentKind

MOVEMENTS: Final = {
    "inhale": Tone.IN,
    "exhale": Tone.OUT,
    "fold": Tone.OUT,
    "lift": Tone.LIFT,
    "press": Tone.LIFT,
    "draw": Tone.LIFT,
    "roll": Tone.LIFT,
    HOLD_PHASE: Tone.HOLD,
    "rest": Tone.HOLD,
    "lower": Tone.LOWER,
    "release": Tone.LOWER,
    "return": Tone.LOWER,
}
"""The tone of each phase, by the phase's name."""

_SEGMENTS: Final = {
    SegmentKind.SETUP: Tone.GET_READY,
    SegmentKind.REST: Tone.REST,
    SegmentKind.SWITCH: Tone.SWITCH,
}


_CUES: Final = {CueKind.COUNTDOWN: Tone.COUNT, CueKind.QUESTION: Tone.QUESTION}


def phase_tone(phase: str) -> Tone:
    """The tone of a phase; a phase with a name of its own is a movement like a lift."""
    return MOVEMENTS.get(phase, Tone.LIFT)


def tone_of(event: Event) -> Tone | None:
    """The tone that tells what has happened, ``None`` for what makes no sound.

    A question has its tone when it is asked, which is no event.
    """
    match event:
        case SegmentBegan(segment=segment):
            return _segment_tone(segment)
        case CueDue(cue=cue):
            return _CUES.get(cue.kind)
        case CountIn():
            return Tone.COUNT
        case ReadyDue():
            return Tone.QUESTION
        case Paused():
            return Tone.PAUSE
        case Hurt():
            return Tone.STOP
        case Ended(outcome=outcome):
            return Tone.DONE if outcome is Outcome.DONE else Tone.STOP
        case _:
            return None


def _segment_tone(segment: Segment) -> Tone | None:
    if segment.kind is SegmentKind.PHASE:
        return phase_tone(segment.phase)
    return _SEGMENTS.get(segment.kind)
