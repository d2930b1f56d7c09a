"""Frames are looked up at once: what isn't drawn yet is the nearest that is, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.figure import Figure
from coach.domain.motion import Moment, Scene
from coach.domain.stances import ALL_FOURS, KNEELING, STANCES
from coach.painters.cells import Frame, Grain, Run
from coach.painters.reel import BREATHS, LARGE_STEPS, STEPS, Order, steps_of
from coach.painters.shapes import Part
from coach.tui.pictures import AHEAD, KEPT, Pictures
from tests.fakes import FakeWorkshop

FIGURE = Figure((("down", ALL_FOURS), ("up", KNEELING)))
UP = Scene(FIGURE, ALL_FOURS, KNEELING)
DOWN = Scene(FIGURE, KNEELING, ALL_FOURS)
STILL = Scene(FIGURE, KNEELING, KNEELING)
SMALL, LARGE = (40, 10), (80, 30)

Drawer = FakeWorkshop[Order, tuple[int, Frame]]


def drawn(order: Order, step: int) -> Frame:
    """A frame that says what it shows."""
    columns, rows = order.columns, order.rows
    return Frame(((Run(f"{id(order.scene)} {step} {columns}x{rows}", Part.NEAR),),))


def in_order(order: Order) -> Iterator[tuple[int, Frame]]:
    """The ends first, and then the steps as they come."""
    last = steps_of(order)
    for step in (0, last, *range(1, last)):
        yield step, drawn(order, step)


def shop(*, at_once: bool = True) -> tuple[Pictures, Drawer]:
    """Pictures, and who draws them."""
    drawer: Drawer = FakeWorkshop(in_order, at_once=at_once)
    return Pictures(drawer, Grain.BRAILLE), drawer


def step_of(frame: Frame | None) -> int | None:
    """Which step of its scene a frame is."""
    return int(frame.text.split()[1]) if frame is not None else None


def many(count: int) -> list[Scene]:
    """Scenes that differ."""
    poses = list(STANCES.values())
    figures = [replace(FIGURE, into=(f"number {n}",)) for n in range(count // len(poses) + 1)]
    scenes = [Scene(figure, a, b) for figure in figures for a, b in pairwise([*poses, poses[0]])]
    return scenes[:count]


# The nearest frame


@pytest.mark.parametrize("size", [SMALL, LARGE])
@given(share=st.floats(0, 1))
def test_what_is_drawn_whole_shows_each_moment(size: tuple[int, int], share: float) -> None:
    pictures, _ = shop()
    pictures.want([UP], *size)
    pictures.tend()
    last = {SMALL: STEPS, LARGE: LARGE_STEPS}[size]
    found = pictures.frame(Moment(UP, share))
    assert found == drawn(Order(UP, *size), round(share * last))


@given(share=st.floats(0, 1), pieces=st.integers(1, STEPS))
def test_what_is_half_drawn_shows_the_nearest_frame(share: float, pieces: int) -> None:
    pictures, drawer = shop(at_once=False)
    pictures.want([UP], *SMALL)
    drawer.work(pieces)
    pictures.tend()
    ready = [step for step, _ in in_order(Order(UP, *SMALL))][:pieces]
    found = step_of(pictures.frame(Moment(UP, share)))
    assert found in ready
    wanted = round(share * STEPS)
    assert abs(found - wanted) == min(abs(step - wanted) for step in ready)


def test_before_anything_is_drawn_there_is_nothing() -> None:
    pictures, drawer = shop(at_once=False)
    assert pictures.frame(Moment(UP, 0.5)) is None
    pictures.want([UP], *SMALL)
    assert pictures.frame(Moment(UP, 0.5)) is None
    drawer.work()
    assert pictures.frame(Moment(UP, 0.5)) is None  # nobody looked yet
    pictures.tend()
    assert step_of(pictures.frame(Moment(UP, 0.5))) == 0


def test_a_breath_is_shown_too() -> None:
    pictures, _ = shop()
    pictures.want([STILL], *SMALL)
    pictures.tend()
    assert step_of(pictures.frame(Moment(STILL, 1))) == BREATHS


def test_without_movement_the_pose_that_is_moved_to_is_shown() -> None:
    pictures, _ = shop()
    pictures.want([UP, STILL], *SMALL)
    for _ in range(3):
        pictures.tend()
    assert step_of(pictures.frame(Moment(UP, 0.2), still=True)) == STEPS
    assert step_of(pictures.frame(Moment(STILL, 0.9), still=True)) == 0


def test_until_a_scene_is_drawn_the_one_before_stays_where_it_ended() -> None:
    pictures, drawer = shop(at_once=False)
    pictures.want([UP, DOWN], *SMALL)
    drawer.work(2)
    pictures.tend()
    assert pictures.frame(Moment(DOWN, 0.4)) == drawn(Order(UP, *SMALL), STEPS)
    for other in (replace(DOWN, mirrored=True), replace(DOWN, wide=True), UP):
        assert pictures.frame(Moment(other, 0.0)) in (None, drawn(Order(UP, *SMALL), 0))
    assert pictures.frame(Moment(replace(DOWN, mirrored=True), 0.4)) is None


# What is drawn, and when


def test_the_first_wish_is_drawn_first_and_few_are_given_out_at_once() -> None:
    pictures, drawer = shop(at_once=False)
    wishes = many(5)
    pictures.want(wishes, *SMALL)
    assert drawer.given == [Order(scene, *SMALL) for scene in wishes[:AHEAD]]
    for done in range(1, 5):
        drawer.work(STEPS + 2)
        pictures.tend()
        expected = [Order(scene, *SMALL) for scene in wishes[: AHEAD + done]]
        assert drawer.given == expected


def test_a_new_wish_comes_before_the_old_ones_that_wait() -> None:
    pictures, drawer = shop(at_once=False)
    old = many(8)
    pictures.want(old[:5], *SMALL)
    pictures.want(old[5:], *SMALL)
    drawer.work(STEPS + 2)
    pictures.tend()
    assert [order.scene for order in drawer.given] == [*old[:AHEAD], old[5]]


def test_what_was_drawn_once_is_not_drawn_again() -> None:
    pictures, drawer = shop()
    for wish in ([UP, DOWN], [DOWN], [UP], [UP, STILL, DOWN]):
        pictures.want(wish, *SMALL)
        for _ in range(4):
            pictures.tend()
    assert [order.scene for order in drawer.given] == [UP, DOWN, STILL]


def test_a_wish_that_is_under_way_is_not_given_out_twice() -> None:
    pictures, drawer = shop(at_once=False)
    for _ in range(3):
        pictures.want([UP], *SMALL)
    assert drawer.given == [Order(UP, *SMALL)]


def test_another_size_is_drawn_anew_and_never_shown_in_place_of_this_one() -> None:
    pictures, drawer = shop()
    pictures.want([UP], *SMALL)
    pictures.tend()
    drawer.broken = True
    pictures.want([UP], *LARGE)
    assert pictures.frame(Moment(UP, 0.0)) is None
    assert pictures.frame(Moment(DOWN, 0.0)) is None
    pictures.want([UP], *SMALL)
    assert step_of(pictures.frame(Moment(UP, 0.0))) == 0


def test_frames_of_the_old_size_that_come_late_do_no_harm() -> None:
    pictures, drawer = shop(at_once=False)
    pictures.want([UP], *SMALL)
    pictures.want([UP], *LARGE)
    drawer.work(STEPS + 3)
    pictures.tend()
    assert pictures.frame(Moment(UP, 0.0)) == drawn(Order(UP, *LARGE), 0)


def test_the_grain_is_the_one_that_was_asked_for() -> None:
    for grain in Grain:
        drawer: Drawer = FakeWorkshop(in_order)
        Pictures(drawer, grain).want([UP], *SMALL)
        assert drawer.given == [Order(UP, *SMALL, grain)]


def test_reels_that_nobody_needs_are_dropped_and_drawn_again_when_wanted() -> None:
    pictures, drawer = shop()
    scenes = many(KEPT + 2)
    for scene in scenes:
        pictures.want([scene], *SMALL)
        pictures.tend()
    there = [pictures.frame(Moment(scene, 1.0)) for scene in scenes]
    whole = [drawn(Order(scene, *SMALL), STEPS) for scene in scenes]
    assert there[2:] == whole[2:]
    assert there[0] != whole[0]
    assert len(drawer.given) == len(scenes)
    pictures.want([scenes[0]], *SMALL)
    pictures.tend()
    assert pictures.frame(Moment(scenes[0], 1.0)) == whole[0]
    assert len(drawer.given) == len(scenes) + 1


# A workshop that stops working


def test_nothing_is_awaited_of_a_workshop_that_takes_no_job() -> None:
    pictures, drawer = shop()
    drawer.broken = True
    pictures.want([UP], *SMALL)
    assert not pictures.works
    assert pictures.frame(Moment(UP, 0.5)) is None
    pictures.tend()


def test_a_workshop_that_works_is_counted_on() -> None:
    pictures, _ = shop()
    pictures.want([UP], *SMALL)
    assert pictures.works


def test_when_the_workshop_gives_up_what_is_there_stays() -> None:
    pictures, drawer = shop(at_once=False)
    pictures.want(many(3), *SMALL)
    first = many(3)[0]
    drawer.work(2)
    pictures.tend()
    drawer.give_up()
    pictures.tend()
    assert not pictures.works
    assert step_of(pictures.frame(Moment(first, 1.0))) == STEPS


def test_when_the_workshop_gives_up_over_the_last_wishes_that_is_known_at_the_next() -> None:
    pictures, drawer = shop(at_once=False)
    pictures.want([UP, DOWN], *SMALL)
    drawer.give_up()
    pictures.tend()
    pictures.want([STILL], *SMALL)
    assert not pictures.works


def test_a_piece_of_nobodys_job_is_passed_over() -> None:
    pictures, drawer = shop(at_once=False)
    drawer.give(99, Order(UP, *SMALL))
    drawer.work(3)
    pictures.want([UP], *SMALL)
    assert pictures.frame(Moment(UP, 0.0)) is None


def test_closing_closes_the_workshop() -> None:
    pictures, drawer = shop()
    pictures.close()
    assert drawer.closed
    assert not pictures.works
    pictures.want([UP], *SMALL)
    assert drawer.given == []
