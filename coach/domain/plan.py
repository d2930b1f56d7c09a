"""A routine settled for one person on one day: which exercises, and exactly how much of each.

A plan is what the timeline is laid out from. Repeats are written out, ranges are decided, the
exercises that a caution rules out are replaced or left out, and easing has been applied.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from coach.domain.cautions import fit
from coach.domain.dose import Dose, Seconds, Sides, Tempo
from coach.domain.exercise import Caution, Exercise, ExerciseType
from coach.domain.progress import FEWER_WISHED, ExerciseLog
from coach.domain.relief import Relief
from coach.domain.relief_step import ReliefStep, TimedRelief
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Setup,
    Step,
    VoiceLevel,
)

EASED_LINE: Final = "Half the range from here, and no further than is comfortable."


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """An exercise with everything about its dose decided.

    ``reps`` are the reps of each set and for each side; with ``time`` (seconds) they are empty.
    ``hold`` and ``rest`` (between sets) are seconds. ``eased`` marks what has been made easier.
    """

    exercise: Exercise
    reps: tuple[int, ...]
    time: float | None
    hold: float
    rest: float
    sides: Sides
    tempo: Tempo
    setup: Setup | None = None
    said: tuple[str, ...] = ()
    voice: VoiceLevel = VoiceLevel.FULL
    note: str = ""
    eased: bool = False
    instead_of: str = ""
    """The name of the exercise that this one stands in for."""
    gentler: Exercise | None = None
    """The easier exercise that suits this person, where the exercise names one."""
    why: str = ""
    """Why it is so many reps, or why the easier form, in one line; empty where the file says."""


@dataclass(frozen=True, slots=True)
class PlannedRest:
    """A pause of ``seconds`` in which nothing is done."""

    seconds: float
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedWords:
    """Lines to say, standing alone."""

    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedCheck:
    """A pain check that the routine itself wants."""


@dataclass(frozen=True, slots=True)
class PlannedGate:
    """What is asked before the relief protocol ``relief`` (its id), the next ``count`` steps."""

    relief: str
    title: str
    count: int


PlannedStep = (
    PlannedExercise | PlannedRest | PlannedWords | PlannedCheck | PlannedGate | TimedRelief
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a session, and what was left out of the routine, by name."""

    title: str
    steps: tuple[PlannedStep, ...]
    left_out: tuple[str, ...] = ()
    pain_limit: int | None = None
    cautions: frozenset[Caution] = frozenset()
    """What the person needs care with: it shows in how they are told to get down and up."""

    @property
    def exercises(self) -> tuple[PlannedExercise, ...]:
        """The exercises, in order."""
        return tuple(step for step in self.steps if isinstance(step, PlannedExercise))

    def eased(self) -> "Plan":
        """This plan with every exercise in its gentler form."""
        return replace(self, steps=tuple(eased(step) for step in self.steps))

    @property
    def has_work(self) -> bool:
        """Whether there is anything to do in it: an exercise, or relief."""
        return any(isinstance(step, PlannedExercise | TimedRelief) for step in self.steps)


def plan_routine(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    *,
    cautions: frozenset[Caution] = frozenset(),
    reached: Mapping[str, int] | None = None,
    voice: VoiceLevel | None = None,
    familiar: frozenset[str] = frozenset(),
    reliefs: Mapping[str, Relief] | None = None,
    log: ExerciseLog | None = None,
) -> Plan:
    """Settle ``routine`` for a person.

    ``exercises`` is the library; the routine's own definitions come before it. ``reached`` are
    the reps somebody has come to in a range, by exercise id. ``voice`` overrides the level of
    every step. Of the ``familiar`` exercises (ids) less is said where nobody has set a level.
    ``log`` is what the record says of the exercises; it goes before ``reached``.
    A protocol that is not among the ``reliefs`` is left out, so that nobody who can't be asked
    gets something onto the skin.

    Raises:
        KeyError: if a step names an exercise that is nowhere (a checked routine has none).
    """
    library = {**exercises, **{own.id: own for own in routine.exercises}}
    steps: list[PlannedStep] = []
    left_out: list[str] = []
    gate: tuple[int, int] | None = None
    for number, step in enumerate(_written_out(routine.steps, reliefs or {})):
        match step:
            case ExerciseStep():
                exercise = library[step.exercise]
                fitted = fit(exercise, cautions, library)
                if fitted.exercise is None:
                    left_out.append(exercise.name)
                    if gate is not None and number <= gate[1]:
                        steps[gate[0]] = _one_less(steps[gate[0]])
                    continue
                replaced = fitted.exercise.id != exercise.id
                planned = settle(
                    replace(step, dose=Dose()) if replaced else step,
                    fitted.exercise,
                    routine,
                    reached=(reached or {}).get(fitted.exercise.id),
                    voice=voice,
                    familiar=fitted.exercise.id in familiar,
                    log=log,
                )
                planned = replace(
                    planned,
                    said=(*fitted.said, *planned.said),
                    instead_of=exercise.name if replaced else "",
                    note="" if replaced else planned.note,
                    gentler=_gentler(fitted.exercise, cautions, library),
                )
                if log is not None:
                    planned = _after_a_stop(planned, log, cautions, library)
                steps.append(planned)
            case RestStep():
                steps.append(PlannedRest(step.seconds, _lines(step.say)))
            case SayStep():
                steps.append(PlannedWords((step.say,)))
            case PainCheckStep():
                steps.append(PlannedCheck())
            case ReliefStep():
                left_out.append(step.relief.capitalize())
            case PlannedGate():
                gate = len(steps), number + step.count
                steps.append(step)
            case TimedRelief():
                steps.append(step)
    return Plan(routine.title, tuple(steps), tuple(left_out), routine.pain_limit, cautions)


def settle(
    step: ExerciseStep,
    exercise: Exercise,
    routine: Routine | None = None,
    *,
    reached: int | None = None,
    voice: VoiceLevel | None = None,
    familiar: bool = False,
    log: ExerciseLog | None = None,
) -> PlannedExercise:
    """Decide everything that ``step`` leaves open: from the routine, then from the exercise."""
    defaults = routine.defaults if routine else None
    dose = step.dose
    if defaults is not None:
        dose = replace(
            dose,
            rest=defaults.rest if dose.rest is None else dose.rest,
            tempo=defaults.tempo if dose.tempo is None else dose.tempo,
        )
    dose = dose.over(exercise.dose)
    why = ""
    if dose.time is not None:
        reps: tuple[int, ...] = ()
    elif dose.descending is not None:
        reps = dose.descending
    else:
        each = dose.reps.within(reached) if dose.reps else 1
        if log is not None and dose.reps is not None and dose.reps.low < dose.reps.high:
            today = log.reps(exercise.id, dose.reps)
            each, why = today.reps, today.why
        reps = (each,) * (dose.sets or 1)
    if log is not None and reps:
        fewer = tuple(log.at_most(count) for count in reps)
        why = why if fewer == reps else FEWER_WISHED
        reps = fewer
    usual = VoiceLevel.BRIEF if familiar else VoiceLevel.FULL
    levels = (voice, step.voice, defaults.voice if defaults else None, usual)
    return PlannedExercise(
        exercise=exercise,
        reps=reps,
        time=dose.time,
        hold=(dose.hold or Seconds(0)).seconds,
        rest=dose.rest or 0.0,
        sides=dose.sides or Sides.BOTH,
        tempo=dose.tempo or Tempo(),
        setup=step.setup if step.setup is not None else (defaults.setup if defaults else None),
        said=_lines(step.say),
        voice=next(level for level in levels if level is not None),
        note=step.note,
        why=why,
    )


def _after_a_stop(
    step: PlannedExercise,
    log: ExerciseLog,
    cautions: frozenset[Caution],
    library: Mapping[str, Exercise],
) -> PlannedExercise:
    """The easier form of an exercise that was stopped, as long as the record asks for it.

    Where the easier exercise was stopped as well, its own easier one.
    """
    why = log.easier(step.exercise)
    if not why:
        return step
    passed = {step.exercise.id}
    while step.gentler is not None and log.easier(step.gentler):
        further = _gentler(step.gentler, cautions, library)
        if further is None or further.id in passed:
            break
        passed.add(step.gentler.id)
        step = replace(step, exercise=step.gentler, gentler=further)
    gentler = eased(step)
    assert isinstance(gentler, PlannedExercise)
    return replace(gentler, why=why)


def _gentler(
    exercise: Exercise, cautions: frozenset[Caution], library: Mapping[str, Exercise]
) -> Exercise | None:
    """The easier exercise that ``exercise`` names, where the person's cautions allow it."""
    if exercise.easier is None or exercise.easier.exercise is None:
        return None
    other = library.get(exercise.easier.exercise)
    return None if other is None or other.avoid_if & cautions else other


def eased(step: PlannedStep) -> PlannedStep:
    """The gentler form of a step: half the reps (rounded up), half the range, its easier words.

    What has been eased before stays as it is.
    """
    if not isinstance(step, PlannedExercise) or step.eased:
        return step
    easier = step.exercise.easier
    own = easier.dose if easier else Dose()
    halved = tuple(ceil(reps / 2) for reps in step.reps)
    if own.reps is not None:
        halved = tuple(min(reps, own.reps.low) for reps in halved)
    restful = step.exercise.type in (ExerciseType.REST, ExerciseType.BREATHING)
    time = step.time if step.time is None or restful else step.time / 2
    if step.gentler is not None and step.gentler.dose.time is not None:
        halved, time = (), step.gentler.dose.time
    return replace(
        step,
        exercise=step.gentler or step.exercise,
        reps=halved,
        time=time,
        hold=_eased_hold(step, own),
        sides=(step.gentler.dose.sides or Sides.BOTH) if step.gentler else step.sides,
        said=(
            *_lines(easier.say if easier else ""),
            *((EASED_LINE,) if halved else ()),
            *step.said,
        ),
        eased=True,
        gentler=None,
        why="",
    )


def _eased_hold(step: PlannedExercise, easier: Dose) -> float:
    """The hold of the gentler form: what the exercise says of it, or what it was."""
    if step.gentler is not None:
        own = easier.hold or step.gentler.dose.hold
        return own.seconds if own else 0.0
    return min(step.hold, easier.hold.seconds) if easier.hold else step.hold


def _written_out(
    steps: tuple[Step, ...], reliefs: Mapping[str, Relief]
) -> Iterator[Step | PlannedGate]:
    """The steps with each repeat written out, and those of a relief protocol behind its gate."""
    for step in steps:
        if isinstance(step, RepeatStep):
            for _ in range(step.times):
                yield from _written_out(step.steps, reliefs)
        elif isinstance(step, ReliefStep) and step.relief in reliefs:
            relief = reliefs[step.relief]
            own = tuple(_written_out(relief.steps, {}))
            yield PlannedGate(relief.id, relief.title, len(own))
            yield from own
        else:
            yield step


def _one_less(gate: PlannedStep) -> PlannedGate:
    """A gate of whose steps one is left out."""
    assert isinstance(gate, PlannedGate)
    return replace(gate, count=gate.count - 1)


def _lines(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
