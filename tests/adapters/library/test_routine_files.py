"""A routine's file is opened, changed and saved, and nothing of anybody's is lost."""

from pathlib import Path

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.routine_files import YamlRoutineFiles
from coach.adapters.library.saving import backup_of
from coach.domain.changes import MoveStep, SetKey, StepKey
from coach.domain.routine import ExerciseStep
from coach.ports.library import Entry, Origin
from coach.ports.routine_files import RoutineFiles, RoutineText, UnwritableError
from tests.adapters.library.shelves import ROUTINE, Shelves

OWN = "\N{ZERO WIDTH NO-BREAK SPACE}# mine\r\n" + ROUTINE.replace("\n", "\r\n")
REPS = SetKey((2,), StepKey.REPS, "3")


def files(shelves: Shelves) -> RoutineFiles:
    return YamlRoutineFiles(shelves.library)


def entry(shelves: Shelves, name: str) -> Entry:
    """A line of the list, also of a file with mistakes."""
    return next(one for one in shelves.library.entries() if one.id == name)


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_own_file_keeps_everything_else(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", OWN)
    ours = files(shelves)
    opened = ours.open(entry(shelves, "mine"))
    assert (opened.id, opened.file, opened.copied) == ("mine", str(path), False)
    text = ours.changed(opened.text, REPS)
    saved = ours.save(opened, text)
    assert path.read_bytes() == OWN.replace("5-10", "3").encode()
    assert backup_of(path).read_bytes() == OWN.encode()
    assert [one.id for one in shelves.library.entries()] == ["first-two", "mine"]
    # It goes on from there.
    again = ours.save(saved, ours.changed(saved.text, MoveStep((0,), (1,))))
    assert path.read_bytes() == again.text.encode()
    assert backup_of(path).read_bytes() == saved.text.encode()


def test_nothing_new_is_not_written(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", OWN)
    ours = files(shelves)
    opened = ours.open(entry(shelves, "mine"))
    before = path.stat()
    assert ours.save(opened, opened.text) == opened
    assert path.stat().st_ino == before.st_ino
    assert not backup_of(path).exists()


def test_a_bundled_routine_is_copied_first(shelves: Shelves) -> None:
    bundled = shelves.bundled / "first-two.yaml"
    bundled.write_bytes(OWN.encode())
    theirs = snapshot(shelves.bundled)
    shelves.own.rmdir()
    ours = files(shelves)
    opened = ours.open(entry(shelves, "first-two"))
    assert opened.copied
    assert opened.file == str(shelves.own / "first-two.yaml")
    assert not shelves.own.exists()
    saved = ours.save(opened, ours.changed(opened.text, REPS))
    assert not saved.copied
    assert Path(saved.file).read_bytes() == OWN.replace("5-10", "3").encode()
    assert shelves.own.stat().st_mode & 0o777 == 0o700
    assert snapshot(shelves.bundled) == theirs
    found = entry(shelves, "first-two")
    assert (found.origin, found.shadows) == (Origin.OWN, True)
    # It is that file from now on.
    assert ours.open(found) == saved
    ours.save(saved, opened.text)
    assert Path(saved.file).read_bytes() == OWN.encode()


@pytest.mark.parametrize("name", ["first-two.yaml", "First-Two.yml"])
def test_the_own_file_of_that_name_is_opened_instead(shelves: Shelves, name: str) -> None:
    bundled = entry(shelves, "first-two")
    path = shelves.write(name, OWN)
    opened = files(shelves).open(bundled)
    assert (opened.file, opened.copied, opened.text) == (str(path), False, OWN)


def test_a_bundled_file_by_its_path_is_copied_too(shelves: Shelves) -> None:
    path = shelves.bundled / "first-two.yaml"
    opened = files(shelves).open(shelves.library.routine(str(path)))
    assert opened.copied
    assert opened.file == str(shelves.own / "first-two.yaml")


def test_a_bundled_exercise_is_not_changed(shelves: Shelves) -> None:
    path = shelves.bundled / "exercises" / "cat-cow.yaml"
    with pytest.raises(UnwritableError, match="no routine"):
        files(shelves).open(Entry("cat-cow", Origin.FILE, str(path), None))


def test_a_link_to_a_bundled_file_gives_way_to_an_own_one(shelves: Shelves) -> None:
    theirs = snapshot(shelves.bundled)
    link = shelves.own / "first-two.yaml"
    link.symlink_to(shelves.bundled / "first-two.yaml")
    ours = files(shelves)
    opened = ours.open(entry(shelves, "first-two"))
    ours.save(opened, ours.changed(opened.text, REPS))
    assert snapshot(shelves.bundled) == theirs
    assert not link.is_symlink()
    assert "reps: 3" in link.read_text(encoding="utf-8")


def test_a_file_given_by_its_path_is_changed_where_it_is(shelves: Shelves, tmp_path: Path) -> None:
    path = tmp_path / "from the leaflet.yaml"
    path.write_bytes(OWN.encode())
    ours = files(shelves)
    opened = ours.open(shelves.library.routine(str(path)))
    ours.save(opened, ours.changed(opened.text, REPS))
    assert b"reps: 3" in path.read_bytes()
    assert list(shelves.own.iterdir()) == []


def test_somebody_else_has_written_it_meanwhile(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", OWN)
    ours = files(shelves)
    opened = ours.open(entry(shelves, "mine"))
    text = ours.changed(opened.text, REPS)
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(UnwritableError, match="meanwhile") as refused:
        ours.save(opened, text)
    assert refused.value.elsewhere
    assert path.read_text(encoding="utf-8") == "theirs"
    assert not backup_of(path).exists()
    ours.save(opened, text, over=True)
    assert path.read_bytes() == text.encode()
    assert backup_of(path).read_text(encoding="utf-8") == "theirs"


def test_what_somebody_else_wrote_outlives_every_later_save(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", OWN)
    ours = files(shelves)
    file = ours.open(entry(shelves, "mine"))
    for number, theirs in enumerate(("theirs", "theirs again"), 2):
        path.write_text(theirs, encoding="utf-8")
        file = ours.save(file, f"{file.text}# {number}\n", over=True)
        assert file.kept == f"{path}~{number}~"
        for later in range(3):
            file = ours.save(file, f"{file.text}# {later}\n")
            assert file.kept == ""
    assert Path(f"{path}~2~").read_text(encoding="utf-8") == "theirs"
    assert Path(f"{path}~3~").read_text(encoding="utf-8") == "theirs again"
    assert [one.id for one in shelves.library.entries()] == ["first-two", "mine"]


def test_somebody_else_has_made_the_copy_meanwhile(shelves: Shelves) -> None:
    ours = files(shelves)
    opened = ours.open(entry(shelves, "first-two"))
    path = shelves.write("first-two.yaml", "theirs")
    with pytest.raises(UnwritableError) as refused:
        ours.save(opened, ours.changed(opened.text, REPS))
    assert refused.value.elsewhere
    assert path.read_text(encoding="utf-8") == "theirs"


def test_a_file_that_is_gone_is_written_again(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", OWN)
    ours = files(shelves)
    opened = ours.open(entry(shelves, "mine"))
    path.unlink()
    ours.save(opened, opened.text)
    assert path.read_bytes() == OWN.encode()


def test_a_file_with_mistakes_opens_and_says_them(shelves: Shelves) -> None:
    shelves.write("mine.yaml", ROUTINE.replace("cat-cow", "cat-caw"))
    ours = files(shelves)
    opened = ours.open(entry(shelves, "mine"))
    broken = ours.read(opened, opened.text)
    assert broken.routine is None
    assert [problem.nearest for problem in broken.problems] == ["cat-cow"]
    mended = ours.read(opened, opened.text.replace("cat-caw", "cat-cow"))
    assert mended.routine is not None


def test_a_text_reads_as_its_saved_file_does(shelves: Shelves) -> None:
    shelves.write("exercises/roll.yaml", EXERCISE)
    ours = files(shelves)
    opened = ours.open(entry(shelves, "first-two"))
    text = opened.text.replace("cat-cow", "roll")
    read = ours.read(opened, text)
    assert read.routine is not None
    assert isinstance(read.routine.steps[2], ExerciseStep)
    ours.save(opened, text)
    assert entry(shelves, "first-two") == read


EXERCISE = """\
schema: 1
kind: exercise
id: roll
name: Roll
type: mobility
position: supine
phases: [{name: roll, seconds: 3, say: Roll.}]
dose: {reps: 5}
finish: [Rest.]
"""


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\xff\x00", "UTF-8"), (b"#" * 300_000, "too big")],
)
def test_what_is_no_text_is_not_opened(shelves: Shelves, data: bytes, words: str) -> None:
    shelves.write("mine.yaml", data)
    with pytest.raises(UnwritableError, match=words):
        files(shelves).open(entry(shelves, "mine"))


def test_a_folder_or_nothing_is_not_opened(shelves: Shelves) -> None:
    (shelves.own / "mine.yaml").mkdir()
    with pytest.raises(UnwritableError, match="folder"):
        files(shelves).open(entry(shelves, "mine"))
    gone = Entry("gone", Origin.OWN, str(shelves.own / "gone.yaml"), None)
    with pytest.raises(UnwritableError, match="gone"):
        files(shelves).open(gone)


def test_what_can_not_be_read_again_is_not_saved(shelves: Shelves) -> None:
    path = shelves.write("mine.yaml", OWN)
    ours = files(shelves)
    opened = ours.open(entry(shelves, "mine"))
    for text, words in (("#" * 300_000, "too long"), ("\ud800", "character")):
        with pytest.raises(UnwritableError, match=words):
            ours.save(opened, text)
    assert path.read_bytes() == OWN.encode()


def test_without_a_folder_of_ones_own_a_bundled_routine_stays(shelves: Shelves) -> None:
    ours = YamlRoutineFiles(YamlLibrary(None, shelves.bundled))
    with pytest.raises(UnwritableError, match="no folder"):
        ours.open(entry(shelves, "first-two"))
    outside = RoutineText("x", str(shelves.own / "x.yaml"), ROUTINE)
    assert ours.read(outside, ROUTINE).routine is not None
