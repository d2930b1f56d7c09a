"""Today says how many reps it is, and why, once the record has something to say."""

from datetime import timedelta

import pytest

from tests.player.earlier import exercise, keep
from tests.tui.house import Floor

WHY = "First three, 4 min, 7 reps: three good sessions in a row, twice."


def veteran() -> Floor:
    """Somebody with six good sessions behind them, one a day."""
    floor = Floor()
    for days in range(7, 1, -1):
        begun = floor.clock.wall() - timedelta(days=days)
        keep(floor.store, begun, exercise("bridge", 10), exercise("cat-cow", 10, step=3))
    return floor


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((120, 40), f"Good morning. {WHY}"),
        ((80, 24), WHY),
        ((60, 24), "Good morning. First three, 4 min."),
    ],
)
async def test_todays_line_says_how_many_reps_and_why_and_is_never_cut(
    size: tuple[int, int], told: str
) -> None:
    floor = veteran()
    async with floor.opened(*size):
        assert floor.label("greeting") == told
        assert "7 times, 5 seconds each" in floor.seen


async def test_for_a_newcomer_there_is_nothing_to_explain() -> None:
    floor = Floor()
    async with floor.opened():
        assert floor.label("greeting") == "Good morning. First three, 4 min."
