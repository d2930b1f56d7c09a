"""What each thing that happens is in words: the lines of plain mode."""

from collections.abc import Iterator
from typing import Final

from coach.domain.events import (
    Changed,
    CountIn,
    CueDue,
    Decided,
    Event,
    Interrupted,
    Moved,
    Outcome,
    Paused,
    ReadyDue,
    Resumed,
    ReturnDue,
    Scored,
)
from coach.domain.questions import WHERE, YES_NO, YES_NO_UNSURE, Question
from coach.domain.safety import Action
from coach.domain.words import seconds_words

DECISIONS = {
    Action.EASE: "Easier now",
    Action.STOP_EXERCISE: "This exercise stops here",
    Action.END: "The session ends here",
}


PLAIN: Final[dict[type[Event], str]] = {
    Paused: "Paused. Go on with: resume. If it hurts: pain.",
    Resumed: "Go on.",
    ReadyDue: "Ready? Say: ready.",
    Moved: "All right.",
}
"""The events that always have the same words."""


def timestamp(at: float) -> str:
    """``[03:20]`` for an offset in seconds."""
    minutes, seconds = divmod(int(at + 1e-6), 60)
    return f"[{minutes:02}:{seconds:02}]"


def event_lines(event: Event) -> Iterator[str]:
    """The lines for an event of the session; none for those that are only felt or sounded."""
    match event:
        case CueDue(cue=cue):
            text = cue.text
        case Scored(score=score):
            text = f"{score}."
        case CountIn(left=left):
            text = f"{left}."
        case Interrupted(gap=gap):
            text = f"The machine stood still for {seconds_words(gap)}. Nothing was skipped."
        case ReturnDue(away=away):
            text = f"You were away for {seconds_words(away)}."
        case Changed(words=words):
            text = words
        case Decided(action=action, reason=reason):
            text = f"{DECISIONS[action]}: {reason}." if action in DECISIONS else ""
        case _:
            text = PLAIN.get(type(event), "")
    if text:
        yield text


def question_line(question: Question) -> str:
    """The line of a question: its text, what the answers stand for, and the answers."""
    choices = "; ".join(f"{key} {words}" for key, words in _spelt_out(question))
    text = f"{question.text} {choices}".rstrip()
    return f"? {text} [{question.shown}]"


def _spelt_out(question: Question) -> tuple[tuple[str, str], ...]:
    """The choices that have to be read out; no, yes, not sure and regions speak for themselves."""
    clear = question.choices in (YES_NO, YES_NO_UNSURE) or question.id == WHERE
    return () if clear else question.choices


def refusal(question: Question, words: str) -> str:
    """The line for an answer that is none."""
    said = "".join(character for character in words.strip() if character.isprintable())[:40]
    what = f'"{said}"' if said else "An empty line"
    return f"{what} is not an answer here. It takes: {question.shown}."


def outcome_line(outcome: Outcome) -> str:
    """The last line of a session."""
    return f"= {outcome.value}"
