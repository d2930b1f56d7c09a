"""Somebody who answers the questions before a session by what they are, not by their order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from coach.domain.questions import Question
from coach.domain.triage import ListLine, WarningSign
from tests.player.house import House, content

NO = "n"


def lines() -> dict[str, ListLine]:
    """Every line of every list, by the text that stands on the screen."""
    screens = [line for screen in content().full_list for line in screen.lines]
    return {line.text: line for line in (*screens, *content().short_list)}


def rows_behind(question: Question) -> set[str]:
    """The ids of the rows behind a screen of a list, or behind one line of it."""
    if not question.id.startswith("line-"):
        shown = [line.removeprefix("- ") for line in question.lines]
        return {sign.id for text in shown for sign in lines()[text].signs}
    asked = question.text.removesuffix("?").casefold()
    found = (line for text, line in lines().items() if text.casefold() == asked)
    return {sign.id for line in found for sign in line.signs}


def below(sign: WarningSign) -> set[str]:
    """The ids of a row and of all that it escalates to."""
    return {sign.id}.union(*(below(other) for other in sign.escalations))


@dataclass
class Answers:
    """What somebody says: to rows by their id, to other questions by the question's id.

    Everything that is not named is answered as if nothing were wrong.
    """

    signs: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    start: int = 0

    def to(self, question: Question) -> str | None:
        """The answer to a question; ``None`` to one that nobody told anything about."""
        id = question.id
        if id in self.others:
            return self.others[id]
        if id.startswith(("short-list", "list-", "line-")):
            return "y" if rows_behind(question) & set(self.signs) else NO
        if id.startswith("sign-"):
            return self.signs.get(id.removeprefix("sign-"), NO)
        usual = {"number": "", "cautions": "0", "checked": NO, "cleared": "y"}
        usual |= {"why-left": NO, "rest-first": NO}
        return str(self.start) if id == "start-score" else usual.get(id)

    def give(self, house: House) -> None:
        """Answer until the session begins, is refused, or something else is asked."""
        while house.outcome is None and house.player.session is None:
            question = house.player.question
            if question is None:
                return
            answer = self.to(question)
            if answer is None:
                return
            house.answer(answer)


def start(
    house: House, signs: Mapping[str, str] = MappingProxyType({}), *, score: int = 0
) -> House:
    """Start the program; ``signs`` are answers to rows by their ids, ``score`` the one before."""
    house.player.begin()
    Answers(signs, start=score).give(house)
    return house
