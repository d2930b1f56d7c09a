"""One exercise in words: the lines of its page."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coach.cli.exercise_rows import POSITIONS
from coach.documents.doses import room_in, short_seconds, written_dose
from coach.documents.suitability import otherwise, unsuited
from coach.domain.cautions import CautionLine
from coach.domain.dose import Sides
from coach.domain.exercise import Easier, Exercise
from coach.domain.plan import PlannedExercise, settle
from coach.domain.reps import phase_seconds
from coach.domain.routine import ExerciseStep, Routine
from coach.domain.words import capitalised, sentence

WIDEST: Final = 80
"""Lines that are longer are hard to read."""
_INDENT: Final = "  "
_SIDED: Final = (Sides.EACH, Sides.ALTERNATE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page; a ``head`` stands out where it can."""

    text: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """An exercise, whose it is (``bundled``, ``your own``), and what its page is made of."""

    exercise: Exercise
    whose: str
    library: Mapping[str, Exercise]
    cautions: Sequence[CautionLine]
    session_words: str


def planned(exercise: Exercise) -> PlannedExercise:
    """The exercise with its own dose, as somebody begins with it."""
    return settle(ExerciseStep(exercise.id), exercise)


def dose_words(exercise: Exercise) -> str:
    """How much of it, by the exercise itself: ``5 to 10 times, hold 5 s each.``"""
    alone = Routine(exercise.id, exercise.name, (ExerciseStep(exercise.id),))
    step = planned(exercise)
    return sentence(written_dose(step, room_in(alone, step)))


def title_lines(subject: Subject, width: int) -> Iterator[Line]:
    """The name, of what kind it is, and how else it is called."""
    exercise = subject.exercise
    for text in _wrapped(exercise.name, width):
        yield Line(text, head=True)
    kind = f"{exercise.type.value}, {POSITIONS[exercise.position]}; {subject.whose}"
    yield from _lines(f"{exercise.id}: {kind}", width)
    if exercise.aliases:
        yield from _lines(f"Also called: {', '.join(exercise.aliases)}", width)


def drawn_side(exercise: Exercise, side: str, width: int) -> Iterator[Line]:
    """Which side is drawn, where the sides do different things."""
    if exercise.dose.sides in _SIDED:
        yield from _lines(f"Drawn: the {side} side.", width)


def word_lines(subject: Subject, width: int) -> Iterator[Line]:
    """Everything below the drawing."""
    exercise = subject.exercise
    yield from _part("Set-up", exercise.setup, width)
    yield from _phases(exercise, width)
    yield from _part("How much", (dose_words(exercise),), width)
    yield from _part("Finish", exercise.finish, width)
    yield from _part("What you feel", (exercise.feel,), width)
    yield from _part("Stop if", (capitalised(one) for one in exercise.stop_if), width)
    yield from _cautions(subject, width)
    for head, form in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        if form is not None:
            yield from _part(head, _form(form, subject.library), width)
    yield from _part("Source", (", ".join(exercise.source),), width)
    yield Line("")
    yield from _lines(subject.session_words, width)


def phase_lines(exercise: Exercise, number: int, width: int) -> list[str]:
    """One phase, counted from 1: its number, name, seconds and words."""
    phase = exercise.phases[number - 1]
    names = max(len(one.name) for one in exercise.phases)
    times = [_time(planned(exercise), one) for one in range(1, len(exercise.phases) + 1)]
    widest = max(len(time) for time in times)
    before = f"{number} {phase.name:<{names}}  {times[number - 1]:>{widest}}  "
    words = phase.say or sentence(phase.brief or phase.name)
    if len(before) > width // 2:
        return _wrapped(f"{before.rstrip()}: {words}", width, hang=2)
    return _wrapped(before + words, width, hang=len(before))


def _phases(exercise: Exercise, width: int) -> Iterator[Line]:
    yield Line("")
    yield Line("One time" if exercise.dose.time is None else "Over and over", head=True)
    for number in range(1, len(exercise.phases) + 1):
        for text in phase_lines(exercise, number, width - len(_INDENT)):
            yield Line(_INDENT + text)


def _time(step: PlannedExercise, number: int) -> str:
    """How long a phase is; that of a phase that lasts as long as the exercise is its rest."""
    phase = step.exercise.phases[number - 1]
    seconds = phase_seconds(step, phase)
    if phase.seconds is None and step.time is not None:
        return short_seconds(step.time)
    return short_seconds(seconds)


def _cautions(subject: Subject, width: int) -> Iterator[Line]:
    exercise = subject.exercise
    found = list(unsuited(exercise, subject.cautions, subject.library))
    texts = [
        f"{one.text}: {f'{one.instead.name} instead' if one.instead else 'leave it out'}."
        for one in found
    ]
    if len(texts) > 1 and any(one.instead for one in found):
        texts.append("If more than one applies, the coach looks for what suits all of them.")
    yield from _part("Not for you if", texts, width)
    yield from _part(
        "In another way if",
        (f"{one.text}: {' '.join(one.said)}" for one in otherwise(exercise, subject.cautions)),
        width,
    )


def _form(form: Easier, library: Mapping[str, Exercise]) -> Iterator[str]:
    """What is easier, or harder: another exercise, another dose, a word of advice."""
    other = library.get(form.exercise) if form.exercise else None
    if other is not None:
        yield f"{other.name} ({other.id})."
    if form.say:
        yield form.say
        return
    parts = []
    if form.dose.reps is not None:
        parts.append(f"{form.dose.reps} times")
    if form.dose.sets is not None:
        parts.append(f"{form.dose.sets} sets")
    if form.dose.hold is not None:
        parts.append(f"hold {short_seconds(form.dose.hold.seconds)}")
    if form.dose.time is not None:
        parts.append(short_seconds(form.dose.time))
    if parts:
        yield sentence(", ".join(parts))


def _part(head: str, texts: Iterable[str], width: int) -> Iterator[Line]:
    """A part of the page with its head; nothing where there is nothing to say."""
    said = [text for text in texts if text]
    if not said:
        return
    yield Line("")
    yield Line(head, head=True)
    for text in said:
        for line in _wrapped(text, width - len(_INDENT), hang=2):
            yield Line(_INDENT + line)


def _lines(text: str, width: int) -> Iterator[Line]:
    yield from (Line(line) for line in _wrapped(text, width))


def _wrapped(text: str, width: int, hang: int = 0) -> list[str]:
    """The text in lines of at most ``width`` columns, all but the first moved in by ``hang``."""
    return textwrap.wrap(
        text,
        max(width, 2 * hang, 8),
        subsequent_indent=" " * hang,
        drop_whitespace=True,
        break_on_hyphens=False,
    )
