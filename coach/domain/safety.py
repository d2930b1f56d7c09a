"""What a pain score means for the session: pure, total, and the same for everybody.

The rules are section B of the clinical reference, in its order; the first that matches wins.
Scores run from 0 (none) to 10 (worst imaginable). The thresholds are constants of the program: a
routine can only add a stricter one (``pain_limit``).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final

START_EASED: Final = 4
"""From this score the planned session is eased (pain-monitoring model)."""
START_GENTLE: Final = 6
"""From this score only the gentle routine may be played (judgement)."""
START_NONE: Final = 8
"""From this score there is no exercise (judgement)."""
CHECKED_OFTEN: Final = 4
"""A session begun at this score is checked after every exercise."""

END_AT: Final = 7
END_FROM: Final = 4
END_RISE: Final = 3
STOP_AT: Final = 6
STOP_FROM: Final = 4
STOP_RISE: Final = 2
LOW_STOP_AT: Final = 3
LOW_STOP_RISE: Final = 3
EASE_FROM: Final = 4
LOW_EASE_FROM: Final = 2
EASE_RISE: Final = 2
RECHECK_RISE: Final = 1
GENTLE_END_AT: Final = 8
GENTLE_END_RISE: Final = 2
GENTLE_STOP_RISE: Final = 1
AMBER_RISE: Final = 2
MORNING_RISE: Final = 2
MORNING_START: Final = 5
"""Above this on the next morning is amber after a start that was not."""
MORNING_FROM: Final = timedelta(hours=12)
MORNING_UNTIL: Final = timedelta(hours=36)
"""A score counts as that of the next morning so long after the session."""

STOP_REST: Final = 120.0
"""Seconds of rest after an exercise was stopped for pain, before the score is asked again."""

NONE_REST: Final = 600.0
"""Seconds of rest after which it is asked again, where there was no exercise."""

GENTLE_ROUTINE: Final = "acute-gentle"
"""The bundled routine that stays open at 6 and 7."""


class Opening(Enum):
    """What the score before a session allows."""

    PLANNED = "planned"
    EASED = "eased"
    GENTLE = "gentle"
    NONE = "none"


class Action(Enum):
    """What the session does next."""

    CONTINUE = "continue"
    EASE = "ease"
    STOP_EXERCISE = "stop exercise"
    END = "end"


class Colour(Enum):
    """How a session went, for the sessions after it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Moment(Enum):
    """Which question a score answers."""

    BETWEEN = "between"
    AFTER_REST = "after rest"
    """The second question, after an exercise was stopped and two minutes of rest."""
    HURTS = "hurts"
    """After "it hurts: back or hip"."""
    LAST = "last"
    """At the end, when no movement follows."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known when a score comes in.

    ``start`` is the score before the session, ``now`` the newest. ``eased`` says whether the
    session has been eased before, ``stopped`` how many exercises were stopped for pain,
    ``sharp`` whether the pain is sharp or came suddenly (not sure counts as yes).
    """

    start: int
    now: int
    moment: Moment = Moment.BETWEEN
    eased: bool = False
    stopped: int = 0
    sharp: bool = False
    pain_limit: int | None = None

    def __post_init__(self) -> None:
        for score in (self.start, self.now):
            if not 0 <= score <= 10:
                raise ValueError(f"a score runs from 0 to 10: {score}")

    @property
    def rise(self) -> int:
        """By how much the pain has risen since the start."""
        return self.now - self.start


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules say, and the one line that says why."""

    action: Action
    reason: str


def assess_start(score: int, pain_limit: int | None = None) -> tuple[Opening, str]:
    """What the score before the session allows, and why in one line.

    ``pain_limit`` is the routine's own; above it only the gentle routine is open.
    """
    if score >= START_NONE:
        return Opening.NONE, f"pain is {score} before the start"
    if score >= START_GENTLE:
        return Opening.GENTLE, f"pain is {score} before the start"
    if pain_limit is not None and score > pain_limit:
        return Opening.GENTLE, f"pain is {score}, and this routine is for {pain_limit} at most"
    if score >= START_EASED:
        return Opening.EASED, f"pain is {score} before the start"
    return Opening.PLANNED, f"pain is {score}"


def assess(report: Report) -> Decision:
    """What follows from a score during the session. Total: every report has a decision."""
    pain = f"pain is {report.now}"
    if report.rise > 0:
        pain = f"pain rose by {report.rise}, to {report.now}"
    if report.sharp:
        return Decision(Action.END, "the pain is sharp or came suddenly")
    if report.pain_limit is not None and report.now > report.pain_limit:
        return Decision(Action.END, f"{pain}; this routine allows {report.pain_limit}")
    begun_gentle = report.start >= START_GENTLE
    action = _gentle(report) if begun_gentle else _usual(report)
    if action is Action.END:
        return Decision(Action.END, pain)
    if report.moment is Moment.AFTER_REST:
        if report.now > report.start + RECHECK_RISE:
            return Decision(Action.END, f"{pain}, and rest has not settled it")
        eases = action is not Action.CONTINUE and not begun_gentle and not report.eased
        return Decision(Action.EASE if eases else Action.CONTINUE, pain)
    if action is Action.STOP_EXERCISE and report.stopped and not begun_gentle:
        return Decision(Action.END, f"{pain}, with a second exercise")
    return Decision(action, pain)


def _usual(report: Report) -> Action:
    """The lines for a session begun at 0 to 5."""
    now, rise = report.now, report.rise
    if now >= END_AT or (now >= END_FROM and rise >= END_RISE):
        return Action.END
    if (
        now >= STOP_AT
        or (now >= STOP_FROM and rise >= STOP_RISE)
        or (now >= LOW_STOP_AT and rise >= LOW_STOP_RISE)
    ):
        return Action.STOP_EXERCISE
    if now >= EASE_FROM or (now >= LOW_EASE_FROM and rise >= EASE_RISE):
        return Action.CONTINUE if report.eased else Action.EASE
    return Action.CONTINUE


def _gentle(report: Report) -> Action:
    """The lines for a session begun at 6 or 7."""
    if report.now >= GENTLE_END_AT or report.rise >= GENTLE_END_RISE:
        return Action.END
    if report.rise >= GENTLE_STOP_RISE:
        return Action.STOP_EXERCISE
    return Action.CONTINUE


def assess_end(start: int, now: int) -> Colour:
    """The colour of a session that came to its end, by the score after it."""
    return Colour.AMBER if now - start >= AMBER_RISE else Colour.GREEN


def assess_morning(start: int, morning: int) -> Colour:
    """The colour of a session by the score of the next morning.

    ``start`` is the score before it, ``morning`` the one 12 to 36 hours after it.
    """
    above = start <= MORNING_START and morning > MORNING_START
    return Colour.AMBER if morning - start >= MORNING_RISE or above else Colour.GREEN


def is_next_morning(after: timedelta) -> bool:
    """Whether a score given so long after a session tells how it was followed."""
    return MORNING_FROM <= after <= MORNING_UNTIL
