"""The body on the screen moves with the session; where nothing is drawn there are words."""

import pytest

from coach.domain.commands import State
from coach.domain.motion import Figures, scenes_of
from coach.painters.cells import Frame
from coach.painters.reel import STEPS
from coach.tui.parts import Look
from coach.tui.themes import BY_SETTING
from coach.tui.widgets.figure import Figure
from coach.tui.widgets.words import Words
from tests.player.house import bundled_library
from tests.tui.house import Floor, Sketcher

ALL = STEPS + 1
"""Every frame of a small figure's scene."""


def moving() -> Floor:
    return Floor(look=Look(still=False), sketcher=Sketcher(ALL))


def figures() -> Figures:
    return bundled_library().figures()


def drawn(floor: Floor) -> Frame:
    frame = floor.play.query_one(Figure).frame
    assert frame is not None
    return frame


async def cat_cow(floor: Floor, phase: str = "inhale") -> None:
    await floor.begin()
    await floor.play_to("Cat-cow", phase, 2)


async def frames_of_a_phase(floor: Floor) -> list[Frame]:
    """The different frames of the phase that has begun, in their order."""
    seen = [drawn(floor)]
    segment = floor.session.segment
    while floor.session.segment is segment:
        due = floor.clock.next_at()
        assert due is not None
        floor.clock.pass_time(due - floor.clock.now())
        if drawn(floor) is not seen[-1] and floor.session.segment is segment:
            seen.append(drawn(floor))
    return seen


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_cat_cow_moves_with_the_breath(size: tuple[int, int]) -> None:
    floor = moving()
    async with floor.opened(*size):
        await cat_cow(floor)
        sinking = await frames_of_a_phase(floor)
        assert floor.session.segment.phase == "exhale"
        rounding = await frames_of_a_phase(floor)
    assert len(sinking) >= 8
    assert len(rounding) >= 8
    # Each begins where the other ends, and no picture comes twice on the way.
    assert sinking[-1].text != rounding[-1].text
    assert len({frame.text for frame in sinking}) == len(sinking)


async def test_the_figure_stands_on_the_screen() -> None:
    floor = moving()
    async with floor.opened():
        await cat_cow(floor)
        await floor.pass_time(1)
        rows = [line.strip() for line in drawn(floor).text.splitlines() if line.strip()]
        await floor.pilot.pause()
        assert all(row in floor.seen for row in rows)


async def test_a_figure_that_holds_still_breathes() -> None:
    floor = moving()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Child's pose", "hold")
        await floor.pilot.pause()
        seen = await frames_of_a_phase(floor)
    assert 3 <= len({frame.text for frame in seen}) <= 8


async def test_reduced_motion_shows_the_pose_that_is_moved_to_and_nothing_between() -> None:
    floor = Floor()
    async with floor.opened():
        await cat_cow(floor)
        sinking = await frames_of_a_phase(floor)
        rounding = await frames_of_a_phase(floor)
    assert len(sinking) == len(rounding) == 1
    assert sinking[0].text != rounding[0].text


async def test_getting_into_position_is_shown_from_farther_away() -> None:
    floor = moving()
    async with floor.opened():
        await floor.begin()
        while floor.session.segment.name != "Child's pose":
            await floor.step()
        await floor.pilot.pause()
        assert floor.session.segment.kind.value == "set-up"
        seen = await frames_of_a_phase(floor)
        wide = [order.scene.wide for order in floor.sketcher.orders] if floor.sketcher else []
    assert len(seen) > 10
    assert wide[0]
    assert not all(wide)


async def test_a_movement_is_drawn_before_it_begins_and_once() -> None:
    floor = moving()
    async with floor.opened():
        await floor.begin()
        await floor.play_to("Child's pose", "fold")
        await floor.pilot.pause()
        await floor.pass_time(1)
        assert floor.sketcher is not None
        ahead = scenes_of(floor.session.timeline, floor.session.index + 2, figures())
        assert ahead[0] in [order.scene for order in floor.sketcher.orders]
        await floor.play_to("Hip raise", "lift", 2)
        orders = floor.sketcher.orders
        assert len(set(orders)) == len(orders)


async def test_a_pause_stops_the_body_where_it_is() -> None:
    floor = moving()
    async with floor.opened():
        await cat_cow(floor)
        await floor.pass_time(1)
        await floor.strike("x")
        assert floor.is_in(State.PAUSED)
        there = drawn(floor)
        await floor.pass_time(30)
        assert drawn(floor) is there


async def test_without_a_picture_the_words_take_its_place() -> None:
    floor = Floor(sketcher=None)
    async with floor.opened():
        await cat_cow(floor)
        assert not floor.play.query_one(Figure).display
        assert floor.play.query_one(Words).display
        assert "Neck long, eyes to" in floor.seen


async def test_a_workshop_that_gives_up_leaves_the_words() -> None:
    class Closed(Sketcher):
        def give(self, number: int, job: object) -> bool:
            return False

    floor = Floor(sketcher=Closed())
    async with floor.opened():
        await cat_cow(floor)
        assert floor.play.query_one(Words).display
        assert not floor.play.query_one(Figure).display


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (110, 34), (140, 45), (300, 100)])
async def test_the_figure_fits_its_place(size: tuple[int, int]) -> None:
    floor = Floor()
    async with floor.opened(*size):
        await cat_cow(floor)
        figure = floor.play.query_one(Figure)
        columns, rows = drawn(floor).size
        assert columns <= figure.size.width
        assert rows <= figure.size.height
        # Nothing of what it has to say gets lost beside it.
        assert floor.play.query_one("#phase").size.width >= len("▲ BREATHE OUT, FOLD")


async def test_the_smallest_screens_keep_to_three_things() -> None:
    floor = Floor()
    async with floor.opened(20, 5):
        await cat_cow(floor)
        assert not floor.play.query_one(Figure).region


async def test_another_theme_paints_the_same_frame_anew() -> None:
    floor = moving()
    async with floor.opened():
        await cat_cow(floor)
        figure = floor.play.query_one(Figure)
        whole = figure.size.region
        dark = figure.render_lines(whole)
        floor.app.theme = BY_SETTING["light"]
        await floor.pilot.pause()
        light = figure.render_lines(whole)
        assert [strip.text for strip in light] == [strip.text for strip in dark]
        assert light != dark
        narrow = figure.render_lines(whole.grow((0, -10, 0, 0)))
        assert {strip.cell_length for strip in narrow} == {whole.width - 10}
