"""Changing a routine on the screen: what a person presses, sees, and finds in the file."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from coach.tui.screens.editor import EditorScreen
from coach.tui.widgets.exercise_figure import ExerciseFigure
from tests.tui.house import Floor

LEAFLET = """\
# From Anna
schema: 1
title: A leaflet   # on the fridge
steps:
  # first this
  - exercise: child-pose
    hold: 20s      # longer later
    reps: 3
  - rest: 30s
  - exercise: cat-cow
"""


@pytest.fixture
def floor(tmp_path: Path) -> Floor:
    own = tmp_path / "routines"
    own.mkdir()
    (own / "a-leaflet.yaml").write_text(LEAFLET)
    return Floor(own=own)


def file(floor: Floor, name: str = "a-leaflet") -> Path:
    assert floor.own is not None
    return floor.own / f"{name}.yaml"


async def open_editor(floor: Floor, name: str = "a-leaflet") -> None:
    """From Today over the list to the editor."""
    await floor.press("r", "home")
    for _ in range(30):
        line = floor.label("title")
        if line == {"a-leaflet": "A leaflet", "first-three": "First three"}[name]:
            break
        await floor.press("down")
    await floor.press("e")
    assert isinstance(floor.app.screen, EditorScreen)


def step_names(floor: Floor) -> list[str]:
    screen = floor.app.screen
    assert isinstance(screen, EditorScreen)
    return [row.name for row in screen._editing.rows]


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_everything_that_is_needed_is_on_the_screen(
    floor: Floor, size: tuple[int, int]
) -> None:
    async with floor.opened(*size):
        await open_editor(floor)
        for words in (
            "A leaflet",
            "Child's pose",
            "[3 reps]",
            "hold 20 s",
            "Rest  30 s",
            "Cat-cow",
            "5-10 reps",
            "0:00  first words",
            "the end",
            "+ more",
            "- less",
            "a add",
            "x delete",
            "u undo",
            "s save",
            "Esc back",
            "? help",
        ):
            assert words in floor.seen, words
        figure = floor.app.screen.query_one(ExerciseFigure)
        assert figure.frame is not None


async def test_more_reps_are_saved_and_nothing_else_changes(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        before = floor.label("facts")
        await floor.press("plus")
        assert "[4 reps]" in floor.seen
        assert floor.label("facts").endswith("changed, not saved")
        assert floor.label("facts").split(" · ")[0] != before
        assert file(floor).read_text() == LEAFLET
        await floor.press("s")
        assert floor.label("told") == "Saved."
        assert file(floor).read_text() == LEAFLET.replace("    reps: 3", "    reps: 4")


async def test_the_arrows_choose_what_plus_and_minus_change(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("right", "minus", "down", "plus", "s")
        assert file(floor).read_text() == LEAFLET.replace("hold: 20s", "hold: 15s").replace(
            "rest: 30s", "rest: 35s"
        )


async def test_what_is_far_from_usual_is_said(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("plus")
        assert floor.label("told") == "Child's pose: 4 reps (usual: 3)."


@pytest.mark.parametrize(
    ("down", "up"), [("shift+down", "shift+up"), ("J", "K"), ("alt+down", "alt+up")]
)
async def test_a_step_is_moved_and_the_keys_go_with_it(floor: Floor, down: str, up: str) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press(down, down)
        assert step_names(floor) == ["Rest", "Cat-cow", "Child's pose"]
        await floor.press(down)
        assert floor.label("told") == "It is the last one."
        await floor.press(up, "plus")
        assert step_names(floor) == ["Rest", "Child's pose", "Cat-cow"]
        assert "[4 reps]" in floor.seen


async def test_what_is_deleted_comes_back(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("x")
        assert step_names(floor) == ["Rest", "Cat-cow"]
        assert floor.label("told") == "Child's pose is deleted. u brings it back."
        await floor.press("u")
        assert step_names(floor) == ["Child's pose", "Rest", "Cat-cow"]
        await floor.press("u")
        assert floor.label("told") == "There is nothing to take back."
        await floor.press("ctrl+y")
        assert step_names(floor) == ["Rest", "Cat-cow"]
        await floor.press("ctrl+z", "s")
        assert floor.label("told") == "Nothing has changed."


async def test_a_step_is_doubled(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("d", "minus", "s")
        text = file(floor).read_text()
        assert text.count("- exercise: child-pose") == 2
        assert "reps: 2" in text
        assert text.count("# first this") == 1


async def test_a_step_is_found_by_a_part_of_its_name_and_added_below(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("a", *"bridg")
        assert "Hip raise" in floor.seen
        assert floor.app.screen.query_one(ExerciseFigure).frame is not None
        await floor.press("enter")
        assert step_names(floor) == ["Child's pose", "Hip raise", "Rest", "Cat-cow"]
        await floor.press("s")
        assert "  - exercise: bridge\n  - rest: 30s\n" in file(floor).read_text()


async def test_the_arrows_go_through_what_can_be_added(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("a", *"knee", "down", "enter")
        assert step_names(floor)[1] == "Knee to chest"
        await floor.press("a", *"xyzzy")
        assert "Nothing has this name" in floor.seen
        await floor.press("enter", "escape")
        assert len(step_names(floor)) == 4


async def test_it_gets_another_title(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("t", *["backspace"] * 9, *"Mine", "enter", "s")
        assert floor.label("title") == "Mine"
        assert "title: Mine   # on the fridge\n" in file(floor).read_text()


async def test_a_bundled_routine_is_changed_as_a_copy(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor, "first-three")
        assert "your changes go into a copy of your own" in floor.seen
        await floor.press("plus")
        assert not file(floor, "first-three").exists()
        await floor.press("s")
        assert "reps: 4" in file(floor, "first-three").read_text()
        assert "a copy of your own" not in floor.seen
        await floor.press("escape", "escape")
        await floor.pilot.pause()
        await floor.app.workers.wait_for_complete()
        await floor.begin()
        step = floor.session.timeline.plan.exercises[0]
        assert step.reps == (4,)


async def test_leaving_asks_what_becomes_of_the_changes(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("plus", "escape")
        assert "not saved" in floor.seen
        await floor.press("space")
        assert floor.screen == "EditorScreen"
        await floor.press("escape", "t")
        assert floor.screen == "RoutinesScreen"
        assert file(floor).read_text() == LEAFLET


async def test_leaving_can_save_and_the_list_shows_it(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("plus", "escape", "s")
        assert floor.screen == "RoutinesScreen"
        await floor.app.workers.wait_for_complete()
        await floor.pilot.pause()
        assert "reps: 4" in file(floor).read_text()
        assert "4 times, 20 seconds each" in floor.seen


async def test_leaving_the_coach_asks_too(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("plus", "q")
        assert floor.screen == "WaysScreen"
        await floor.press("space", "u", "q")
        assert floor.app.return_code == 0


@pytest.mark.parametrize(
    ("key", "title"), [("o", "A leaflet"), ("t", "Theirs"), ("space", "Theirs")]
)
async def test_a_file_written_elsewhere_is_asked_about(floor: Floor, key: str, title: str) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("plus")
        file(floor).write_text(LEAFLET.replace("A leaflet", "Theirs"))
        await floor.press("s")
        assert floor.screen == "WaysScreen"
        await floor.press(key)
        assert f"title: {title} " in file(floor).read_text()
        shown = "Theirs" if key == "t" else "A leaflet"
        assert floor.label("title") == shown


async def test_a_click_goes_to_a_step(floor: Floor) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.pilot.click("#steps", offset=(4, 3))
        await floor.press("x")
        assert step_names(floor) == ["Child's pose", "Rest"]


LONG = LEAFLET + "".join(
    f"  - exercise: {name}\n" for name in ("bridge", "cat-cow", "child-pose", "bridge")
)


async def test_keys_that_come_all_at_once_end_where_they_lead(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(floor).write_text(LONG)
    shown: list[int] = []
    show = EditorScreen._show

    def counted(screen: EditorScreen, at: tuple[int, ...] | None = None, told: str = "") -> None:
        shown.append(screen._at)
        show(screen, at, told)

    async with floor.opened():
        await open_editor(floor)
        monkeypatch.setattr(EditorScreen, "_show", counted)
        await floor.burst(*["down"] * 4)
        for _ in range(5):
            await floor.pilot.pause()
        assert len(shown) == 4
        await floor.press("x")
        assert floor.label("told") == "Cat-cow is deleted. u brings it back."
        assert step_names(floor) == [
            "Child's pose",
            "Rest",
            "Cat-cow",
            "Hip raise",
            "Child's pose",
            "Hip raise",
        ]


async def test_a_name_typed_and_taken_at_once_is_the_one_that_the_arrow_leads_to(
    floor: Floor,
) -> None:
    async with floor.opened():
        await open_editor(floor)
        await floor.press("a", *"knee", "down", "enter")
        slowly = step_names(floor)[1]
        await floor.press("u", "a")
        await floor.burst(*"knee", "down", "enter")
        for _ in range(5):
            await floor.pilot.pause()
        assert step_names(floor)[1] == slowly


async def test_keys_that_come_all_at_once_choose_a_routine(floor: Floor) -> None:
    async with floor.opened():
        await floor.press("r", "home")
        titles = [floor.label("title")]
        for _ in range(4):
            await floor.press("down")
            titles.append(floor.label("title"))
        await floor.press("home")
        await floor.burst(*["down"] * 4)
        for _ in range(5):
            await floor.pilot.pause()
        assert floor.label("title") == titles[4]


async def test_a_value_stays_whole_and_what_follows_stands_below_the_first(floor: Floor) -> None:
    long = "    sets: 2\n    rest: 1m30s\n    sides: each\n"
    file(floor).write_text(
        LEAFLET.replace("child-pose\n", "child-pose\n" + long)
        + "  - say: Now that was the first half, and a glass of water is a good idea here\n"
        + "  - repeat: 2\n    steps:\n      - exercise: child-pose\n"
        + long.replace("    ", "        ")
    )
    async with floor.opened(80, 24):
        await open_editor(floor)
        left = floor.app.screen.query_one(OptionList).region
        lines = [line[left.x : left.right].rstrip() for line in floor.seen.splitlines()]
        steps = [line for line in lines[left.y : left.bottom] if line]
        assert steps == [
            "Child's pose",
            " [3 reps]  hold 20 s   2 sets",
            "  rest 1 min 30 s   each side",
            "Rest  30 s",
            "Cat-cow",
            "  5-10 reps",
            "\u201cNow that was the first half, and a",
            "  glass of water is a good idea here\u201d",
            "Repeat these 1 step  2 times",
            "  Child's pose",
            "    3 reps   hold 20 s   2 sets",
            "    rest 1 min 30 s   each side",
        ]


async def test_a_routine_with_mistakes_is_not_opened(floor: Floor) -> None:
    file(floor).write_text("schema: 1\ntitle: A leaflet\nsteps:\n  - excercise: bridge\n")
    async with floor.opened():
        await floor.press("r", "home", "e")
        assert floor.screen == "RoutinesScreen"
        (told,) = floor.app._notifications
        assert "x opens it as text" in told.message


async def test_the_drawing_moves_unless_movement_is_turned_off(floor: Floor) -> None:
    assert floor.sketcher is not None
    floor.sketcher.most = 100
    async with floor.opened():
        await open_editor(floor)
        figure = floor.app.screen.query_one(ExerciseFigure)
        still = figure.frame
        for _ in range(20):
            await floor.pass_time(0.5)
            assert figure.frame is still
        figure._still = False
        figure.look()
        frames = []
        for _ in range(20):
            await floor.pass_time(0.5)
            frames.append(id(figure.frame))
        assert len(set(frames)) > 2


async def test_its_commands_are_explained(floor: Floor) -> None:
    async with floor.opened(140, 45):
        await open_editor(floor)
        await floor.press("question_mark")
        for words in ("Move the step up.", "Give the routine another title.", "Save the routine."):
            assert words in floor.seen
