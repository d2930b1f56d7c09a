"""What the play screen says at a moment, worked out of the session alone."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from coach.domain.commands import State
from coach.domain.plan import PlannedExercise
from coach.domain.relief_step import TimedRelief
from coach.domain.session import Session
from coach.domain.sounds import Tone
from coach.domain.timeline import Segment, SegmentKind
from coach.domain.tones import phase_tone

_JUST: Final = 1e-3
"""Seconds by which a moment may be off through rounding."""

MARKS: Final = {
    "in": "▲",
    "out": "▼",
    "lift": "△",
    "hold": "■",
    "lower": "▽",
    "rest": "~",
    "ready": "»",
    "switch": "⇄",
    "ask": "?",
    "pause": "‖",
}
"""The glyph of each manner: what colour tells is told by shape and word too."""

_PHASE_WORDS: Final = {
    "inhale": "Breathe in",
    "exhale": "Breathe out",
    "fold": "Breathe out, fold",
    "return": "Come back",
}
_SHORT_WORDS: Final = {"inhale": "In", "exhale": "Out", "return": "Back"}

_KINDS: Final = {
    SegmentKind.INTRO: ("ready", "Welcome", "Ready"),
    SegmentKind.SETUP: ("ready", "Get into position", "Ready"),
    SegmentKind.READY: ("ask", "In position? Space", "Ready?"),
    SegmentKind.REST: ("rest", "Rest", "Rest"),
    SegmentKind.SWITCH: ("switch", "Change sides", "Switch"),
    SegmentKind.FINISH: ("ready", "Come out slowly", "Come out"),
    SegmentKind.LEAVE: ("ready", "Come out slowly", "Come out"),
    SegmentKind.WORDS: ("ready", "Listen", "Listen"),
    SegmentKind.GATE: ("ask", "Does it suit you?", "First"),
    SegmentKind.LOOK: ("ask", "Look at the skin", "Skin?"),
    SegmentKind.TAKE_OFF: ("ask", "Take it off now", "Off"),
    SegmentKind.PULSE: ("ask", "Did you feel a pulse?", "Pulse?"),
    SegmentKind.CHECK: ("ask", "How is your back?", "Pain?"),
    SegmentKind.RECHECK: ("ask", "How is your back?", "Pain?"),
    SegmentKind.LAST_CHECK: ("ask", "How is your back?", "Pain?"),
}
"""For each kind of segment: the manner, the phase word, and its short form."""

_TONES: Final = {
    Tone.IN: "in",
    Tone.OUT: "out",
    Tone.LIFT: "lift",
    Tone.HOLD: "hold",
    Tone.LOWER: "lower",
}


@dataclass(frozen=True, slots=True)
class PlayView:
    """The words and numbers of one moment.

    ``manner`` is the kind of movement, which gives colour and ``mark``. ``figure`` is the large
    count (empty where nothing counts down), ``widest`` a text of the width that it may grow to.
    ``done`` and ``phase_done`` are 0 to 1.
    """

    title: str
    place: str
    name: str
    manner: str
    word: str
    short: str
    movement: str
    """What the phase's first rep said about it; empty where no phase is going on."""
    figure: str
    widest: str
    side: str
    rep: int
    reps: int
    sets: str
    next: str
    done: float
    phase_done: float

    @property
    def mark(self) -> str:
        """The glyph of the manner."""
        return MARKS[self.manner]


def view_of(session: Session, at: float, *, count_in: int = 0) -> PlayView:
    """The play screen while ``session`` is at the offset ``at`` (seconds).

    ``count_in`` are the seconds until it goes on, where it is counting in.
    """
    segment = session.segment
    manner, word, short = _words(session, segment)
    left = max(segment.end - at, 0.0)
    figure = _figure(session, segment, left, count_in)
    timeline = session.timeline
    steps = len(timeline.plan.steps)
    place = f"step {segment.step} of {steps} · " if segment.step else ""
    note = f" · {session.note}" if session.note else ""
    return PlayView(
        title=timeline.plan.title,
        place=f"{place}{clock_words(max(timeline.total - at, 0.0))} left{note}",
        name=segment.name or _coming_name(session) or timeline.plan.title,
        manner=manner,
        word=word,
        short=short,
        movement=_movement(session, segment),
        figure=figure,
        widest=_widest(figure, segment),
        side=f"{segment.side.value} side" if segment.side else "",
        rep=segment.rep,
        reps=segment.reps if segment.rep else 0,
        sets=f"set {segment.set} of {segment.sets}" if segment.set and segment.sets > 1 else "",
        next=coming(session),
        done=share(at, timeline.total) if timeline.total else 1.0,
        phase_done=share(at - segment.start, segment.length) if segment.length else 0.0,
    )


def share(over: float, length: float) -> float:
    """How much of ``length`` is over, 0 to 1."""
    return min(max(over / length, 0.0), 1.0)


def _words(session: Session, segment: Segment) -> tuple[str, str, str]:
    """The manner, the phase word and its short form."""
    match session.state:
        case State.PAUSED:
            return "pause", "Paused", "Paused"
        case State.COUNTING_IN:
            return "ready", "Get ready", "Ready"
        case State.EXITING:
            return "ready", "Come out slowly", "Come out"
        case _:
            pass
    if segment.kind is SegmentKind.RELIEF:
        word = segment.phase.capitalize()
        return "hold" if segment.on_skin else "rest", word, word
    if segment.kind is not SegmentKind.PHASE:
        return _KINDS[segment.kind]
    word = segment.phase.replace("-", " ").capitalize()
    return (
        _TONES[phase_tone(segment.phase)],
        _PHASE_WORDS.get(segment.phase, word),
        _SHORT_WORDS.get(segment.phase, word),
    )


def _movement(session: Session, segment: Segment) -> str:
    """The full words of the phase, which are said in the first rep alone."""
    if segment.kind is not SegmentKind.PHASE or session.state is State.EXITING:
        return ""
    step = session.timeline.plan.steps[segment.step - 1]
    phases = step.exercise.phases if isinstance(step, PlannedExercise) else ()
    return next((phase.say for phase in phases if phase.name == segment.phase), "")


def _figure(session: Session, segment: Segment, left: float, count_in: int) -> str:
    if session.state is State.COUNTING_IN:
        return str(count_in)
    if session.state is State.EXITING or segment.open:
        return ""
    return clock_words(left) if left >= 100 else str(ceil(left - _JUST))


def _widest(figure: str, segment: Segment) -> str:
    """A text as wide as the count gets in this segment, so that it keeps its size in it."""
    longest = clock_words(segment.length) if segment.length >= 100 else str(ceil(segment.length))
    return "0" * max(len(figure), len(longest)) if ":" not in longest else longest


def clock_words(seconds: float) -> str:
    """``1:48`` for 108 seconds."""
    minutes, rest = divmod(ceil(seconds - _JUST), 60)
    return f"{minutes}:{rest:02}"


def _coming_name(session: Session) -> str:
    """The name of the exercise that is played next."""
    for segment in session.timeline.segments[session.index :]:
        if segment.name:
            return segment.name
    return ""


def coming(session: Session) -> str:
    """What comes after this: up to the next exercise and the first words about it."""
    timeline = session.timeline
    parts: list[str] = []
    for segment in timeline.segments[session.index + 1 :]:
        words = _coming_words(session, segment)
        if words and words not in parts:
            parts.append(words)
        if segment.kind is SegmentKind.SETUP or len(parts) == 2:
            break
    return ", then ".join(parts) if parts else "the end"


def _coming_words(session: Session, segment: Segment) -> str:
    match segment.kind:
        case SegmentKind.REST:
            return f"rest {segment.length:.0f} s"
        case SegmentKind.SWITCH:
            return "change sides"
        case SegmentKind.RELIEF:
            return segment.phase
        case SegmentKind.LOOK:
            return "a look at the skin"
        case SegmentKind.TAKE_OFF:
            return "take it off"
        case SegmentKind.GATE:
            return f"{segment.name}, if it suits you"
        case SegmentKind.CHECK | SegmentKind.RECHECK | SegmentKind.LAST_CHECK:
            return "a pain check"
        case SegmentKind.SETUP:
            step = session.timeline.plan.steps[segment.step - 1]
            setup = step.exercise.setup if isinstance(step, PlannedExercise) else ()
            first = setup[0].rstrip(".") if setup else ""
            return f"{segment.name}: {first[:1].lower()}{first[1:]}" if first else segment.name
        case _:
            return ""


def instructions(session: Session) -> tuple[str, ...]:
    """The words of the exercise that is played, or that comes next while resting."""
    timeline = session.timeline
    if session.segment.kind is SegmentKind.RELIEF:
        return _relief_words(session)
    if session.segment.kind in (SegmentKind.INTRO, SegmentKind.WORDS):
        return tuple(cue.text for cue in session.segment.cues if cue.text)
    number = session.segment.step
    while number < len(timeline.plan.steps):
        if number and isinstance(timeline.plan.steps[number - 1], PlannedExercise):
            break
        number += 1
    step = timeline.plan.steps[number - 1] if number else None
    if not isinstance(step, PlannedExercise):
        return ()
    phases = (phase.say for phase in step.exercise.phases if phase.say)
    return (*step.exercise.setup, *step.said, *phases, *step.exercise.finish)


def _relief_words(session: Session) -> tuple[str, ...]:
    """What is said of the relief step that goes on: now, and at each look at the skin."""
    step = session.timeline.plan.steps[session.segment.step - 1]
    own = (step.say,) if isinstance(step, TimedRelief) and step.say else ()
    said = (cue.text for cue in session.segment.cues if cue.text)
    return tuple(dict.fromkeys((*said, *own)))
