"""YAML from values: a routine, a step, one text, as a person would write them.

What is written here is read back by our own reader as the equal value, and by any other program
that knows YAML as the same words: a text that YAML 1.1 or 1.2 takes for a number, a date, a truth
value or nothing is quoted. Texts are on one line; the reader evens out white space.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from coach.adapters.library.key_writing import (
    Lines,
    cautions_line,
    dose_lines,
    duration_line,
    group_lines,
    indented,
    item_lines,
    list_line,
    number_line,
    sentence_lines,
    setup_line,
    tempo_line,
    text_line,
)
from coach.adapters.library.scalar_writing import scalar_text
from coach.adapters.library.scalars import spelled
from coach.domain.exercise import Adaptation, Caution, Easier, Exercise, Phase
from coach.domain.relief_step import ReliefStep
from coach.domain.routine import (
    Defaults,
    ExerciseStep,
    Needs,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)
from coach.domain.sounds import AS_SET, Sounds

__all__ = ["MODELINE", "exercise_lines", "routine_text", "scalar_text", "step_text"]

MODELINE: Final = "# yaml-language-server: $schema=routine.schema.json"
"""The comment that tells an editor which schema a file follows."""


def routine_text(
    routine: Routine,
    *,
    remarks: Sequence[str] = (),
    modeline: bool = True,
    folder: Path | None = None,
) -> str:
    """A whole file: the routine, its own exercises with their words, its steps.

    ``remarks`` are comment lines at its top, below the line for the editor (``modeline``).
    ``folder`` is where it is to be: sound files in it are named as seen from there, as a file has
    to; a routine without such files needs none.
    """
    local = replace(routine, sounds=_seen_from(folder, routine.sounds)) if folder else routine
    return "\n".join(_file(local, remarks, modeline=modeline)) + "\n"


def step_text(step: Step, indent: int) -> str:
    """The lines of one step, beginning with ``- `` behind ``indent`` spaces.

    Raises:
        ValueError: for a step that only a relief protocol has.
    """
    return "".join(f"{' ' * indent}{line}\n" for line in _step(step))


# The routine


def _file(routine: Routine, remarks: Sequence[str], *, modeline: bool) -> Lines:
    if modeline:
        yield MODELINE
    for remark in remarks:
        yield from _comment(remark)
    yield "schema: 1"
    yield "kind: routine"
    yield f"title: {scalar_text(routine.title)}"
    yield from text_line("summary", routine.summary)
    yield from list_line("tags", routine.tags)
    if routine.level != 3:
        yield f"level: {routine.level}"
    yield from text_line("prescribed-by", routine.prescribed_by)
    yield from text_line("valid-until", routine.valid_until, bare=True)
    yield from number_line("times-a-day", routine.times_a_day)
    yield from number_line("days-a-week", routine.days_a_week)
    yield from number_line("pain-limit", routine.pain_limit)
    yield from _sounds(routine.sounds)
    yield from group_lines("defaults", _defaults(routine.defaults))
    yield from group_lines("needs", _needs(routine.needs))
    yield from list_line("minimal", routine.minimal)
    if routine.exercises:
        yield "exercises:"
        for exercise in routine.exercises:
            yield from indented(item_lines(exercise_lines(exercise)))
    yield "steps:"
    for step in routine.steps:
        yield from indented(_step(step))


def _comment(remark: str) -> Lines:
    """A remark as comment lines, with nothing in it that acts on a screen or ends the comment."""
    for line in remark.splitlines() or [""]:
        shown = "".join(char if char.isprintable() else "?" for char in line).rstrip()
        yield f"# {shown}" if shown else "#"


def _defaults(defaults: Defaults) -> Lines:
    yield from duration_line("rest", defaults.rest)
    yield from setup_line(defaults.setup)
    yield from tempo_line(defaults.tempo)
    if defaults.voice is not None:
        yield f"voice: {defaults.voice.value}"


def _needs(needs: Needs) -> Lines:
    yield from number_line("pain-max", needs.pain_max)
    yield from number_line("greens", needs.greens or None)
    yield from cautions_line("not-for", needs.not_for)
    yield from number_line("days-between", needs.days_between or None)


def _seen_from(folder: Path, sounds: Sounds) -> Sounds:
    """The sounds, with the paths of the files below ``folder`` as seen from it."""
    here = folder.absolute()
    files = []
    for tone, path in sounds.files:
        inside = Path(path).is_relative_to(here)
        files.append((tone, Path(path).relative_to(here).as_posix() if inside else path))
    return replace(sounds, files=tuple(files))


def _sounds(sounds: Sounds) -> Lines:
    if sounds == AS_SET:
        return
    if sounds.profile is not None and not sounds.files:
        yield f"sounds: {sounds.profile.value}"
        return
    yield "sounds:"
    if sounds.profile is not None:
        yield f"  profile: {sounds.profile.value}"
    for tone, path in sounds.files:
        yield f"  {tone.value}: {scalar_text(path)}"


# An exercise


def exercise_lines(exercise: Exercise) -> Lines:
    """The keys of an exercise as a routine's own definition has them, each on its line."""
    yield f"id: {scalar_text(exercise.id)}"
    yield f"name: {scalar_text(exercise.name)}"
    yield from list_line("aliases", exercise.aliases)
    yield f"type: {exercise.type.value}"
    yield f"position: {exercise.position.value}"
    yield from sentence_lines("setup", exercise.setup)
    yield "phases:"
    for phase in exercise.phases:
        yield f"  - {_phase(phase)}"
    yield from group_lines("dose", dose_lines(exercise.dose))
    yield from sentence_lines("finish", exercise.finish)
    yield from text_line("feel", exercise.feel)
    yield from list_line("stop-if", exercise.stop_if)
    yield from cautions_line("avoid-if", exercise.avoid_if)
    if exercise.instead:
        yield "instead:"
        for one in exercise.instead:
            yield from indented(item_lines(_instead(one.cautions, one.exercise)))
    if exercise.adapt:
        yield "adapt:"
        for adaptation in exercise.adapt:
            yield from indented(item_lines(_adaptation(adaptation)))
    yield from _form("easier", exercise.easier)
    yield from _form("harder", exercise.harder)
    yield from sentence_lines("source", exercise.source)


def _phase(phase: Phase) -> str:
    length = "hold" if phase.seconds is None else _seconds(phase.seconds)
    parts = [f"name: {scalar_text(phase.name, flow=True)}", f"seconds: {length}"]
    parts += _words(phase.say, phase.brief, phase.pose)
    return "{" + ", ".join(parts) + "}"


def _words(say: str, brief: str, pose: str | None) -> list[str]:
    found = (("say", say), ("brief", brief), ("pose", pose))
    return [f"{key}: {scalar_text(text, flow=True)}" for key, text in found if text]


def _seconds(length: float) -> str:
    """The seconds of a phase: a bare number, as files have it."""
    return f"{length:.6f}".rstrip("0").rstrip(".")


def _instead(cautions: Iterable[Caution], exercise: str) -> Lines:
    yield from cautions_line("if", cautions)
    yield f"exercise: {scalar_text(exercise)}"


def _adaptation(adaptation: Adaptation) -> Lines:
    yield from cautions_line("if", adaptation.cautions)
    yield f"say: {scalar_text(adaptation.say)}"
    if adaptation.phases:
        yield "phases:"
        poses = dict(adaptation.poses)
        for name, say, brief in adaptation.phases:
            words = ", ".join(_words(say, brief, poses.get(name)))
            yield f"  {scalar_text(name, flow=True)}: {{{words}}}"


def _form(key: str, form: Easier | None) -> Lines:
    if form is None:
        return
    yield f"{key}:"
    yield from indented(_form_keys(form))


def _form_keys(form: Easier) -> Lines:
    if form.exercise is not None:
        yield f"exercise: {scalar_text(form.exercise)}"
    yield from dose_lines(form.dose)
    yield from text_line("say", form.say)


# Doses and steps


def _step(step: Step) -> Lines:
    match step:
        case PainCheckStep(note=""):
            yield "- pain-check"
        case _:
            yield from item_lines(_step_keys(step))


def _step_keys(step: Step) -> Lines:
    match step:
        case ExerciseStep():
            yield f"exercise: {scalar_text(step.exercise)}"
            yield from dose_lines(step.dose)
            yield from setup_line(step.setup)
            yield from text_line("say", step.say)
            if step.voice is not None:
                yield f"voice: {step.voice.value}"
        case RestStep():
            yield f"rest: {spelled(step.seconds)}"
            yield from text_line("say", step.say)
        case SayStep():
            yield f"say: {scalar_text(step.say)}"
        case PainCheckStep():
            yield "pain-check: yes"
        case ReliefStep():
            yield f"relief: {scalar_text(step.relief)}"
        case RepeatStep():
            yield f"repeat: {step.times}"
        case _:
            raise ValueError(f"only a relief protocol has such a step: {step}")
    yield from text_line("note", step.note)
    if isinstance(step, RepeatStep):
        yield "steps:"
        for inner in step.steps:
            yield from indented(_step(inner))
