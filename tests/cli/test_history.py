"""`coach history` over a month that is made up: tables, JSON and CSV agree."""

import csv
from io import StringIO
from typing import Any

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.player.overview import read_overview
from tests.plain.person import Home
from tests.records import FIRST, LAST, MONTH, a_month

JUNE = ("--since", "2026-06-01", "--until", "2026-06-30")


@pytest.fixture
def veteran(newcomer: Home) -> Home:
    """Somebody with a month behind them, who wants four sessions a week."""
    newcomer.data.mkdir(parents=True)
    with SqliteStore.open(newcomer.data / FILE) as store:
        a_month(store)
    newcomer.write("settings.toml", "[progress]\nweekly-goal = 4\n")
    return newcomer


def month(person: Home, *period: str) -> Any:
    """A period as JSON."""
    shown = person.coach("history", "--json", *period)
    assert shown.code == 0, shown.errors
    return shown.json()


def test_a_table_has_pain_before_after_and_the_next_morning(veteran: Home) -> None:
    shown = veteran.coach("history", *JUNE)
    assert shown.code == 0, shown.errors
    head, newest, *_ = shown.lines
    assert head.split() == ["begun", "routine", "minutes", "pain", "morning", "colour", "end"]
    assert newest.startswith("2026-06-30 07:30  first-three")
    (first,) = [line for line in shown.lines if line.startswith("2026-06-01")]
    assert first.split()[-5:] == ["to", "5", "6", "amber", "done"]
    assert len([line for line in shown.lines if line.startswith("2026-06-")]) == len(MONTH)


def test_below_it_stands_what_it_comes_to(veteran: Home) -> None:
    lines = veteran.coach("history", *JUNE).lines
    assert lines[len(MONTH) + 1] == ""
    assert "How they ended: 19 done, 1 left, 2 stopped: pain." in lines
    assert "Colours: 17 green, 4 amber, 1 unknown." in lines
    assert "Pain, 0 to 10: best 0, average 3.2, worst 7." in lines
    assert "Your goal, 4 a week: reached in 4 of 4 weeks." in lines
    assert lines[-1] == ("Stopped because it hurt: bridge 1 time; knee-rolls 1 time (left 1).")


def test_json_has_the_numbers_of_the_record(veteran: Home) -> None:
    told = month(veteran, *JUNE)
    with SqliteStore.open(veteran.data / FILE) as store:
        known = read_overview(store, FIRST.date(), LAST.date(), 4)
    assert told["period"] == {"first": "2026-06-01", "last": "2026-06-30", "days": 30}
    assert told["totals"]["mean"] == known.totals.mean
    assert told["totals"]["reps"] == known.totals.reps
    assert [day["worst"] for day in told["days"]] == [day.worst for day in known.days]
    assert [one["morning"] for one in told["sessions"]] == [
        line.morning for line in reversed(known.sessions)
    ]
    assert told["this_week"]["mean"] == known.this_week.mean
    assert [stop["side"] for stop in told["stops"]] == [None, "left"]
    assert [week["reached"] for week in told["weeks"]] == [True, True, True, True, False]


def test_csv_has_the_sessions_of_json(veteran: Home) -> None:
    shown = veteran.coach("history", "--csv", *JUNE)
    rows = list(csv.DictReader(StringIO("\n".join(shown.lines))))
    told = month(veteran, *JUNE)["sessions"]
    for key in ("id", "begun", "routine", "outcome"):
        assert [row[key] for row in rows] == [one[key] for one in told]
    for key in ("start", "end", "morning"):
        known = ["" if one[key] is None else str(one[key]) for one in told]
        assert [row[key] for row in rows] == known


def test_without_a_period_it_is_everything_and_days_end_today(veteran: Home) -> None:
    assert len(month(veteran)["sessions"]) == len(MONTH)
    assert month(veteran)["period"]["first"] == "2026-06-01"
    assert month(veteran, "--days", "3")["period"]["days"] == 3
    weeks = month(veteran, "--weeks", "2")
    assert weeks["period"]["days"] == 14
    assert month(veteran, "--until", "2026-06-03")["period"]["days"] == 3


def test_a_period_without_a_record_says_so(veteran: Home) -> None:
    shown = veteran.coach("history", "--since", "2020-01-01", "--until", "2020-01-31")
    assert shown.lines == (
        "Nothing is recorded in this period. Begin with: coach play first-three",
    )


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--days", "3", "--weeks", "2"), "One period is enough"),
        (("--days", "3", "--since", "2026-06-01"), "One period is enough"),
        (("--since", "2026-06-02", "--until", "2026-06-01"), "a day before --since"),
        (("--json", "--csv"), "One form is enough"),
        (("--days", "0"), "0"),
        (("--since", "yesterday"), "yesterday"),
        (("--until", "0001-01-02"), "reach back to before 1900"),
        (("--since", "9999-12-31"), "reach beyond 9000"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    newcomer: Home, options: tuple[str, ...], why: str
) -> None:
    shown = newcomer.coach("history", *options)
    assert shown.code == 2
    assert why in shown.errors
    assert not newcomer.data.exists()
