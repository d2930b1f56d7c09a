"""How many reps an exercise has come to, and in which form it is done: from its own record.

The clinical reference, B: a range such as 5 to 10 begins at its low end; three greens in a row on
an exercise add one rep (NHSi adds 1 to 2 every few days); ambers and stops take them back; after
a stop the easier variant is next. What the reference leaves open is judged the careful way, and
said where it is decided. Everything here is the same for the same record, in whichever order its
rows are given, and knows no clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from coach.domain.dose import Reps, Side
from coach.domain.erased import Erased
from coach.domain.exercise import Exercise
from coach.domain.exercise_record import ExerciseSession
from coach.domain.levels import worst_colour
from coach.domain.safety import Colour
from coach.domain.words import count_words

GREENS: Final = 3
"""So many greens in a row on an exercise add one rep (clinical reference, B)."""
TO_BEGIN_WITH: Final = "the number to begin with"
FEWER_WISHED: Final = "no more, as you wished"
LOOKED_BACK: Final = timedelta(days=400)
"""What is older says nothing about today's reps. Leaving it out never makes them more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The reps of each set and side for today, and why, in one line without a full stop."""

    reps: int
    why: str

    def __str__(self) -> str:
        return f"{count_words(self.reps, 'rep')}: {self.why}"


@dataclass(frozen=True, slots=True)
class ExerciseLog:
    """What the record says about exercises, as a plan wants to know it.

    ``most`` are the most reps that the person wants to do of anything. It only lowers, also below
    the range of a file; ``None`` where they have wished nothing. ``erased`` is what stays of
    sessions that were erased.
    """

    rows: tuple[ExerciseSession, ...] = ()
    most: int | None = None
    erased: tuple[Erased, ...] = ()

    def reps(self, exercise: str, within: Reps) -> Progress:
        """The reps of an exercise (its id) that a file gives this range."""
        mine = (row for row in self.rows if row.done.exercise == exercise)
        anew = (one.when for one in self.erased if one.anew or exercise in one.stopped)
        reached = reps_reached(within, mine, anew)
        if self.most is None or reached.reps <= self.most:
            return reached
        return Progress(self.most, FEWER_WISHED)

    def at_most(self, reps: int) -> int:
        """``reps``, or fewer where the person wants no more."""
        return reps if self.most is None else min(reps, self.most)

    def easier(self, exercise: Exercise) -> str:
        """Why an exercise is done in its easier form, in one line; empty where it is not."""
        other = exercise.easier.exercise if exercise.easier else None
        stops = (one.when for one in self.erased if exercise.id in one.stopped)
        return easier_since(exercise.id, other, self.rows, stops)


@dataclass(frozen=True, slots=True)
class _Session:
    """An exercise as it went in one session, all of its steps together.

    ``good`` says whether everything planned was done, in its usual form; ``least`` are the
    fewest reps of a set that were planned, ``None`` where it went by time.
    """

    id: str
    begun: datetime
    colour: Colour | None
    good: bool
    least: int | None
    stopped: bool
    side: Side | None
    erased: bool = False

    @property
    def date(self) -> str:
        """``12 November``."""
        return f"{self.begun.day} {self.begun:%B}"


def reps_reached(
    within: Reps, record: Iterable[ExerciseSession], erased: Iterable[datetime] = ()
) -> Progress:
    """The reps that ``record``, the rows of one exercise, leads to in the range ``within``.

    - Three greens in a row add one, up to the top. A green counts where the exercise came to its
      end in its usual form with all of its reps. One that was eased, or not done to its end,
      begins the count anew: that day was not one on which it went well. One with fewer reps than
      have been reached, as another routine wants them, says nothing about more, and neither does
      a session without a colour: both count neither way.
    - An amber takes one back from what was done then, and begins the count anew. So the next dose
      is never higher than that one, also where that one was lower than the record allowed.
    - A stop on the exercise itself, or a warning sign (red), takes it back to the low end: that
      is where whoever begins again begins.
    - So does what was erased and had hurt, at the moments ``erased``: of how few reps it tells
      nothing any more.

    A long time without the exercise changes nothing: the reference says nothing about it.
    """
    reps, run, rises = within.low, 0, 0
    back: _Session | None = None
    newest: _Session | None = None
    for session in _with_stops(_sessions(record), erased):
        newest = session
        if session.stopped or session.colour is Colour.RED:
            reps, run, rises, back = within.low, 0, 0, session
        elif session.colour is Colour.AMBER:
            then = reps if session.least is None else min(reps, session.least)
            reps, run, rises, back = max(then - 1, within.low), 0, 0, session
        elif session.colour is None:
            continue
        elif not session.good:
            run = 0
        elif session.least is not None and session.least >= reps:
            run += 1
            if run == GREENS:
                run = 0
                if reps < within.high:
                    reps, rises = reps + 1, rises + 1
    return Progress(reps, _why(rises, back, newest))


def _why(rises: int, back: _Session | None, newest: _Session | None) -> str:
    if rises:
        times = {1: "", 2: ", twice"}.get(rises, f", {rises} times")
        return f"three good sessions in a row{times}"
    if back is None:
        return TO_BEGIN_WITH
    if back.erased:
        return "it begins again, because what was erased had hurt"
    when = "last time" if back is newest else f"on {back.date}"
    if back.stopped:
        return f"it hurt{_on_side(back)} and was stopped {when}"
    if back.colour is Colour.RED:
        return f"there was a warning sign {when}"
    return f"there was more pain during or after it {when}"


def easier_since(
    exercise: str,
    easier: str | None,
    record: Iterable[ExerciseSession],
    erased: Iterable[datetime] = (),
) -> str:
    """Why an exercise is done in its easier form, in one line; empty where it is not.

    From a stop on it, until a green session in which the easier form came to its end. A stop on
    one side makes both sides easier: sides that are done differently say less about each other,
    and less is the careful way. ``easier`` is the id of the easier exercise; ``None`` where the
    easier form is the same exercise with less of it. ``record`` may hold other exercises too. A
    stop that was erased counts from the moment of that, one of ``erased``.
    """
    rows = [row for row in record if row.done.exercise in (exercise, easier)]
    own = {one.id: one for one in _sessions(row for row in rows if row.done.exercise == exercise)}
    whole = {row.session for row in rows if row.done.whole and not row.done.stopped}
    since: _Session | None = None
    for session in _with_stops(_sessions(rows), erased):
        if session.erased:
            since = session
        elif session.id in own and own[session.id].stopped:
            since = own[session.id]
        elif session.colour is Colour.GREEN and session.id in whole:
            since = None
    if since is None:
        return ""
    if since.erased:
        return "the easier form, because it hurt once"
    return f"the easier form, because it hurt{_on_side(since)} on {since.date}"


def _on_side(session: _Session) -> str:
    return f" on the {session.side.value}" if session.side else ""


def _sessions(rows: Iterable[ExerciseSession]) -> list[_Session]:
    """The rows by session, the oldest first."""
    found: dict[str, _Session] = {}
    ordered = sorted(rows, key=lambda row: (row.begun, row.session, row.done.step, row.done.eased))
    for row in ordered:
        one = _of_row(row)
        before = found.get(row.session)
        found[row.session] = one if before is None else _together(before, one)
    return list(found.values())


def _with_stops(sessions: list[_Session], erased: Iterable[datetime]) -> list[_Session]:
    """The sessions with a stop at each moment at which one was erased, the oldest first."""
    stops = (
        _Session("", when, None, good=False, least=None, stopped=True, side=None, erased=True)
        for when in erased
    )
    return sorted([*sessions, *stops], key=lambda one: one.begun)


def _of_row(row: ExerciseSession) -> _Session:
    done = row.done
    return _Session(
        row.session,
        row.begun,
        row.colour,
        good=done.whole and not done.eased and done.done >= sum(done.planned),
        least=min(done.planned, default=None),
        stopped=done.stopped,
        side=done.stopped_side if done.stopped else None,
    )


def _together(before: _Session, one: _Session) -> _Session:
    """Two steps of one session: as good as the worse of them."""
    planned = [least for least in (before.least, one.least) if least is not None]
    return replace(
        before,
        colour=worst_colour([before.colour, one.colour]),
        good=before.good and one.good,
        least=min(planned, default=None),
        stopped=before.stopped or one.stopped,
        side=before.side if before.stopped else one.side,
    )
