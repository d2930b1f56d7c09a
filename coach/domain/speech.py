"""What is spoken, how important it is, and for how long it may sound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from coach.domain.body import SITES, USUAL_SITES
from coach.domain.cues import Cue, CueKind
from coach.domain.events import Changed, Decided, Event, ReadyDue, ReturnDue
from coach.domain.questions import WHERE, YES_NO, YES_NO_UNSURE, Question
from coach.domain.safety import Action
from coach.domain.timeline import Segment
from coach.domain.words import seconds_words


class Priority(IntEnum):
    """What comes first when two lines want to be heard; the lowest number wins."""

    SAFETY = 0
    QUESTION = 1
    NAME = 2
    """Which exercise, which side, how to get into it and out of it."""
    COUNT = 3
    """The words of a movement, and the count."""
    ENCOURAGEMENT = 4


PRIORITIES: Final = {
    CueKind.QUESTION: Priority.QUESTION,
    CueKind.NAME: Priority.NAME,
    CueKind.SETUP: Priority.NAME,
    CueKind.SWITCH: Priority.NAME,
    CueKind.REST: Priority.NAME,
    CueKind.FINISH: Priority.NAME,
    CueKind.PHASE: Priority.COUNT,
    CueKind.HALF: Priority.ENCOURAGEMENT,
    CueKind.WORDS: Priority.ENCOURAGEMENT,
}
"""How important the words of each cue are. A countdown has none."""

DECISIONS: Final = {
    Action.EASE: "Easier now",
    Action.STOP_EXERCISE: "This exercise stops here",
    Action.END: "The session ends here",
}
"""What a decision is in words. To go on needs none."""

_JUST: Final = 1e-6
"""Seconds by which an offset may be off through rounding."""
_USUAL_FIRST: Final = sorted(SITES, key=lambda site: site.id not in USUAL_SITES)

WAITING: Final = "Take your time. Go on when you are ready."


def spelled(line: str, numbers: Sequence[str]) -> str:
    """The line with each of the ``numbers`` to call said digit by digit: 112 is "1 1 2"."""
    for number in numbers:
        if number:
            line = line.replace(number, " ".join(number.replace(" ", "")))
    return line


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be spoken. ``brief`` is the form for a voice that is too slow for the whole."""

    text: str
    priority: Priority
    brief: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The line, and the shorter one if there is another."""
        return (self.text, self.brief) if self.brief not in ("", self.text) else (self.text,)


def line_of(cue: Cue, priority: Priority | None = None) -> Line | None:
    """The words of a cue; ``None`` for one that is only sounded.

    Without ``priority`` they are as important as cues of their kind.
    """
    if not cue.text:
        return None
    return Line(cue.text, PRIORITIES[cue.kind] if priority is None else priority, cue.brief)


def room(segment: Segment, cue: Cue) -> float:
    """Seconds that the words of ``cue`` may sound: to the next words, or the segment's end."""
    after = [other.offset for other in segment.cues if other.text and other.offset > cue.offset]
    return min([*after, segment.length]) - cue.offset


def next_words(segment: Segment, offset: float) -> float:
    """Seconds from ``offset`` in the segment to its next words, or to its end."""
    after = [cue.offset for cue in segment.cues if cue.text and cue.offset > offset + _JUST]
    return max(min([*after, segment.length]) - offset, 0.0)


def spoken_event(event: Event) -> Line | None:
    """What is said of an event besides the cues; ``None`` for most."""
    match event:
        case Decided(action=action, reason=reason) if action in DECISIONS:
            return Line(f"{DECISIONS[action]}: {reason}.", Priority.SAFETY, f"{DECISIONS[action]}.")
        case Changed(words=words) if words:
            return Line(words, Priority.ENCOURAGEMENT)
        case ReadyDue():
            return Line(WAITING, Priority.QUESTION)
        case ReturnDue(away=away):
            return Line(f"You were away for {seconds_words(away)}.", Priority.SAFETY)
        case _:
            return None


def spoken_question(question: Question) -> tuple[Line, ...]:
    """A question as it is asked aloud: what comes before it, itself, and what it takes."""
    return tuple(Line(text, Priority.QUESTION) for text in _question_lines(question) if text)


def _question_lines(question: Question) -> Iterator[str]:
    yield from question.lines
    if question.is_score:
        yield f"{question.text.rstrip('?')}, 0 to 10?"
        return
    yield question.text
    yield from _spoken_choices(question)


def _spoken_choices(question: Question) -> Sequence[str]:
    """The answers with their keys, where the question doesn't say them itself."""
    if question.choices == YES_NO:
        return ()
    if question.choices == YES_NO_UNSURE:
        return ("Yes, no, or not sure?",)
    if question.id == WHERE:
        return tuple(f"{site.key}: {site.name}." for site in _USUAL_FIRST)
    return tuple(f"{key}: {words}." for key, words in question.choices)
