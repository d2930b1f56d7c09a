"""What follows "it hurts": four ways, and the score (clinical reference, B)."""

from dataclasses import dataclass, replace
from enum import Enum

from coach.domain.body import LEG
from coach.domain.questions import (
    FEELS,
    UNSURE,
    Silence,
    choice,
    feel,
    score,
    where,
    yes_no_unsure,
)
from coach.domain.triage import Finding, Reply
from coach.player.dialogue import Dialogue, WayOut
from coach.player.signs import Listed, SignAsker
from coach.ports.content import Content

SCORE_TEXT = "How is your back now?"
WAYS = ("1", "2", "3", "4")
SHARP = "sharp"
"""The feel that answers "sharp or sudden?" before it is asked."""


class Wish(Enum):
    """What the person wants after a cramp, or when it is simply too much."""

    EASIER = "1"
    SKIP = "2"
    END = "3"


@dataclass(frozen=True, slots=True)
class ScoreGiven:
    """Back or hip: the score, and whether the pain is sharp or came suddenly.

    ``site`` is where it hurts (an id of the body map), ``feel`` how; empty where not sure.
    """

    score: int
    sharp: bool
    site: str = ""
    feel: str = ""


@dataclass(frozen=True, slots=True)
class NoMoreToday:
    """No warning sign among the answers. ``doctor`` holds one that wants a doctor.

    ``leg`` says whether it was a leg; somebody who isn't sure what hurts is asked the same.
    """

    doctor: Finding | None
    leg: bool = True


HurtResult = Finding | ScoreGiven | NoMoreToday | Wish


def ask_what_hurts(content: Content, way_out: tuple[str, ...]) -> Dialogue[HurtResult]:
    """Where it hurts, and what belongs to that answer.

    The dangerous answers lead straight on, without a word about getting up; ``way_out`` is said
    only where nothing dangerous was.
    """
    what = yield choice(
        "hurt",
        "What is it?",
        (*zip(WAYS, content.words("hurt-choices"), strict=True), ("u", "not sure")),
        lines=content.words("stay"),
        silence=Silence.HOLDS,
        repeated=content.words("emergency-number"),
    )
    match what:
        case "1":
            yield WayOut(way_out)
            return (yield from _ask_of_back(content))
        case "2":
            return _of_leg((yield from SignAsker(content).ask(content.hurt_leg)))
        case "3":
            finding = Finding(content.hurt_chest, Reply.YES, content.hurt_chest.level)
            yield finding
            return finding
        case "4":
            wish = yield choice(
                "wish",
                "What would you like?",
                (("1", "easier"), ("2", "leave this one out"), ("3", "end for today")),
            )
            return Wish(wish)
        case _:
            signs = (content.hurt_chest, *content.hurt_leg)
            result = _of_leg((yield from SignAsker(content).ask(signs)))
            return result if isinstance(result, Finding) else replace(result, leg=False)


def _ask_of_back(content: Content) -> Dialogue[HurtResult]:
    """Where, how it feels, how bad. A leg that is named now has its own questions."""
    (where_text,), (feel_text,) = content.words("where"), content.words("feel")
    site = yield where(where_text)
    if site == LEG.id:
        return _of_leg((yield from SignAsker(content).ask(content.hurt_leg)))
    felt = yield feel(feel_text)
    quality = "" if felt == UNSURE else FEELS[int(felt) - 1]
    given = yield from ask_score()
    sharp = quality == SHARP or (yield from ask_whether_sharp(content))
    return ScoreGiven(given, sharp, "" if site == UNSURE else site, quality)


def _of_leg(listed: Listed) -> Finding | NoMoreToday:
    worst = listed.worst
    if worst is not None and worst.level.bars:
        return worst
    return NoMoreToday(worst)


def ask_whether_sharp(content: Content) -> Dialogue[bool]:
    """Whether the pain is sharp or came suddenly; not sure counts as yes."""
    (text,) = content.words("sharp")
    return Reply((yield yes_no_unsure("sharp", text))) is not Reply.NO


def ask_score() -> Dialogue[int]:
    """The pain check."""
    return int((yield score("score", SCORE_TEXT)))
