"""The routine card: one printable page with the drawings and the doses, as HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from coach.documents.card_style import STYLE
from coach.documents.doses import room_in, short_seconds, written_dose
from coach.documents.key_poses import KeyPose, key_poses, sheet_of
from coach.documents.page import page_head
from coach.documents.suitability import otherwise, unsuited
from coach.domain.exercise import HOLD_PHASE, Exercise
from coach.domain.figure import Figure
from coach.domain.plan import Plan, PlannedCheck, PlannedExercise, PlannedRest, PlannedWords
from coach.domain.reps import phase_seconds
from coach.domain.routine import Routine
from coach.domain.safety import (
    GENTLE_ROUTINE,
    START_EASED,
    START_GENTLE,
    START_NONE,
)
from coach.domain.skeleton import body_of
from coach.domain.words import count_words, sentence
from coach.painters.sheet import drawing
from coach.painters.svg import svg
from coach.ports.content import Content
from coach.ports.library import Entry, Origin

MARK: Final = '<meta name="generator" content="coach card">'
"""Tells a card from every other file."""
MANY: Final = 4
"""From so many pictures on they stand in two rows."""
_SIGNS: Final = "Is any of this so now, new or worse? Then don't begin, and stop if you have begun."
_CHECK: Final = "How is your back now, 0 to 10? More than at the start, or sharp: stop, and rest."


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card is made of.

    ``plan`` is what is done: for anybody, or with ``mine`` for this person, their cautions
    heeded. ``exercises`` is the library; ``figures`` are what can be drawn of it.
    """

    entry: Entry
    plan: Plan
    exercises: Mapping[str, Exercise]
    figures: Mapping[str, Figure]
    content: Content
    mine: bool = False

    @property
    def routine(self) -> Routine:
        """The routine of the card."""
        assert self.entry.routine is not None
        return self.entry.routine


def card_html(card: Card) -> str:
    """The whole page. It has no script and loads nothing; every text in it is escaped."""
    return "\n".join(
        (
            *page_head(card.plan.title, MARK, STYLE),
            "<body><main>",
            *_head(card),
            '<ol class="steps">',
            *_steps(card),
            "</ol>",
            *_foot(card),
            "</main></body>",
            "</html>",
            "",
        )
    )


# The head


def _head(card: Card) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{escape(card.plan.title)}</h1>"
    for kind, text in (
        ("summary", card.routine.summary),
        ("often", how_often(card.routine)),
        ("limit", _limit(card)),
        ("not-for", _not_for(card)),
        ("left-out", _left_out(card)),
    ):
        if text:
            yield _p(kind, text)
    yield "</header>"


def how_often(routine: Routine) -> str:
    """How often, who says so and until when; empty where the routine says none of it."""
    sentences: list[str] = []
    often = []
    if routine.times_a_day is not None:
        often.append(f"{count_words(routine.times_a_day, 'time')} a day")
    if routine.days_a_week is not None:
        often.append(f"{count_words(routine.days_a_week, 'day')} a week")
    if often:
        sentences.append(sentence(", ".join(often)))
    between = routine.needs.days_between
    if between:
        sentences.append(f"{count_words(between, 'day')} of rest between two sessions.")
    if routine.prescribed_by:
        sentences.append(f"From {routine.prescribed_by}.")
    if routine.valid_until:
        sentences.append(f"Until {routine.valid_until}.")
    return " ".join(sentences)


def _limit(card: Card) -> str:
    """The highest score at which the coach itself would begin this routine, and ease it."""
    bundled = card.entry.origin is Origin.BUNDLED
    gentle = bundled and card.entry.id == GENTLE_ROUTINE
    limits = (
        (START_NONE if gentle else START_GENTLE) - 1,
        card.routine.pain_limit,
        card.routine.needs.pain_max,
    )
    most = min(limit for limit in limits if limit is not None)
    text = f"Only at a pain of {most} or less, from 0 to 10."
    if most >= START_EASED:
        last = min(most, START_GENTLE - 1)
        scores = f"{START_EASED} or {last}" if last > START_EASED else f"{START_EASED}"
        text += f" At {scores}: half the reps, and half the range."
    return text


def _not_for(card: Card) -> str:
    """Whom the routine doesn't suit as a whole; a person's own page is made for one it does."""
    not_for = card.routine.needs.not_for
    texts = [line.text for line in card.content.caution_lines if line.cautions & not_for]
    if card.mine or not texts:
        return ""
    return f"Not for you if one of these applies: {'; '.join(_small(text) for text in texts)}."


def _left_out(card: Card) -> str:
    if not card.plan.left_out:
        return ""
    names = ", ".join(card.plan.left_out)
    if card.mine:
        return f"Left out for what you told the coach: {names}."
    return f"Not on this page, as the coach asks first whether it suits you: {names}."


# The steps


def _steps(card: Card) -> Iterator[str]:
    number = 0
    drawn: dict[str, int] = {}
    for step in card.plan.steps:
        match step:
            case PlannedExercise():
                number += 1
                before = drawn.setdefault(step.exercise.id, number)
                yield from _exercise(card, step, number, before)
            case PlannedRest():
                yield _between(f"Rest {short_seconds(step.seconds)}.", *step.said)
            case PlannedWords():
                yield _between(*step.said)
            case PlannedCheck():
                yield _between(_CHECK)
            case _:
                # Relief is asked about first, and paper can't ask: no plan of a card has any.
                continue


def _between(*words: str) -> str:
    return f'<li class="between">{escape(" ".join(words))}</li>'


def _exercise(card: Card, step: PlannedExercise, number: int, before: int) -> Iterator[str]:
    """One exercise; one that was drawn ``before`` is not drawn and told once more."""
    pictures = () if before != number else tuple(_pictures(card, step))
    kind = "again" if before != number else "drawn" if pictures else "words-only"
    yield f'<li class="step {kind}">'
    yield from pictures
    yield '<div class="words">'
    yield f"<h2>{number}. {escape(step.exercise.name)}</h2>"
    yield _p("dose", sentence(written_dose(step, room_in(card.routine, step))))
    for text in (
        f"In place of {step.instead_of}, for what you told the coach." if step.instead_of else "",
        step.note,
    ):
        if text:
            yield _p("note", text)
    if before != number:
        yield _p("as-before", f"As number {before}.")
    else:
        yield from _how(step)
        yield from _care(card, step.exercise)
    yield "</div></li>"


def _how(step: PlannedExercise) -> Iterator[str]:
    """How it is done: the set-up in one line, then each phase with its number."""
    yield '<ul class="how">'
    yield f"<li>{escape(' '.join((*step.exercise.setup, *step.said)))}</li>"
    for number, phase in enumerate(step.exercise.phases, start=1):
        if phase.seconds is None and not step.hold and step.time is None:
            continue
        words = phase.say or sentence(phase.brief or phase.name)
        yield f"<li><b>{number}</b>{escape(words)}</li>"
    yield "</ul>"


def _care(card: Card, exercise: Exercise) -> Iterator[str]:
    if exercise.stop_if:
        yield _p("care", f"{', '.join(exercise.stop_if)}.", "Stop if:")
    if card.mine:
        return
    library = {**card.exercises, **{own.id: own for own in card.routine.exercises}}
    unfit = [one.text for one in unsuited(exercise, card.content.caution_lines, library)]
    if unfit:
        yield _p(
            "care",
            f"{'; '.join(_small(text) for text in unfit)}.",
            "Leave it out if one of these applies:",
        )
    other = [
        f"{one.text}: {' '.join(one.said)}"
        for one in otherwise(exercise, card.content.caution_lines)
    ]
    if other:
        yield _p("care", " ".join(other), "In another way if one of these applies:")


def _pictures(card: Card, step: PlannedExercise) -> Iterator[str]:
    figure = card.figures.get(step.exercise.id)
    poses = key_poses(step.exercise, figure) if figure is not None else ()
    if figure is None or not poses:
        return
    sheet = sheet_of(figure, poses)
    yield f'<div class="pictures{" many" if len(poses) >= MANY else ""}">'
    for one in poses:
        caption = _caption(one, step)
        shapes = drawing(body_of(one.pose), figure, sheet)
        yield "<figure>"
        yield svg(shapes, sheet, title=f"{step.exercise.name}: {caption}")
        yield f"<figcaption>{escape(caption)}</figcaption></figure>"
    yield "</div>"


def _caption(one: KeyPose, step: PlannedExercise) -> str:
    """The caption of a picture, with the seconds of a pose that is held."""
    held = [
        phase_seconds(step, step.exercise.phases[number - 1])
        for number, name in one.phases
        if name == HOLD_PHASE
    ]
    return f"{one.caption} {short_seconds(held[0])}" if held and held[0] else one.caption


# The foot


def _foot(card: Card) -> Iterator[str]:
    content = card.content
    call = content.words("emergency-number")
    yield "<footer>"
    yield _p("session", content.session_words)
    yield f'<div class="signs"><p><b>{escape(_SIGNS)}</b></p>'
    yield "<ul>"
    yield from (f"<li>{escape(sentence(line.text))}</li>" for line in content.short_list)
    yield "</ul>"
    yield f'<p class="call">{escape(" ".join(call))}</p></div>'
    yield _p("small", " ".join(line for line in content.start_words if line not in call))
    yield "</footer>"


def _p(kind: str, text: str, before: str = "") -> str:
    bold = f"<b>{escape(before)}</b> " if before else ""
    return f'<p class="{kind}">{bold}{escape(text)}</p>'


def _small(text: str) -> str:
    """A line as a part of a longer one."""
    return text[:1].lower() + text[1:]
