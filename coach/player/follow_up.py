"""The start after a warning sign (clinical reference, A): what has happened since?"""

from coach.domain.questions import choice
from coach.domain.triage import Level, WarningSign, highest
from coach.player.dialogue import Dialogue, tell
from coach.player.recorder import Recorder
from coach.player.refusal import Refused, outcome_of, refuse
from coach.player.signs import ask_short_list, ask_signs
from coach.ports.content import Content
from coach.ports.journal import Bar

FINE = "1"
NO_EXERCISE_YET = "2"
NOT_CHECKED = "3"
WRONG_KEY = "4"
GONE = "5"

KEYS = (FINE, NO_EXERCISE_YET, NOT_CHECKED, WRONG_KEY, GONE)


def follow_up(recorder: Recorder, content: Content, bar: Bar) -> Dialogue[Refused | None]:
    """Ask about the warning sign that stands in the way; the list comes again where it may go.

    Returns ``None`` where it no longer stands there. Both answers stay on record, also those of a
    slipped key: a second yes is a bar of its own. "It has gone" is for urgent rows alone, and
    leaves only the gentle routine for that day.
    """
    date = f"{bar.asked:%d %B}".lstrip("0")
    (text,) = content.words("follow-up", date=date, question=bar.question)
    answers = tuple(zip(KEYS, content.words("follow-up-answers"), strict=True))
    urgent = bar.level is not Level.EMERGENCY
    since = yield choice("follow-up", text, answers if urgent else answers[:-1])
    sign = content.sign(bar.sign) or WarningSign(bar.sign, bar.question, bar.level)
    if since in (NO_EXERCISE_YET, NOT_CHECKED):
        recorder.follow_up(bar, since, lifted=False)
        yield from tell(
            *content.advice(bar.level, sign), f"On {date} you said yes to: {bar.question}"
        )
        return Refused(outcome_of(bar.level), bar.question)
    found = highest((yield from ask_signs((sign,)))) if since == WRONG_KEY else None
    if found is None:
        list_text = "since-visit" if since == FINE else "anything-new-first"
        found = yield from ask_short_list(content, list_text)
    if found is None or (since == FINE and not found.level.bars):
        recorder.follow_up(bar, since, lifted=True)
        if since == GONE:
            recorder.gentle_today()
        return None
    # A yes to the same question has made a bar of its own.
    again = found.level.bars and found.sign.id == bar.sign
    recorder.follow_up(bar, since, lifted=again or since == FINE)
    refused = yield from refuse(content, found)
    return refused if found.level.bars else Refused(outcome_of(bar.level), bar.question)
