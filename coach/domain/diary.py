"""What the diary says about seeing somebody: pure, total, and the same for everybody.

The rules are the table "Diary rules" of the clinical reference (B), in its order. Each looks at the
record by itself and gives one finding at most. What was shown before, and that a line is shown
once an episode, is the business of whoever shows it.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import isclose
from typing import Final

from coach.domain.episodes import (
    WEEK,
    Episode,
    Record,
    current_episode,
    episodes,
    running,
    week_mean,
)
from coach.domain.triage import Level

LONG_OVER: Final = 14
"""Day of an episode after which it is long (row "long"; S0, NHSi)."""

NO_PROGRESS_DAY: Final = 5
"""Day of an episode from which progress is looked for (row "no-progress"; judgement)."""
NO_PROGRESS_FIRST: Final = 4
"""Mean score of the first day from which progress is looked for (row "no-progress")."""
NO_PROGRESS_SCORES: Final = 3
"""How many of the newest scores are compared with the first day (row "no-progress")."""
PROGRESS_POINTS: Final = 2
"""Points below the first day that are progress (row "no-progress"; NRS2)."""
PROGRESS_PERCENT: Final = 30
"""Percent below the first day that are progress (row "no-progress"; Ostelo 2008)."""

WEEKS_OVER: Final = 6
"""Weeks after which an episode is persistent (row "weeks"; NHS)."""
LONG_TERM_OVER: Final = 12
"""Weeks after which an episode is long-term (row "weeks"; WHO, NG59)."""

RECUR_SOON: Final = 2
"""Episodes at one place that are a return within the shorter time (row "recur"; judgement)."""
RECUR_SOON_DAYS: Final = 60
"""The shorter time in days, today included (row "recur"; judgement)."""
RECUR_OFTEN: Final = 3
"""Episodes at one place that are a return within the longer time (row "recur"; judgement)."""
RECUR_OFTEN_DAYS: Final = 180
"""The longer time in days, today included (row "recur"; judgement)."""

SLEEP_NIGHTS: Final = 7
"""How many of the newest recorded nights are looked at (row "sleep")."""
SLEEP_BAD: Final = 3
"""How many of them pain has to disturb (row "sleep"; S0, number is judgement)."""

WORSE_POINTS: Final = 2
"""Points by which a week's mean is up on the week before (row "worse"; NRS2)."""
WORSE_PERCENT: Final = 30
"""Percent by which a week's mean is up on the week before (row "worse"; NRS2)."""
WORSE_PERCENT_FROM: Final = 4
"""Mean of the week before from which the percentage counts (row "worse")."""
WORSE_WEEKS: Final = 3
"""Weeks running, each up on the one before (row "worse"; NHS)."""

HIGH_FROM: Final = 7
"""Worst score of a day from which it is high (row "high"; judgement)."""
HIGH_DAYS: Final = 3
"""Days running with such a score (row "high"; judgement)."""

PILLS_DAYS: Final = 10
"""Days running with a painkiller (row "pills"; common knowledge)."""

_ERROR: Final = 1e-9
"""Points by which a mean may miss a threshold, for fractions that a float can't hold."""


class Rule(Enum):
    """The rows of the table, by their names."""

    LONG = "long"
    NO_PROGRESS = "no-progress"
    WEEKS = "weeks"
    RECUR = "recur"
    SLEEP = "sleep"
    WORSE = "worse"
    HIGH = "high"
    LEG = "leg"
    PILLS = "pills"


@dataclass(frozen=True, slots=True)
class DiaryFinding:
    """What a rule found.

    ``sign`` is the id of the warning sign that it leads to, empty where it leads to none.
    ``reason`` is one line for the person, with the numbers that led to it.
    """

    rule: Rule
    sign: str
    level: Level
    reason: str
    line: str = ""
    """The doctor-soon line that it leaves, where that is not the warning sign's own."""


def long(record: Record, today: date) -> DiaryFinding | None:
    """Row "long": episode day over 14.

    The first day is day 1, and today counts whether it has a score or not. Quiet days count
    until the episode has ended. Nothing is said of an episode that was lost sight of.
    """
    episode = _seen_episode(record, today)
    if episode is None or episode.day(today) <= LONG_OVER:
        return None
    return _soon(Rule.LONG, "two-weeks", f"today is day {episode.day(today)} since this began")


def no_progress(record: Record, today: date) -> DiaryFinding | None:
    """Row "no-progress": from day 5, the last 3 scores against a first day of 4 or more.

    Progress is 2 points or 30 %, whichever is less. The value of the first day is its mean. The
    3 scores are those given after the first day, single scores and not days; with fewer than 3
    nothing is known of progress.
    """
    episode = _seen_episode(record, today)
    if episode is None or episode.day(today) < NO_PROGRESS_DAY:
        return None
    days = [day for day in record.until(today) if day.date >= episode.begun]
    first = days[0].mean or 0.0
    newest = [score for day in days[1:] for score in day.scores][-NO_PROGRESS_SCORES:]
    if not _reaches(first, NO_PROGRESS_FIRST) or len(newest) < NO_PROGRESS_SCORES:
        return None
    mean = sum(newest) / len(newest)
    fall = first - mean
    if _reaches(fall, PROGRESS_POINTS) or _reaches(fall * 100, first * PROGRESS_PERCENT):
        return None
    return _soon(
        Rule.NO_PROGRESS,
        "no-progress",
        f"pain was {_number(first)} on the first day, and {_number(mean)} on average"
        f" in the last {len(newest)} scores",
    )


def weeks(record: Record, today: date) -> DiaryFinding | None:
    """Row "weeks": over 6 weeks; over 12 it is long-term.

    Counted like the row "long": day 43 is the first over 6 weeks. Both suggest supervised exercise.
    """
    episode = _seen_episode(record, today)
    if episode is None or episode.day(today) <= WEEKS_OVER * WEEK:
        return None
    lasted, line = f"more than {WEEKS_OVER} weeks", "over-6-weeks"
    if episode.day(today) > LONG_TERM_OVER * WEEK:
        line = "over-12-weeks"
        lasted = f"more than {LONG_TERM_OVER} weeks, which counts as long-term"
    reason = f"today is day {episode.day(today)} since this began, {lasted}"
    return _soon(Rule.WEEKS, "two-weeks", f"{reason}; ask about supervised exercise", line)


def recur(record: Record, today: date) -> DiaryFinding | None:
    """Row "recur": 2 or more episodes at the same site in 60 days, or 3 in 180.

    An episode counts by the day on which it began, in the days up to today, whether it has ended
    or not. One whose site is unknown is at the same place as no other.
    """
    found = [episode for episode in episodes(record, today) if episode.site]
    for site in dict.fromkeys(episode.site for episode in reversed(found)):
        ages = [(today - episode.begun).days for episode in found if episode.site == site]
        for least, within in ((RECUR_SOON, RECUR_SOON_DAYS), (RECUR_OFTEN, RECUR_OFTEN_DAYS)):
            count = sum(age < within for age in ages)
            if count >= least:
                reason = f"pain began {count} times in {within} days, at the same place"
                return _soon(Rule.RECUR, "recurs", reason)
    return None


def sleep(record: Record, today: date) -> DiaryFinding | None:
    """Row "sleep": pain woke or prevented sleep in 3 of the last 7 recorded nights.

    Three are enough where fewer than 7 are recorded. Constant pain in one of these nights makes it
    the sign "night-pain", and urgent. The nights up to the last pain of an episode that has ended
    belong to that episode, and don't count.
    """
    over = [episode.last for episode in episodes(record, today) if episode.ended]
    nights = [
        day
        for day in record.until(today)
        if day.bad_night is not None and not (over and day.date <= over[-1])
    ][-SLEEP_NIGHTS:]
    bad = sum(day.bad_night is True for day in nights)
    if bad < SLEEP_BAD:
        return None
    reason = f"pain disturbed {bad} of the last {len(nights)} recorded nights"
    if any(day.constant for day in nights):
        reason += " and was there all night"
        return DiaryFinding(Rule.SLEEP, "night-pain", Level.URGENT, reason)
    return _soon(Rule.SLEEP, "sleep", reason)


def worse(record: Record, today: date) -> DiaryFinding | None:
    """Row "worse": the 7-day mean up by 2, or by 30 % from 4 or more; or up 3 weeks running.

    The newest week ends with today. A week with fewer than 4 scored days has no mean, for either
    half of the rule. Up 3 weeks running are three rises of any size, in four weeks. An episode
    has to go on: scores of 0 and 1 alone are no pain that gets worse.
    """
    if current_episode(record, today) is None:
        return None
    means = [week_mean(record, today, ago) for ago in range(WORSE_WEEKS + 1)]
    now, before = means[:2]
    if now is None or before is None:
        return None
    rise = now - before
    if _reaches(rise, WORSE_POINTS) or (
        _reaches(before, WORSE_PERCENT_FROM) and _reaches(rise * 100, before * WORSE_PERCENT)
    ):
        reason = f"this week's average is {_number(now)}, after {_number(before)} the week before"
        return _soon(Rule.WORSE, "worsening", reason)
    known = [mean for mean in means if mean is not None]
    if len(known) < len(means) or not all(
        known[ago] - known[ago + 1] > _ERROR for ago in range(WORSE_WEEKS)
    ):
        return None
    course = ", ".join(_number(mean) for mean in reversed(known))
    reason = f"the weekly average rose {WORSE_WEEKS} weeks running: {course}"
    return _soon(Rule.WORSE, "worsening", reason)


def high(record: Record, today: date) -> DiaryFinding | None:
    """Row "high": worst pain 7 or more on 3 days running.

    The run ends with the newest scored day. A day without a score breaks it.
    """
    scored = [day for day in record.until(today) if day.scores]
    count = running(scored, lambda day: day.worst is not None and day.worst >= HIGH_FROM)
    if count < HIGH_DAYS:
        return None
    return _soon(Rule.HIGH, "severe", f"pain was {HIGH_FROM} or more on {count} days running")


def leg(record: Record, today: date) -> DiaryFinding | None:
    """Row "leg": any new leg symptom, noted on the newest recorded day."""
    newest = [day for day in record.until(today) if day.noted][-1:]
    if not newest or not newest[0].leg:
        return None
    ago = (today - newest[0].date).days
    when = {0: "today", 1: "yesterday"}.get(ago, f"{ago} days ago")
    return _soon(Rule.LEG, "leg-pain", f"a new leg symptom was noted {when}")


def pills(record: Record, today: date) -> DiaryFinding | None:
    """Row "pills": a painkiller on 10 days running.

    The run ends with the newest day on which it is recorded whether one was taken. A day on which
    it is not breaks the run.
    """
    told = [day for day in record.until(today) if day.painkiller is not None]
    count = running(told, lambda day: day.painkiller is True)
    reason = f"something was taken for the pain on {count} days running; ask a pharmacist"
    return DiaryFinding(Rule.PILLS, "", Level.SELF_CARE, reason) if count >= PILLS_DAYS else None


RULES: Final = (long, no_progress, weeks, recur, sleep, worse, high, leg, pills)
"""Every rule, in the order of the table."""


def assess_diary(record: Record, today: date) -> tuple[DiaryFinding, ...]:
    """What every rule finds, in the order of the table. Total: no record makes it fail."""
    return tuple(finding for rule in RULES if (finding := rule(record, today)) is not None)


def _soon(rule: Rule, sign: str, reason: str, line: str = "") -> DiaryFinding:
    """A finding that leads to "see a doctor soon"."""
    return DiaryFinding(rule, sign, Level.DOCTOR_SOON, reason, line)


def _seen_episode(record: Record, today: date) -> Episode | None:
    """The episode that goes on, unless it was lost sight of: then its length is unknown."""
    episode = current_episode(record, today)
    return None if episode is None or episode.lost_sight_of(today) else episode


def _reaches(value: float, threshold: float) -> bool:
    """Whether a computed value is at a threshold or above it."""
    return value > threshold or isclose(value, threshold, abs_tol=_ERROR)


def _number(value: float) -> str:
    """A mean as it is said: one decimal, none where it is whole."""
    return f"{round(value, 1):g}"
