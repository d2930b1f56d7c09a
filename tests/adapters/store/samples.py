"""Values for the tests of the record, made by hand."""

from datetime import datetime, timedelta, timezone

from coach.domain.cues import Cue, CueKind
from coach.domain.dose import Breaths, Dose, Reps, Seconds, Side, Sides, Tempo
from coach.domain.events import Event, Outcome, SegmentBegan
from coach.domain.exercise import (
    Adaptation,
    Caution,
    Easier,
    Exercise,
    ExerciseType,
    Phase,
    Position,
    Substitute,
)
from coach.domain.plan import Plan, PlannedCheck, PlannedExercise, PlannedRest, PlannedWords
from coach.domain.routine import Ready, VoiceLevel
from coach.domain.safety import Colour
from coach.domain.timeline import Segment, SegmentKind, Timeline, laid_end_to_end
from coach.ports.journal import SessionBegun, SessionEnd

BERLIN = timezone(timedelta(hours=2))
NOON = datetime(2026, 7, 1, 12, 0, 0, 250_000, tzinfo=BERLIN)
"""A moment with an odd fraction, in a zone that isn't UTC."""

GENTLER = Exercise(
    id="half-cat",
    name="Half cat",
    type=ExerciseType.MOBILITY,
    position=Position.SEATED,
    setup=("Sit.",),
    phases=(Phase("round", 3.0),),
    dose=Dose(reps=Reps(3, 3), hold=Breaths(2)),
    finish=(),
)
CAT_COW = Exercise(
    id="cat-cow",
    name="Cat-cow",
    type=ExerciseType.MOBILITY,
    position=Position.ALL_FOURS,
    setup=("On all fours.", "Hände unter die Schultern."),
    phases=(Phase("round", 4.0, "Round your back.", "Round.", "cat"), Phase("hold", None)),
    dose=Dose(reps=Reps(5, 10), hold=Seconds(3), sets=2, rest=20.0, tempo=Tempo(1.5)),
    finish=("Sit back.",),
    aliases=("cat",),
    stop_if=("tingling",),
    avoid_if=frozenset({Caution.WRISTS, Caution.KNEES}),
    instead=(Substitute(frozenset({Caution.KNEES}), "half-cat"),),
    adapt=(Adaptation(frozenset({Caution.ARCHING}), "No arching.", (("hold", "a", "b"),)),),
    easier=Easier("half-cat", Dose(hold=Breaths(3)), "Smaller."),
    harder=Easier(dose=Dose(descending=(3, 2, 1), sides=Sides.ALTERNATE)),
)
PLAN = Plan(
    "First three",
    (
        PlannedExercise(
            exercise=CAT_COW,
            reps=(5, 5),
            time=None,
            hold=3.0,
            rest=20.0,
            sides=Sides.EACH,
            tempo=Tempo(1.0, (("round", 2.5),)),
            setup=Ready.WAIT,
            said=("Slowly.",),
            voice=VoiceLevel.BRIEF,
            gentler=GENTLER,
        ),
        PlannedExercise(
            exercise=GENTLER,
            reps=(),
            time=60.0,
            hold=0.0,
            rest=0.0,
            sides=Sides.BOTH,
            tempo=Tempo(),
            setup=8.0,
        ),
        PlannedRest(30.0, ("Rest.",)),
        PlannedRest(120.0),
        PlannedWords(()),
        PlannedWords(("Well done.",)),
        PlannedCheck(),
    ),
    ("Bridge",),
    pain_limit=3,
)

ALL_KINDS = Timeline(
    PLAN,
    tuple(
        laid_end_to_end(
            Segment(
                kind,
                0.0 if kind.asks else 1.5 + number,
                step=number,
                exercise="cat-cow",
                name="Cat-cow",
                position=Position.ALL_FOURS,
                phase="round",
                set=1,
                sets=2,
                rep=number,
                reps=5,
                side=(None, Side.LEFT, Side.RIGHT)[number % 3],
                open=kind.asks,
                stretchable=bool(number % 2),
                cues=(
                    Cue(0.0, CueKind.NAME, "Cat-cow.", "Cat."),
                    Cue(0.5, CueKind.COUNTDOWN),
                ),
            )
            for number, kind in enumerate(SegmentKind)
        )
    ),
)
"""A timeline that has each kind of segment, and a plan that has each kind of step."""


def timeline(*exercises: str) -> Timeline:
    """A short timeline: a set-up, a phase and a finish for each exercise, then a check."""
    parts = [
        Segment(kind, length, step=step, exercise=exercise, name=exercise)
        for step, exercise in enumerate(exercises, start=1)
        for kind, length in (
            (SegmentKind.SETUP, 5.0),
            (SegmentKind.PHASE, 10.0),
            (SegmentKind.FINISH, 2.0),
        )
    ]
    last = Segment(SegmentKind.LAST_CHECK, 0.0, open=True)
    return Timeline(Plan("Short", ()), tuple(laid_end_to_end([*parts, last])))


def began(laid: Timeline, index: int) -> SegmentBegan:
    """The event of a segment's beginning."""
    segment = laid.segments[index]
    return SegmentBegan(segment.start, index, segment)


def all_of(laid: Timeline) -> list[Event]:
    """The events of a whole timeline."""
    return [began(laid, index) for index in range(len(laid.segments))]


def begun(minutes: float = 0.0, *, speed: float = 1.0) -> SessionBegun:
    """A session that begins so long after noon."""
    return SessionBegun("first-three", "First three", at(minutes), 3, speed)


def at(minutes: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(minutes=minutes)


def ended(
    minutes: float, outcome: Outcome = Outcome.DONE, colour: Colour | None = Colour.GREEN
) -> SessionEnd:
    """The end of a session, so long after noon."""
    return SessionEnd(at(minutes), outcome, colour, "enough", 2)
