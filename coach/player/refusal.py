"""A session that is refused, and the advice of the warning sign that refuses it."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.events import Outcome
from coach.domain.triage import Finding, Level
from coach.player.dialogue import Dialogue, tell
from coach.player.signs import advice_for
from coach.ports.content import Content


@dataclass(frozen=True, slots=True)
class Refused:
    """A session that does not begin, and why in one line."""

    outcome: Outcome
    reason: str


def outcome_of(level: Level) -> Outcome:
    """The outcome of a session that a warning sign of this level ends."""
    return Outcome.EMERGENCY if level is Level.EMERGENCY else Outcome.URGENT


def refuse(content: Content, finding: Finding, asked: datetime) -> Dialogue[Refused]:
    """Say the finding's advice in full, and refuse the session."""
    yield from tell(*advice_for(content, finding, asked))
    return Refused(outcome_of(finding.level), finding.sign.question)
