"""One run through a timeline by one person: a state machine without a clock.

:meth:`Session.advance` is told the time and says what has happened since it was last told. It
never sleeps and never asks for the time. What a command does is keyed by (state, command); a pair
that is not in the table raises :class:`InvalidTransition`.
"""

from collections.abc import Callable
from typing import Final

from coach.domain import easing, relay, relief_layout
from coach.domain.checks import APART, LONGEST_WITHOUT
from coach.domain.commands import BY_PERSON, Asking, Command, InvalidTransition, State
from coach.domain.cues import Cue, spoken_length
from coach.domain.events import (
    Changed,
    CheckDue,
    CountIn,
    CueDue,
    Ended,
    Event,
    ExitBegan,
    ExitEnded,
    Hurt,
    Interrupted,
    Moved,
    Outcome,
    Paused,
    ReadyDue,
    ReliefAsks,
    Resumed,
    ReturnDue,
    SegmentBegan,
    Started,
)
from coach.domain.pieces import joined, past_of
from coach.domain.timeline import Segment, SegmentKind, Timeline
from coach.domain.way_out import WayOut

HEARTBEAT: Final = 1.0
"""Real seconds within which the session wants to be looked at while it runs."""
GAP: Final = 3.0
"""A longer real time between two looks means that the machine slept or the process stood still."""
COUNT_IN: Final = 3
"""Seconds counted down before a pause is over."""
BACK_WITHIN: Final = 2.0
"""Within this many seconds of a rep's start, back goes to the rep before it."""
AWAY: Final = 600.0
"""After this many real seconds away the short list and the score come again."""
LEFT_AFTER: Final = 7200.0
"""After this many real seconds away a session is over."""
GENTLEST: Final = "This is the gentlest form."
MOST_ON: Final = "That is the most: it comes off at its time."
NO_WAY_BACK: Final = "Nothing to go back to here."
KEEP_BARE: Final = "The skin keeps its break, before anything else comes to it."
_JUST: Final = 1e-6
"""Seconds by which a look may be early through rounding."""


class Session:
    """A session over ``timeline``.

    ``now`` is always in session seconds. ``speed`` is how many of them pass in a real one; the
    heartbeat, the gap and the time away are real seconds.
    """

    def __init__(self, timeline: Timeline, *, speed: float = 1.0) -> None:
        self._timeline = timeline
        self._speed = speed
        self._state = State.READY
        self._asking: Asking | None = None
        self._outcome: Outcome | None = None
        self._looked = 0.0
        self._index = 0
        self._offset = 0.0
        self._next_cue = 0
        self._begun = False
        self._said: Cue | None = None
        self._stood_since: float | None = None
        self._return_due = False
        self._scored_at = 0.0
        self._counted = 0.0
        self._count_left = 0
        self._way_out: WayOut | None = None
        self.note = ""
        """What the player knows of the segment that is playing: the time of day of its end."""
        self._pack: float | None = None
        """The session's time less its offset while something lies on the skin. The time that
        passes counts there, also while the timeline stands still."""

    @classmethod
    def resumable(
        cls,
        timeline: Timeline,
        index: int,
        now: float,
        away: float,
        *,
        speed: float = 1.0,
        return_due: bool = False,
    ) -> "Session":
        """A session that was cut off ``away`` real seconds ago.

        It is paused at the start of the rep that the segment number ``index`` is in.
        ``return_due`` says that the questions of a long absence had not been answered.
        """
        session = cls(timeline, speed=speed)
        session._state = State.PAUSED
        session._looked = now
        session._stood_since = now - away * speed
        session._return_due = return_due
        index = min(index, len(timeline.segments) - 1)
        off = relief_layout.off_index(timeline, index)  # nothing is put on a second time
        session._place(timeline.unit_start(index) if off is None else off)
        before = timeline.segments[: session._index]
        session._scored_at = max((part.start for part in before if part.kind.asks), default=0.0)
        return session

    @property
    def state(self) -> State:
        """Where the session is."""
        return self._state

    @property
    def asking(self) -> Asking | None:
        """What is being asked; ``None`` in every state but asking."""
        return self._asking if self._state is State.ASKING else None

    @property
    def outcome(self) -> Outcome | None:
        """How it ended, once it has."""
        return self._outcome

    @property
    def timeline(self) -> Timeline:
        """The timeline as it is now."""
        return self._timeline

    @property
    def index(self) -> int:
        """The number of the segment that is playing, from 0."""
        return self._index

    @property
    def segment(self) -> Segment:
        """The segment that is playing."""
        return self._timeline.segments[self._index]

    @property
    def offset(self) -> float:
        """The place in the timeline, in seconds."""
        return self._offset

    @property
    def return_due(self) -> bool:
        """Whether the questions of a long absence come before it can go on."""
        return self._return_due

    @property
    def on_the_way_out(self) -> bool:
        """Whether the way out of the position has begun and is not over, also while paused."""
        return self._way_out is not None and not self._way_out.over

    @property
    def on_skin(self) -> bool:
        """Whether something lies on the skin, as far as anybody has said: nothing comes first."""
        here = self.segment
        return here.on_skin or here.kind in (SegmentKind.LOOK, SegmentKind.TAKE_OFF)

    @property
    def off_at(self) -> float | None:
        """The session's time at which it comes off, ``None`` where nothing lies on the skin."""
        off = relief_layout.off_index(self._timeline, self._index)
        if self._pack is None or off is None:
            return None
        return self._pack + self._timeline.segments[off].start

    def next_deadline(self) -> float | None:
        """When to look again, or ``None`` while nothing can happen by itself."""
        if self._counts_on:
            assert self._pack is not None
            until = self._pack + self.segment.end
            if self.segment.kind is SegmentKind.TAKE_OFF:
                until = float("inf")
            elif self._state is not State.PAUSED:
                until = self.off_at or until
            return max(min(self._looked + HEARTBEAT * self._speed, until), self._looked)
        match self._state:
            case State.RUNNING:
                boundary = self._next_boundary()
                beat = self._looked + HEARTBEAT * self._speed
                if boundary is None:
                    return beat
                return min(beat, self._looked + max(boundary - self._offset, 0.0))
            case State.COUNTING_IN:
                return min(self._counted + 1.0, self._looked + HEARTBEAT * self._speed)
            case State.EXITING:
                assert self._way_out is not None
                left = self._way_out.next_at - self._way_out.offset
                return self._looked + min(HEARTBEAT * self._speed, max(left, 0.0))
            case _:
                return None

    def advance(self, now: float) -> list[Event]:
        """What has happened since the last look: the boundaries and cues in (last look, now]."""
        passed = max(now - self._looked, 0.0)
        last_look = self._looked
        self._looked = max(now, self._looked)
        gap = passed / self._speed
        if gap > GAP and self._pack is not None and self._state is not State.ENDED:
            return [Interrupted(self._offset, gap), *self._take_off(slept=True)]
        if gap > GAP:
            return self._interrupt(gap, last_look)
        if self._counts_on:
            return self._count_on()
        match self._state:
            case State.RUNNING:
                return self._run(passed)
            case State.COUNTING_IN:
                return self._count_in()
            case State.EXITING:
                return self._come_out(passed)
            case _:
                return []

    def command(
        self,
        command: Command,
        now: float,
        *,
        outcome: Outcome = Outcome.LEFT,
        reason: str = "",
    ) -> list[Event]:
        """Obey ``command`` at ``now``; what was due before it comes first.

        ``outcome`` and ``reason`` go with ``Command.END``.

        Raises:
            InvalidTransition: if the command means nothing in this state.
        """
        events = self.advance(now)
        if command is Command.END and self._state is not State.ENDED:
            return [*events, *self._end(outcome, reason)]
        act = _TABLE.get((self._state, command))
        if command in _MOVES and self.on_the_way_out:
            act = None
        if command is Command.TAKE_OFF and not self.on_skin:
            act = None
        if command is Command.LEAVE_RELIEF and self.asking is not Asking.RELIEF:
            act = None
        if act is None:
            raise InvalidTransition(self._state, command, events)
        if self.asking is Asking.RETURN and command not in BY_PERSON:
            self._return_due = False
        return [*events, *act(self)]

    def nobody_was_away(self) -> None:
        """The time since it stands was no absence: the person rested, and was asked meanwhile."""
        self._stood_since = None
        self._return_due = False

    def leave_position(self, now: float, lines: tuple[str, ...]) -> list[Event]:
        """Begin the way out of the position, saying ``lines``.

        Raises:
            InvalidTransition: in every state but asking.
        """
        events = self.advance(now)
        if self._state is not State.ASKING:
            raise InvalidTransition(self._state, Command.EXIT, events)
        self._way_out = WayOut.of(lines)
        self._state = State.EXITING
        return [*events, ExitBegan(self._offset), *self._come_out(0.0)]

    # What happens by itself

    def _interrupt(self, gap: float, last_look: float) -> list[Event]:
        """A gap: the position is kept, nothing is skipped, no cue is made up for."""
        if self._state in (State.READY, State.PAUSED, State.ASKING, State.ENDED):
            return []
        interrupted = Interrupted(self._offset, gap)
        if self._state is State.EXITING:
            return [interrupted]
        return [interrupted, *self._pause(last_look)]

    def _run(self, passed: float) -> list[Event]:
        events: list[Event] = []
        target = self._offset + passed
        if not self._begun:
            events += self._begin(target)
        while self._state is State.RUNNING:
            segment = self.segment
            due = segment.cues[self._next_cue :]
            for cue in due:
                if segment.start + cue.offset > target + _JUST:
                    break
                self._next_cue += 1
                events.append(self._say(segment.start + cue.offset, cue))
            if segment.open or segment.end > target + _JUST:
                break
            if self._score_is_old():
                self._timeline = relay.ask_after(self._timeline, self._index)
            self._place(self._index + 1)
            events += self._begin(target)
        if self._state is State.RUNNING and not self.segment.open:
            self._offset = max(target, self._offset)
        return events

    def _begin(self, target: float) -> list[Event]:
        """The segment at the index begins; ``target`` is the offset that is reached by now."""
        self._begun = True
        segment = self.segment
        if segment.on_skin and self._pack is None:
            self._pack = self._looked - target
        events: list[Event] = [SegmentBegan(segment.start, self._index, segment)]
        if segment.kind.asks:
            self._ask(Asking.CHECK)
            events.append(CheckDue(segment.start, segment))
        elif segment.kind is SegmentKind.READY:
            self._stand(self._looked)
            events.append(ReadyDue(segment.start, segment))
        elif segment.kind.of_relief:
            self._ask(Asking.RELIEF)
            events.append(ReliefAsks(segment.start, segment, self._on_for()))
        return events

    # What lies on the skin

    @property
    def _counts_on(self) -> bool:
        """Whether time counts although the timeline stands still."""
        return self._pack is not None and self._state in (State.PAUSED, State.ASKING)

    def _on_for(self) -> float:
        """Seconds for which something has been on the skin."""
        if self._pack is None:
            return 0.0
        first = self._timeline.segments[self._index]
        for part in self._timeline.segments[: self._index]:
            if part.step == first.step and part.on_skin:
                return self._looked - self._pack - part.start
        return self._looked - self._pack - first.start

    def _count_on(self) -> list[Event]:
        """Time passes on the skin while the person pauses, or is asked something.

        A pause is over with the look at the skin, and with the time.
        """
        assert self._pack is not None
        if self.segment.kind is SegmentKind.TAKE_OFF:
            return []
        passed = self._looked - self._pack
        off = self.off_at
        if off is not None and self._looked + _JUST >= off:
            return self._take_off()
        if self._state is not State.PAUSED:
            return []
        if passed + _JUST >= self.segment.end:
            self._stood_since = None
            self._state = State.RUNNING
            return self._run(max(passed - self._offset, 0.0))
        self._offset = max(passed, self._offset)
        cues = self.segment.cues
        self._next_cue = sum(self.segment.start + cue.offset <= self._offset for cue in cues)
        return []

    def _take_off(self, *, slept: bool = False) -> list[Event]:
        """What lies on the skin comes off, now; the person says when it has."""
        off = relief_layout.off_index(self._timeline, self._index)
        assert off is not None
        on_for = self._on_for()
        self._place(off)
        self._begun = True
        self._ask(Asking.RELIEF)
        here = self.segment
        return [
            SegmentBegan(here.start, self._index, here),
            ReliefAsks(here.start, here, on_for, slept),
        ]

    def _leave_relief(self) -> list[Event]:
        """Past everything that is left of the protocol that is playing."""
        self._pack = None
        self._stood_since = None
        here = self._timeline
        coming = here.segments[relief_layout.after_relief(here, self._index) :]
        past = past_of(here, self._index, self._offset)
        self._relaid(*joined(here.plan, past, coming))
        return self._onward()

    def _answered_relief(self) -> list[Event]:
        """The question of a relief step is answered: on, as late as it has become meanwhile."""
        if self.segment.kind is SegmentKind.TAKE_OFF:
            self._pack = None
        self._stood_since = None
        self._place(self._index + 1)
        self._state = State.RUNNING
        late = 0.0 if self._pack is None else self._looked - self._pack - self._offset
        return self._run(max(late, 0.0))

    def _count_in(self) -> list[Event]:
        events: list[Event] = []
        while self._counted + 1.0 <= self._looked + _JUST:
            self._counted += 1.0
            self._count_left -= 1
            if self._count_left == 0:
                self._state = State.RUNNING
                return [*events, Resumed(self._offset), *self._run(0.0)]
            events.append(CountIn(self._offset, self._count_left))
        return events

    def _come_out(self, passed: float) -> list[Event]:
        assert self._way_out is not None
        self._way_out, due = self._way_out.after(passed)
        events: list[Event] = [self._say(self._offset, cue) for cue in due]
        if self._way_out.over:
            self._ask(Asking.HURT)
            events.append(ExitEnded(self._offset))
        return events

    def _next_boundary(self) -> float | None:
        """The offset of the next cue or segment; ``None`` where the timeline stands still."""
        segment = self.segment
        if not self._begun:
            return self._offset
        if self._next_cue < len(segment.cues):
            return segment.start + segment.cues[self._next_cue].offset
        return None if segment.open else segment.end

    # What commands do

    def _start(self) -> list[Event]:
        self._state = State.RUNNING
        self._place(0)
        return [Started(0.0), *self._run(0.0)]

    def _pause_now(self) -> list[Event]:
        return self._pause(self._looked)

    def _pause(self, since: float) -> list[Event]:
        self._stand(since)
        self._state = State.PAUSED
        return [Paused(self._offset)]

    def _nothing(self) -> list[Event]:
        return []

    def _resume(self) -> list[Event]:
        if self._pack is not None:
            self._stood_since = None
            self._state = State.RUNNING
            return [Resumed(self._offset)]
        if not self.on_the_way_out:
            return self._begin_count_in()
        held_up = self._held_up()
        if held_up:
            return held_up
        self._state = State.EXITING
        return [Resumed(self._offset)]

    def _held_up(self) -> list[Event]:
        """What comes before going on after standing still for long; nothing after a while."""
        since = self._looked if self._stood_since is None else self._stood_since
        away = (self._looked - since) / self._speed
        if away > LEFT_AFTER:
            return self._end(Outcome.LEFT, "away for more than two hours")
        self._return_due = self._return_due or away >= AWAY
        if not self._return_due:
            return []
        self._ask(Asking.RETURN)
        self._stood_since = self._looked
        return [ReturnDue(self._offset, away)]

    def _begin_count_in(self) -> list[Event]:
        held_up = self._held_up()
        if held_up:
            return held_up
        self._stood_since = None
        self._state = State.COUNTING_IN
        self._counted = self._looked
        self._count_left = COUNT_IN
        return [CountIn(self._offset, COUNT_IN)]

    def _next(self) -> list[Event]:
        if self.segment.kind.asks:
            return []
        if self._pack is not None:
            return self._take_off()
        if relief_layout.is_break(self._timeline, self._index):
            return [Changed(self._offset, KEEP_BARE)]
        if self.segment.kind.works and self.segment.exercise:
            self._relaid(*relay.leave(self._timeline, self._index, self._offset))
            return self._move(self._index)
        target = self._timeline.next_step(self._index)
        return [] if target is None else self._move(target)

    def _back(self) -> list[Event]:
        if self._pack is not None:
            return [Changed(self._offset, NO_WAY_BACK)]
        start = self._timeline.unit_start(self._index)
        if self._offset - self._timeline.segments[start].start <= BACK_WITHIN:
            start = self._timeline.unit_before(self._index)
        return self._move(start)

    def _move(self, index: int) -> list[Event]:
        self._place(index)
        moved = Moved(self._offset, index)
        return [moved, *(self._onward() if self._state is State.RUNNING else [])]

    def _more(self) -> list[Event]:
        if self.segment.open or (self.segment.kind is SegmentKind.FINISH):
            return [Changed(self._offset, "Nothing to add to here.")]
        if self._pack is not None:
            room = relay.MORE_SECONDS
            self._timeline, room = relief_layout.longer(self._timeline, self._index, room)
            return [Changed(self._offset, f"{room:.0f} seconds more." if room else MOST_ON)]
        self._timeline, words = relay.more(self._timeline, self._index, self._offset)
        return [Changed(self._offset, words)]

    def _easier(self) -> list[Event]:
        timeline, index = easing.easier(self._timeline, self._index, self._offset)
        if timeline is self._timeline:
            words = GENTLEST if self.segment.exercise else "Nothing to make easier here."
            return [Changed(self._offset, words)]
        self._relaid(timeline, index)
        return [
            Changed(self._offset, "Easier from here."),
            *(self._run(0.0) if self._state is State.RUNNING else []),
        ]

    def _again(self) -> list[Event]:
        return [CueDue(self._offset, self._said)] if self._said else []

    def _person_ready(self) -> list[Event]:
        if self.segment.kind is not SegmentKind.READY:
            return []
        return self._move(self._index + 1)

    def _pain(self) -> list[Event]:
        self._pack = None  # the player says that it comes off; nothing goes on before it has
        self._ask(Asking.HURT)
        return [Hurt(self._offset)]

    def _stop(self) -> list[Event]:
        return self._end(Outcome.LEFT, "")

    def _go_on(self) -> list[Event]:
        asked = self._asking
        if asked is Asking.RELIEF:
            return self._answered_relief()
        if self.on_skin:
            return self._take_off()
        if asked is not Asking.RETURN:
            self._scored_at = self._offset
        if self._answers_check():
            if self._is_last_check():
                return self._end(Outcome.DONE, "")
            self._place(self._index + 1)
            return self._onward()
        if asked is Asking.RETURN and self._way_out is None:
            return self._begin_count_in()
        return self._back_in(*relay.come_back(self._timeline, self._index, self._offset))

    def _ease(self) -> list[Event]:
        """Gentler from here: the rest of this exercise and everything after it."""
        self._timeline = easing.ease_rest(self._timeline, self._index)
        eased = Changed(self._offset, "")
        if self.on_skin:
            return [eased, *self._take_off()]
        if self._answers_check():
            return [eased, *self._go_on()]
        there = easing.easier(self._timeline, self._index, self._offset, set_up=True)
        return [eased, *self._back_in(*there)]

    def _ease_this(self) -> list[Event]:
        """Gentler for this exercise alone, at the person's wish, after it hurt."""
        if self.on_skin:
            return self._take_off()
        before = self._timeline.plan
        there = easing.easier(self._timeline, self._index, self._offset, set_up=True)
        words = GENTLEST if there[0].plan == before else "Easier from here."
        return [Changed(self._offset, words), *self._back_in(*there)]

    def _stop_exercise(self) -> list[Event]:
        if self.on_skin:
            return self._take_off()
        self._relaid(*relay.stop_exercise(self._timeline, self._index, self._offset))
        return [Changed(self._offset, ""), *self._onward()]

    def _skip_exercise(self) -> list[Event]:
        if self.on_skin:
            return self._take_off()
        if self.segment.kind.works and self.segment.exercise:
            self._relaid(*relay.leave(self._timeline, self._index, self._offset))
        else:
            target = self._timeline.next_step(self._index)
            self._place(self._index if self.segment.kind.asks or target is None else target)
        return [Moved(self._offset, self._index), *self._onward()]

    def _onward(self) -> list[Event]:
        """Go on at the place, at once; the questions of a long absence still come first."""
        held_up = self._held_up()
        if held_up:
            return held_up
        self._stood_since = None
        self._state = State.RUNNING
        return self._run(0.0)

    def _answers_check(self) -> bool:
        """Whether a score that was given now answers the check that stands open."""
        hurt_at_check = self._asking is Asking.HURT and self.segment.kind.asks
        return self._asking is Asking.CHECK or hurt_at_check

    def _score_is_old(self) -> bool:
        """Whether an exercise ends here without a check although the last score is long ago.

        Checks are laid out with the timeline; more time and going back can push them apart.
        """
        here = self.segment
        if here.kind is not SegmentKind.FINISH or here.end - self._scored_at < LONGEST_WITHOUT:
            return False
        ahead = self._timeline.segments[self._index + 1 :]
        return next(part.start for part in ahead if part.kind.asks) - here.end > APART

    def _is_last_check(self) -> bool:
        """Whether no check comes after this one: two without a movement between them are one."""
        after = self._timeline.segments[self._index + 1 :]
        return all(segment.kind is SegmentKind.LAST_CHECK for segment in after)

    def _back_in(self, timeline: Timeline, index: int) -> list[Event]:
        """Into the exercise again; a check that stood open is asked anew."""
        self._relaid(timeline, index)
        return self._begin_count_in()

    def _end(self, outcome: Outcome, reason: str) -> list[Event]:
        self._state = State.ENDED
        self._outcome = outcome
        return [Ended(self._offset, outcome, reason)]

    # The place in the timeline

    def _stand(self, since: float) -> None:
        """The timeline stands still from ``since`` on, if it doesn't already."""
        if self._stood_since is None:
            self._stood_since = since

    def _ask(self, asking: Asking) -> None:
        self._stand(self._looked)
        self._state = State.ASKING
        self._asking = asking

    def _place(self, index: int) -> None:
        self._index = index
        self._way_out = None
        self._offset = self._timeline.segments[index].start
        self._next_cue = 0
        self._begun = False

    def _relaid(self, timeline: Timeline, index: int) -> None:
        self._timeline = timeline
        self._place(index)

    def _say(self, at: float, cue: Cue) -> CueDue:
        if spoken_length(cue.text):
            self._said = cue
        return CueDue(at, cue)


_MOVES: Final = frozenset({Command.NEXT, Command.BACK, Command.MORE, Command.EASIER})
"""What means nothing on the way out of a position: nobody gets round the score after it."""

_Act = Callable[[Session], list[Event]]
_S = Session
_C = Command

_TABLE: Final[dict[tuple[State, Command], _Act]] = {
    (State.READY, _C.START): _S._start,
    (State.READY, _C.STOP): _S._stop,
    (State.RUNNING, _C.PAUSE): _S._pause_now,
    (State.RUNNING, _C.NEXT): _S._next,
    (State.RUNNING, _C.BACK): _S._back,
    (State.RUNNING, _C.MORE): _S._more,
    (State.RUNNING, _C.EASIER): _S._easier,
    (State.RUNNING, _C.AGAIN): _S._again,
    (State.RUNNING, _C.READY): _S._person_ready,
    (State.RUNNING, _C.PAIN): _S._pain,
    (State.RUNNING, _C.STOP): _S._stop,
    (State.PAUSED, _C.PAUSE): _S._nothing,
    (State.PAUSED, _C.RESUME): _S._resume,
    (State.PAUSED, _C.NEXT): _S._next,
    (State.PAUSED, _C.BACK): _S._back,
    (State.PAUSED, _C.MORE): _S._more,
    (State.PAUSED, _C.EASIER): _S._easier,
    (State.PAUSED, _C.AGAIN): _S._again,
    (State.PAUSED, _C.PAIN): _S._pain,
    (State.PAUSED, _C.STOP): _S._stop,
    (State.COUNTING_IN, _C.PAUSE): _S._pause_now,
    (State.COUNTING_IN, _C.PAIN): _S._pain,
    (State.COUNTING_IN, _C.STOP): _S._stop,
    (State.ASKING, _C.PAUSE): _S._nothing,
    (State.ASKING, _C.PAIN): _S._pain,
    (State.ASKING, _C.STOP): _S._stop,
    (State.ASKING, _C.GO_ON): _S._go_on,
    (State.ASKING, _C.EASE): _S._ease,
    (State.ASKING, _C.EASE_EXERCISE): _S._ease_this,
    (State.ASKING, _C.STOP_EXERCISE): _S._stop_exercise,
    (State.ASKING, _C.SKIP_EXERCISE): _S._skip_exercise,
    (State.ASKING, _C.TAKE_OFF): _S._take_off,
    (State.ASKING, _C.LEAVE_RELIEF): _S._leave_relief,
    (State.RUNNING, _C.TAKE_OFF): _S._take_off,
    (State.PAUSED, _C.TAKE_OFF): _S._take_off,
    (State.EXITING, _C.PAUSE): _S._pause_now,
    (State.EXITING, _C.AGAIN): _S._again,
    (State.EXITING, _C.PAIN): _S._pain,
    (State.EXITING, _C.STOP): _S._stop,
}
