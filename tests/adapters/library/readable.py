"""Routines that a file can have, with the texts that YAML reads as something else."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Final

from hypothesis import strategies as st

from coach.domain.dose import Dose, Reps, Seconds, Tempo
from coach.domain.exercise import Adaptation, Easier, Exercise, Phase
from coach.domain.relief_step import ReliefStep
from coach.domain.routine import (
    ExerciseStep,
    Needs,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)
from coach.domain.sounds import AS_SET, Profile, Sounds, Tone
from tests.domain.strategies import FEW, NONE, a_library, a_routine, perhaps, some_steps

TRAPS: Final = (
    *("no", "Yes", "on", "y", "N", "null", "~", "true", "8", "08", "1.5", "1_000", "1e3", ".5"),
    *(".inf", ".NaN", "0x1F", "0o17", "0b1", "1:30", "190:20:30", "2026-03-31", "+1", "-1"),
    *("2026-03-31 10:00", "- x", "-", "-x", "# x", "a #b", "a#b", "a: b", "a:b", "a:", ": x", "?"),
    *("? x", "[x]", "a]", "{x}", "a}", "a, b", "&a", "*a", "!t", "|", ">", "%d", "@x", "`x`", "="),
    *(
        "<<",
        "...",
        "... x",
        "---",
        "--- x",
        "'x'",
        "it's",
        '"x"',
        'say "x"',
        "a\\b",
        "\\",
        "pain-check",
    ),
    *("ä é ß", "休息", "Отдых", "🙂", "a\u200db", "a\u00adb", "\ufeffa", "[red]x[/red]", "ready"),
)


def a_text(chance: Random) -> str:
    return chance.choice(TRAPS)


def words(chance: Random) -> str:
    return chance.choice(("", a_text(chance), f"Slowly: {a_text(chance)}"))


def a_readable(chance: Random, count: int) -> Routine:
    """A routine with exercises of its own and every key, as a file can say it."""
    library = {id: _exercise(chance, one) for id, one in a_library(chance).items()}
    steps = tuple(_step(chance, one, library) for one in some_steps(chance, count))
    if chance.random() < 0.2:
        steps = (*steps, ReliefStep("heat", words(chance)))
    routine = a_routine(chance, 1)
    used = [step.exercise for step in steps if isinstance(step, ExerciseStep)]
    tempo = routine.defaults.tempo
    return replace(
        routine,
        title=a_text(chance),
        steps=steps,
        exercises=tuple(library.values()),
        summary=words(chance),
        tags=tuple(a_text(chance) for _ in range(chance.randint(0, 3))),
        defaults=replace(routine.defaults, tempo=None if tempo and tempo.phases else tempo),
        minimal=tuple(used[:1]),
        prescribed_by=words(chance),
        valid_until=chance.choice(("", "2027-03-31")),
        times_a_day=perhaps(chance, lambda one: one.randint(1, 24)),
        days_a_week=perhaps(chance, lambda one: one.randint(1, 7)),
        level=chance.randint(1, 5),
        sounds=chance.choice(
            (
                AS_SET,
                Sounds(Profile.CLEAR),
                Sounds(
                    Profile.CALM, ((Tone.DONE, "/here/a b/no: x.wav"), (Tone.IN, "/here/1.wav"))
                ),
            )
        ),
        needs=Needs(
            perhaps(chance, lambda one: one.randint(0, 10)),
            chance.randint(0, 2),
            chance.choice((NONE, *FEW)),
            chance.randint(0, 2),
        ),
    )


def _exercise(chance: Random, exercise: Exercise) -> Exercise:
    names = {
        phase.name: f"{a_text(chance)} {number}" for number, phase in enumerate(exercise.phases)
    }
    phases = tuple(
        Phase(
            names[phase.name],
            phase.seconds,
            words(chance),
            words(chance),
            perhaps(chance, a_text),
        )
        for phase in exercise.phases
    )
    named = replace(exercise, phases=phases)
    dose = _dose(exercise.dose, phases)
    if dose.time is None:
        if any(phase.seconds is None for phase in phases):
            dose = replace(dose, hold=dose.hold or Seconds(5))
        if dose.reps is None and dose.descending is None:
            dose = replace(dose, reps=Reps(2, 3))
    adapt = tuple(
        Adaptation(
            one.cautions,
            one.say,
            tuple((phase.name, a_text(chance), words(chance)) for phase in phases[:2]),
            tuple((phase.name, a_text(chance)) for phase in phases[:1]),
        )
        for one in exercise.adapt
    )
    return replace(
        named,
        name=a_text(chance),
        dose=dose,
        setup=tuple(a_text(chance) for _ in range(chance.randint(0, 2))),
        finish=tuple(a_text(chance) for _ in range(chance.randint(1, 2))),
        aliases=tuple(f"{exercise.id} {a_text(chance)}" for _ in range(chance.randint(0, 2))),
        feel=words(chance),
        stop_if=tuple(a_text(chance) for _ in range(chance.randint(0, 2))),
        adapt=adapt,
        easier=None if exercise.easier in (None, Easier()) else _form(exercise.easier),
        harder=perhaps(chance, lambda one: Easier(say=a_text(one))),
        source=tuple(a_text(chance) for _ in range(chance.randint(0, 2))),
    )


def _form(form: Easier | None) -> Easier | None:
    return form and replace(form, dose=replace(form.dose, tempo=None))


def _dose(dose: Dose, phases: tuple[Phase, ...]) -> Dose:
    """The dose without what a file can't say beside the rest of it."""
    if dose.time is not None:
        dose = replace(dose, reps=None, descending=None, hold=None, sets=None)
    if dose.descending is not None:
        dose = replace(dose, sets=None)
    if all(phase.seconds is not None for phase in phases):
        dose = replace(dose, hold=None)
    tempo = dose.tempo
    if tempo is not None and tempo.phases:
        moved = [phase.name for phase in phases if phase.seconds is not None]
        pairs = tuple(
            (name, length) for name, (_, length) in zip(moved, tempo.phases, strict=False)
        )
        tempo = Tempo(phases=pairs) if pairs else None
    return replace(dose, tempo=tempo)


def _step(chance: Random, step: Step, library: Mapping[str, Exercise]) -> Step:
    match step:
        case ExerciseStep():
            exercise = library[step.exercise]
            dose = _dose(step.dose, exercise.phases)
            whole = dose.over(exercise.dose)
            if whole.time is not None:
                dose = replace(dose, sets=None, hold=None)
            elif whole.hold is None and any(one.seconds is None for one in exercise.phases):
                dose = replace(dose, hold=Seconds(2.5))
            return replace(step, dose=dose, say=words(chance), note=words(chance))
        case RestStep():
            return replace(step, say=words(chance), note=words(chance))
        case SayStep():
            return SayStep(a_text(chance), words(chance))
        case PainCheckStep():
            return PainCheckStep(words(chance))
        case RepeatStep():
            steps = tuple(_step(chance, one, library) for one in step.steps)
            return RepeatStep(step.times, steps, words(chance))
    return step


readable_routines = st.builds(
    lambda size, seed: a_readable(Random(seed), size),
    st.sampled_from(range(1, 6)),
    st.integers(0, 2**32 - 1),
)
