"""Small exercises and routines, written by hand, whose timelines can be reckoned in the head."""

from coach.domain.checks import CheckRule
from coach.domain.dose import Dose, Reps, Seconds
from coach.domain.exercise import Exercise, ExerciseType, Phase, Position
from coach.domain.layout import compile_timeline
from coach.domain.routine import ExerciseStep, Routine, Step, VoiceLevel
from coach.domain.timeline import Timeline

NO_CHECKS = CheckRule(familiar=frozenset({"lift", "squeeze", "breathe", "walk"}), often=False)
"""Nothing is new and nothing was wrong: only the clock and the routine ask."""

LIFT = Exercise(
    id="lift",
    name="Leg lift",
    type=ExerciseType.STRENGTH,
    position=Position.SUPINE,
    setup=("Lie on your back.",),
    phases=(
        Phase("up", 2.0, "Breathe out, lift slowly.", "Out"),
        Phase("hold", None, "Hold.", "Hold"),
        Phase("down", 3.0, "Breathe in, lower.", "In"),
    ),
    dose=Dose(reps=Reps(2, 4), hold=Seconds(5)),
    finish=("Rest there.",),
)
SQUEEZE = Exercise(
    id="squeeze",
    name="Squeeze",
    type=ExerciseType.STRENGTH,
    position=Position.SUPINE,
    setup=("Stay on your back.",),
    phases=(Phase("squeeze", 4.0, "Squeeze.", "Squeeze"), Phase("let go", 2.0, "Go.", "Go")),
    dose=Dose(reps=Reps(3, 3)),
    finish=("Let go.",),
)
BREATHE = Exercise(
    id="breathe",
    name="Breathing",
    type=ExerciseType.BREATHING,
    position=Position.ANY,
    setup=("Hand on belly.",),
    phases=(Phase("in", 4.0, "In.", "In"), Phase("out", 6.0, "Out.", "Out")),
    dose=Dose(time=60.0),
    finish=("Breathe as you like.",),
)
WALK = Exercise(
    id="walk",
    name="Walk",
    type=ExerciseType.WALK,
    position=Position.STANDING,
    setup=("Stand.",),
    phases=(Phase("walk", None, "Easy pace.", "Walk"),),
    dose=Dose(time=120.0),
    finish=("Stand still.",),
)
LIBRARY = {exercise.id: exercise for exercise in (LIFT, SQUEEZE, BREATHE, WALK)}


def routine(*steps: Step | str, title: str = "Test") -> Routine:
    """A routine of these steps; a word is an exercise as it comes."""
    return Routine(
        "test",
        title,
        tuple(ExerciseStep(step) if isinstance(step, str) else step for step in steps),
    )


def laid(
    *steps: Step | str, checks: CheckRule = NO_CHECKS, voice: VoiceLevel | None = None
) -> Timeline:
    """The timeline of these steps for somebody who knows the exercises."""
    return compile_timeline(routine(*steps), LIBRARY, checks=checks, voice=voice)
