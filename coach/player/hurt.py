"""What follows "it hurts": four ways, and the score (clinical reference, B)."""

from dataclasses import dataclass
from enum import Enum

from coach.domain.questions import Silence, choice, score, yes_no_unsure
from coach.domain.triage import Finding, Reply, highest
from coach.player.dialogue import Dialogue, WayOut
from coach.player.signs import ask_signs
from coach.ports.content import Content

SCORE_TEXT = "How is your back now?"
WAYS = ("1", "2", "3", "4")


class Wish(Enum):
    """What the person wants after a cramp, or when it is simply too much."""

    EASIER = "1"
    SKIP = "2"
    END = "3"


@dataclass(frozen=True, slots=True)
class ScoreGiven:
    """Back or hip: the score, and whether the pain is sharp or came suddenly."""

    score: int
    sharp: bool


@dataclass(frozen=True, slots=True)
class NoMoreToday:
    """A leg, with no warning sign among the answers. ``doctor`` holds one that wants a doctor."""

    doctor: Finding | None


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
            given = int((yield score("score", SCORE_TEXT)))
            return ScoreGiven(given, (yield from ask_whether_sharp(content)))
        case "2":
            return _of_leg((yield from ask_signs(content.hurt_leg)))
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
            return _of_leg((yield from ask_signs((content.hurt_chest, *content.hurt_leg))))


def _of_leg(found: list[Finding]) -> Finding | NoMoreToday:
    worst = highest(found)
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
