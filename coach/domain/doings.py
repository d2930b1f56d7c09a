"""What was done of each exercise of a session, folded from what happened in it.

A rep counts when its last phase has come to its end by itself: the timeline went on to what
follows. What is left by going on, what is given up when it hurts and what is cut short counts for
nothing. Whoever goes back and does reps again has not done more of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coach.domain.dose import Side
from coach.domain.events import (
    Changed,
    Decided,
    Described,
    Ended,
    Event,
    Hurt,
    Moved,
    SegmentBegan,
)
from coach.domain.exercise_record import ExerciseDone
from coach.domain.plan import Plan, PlannedExercise
from coach.domain.reps import places
from coach.domain.safety import Action
from coach.domain.stop_words import IT_HURT, WARNING_SIGN, where_and_how
from coach.domain.timeline import Segment, SegmentKind, Timeline

_JUST: Final = 1e-3
"""Seconds by which two places in a timeline may differ through rounding."""
_IN_IT: Final = (SegmentKind.SETUP, SegmentKind.READY)

Key = tuple[int, str]
"""A step and an exercise: an easier exercise that takes over within a step has a row of its own."""


@dataclass(frozen=True, slots=True)
class _Count:
    """The reps of one side: the highest that has ended, and those from before they began anew."""

    highest: int = 0
    before: int = 0

    @property
    def total(self) -> int:
        return self.highest + self.before


@dataclass(frozen=True, slots=True)
class _Row:
    """An exercise, and how far each side has come.

    ``least`` is what was known before the process was killed. ``anew`` says that it has just been
    made easier, so that its reps may be numbered from 1 again.
    """

    told: ExerciseDone
    counts: Mapping[Side | None, _Count]
    least: int = 0
    anew: bool = False

    @classmethod
    def of(cls, number: int, step: PlannedExercise) -> "_Row":
        told = ExerciseDone(
            number,
            step.exercise.id,
            step.sides,
            step.reps,
            step.hold,
            step.time,
            eased=step.eased,
        )
        return cls(told, {place.side: _Count() for place in places(step)})

    def counted(self, side: Side | None, rep: int) -> "_Row":
        """With the rep of this number ended on this side."""
        count = self.counts.get(side, _Count())
        counts = {**self.counts, side: replace(count, highest=max(count.highest, rep))}
        least = min(count.total for count in counts.values())
        done = min(max(least, self.least), sum(self.told.planned))
        return replace(self, counts=counts, told=replace(self.told, done=done))

    def numbered_anew(self) -> "_Row":
        counts = {side: _Count(0, count.total) for side, count in self.counts.items()}
        return replace(self, counts=counts)

    def changed_to(self, step: PlannedExercise) -> "_Row":
        """As the plan has it now. Easing takes nothing from what was planned at first."""
        if step.exercise.id != self.told.exercise:
            return replace(self, told=replace(self.told, eased=True))
        planned, reps = self.told.planned, step.reps
        if len(planned) == len(reps):
            planned = tuple(map(max, planned, reps))
        eased = step.eased and not self.told.eased
        told = replace(self.told, planned=planned, eased=self.told.eased or step.eased)
        return replace(self, told=told, anew=self.anew or eased)


@dataclass(frozen=True, slots=True)
class Doings:
    """What was done so far in a session over ``plan``."""

    plan: Plan
    _rows: Mapping[Key, _Row] = field(default_factory=dict)
    _here: Segment | None = None
    """The segment that is playing."""
    _unbroken: bool = False
    """Whether it plays from its beginning on, so that its end is an end."""
    _hurt: Key | None = None
    """Where it hurts, as long as nobody knows what follows from it."""

    @classmethod
    def taken_up(cls, timeline: Timeline, index: int, known: Iterable[ExerciseDone]) -> "Doings":
        """Of a session that was cut off in the segment number ``index``, from its record."""
        rows = {}
        here = timeline.segments[timeline.unit_start(index)]
        past = timeline.segments[: timeline.unit_start(index)]
        for told in known:
            step = _step(timeline.plan, told.step)
            if step is None:
                continue
            row = replace(_Row.of(told.step, step), told=told, least=told.done)
            if (told.step, told.exercise) == (here.step, here.exercise):
                row = _as_far_as(row, step, past)
            rows[told.step, told.exercise] = row
        return cls(timeline.plan, rows, here)

    @property
    def exercises(self) -> tuple[ExerciseDone, ...]:
        """Every exercise that was begun, in the order in which they began."""
        return tuple(row.told for row in self._rows.values())

    def after(self, events: Sequence[Event], timeline: Timeline) -> "Doings":
        """With what happened in one look; ``timeline`` is as it is after that."""
        doings = self
        for event in events:
            doings = doings._after(event, timeline)
        return doings

    def _after(self, event: Event, timeline: Timeline) -> "Doings":
        match event:
            case SegmentBegan():
                return self._counted(event.at, event.segment)._began(event.segment)
            case Moved() if event.index < len(timeline.segments):
                return replace(self, _here=timeline.segments[event.index], _unbroken=False)
            case Changed():
                return self._cleared()._changed(timeline.plan)
            case Hurt():
                return self._stopped()
            case Described():
                return self._because(where_and_how(event.feel, event.site))
            case Decided(action=Action.STOP_EXERCISE | Action.END):
                return replace(self, _hurt=None)
            case Decided():
                return self._cleared()
            case Ended():
                found = event.outcome.by_warning_sign
                said = self._because(WARNING_SIGN if found else event.reason, again=found)
                return replace(said, _hurt=None)
            case _:
                return self

    # Reps

    def _counted(self, at: float, coming: Segment) -> "Doings":
        """With the rep that has ended where the segment ``coming`` begins, if one has."""
        here = self._here
        if here is None or not self._unbroken or here.kind is not SegmentKind.PHASE:
            return self
        row, step = self._rows.get(_key(here)), _step(self.plan, here.step)
        ended = at >= here.end - _JUST and coming.unit != here.unit
        if row is None or step is None or not ended or not here.set:
            return self
        return self._with(row.counted(here.side, _number(step, here)))

    def _began(self, here: Segment) -> "Doings":
        doings = replace(self, _here=here, _unbroken=True)
        row = doings._row(here)
        if row is None:
            return doings
        if here.kind is SegmentKind.FINISH:
            row = replace(row, told=replace(row.told, whole=True))
        if here.kind is SegmentKind.PHASE and row.anew:
            step = _step(self.plan, here.step)
            first = step is not None and here.set == 1 and here.rep == 1
            goes_on = self._unbroken and self._here is not None and self._here.unit == here.unit
            if first and not goes_on and row.counts.get(here.side, _Count()).highest:
                row = row.numbered_anew()
            row = replace(row, anew=False)
        doings = doings._with(row)
        if self._hurt != _key(here):
            return doings
        if here.kind is SegmentKind.LEAVE:
            return replace(doings, _hurt=None)
        return doings._cleared()

    def _changed(self, plan: Plan) -> "Doings":
        rows = {}
        for key, row in self._rows.items():
            step = _step(plan, row.told.step)
            rows[key] = row if step is None else row.changed_to(step)
        return replace(self, plan=plan, _rows=rows)

    # Stops

    def _stopped(self) -> "Doings":
        """It hurts: whatever follows, the rep that was playing has not come to its end."""
        here = self._here
        doings = replace(self, _unbroken=False)
        if here is None or not (here.kind.works or here.kind in _IN_IT):
            return doings
        row = doings._row(here)
        if row is None:
            return doings
        told = replace(
            row.told,
            stopped=True,
            stopped_side=here.side,
            stopped_rep=here.rep,
            reason=IT_HURT,
        )
        return replace(doings._with(replace(row, told=told)), _hurt=_key(here))

    def _because(self, reason: str, *, again: bool = False) -> "Doings":
        """With the reason of the stop that is open, unless another one was said before."""
        row = self._rows.get(self._hurt) if self._hurt else None
        if row is None or not reason or (row.told.reason != IT_HURT and not again):
            return self
        return self._with(replace(row, told=replace(row.told, reason=reason)))

    def _cleared(self) -> "Doings":
        """It goes on: what hurt has stopped nothing."""
        row = self._rows.get(self._hurt) if self._hurt else None
        if row is None:
            return self
        told = replace(row.told, stopped=False, stopped_side=None, stopped_rep=0, reason="")
        return replace(self._with(replace(row, told=told)), _hurt=None)

    # Rows

    def _row(self, segment: Segment) -> _Row | None:
        """The row of the exercise that a segment belongs to; ``None`` where it belongs to none."""
        row = self._rows.get(_key(segment))
        if row is not None:
            return row
        step = _step(self.plan, segment.step)
        if step is None or step.exercise.id != segment.exercise or segment.kind.asks:
            return None
        return _Row.of(segment.step, step)

    def _with(self, row: _Row) -> "Doings":
        return replace(self, _rows={**self._rows, (row.told.step, row.told.exercise): row})


def _key(segment: Segment) -> Key:
    return segment.step, segment.exercise


def _step(plan: Plan, number: int) -> PlannedExercise | None:
    """The step of this number, if it is an exercise."""
    step = plan.steps[number - 1] if 0 < number <= len(plan.steps) else None
    return step if isinstance(step, PlannedExercise) else None


def _number(step: PlannedExercise, segment: Segment) -> int:
    """The number of a rep over all sets of its side."""
    return sum(step.reps[: segment.set - 1]) + segment.rep


def _as_far_as(row: _Row, step: PlannedExercise, past: Sequence[Segment]) -> _Row:
    """The counts of an exercise in the middle of which the session was cut off."""
    highest = dict.fromkeys(row.counts, 0)
    for part in past:
        if (
            part.kind is SegmentKind.PHASE
            and part.set
            and _key(part)
            == (
                row.told.step,
                row.told.exercise,
            )
        ):
            highest[part.side] = max(highest.get(part.side, 0), _number(step, part))
    eased_meanwhile = sum(step.reps) < sum(row.told.planned)
    before = max(row.told.done - min(highest.values()), 0) if eased_meanwhile else 0
    return replace(row, counts={side: _Count(reps, before) for side, reps in highest.items()})
