"""Plays a session without a clock: looks when it wants to be looked at, answers what it asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.domain.commands import Asking, Command, InvalidTransition, State
from coach.domain.events import CueDue, Event, SegmentBegan
from coach.domain.session import Session
from coach.domain.timeline import SegmentKind, Timeline

BEGAN = 1_000.0
"""When the sessions here begin; any number would do."""
MOST_LOOKS = 10_000
"""More than any session here takes, by far."""


@dataclass
class Drive:
    """One session, the time, and what has happened when."""

    session: Session
    now: float = BEGAN
    heard: list[tuple[float, Event]] = field(default_factory=list)
    looks: int = 0

    @classmethod
    def started(cls, timeline: Timeline, *, speed: float = 1.0) -> "Drive":
        """A session that has just begun."""
        drive = cls(Session(timeline, speed=speed))
        drive.tell(Command.START)
        return drive

    @property
    def events(self) -> list[Event]:
        """Everything that has happened."""
        return [event for _, event in self.heard]

    def stands(self, state: State, kind: SegmentKind | None = None) -> bool:
        """Whether the session is in this state, and in a segment of this kind."""
        there = kind is None or self.session.segment.kind is kind
        return self.session.state is state and there

    def asks(self, asking: Asking) -> bool:
        """Whether this is being asked."""
        return self.session.asking is asking

    def tell(self, command: Command, after: float = 0.0) -> list[Event]:
        """Give a command ``after`` some seconds."""
        self.now += after
        return self._keep(self.session.command(command, self.now))

    def look(self, after: float = 0.0) -> list[Event]:
        """Look ``after`` some seconds."""
        self.now += after
        return self._keep(self.session.advance(self.now))

    def leave_position(self, *lines: str) -> list[Event]:
        """Begin the way out of the position."""
        return self._keep(self.session.leave_position(self.now, lines))

    def next_look(self, late: float = 0.0) -> list[Event]:
        """Look when the session wants it, or a little later."""
        deadline = self.session.next_deadline()
        assert deadline is not None
        self.now = max(self.now, deadline) + late
        return self._keep(self.session.advance(self.now))

    def answer(self) -> None:
        """Go on where the session stands still for the person."""
        session = self.session
        if session.state is State.ASKING:
            self.tell(Command.GO_ON)
        elif session.state is State.PAUSED:
            self.tell(Command.RESUME)
        elif session.state is State.RUNNING and session.segment.kind is SegmentKind.READY:
            self.tell(Command.READY)

    def play_to(self, offset: float) -> None:
        """Play until the place in the timeline is ``offset``, answering what is asked."""
        while self.session.state is not State.ENDED and self.session.offset < offset - 1e-9:
            left = offset - self.session.offset
            self.answer()
            deadline = self.session.next_deadline()
            if deadline is None:
                continue
            if self.session.state is State.RUNNING and deadline - self.now > left:
                self.look(left)
            else:
                self.next_look()

    def to_segment(self, index: int) -> None:
        """Play until the segment number ``index`` has begun."""
        while self.session.index < index:
            self.answer()
            if self.session.index < index:
                self.next_look()

    def to_kind(self, kind: SegmentKind) -> None:
        """Play until a segment of this kind has begun."""
        self.to_segment(
            next(at for at, part in enumerate(self.session.timeline.segments) if part.kind is kind)
        )

    def to_end(self, late: float = 0.0) -> None:
        """Play to the end, answering what is asked."""
        while self.session.state is not State.ENDED:
            self.answer()
            if self.session.next_deadline() is not None:
                self.next_look(late)

    def _keep(self, events: list[Event]) -> list[Event]:
        self.looks += 1
        assert self.looks < MOST_LOOKS, "the session gets nowhere"
        self.heard += [(self.now, event) for event in events]
        return events


def spoken(events: Iterable[Event]) -> list[tuple[float, str]]:
    """What was said or sounded, with its offset."""
    return [(event.at, event.cue.text) for event in events if isinstance(event, CueDue)]


def played(events: Iterable[Event]) -> list[Event]:
    """The boundaries and cues alone."""
    return [event for event in events if isinstance(event, CueDue | SegmentBegan)]


def refused(drive: Drive, command: Command) -> bool:
    """Whether a command means nothing now."""
    try:
        drive.session.command(command, drive.now)
    except InvalidTransition:
        return True
    return False


def hurt(timeline: Timeline, offset: float) -> Drive:
    """A session in which it hurt at ``offset``."""
    drive = Drive.started(timeline)
    drive.play_to(offset)
    drive.tell(Command.PAIN)
    assert drive.session.asking is Asking.HURT
    return drive
