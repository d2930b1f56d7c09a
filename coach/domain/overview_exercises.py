"""What an overview says of each exercise: how often, how much, and where it was stopped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coach.domain.dose import Side
from coach.domain.exercise_record import ExerciseDone
from coach.domain.overview_lines import ExerciseLine, SessionLine, Stop

Done = Mapping[str, Sequence[ExerciseDone]]
"""The exercises of each session, by its id."""


def stops_of(lines: Iterable[SessionLine], done: Done) -> tuple[Stop, ...]:
    """Every stop of these sessions, in their order."""
    return tuple(
        Stop(
            line.played.id,
            line.played.begun,
            one.exercise,
            one.stopped_side,
            one.stopped_rep,
            one.reason,
        )
        for line in lines
        for one in done.get(line.played.id, ())
        if one.stopped
    )


@dataclass(slots=True)
class _Sum:
    """What has been counted of an exercise so far."""

    times: int = 0
    seconds: float = 0.0
    eased: int = 0
    sides: list[Side | None] = field(default_factory=list)
    """Those of its stops."""
    course: list[tuple[date, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Alike:
    """Sessions in which the same was done: how many, and what each counts.

    ``whole`` came to their end, ``eased`` were made easier; ``others`` are the steps that were
    stopped, or went by time.
    """

    reps: tuple[tuple[list[tuple[date, int]], int], ...]
    whole: tuple[_Sum, ...]
    eased: tuple[_Sum, ...]
    others: tuple[ExerciseDone, ...]
    sessions: int = 0


def exercise_lines(lines: Sequence[SessionLine], done: Done) -> tuple[ExerciseLine, ...]:
    """Each exercise of the period; an older record knows only which came to their end."""
    sums: defaultdict[str, _Sum] = defaultdict(_Sum)
    # Thousands of sessions are some tens of different ones: they share what was done in them.
    known: dict[tuple[int, tuple[str, ...]], _Alike] = {}
    for line in lines:
        ended, steps = line.played.exercises, done.get(line.played.id, ())
        alike = known.get((id(steps), ended))
        if alike is None:
            alike = known[id(steps), ended] = _alike(sums, ended, steps)
        alike.sessions += 1
        day = line.day
        for course, reps in alike.reps:
            course.append((day, reps))
        for step in alike.others:
            if step.stopped:
                sums[step.exercise].sides.append(step.stopped_side)
            if step.whole and step.time is not None:
                sums[step.exercise].seconds += step.time
    for alike in known.values():
        for counted in alike.whole:
            counted.times += alike.sessions
        for counted in alike.eased:
            counted.eased += alike.sessions
    listed = [
        ExerciseLine(
            exercise=id,
            times=counted.times,
            reps=sum(reps for _, reps in counted.course),
            seconds=counted.seconds,
            eased=counted.eased,
            stopped=len(counted.sides),
            left=counted.sides.count(Side.LEFT),
            right=counted.sides.count(Side.RIGHT),
            course=tuple(counted.course),
        )
        for id, counted in sums.items()
    ]
    return tuple(sorted(listed, key=lambda one: (-one.stopped, -one.times, one.exercise)))


def _alike(
    sums: defaultdict[str, _Sum], ended: Sequence[str], steps: Sequence[ExerciseDone]
) -> _Alike:
    """What such a session counts: several steps of one exercise are counted as one."""
    reps = dict.fromkeys(ended, 0)
    for step in steps:
        reps[step.exercise] = reps.get(step.exercise, 0) + step.done
    whole = {*ended, *(step.exercise for step in steps if step.whole)}
    return _Alike(
        tuple((sums[id].course, count) for id, count in reps.items()),
        tuple(sums[id] for id in whole),
        tuple(sums[id] for id in {step.exercise for step in steps if step.eased}),
        tuple(step for step in steps if step.stopped or step.time is not None),
    )
