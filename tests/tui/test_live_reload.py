"""A routine's file that is saved elsewhere is read again by itself."""

from pathlib import Path

import pytest
from textual.widgets import Static

from coach.ports.library import Entry
from coach.tui.screens.base import LOOKS, CoachScreen
from coach.tui.screens.routines import RoutinesScreen
from tests.tui.house import Floor

LEAFLET = "schema: 1\ntitle: A leaflet\nsteps:\n  - exercise: child-pose\n    reps: 3\n"
BROKEN = "schema: 1\ntitle: A leaflet\nsteps:\n  - excercise: child-pose\n"


@pytest.fixture
def floor(tmp_path: Path) -> Floor:
    own = tmp_path / "routines"
    own.mkdir()
    (own / "a-leaflet.yaml").write_text(LEAFLET)
    return Floor(own=own, routine="a-leaflet")


def write(floor: Floor, text: str, name: str = "a-leaflet") -> None:
    assert floor.own is not None
    (floor.own / f"{name}.yaml").write_text(text)


def stop_watches(floor: Floor) -> None:
    """From here on a test makes the looks itself."""
    for screen in floor.app.screen_stack:
        assert isinstance(screen, CoachScreen)
        assert screen.watch_timer is not None
        screen.watch_timer.pause()


async def open_list(floor: Floor) -> None:
    await floor.press("r")
    stop_watches(floor)


async def look(floor: Floor, times: int = 2) -> None:
    """So many looks for changed files, as the screen's own timer makes them."""
    for _ in range(times):
        screen = floor.app.screen
        assert isinstance(screen, CoachScreen)
        screen.look_for_changes()
        await floor.app.workers.wait_for_complete()
        await floor.pilot.pause()


def steps(floor: Floor) -> str:
    """What the list says of the routine that the arrows have come to."""
    return str(floor.app.screen.query_one("#steps", Static).content)


def told(floor: Floor) -> list[str]:
    return [f"{one.title}: {one.message}" for one in floor.app._notifications]


def test_two_looks_fit_into_a_second() -> None:
    assert 3 * LOOKS <= 1


async def test_a_screen_looks_by_itself_while_it_is_on_top(floor: Floor) -> None:
    async with floor.opened():
        await floor.press("r")
        below, top = floor.app.screen_stack
        assert isinstance(below, CoachScreen)
        assert isinstance(top, CoachScreen)
        for screen in (below, top):
            assert screen.watch_timer is not None
            assert screen.watch_timer._interval == LOOKS
            assert screen.watch_timer._callback == screen.look_for_changes
        stop_watches(floor)
        write(floor, LEAFLET.replace("A leaflet", "Changed"))
        for screen, seen in ((below, False), (top, True)):
            screen.look_for_changes()
            screen.look_for_changes()
            await floor.app.workers.wait_for_complete()
            await floor.pilot.pause()
            assert ("Changed" in floor.seen) is seen


async def test_the_list_follows_and_stays_where_it_was(floor: Floor) -> None:
    async with floor.opened(140, 45):
        await open_list(floor)
        write(floor, LEAFLET.replace("reps: 3", "reps: 9"))
        write(floor, LEAFLET.replace("A leaflet", "Before it"), "a-before")
        await look(floor)
        screen = floor.app.screen
        assert isinstance(screen, RoutinesScreen)
        assert floor.label("title") == "A leaflet"
        assert "9 times" in floor.seen
        assert "Before it" in floor.seen
        await floor.press("e")
        assert floor.label("title") == "A leaflet"


async def test_a_file_that_is_being_written_is_left_alone(floor: Floor) -> None:
    async with floor.opened():
        await open_list(floor)
        write(floor, LEAFLET[:30])
        await look(floor, 1)
        write(floor, LEAFLET.replace("reps: 3", "reps: 9"))
        await look(floor, 1)
        assert told(floor) == []
        assert "3 times" in steps(floor)
        await look(floor, 1)
        assert "9 times" in steps(floor)
        assert told(floor) == []


async def test_a_broken_file_is_told_once_and_shows_its_first_mistake(floor: Floor) -> None:
    async with floor.opened(140, 45):
        await open_list(floor)
        write(floor, BROKEN)
        await look(floor)
        assert told(floor) == ['a-leaflet has mistakes: Line 4: unknown key "excercise".']
        assert "a-leaflet  has mistakes" in floor.seen
        write(floor, LEAFLET, "another")
        await look(floor)
        assert len(told(floor)) == 1
        write(floor, LEAFLET)
        await look(floor)
        assert "a-leaflet  has mistakes" not in floor.seen


async def test_today_begins_with_the_routine_as_it_is_now(floor: Floor) -> None:
    async with floor.opened(140, 45):
        stop_watches(floor)
        write(floor, LEAFLET.replace("reps: 3", "reps: 4"))
        await look(floor)
        assert "4 times, 20 seconds each" in floor.seen
        await floor.begin()
        assert floor.session.timeline.plan.exercises[0].reps == (4,)


async def test_a_mistake_leaves_today_what_it_was(floor: Floor) -> None:
    async with floor.opened(140, 45):
        stop_watches(floor)
        write(floor, BROKEN)
        await look(floor)
        assert "a-leaflet, has mistakes" in floor.seen
        await floor.begin()
        assert floor.session.timeline.plan.exercises[0].reps == (3,)


async def test_a_session_that_runs_is_not_changed(floor: Floor) -> None:
    async with floor.opened():
        stop_watches(floor)
        await floor.begin()
        before = floor.session.timeline
        write(floor, LEAFLET.replace("reps: 3", "reps: 9"))
        await look(floor)
        assert floor.app.visit is not None
        floor.app.visit.look_for_changes()
        floor.app.visit.look_for_changes()
        await floor.app.workers.wait_for_complete()
        assert floor.session.timeline is before


async def test_another_version_of_the_chosen_one_can_be_chosen(floor: Floor) -> None:
    async with floor.opened():
        await floor.press("n")  # from now on a plan is under way
        await open_list(floor)
        write(floor, LEAFLET.replace("reps: 3", "reps: 4"))
        await look(floor)
        await floor.press("enter")
        await floor.begin()
        assert floor.session.timeline.plan.exercises[0].reps == (4,)


async def test_ones_own_editor_gets_the_file_where_it_can_have_the_screen(floor: Floor) -> None:
    opened: list[str] = []

    def edit(entry: Entry) -> str:
        opened.append(entry.id)
        return ""

    floor.edit = edit
    async with floor.opened():
        await floor.press("r")
        assert "x as text" in floor.seen
        await floor.press("x")
        # Here no other program can have the screen, and that is said.
        assert opened == []
        assert "coach edit a-leaflet" in told(floor)[0]


async def test_without_an_editor_its_key_is_not_offered(floor: Floor) -> None:
    async with floor.opened():
        await floor.press("r")
        assert "e edit" in floor.seen
        assert "x as text" not in floor.seen
