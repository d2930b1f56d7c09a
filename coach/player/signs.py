"""Asking about warning signs, row by row and list by list (clinical reference, A)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from coach.domain.cautions import CautionLine
from coach.domain.questions import yes_no_unsure
from coach.domain.triage import (
    Finding,
    Level,
    ListLine,
    ListScreen,
    Reply,
    WarningSign,
    find,
    highest,
)
from coach.domain.words import capitalised
from coach.player.dialogue import Checked, Dialogue, Ticked, tell
from coach.ports.content import Content

LIST_CHOICES: Final = (("n", "none"), ("y", "one of these"), ("u", "not sure"))
"""The answers to a screen of a list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What came of asking: the warning signs that count.

    ``cautions`` are the ids of the caution lines that a yes turned out to mean.
    """

    findings: tuple[Finding, ...] = ()
    cautions: tuple[str, ...] = ()

    def __add__(self, more: "Listed") -> "Listed":
        return Listed((*self.findings, *more.findings), (*self.cautions, *more.cautions))

    @property
    def worst(self) -> Finding | None:
        """The finding of the highest level."""
        return highest(self.findings)

    @property
    def bars(self) -> bool:
        """Whether a session is barred by what was found."""
        return any(finding.level.bars for finding in self.findings)

    @property
    def is_emergency(self) -> bool:
        """Whether there is nothing more to ask."""
        return any(finding.level is Level.EMERGENCY for finding in self.findings)

    @property
    def doubt(self) -> bool:
        """Whether an emergency or urgent row was answered with anything but no."""
        return any(finding.sign.level.bars for finding in self.findings)


@dataclass(slots=True)
class SignAsker:
    """Asks rows one by one, each once.

    ``at_rest`` is for a person who isn't in a session: then "checked by a doctor, unchanged"
    settles a row for which that may be kept. On the floor a yes is a yes.
    """

    content: Content
    at_rest: bool = False
    asked: set[str] = field(default_factory=set)
    """The ids of the rows that were answered."""

    def ask(self, signs: Iterable[WarningSign]) -> Dialogue[Listed]:
        """The rows in turn; an emergency ends the questions."""
        listed = Listed()
        for sign in signs:
            listed += yield from self._ask_sign(sign)
            if listed.is_emergency:
                break
        return listed

    def ask_lines(self, lines: Sequence[ListLine]) -> Dialogue[Listed]:
        """The lines in turn, and the rows behind those that are not answered with no."""
        listed = Listed()
        for number, line in enumerate(lines, start=1):
            if len(line.signs) > 1:
                opened = yes_no_unsure(f"line-{number}", f"{capitalised(line.text)}?")
                if Reply((yield opened)) is Reply.NO:
                    continue
            listed += yield from self.ask(line.signs)
            if listed.is_emergency:
                break
        return listed

    def ask_screen(self, screen: ListScreen, id: str) -> Dialogue[Listed]:
        """A screen of lines as one question; yes or not sure opens them."""
        question = yes_no_unsure(id, screen.text, lines=bullets(screen), choices=LIST_CHOICES)
        if Reply((yield question)) is Reply.NO:
            return Listed()
        return (yield from self.ask_lines(screen.lines))

    def _ask_sign(self, sign: WarningSign) -> Dialogue[Listed]:
        if sign.id in self.asked:
            return Listed()
        self.asked.add(sign.id)
        reply = Reply((yield yes_no_unsure(f"sign-{sign.id}", sign.question)))
        finding = find(sign, reply)
        if finding is None:
            return Listed()
        yield finding
        raised = yield from self.ask(sign.escalations)
        listed = Listed((finding,)) + raised
        caution = self._caution(sign)
        if caution is not None and self.at_rest:
            if (yield yes_no_unsure("cleared", caution.cleared)) == "y":
                return listed
            yield Ticked(caution.id)
            return replace(listed, cautions=(caution.id,))
        if raised.findings or reply is not Reply.YES or not self.at_rest or not sign.storable:
            return listed
        (text,) = self.content.words("checked")
        if (yield yes_no_unsure("checked", text)) != "y":
            return listed
        yield Checked(finding)
        return Listed()

    def _caution(self, sign: WarningSign) -> CautionLine | None:
        lines = self.content.caution_lines
        return next((line for line in lines if line.id == sign.caution), None)


def bullets(screen: ListScreen) -> list[str]:
    """The lines of a screen as they are shown."""
    return [f"- {line.text}" for line in screen.lines]


def short_list(content: Content) -> ListScreen:
    """The short list as a screen."""
    (words,) = content.words("anything-new")
    return ListScreen(words, content.short_list)


def tell_found(content: Content, listed: Listed) -> Dialogue[None]:
    """What is said after a list that bars no session: no sign was ticked, or a doctor soon."""
    worst = listed.worst
    if worst is None:
        yield from tell(content.all_no)
    elif not worst.level.bars:
        extra = dict.fromkeys(finding.sign.extra for finding in listed.findings)
        yield from tell(*content.advice(worst.level), *filter(None, extra))


def advice_for(content: Content, finding: Finding, asked: datetime) -> tuple[str, ...]:
    """The advice in full, the answer that led to it, and since when."""
    said = "yes" if finding.reply is Reply.YES else "not sure"
    return (
        *content.advice(finding.level, finding.sign),
        f"You answered {said} to: {finding.sign.question}",
        f"Answered at {asked:%H:%M}, {asked.day} {asked:%B %Y}.",
    )
