"""What the record says about the sessions and scores before this one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from coach.domain.ahead import at_latest
from coach.domain.diary import DiaryFinding, Rule, assess_diary
from coach.domain.diary_entry import DiaryEntry
from coach.domain.episodes import Day, Record, asks_whether_same, current_episode
from coach.domain.levels import PastSession, many_ambers, worst_colour
from coach.domain.overview_lines import Played
from coach.domain.questions import UNSURE, Silence, yes_no_unsure
from coach.domain.safety import MORNING_FROM, Colour, assess_morning, is_next_morning
from coach.domain.triage import Level, WarningSign
from coach.domain.words import sentence
from coach.player.dialogue import Dialogue, Read, tell
from coach.player.doorway import Doorway
from coach.player.earlier import ended_sessions, telling_sessions
from coach.player.recorder import Recorder
from coach.player.signs import Listed, SignAsker
from coach.ports.journal import SessionRecord

ASKED_ALREADY: Final = timedelta(days=28)
"""A line that a list has left for this row is not made again by a rule for so long."""
REMEMBERED: Final = timedelta(days=400)
"""The diary's rules look back so far: longer than the longest of their times."""
AMBERS: Final = "three-ambers"
"""The id of the doctor-soon line that three ambers in a week leave."""


def past_sessions(door: Doorway) -> list[PastSession]:
    """The newest sessions that have ended, the newest first, each with its one colour.

    Those that were erased and had hurt are ambers, from the moment of that.
    """
    ended = telling_sessions(door)
    now = door.clock.wall()
    colours = session_colours(door.recorder, ended)
    past = _erased_ambers(door)
    for session in ended:
        assert session.end is not None
        played = session.begun.routine if session.exercises else ""
        over = min(session.end.ended, now)
        past.append((session.begun.begun, PastSession(over, colours[session.id], played)))
    return [one for _, one in sorted(past, key=lambda moment: moment[0], reverse=True)]


def _erased_ambers(door: Doorway) -> list[tuple[datetime, PastSession]]:
    """An amber for each session that hurt and was erased, and its moment."""
    erased = [one for one in door.recorder.erased() if one.ambers]
    if not erased:
        return []
    known = {one.id: one.begun.begun for one in ended_sessions(door)}
    late = at_latest(known | {one.id: one.when for one in erased}, door.clock.wall())
    moments = [late.get(one.id, one.when) for one in erased for _ in range(one.ambers)]
    return [(when, PastSession(when, Colour.AMBER)) for when in moments]


def session_colours(
    recorder: Recorder, sessions: Sequence[SessionRecord]
) -> dict[str, Colour | None]:
    """The one colour of each session, by its id; ``None`` where nobody knows how it went."""
    return played_colours(
        recorder,
        [
            Played(
                one.id,
                one.begun.begun,
                one.begun.routine,
                one.begun.title,
                one.seconds,
                one.begun.start_score,
                ended=one.end.ended if one.end else None,
                colour=one.end.colour if one.end else None,
            )
            for one in sessions
        ],
    )


def played_colours(recorder: Recorder, sessions: Sequence[Played]) -> dict[str, Colour | None]:
    """The one colour of each session, by its id; ``None`` where nobody knows how it went."""
    if not sessions:
        return {}
    given = recorder.given(min(session.begun for session in sessions))
    moments = [score.when for score in given]
    colours: dict[str, Colour | None] = {}
    for session in sessions:
        if session.ended is None:
            colours[session.id] = None
            continue
        at = bisect_left(moments, session.ended + MORNING_FROM)
        there = at < len(given) and is_next_morning(moments[at] - session.ended)
        morning = given[at].score if there else None
        colours[session.id] = _colour(session.colour, session.start, morning)
    return colours


@cache
def _colour(end: Colour | None, start: int, morning: int | None) -> Colour | None:
    """The worst of after, stop and the first score of the next morning."""
    return worst_colour([end, None if morning is None else assess_morning(start, morning)])


def bad_morning(door: Doorway, score: int) -> bool:
    """Whether ``score`` (0 to 10), given now, says that the last session was too much."""
    now = door.clock.wall()
    ended = ended_sessions(door)
    if not ended or ended[0].end is None or not is_next_morning(now - ended[0].end.ended):
        return False
    return assess_morning(ended[0].begun.start_score, score) is Colour.AMBER


def diary_record(door: Doorway, back: timedelta = REMEMBERED) -> Record:
    """The scores of the record, and what the diary adds, each on the day where it was given.

    It goes ``back`` so far. Only a day that has not begun yet here, west of there, is today.
    """
    now = door.clock.wall()
    scores: defaultdict[date, list[int]] = defaultdict(list)
    sites: dict[date, str] = {}
    for when, score, site in door.recorder.given(now - back):
        day = day_of(when, now)
        scores[day].append(score)
        if site:
            sites[day] = site
    return Record.of(
        (
            *(Day(day, tuple(given), sites.get(day, "")) for day, given in scores.items()),
            *(
                _noted(kept.entry, day_of(kept.entry.written, now))
                for kept in door.recorder.entries(now - back)
            ),
        ),
        (day_of(moment, now) for moment in door.recorder.new_episodes()),
    )


def day_of(moment: datetime, now: datetime) -> date:
    """The day of a moment of the record, by the calendar of the place where it was.

    The present offset would move what was before the clocks changed into another day.
    """
    day = moment.date()
    return min(day, now.date()) if moment <= now else day


def _noted(entry: DiaryEntry, day: date) -> Day:
    """What an entry says besides its score, which is among the scores of the record."""
    return Day(
        day,
        disturbed=entry.disturbed,
        constant=bool(entry.all_night),
        leg=entry.leg,
        painkiller=entry.painkiller,
        peak=entry.worst,
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


def heed_the_past(
    door: Doorway,
    past: list[PastSession],
    *,
    asks: bool = True,
    silent: Collection[Rule] = (),
) -> Dialogue[Listed]:
    """What the diary's rules and the colours say about seeing somebody.

    A doctor-soon line is kept and told once an episode; a rule that leads to a warning sign of a
    higher level asks it. Where nobody can be asked (``asks`` is false) the question is told with
    the advice that follows from it, and the next start asks the full list. The rules in ``silent``
    are left out.
    """
    now = door.clock.wall()
    record = diary_record(door)
    listed = Listed()
    reasons: list[str] = []
    for finding in assess_diary(record, now.date()):
        if finding.rule in silent:
            continue
        if finding.rule is Rule.PILLS:
            yield from tell(sentence(finding.reason))
        elif finding.rule is Rule.LEG or finding.level.bars:
            sign = door.content.sign(finding.sign)
            rows = door.content.hurt_leg if finding.rule is Rule.LEG else (sign,) if sign else ()
            if asks:
                listed += yield from SignAsker(door.content, at_rest=True).ask(rows)
            else:
                door.recorder.list_due()
                yield from tell(sentence(finding.reason), *_untold(door, rows))
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


def _untold(door: Doorway, rows: Sequence[WarningSign]) -> tuple[str, ...]:
    """Questions that nobody is there to answer: each level's, and its advice in full."""
    lines: list[str] = []
    for level in sorted({row.level for row in rows}, reverse=True):
        lines += door.content.words("diary-unasked")
        lines += [f"- {row.question}" for row in rows if row.level is level]
        lines += door.content.advice(level)
    return (*lines, *door.content.words("diary-list-due"))


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
