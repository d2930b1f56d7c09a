"""The steps of a routine, each by its one leading key."""

import re
from collections.abc import Mapping
from typing import Final

import yaml

from coach.adapters.library.checking import validate
from coach.adapters.library.doses import check_pairs, dose_of, fitted, meant_dose, phases_in
from coach.adapters.library.exercise_file import find
from coach.adapters.library.models import (
    STEP_MODELS,
    ExerciseStepModel,
    PainCheckModel,
    ReliefStepModel,
    RepeatModel,
    RestStepModel,
    SayStepModel,
    Strict,
)
from coach.adapters.library.nodes import (
    Pair,
    end_of,
    first_place,
    is_nothing,
    pair,
    pairs,
    place,
    start_of,
)
from coach.adapters.library.problems import Report, nearest, quoted
from coach.adapters.library.shelf import Shelf
from coach.domain.relief_step import ReliefStep
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    SayStep,
    Step,
)

LEADING: Final = ("exercise", "repeat", "relief", "pain-check", "rest", "say")
"""The keys that say what a step is; the last two only where none of the others is there."""
_STRONG: Final = LEADING[:4]
_ONE_OF: Final = "one of " + ", ".join(LEADING)
_OF_AN_EXERCISE: Final = frozenset(
    {"reps", "hold", "time", "sets", "sides", "tempo", "setup", "voice"}
)


class StepReader:
    """Reads steps; every mistake goes into the report, and a wrong step is left out.

    ``reliefs`` are the titles of the relief protocols that a step may name, by id.
    """

    named_steps = False
    """Whether a step may be one by time, with a name of its own."""

    def __init__(self, report: Report, shelf: Shelf, reliefs: Mapping[str, str]) -> None:
        self._report = report
        self._shelf = shelf
        self._reliefs = reliefs
        self.named: list[str] = []
        """The ids of the exercises of all steps, those with another mistake too."""
        self.complete = True
        """Whether the exercise of every step is known."""

    def steps(self, node: yaml.Node, key: Pair) -> tuple[Step, ...]:
        """The steps that stand behind ``key`` (a key of ``node``)."""
        value = key.value
        if not isinstance(value, yaml.SequenceNode):
            self.complete = False
            spot = place(node, (key.name,))
            if is_nothing(value):
                self._report.add(
                    *spot,
                    f'"{key.name}" is empty',
                    expected=f'at least one step below it, further right than "{key.name}"',
                )
            else:
                first = next(pairs(value), None)
                if first is not None and first.name in LEADING:
                    spot = start_of(first.key), end_of(first.key)
                self._report.add(
                    *spot,
                    f'"{key.name}" has to be a list',
                    expected='lines that begin with "- ", one for each step',
                )
            return ()
        if not value.value:
            self._report.add(
                *place(node, (key.name,)), f'"{key.name}" is empty', expected="at least one step"
            )
        return tuple(step for item in value.value if (step := self._step(item)) is not None)

    def _step(self, node: yaml.Node) -> Step | None:
        if isinstance(node, yaml.ScalarNode) and node.value.strip() == "pain-check":
            return PainCheckStep()
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        self._no_group(node)
        return None

    def _no_group(self, node: yaml.Node) -> None:
        self.complete = False
        spot = start_of(node), end_of(node)
        if not isinstance(node, yaml.ScalarNode):
            self._report.add(*spot, "a list can't be a step", expected=_ONE_OF)
        elif is_nothing(node):
            self._report.add(*spot, "this step is empty", expected=_ONE_OF)
        elif self._shelf.find(node.value) is not None:
            text = quoted(node.value)
            self._report.add(
                *spot, f"{text} needs a key before it", expected=f"exercise: {text[1:-1]}"
            )
        elif (word := re.match(r"[\w-]+", node.value)) and word[0] in LEADING:
            self._report.add(
                *spot,
                f"a colon and a space belong after {quoted(word[0])}",
                expected=f"{word[0]}: and its value",
            )
        else:
            self._report.add(
                *spot,
                f"{quoted(node.value)} is no step",
                expected=_ONE_OF,
                word=node.value,
                candidates=["pain-check", *self._shelf.words],
            )

    def _mapping(self, node: yaml.MappingNode) -> Step | None:
        if self.named_steps and pair(node, "name") is not None:
            return self.read_named(node)
        leading = self._leading(node)
        if leading is None:
            self.complete = False
            return None
        if leading.name == "relief":
            return self._relief(leading, node)
        return self._read(STEP_MODELS[leading.name], node)

    def _leading(self, node: yaml.MappingNode) -> Pair | None:
        """The key that says what the step is; one problem where there is none or two."""
        found = list(pairs(node))
        strong = [key for key in found if key.name in _STRONG]
        if len(strong) > 1:
            self._report.add(
                start_of(strong[1].key),
                end_of(strong[1].key),
                f"a step is one thing: this one has {quoted(strong[0].name)} already",
                expected=(
                    "reps: and how often"
                    if strong[1].name == "repeat" and pair(node, "steps") is None
                    else 'a line of its own, beginning with "- "'
                ),
            )
            return None
        if strong:
            return strong[0]
        known = {name for model in STEP_MODELS.values() for name in _keys(model)}
        for key in found:
            if key.name not in known and nearest(key.name, _STRONG):
                self._unknown(key)
                return None
        weak = {key.name: key for key in found if key.name in ("rest", "say")}
        dosed = next((key for key in found if key.name in _OF_AN_EXERCISE), None)
        if dosed is not None:
            self._report.add(
                start_of(dosed.key),
                end_of(dosed.key),
                f'{quoted(dosed.name)} is for an exercise, and this step has no "exercise"',
                expected='exercise: and an id; or no "- " here, if it goes with the step above',
            )
            return None
        if weak:
            return weak.get("rest") or weak["say"]
        for key in found:
            if key.name not in known and nearest(key.name, LEADING):
                self._unknown(key)
                return None
        if found and self._shelf.find(found[0].name) is not None:
            name = found[0].name
            self._report.add(
                *first_place(node),
                f"{quoted(name)} is an exercise, and stands behind the key of that name",
                expected=f'exercise: {name}, and "reps" or "hold" on lines below it',
            )
            return None
        self._report.add(*first_place(node), "this step doesn't say what it is", expected=_ONE_OF)
        return None

    def _unknown(self, key: Pair) -> None:
        self._report.add(
            start_of(key.key),
            end_of(key.key),
            f"unknown key {quoted(key.name)}",
            expected=_ONE_OF,
            word=key.name,
            candidates=LEADING,
        )

    def read_named(self, node: yaml.MappingNode) -> Step | None:
        """A step by time, where there is such a thing."""
        raise NotImplementedError

    def _relief(self, key: Pair, node: yaml.MappingNode) -> ReliefStep | None:
        model = validate(ReliefStepModel, node, self._report)
        if model is None:
            return None
        if model.relief in self._reliefs:
            return ReliefStep(model.relief, model.note)
        self._report.add(
            start_of(key.value),
            end_of(key.value),
            f"there is no relief protocol {quoted(model.relief)}",
            expected="one of " + ", ".join(self._reliefs),
            word=model.relief,
            candidates=self._reliefs,
        )
        return None

    def _read(self, kind: type[Strict], node: yaml.MappingNode) -> Step | None:
        model = validate(kind, node, self._report)
        match model:
            case ExerciseStepModel():
                return self._exercise(model, node)
            case RepeatModel():
                key = pair(node, "steps")
                steps = self.steps(node, key) if key is not None else ()
                return RepeatStep(model.repeat, steps, model.note)
            case RestStepModel():
                return RestStep(model.rest, model.say, model.note)
            case SayStepModel():
                return SayStep(model.say, model.note)
            case PainCheckModel():
                return PainCheckStep(model.note)
        if kind is RepeatModel and (key := pair(node, "steps")) is not None:
            # "repeat" itself is wrong; the mistakes in what it repeats count as well.
            self.steps(node, key)
        elif kind is ExerciseStepModel:
            # So do those of keys that can't stand together, whichever value is wrong.
            check_pairs(node, self._report)
            named = pair(node, "exercise")
            if named is not None and isinstance(named.value, yaml.ScalarNode):
                name = self._find(named.value.value, node)
                if name is not None:
                    fitted(meant_dose(node), self._shelf.exercises[name], node, self._report)
        return None

    def _find(self, name: str, node: yaml.Node) -> str | None:
        found = find(self._shelf, name, node, ("exercise",), self._report)
        if found is None:
            self.complete = False
        else:
            self.named.append(found)
        return found

    def _exercise(self, model: ExerciseStepModel, node: yaml.Node) -> ExerciseStep:
        dose = dose_of(model, node, self._report)
        name = self._find(model.exercise, node)
        if name is not None:
            dose = fitted(dose, self._shelf.exercises[name], node, self._report)
        return ExerciseStep(
            exercise=name or model.exercise,
            dose=dose,
            setup=model.setup,
            say=model.say,
            voice=model.voice,
            note=model.note,
        )


def _keys(model: type[Strict]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


def exercises_in(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The ids of the exercises of these steps, each once, in their order."""
    found: dict[str, None] = {}
    for step in steps:
        if isinstance(step, ExerciseStep):
            found[step.exercise] = None
        elif isinstance(step, RepeatStep):
            found |= dict.fromkeys(exercises_in(step.steps))
    return tuple(found)


def written_out(steps: tuple[Step, ...], shelf: Shelf) -> tuple[int, int]:
    """How many steps these are with every repeat written out, and how many phases."""
    total = phases = 0
    for step in steps:
        if isinstance(step, RepeatStep):
            inner, inner_phases = written_out(step.steps, shelf)
            total += step.times * inner
            phases += step.times * inner_phases
            continue
        total += 1
        if isinstance(step, ExerciseStep) and (exercise := shelf.exercises.get(step.exercise)):
            # For somebody with a caution another exercise may come in its place, in its own dose.
            others = [shelf.exercises.get(one.exercise) for one in exercise.instead]
            phases += max(
                phases_in(exercise, step.dose),
                *(phases_in(other, other.dose) for other in others if other is not None),
                0,
            )
    return total, phases
