"""Exercises, doses, routines, plans, timelines and things that people do, for hypothesis.

Numbers are those that a checked file can have, but small: a timeline has up to some hundred
segments. Each value is made from a seed and a size. Hypothesis draws both and shrinks them to
the shortest routine that fails; drawing every number by itself is slow, and it tries the same few
routines over and over.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from random import Random
from typing import Final, TypeVar

from hypothesis import strategies as st

from coach.domain.checks import CheckRule
from coach.domain.commands import Command
from coach.domain.dose import Breaths, Dose, Hold, Reps, Seconds, Sides, Tempo
from coach.domain.exercise import (
    Adaptation,
    Caution,
    Easier,
    Exercise,
    ExerciseType,
    Phase,
    Position,
    Substitute,
)
from coach.domain.layout import lay_out
from coach.domain.plan import Plan, plan_routine
from coach.domain.routine import (
    Defaults,
    ExerciseStep,
    PainCheckStep,
    Ready,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Setup,
    Step,
    VoiceLevel,
)
from coach.domain.timeline import Timeline

T = TypeVar("T")

IDS: Final = ("alpha", "beta", "gamma")
PHASES: Final = ("lift", "keep", "lower")
LINES: Final = (
    "Slowly.",
    "Shoulders stay down.",
    "Breathe out, squeeze your buttocks, lift hips a little.",
    "Forehead to floor or cushion, breathe into your lower back, and let your shoulders go.",
)
SAID: Final = ("", *LINES)
REPS: Final = tuple(Reps(*bounds) for bounds in ((1, 1), (2, 2), (3, 3), (6, 6), (1, 4), (2, 7)))
FEW: Final = tuple(
    frozenset(some)
    for some in (
        (Caution.KNEES,),
        (Caution.BENDING,),
        (Caution.KNEES, Caution.BENDING),
        (Caution.WRISTS, Caution.LYING_ON_BACK),
    )
)
NONE: Final[frozenset[Caution]] = frozenset()
_ORDERS: Final = tuple(names for count in (1, 2, 3) for names in permutations(PHASES, count))

# Making one from chance


def tenths_of(chance: Random, low: float, high: float) -> float:
    return chance.randint(round(low * 10), round(high * 10)) / 10


def perhaps(chance: Random, make: Callable[[Random], T], share: float = 0.5) -> T | None:
    return make(chance) if chance.random() < share else None


def a_hold(chance: Random) -> Hold:
    return (
        Breaths(chance.randint(1, 4))
        if chance.random() < 0.25
        else Seconds(tenths_of(chance, 1, 40))
    )


def a_tempo(chance: Random) -> Tempo:
    if chance.random() < 0.5:
        return Tempo(chance.choice((1.0, 1.5)))
    return Tempo(1.0, ((chance.choice(PHASES), tenths_of(chance, 0.2, 6)),))


def a_setup(chance: Random) -> Setup:
    return Ready.WAIT if chance.random() < 0.5 else tenths_of(chance, 0, 40)


def a_voice(chance: Random) -> VoiceLevel:
    return chance.choice(tuple(VoiceLevel))


def a_dose(chance: Random, *, held: bool) -> Dose:
    """A dose by reps, by descending sets, by time, or left open.

    ``held`` gives it a hold too, for an exercise without one of its own.
    """
    dose = Dose(
        sides=perhaps(chance, lambda one: one.choice(tuple(Sides))),
        tempo=perhaps(chance, a_tempo, 0.3),
        rest=chance.choice((None, 0.0, 0.5, 5.0, 20.0, 40.5)),
    )
    kind = chance.choice(("reps", "reps", "descending", "time", "open"))
    dose = replace(dose, hold=perhaps(chance, a_hold, 1.0 if held else 0.5))
    if kind == "time":
        return replace(dose, time=tenths_of(chance, 1, 90))
    if kind == "descending":
        return replace(dose, descending=chance.choice(((3,), (3, 2, 1), (1, 4), (2, 2))))
    if kind == "reps":
        return replace(dose, reps=chance.choice(REPS), sets=chance.choice((None, 1, 2, 3)))
    return dose


def an_exercise(chance: Random, id: str) -> Exercise:
    """An exercise that may name the others of :data:`IDS`."""
    others = [other for other in IDS if other != id]
    phases = tuple(
        Phase(
            name,
            perhaps(chance, lambda one: tenths_of(one, 0.2, 8), 0.7),
            chance.choice(SAID),
            chance.choice(("", "Out")),
        )
        for name in chance.choice(_ORDERS)
    )
    exercise = Exercise(
        id=id,
        name=f"The {id}",
        type=chance.choice(tuple(ExerciseType)),
        position=chance.choice(tuple(Position)),
        setup=chance.choice((LINES[:1], LINES[2:4], LINES[1:])),
        phases=phases,
        dose=a_dose(chance, held=True),
        finish=chance.choice((LINES[:1], LINES[1:3])),
        avoid_if=perhaps(chance, lambda one: one.choice(FEW), 0.25) or NONE,
    )
    if chance.random() < 0.5:
        dose = Dose(
            reps=perhaps(chance, lambda one: one.choice(REPS)), hold=perhaps(chance, a_hold)
        )
        exercise = replace(
            exercise,
            instead=(Substitute(chance.choice(FEW), chance.choice(others)),),
            adapt=(Adaptation(chance.choice(FEW), chance.choice(LINES)),),
            easier=Easier(
                perhaps(chance, lambda one: one.choice(others)), dose, chance.choice(SAID)
            ),
        )
    return exercise


def a_library(chance: Random) -> Mapping[str, Exercise]:
    return {id: an_exercise(chance, id) for id in IDS}


def a_single_step(chance: Random) -> Step:
    kind = chance.choice(("exercise", "exercise", "exercise", "exercise", "rest", "say", "check"))
    match kind:
        case "rest":
            return RestStep(tenths_of(chance, 1, 200), chance.choice(SAID))
        case "say":
            return SayStep(chance.choice(LINES))
        case "check":
            return PainCheckStep()
    return ExerciseStep(
        chance.choice(IDS),
        dose=perhaps(chance, lambda one: a_dose(one, held=False)) or Dose(),
        setup=perhaps(chance, a_setup, 0.25),
        say=chance.choice(SAID),
        voice=perhaps(chance, a_voice, 0.25),
    )


def some_steps(chance: Random, count: int) -> tuple[Step, ...]:
    """Steps in a row, now and then some of them repeated."""
    chosen = [a_single_step(chance) for _ in range(count)]
    if chance.random() < 0.25:
        return (RepeatStep(chance.randint(1, 3), tuple(chosen[:2])), *chosen[2:])
    return tuple(chosen)


def a_routine(chance: Random, count: int) -> Routine:
    """A routine of ``count`` steps over the exercises of :data:`IDS`."""
    defaults = Defaults()
    if chance.random() < 0.25:
        defaults = Defaults(
            perhaps(chance, lambda one: tenths_of(one, 0, 40)),
            perhaps(chance, a_setup),
            perhaps(chance, a_tempo),
            perhaps(chance, a_voice),
        )
    limit = chance.choice((None, None, 0, 3, 5))
    steps = some_steps(chance, count)
    return Routine("routine", "Morning", steps, defaults=defaults, pain_limit=limit)


def a_plan(chance: Random, count: int) -> Plan:
    """A routine settled for somebody, eased or not."""
    plan = plan_routine(
        a_routine(chance, count),
        a_library(chance),
        cautions=perhaps(chance, lambda one: one.choice(FEW), 0.25) or NONE,
        reached={"alpha": chance.randint(1, 9)} if chance.random() < 0.5 else {},
        voice=perhaps(chance, a_voice, 0.3),
    )
    return plan.eased() if chance.random() < 0.2 else plan


def a_check_rule(chance: Random) -> CheckRule:
    familiar = chance.choice(((), IDS[:1], IDS))
    return CheckRule(frozenset(familiar), chance.random() < 0.4)


def a_timeline(chance: Random, count: int) -> Timeline:
    """A plan laid out, with the checks that some person gets."""
    intro = chance.choice(((), ("Move within comfort.",)))
    return lay_out(a_plan(chance, count), a_check_rule(chance), intro)


# The strategies


def _made(make: Callable[[Random], T]) -> st.SearchStrategy[T]:
    return st.integers(0, 2**32 - 1).map(lambda seed: make(Random(seed)))


def _sized(make: Callable[[Random, int], T], most: int) -> st.SearchStrategy[T]:
    return st.builds(
        lambda size, seed: make(Random(seed), size),
        st.sampled_from(range(1, most + 1)),
        st.integers(0, 2**32 - 1),
    )


def tenths(low: float, high: float) -> st.SearchStrategy[float]:
    """Seconds with one decimal, as files have them."""
    return st.integers(round(low * 10), round(high * 10)).map(lambda number: number / 10)


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """The value, or none."""
    return st.none() | strategy


doses = _made(lambda chance: a_dose(chance, held=False))
exercises = _made(lambda chance: an_exercise(chance, IDS[0]))
libraries = _made(a_library)
single_steps = _made(a_single_step)
routines = _sized(a_routine, 4)
plans = _sized(a_plan, 4)
long_plans = _sized(a_plan, 10)
timelines = _sized(a_timeline, 4)
check_rules = _made(a_check_rule)
voices = st.sampled_from(VoiceLevel)
cautions = st.sampled_from((NONE, *FEW))
reached = st.sampled_from(({}, {"alpha": 3}, {"alpha": 5, "beta": 1}, {"gamma": 12}))


@dataclass(frozen=True)
class Moment:
    """A command (or only a look) some seconds after the one before.

    ``pick`` chooses one of the commands that mean something in the state that it meets.
    """

    after: float
    command: Command | None
    pick: int | None = None


_ENDS: Final = (Command.END, Command.STOP)


def fitting(moment: Moment, defined: Collection[Command]) -> Moment:
    """The moment with its pick made; what ends a session is seldom picked."""
    if moment.pick is None:
        return moment
    usual = [one for one in Command if one in defined and one not in _ENDS]
    return replace(moment, command=usual[moment.pick % len(usual)] if usual else None, pick=None)


def a_clock_step(chance: Random) -> float:
    """Standing still, tiny, usual, long, a gap; a clock that goes back counts as standing still."""
    kind = chance.choice(
        ("still", "tiny", "usual", "usual", "usual", "even", "long", "long", "gap", "back")
    )
    match kind:
        case "still":
            return 0.0
        case "tiny":
            return chance.choice((1e-9, 1e-7, 1e-6, 1e-3))
        case "usual":
            return chance.uniform(0.01, 1.0)
        case "even":
            return chance.choice((0.25, 0.5, 1.0, 2.0, 3.0))
        case "long":
            return chance.uniform(1.0, 3.0)
        case "back":
            return -chance.uniform(0.0, 5.0)
    if chance.random() < 0.02:
        return chance.choice((7_300.0, 20_000.0))
    return chance.choice((3.01, 4.0, 30.0, 599.0, 600.0, 700.0))


def a_script(chance: Random, count: int) -> list[Moment]:
    """``count`` looks and commands, most of them such as mean something when they come."""
    script = []
    for _ in range(count):
        after, kind = a_clock_step(chance), chance.random()
        if kind < 0.5:
            script.append(Moment(after, None))
        elif kind < 0.9:
            script.append(Moment(after, None, chance.randrange(1000)))
        elif kind < 0.99:
            usual = [command for command in Command if command not in _ENDS]
            script.append(Moment(after, chance.choice(usual)))
        else:
            script.append(Moment(after, chance.choice(_ENDS)))
    return script


scripts = _sized(a_script, 60)
