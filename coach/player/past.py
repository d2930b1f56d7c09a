"""What the record says about the sessions and scores before this one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from coach.domain.diary import DiaryFinding, Rule, assess_diary
from coach.domain.episodes import Day, Record, asks_whether_same, current_episode
from coach.domain.levels import PastSession, many_ambers, worst_colour
from coach.domain.questions import UNSURE, Silence, yes_no_unsure
from coach.domain.safety import Colour, assess_morning, is_next_morning
from coach.domain.triage import Level, WarningSign
from coach.domain.words import sentence
from coach.player.dialogue import Dialogue, Read, tell
from coach.player.doorway import Doorway
from coach.player.signs import Listed, SignAsker
from coach.ports.journal import SessionRecord

ASKED_ALREADY: Final = timedelta(days=28)
"""A line that a list has left for this row is not made again by a rule for so long."""
NEWEST: Final = 50
"""As many sessions tell what the next one is: more than there are in a week."""
REMEMBERED: Final = timedelta(days=400)
"""The diary's rules look back so far: longer than the longest of their times."""
AMBERS: Final = "three-ambers"
"""The id of the doctor-soon line that three ambers in a week leave."""


def past_sessions(door: Doorway) -> list[PastSession]:
    """The newest sessions that have ended, the newest first, each with its one colour."""
    ended = [session for session in door.recorder.sessions() if session.end is not None][:NEWEST]
    since = min((session.begun.begun for session in ended), default=door.clock.wall())
    scores = [(score.given, score.score) for score in door.recorder.scores(since)]
    past = []
    for session in ended:
        assert session.end is not None
        mornings = [score for given, score in scores if is_next_morning(given - session.end.ended)]
        past.append(PastSession(session.end.ended, _colour(session, mornings)))
    return past


def _colour(session: SessionRecord, mornings: list[int]) -> Colour | None:
    """The worst of after, stop and the first score of the next morning."""
    assert session.end is not None
    morning = assess_morning(session.begun.start_score, mornings[0]) if mornings else None
    return worst_colour([session.end.colour, morning])


def bad_morning(door: Doorway, score: int) -> bool:
    """Whether ``score`` (0 to 10), given now, says that the last session was too much."""
    now = door.clock.wall()
    ended = [session for session in door.recorder.sessions() if session.end is not None]
    if not ended or ended[0].end is None or not is_next_morning(now - ended[0].end.ended):
        return False
    return assess_morning(ended[0].begun.start_score, score) is Colour.AMBER


def diary_record(door: Doorway) -> Record:
    """The scores of the record by days of the person's own calendar."""
    now = door.clock.wall()
    zone = now.tzinfo
    return Record.of(
        (
            Day(score.given.astimezone(zone).date(), (score.score,), score.site)
            for score in door.recorder.scores(now - REMEMBERED)
        ),
        (moment.astimezone(zone).date() for moment in door.recorder.new_episodes()),
    )


def ask_episode(door: Doorway, score: int) -> Dialogue[None]:
    """After a long time without a score: is it still the same episode? Asked before it is kept."""
    today = door.clock.wall().date()
    record = diary_record(door)
    episode = current_episode(record, today)
    if episode is None or not asks_whether_same(record, today, score):
        return
    date = f"{episode.last.day} {episode.last:%B}"
    (text,) = door.content.words("same-episode", date=date)
    asked = yes_no_unsure("same-episode", text)
    if (yield replace(asked, silence=Silence.DECLINES, unanswered=UNSURE)) == "n":
        door.recorder.new_episode()


def heed_the_past(door: Doorway, past: list[PastSession]) -> Dialogue[Listed]:
    """What the diary's rules and the colours say about seeing somebody.

    A doctor-soon line is kept and told once an episode; a rule that leads to a warning sign of a
    higher level asks it.
    """
    now = door.clock.wall()
    record = diary_record(door)
    listed = Listed()
    reasons: list[str] = []
    for finding in assess_diary(record, now.date()):
        if finding.rule is Rule.PILLS:
            yield from tell(sentence(finding.reason))
        elif finding.rule is Rule.LEG or finding.level.bars:
            sign = door.content.sign(finding.sign)
            rows = door.content.hurt_leg if finding.rule is Rule.LEG else (sign,) if sign else ()
            listed += yield from SignAsker(door.content, at_rest=True).ask(rows)
        elif _keep_line(door, finding, _since(record, now)):
            reasons.append(sentence(finding.reason))
            if finding.rule is Rule.HIGH:
                reasons += door.content.words("high-pain")
    ambers = many_ambers(past)
    if ambers is not None and _is_new(door, AMBERS, ambers):
        (text,) = door.content.words(AMBERS)
        door.recorder.keep_doctor_line(WarningSign(AMBERS, text, Level.DOCTOR_SOON))
        reasons += door.content.words("three-ambers-told")
    if reasons:
        advice = door.content.advice(Level.DOCTOR_SOON)
        yield Read((*reasons, *advice))
    return listed


def _since(record: Record, now: datetime) -> datetime:
    """When the episode that goes on has begun."""
    episode = current_episode(record, now.date())
    if episode is None:
        return now - ASKED_ALREADY
    return datetime.combine(episode.begun, datetime.min.time(), now.tzinfo)


def _keep_line(door: Doorway, finding: DiaryFinding, since: datetime) -> bool:
    sign = door.content.sign(finding.sign)
    if finding.rule is Rule.WEEKS:
        sign = WarningSign(finding.line, finding.reason, finding.level)
    if sign is None or not _is_new(door, sign.id, since):
        return False
    door.recorder.keep_doctor_line(sign)
    return True


def _is_new(door: Doorway, sign: str, since: datetime) -> bool:
    """Whether there is no line for this row since then, and none from before that is open."""
    lines = [line for line in door.recorder.doctor_lines() if line.sign == sign]
    return not any(line.done is None or line.since >= since for line in lines)
