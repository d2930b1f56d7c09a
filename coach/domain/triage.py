"""Warning signs: what is asked, what an answer means, and what it leads to.

The rows, their words and the advice are data (``coach/content/``); here are the rules that hold
for all of them (clinical reference, A): not sure on an emergency row counts as yes, on any other
row it leads to "see a doctor"; the highest level wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum


class Level(IntEnum):
    """How soon somebody has to look at it. A higher level outranks a lower one."""

    SELF_CARE = 0
    DOCTOR_SOON = 1
    URGENT = 2
    EMERGENCY = 3

    @property
    def word(self) -> str:
        """The level as it is written for people: ``doctor soon``, ``urgent``."""
        return self.name.lower().replace("_", " ")

    @property
    def bars(self) -> bool:
        """Whether this level ends a session and bars the next one."""
        return self >= Level.URGENT


class Reply(Enum):
    """What somebody says to a warning sign."""

    NO = "n"
    YES = "y"
    UNSURE = "u"


@dataclass(frozen=True, slots=True)
class WarningSign:
    """One row of the triage table.

    ``extra`` is said with the advice of its level. ``storable`` says whether "checked by a
    doctor, unchanged" may be kept for it; never for an emergency row. ``escalations`` are asked
    after a yes or not sure, and can only raise the level. ``caution`` is the id of the caution
    line that a yes may mean, one that allows no session.
    """

    id: str
    question: str
    level: Level
    extra: str = ""
    storable: bool = False
    escalations: tuple["WarningSign", ...] = ()
    caution: str = ""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list, and the rows behind it."""

    text: str
    signs: tuple[WarningSign, ...]


@dataclass(frozen=True, slots=True)
class ListScreen:
    """One screen of a list: the question, and its lines."""

    text: str
    lines: tuple[ListLine, ...]

    @property
    def level(self) -> Level:
        """The highest level of its rows."""
        return max((sign.level for line in self.lines for sign in line.signs), default=Level(0))


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning sign that was answered with yes or not sure, and the level that follows."""

    sign: WarningSign
    reply: Reply
    level: Level


def find(sign: WarningSign, reply: Reply) -> Finding | None:
    """What ``reply`` to ``sign`` means; ``None`` where it means nothing."""
    if reply is Reply.NO:
        return None
    if reply is Reply.UNSURE and sign.level is not Level.EMERGENCY:
        return Finding(sign, reply, min(sign.level, Level.DOCTOR_SOON))
    return Finding(sign, reply, sign.level)


def highest(findings: Iterable[Finding]) -> Finding | None:
    """The finding of the highest level, the first of equals."""
    return max(findings, key=lambda finding: finding.level, default=None)
