"""Sessions of earlier days, put into a record by hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from coach.domain.dose import Sides
from coach.domain.events import Event, Outcome, SegmentBegan
from coach.domain.exercise_record import ExerciseDone
from coach.domain.plan import Plan
from coach.domain.safety import Colour
from coach.domain.timeline import Segment, SegmentKind, Timeline
from coach.ports.journal import Journal, SessionBegun, SessionEnd, Standing

EMPTY = Timeline(Plan("First three", ()), ())


def exercise(id: str, reps: int, *, step: int = 2, **how: object) -> ExerciseDone:
    """An exercise that was done as planned, unless ``how`` says otherwise."""
    whole: dict[str, object] = {"planned": (reps,), "done": reps, "whole": True}
    return ExerciseDone(step, id, Sides.BOTH, **(whole | how))  # type: ignore[arg-type]


def keep(
    journal: Journal,
    begun: datetime,
    *done: ExerciseDone,
    colour: Colour | None = Colour.GREEN,
    routine: str = "first-three",
) -> str:
    """A session of five minutes that ended; its id."""
    session = journal.begin(SessionBegun(routine, "First three", begun, 0), EMPTY)
    ended = begun + timedelta(minutes=5)
    journal.write(session, _ends_of(done), Standing(last_score=0), ended, None, done)
    journal.end(session, SessionEnd(ended, Outcome.DONE, colour, "", 0))
    return session


def keep_greens(journal: Journal, now: datetime, count: int, routine: str = "first-three") -> None:
    """So many sessions that went well: one a day, the last one two days before ``now``."""
    for days in range(count + 1, 1, -1):
        begun = now - timedelta(days=days)
        keep(journal, begun, exercise("another", 3, step=1), routine=routine)


def _ends_of(done: Sequence[ExerciseDone]) -> list[Event]:
    """The events that say of each exercise that it came to its end."""
    ways_out = (
        Segment(SegmentKind.FINISH, 3.0, one.step, exercise=one.exercise, name=one.exercise)
        for one in done
        if one.whole
    )
    return [SegmentBegan(300.0, number, segment) for number, segment in enumerate(ways_out)]
