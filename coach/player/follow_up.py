"""The start after a warning sign (clinical reference, A): what has happened since?"""

from enum import Enum

from coach.domain.questions import choice
from coach.domain.triage import Level, WarningSign, highest
from coach.player.dialogue import Dialogue, tell
from coach.player.recorder import Recorder
from coach.player.refusal import Refused, outcome_of, refuse
from coach.player.signs import AT_ALL, SINCE_THAT_VISIT, ask_short_list, ask_signs
from coach.ports.clock import Clock
from coach.ports.content import Content
from coach.ports.journal import Bar

FINE = "1"
NO_EXERCISE_YET = "2"
NOT_CHECKED = "3"
WRONG_KEY = "4"
GONE = "5"

ANSWERS = (
    (FINE, "a doctor checked it; gentle exercise is fine"),
    (NO_EXERCISE_YET, "a doctor checked it; no exercise yet"),
    (NOT_CHECKED, "not checked yet"),
    (WRONG_KEY, "I pressed the wrong key"),
)
GONE_ANSWER = (GONE, "it has gone")


class FollowedUp(Enum):
    """What the answers to a bar allow."""

    AS_PLANNED = "as planned"
    GENTLE_TODAY = "gentle today"


def follow_up(
    recorder: Recorder, content: Content, clock: Clock, bar: Bar
) -> Dialogue[FollowedUp | Refused]:
    """Ask about the warning sign that stands in the way; the list comes again where it may go.

    Both answers stay on record, also those of a slipped key: a second yes is a bar of its own.
    """
    date = f"{bar.asked:%d %B}".lstrip("0")
    answers = ANSWERS if bar.level is Level.EMERGENCY else (*ANSWERS, GONE_ANSWER)
    since = yield choice(
        "follow-up",
        f"On {date} you said yes to: {bar.question} Since then?",
        answers,
    )
    sign = content.sign(bar.sign) or WarningSign(bar.sign, bar.question, bar.level)
    if since in (NO_EXERCISE_YET, NOT_CHECKED):
        recorder.follow_up(bar, since, lifted=False)
        yield from tell(*content.advice(bar.level, sign))
        return Refused(outcome_of(bar.level), bar.question)
    if since == WRONG_KEY:
        found = highest((yield from ask_signs((sign,))))
        if found is not None and found.level.bars:
            recorder.follow_up(bar, since, lifted=True)
            return (yield from refuse(recorder, content, clock, found))
    text = SINCE_THAT_VISIT if since == FINE else AT_ALL
    finding = yield from ask_short_list(content, text)
    if finding is not None and finding.level.bars:
        recorder.follow_up(bar, since, lifted=since == FINE)
        return (yield from refuse(recorder, content, clock, finding))
    recorder.follow_up(bar, since, lifted=True)
    return FollowedUp.GENTLE_TODAY if since == GONE else FollowedUp.AS_PLANNED
