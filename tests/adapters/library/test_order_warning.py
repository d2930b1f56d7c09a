"""A routine that gets somebody down and up needlessly is told so, at the step where it does."""

from pathlib import Path

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.problems import render
from coach.adapters.resources import bundled
from coach.ports.library import Problem, Severity

HEAD = "schema: 1\ntitle: Mine\nsteps:\n"
UP_AND_DOWN = (
    HEAD
    + """\
  - exercise: walk
  - exercise: pelvic-tilt
  - rest: 20s                       # stays behind the tilt
  - exercise: pelvic-tilt-wall
  - note: again
    exercise: bridge
  - exercise: walk
"""
)


@pytest.fixture
def library() -> YamlLibrary:
    """The bundled files alone."""
    return YamlLibrary(None, bundled("routines"))


def warnings(library: YamlLibrary, file: Path, text: str) -> list[Problem]:
    """The warnings for a file with this text, which has no mistake."""
    file.write_text(text, encoding="utf-8")
    assert library.check(file) == []
    return library.warnings(file)


def test_the_warning_is_at_the_needless_step_and_names_a_better_order(
    library: YamlLibrary, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    (found,) = warnings(library, file, UP_AND_DOWN)
    assert found.severity is Severity.WARNING
    assert (found.line, found.column) == (8, 5)
    assert render(found).splitlines() == [
        f"{file}:8:5: warning: here you get down and up more often than needed",
        "    8 |   - note: again",
        "      |     ^^^^",
        f"        {found.expected}",
    ]
    assert found.expected == (
        "This order gets you down and up once instead of twice: "
        "walk, pelvic-tilt, bridge, pelvic-tilt-wall, walk"
    )


def test_the_proposed_order_gets_no_warning(library: YamlLibrary, tmp_path: Path) -> None:
    (found,) = warnings(library, tmp_path / "mine.yaml", UP_AND_DOWN)
    ids = found.expected.partition(": ")[2].split(", ")
    text = HEAD + "".join(f"  - exercise: {one}\n" for one in ids)
    assert warnings(library, tmp_path / "better.yaml", text) == []


def test_a_step_inside_a_repeat_is_found_and_the_repeat_is_kept(
    library: YamlLibrary, tmp_path: Path
) -> None:
    text = HEAD + (
        "  - exercise: bridge\n"
        "  - exercise: pelvic-tilt-wall\n"
        "  - repeat: 2\n"
        "    steps: [{exercise: knee-rolls}, pain-check, {exercise: walk}]\n"
        "  - exercise: bridge\n"
    )
    (found,) = warnings(library, tmp_path / "mine.yaml", text)
    assert (found.line, found.column) == (7, 14)
    assert found.expected == (
        "This order gets you down and up twice instead of four times: "
        "bridge, bridge, 2 x (knee-rolls, walk), pelvic-tilt-wall"
    )


def test_where_as_many_ways_are_only_shorter_the_time_is_named(
    library: YamlLibrary, tmp_path: Path
) -> None:
    text = HEAD + "  - exercise: seated-tilt\n  - exercise: pelvic-tilt-wall\n" * 4
    (found,) = warnings(library, tmp_path / "mine.yaml", text)
    assert found.expected.startswith(
        "This order takes 36 seconds less to get down and up: seated-tilt, seated-tilt, "
    )
    assert (found.line, found.column) == (5, 5)


def test_an_endless_order_is_not_named_to_its_end(library: YamlLibrary, tmp_path: Path) -> None:
    text = HEAD + "  - exercise: bridge\n  - exercise: pelvic-tilt-wall\n" * 40
    (found,) = warnings(library, tmp_path / "mine.yaml", text)
    assert found.expected.endswith(", and 20 more")
    assert "instead of 40 times" in found.expected


def test_an_own_exercise_is_where_its_file_says(library: YamlLibrary, tmp_path: Path) -> None:
    own = (
        "exercises:\n"
        "  - {id: pelvic-tilt-wall, name: Mine, position: supine, finish: [Rest.],\n"
        "     phases: [{name: hold, seconds: 3}], dose: {reps: 2}}\n"
    )
    assert warnings(library, tmp_path / "mine.yaml", UP_AND_DOWN + own) == []


@pytest.mark.parametrize(
    "text",
    ["steps: [", "schema: 1\nkind: exercise\n", "schema: 1\ntitle: T\nsteps: [pain-check]\n"],
)
def test_what_has_mistakes_or_no_positions_gets_no_warning(
    library: YamlLibrary, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    assert library.warnings(file) == []
    assert library.warnings(tmp_path / "nowhere.yaml") == []


def test_a_routine_with_a_warning_is_listed_and_played_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(UP_AND_DOWN, encoding="utf-8")
    library = YamlLibrary(tmp_path, bundled("routines"))
    entry = next(entry for entry in library.entries() if entry.id == "mine")
    assert entry.problems == ()
    assert library.routine("mine").routine is not None
