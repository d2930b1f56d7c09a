"""What an overview says of each exercise: how often, how much, and where it was stopped."""

from collections import Counter, defaultdict
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
    reps: int = 0
    seconds: float = 0.0
    eased: int = 0
    stopped: int = 0
    sides: Counter[Side | None] = field(default_factory=Counter)
    course: list[tuple[date, int]] = field(default_factory=list)

    def add(self, day: date, steps: Sequence[ExerciseDone], *, whole: bool) -> None:
        """Count what was done of it in one session."""
        reps = 0
        eased = False
        for step in steps:
            reps += step.done
            eased = eased or step.eased
            whole = whole or step.whole
            if step.whole and step.time is not None:
                self.seconds += step.time
            if step.stopped:
                self.stopped += 1
                self.sides[step.stopped_side] += 1
        self.times += whole
        self.reps += reps
        self.eased += eased
        self.course.append((day, reps))


def exercise_lines(lines: Sequence[SessionLine], done: Done) -> tuple[ExerciseLine, ...]:
    """Each exercise of the period; an older record knows only which came to their end."""
    sums: defaultdict[str, _Sum] = defaultdict(_Sum)
    for line in lines:
        ended = line.played.exercises
        known: dict[str, list[ExerciseDone]] = {id: [] for id in ended}
        for one in done.get(line.played.id, ()):
            known.setdefault(one.exercise, []).append(one)
        day = line.day
        for id, steps in known.items():
            sums[id].add(day, steps, whole=id in ended)
    listed = [
        ExerciseLine(
            exercise=id,
            times=counted.times,
            reps=counted.reps,
            seconds=counted.seconds,
            eased=counted.eased,
            stopped=counted.stopped,
            left=counted.sides[Side.LEFT],
            right=counted.sides[Side.RIGHT],
            course=tuple(counted.course),
        )
        for id, counted in sums.items()
    ]
    return tuple(sorted(listed, key=lambda one: (-one.stopped, -one.times, one.exercise)))
