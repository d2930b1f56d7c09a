"""Relief in a session that is played: what is told, asked and remembered of it."""

from datetime import datetime, timedelta
from typing import Final

from coach.domain.events import Changed, Ended, Event, Hurt, Paused, ReliefAsks, SegmentBegan
from coach.domain.plan import PlannedGate
from coach.domain.relief import Relief
from coach.domain.relief_layout import look_line
from coach.domain.session import Session
from coach.domain.timeline import Segment, SegmentKind
from coach.domain.triage import Finding
from coach.domain.words import sentence
from coach.player.dialogue import Dialogue
from coach.player.doorway import Doorway
from coach.player.relief_questions import ask_gate, ask_look, ask_pulse, ask_take_off

LONG: Final = 300.0
"""From so many seconds on, a step says at what time of day it ends."""
NOT_TODAY: Final = 24 * 3600.0
"""Seconds for which the skin stays bare where it was not fine."""


class ReliefRun:
    """What a player knows of the relief in its session.

    ``relief`` is the protocol that the session is; ``None`` for a routine, whose steps may name
    some.
    """

    def __init__(self, door: Doorway, relief: Relief | None) -> None:
        self._door = door
        self._relief = relief
        self._begun: set[str] = set()
        """The protocols of which something has lain on the skin."""
        self._trouble = False
        """Whether the skin was not fine."""

    @property
    def still(self) -> bool:
        """Whether the session is a protocol in which nothing moves."""
        return self._relief is not None and not self._relief.moves

    @property
    def recorded(self) -> bool:
        """Whether the session is one of the record: a protocol alone is none."""
        return self._relief is None

    def told_of(self, event: Event, session: Session) -> tuple[str, ...]:
        """What is said with an event; a round on the skin is remembered."""
        words = self._door.content.words
        match event:
            case SegmentBegan(segment=segment):
                session.note = ""
                return self._began(event, session) if segment.kind is SegmentKind.RELIEF else ()
            case Changed(words=said) if said and session.on_skin:
                return self._off_at(session)
            case Paused() if session.on_skin:
                return words("relief-stays-on")
            case Hurt() if session.on_skin:
                return words("relief-off")
            case Ended() if session.on_skin:
                return words("relief-off")
            case _:
                return ()

    def ask(self, event: ReliefAsks, session: Session) -> Dialogue[Finding | bool]:
        """The question that the timeline stands at. ``True`` goes on."""
        content = self._door.content
        match event.segment.kind:
            case SegmentKind.GATE:
                return (
                    yield from ask_gate(self._door, self._at(event.segment, session), offered=True)
                )
            case SegmentKind.LOOK:
                fine = yield from ask_look(content, look_line(session.timeline, session.index))
                self._trouble = self._trouble or not fine
                return fine
            case SegmentKind.PULSE:
                return (yield from ask_pulse(content))
            case _:
                yield from ask_take_off(content, event.on_for, slept=event.slept)
                return True

    def taken_off(self, session: Session) -> tuple[str, ...]:
        """It is off: the skin's break begins. What to do where the skin was not fine."""
        trouble, self._trouble = self._trouble, False
        relief = self._at(session.segment, session)
        bare = NOT_TODAY if trouble else relief.apart
        self._door.recorder.relief_round(relief.id, bare, first=False)
        if not trouble:
            return ()
        return self._door.content.words("relief-skin-not-fine")

    def _began(self, event: SegmentBegan, session: Session) -> tuple[str, ...]:
        segment = event.segment
        if not segment.on_skin:
            if segment.length < LONG:
                return ()
            session.note = f"until {self._clock_time(segment.length)}"
            return (sentence(session.note),)
        first = not any(
            part.step == segment.step and part.on_skin
            for part in session.timeline.segments[: event.index]
        )
        if first:
            relief = self._at(segment, session)
            on = sum(
                part.length
                for part in session.timeline.segments
                if part.step == segment.step and part.on_skin
            )
            fresh = relief.id not in self._begun
            self._begun.add(relief.id)
            self._door.recorder.relief_round(relief.id, on + relief.apart, first=fresh)
        return self._off_at(session)

    def _off_at(self, session: Session) -> tuple[str, ...]:
        off = session.off_at
        if off is None:
            return ()
        session.note = f"off at {self._clock_time(off - self._door.clock.now())}"
        return (sentence(session.note),)

    def _clock_time(self, seconds: float) -> str:
        """The time of day so many seconds of the session from now."""
        clock = self._door.clock
        return at_time(clock.wall() + timedelta(seconds=seconds / clock.speed))

    def _at(self, segment: Segment, session: Session) -> Relief:
        """The protocol that a segment belongs to."""
        steps = session.timeline.plan.steps
        for number in range(segment.step, 0, -1):
            step = steps[number - 1]
            if isinstance(step, PlannedGate) and segment.step <= number + step.count:
                return self._door.library.reliefs()[step.relief]
        assert self._relief is not None
        return self._relief


def at_time(moment: datetime) -> str:
    """A time of day as it is said: ``14:35``."""
    return f"{moment:%H:%M}"
