"""Doses from a file, and what of them can't stand together."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import ceil
from typing import Final

import yaml

from coach.adapters.library import scalars
from coach.adapters.library.checking import at
from coach.adapters.library.models import DoseKeys
from coach.adapters.library.nodes import key_place, pair, plain
from coach.adapters.library.problems import Report, quoted
from coach.adapters.library.scalars import LEAST_PHASE, ScalarError
from coach.domain.dose import Breaths, Dose, Reps, Seconds, Sides, Tempo
from coach.domain.exercise import Exercise

_BOTH: Final = (Sides.EACH, Sides.ALTERNATE)
_SOME_HOLD: Final = Seconds(1.0)
_PARSERS: Final[dict[str, tuple[Callable[[object], object], object]]] = {
    "reps": (scalars.reps, Reps(1, 1)),
    "hold": (scalars.hold, _SOME_HOLD),
    "time": (scalars.time, 1.0),
    "sets": (scalars.sets, 1),
}
"""How each key that other keys depend on is read, and what stands in for it where it can't be."""


def dose_of(keys: DoseKeys, node: yaml.Node, report: Report) -> Dose:
    """The dose that a group gives; what contradicts itself goes into the report."""
    check_pairs(node, report)
    listed = isinstance(keys.reps, tuple)
    return Dose(
        reps=keys.reps if isinstance(keys.reps, Reps) else None,
        descending=keys.reps if isinstance(keys.reps, tuple) else None,
        hold=keys.hold,
        time=keys.time,
        sets=None if listed else keys.sets,
        rest=keys.rest,
        sides=keys.sides,
        tempo=keys.tempo,
    )


def check_pairs(node: yaml.Node, report: Report) -> None:
    """Report the keys of a dose that can't stand together, whatever their values are."""
    reps = pair(node, "reps")
    if pair(node, "time") is not None:
        for name in ("reps", "hold", "sets"):
            if pair(node, name) is not None:
                report.add(
                    *key_place(node, (name,)),
                    f'"{name}" can\'t stand beside "time": it is one or the other',
                )
    elif reps is not None and isinstance(reps.value, yaml.SequenceNode) and pair(node, "sets"):
        report.add(
            *key_place(node, ("sets",)),
            '"sets" can\'t stand beside a list of reps: the list has a number for each set',
        )


def meant_dose(node: yaml.Node) -> Dose:
    """The dose of a group with mistakes, to look for others: what can't be read is made up."""
    found: dict[str, object] = {}
    for name, (parse, made_up) in _PARSERS.items():
        if (given := pair(node, name)) is not None:
            try:
                found[name] = parse(plain(given.value))
            except ScalarError:
                found[name] = made_up
    reps, hold, time, sets = (found.get(name) for name in _PARSERS)
    tempo = _meant_tempo(node)
    if tempo is None and pair(node, "tempo") is not None:
        hold = hold or _SOME_HOLD  # the tempo may be what gives it
    return Dose(
        reps=reps if isinstance(reps, Reps) else None,
        descending=reps if isinstance(reps, tuple) else None,
        hold=hold if isinstance(hold, Seconds | Breaths) else None,
        time=time if isinstance(time, float) else None,
        sets=sets if isinstance(sets, int) and not isinstance(reps, tuple) else None,
        tempo=tempo,
    )


def _meant_tempo(node: yaml.Node) -> Tempo | None:
    """The tempo of a group with mistakes: its phases, with made-up seconds in a wrong one."""
    given = pair(node, "tempo")
    value = plain(given.value) if given is not None else None
    try:
        return scalars.tempo(value)
    except ScalarError:
        return (
            Tempo(phases=tuple((name, 1.0) for name in value)) if isinstance(value, dict) else None
        )


def fitted(dose: Dose, exercise: Exercise, node: yaml.Node, report: Report) -> Dose:
    """A step's dose as its exercise takes it.

    What the exercise has no use for goes into the report, for it would silently do nothing. A
    tempo that names a held phase gives the hold.
    """
    named = quoted(exercise.id)
    held = {phase.name for phase in exercise.phases if phase.seconds is None}
    if dose.tempo is not None:
        check_tempo(dose.tempo, [phase.name for phase in exercise.phases], named, node, report)
        dose = hold_from_tempo(dose, held, node, report)
    whole = dose.over(exercise.dose)
    for name, given in (("hold", dose.hold), ("sets", dose.sets)):
        if given is None or pair(node, name) is None or dose.time is not None:
            continue
        if name == "hold" and not held:
            report.add(
                *key_place(node, (name,)),
                f'{named} has nothing that is held, so "hold" would change nothing',
            )
        elif whole.time is not None:
            report.add(
                *key_place(node, (name,)),
                f'{named} goes by time, so "{name}" would change nothing',
                expected='"time", or "reps" beside it',
            )
    if held and whole.time is None and whole.hold is None:
        report.add(
            *key_place(node, ("reps",)),
            f'{named} has no hold of its own, so "reps" needs a "hold" beside it',
        )
    return dose


def hold_from_tempo(dose: Dose, held: set[str], node: yaml.Node, report: Report) -> Dose:
    """The dose with the seconds that its tempo gives to a ``held`` phase as its hold."""
    if dose.tempo is None:
        return dose
    holds = {seconds for name, seconds in dose.tempo.phases if name in held}
    if not holds:
        return dose
    if dose.hold is not None or len(holds) > 1:
        report.add(
            *key_place(node, ("tempo",)), "this tempo has a hold of its own; keep one of the two"
        )
    phases = tuple(one for one in dose.tempo.phases if one[0] not in held)
    tempo = replace(dose.tempo, phases=phases) if phases else None
    return replace(dose, hold=Seconds(max(holds)), tempo=tempo)


def check_tempo(
    tempo: Tempo, phases: Iterable[str], named: str, node: yaml.Node, report: Report
) -> None:
    """Report the phases of a tempo that there are not."""
    known = tuple(dict.fromkeys(phases))
    found = pair(node, "tempo")
    for name, _ in tempo.phases:
        if name not in known:
            spot = key_place(found.value, (name,)) if found is not None else at(node, "tempo")
            report.add(
                *spot,
                f"{named} has no phase {quoted(name)}",
                expected="one of " + ", ".join(known),
                word=name,
                candidates=known,
            )


def phases_in(exercise: Exercise, dose: Dose) -> int:
    """How many phases an exercise in this dose has, written out."""
    whole = dose.over(exercise.dose)
    tempo = whole.tempo or Tempo()
    if whole.time is not None:
        if any(phase.seconds is None for phase in exercise.phases):
            return 2 * len(exercise.phases)  # what is held takes all of the time
        lengths = (tempo.seconds(phase.name, phase.seconds or 0.0) for phase in exercise.phases)
        return ceil(whole.time / max(LEAST_PHASE, sum(lengths))) * len(exercise.phases)
    if whole.descending is not None:
        reps = sum(whole.descending)
    else:
        reps = (whole.reps.high if whole.reps else 1) * (whole.sets or 1)
    return reps * len(exercise.phases) * (2 if whole.sides in _BOTH else 1)
