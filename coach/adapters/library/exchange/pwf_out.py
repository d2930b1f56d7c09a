"""Portable Workout Format, out: a routine as a plan of one day.

An exercise that is held for one rep is a ``countdown``, one with several reps is ``strength`` with
``target_duration_sec`` for each rep, and one by time is a ``countdown`` too (a ``stopwatch`` where
it would else be taken for a hold). What is repeated is a circuit. The words go into the notes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from coach.adapters.library.exchange.outcome import Exported
from coach.adapters.library.exchange.pwf import held_for_a_while, held_words, own_words
from coach.adapters.library.problems import quoted
from coach.adapters.library.writing import scalar_text
from coach.domain.dose import Sides, Tempo
from coach.domain.exercise import Exercise
from coach.domain.plan import PlannedExercise, settle
from coach.domain.routine import (
    Defaults,
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)

LONGEST_TITLE: Final = 80
MOST_ENTRIES: Final = 500
ALWAYS_LOST: Final = (
    "positions, phases, drawings and easier forms are left out; their words are in the notes",
    "what the coach asks about your back, and what follows from it, is left out",
)
_SIDES: Final = {
    Sides.EACH: "Each side.",
    Sides.ALTERNATE: "Left and right in turn, so many for each side.",
    Sides.LEFT: "The left side.",
    Sides.RIGHT: "The right side.",
}

_IN_A_PLAN: Final = (ExerciseStep, RestStep, RepeatStep)

_Value = str | int
_Entry = dict[str, _Value]
"""One exercise of the plan: its keys in their order."""


class TooLongError(Exception):
    """A routine with too many steps for one plan."""


def write_pwf(routine: Routine, library: Mapping[str, Exercise]) -> Exported:
    """The plan of a routine, whose exercises are its own or the library's.

    Raises:
        TooLongError: if it has too many steps with its repeats written out.
    """
    exercises = {**library, **{own.id: own for own in routine.exercises}}
    writer = _Writer(routine, exercises)
    lines = [*_head(routine, writer), *writer.days()]
    return Exported("\n".join(lines) + "\n", (*writer.lost, *ALWAYS_LOST))


def _head(routine: Routine, writer: "_Writer") -> Iterator[str]:
    title = routine.title
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 3].rstrip() + "..."
        writer.lose(f"the title is cut off after {LONGEST_TITLE} characters")
    yield "plan_version: 1"
    yield "meta:"
    yield f"  title: {scalar_text(title)}"
    if routine.summary:
        yield f"  description: {scalar_text(routine.summary)}"
    if routine.days_a_week is not None:
        yield f"  daysPerWeek: {routine.days_a_week}"
    if routine.tags:
        yield f"  tags: [{', '.join(scalar_text(tag, flow=True) for tag in routine.tags)}]"
    unsaid = {
        "pain-limit": routine.pain_limit is not None,
        "minimal": bool(routine.minimal),
        "prescribed-by": bool(routine.prescribed_by),
        "valid-until": bool(routine.valid_until),
        "times-a-day": routine.times_a_day is not None,
        "sounds": bool(routine.sounds.profile or routine.sounds.files),
        "defaults": routine.defaults != Defaults(),
    }
    for key, given in unsaid.items():
        if given and key != "defaults":
            writer.lose(f"{quoted(key)} is left out")
    if routine.defaults.setup is not None or routine.defaults.voice is not None:
        writer.lose('"setup" and "voice" in "defaults" are left out')


class _Writer:
    def __init__(self, routine: Routine, exercises: Mapping[str, Exercise]) -> None:
        self._routine = routine
        self._exercises = exercises
        self._entries: list[_Entry] = []
        self._ids: set[str] = set()
        self._groups = 0
        self.lost: list[str] = []

    def lose(self, what: str) -> None:
        """Remember what can't be said, once."""
        if what not in self.lost:
            self.lost.append(what)

    def days(self) -> Iterator[str]:
        """The lines of the cycle with its one day."""
        steps = self._routine.steps
        for number, step in enumerate(steps, 1):
            # A rest behind a group would be one behind each of its rounds.
            after = (one for one in steps[number:] if isinstance(one, _IN_A_PLAN))
            apart = isinstance(next(after, None), RestStep)
            if isinstance(step, RepeatStep):
                self._repeat(step, f"step {number}", apart=apart)
            else:
                self._step(step, f"step {number}")
        if not self._entries:
            self.lose("everything: there is no exercise in this routine")
        yield "cycle:"
        yield "  days:"
        yield f"    - focus: {scalar_text(self._routine.title)}"
        yield "      exercises:"
        for entry in self._entries:
            for place, (key, value) in enumerate(entry.items()):
                shown = value if isinstance(value, int) else scalar_text(value)
                yield f"        {'  ' if place else '- '}{key}: {shown}"

    def _step(self, step: Step, where: str) -> None:
        match step:
            case ExerciseStep():
                self._exercise(step, where)
            case RestStep():
                self._rest(step, where)
            case RepeatStep():
                self._repeat(step, where, apart=True)
            case PainCheckStep():
                self.lose(f"{where}: the pain check is left out")
            case SayStep():
                self.lose(f"{where}: the line {quoted(step.say)} is left out")
            case _:
                self.lose(f"{where}: the relief protocol is left out")

    def _rest(self, step: RestStep, where: str) -> None:
        if step.say or step.note:
            self.lose(f"{where}: the words of the rest are left out")
        last = self._entries[-1] if self._entries else None
        if last is None:
            self.lose(f"{where}: the rest is left out: there is no exercise before it")
            return
        last["rest_after_sec"] = int(last.get("rest_after_sec", 0)) + self._whole(
            step.seconds, where
        )

    def _whole(self, seconds: float, where: str) -> int:
        rounded = max(1, round(seconds)) if seconds else 0
        if abs(rounded - seconds) > 1e-6:
            self.lose(f"{where}: {seconds:g} seconds become {rounded}")
        return rounded

    # Exercises

    def _exercise(self, step: ExerciseStep, where: str) -> None:
        exercise = self._exercises[step.exercise]
        planned = settle(step, exercise, self._routine)
        where = f"{where} ({exercise.name})"
        self._say_what_is_lost(step, planned, where)
        if len(set(planned.reps)) > 1:
            for place, reps in enumerate(planned.reps):
                entry = self._entry(planned, reps, 1, where)
                if planned.rest and place + 1 < len(planned.reps):
                    entry["rest_after_sec"] = self._whole(planned.rest, where)
            self.lose(f"{where}: sets that get shorter are written one by one")
            return
        self._entry(planned, planned.reps[0] if planned.reps else 0, len(planned.reps), where)

    def _entry(self, planned: PlannedExercise, reps: int, sets: int, where: str) -> _Entry:
        """One exercise; without ``reps`` it goes by time."""
        if len(self._entries) >= MOST_ENTRIES:
            raise TooLongError
        exercise = planned.exercise
        held = any(phase.seconds is None for phase in exercise.phases)
        keys: _Entry = {"id": self._free_id(exercise.id), "name": exercise.name}
        said = []
        if planned.time is not None:
            keys["modality"] = "stopwatch" if held_for_a_while(exercise) else "countdown"
            keys["target_duration_sec"] = self._whole(planned.time, where)
        elif held_for_a_while(exercise) and reps == 1:
            keys |= {"modality": "countdown", "target_sets": sets}
            keys["target_duration_sec"] = self._whole(planned.hold, where)
        else:
            keys |= {"modality": "strength", "target_sets": sets, "target_reps": reps}
            if held:
                seconds = self._whole(planned.hold, where)
                keys["target_duration_sec"] = seconds
                said.append(held_words(seconds))
        if sets > 1:
            keys["rest_between_sets_sec"] = self._whole(planned.rest, where)
        if planned.sides in _SIDES:
            said.append(_SIDES[planned.sides])
        said += [*planned.said, planned.note, *own_words(exercise)]
        keys["target_notes"] = " ".join(filter(None, said))
        self._entries.append(keys)
        return keys

    def _free_id(self, id: str) -> str:
        number, free = 1, id
        while free in self._ids:
            number += 1
            free = f"{id}-{number}"
        self._ids.add(free)
        return free

    def _say_what_is_lost(self, step: ExerciseStep, planned: PlannedExercise, where: str) -> None:
        whole = step.dose.over(planned.exercise.dose)
        if whole.reps is not None and whole.reps.low < whole.reps.high:
            self.lose(f"{where}: of {whole.reps} reps the lower number is written")
        if planned.tempo != Tempo():
            self.lose(f'{where}: "tempo" is left out')
        if planned.sides in _SIDES:
            self.lose(f'{where}: "sides" is in its notes alone')
        for key, given in (("setup", step.setup), ("voice", step.voice)):
            if given is not None:
                self.lose(f"{where}: {quoted(key)} is left out")

    # Repeats

    def _repeat(self, step: RepeatStep, where: str, *, apart: bool) -> None:
        """The steps as a group that comes round, or, ``apart``, written out."""
        if step.times > 1 and not apart and self._is_round(step.steps):
            self._round(step, where)
            return
        if step.times > 1:
            self.lose(f"{where}: what is repeated is written out {step.times} times")
        for _ in range(step.times):
            for inner in step.steps:
                self._step(inner, where)

    def _is_round(self, steps: Sequence[Step]) -> bool:
        """Whether these are exercises of one set, each with a rest behind it at most."""
        if not steps or not isinstance(steps[0], ExerciseStep):
            return False
        for before, step in zip((None, *steps), steps, strict=False):
            if isinstance(step, ExerciseStep):
                planned = settle(step, self._exercises[step.exercise], self._routine)
                if len(planned.reps) > 1:
                    return False
            elif not isinstance(step, RestStep) or isinstance(before, RestStep):
                return False
        return True

    def _round(self, step: RepeatStep, where: str) -> None:
        first = len(self._entries)
        self._groups += 1
        for inner in step.steps:
            self._step(inner, where)
        entries = self._entries[first:]
        for entry in entries:
            after = entry.pop("rest_after_sec", 0)
            entry["target_sets"] = step.times
            entry |= {"group": f"round-{self._groups}", "group_type": "circuit"}
            if entry is entries[-1]:
                entry["rest_after_sec"] = after
            else:
                entry["rest_between_sets_sec"] = after
