"""Speech on a stage: what a front end shows is said as well."""

from collections.abc import Sequence
from typing import Final

from coach.domain.cues import Cue
from coach.domain.events import (
    CheckDue,
    CountIn,
    CueDue,
    Ended,
    Event,
    ExitBegan,
    Hurt,
    Interrupted,
    Moved,
    Outcome,
    Paused,
    ReadyDue,
    ReliefAsks,
    Resumed,
    ReturnDue,
    Scored,
    SegmentBegan,
    Started,
)
from coach.domain.questions import Question
from coach.domain.speech import (
    Line,
    Priority,
    line_of,
    next_words,
    room,
    spoken_event,
    spoken_question,
)
from coach.domain.timeline import Segment
from coach.player.speaker import Speaker
from coach.player.stage import Stage

TONE_FIRST: Final = 0.75
"""Seconds that the tone of a question, or of a stop, has before the words."""
_STANDS: Final = (
    Paused,
    Interrupted,
    Hurt,
    CheckDue,
    ReadyDue,
    ReliefAsks,
    ReturnDue,
    Ended,
    ExitBegan,
)
"""After these the timeline stands still."""
_GOES_ON: Final = (SegmentBegan, CountIn, Resumed, Scored)
"""With these a question is answered."""


class SpeakingStage:
    """Any stage, with the words of the session.

    Speaks from the first movement on: before it the person sits at the screen. The advice after a
    warning sign, or after too much pain, is spoken in any case.
    """

    def __init__(self, stage: Stage, speaker: Speaker) -> None:
        self._stage = stage
        self._speaker = speaker
        self._begun = False
        self._segment: Segment | None = None
        self._moves = False
        """Whether the timeline goes on by itself."""
        self._exiting = False
        """Whether the person is on the way out of a position."""
        self._told: list[str] = []
        """What was told before the session since the last question."""

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Words besides the timeline: while it stands they are what matters."""
        self._stage.tell(at, lines)
        if not self._begun:
            self._told += lines
            return
        self._speaker.drop(Priority.QUESTION)
        priority = Priority.ENCOURAGEMENT if self._moves else Priority.SAFETY
        for line in lines:
            self._speaker.soon(Line(line, priority))

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        """Words that are read before the session begins."""
        return self._stage.hold(at, lines)

    def show(self, event: Event) -> None:
        """The tone and the picture first, then the words."""
        self._stage.show(event)
        self._begun = self._begun or isinstance(event, Started | Paused)
        if isinstance(event, Paused | Interrupted | Hurt):
            self._speaker.hush()
        if isinstance(event, Moved):
            self._speaker.drop(*Priority)
        if isinstance(event, Ended):
            self._speaker.drop(*(priority for priority in Priority if priority > Priority.SAFETY))
        if isinstance(event, SegmentBegan):
            self._segment = event.segment
        if isinstance(event, _GOES_ON):
            self._speaker.drop(Priority.QUESTION)
        self._follow(event)
        if isinstance(event, CueDue):
            self._say(event)
        elif (line := spoken_event(event)) is not None:
            self._speaker.drop(Priority.QUESTION)
            self._speaker.soon(line, after=TONE_FIRST if isinstance(event, ReadyDue) else 0.0)

    def ask(self, at: float, question: Question) -> None:
        """A question in a session is said, also when it is asked again."""
        self._stage.ask(at, question)
        self._told = []
        if not self._begun:
            return
        self._speaker.drop(Priority.QUESTION)
        for line in spoken_question(question):
            self._speaker.soon(line, after=TONE_FIRST)

    def refuse(self, at: float, question: Question, words: str) -> None:
        """What is no answer is not said: the question comes again."""
        self._stage.refuse(at, question, words)

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """The end. What was told before a session that was refused is said now."""
        self._stage.finish(at, outcome, reason)
        self._speaker.drop(Priority.QUESTION)
        if outcome is Outcome.LEFT and not reason:
            self._speaker.hush()
        if outcome.is_stop:
            for line in self._told:
                self._speaker.soon(Line(line, Priority.SAFETY))
        self._told = []

    def _follow(self, event: Event) -> None:
        """Tell the speaker when the timeline's next words come."""
        if isinstance(event, SegmentBegan | CueDue | Resumed) and self._segment is not None:
            self._moves = not self._segment.open
            offset = event.at - self._segment.start
            self._speaker.expect(next_words(self._segment, offset) if self._moves else None)
        elif isinstance(event, CountIn):
            self._speaker.expect(float(event.left))
        elif isinstance(event, _STANDS):
            self._moves = False
            self._speaker.expect(None)
        if isinstance(event, ExitBegan | SegmentBegan):
            self._exiting = isinstance(event, ExitBegan)

    def _say(self, event: CueDue) -> None:
        cue, segment = event.cue, self._segment
        line = line_of(cue, Priority.SAFETY if self._exiting else None)
        if line is None:
            return
        if segment is not None and _is_due(segment, cue, event.at):
            left = segment.end - event.at
            self._speaker.on_time(line, room(segment, cue), left=left)
        else:
            self._speaker.soon(line)


def _is_due(segment: Segment, cue: Cue, at: float) -> bool:
    """Whether a cue belongs to this moment of the segment: one that is said again doesn't."""
    return any(
        other.text == cue.text and abs(segment.start + other.offset - at) < 1e-6
        for other in segment.cues
    )
