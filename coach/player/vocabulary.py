"""Every line that a session may say, so that a voice can have it ready before its first cue."""

from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import Final

from coach.domain.checks import CheckRule
from coach.domain.cues import Cue
from coach.domain.events import Decided
from coach.domain.layout import lay_out
from coach.domain.moves import move, position_words
from coach.domain.plan import Plan
from coach.domain.questions import Question, feel, where
from coach.domain.relay import MORE_SECONDS, SETTLING
from coach.domain.safety import Moment, Report, assess
from coach.domain.session import GENTLEST
from coach.domain.speech import WAITING, spoken_event, spoken_question
from coach.domain.timeline import Timeline
from coach.player.hurt import ask_score, ask_what_hurts, ask_whether_sharp
from coach.player.planning import intro_lines
from coach.ports.content import Content

FIXED: Final = (
    WAITING,
    SETTLING,
    GENTLEST,
    "Easier from here.",
    "Nothing to make easier here.",
    "Nothing to add to here.",
    "One more.",
    f"{MORE_SECONDS:.0f} seconds more.",
    "No answer yet.",
    *(str(score) for score in range(11)),
)
"""Short lines that any session may say."""


def timeline_lines(timeline: Timeline) -> tuple[str, ...]:
    """What the timeline says, in order, then what its gentler form would say."""
    plan = timeline.plan
    gentler = lay_out(plan.eased(), CheckRule())
    back = (f"Back to {step.exercise.name}." for step in plan.exercises)
    return _each_once((*_said(timeline), *back, *_said(gentler), *_ways(plan)))


def session_lines(content: Content, start: int | None = None) -> tuple[str, ...]:
    """What may be said besides the timeline: questions, decisions, advice.

    With the ``start`` score also what the rules may say of the scores after it.
    """
    return _each_once(
        (
            *(line for question in _questions(content) for line in _asked(question)),
            *FIXED,
            *intro_lines(content),
            *(() if start is None else _judged(start)),
            *content.spoken,
        )
    )


def _ways(plan: Plan) -> Iterator[str]:
    """From each position of the plan to each: an easier exercise may come in anywhere."""
    steps = plan.exercises
    exercises = [*(step.exercise for step in steps), *(step.gentler for step in steps)]
    positions = dict.fromkeys(exercise.position for exercise in exercises if exercise)
    for came_from, position in permutations(positions, 2):
        way = move(came_from, position, plan.cautions)
        yield from (way.words, position_words(way.position, ()))


def _said(timeline: Timeline) -> Iterator[str]:
    for _, cue in timeline.cues:
        yield from _forms(cue)


def _forms(cue: Cue) -> tuple[str, ...]:
    return (cue.text, cue.brief) if cue.text else ()


def _questions(content: Content) -> Iterator[Question]:
    """The questions of the floor."""
    for dialogue in (ask_score(), ask_what_hurts(content, ()), ask_whether_sharp(content)):
        first = next(dialogue)
        assert isinstance(first, Question)
        yield first
    yield where(content.words("where")[0])
    yield feel(content.words("feel")[0])


def _asked(question: Question) -> tuple[str, ...]:
    return tuple(line.text for line in spoken_question(question))


def _judged(start: int) -> Iterator[str]:
    """What is said of each score after this ``start``."""
    for now in range(11):
        for moment, stopped, sharp in product(Moment, (0, 1), (False, True)):
            decision = assess(Report(start, now, moment, stopped=stopped, sharp=sharp))
            line = spoken_event(Decided(0.0, decision.action, decision.reason))
            if line is not None:
                yield from line.forms
        yield f"Pain {start} before, {now} after."


def _each_once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, lines)))
