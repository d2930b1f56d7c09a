"""What is known of the person's pain in this session, and what the rules make of it."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.events import Outcome
from coach.domain.safety import Action, Colour, Decision, Moment, Report, assess, assess_end
from coach.ports.journal import SessionEnd, Standing


@dataclass(slots=True)
class Tally:
    """Scores (0 to 10) and stops of one session.

    ``hurting`` is true from "it hurts" until the answer to it has been judged.
    """

    start: int = 0
    last: int | None = None
    eased: bool = False
    stopped: int = 0
    hurting: bool = False

    @classmethod
    def taken_up(cls, start: int, standing: Standing) -> "Tally":
        """The tally of a session that was cut off."""
        return cls(start, standing.last_score, standing.eased, standing.stopped)

    def judge(
        self, score: int, moment: Moment, *, sharp: bool = False, pain_limit: int | None = None
    ) -> Decision:
        """What the rules say about a score; it is counted."""
        decision = assess(
            Report(
                start=self.start,
                now=score,
                moment=moment,
                eased=self.eased,
                stopped=self.stopped,
                sharp=sharp,
                pain_limit=pain_limit,
            )
        )
        self.last = score
        self.hurting = False
        if moment is not Moment.LAST:
            self.eased = self.eased or decision.action is Action.EASE
            self.stopped += decision.action is Action.STOP_EXERCISE
        return decision

    def standing(self, segment: int, *, return_due: bool) -> Standing:
        """Where the session stands at the segment number ``segment``, for the record."""
        return Standing(segment, self.eased, self.stopped, self.hurting, self.last, return_due)

    def end(self, outcome: Outcome, reason: str, wall: datetime) -> SessionEnd:
        """The end of the session, for the record."""
        return SessionEnd(wall, outcome, self.colour(outcome), reason, self.last)

    def colour(self, outcome: Outcome) -> Colour | None:
        """The session's colour; ``None`` while nobody knows how it went."""
        if outcome.by_warning_sign:
            return Colour.RED
        if outcome is Outcome.PAIN or self.hurting or self.stopped:
            return Colour.AMBER
        if outcome is Outcome.DONE and self.last is not None:
            return assess_end(self.start, self.last)
        return None
