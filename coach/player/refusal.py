"""A session that a warning sign refuses or ends: the advice, and the bar that follows."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.events import Outcome
from coach.domain.triage import Finding, Level
from coach.player.dialogue import Dialogue, tell
from coach.player.signs import advice_for
from coach.ports.content import Content
from coach.ports.journal import Bar


@dataclass(frozen=True, slots=True)
class Refused:
    """A session that does not begin, and why in one line."""

    outcome: Outcome
    reason: str


def outcome_of(level: Level) -> Outcome:
    """The outcome of a session that a warning sign of this level ends."""
    return Outcome.EMERGENCY if level is Level.EMERGENCY else Outcome.URGENT


def bar_of(finding: Finding, asked: datetime) -> Bar:
    """What has to be remembered of an emergency or urgent answer."""
    sign = finding.sign
    return Bar("", sign.id, sign.question, finding.level, asked)


def refuse(content: Content, finding: Finding) -> Dialogue[Refused]:
    """Say the finding's advice in full, and refuse the session."""
    yield from tell(*advice_for(content, finding))
    return Refused(outcome_of(finding.level), finding.sign.question)
