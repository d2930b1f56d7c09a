"""The start after a warning sign (clinical reference, A): what has happened since?"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.questions import Question, choice
from coach.domain.triage import Level, WarningSign
from coach.player.dialogue import Dialogue, NoAnswerError, tell
from coach.player.doorway import Doorway
from coach.player.lists import ask_full_list
from coach.player.refusal import Refused, outcome_of, refuse
from coach.player.signs import Listed, SignAsker, tell_found
from coach.ports.safety_record import Bar

FINE = "1"
NO_EXERCISE_YET = "2"
NOT_CHECKED = "3"
WRONG_KEY = "4"
GONE = "5"

KEYS = (FINE, NO_EXERCISE_YET, NOT_CHECKED, WRONG_KEY, GONE)


@dataclass(frozen=True, slots=True)
class Followed:
    """A warning sign that stood in the way, and what has happened since."""

    bar: Bar
    sign: WarningSign
    since: str


def follow_up(door: Doorway) -> Dialogue[Refused | Listed | None]:
    """Ask about each warning sign that stands in the way; the full list follows where they may go.

    ``None`` where none stood there, else what the list found. All answers stay on record, also
    those of a slipped key: a second yes is a bar of its own. "It has gone" is for urgent rows
    alone, and leaves only the gentle routine for that day.
    """
    bars = door.recorder.open_bars()
    if not bars:
        return None
    followed: list[Followed] = []
    listed = Listed()
    for bar in _separate(door, bars):
        one = yield from _ask_about(door, bar)
        if isinstance(one, Refused):
            return one
        if one.since == WRONG_KEY:
            listed += yield from SignAsker(door.content).ask((one.sign,))
        followed.append(one)
    if not listed.findings:
        fine = all(one.since == FINE for one in followed)
        listed += yield from ask_full_list(door, "since-visit" if fine else "")
    return (yield from _settle(door, bars, followed, listed))


def _separate(door: Doorway, bars: Sequence[Bar]) -> list[Bar]:
    """The bars without those that another one has grown out of: one complaint, one question."""
    kept: list[Bar] = []
    for bar in bars:
        sign = door.content.sign(bar.sign)
        escalated = {other.id for other in sign.escalations} if sign else set()
        if bar.sign not in {other.sign for other in kept} and not escalated & {
            other.sign for other in bars
        }:
            kept.append(bar)
    return kept


def _ask_about(door: Doorway, bar: Bar) -> Dialogue[Followed | Refused]:
    """The question of that day; without a doctor's word that it is fine, the advice again."""
    content = door.content
    now = door.clock.wall()
    asked = bar.asked.astimezone(now.tzinfo)
    date = f"{asked.day} {asked:%B}" + ("" if asked.year == now.year else f" {asked.year}")
    sign = content.sign(bar.sign) or WarningSign(bar.sign, bar.question, bar.level)
    advice = (*content.advice(bar.level, sign), f"On {date} you said yes to: {bar.question}")
    try:
        since = yield _question(door, bar, date)
    except NoAnswerError:
        yield from tell(*advice)
        raise
    if since in (NO_EXERCISE_YET, NOT_CHECKED):
        door.recorder.follow_up(bar, since, lifted=False)
        yield from tell(*advice)
        return Refused(outcome_of(bar.level), bar.question)
    return Followed(bar, sign, since)


def _question(door: Doorway, bar: Bar, date: str) -> Question:
    (text,) = door.content.words("follow-up", date=date, question=bar.question)
    answers = tuple(zip(KEYS, door.content.words("follow-up-answers"), strict=True))
    urgent = bar.level is not Level.EMERGENCY
    return choice("follow-up", text, answers if urgent else answers[:-1])


def _settle(
    door: Doorway, bars: Sequence[Bar], followed: Sequence[Followed], listed: Listed
) -> Dialogue[Refused | Listed]:
    """Take the bars away where the answers allow it.

    Without a doctor's word a bar stays as long as there is a doubt about its sign, and as long as
    the list has found something that bars.
    """
    doubted = {finding.sign.id for finding in listed.findings}
    stays: Followed | None = None
    for one in followed:
        doubt = one.since != FINE and (listed.bars or not doubted.isdisjoint(_family(one.sign)))
        fresh = any(f.level.bars and f.sign.id == one.sign.id for f in listed.findings)
        for bar in bars:
            if bar.id == one.bar.id or bar.sign in _parents(door, one.sign):
                door.recorder.follow_up(bar, one.since, lifted=fresh or not doubt)
        if one.since == FINE and not fresh:
            door.recorder.keep_checked(one.sign)
        if one.since == GONE and not doubt:
            door.recorder.gentle_today()
        stays = stays or (one if doubt else None)
    worst = listed.worst
    if worst is not None and worst.level.bars:
        return (yield from refuse(door.content, worst, door.clock.wall()))
    if stays is not None:
        yield from tell(*door.content.advice(stays.bar.level, stays.sign))
        return Refused(outcome_of(stays.bar.level), stays.bar.question)
    yield from tell_found(door.content, listed)
    return listed


def _family(sign: WarningSign) -> set[str]:
    """The ids of a row and of what it escalates to."""
    return {sign.id, *(other.id for other in sign.escalations)}


def _parents(door: Doorway, sign: WarningSign) -> set[str]:
    """The ids of the rows that escalate to this one, and of other bars for the same row."""
    screens = (line for screen in door.content.full_list for line in screen.lines)
    rows = (row for line in screens for row in line.signs)
    return {sign.id, *(row.id for row in rows if sign.id in _family(row))}
