"""Progress on the screen: charts with their numbers in words, near and far back."""

from datetime import date, timedelta

import pytest
from textual.widgets import Label, Static

from coach.domain.overview import Overview
from coach.ports.journal import RecordError
from coach.tui.parts import Look
from coach.tui.screens.progress import PERIODS, ProgressScreen
from coach.tui.themes import BY_SETTING
from coach.tui.widgets.chart import MARKS, Chart, Series, reps_chart, scores_chart, weeks_chart
from tests.fakes import FakeClock
from tests.records import FIRST, LAST, a_month
from tests.tui.house import Floor

EVENING = LAST + timedelta(hours=14)
FAR = date(2024, 7, 1)


def veteran(goal: int | None = None) -> Floor:
    """Somebody at the end of the month."""
    floor = Floor(clock=FakeClock(wall=EVENING), goal=goal)
    a_month(floor.store)
    return floor


def words(floor: Floor, part: str) -> str:
    """The numbers beside a chart."""
    return str(floor.app.screen.query_one(f"#{part}", Static).content)


def chart(floor: Floor, part: str) -> str:
    """What a chart shows."""
    return str(floor.app.screen.query_one(f"#{part}-chart", Chart).render())


async def test_one_key_shows_the_last_four_weeks_and_one_leads_back_to_the_question() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("h")
        assert floor.screen == "ProgressScreen"
        assert floor.label("period") == "4 weeks: 25 October 2026 to 21 November 2026"
        await floor.press("escape")
        assert floor.screen == "TodayScreen"
        await floor.begin()
        assert floor.screen == "PlayScreen"


async def test_the_numbers_stand_beside_the_charts() -> None:
    floor = veteran(goal=4)
    async with floor.opened():
        await floor.press("h")
        pain = words(floor, "pain-words")
        assert "○ before: average 3\n● after: average 2.8\n▲ next morning: average 3.1" in pain
        assert "best 0, worst 7, average 3.1\n27 of 28 days with a score" in pain
        assert "last 7 days:\n  average 1.3 on 7 days" in pain
        weeks = words(floor, "weeks-words")
        assert "22 Jun: 5 of 4, reached" in weeks
        assert "29 Jun: 2 of 4 (part of a week)" in weeks
        assert "reached in 3 of 3 weeks" in weeks
        assert "○ Child's pose: 16 times, 105 reps, from 5 to 8" in words(floor, "reps-words")
        hurts = words(floor, "hurts")
        assert "Stopped: Hip raise 1 time; Knee rolls 1 time (left 1)." in hurts
        assert "19 Jun, Knee rolls, left side, rep 3: the pain is sharp" in hurts
        assert all(mark in chart(floor, "pain") for mark in MARKS)
        assert "█" in chart(floor, "weeks")
        assert "┄" in chart(floor, "weeks")


async def test_without_a_goal_there_is_none() -> None:
    floor = veteran()
    async with floor.opened():
        await floor.press("h")
        assert "22 Jun: 5\n" in words(floor, "weeks-words")
        assert "goal" not in words(floor, "weeks-words")
        assert "┄" not in chart(floor, "weeks")


async def test_keys_go_from_two_weeks_to_two_years_and_no_further() -> None:
    floor = veteran()
    async with floor.opened():
        await floor.press("h", "left", "minus")
        seen = []
        for key in (None, "right", "plus", "right", "equals_sign", "right"):
            if key:
                await floor.press(key)
            seen.append(floor.label("period").split(":")[0])
        names = [period.name for period in PERIODS]
        assert names == ["2 weeks", "4 weeks", "3 months", "1 year", "2 years"]
        assert seen == [*names, "2 years"]
        assert "29 of 730 days with a score" in words(floor, "pain-words")
        assert "1 Jun" in chart(floor, "pain")


async def test_an_empty_time_says_what_to_do() -> None:
    floor = Floor()
    async with floor.opened():
        await floor.press("h")
        assert "Nothing is recorded in this time." in floor.seen
        assert "Esc leads back." in floor.seen
        assert not floor.app.screen.query_one("#pain").display
        await floor.press("right", "escape")
        assert floor.screen == "TodayScreen"


async def test_scores_alone_are_shown_without_a_chart_of_sessions() -> None:
    floor = Floor()
    floor.store.score(4, floor.clock.wall())
    async with floor.opened():
        await floor.press("h")
        assert "○ before: unknown" in words(floor, "pain-words")
        assert "1 of 28 days with a score" in words(floor, "pain-words")
        assert words(floor, "weeks-words") == "no session in this time"
        assert words(floor, "hurts") == "No exercise was stopped because it hurt."
        assert not floor.app.screen.query_one("#pain-chart").display


async def test_a_record_that_cannot_be_read_is_said_in_its_place() -> None:
    floor = veteran()
    async with floor.opened():

        def fails(first: date, last: date) -> Overview:
            raise RecordError("The record can't be read: the disk is gone.")

        floor.app.push_screen(ProgressScreen(fails, LAST.date(), {}))
        await floor.pilot.pause()
        assert "The record can't be read: the disk is gone." in floor.seen


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (140, 45), (300, 100)])
async def test_it_is_there_at_every_size(size: tuple[int, int]) -> None:
    floor = veteran(goal=4)
    async with floor.opened(*size):
        await floor.press("h")
        assert floor.screen == "ProgressScreen"
        assert "4 weeks" in floor.seen
        for line in floor.seen.splitlines():
            assert len(line) <= size[0]


@pytest.mark.parametrize("theme", BY_SETTING)
async def test_marks_are_told_apart_by_their_shape_in_every_theme(theme: str) -> None:
    floor = veteran()
    floor.look = Look(theme=theme, still=True)
    async with floor.opened():
        await floor.press("h")
        heading = str(floor.app.screen.query_one("#pain-heading", Label).content)
        assert heading == "Pain ○ before, ● after, ▲ next morning"
        assert all(mark in floor.seen for mark in MARKS)


@pytest.mark.parametrize("width", [16, 40, 120])
@pytest.mark.parametrize("height", [5, 9, 13])
def test_a_chart_fits_its_place(width: int, height: int) -> None:
    last = LAST.date()
    series = [Series([(FIRST.date(), 0.0), (last, 10.0)]), Series([])]
    weeks = [(FAR + timedelta(weeks=number), number % 7) for number in range(105)]
    for drawing in (
        scores_chart(series, FIRST.date(), last),
        reps_chart(series, FAR, last),
        weeks_chart(weeks, 4),
        weeks_chart(weeks[:1], None),
    ):
        lines = drawing(width, height).splitlines()
        assert len(lines) <= height
        assert max(len(line) for line in lines) <= width


def test_a_score_stands_on_the_row_of_its_number() -> None:
    """With a row for each score, the row says the number."""
    days = [FIRST.date() + timedelta(days=score) for score in range(11)]
    series = [Series([(day, float(score)) for score, day in enumerate(days)])]
    rows = scores_chart(series, days[0], days[-1])(60, 13).splitlines()[:11]
    assert [row.index(MARKS[0]) for row in reversed(rows)] == sorted(
        row.index(MARKS[0]) for row in rows
    )
    assert rows[0].startswith("10")
    assert rows[10].lstrip().startswith("0")
