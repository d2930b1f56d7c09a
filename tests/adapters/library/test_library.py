"""Own files come before bundled ones, and a broken one never hides the good."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.exercise import Exercise
from coach.domain.routine import ExerciseStep
from coach.ports.library import BrokenFileError, Entry, Library, Origin, UnknownRoutineError
from tests.adapters.library.shelves import CAT_COW, CHILD_POSE, ROUTINE, Shelves

OTHER = "schema: 1\ntitle: Other\nsteps: [pain-check]\n"
BROKEN = "schema: 1\ntitle: Broken\nsteps: [{exercise: cat-caw}]\n"


def by_id(library: Library) -> dict[str, Entry]:
    return {entry.id: entry for entry in library.entries()}


def title(entry: Entry) -> str:
    assert entry.routine is not None
    return entry.routine.title


def test_an_own_file_shadows_a_bundled_one_and_says_so(shelves: Shelves) -> None:
    path = shelves.write("first-two.yaml", OTHER)
    shelves.write("zen.yml", OTHER)
    entries = shelves.library.entries()
    assert [(one.id, one.origin, one.shadows) for one in entries] == [
        ("first-two", Origin.OWN, True),
        ("zen", Origin.OWN, False),
    ]
    played = shelves.library.routine("first-two")
    assert (title(played), played.origin, played.shadows) == ("Other", Origin.OWN, True)
    assert played.file == str(path)


def test_a_safety_rule_reaches_past_own_files(shelves: Shelves) -> None:
    shelves.write("first-two.yaml", OTHER)
    shelves.write("exercises/cat-cow.yaml", CAT_COW.replace("name: Cat-cow", "name: Mine"))
    entry = shelves.library.bundled("first-two")
    assert entry.origin is Origin.BUNDLED
    assert entry.routine is not None
    assert entry.routine.title == "First two"
    # It brings its exercises along, those that may stand in for them too.
    assert [(one.id, one.name) for one in entry.routine.exercises] == [
        ("cat-cow", "Cat-cow"),
        ("child-pose", "Child's pose"),
    ]


def test_no_own_exercise_breaks_a_bundled_routine(shelves: Shelves) -> None:
    shelves.write("exercises/child-pose.yaml", CHILD_POSE.replace("name: fold", "name: bow"))
    (shelves.bundled / "first-two.yaml").write_text(
        "schema: 1\ntitle: T\nsteps: [{exercise: child-pose, tempo: {fold: 3}}]\n",
        encoding="utf-8",
    )
    assert by_id(shelves.library)["first-two"].problems == ()


def test_an_own_routine_takes_own_exercises(shelves: Shelves) -> None:
    shelves.write("exercises/cat-cow.yaml", CAT_COW.replace("name: Cat-cow", "name: Mine"))
    shelves.write("exercises/roll.yaml", CAT_COW.replace("id: cat-cow", "id: roll"))
    shelves.write("mine.yaml", "schema: 1\ntitle: T\nsteps: [{exercise: roll}]\n")
    library = shelves.library
    assert library.exercises()["cat-cow"].name == "Mine"
    routine = library.routine("mine").routine
    assert routine is not None
    assert routine.steps == (ExerciseStep("roll"),)


def test_one_broken_file_among_good_ones(shelves: Shelves) -> None:
    shelves.write("bad.yaml", BROKEN)
    shelves.write("worse.yaml", b"\xff\x00")
    shelves.write("good.yaml", OTHER)
    found = by_id(shelves.library)
    assert sorted(found) == ["bad", "first-two", "good", "worse"]
    assert found["bad"].routine is None
    assert [str(one).rsplit("/", 1)[1] for one in found["bad"].problems] == [
        'bad.yaml:3:20: there is no exercise "cat-caw"'
    ]
    assert title(found["good"]) == "Other"
    with pytest.raises(BrokenFileError) as error:
        shelves.library.routine("bad")
    assert error.value.problems[0].nearest == "cat-cow"


def test_a_broken_exercise_is_named_and_the_bundled_one_stays(shelves: Shelves) -> None:
    path = shelves.write("exercises/cat-cow.yaml", "schema: 1\nkind: exercise\nid: cat-cow\n")
    shelves.write("exercises/roll.yaml", CAT_COW.replace("reps: 5-10", "reps: lots"))
    shelves.write("mine.yaml", "schema: 1\ntitle: T\nsteps: [{exercise: roll}]\n")
    library = shelves.library
    broken = library.broken_exercises()
    assert [(one.id, one.shadows) for one in broken] == [("cat-cow", True), ("roll", False)]
    assert broken[0].file == str(path)
    assert library.exercises()["cat-cow"].name == "Cat-cow"
    with pytest.raises(BrokenFileError, match='"roll" can\'t be used; its file has mistakes'):
        library.routine("mine")


def test_an_exercise_whose_file_name_is_no_id(shelves: Shelves) -> None:
    text = CAT_COW.replace("id: cat-cow\n", "")
    shelves.write("exercises/My Cat.yaml", text)
    (shelves.own / "exercises" / "folder.yaml").mkdir()
    broken = {one.id: one.problems[0].message for one in shelves.library.broken_exercises()}
    assert broken == {
        "My Cat": '"id" is missing',
        "folder": "this is a folder, not a file",
    }


def test_two_exercises_of_one_folder_with_one_id(shelves: Shelves) -> None:
    shelves.write("exercises/a.yaml", CAT_COW)
    shelves.write("exercises/b.yaml", CAT_COW)
    (broken,) = shelves.library.broken_exercises()
    assert broken.file.endswith("b.yaml")
    assert 'is the id of "a.yaml" already' in broken.problems[0].message


def test_two_routines_of_one_name(shelves: Shelves) -> None:
    shelves.write("mine.yaml", OTHER)
    shelves.write("mine.yml", OTHER)
    found = by_id(shelves.library)
    assert title(found["mine"]) == "Other"
    assert 'the name of "mine.yaml"' in found["mine.yml"].problems[0].message


@pytest.mark.parametrize("name", ["frist-two", "first-to", "First_Two2", "first-two.yaml"])
def test_an_unknown_name_gets_the_near_ones(shelves: Shelves, name: str) -> None:
    with pytest.raises(UnknownRoutineError) as error:
        shelves.library.routine(name)
    assert error.value.name == name
    if not name.endswith("yaml"):
        assert error.value.near == ("first-two",)


@pytest.mark.parametrize("name", ["", ".", "/", "a\0b", "a\0b.yaml", "x" * 5000, "../../nothing"])
def test_a_name_that_can_be_none(shelves: Shelves, name: str) -> None:
    with pytest.raises((UnknownRoutineError, BrokenFileError)):
        shelves.library.routine(name)
    with pytest.raises(UnknownRoutineError):
        shelves.library.bundled(name)


def test_case_does_not_matter(shelves: Shelves) -> None:
    assert shelves.library.routine("First-Two").id == "first-two"


def test_a_path_is_read_wherever_it_is(
    shelves: Shelves, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leaflet").write_text(OTHER, encoding="utf-8")
    (tmp_path / "here.yaml").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("here.yaml", "./here.yaml", str(tmp_path / "here.yaml"), "leaflet"):
        entry = shelves.library.routine(name)
        assert (entry.origin, title(entry)) == (Origin.FILE, "Other")


def test_a_folder_a_pipe_and_a_device_are_not_read(shelves: Shelves) -> None:
    (shelves.own / "folder.yaml").mkdir()
    os.mkfifo(shelves.own / "pipe.yaml")
    (shelves.own / "zero.yaml").symlink_to("/dev/zero")
    (shelves.own / "gone.yaml").symlink_to("nowhere")
    found = by_id(shelves.library)
    assert {name: one.problems[0].message for name, one in found.items() if one.problems} == {
        "folder": "this is a folder, not a file",
        "pipe": "this is not a file of text",
        "zero": "this is not a file of text",
        "gone": "this file is gone",
    }
    assert title(found["first-two"]) == "First two"
    assert [one.message for one in shelves.library.check(shelves.own / "pipe.yaml")]
    assert [one.message for one in shelves.library.check(shelves.own / "none.yaml")] == [
        "there is no such file"
    ]


def test_a_file_where_a_folder_belongs(shelves: Shelves, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (shelves.own / "exercises").write_text("", encoding="utf-8")
    entries = YamlLibrary(tmp_path / "file", shelves.bundled).entries()
    assert [(one.id, bool(one.problems)) for one in entries] == [
        ("file/", True),
        ("first-two", False),
    ]
    (broken,) = shelves.library.broken_exercises()
    assert "a folder belongs here" in broken.problems[0].message
    assert title(shelves.library.routine("first-two")) == "First two"


def test_no_own_folder(shelves: Shelves, tmp_path: Path) -> None:
    for own in (None, tmp_path / "not there"):
        assert [one.id for one in YamlLibrary(own, shelves.bundled).entries()] == ["first-two"]


def test_a_change_shows_at_the_next_look(shelves: Shelves) -> None:
    library = shelves.library
    path = shelves.write("exercises/roll.yaml", CAT_COW.replace("id: cat-cow", "id: roll"))
    assert "roll" in library.exercises()
    path.unlink()
    assert "roll" not in library.exercises()


def test_a_name_with_an_escape_in_it_cannot_act_on_the_screen(shelves: Shelves) -> None:
    shelves.write("a\x1b[31mb.yaml", BROKEN)
    entry = next(one for one in shelves.library.entries() if one.origin is Origin.OWN)
    assert "\x1b" not in entry.id + str(entry.problems[0])


def test_check_takes_the_kind_from_the_file(shelves: Shelves) -> None:
    library = shelves.library
    assert library.check(shelves.write("a.yaml", ROUTINE)) == []
    assert library.check(shelves.write("b.yaml", CAT_COW)) == []
    untold = CAT_COW.replace("kind: exercise\n", "")
    assert library.check(shelves.write("exercises/c.yaml", untold)) == []
    programme = "schema: 1\nkind: programme\ntitle: P\nweeks: [{days: {every: first-two}}]\n"
    assert library.check(shelves.write("d.yaml", programme)) == []
    untold = programme.replace("kind: programme\n", "")
    assert library.check(shelves.write("programmes/e.yaml", untold)) == []


def test_an_exercise_file_among_the_routines_says_where_it_belongs(shelves: Shelves) -> None:
    shelves.write("roll.yaml", CAT_COW)
    assert "routines/exercises" in by_id(shelves.library)["roll"].problems[0].message


def test_every_bundled_file_is_right() -> None:
    library = YamlLibrary(None, bundled("routines"))
    assert [one for one in library.entries() if one.problems] == []
    assert list(library.broken_exercises()) == []
    assert title(library.bundled("first-three")) == "First three"
    assert all(isinstance(one, Exercise) for one in library.exercises().values())


def test_the_bundled_folders_are_found() -> None:
    assert bundled("routines").name == "routines"
    assert (bundled("routines") / "first-three.yaml").is_file()


def test_making_a_library_costs_nothing() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from coach.adapters.library.library import YamlLibrary\n"
        "YamlLibrary(None, Path())\n"
        "print([name for name in ('yaml', 'pydantic', 'asyncio') if name in sys.modules])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert said.stdout.strip() == "[]"
