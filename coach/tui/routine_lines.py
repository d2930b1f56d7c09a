"""A routine as the lists of the screen show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.exercise import Exercise
from coach.domain.plan import PlannedExercise, PlannedStep, PlannedWords
from coach.domain.progress import TO_BEGIN_WITH, ExerciseLog
from coach.domain.relief import Relief
from coach.domain.words import count_words
from coach.player.preview import step_words, usual_timeline
from coach.player.progress import in_short, reason
from coach.ports.library import Entry


@dataclass(frozen=True, slots=True)
class RoutineLine:
    """What is known of one routine before it is played. ``minutes`` is 0 where it is broken."""

    entry: Entry
    title: str
    minutes: float
    summary: str
    steps: tuple[str, ...]
    exercises: int = 0
    why: str = ""
    """Why there are so many reps of it, in one line; empty where nothing has changed."""

    @property
    def length(self) -> str:
        """``4 min``."""
        if self.entry.routine is None and self.entry.relief is None:
            return "has mistakes"
        return f"{self.minutes:.0f} min" if self.minutes >= 1 else "under 1 min"

    @property
    def facts(self) -> str:
        """``4 min, 3 exercises``."""
        counted = f", {count_words(self.exercises, 'exercise')}" if self.exercises else ""
        return f"{self.length}{counted}"


def routine_line(
    entry: Entry,
    exercises: Mapping[str, Exercise],
    reliefs: Mapping[str, Relief] | None = None,
    log: ExerciseLog | None = None,
) -> RoutineLine:
    """The line of a routine; a broken one has its first problem instead of its steps.

    ``log`` is what the record says of its exercises; without one everything begins.
    """
    routine = entry.routine if entry.relief is None else entry.relief.as_routine()
    if routine is None:
        problems = [str(problem) for problem in entry.problems[:1]]
        more = ["All of its mistakes: coach check " + entry.file] if len(entry.problems) > 1 else []
        return RoutineLine(entry, entry.id, 0.0, "", (*problems, *more))
    timeline = usual_timeline(routine, exercises, reliefs, log)
    plan = timeline.plan
    return RoutineLine(
        entry,
        routine.title,
        timeline.total / 60,
        routine.summary,
        tuple(words for words in map(_step_words, plan.steps) if words),
        len(plan.exercises),
        in_short(plan),
    )


def _step_words(step: PlannedStep) -> str:
    if isinstance(step, PlannedWords):
        return ""
    why = reason(step) if isinstance(step, PlannedExercise) else ""
    reasoned = isinstance(step, PlannedExercise) and step.why not in ("", TO_BEGIN_WITH)
    return "\n  ".join((*step_words(step), *((why,) if reasoned else ())))
