"""The history as other programs read it."""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from typing import Final

from coach.domain.overview import (
    DayPain,
    ExerciseLine,
    Overview,
    SessionLine,
    Stop,
    Totals,
    WeekLine,
    WeekMean,
)

SCHEMA: Final = 1
"""The number of the structure; it goes up when a key changes its meaning or goes."""

_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS: Final = (
    "id",
    "begun",
    "ended",
    "routine",
    "title",
    "seconds",
    "start",
    "end",
    "morning",
    "colour",
    "outcome",
    "reason",
    "hurt",
    "exercises",
)


def history_json(overview: Overview) -> dict[str, object]:
    """A period with keys that stay: what has no value is ``None``.

    The sessions are the newest first, everything else the oldest first. Moments are ISO 8601 with
    the offset of the place, days ISO 8601, scores 0 to 10.
    """
    return {
        "schema": SCHEMA,
        "period": {
            "first": overview.first.isoformat(),
            "last": overview.last.isoformat(),
            "days": overview.length,
        },
        "sessions": [session_json(line) for line in reversed(overview.sessions)],
        "days": [_day(day) for day in overview.days],
        "weeks": [_week(week) for week in overview.weeks],
        "exercises": [_exercise(line) for line in overview.exercises],
        "stops": [_stop(stop) for stop in overview.stops],
        "totals": _totals(overview.totals),
        "this_week": _mean(overview.this_week),
        "week_before": _mean(overview.week_before),
    }


def session_json(line: SessionLine) -> dict[str, object]:
    """A session: what is known of it, with the same keys whatever that is.

    ``start``, ``end`` and ``morning`` are the scores; ``colour`` is the worst of after, stop and
    next morning; ``exercises`` are the ids of those that were done to their end.
    """
    played = line.played
    return {
        "id": played.id,
        "routine": played.routine,
        "title": played.title,
        "begun": _moment(played.begun),
        "ended": _moment(played.ended) if played.ended else None,
        "outcome": played.outcome.value if played.outcome else None,
        "colour": line.colour.value if line.colour else None,
        "start": played.start,
        "end": played.end,
        "morning": line.morning,
        "seconds": round(played.seconds, 3),
        "exercises": list(played.exercises),
        "reason": played.reason if played.ended else None,
        "hurt": played.hurt,
    }


def history_csv(lines: Sequence[SessionLine]) -> str:
    """The sessions as CSV (RFC 4180), the newest first: a head, and a row for each.

    What has no value is empty. A text that a spreadsheet would take for a formula begins with an
    apostrophe.
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for line in reversed(lines):
        row = session_json(line)
        writer.writerow([_cell(row[column]) for column in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = " ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULAS) else text


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _day(day: DayPain) -> dict[str, object]:
    return {
        "date": day.day.isoformat(),
        "scores": day.count,
        "best": day.best,
        "mean": day.mean,
        "worst": day.worst,
    }


def _week(week: WeekLine) -> dict[str, object]:
    return {
        "monday": week.monday.isoformat(),
        "sessions": week.sessions,
        "counted": week.counted,
        "goal": week.goal,
        "reached": week.reached,
        "whole": week.whole,
    }


def _exercise(line: ExerciseLine) -> dict[str, object]:
    return {
        "exercise": line.exercise,
        "times": line.times,
        "reps": line.reps,
        "seconds": round(line.seconds, 3),
        "eased": line.eased,
        "stopped": line.stopped,
        "stopped_left": line.left,
        "stopped_right": line.right,
        "course": [{"date": day.isoformat(), "reps": reps} for day, reps in line.course],
    }


def _stop(stop: Stop) -> dict[str, object]:
    return {
        "session": stop.session,
        "begun": _moment(stop.when),
        "exercise": stop.exercise,
        "side": stop.side.value if stop.side else None,
        "rep": stop.rep or None,
        "reason": stop.reason,
    }


def _totals(totals: Totals) -> dict[str, object]:
    return {
        "sessions": totals.sessions,
        "seconds": round(totals.seconds, 3),
        "reps": totals.reps,
        "stops": totals.stops,
        "colours": {
            colour.value if colour else "unknown": count for colour, count in totals.colours
        },
        "outcomes": {
            outcome.value if outcome else "cut off": count for outcome, count in totals.outcomes
        },
        "scored_days": totals.scored,
        "scores": totals.scores,
        "best": totals.best,
        "mean": totals.mean,
        "worst": totals.worst,
        "entries": totals.entries,
        "nights": totals.nights,
        "disturbed_nights": totals.disturbed,
        "heat": totals.heat,
        "cold": totals.cold,
        "walks": totals.walks,
    }


def _mean(week: WeekMean) -> dict[str, object]:
    return {
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "scored_days": week.days,
        "mean": week.mean,
    }
