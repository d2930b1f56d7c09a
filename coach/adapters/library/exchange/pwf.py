"""Portable Workout Format, in: the days of a plan, each as a routine of its own.

The keys are those of the format's specification (version 1, with the exercise library, templates
and groups of its later minor versions). What a person's safety hangs on is never taken from such
a file: a plan's author is not somebody who has prescribed it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from coach.adapters.library.exchange.names import LONGEST_NAME, Names
from coach.adapters.library.exchange.outcome import Imported
from coach.adapters.library.exchange.source import Foreign, Group, Piece
from coach.adapters.library.problems import quoted
from coach.adapters.library.scalars import (
    MOST_HOLD,
    MOST_REPEAT,
    MOST_REPS,
    MOST_REST,
    MOST_SETS,
    MOST_TIME,
)
from coach.domain.dose import Dose, Reps, Seconds
from coach.domain.exercise import Exercise
from coach.domain.routine import ExerciseStep, RepeatStep, RestStep, Routine, Step

NAME: Final = "Portable Workout Format"
VERSIONS: Final = (1, 2)
LONGEST_TITLE: Final = 100
LONGEST_TEXT: Final = 500
_BY_TIME: Final = ("countdown", "interval")
_OPEN: Final = "stopwatch"


def read_pwf(foreign: Foreign, root: Piece, library: Mapping[str, Exercise]) -> list[Imported]:
    """The days of a plan."""
    return _Plan(foreign, root, library).days()


class _Plan:
    def __init__(self, foreign: Foreign, root: Piece, library: Mapping[str, Exercise]) -> None:
        self._foreign = foreign
        self._library = library
        self._top = foreign.group(root, "a plan")
        version = self._top.take("plan_version")
        if foreign.whole(version, '"plan_version"', 999) not in VERSIONS:
            known = " and ".join(map(str, VERSIONS))
            foreign.fail(version or root, f'of "plan_version", {known} are known')
        self._defined = self._by_id("exercise_library")
        self._templates = self._by_id("workout_templates")

    def days(self) -> list[Imported]:
        """Each day as a routine."""
        meta = self._top.take("meta")
        about = self._foreign.group(meta, '"meta"') if meta is not None else None
        title = summary = ""
        tags: tuple[str, ...] = ()
        often = None
        if about is not None:
            title = self._foreign.text(about.take("title"), "the title", LONGEST_TITLE)
            summary = self._foreign.text(about.take("description"), "the description", LONGEST_TEXT)
            tags = self._tags(about.take("tags"))
            often = about.take("daysPerWeek")
            about.ignore("id")
            about.close()
        a_week = self._foreign.whole(often, '"daysPerWeek"', 7) or None
        cycle = self._top.take("cycle")
        if cycle is None:
            self._foreign.fail(self._top.piece, '"cycle" is missing here')
        days = self._foreign.group(cycle, '"cycle"')
        found = self._foreign.items(days.take("days"), '"cycle.days"', cycle)
        if not found:
            self._foreign.fail(cycle, "there is no day in this plan")
        days.close()
        self._top.close()
        frame = Routine("", "", (), summary, tags, days_a_week=a_week)
        alone = len(found) == 1
        made = [
            self._day(one, 0 if alone else number, title, frame)
            for number, one in enumerate(found, 1)
        ]
        routines = [one for one in made if one is not None]
        if not routines:
            self._foreign.fail(cycle, "there is nothing to do on any day of this plan")
        # What was remarked on days of rest at the end.
        routines[-1] = replace(
            routines[-1], remarks=(*routines[-1].remarks, *self._foreign.remarks())
        )
        return routines

    def _tags(self, piece: Piece | None) -> tuple[str, ...]:
        if piece is None:
            return ()
        found = self._foreign.items(piece, '"tags"', piece)
        texts = [self._foreign.text(one, "a tag", 30) for one in found[:50]]
        return tuple(text for text in texts if text)

    def _by_id(self, key: str) -> dict[str, Piece]:
        piece = self._top.take(key)
        if piece is None:
            return {}
        found: dict[str, Piece] = {}
        for one in self._foreign.items(piece, quoted(key), piece):
            name = self._foreign.group(one, f"an item of {quoted(key)}").take("id")
            found[self._foreign.text(name, '"id"', 200)] = one
        return found

    def _day(self, piece: Piece, number: int, title: str, frame: Routine) -> Imported | None:
        """A day as a routine, or nothing for a day of rest; ``number`` is 0 for the only one."""
        day = self._foreign.group(piece, "a day")
        named = f"day {number}" if number else "this day"
        given = day.take("focus")
        focus = self._foreign.text(given, '"focus"', LONGEST_TITLE)
        if number:
            name = focus or f"Day {number}"
            whole = f"{title}: {name}" if title else name
        else:
            whole = title or focus or "Workout"
            if focus and focus != whole and given is not None:
                self._foreign.remark(given, '"focus" is left out')
        template = day.take("template_ref")
        free = "exercises" in day
        exercises = day.take("exercises")
        if template is not None and not (exercises and exercises.value):
            known = self._templates.get(self._foreign.text(template, '"template_ref"', 200))
            if known is None:
                self._foreign.fail(template, "there is no template of this id in the plan")
            exercises = self._foreign.group(known, "a template").take("exercises")
        names = Names(self._foreign, self._library)
        free = free and exercises is None
        items = [] if free else self._foreign.items(exercises, '"exercises"', piece)
        steps = self._steps([self._foreign.group(one, "an exercise") for one in items], names)
        day.ignore("id", "order")
        day.close()
        if not steps:
            self._foreign.remark(piece, f"there is nothing to do on {named}: it is left out")
            return None
        routine = replace(
            frame, title=whole[:LONGEST_TITLE], steps=tuple(steps), exercises=names.own
        )
        return Imported(routine, self._foreign.remarks())

    def _steps(self, exercises: list[Group], names: Names) -> list[Step]:
        """The steps of a day; exercises of the same group come round and round."""
        steps: list[Step] = []
        here = 0
        while here < len(exercises):
            group = self._group_of(exercises[here])
            end = here + 1
            while group and end < len(exercises) and self._group_of(exercises[end]) == group:
                end += 1
            if group:
                steps += self._round(exercises[here:end], names)
            else:
                steps += _Entry(self._foreign, exercises[here], self._defined, names).steps()
            here = end
        return steps

    def _group_of(self, exercise: Group) -> str:
        return self._foreign.text(exercise.peek("group"), '"group"', 50)

    def _round(self, exercises: list[Group], names: Names) -> list[Step]:
        entries = [_Entry(self._foreign, one, self._defined, names) for one in exercises]
        times = max(entry.sets or 1 for entry in entries)
        steps: list[Step] = []
        for entry in entries:
            if (entry.sets or 1) != times:
                self._foreign.remark(
                    entry.piece, f"this has fewer sets than its group and comes {times} times"
                )
            steps += entry.round_steps()
        return [RepeatStep(times, tuple(steps))] if times > 1 and steps else steps


class _Entry:
    """One exercise of a day."""

    def __init__(
        self, foreign: Foreign, group: Group, defined: Mapping[str, Piece], names: Names
    ) -> None:
        self._foreign = foreign
        self._names = names
        self.piece = group.piece
        base: Group | None = None
        reference = group.take("exercise_ref")
        if reference is not None:
            known = defined.get(foreign.text(reference, '"exercise_ref"', 200))
            base = foreign.group(known, "an exercise") if known is not None else None
        given = group.take("name") or (base.take("name") if base else None) or reference
        self._by_time = False
        self._name = foreign.text(given, "the name", LONGEST_NAME) or "Exercise"
        self._place = given or group.piece

        def taken(target: str, default: str) -> Piece | None:
            found = group.take(target)
            return found or (base.take(default) if base is not None else None)

        modality = taken("modality", "modality")
        self._modality = foreign.text(modality, '"modality"', 50).casefold()
        self.sets = foreign.whole(
            taken("target_sets", "default_sets"), '"target_sets"', min(MOST_SETS, MOST_REPEAT)
        )
        self._reps = foreign.whole(taken("target_reps", "default_reps"), '"target_reps"', MOST_REPS)
        length = taken("target_duration_sec", "default_duration_sec")
        most = MOST_HOLD if self._reps else MOST_TIME
        self._seconds = foreign.seconds(length, '"target_duration_sec"', most)
        self._between = self._rest(group.take("rest_between_sets_sec"), "rest_between_sets_sec")
        self._after = self._rest(group.take("rest_after_sec"), "rest_after_sec")
        notes = [
            foreign.text(one, "the notes", LONGEST_TEXT)
            for one in (group.take("target_notes"), taken("cues", "cues"))
            if one is not None
        ]
        self._note = " ".join(dict.fromkeys(notes))[:LONGEST_TEXT].strip()
        group.ignore("id", "group", "group_type", "equipment")
        group.close()

    def _rest(self, piece: Piece | None, key: str) -> float | None:
        return self._foreign.seconds(piece, quoted(key), MOST_REST)

    def steps(self) -> list[Step]:
        """The steps of an exercise that stands alone."""
        step = self._step(self.sets)
        if step is None:
            return []
        after: list[Step] = [RestStep(self._after)] if self._after and self._after >= 1 else []
        if not self._by_time or not self.sets or self.sets == 1:
            return [step, *after]
        if self._between is None or self._between < 1:
            return [RepeatStep(self.sets, (step,)), *after]
        pause = RestStep(self._between)
        before: Step = RepeatStep(self.sets - 1, (step, pause))
        first = [step, pause] if self.sets == 2 else [before]
        return [*first, step, *after]

    def round_steps(self) -> list[Step]:
        """The steps of an exercise in one round of its group."""
        step = self._step(1)
        pause = self._after or self._between or 0.0
        if step is None:
            return []
        return [step, RestStep(pause)] if pause >= 1 else [step]

    def _step(self, sets: int | None) -> ExerciseStep | None:
        dose = self._dose(sets)
        if dose is None:
            what = f"{quoted(self._name)} has neither reps nor a time and is left out"
            self._foreign.remark(self._place, what)
            return None
        self._by_time = dose.time is not None
        known = self._names.find(self._name)
        note = self._note if known is None else _without(self._note, known, self._seconds)
        return self._names.step(self._name, dose, self._place, note)

    def _dose(self, sets: int | None) -> Dose | None:
        seconds = self._seconds if self._seconds and self._seconds >= 1 else None
        between = self._between if sets and sets > 1 else None
        known = self._names.find(self._name)
        if self._reps and self._modality not in (*_BY_TIME, _OPEN):
            hold = Seconds(seconds) if seconds else None
            return Dose(Reps(self._reps, self._reps), None, hold, None, sets or None, between)
        if seconds is None:
            return Dose() if known is not None else None
        if self._reps:
            self._foreign.remark(self._place, "this goes by time: its reps are left out")
        if known is not None and held_for_a_while(known) and self._modality != _OPEN:
            hold_for = min(seconds, MOST_HOLD)
            return Dose(Reps(1, 1), None, Seconds(hold_for), None, sets or None, between)
        return Dose(time=seconds)


def held_for_a_while(exercise: Exercise) -> bool:
    """Whether it is a pose that is held, and not something that goes by time."""
    held = any(phase.seconds is None for phase in exercise.phases)
    return held and exercise.dose.time is None


def held_words(seconds: float) -> str:
    """The note that says for how long each rep is held."""
    return f"Hold each rep for {seconds:g} seconds."


def own_words(exercise: Exercise) -> tuple[str, ...]:
    """What is said of an exercise, into it, in it and out of it, as notes have it."""
    stops = (f"Stop for: {', '.join(exercise.stop_if)}.",) if exercise.stop_if else ()
    said = (phase.say for phase in exercise.phases if phase.say)
    return (*exercise.setup, *said, *exercise.finish, *stops)


def _without(note: str, exercise: Exercise, seconds: float | None) -> str:
    """A note without what the exercise says by itself."""
    for words in (held_words(seconds or 0.0), *own_words(exercise)):
        note = re.sub(rf"(?<!\S){re.escape(words)}(?!\S)", " ", note)
    return " ".join(note.split())
