"""The keys of ``coach history --json``, and the columns of ``--csv``."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest

from coach.adapters.store.export import history_csv, history_json, session_json
from coach.domain.events import Outcome
from coach.domain.overview import Given, Overview, Played, SessionLine, overview_of
from coach.domain.safety import Colour
from tests.adapters.store.samples import at

WHOLE = Played(
    "1",
    at(0),
    "first-three",
    "First three",
    61.23456,
    3,
    ended=at(10.5),
    end=2,
    outcome=Outcome.DONE,
    colour=Colour.GREEN,
    reason="enough",
    hurt=False,
    exercises=("cat-cow", "bridge"),
)
CUT_OFF = Played("2", at(60), "first-three", "First three", 4.0, 3)


def of(*sessions: Played, scores: tuple[Given, ...] = ()) -> Overview:
    """A week of these sessions."""
    first, last = date(2026, 6, 29), date(2026, 7, 5)
    return overview_of(sessions, scores, [], [], first=first, last=last, goal=2)


def test_a_session_has_all_its_keys() -> None:
    (line,) = of(WHOLE, scores=(Given(at(24 * 60), 6),)).sessions
    assert session_json(line) == {
        "id": "1",
        "routine": "first-three",
        "title": "First three",
        "begun": "2026-07-01T12:00:00+02:00",
        "ended": "2026-07-01T12:10:30+02:00",
        "outcome": "done",
        "colour": "amber",
        "start": 3,
        "end": 2,
        "morning": 6,
        "seconds": 61.235,
        "exercises": ["cat-cow", "bridge"],
        "reason": "enough",
        "hurt": False,
    }


def test_a_session_without_an_end_has_the_same_keys() -> None:
    whole, cut_off = (session_json(line) for line in of(WHOLE, CUT_OFF).sessions)
    assert list(whole) == list(cut_off)
    missing = ["ended", "outcome", "colour", "end", "morning", "reason", "hurt"]
    assert [key for key, value in cut_off.items() if value is None] == missing


def test_a_period_says_which_and_what_it_comes_to() -> None:
    told: Any = json.loads(json.dumps(history_json(of(WHOLE, CUT_OFF))))
    assert told["schema"] == 1
    assert told["period"] == {"first": "2026-06-29", "last": "2026-07-05", "days": 7}
    assert [session["id"] for session in told["sessions"]] == ["2", "1"]
    assert told["weeks"] == [
        {
            "monday": "2026-06-29",
            "sessions": 2,
            "counted": 1,
            "goal": 2,
            "reached": False,
            "whole": True,
        }
    ]
    assert told["totals"]["colours"] == {"green": 1, "amber": 0, "red": 0, "unknown": 1}
    assert told["totals"]["outcomes"]["cut off"] == 1
    assert told["this_week"]["mean"] is None


def rows(*lines: SessionLine) -> list[dict[str, str]]:
    """What a spreadsheet reads."""
    return list(csv.DictReader(StringIO(history_csv(lines), newline="")))


def test_a_spreadsheet_reads_a_row_for_each_session_the_newest_first() -> None:
    newest, oldest = rows(*of(WHOLE, CUT_OFF).sessions)
    assert (newest["id"], newest["ended"], newest["hurt"]) == ("2", "", "")
    assert (oldest["start"], oldest["exercises"], oldest["hurt"]) == ("3", "cat-cow bridge", "no")
    assert history_csv([]).endswith("\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_text_is_a_formula_in_a_spreadsheet(text: str) -> None:
    (line,) = of(replace(WHOLE, title=text)).sessions
    (row,) = rows(line)
    assert row["title"] == f"'{text}"


@pytest.mark.parametrize("text", ["two, and three", 'a "word"', "two\r\nlines", "üben"])
def test_any_text_comes_back_from_a_spreadsheet(text: str) -> None:
    (line,) = of(replace(WHOLE, reason=text)).sessions
    (row,) = rows(line)
    assert row["reason"] == text
