"""The page for the doctor as data with keys that stay; ``report.schema.json`` describes them."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from coach.documents.report import (
    SELF_REPORTED,
    Began,
    Changes,
    Counted,
    Nights,
    Pain,
    Pattern,
    Place,
    Range,
    Remedies,
    Report,
    Signs,
    Told,
    Tried,
)
from coach.domain.overview_lines import DayPain, Given, WeekMean

SCHEMA: Final = 1
"""The version of the keys. One that is new doesn't change it; one that goes or means another does.
"""
KIND: Final = "coach-report"

T = TypeVar("T")
Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
"""What JSON can hold."""


def report_json(report: Report) -> dict[str, Value]:
    """The whole report. What is unknown, or left out, is ``None``; ``left_out`` tells which."""
    return {
        "schema": SCHEMA,
        "kind": KIND,
        "about": SELF_REPORTED,
        "period": {
            "first": report.first.isoformat(),
            "last": report.last.isoformat(),
            "days": report.length,
        },
        "written": report.written.isoformat(timespec="seconds"),
        "entries": report.entries,
        "left_out": list(report.left_out),
        "pain": _pain(report),
        "episode": _known(report.began, _began),
        "warnings": _known(report.signs, _signs),
        "where": _known(report.place, _place),
        "pattern": _known(report.pattern, _pattern),
        "changes": _known(report.changes, _changes),
        "sleep": _known(report.nights, _nights),
        "activities": None
        if report.activities is None
        else [
            {"name": one.name, "first": one.first, "last": one.last, "entries": one.entries}
            for one in report.activities
        ],
        "tried": _known(report.tried, _tried),
        "medicines": _known(report.remedies, _remedies),
        "allergies": report.allergies or None,
        "past": report.past or None,
        "notes": None
        if report.notes is None
        else [{"day": one.day.isoformat(), "text": one.text} for one in report.notes],
        "questions": None if report.questions is None else list(report.questions),
        "goal": report.goal or None,
    }


def _pain(report: Report) -> Value:
    pain: Pain = report.pain
    return {
        "now": _known(pain.now, _given),
        "best": pain.best,
        "mean": pain.mean,
        "worst": pain.worst,
        "scored_days": report.scored,
        "last_7_days": _known(pain.this_week, _week),
        "7_days_before": _known(pain.week_before, _week),
        "days": [_day(one) for one in pain.days],
        "scores": [_given(one) for one in pain.scores],
    }


def _given(given: Given) -> Value:
    return {
        "when": given.when.isoformat(timespec="seconds"),
        "score": given.score,
        "where": given.site or None,
    }


def _day(day: DayPain) -> Value:
    return {
        "day": day.day.isoformat(),
        "scores": day.count,
        "best": day.best,
        "mean": day.mean,
        "worst": day.worst,
    }


def _week(week: WeekMean) -> Value:
    return {
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "scored_days": week.days,
        "mean": week.mean,
    }


def _began(began: Began) -> Value:
    return {
        "began": began.on.isoformat() if began.on else None,
        "about": began.about,
        "suddenly": began.suddenly,
        "doing": began.doing or None,
        "injury": began.injury,
        "injuries": began.injuries or None,
        "recorded_from": began.seen.begun.isoformat() if began.seen else None,
        "episodes_in_12_months": began.episodes,
    }


def _signs(signs: Signs) -> Value:
    return {
        "last_asked": signs.asked.isoformat() if signs.asked else None,
        "left_out": signs.left_out,
        "answers": [
            {
                "number": one.number,
                "question": one.question,
                "answer": "yes or not sure" if one.answered else "noted",
                "level": one.level.word,
                "asked": one.asked.isoformat(timespec="seconds"),
                "since": [
                    {"day": since.day.isoformat(), "said": since.words} for since in one.since
                ],
            }
            for one in signs.answers
        ],
    }


def _place(place: Place) -> Value:
    return {
        "places": _counted(place.sites),
        "sides": _counted(place.sides),
        "spread": _counted(place.spread),
    }


def _pattern(pattern: Pattern) -> Value:
    return {
        "feels": _counted(pattern.qualities),
        "spasms_a_day": _known(pattern.spasms, _range),
        "spasm_minutes": _known(pattern.spasm_minutes, _range),
        "stiff_minutes": _known(pattern.stiff_minutes, _range),
        "tingling": _known(pattern.tingling, _told),
        "weakness": _known(pattern.weakness, _told),
    }


def _changes(changes: Changes) -> Value:
    return {"worse": _counted(changes.worsened), "better": _counted(changes.eased)}


def _nights(nights: Nights) -> Value:
    return {
        "nights": nights.told,
        "disturbed": nights.disturbed,
        "woken": _known(nights.woken, _range),
    }


def _tried(tried: Tried) -> Value:
    return {
        "sessions": tried.sessions,
        "minutes": tried.minutes,
        "colours": {colour.value if colour else "unknown": n for colour, n in tried.colours},
        "outcomes": dict(tried.outcomes),
        "stops": [
            {
                "day": one.day.isoformat(),
                "what": one.what,
                "side": one.side or None,
                "rep": one.rep or None,
                "reason": one.reason or None,
            }
            for one in tried.stops
        ],
        "heat": tried.heat,
        "cold": tried.cold,
        "walks": tried.walks,
    }


def _remedies(remedies: Remedies) -> Value:
    return {
        "typed": remedies.typed or None,
        "taken": [
            {"name": one.name, "days": one.days, "effects": list(one.effects)}
            for one in remedies.taken
        ],
        "taken_for_pain": _known(remedies.for_pain, _told),
    }


def _counted(counted: Iterable[Counted]) -> Value:
    return [{"text": one.text, "days": one.days} for one in counted]


def _range(found: Range) -> Value:
    return {"least": found.least, "most": found.most, "entries": found.entries}


def _told(told: Told) -> Value:
    return {"yes": told.yes, "entries": told.entries}


def _known(part: T | None, written: Callable[[T], Value]) -> Value:
    """What is written of a part; nothing where it is unknown."""
    return None if part is None else written(part)
