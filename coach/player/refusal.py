"""A session that a warning sign refuses or ends: the advice, and the bar that follows."""

from dataclasses import dataclass

from coach.domain.events import Outcome
from coach.domain.triage import Finding, Level
from coach.player.dialogue import Dialogue, tell
from coach.player.recorder import Recorder
from coach.player.signs import advice_for
from coach.ports.clock import Clock
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


def remember(recorder: Recorder, clock: Clock, finding: Finding) -> None:
    """Keep an emergency or urgent answer over restarts."""
    sign = finding.sign
    recorder.bar(Bar("", sign.id, sign.question, finding.level, clock.wall()))


def refuse(
    recorder: Recorder, content: Content, clock: Clock, finding: Finding
) -> Dialogue[Refused]:
    """Remember the finding, say its advice in full, and refuse the session."""
    remember(recorder, clock, finding)
    yield from tell(*advice_for(content, finding))
    return Refused(outcome_of(finding.level), finding.sign.question)
