"""A routine's file under change: what a person does to it, and takes back."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.routine_files import YamlRoutineFiles
from coach.adapters.resources import bundled
from coach.domain.changes import StepKey
from coach.domain.routine import ExerciseStep, PainCheckStep, RestStep
from coach.player.editing import Editing
from coach.ports.routine_files import UnchangeableError, UnwritableError

LEAFLET = """\
# From Anna
schema: 1
title: From the leaflet   # on the fridge
steps:
  # first this
  - exercise: child-pose
    hold: 20s      # longer later
    reps: 3
  - rest: 30s
  - repeat: 2
    steps:
      - exercise: bridge
        reps: 5-10
      - exercise: knee-to-chest
        sides: each
  - pain-check
  - exercise: side-plank-knees
  - exercise: walk   # slowly
"""
CHILD, REST, REPEAT, BRIDGE, KNEE, CHECK, PLANK, WALK = (
    (0,),
    (1,),
    (2,),
    (2, 0),
    (2, 1),
    (3,),
    (4,),
    (5,),
)


class Desk:
    """A person's own folder with a leaflet in it."""

    def __init__(self, own: Path, text: str = LEAFLET) -> None:
        self.own = own
        own.mkdir(exist_ok=True)
        self.file = own / "leaflet.yaml"
        self.file.write_text(text)
        self.library = YamlLibrary(own, bundled("routines"))
        self.files = YamlRoutineFiles(self.library)

    def open(self, name: str = "leaflet") -> Editing:
        entry = next(entry for entry in self.library.entries() if entry.id == name)
        return Editing(self.files, entry, self.library.exercises(), self.library.reliefs())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "routines")


def words(editing: Editing, place: tuple[int, ...]) -> list[str]:
    row = editing.row(place)
    assert row is not None
    return [value.words for value in row.values]


def test_the_steps_of_a_repeat_stand_below_it(desk: Desk) -> None:
    rows = desk.open().rows
    assert [(row.place, row.depth, row.name) for row in rows] == [
        (CHILD, 0, "Child's pose"),
        (REST, 0, "Rest"),
        (REPEAT, 0, "Repeat these 2 steps"),
        (BRIDGE, 1, "Hip raise"),
        (KNEE, 1, "Knee to chest"),
        (CHECK, 0, "Pain check"),
        (PLANK, 0, "Side plank on knees"),
        (WALK, 0, "Walk"),
    ]


def test_a_step_shows_what_of_it_can_be_changed(desk: Desk) -> None:
    editing = desk.open()
    assert words(editing, CHILD) == ["3 reps", "hold 20 s", "1 set"]
    assert words(editing, REST) == ["30 s"]
    assert words(editing, REPEAT) == ["2 times"]
    assert words(editing, BRIDGE) == ["5-10 reps", "hold 5 s", "1 set"]
    assert words(editing, KNEE)[-1] == "each side"
    assert words(editing, CHECK) == []
    assert words(editing, PLANK) == ["3, 2, 1 reps", "hold 8 s", "rest 20 s", "each side"]
    assert words(editing, WALK) == ["for 2 min"]


@pytest.mark.parametrize(
    ("place", "key", "by", "after"),
    [
        (CHILD, StepKey.REPS, 1, "4 reps"),
        (CHILD, StepKey.HOLD, 1, "hold 25 s"),
        (CHILD, StepKey.HOLD, -1, "hold 15 s"),
        (CHILD, StepKey.SETS, 1, "2 sets"),
        (REST, StepKey.REST, -1, "25 s"),
        (REPEAT, StepKey.REPEAT, 1, "3 times"),
        (BRIDGE, StepKey.REPS, -1, "4-9 reps"),
        (KNEE, StepKey.SIDES, 1, "sides in turn"),
        (KNEE, StepKey.SIDES, -1, "right side only"),
        (PLANK, StepKey.REPS, 1, "4, 3, 2 reps"),
        (PLANK, StepKey.REPS, -1, "2, 1, 1 reps"),
        (PLANK, StepKey.REST, 1, "rest 25 s"),
        (WALK, StepKey.TIME, 1, "for 2 min 30 s"),
    ],
)
def test_a_value_goes_up_and_down_by_what_is_usual(
    desk: Desk, place: tuple[int, ...], key: StepKey, by: int, after: str
) -> None:
    editing = desk.open()
    done = editing.nudge(place, key, by)
    assert after in words(editing, place)
    assert after in done.words
    assert done.at == place


@pytest.mark.parametrize(
    ("line", "key", "by"),
    [
        ("reps: 1", StepKey.REPS, -1),
        ("reps: 1-3", StepKey.REPS, -1),
        ("reps: 490-500", StepKey.REPS, 1),
        ("hold: 1s", StepKey.HOLD, -1),
        ("hold: 30m", StepKey.HOLD, 1),
        ("hold: 1 breath", StepKey.HOLD, -1),
        ("sets: 50", StepKey.SETS, 1),
    ],
)
def test_no_value_leaves_what_the_format_allows(
    tmp_path: Path, line: str, key: StepKey, by: int
) -> None:
    text = f"schema: 1\ntitle: One\nsteps:\n  - exercise: child-pose\n    {line}\n"
    editing = Desk(tmp_path / "routines", text).open()
    with pytest.raises(UnchangeableError, match="can't go further"):
        editing.nudge((0,), key, by)
    assert editing.text == text


def test_a_small_hold_goes_by_seconds_and_breaths_by_breaths(tmp_path: Path) -> None:
    text = "schema: 1\ntitle: One\nsteps:\n  - exercise: child-pose\n    hold: 5s\n"
    editing = Desk(tmp_path / "routines", text).open()
    editing.nudge((0,), StepKey.HOLD, -1)
    assert "    hold: 4s\n" in editing.text
    text = text.replace("5s", "3 breaths")
    editing = Desk(tmp_path / "routines", text).open()
    editing.nudge((0,), StepKey.HOLD, 1)
    assert "    hold: 4 breaths\n" in editing.text


def test_far_from_the_usual_it_says_so_unless_somebody_has_prescribed_it(tmp_path: Path) -> None:
    text = "schema: 1\ntitle: One\nsteps:\n  - exercise: child-pose\n    reps: 3\n"
    editing = Desk(tmp_path / "routines", text).open()
    assert editing.nudge((0,), StepKey.REPS, 1).words == "Child's pose: 4 reps (usual: 3)."
    done = [editing.nudge((0,), StepKey.REPS, 1) for _ in range(3)][-1]
    assert "the coach asks before it is played" in done.words
    prescribed = text.replace("steps:", "prescribed-by: Anna\nsteps:")
    editing = Desk(tmp_path / "routines", prescribed).open()
    assert words(editing, (0,))[0] == "3 reps"
    row = editing.row((0,))
    assert row is not None
    assert row.values[0].hint == ""
    # It is the person who raises it here, and nobody is asked before it is played.
    assert editing.nudge((0,), StepKey.REPS, 1).words == "Child's pose: 4 reps (usual: 3)."


PRESCRIBED = """\
schema: 1
title: One
prescribed-by: Anna
steps:
  - exercise: child-pose
    reps: 3
    hold: 40s
  - exercise: bridge
    reps: 30
    sets: 2
  - repeat: 2
    steps:
      - exercise: walk
        time: 1m
      - exercise: side-plank-knees
  - rest: 30s
"""


def raised(editing: Editing, place: tuple[int, ...], key: StepKey) -> str:
    """Raise a value until it goes no further; gives why."""
    for _ in range(200):
        try:
            editing.nudge(place, key, 1)
        except UnchangeableError as error:
            return str(error)
    return ""


@pytest.mark.parametrize(
    ("place", "key", "last"),
    [
        ((0,), StepKey.REPS, "6 reps"),  # twice the usual
        ((0,), StepKey.HOLD, "hold 1 min 20 s"),  # twice what was there
        ((0,), StepKey.SETS, "2 sets"),
        ((1,), StepKey.REPS, "60 reps"),
        ((1,), StepKey.SETS, "4 sets"),
        ((2,), StepKey.REPEAT, "4 times"),
        ((2, 0), StepKey.TIME, "for 4 min"),
        ((2, 1), StepKey.REPS, "5, 4, 3 reps"),  # twice as many in all
    ],
)
def test_a_prescribed_dose_goes_to_twice_the_usual_or_what_was_there(
    tmp_path: Path, place: tuple[int, ...], key: StepKey, last: str
) -> None:
    editing = Desk(tmp_path / "routines", PRESCRIBED).open()
    assert "as text" in raised(editing, place, key)
    assert last in words(editing, place)
    row = editing.row(place)
    assert row is not None
    assert not any("asks" in value.hint for value in row.values)
    # Nothing that was saved meanwhile counts as prescribed; less is always possible.
    editing.save()
    with pytest.raises(UnchangeableError, match="as text"):
        editing.nudge(place, key, 1)
    editing.nudge(place, key, -1)
    assert last not in words(editing, place)


def test_sets_and_reps_together_go_to_twice_as_much(tmp_path: Path) -> None:
    editing = Desk(tmp_path / "routines", PRESCRIBED).open()
    for _ in range(2):
        editing.nudge((1,), StepKey.SETS, 1)
    with pytest.raises(UnchangeableError, match="as text"):
        editing.nudge((1,), StepKey.REPS, 1)
    for _ in range(20):
        editing.nudge((3,), StepKey.REST, 1)  # a longer rest is never too much


def test_what_is_added_to_a_prescribed_routine_goes_by_the_usual(tmp_path: Path) -> None:
    editing = Desk(tmp_path / "routines", PRESCRIBED).open()
    at = editing.add((1,), ExerciseStep("knee-to-chest")).at
    before = words(editing, at)
    assert "as text" in raised(editing, at, StepKey.REPS)
    assert words(editing, at) != before
    row = editing.row(at)
    assert row is not None
    assert row.values[0].hint.startswith("usual: ")


def test_a_step_moves_within_its_own_list(desk: Desk) -> None:
    editing = desk.open()
    assert editing.move(CHILD, 1).at == REST
    assert [row.name for row in editing.rows][:2] == ["Rest", "Child's pose"]
    assert editing.text.index("- rest") < editing.text.index("# first this")
    assert editing.move(KNEE, -1).at == BRIDGE
    with pytest.raises(UnchangeableError, match="first"):
        editing.move(BRIDGE, -1)
    with pytest.raises(UnchangeableError, match="last"):
        editing.move(WALK, 1)


def test_a_step_is_added_behind_another_one(desk: Desk) -> None:
    editing = desk.open()
    done = editing.add(KNEE, ExerciseStep("cat-cow"))
    assert (done.words, done.at) == ("Cat-cow is added.", (2, 2))
    assert editing.row((2, 2)) is not None


def test_what_is_deleted_comes_back_with_its_comments(desk: Desk) -> None:
    editing = desk.open()
    done = editing.delete(CHILD)
    assert done.words == "Child's pose is deleted."
    assert "first this" not in editing.text
    undone = editing.undo()
    assert undone is not None
    assert undone.words == "Taken back: Child's pose is deleted."
    assert editing.text == LEAFLET
    redone = editing.redo()
    assert redone is not None
    assert "first this" not in editing.text


def test_after_another_change_what_was_taken_back_is_gone(desk: Desk) -> None:
    editing = desk.open()
    editing.retitle("One")
    editing.undo()
    editing.retitle("Two")
    assert editing.redo() is None
    assert editing.title == "Two"


def test_the_last_step_of_a_list_stays(tmp_path: Path) -> None:
    text = "schema: 1\ntitle: One\nsteps:\n  - repeat: 2\n    steps:\n      - exercise: bridge\n"
    editing = Desk(tmp_path / "routines", text).open()
    for place in ((0,), (0, 0)):
        with pytest.raises(UnchangeableError, match=r"needs a step|only step"):
            editing.delete(place)
    assert editing.text == text


def test_a_change_that_would_break_the_file_is_refused(tmp_path: Path) -> None:
    text = (
        "schema: 1\ntitle: One\nsteps:\n"
        "  - exercise: child-pose\n    tempo: {hold: 5s}\n"  # the tempo gives the hold
    )
    editing = Desk(tmp_path / "routines", text).open()
    with pytest.raises(UnchangeableError, match="hold of its own"):
        editing.nudge((0,), StepKey.HOLD, 1)
    assert editing.text == text
    assert not editing.dirty


def test_a_file_with_mistakes_is_not_changed(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "routines", "schema: 1\ntitle: One\nsteps:\n  - excercise: bridge\n")
    editing = desk.open()
    assert editing.rows == ()
    assert editing.timeline() is None
    with pytest.raises(UnchangeableError):
        editing.retitle("Two")


def test_only_saving_writes_the_file(desk: Desk) -> None:
    editing = desk.open()
    editing.nudge(CHILD, StepKey.REPS, 1)
    assert editing.text != LEAFLET == desk.file.read_text()
    assert editing.save() == "Saved."
    assert not editing.dirty
    assert desk.file.read_text() == LEAFLET.replace("    reps: 3", "    reps: 4")


def test_what_was_saved_can_still_be_taken_back(desk: Desk) -> None:
    editing = desk.open()
    editing.retitle("Another")
    editing.save()
    editing.undo()
    assert editing.dirty
    assert editing.text == LEAFLET


def test_a_bundled_routine_is_saved_as_a_copy_of_ones_own(desk: Desk) -> None:
    editing = desk.open("first-three")
    assert editing.file.copied
    editing.nudge((0,), StepKey.REPS, 1)
    copy = desk.own / "first-three.yaml"
    assert not copy.exists()
    assert str(copy) in editing.save()
    assert "reps: 4" in copy.read_text()
    entry = next(entry for entry in desk.library.entries() if entry.id == "first-three")
    assert entry.shadows


def test_a_file_written_elsewhere_is_not_written_over_unasked(desk: Desk) -> None:
    editing = desk.open()
    editing.retitle("Mine")
    desk.file.write_text(LEAFLET.replace("From the leaflet", "Theirs"))
    with pytest.raises(UnwritableError) as caught:
        editing.save()
    assert caught.value.elsewhere
    assert "Theirs" in desk.file.read_text()
    told = editing.save(over=True)
    assert "title: Mine" in desk.file.read_text()
    kept = desk.own / "leaflet.yaml~2~"
    assert told == f"Saved. What was there is kept as {kept}."
    editing.retitle("Mine again")
    assert editing.save() == "Saved."
    assert "Theirs" in kept.read_text()


def test_theirs_is_taken_and_ones_own_comes_back_with_undo(desk: Desk) -> None:
    editing = desk.open()
    editing.retitle("Mine")
    desk.file.write_text(LEAFLET.replace("From the leaflet", "Theirs"))
    editing.take_theirs()
    assert editing.title == "Theirs"
    assert not editing.dirty
    editing.undo()
    assert editing.title == "Mine"
    editing.save()
    assert "title: Mine" in desk.file.read_text()


def test_the_minutes_and_what_happens_when_follow(desk: Desk) -> None:
    editing = desk.open()
    before = editing.timeline()
    assert before is not None
    editing.nudge(REST, StepKey.REST, 1)
    after = editing.timeline()
    assert after is not None
    assert after.total == pytest.approx(before.total + 5)
    told = [
        (happening.words, place)
        for happening, place in editing.happenings(after)
        if happening.words != "a pain check"
    ]
    assert told == [
        ("first words", ()),
        ("Child's pose", CHILD),
        ("rest 35 seconds", REST),
        ("Hip raise", BRIDGE),
        ("Knee to chest", KNEE),
        ("Hip raise", BRIDGE),
        ("Knee to chest", KNEE),
        ("Side plank on knees", PLANK),
        ("Walk", WALK),
    ]


def test_the_steps_behind_a_relief_protocol_keep_their_places(tmp_path: Path) -> None:
    text = "schema: 1\ntitle: One\nsteps:\n  - relief: heat\n  - exercise: bridge\n"
    editing = Desk(tmp_path / "routines", text).open()
    timeline = editing.timeline()
    assert timeline is not None
    told = {happening.words: place for happening, place in editing.happenings(timeline)}
    assert told["Hip raise"] == (1,)
    assert told["Heat, if it suits you"] == (0,)


Act = Callable[[Editing, int], object]
ADDED = (ExerciseStep("cat-cow"), RestStep(20), PainCheckStep(), ExerciseStep("walk"))
ACTS: dict[str, Act] = {
    "up": lambda editing, n: editing.move(_place(editing, n), -1),
    "down": lambda editing, n: editing.move(_place(editing, n), 1),
    "more": lambda editing, n: _nudge(editing, n, 1),
    "less": lambda editing, n: _nudge(editing, n, -1),
    "add": lambda editing, n: editing.add(_place(editing, n), ADDED[n % len(ADDED)]),
    "double": lambda editing, n: editing.duplicate(_place(editing, n)),
    "delete": lambda editing, n: editing.delete(_place(editing, n)),
    "retitle": lambda editing, n: editing.retitle(f"Title: {n} # 'really'"),
}


def _place(editing: Editing, number: int) -> tuple[int, ...]:
    return editing.rows[number % len(editing.rows)].place


def _nudge(editing: Editing, number: int, by: int) -> object:
    row = editing.rows[number % len(editing.rows)]
    if not row.values:
        return None
    return editing.nudge(row.place, row.values[number % len(row.values)].key, by)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 30)), max_size=12))
def test_everything_can_be_taken_back_and_done_again(
    desk: Desk, acts: list[tuple[str, int]]
) -> None:
    editing = desk.open()
    for name, number in acts:
        with suppress(UnchangeableError):
            ACTS[name](editing, number)
        assert editing.routine is not None
        assert desk.library.read_text(desk.file, "leaflet", editing.text).routine is not None
    last, taken_back = editing.text, 0
    while editing.undo() is not None:
        taken_back += 1
    assert editing.text == LEAFLET
    assert not editing.dirty
    while editing.redo() is not None:
        taken_back -= 1
    assert editing.text == last
    assert taken_back == 0
