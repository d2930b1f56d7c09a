"""The examples of the page for authors: each is right, and plays."""

import re
import shlex
from functools import partial
from typing import Final

import pytest

from coach.cli.main import COMMANDS
from tests.plain.person import START, Home, at_once, repository

PAGES: Final = ("routines.md", "commands.md")
_FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXERCISE: Final = """\
exercises:
  - id: own
    name: Own
    position: all-fours
    phases: [{name: in, seconds: 3, pose: cat}, {name: out, seconds: 3, pose: cow}]
    dose: {reps: 3}
    finish: [Rest.]
"""
"""An exercise that a figure is the figure of."""


def blocks(page: str, kind: str) -> list[str]:
    """What stands between the fences of this kind on a page."""
    text = (repository() / "docs" / page).read_text(encoding="utf-8")
    return [block for found, block in _FENCE.findall(text) if found == kind]


def files() -> list[str]:
    """The whole files among the examples."""
    return [block for block in blocks("routines.md", "yaml") if "schema: 1" in block]


def folder_of(text: str) -> str:
    """The folder below that of the routines in which a file belongs."""
    return "programmes/" if "kind: programme" in text else ""


def test_there_are_examples() -> None:
    assert len(files()) >= 4


def test_every_whole_file_of_the_page_is_right_and_plays_to_its_end(home: Home) -> None:
    paths = [
        home.write(f"routines/{folder_of(text)}example-{number}.yaml", text)
        for number, text in enumerate(files(), start=1)
    ]
    checked = home.coach("check", *map(str, paths))
    assert checked.code == 0, checked.lines
    assert all(line.endswith(": nothing wrong") for line in checked.lines), checked.lines
    paths = [path for path in paths if path.parent.name == "routines"]
    people = home.neighbours(len(paths))
    for person, path in zip(people, paths, strict=True):
        person.write(f"routines/{path.name}", path.read_text("utf-8"))
    plays = [
        partial(person.play, *START, *"0000000000", routine=path.stem)
        for person, path in zip(people, paths, strict=True)
    ]
    for played in at_once(plays):
        assert (played.code, played.last) == (0, "= done")


def test_every_piece_of_a_file_is_right_in_its_place(home: Home) -> None:
    """Steps below `steps:`, keys of a routine and of an exercise in one."""
    head = "schema: 1\ntitle: Example\n"
    body = "steps:\n  - exercise: cat-cow\n"
    texts = []
    for piece in blocks("routines.md", "yaml"):
        if "schema: 1" in piece:
            continue
        if piece.lstrip().startswith("- "):
            texts.append(f"{head}steps:\n{piece}")
        elif piece.startswith("figure:"):
            indented = "".join(f"    {line}\n" for line in piece.splitlines())
            texts.append(f"{head}{EXERCISE}{indented}steps:\n  - exercise: own\n")
        else:
            texts.append(f"{head}{piece}{body}")
    assert len(texts) >= 3
    for number, text in enumerate(texts):
        checked = home.coach("check", str(home.write(f"routines/piece-{number}.yaml", text)))
        wrong = [line for line in checked.lines if re.search(r":\d+:\d+: ", line)]
        # The sounds of the example are files of its author's own.
        assert [line for line in wrong if ".wav" not in line] == [], text


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_examples_exists_with_its_options(home: Home, page: str) -> None:
    lines = [
        line.removeprefix("$ ").rpartition("| ")[2].partition("  #")[0]
        for block in blocks(page, "console")
        for line in block.splitlines()
        if line.startswith("$ ") and "coach" in line
    ]
    assert lines
    calls = [shlex.split(line) for line in lines]
    named = sorted({words[1] for words in calls if len(words) > 1})
    assert set(named) <= set(COMMANDS)
    helps = dict(
        zip(named, at_once([partial(home.coach, name, "--help") for name in named]), strict=True)
    )
    for _, name, *words in (words for words in calls if len(words) > 1):
        told = " ".join(helps[name].lines)
        for word in words:
            if word.startswith("-"):
                assert re.search(rf"(^|[\s,/]){re.escape(word.split('=')[0])}\b", told), (
                    name,
                    word,
                )


def test_what_trips_people_up_is_a_mistake_with_its_line(home: Home) -> None:
    """Each row of the table that says that something goes wrong."""
    good = (
        "schema: 1\ntitle: Example\nsteps:\n  - exercise: cat-cow\n    reps: 8\n    say: Now up\n"
    )
    mistakes = (
        good.replace("    reps", "\treps"),
        good.replace("say: Now", "say: Now: so"),
        good.replace("reps: 8", "reps:8"),
        good.replace("    reps", "      reps"),
        good.replace("    reps", "  reps"),
        good.replace("say: Now up", "reps: 9"),
    )
    paths = [home.write(f"routines/{at}.yaml", wrong) for at, wrong in enumerate(mistakes)]
    checked = home.coach("check", *map(str, paths))
    for path in paths:
        assert any(re.match(rf"{re.escape(str(path))}:[4-6]:\d+: ", one) for one in checked.lines)
    path = home.write("routines/cut.yaml", good.replace("Now up", "Lift #2"))
    assert home.coach("show", str(path), "--json").code == 0
    shown = home.coach("show", str(path))
    assert shown.says("Lift")
    assert not shown.says("#2")
