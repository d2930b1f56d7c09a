"""On every size of screen everything that is shown is inside of it, and nothing covers another."""

from itertools import combinations

import pytest
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Label

from coach.tui.screens.play import PlayScreen
from coach.tui.widgets.lettering import Lettering
from tests.tui.house import Floor
from tests.tui.scenes import SCENES, floor_for

SIZES = [
    (20, 5),
    (20, 40),
    (30, 8),
    (40, 12),
    (59, 17),
    (60, 18),
    (80, 22),
    (80, 24),
    (100, 30),
    (109, 33),
    (140, 45),
    (200, 20),
    (300, 6),
    (300, 100),
]


def shown(floor: Floor) -> dict[Widget, Region]:
    """Every widget without others inside that is on the screen, and the part of it that shows.

    A scroll bar lies over what it scrolls by design.
    """
    found = {}
    for widget, (region, clip) in floor.app.screen._compositor.visible_widgets.items():
        visible = region.intersection(clip)
        if not widget.children and visible.area and not isinstance(widget, ScrollBar):
            found[widget] = visible
    return found


FEW_SIZES = [(20, 5), (40, 12), (80, 24), (140, 45)]
"""What the screens that don't change as they go are looked at in."""


@pytest.mark.parametrize("scene", SCENES)
async def test_everything_is_on_the_screen_and_nothing_over_another(scene: str) -> None:
    """In every size, and then help: it shows what is bound there and nothing else."""
    floor = floor_for(scene)
    async with floor.opened():
        await SCENES[scene](floor)
        for width, height in SIZES if scene == "breath" else FEW_SIZES:
            await floor.pilot.resize_terminal(width, height)
            await floor.pilot.pause()
            regions = shown(floor)
            where = f"{scene} at {width}x{height}"
            assert regions, where
            for widget, region in regions.items():
                assert Region(0, 0, width, height).contains_region(region), f"{widget} in {where}"
            for one, other in combinations(regions, 2):
                overlap = regions[one].overlaps(regions[other])
                assert not overlap, f"{one} and {other} in {where}"
        await floor.pilot.resize_terminal(120, 60)
        await help_shows_what_is_bound(floor)


async def help_shows_what_is_bound(floor: Floor) -> None:
    if floor.screen == "HelpScreen":
        return
    ours = floor.app.screen.active_bindings.values()
    bound = {active.tooltip for active in ours if active.binding.id is not None}
    await floor.press("f1")
    assert floor.screen == "HelpScreen"
    labels = floor.app.screen.query(".help--words").results(Label)
    assert {str(label.content) for label in labels} == bound


@pytest.mark.parametrize("first", [SIZES[0], SIZES[-1]])
async def test_a_count_is_to_be_seen_at_every_size(first: tuple[int, int]) -> None:
    floor = Floor()
    async with floor.opened(*first):
        await SCENES["breath"](floor)
        for size in [first, *SIZES]:
            await floor.pilot.resize_terminal(*size)
            await floor.pilot.pause()
            play = floor.app.screen
            assert isinstance(play, PlayScreen)
            count = play.query_one("#count", Lettering)
            assert count in shown(floor), size
            assert count.text
            rows = [row for row in floor.seen.splitlines() if row.strip()]
            assert len(rows) >= 3, size


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45)])
async def test_nothing_is_missing_from_eighty_by_twenty_four_on(size: tuple[int, int]) -> None:
    floor = Floor()
    async with floor.opened(*size):
        await SCENES["breath"](floor)
        for words in (
            "First three",
            "step 3 of 3",
            "left",
            "Cat-cow",
            "▼ BREATHE OUT",
            "round up gently",
            "rep 4 of 5",
            "● ● ● ◉ ○",
            "next",
            "space pause",
            "p it hurts",
            "n next",
            "b back",
            "+ more",
            "d distance",
            "? help",
            "q leave",
        ):
            assert words in floor.seen


async def test_the_distance_view_has_three_things() -> None:
    floor = Floor()
    async with floor.opened(100, 30):
        await SCENES["distance"](floor)
        widgets = {widget.id for widget in shown(floor) if widget.id}
        assert widgets == {"short", "count", "reps"}
        await floor.press("d")
        assert "Cat-cow" in floor.seen
