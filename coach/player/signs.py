"""Asking about warning signs (clinical reference, A)."""

from collections.abc import Sequence

from coach.domain.questions import yes_no_unsure
from coach.domain.triage import Finding, Level, Reply, ShortLine, WarningSign, find, highest
from coach.player.dialogue import Dialogue, tell
from coach.ports.content import Content


def ask_short_list(content: Content, text: str = "anything-new") -> Dialogue[Finding | None]:
    """The short list as one question; yes or not sure opens the rows behind its lines.

    ``text`` is the id of the words that ask. Returns the finding of the highest level; ``None``
    where no warning sign was ticked.
    """
    lines = content.short_list
    (words,) = content.words(text)
    question = yes_no_unsure(
        "short-list",
        words,
        lines=[f"- {line.text}" for line in lines],
        choices=(("n", "none"), ("y", "one of these"), ("u", "not sure")),
    )
    found: list[Finding] = []
    if Reply((yield question)) is not Reply.NO:
        found = yield from _open_lines(lines)
    worst = highest(found)
    if worst is None:
        yield from tell(content.all_no)
    elif not worst.level.bars:
        yield from tell(*content.advice(worst.level, worst.sign))
    return worst


def _open_lines(lines: Sequence[ShortLine]) -> Dialogue[list[Finding]]:
    """Each line in turn; an emergency ends the questions."""
    found: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        question = yes_no_unsure(f"line-{number}", f"{_sentence(line.text)}?")
        if Reply((yield question)) is Reply.NO:
            continue
        found += yield from ask_signs(line.signs)
        if any(finding.level is Level.EMERGENCY for finding in found):
            break
    return found


def ask_signs(signs: Sequence[WarningSign]) -> Dialogue[list[Finding]]:
    """The rows one by one; an emergency ends the questions."""
    found: list[Finding] = []
    for sign in signs:
        reply = Reply((yield yes_no_unsure(f"sign-{sign.id}", sign.question)))
        finding = find(sign, reply)
        if finding is None:
            continue
        yield finding
        found.append(finding)
        if finding.level is Level.EMERGENCY:
            break
    return found


def advice_for(content: Content, finding: Finding) -> tuple[str, ...]:
    """The advice in full, and the answer that led to it."""
    said = "yes" if finding.reply is Reply.YES else "not sure"
    return (
        *content.advice(finding.level, finding.sign),
        f"You answered {said} to: {finding.sign.question}",
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
