"""``coach edit``: a routine in somebody's own editor, checked when it has ended."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.cli.editors import NoEditorError, opening, wanted_editor
from tests.plain.person import Home, repository
from tests.tui.pty.terminal import Terminal, coach

GOOD = """\
# my own words
schema: 1
title: Mine
steps:
  - exercise: bridge
    reps: 5
"""
BROKEN = GOOD.replace("exercise: bridge", "excercise: bridge")
BETTER = GOOD.replace("reps: 5", "reps: 6")


class Desk:
    """A person with an editor that does what is ordered, called by the name of another one."""

    def __init__(self, home: Home, *orders: str, called: str = "vim", text: str = GOOD) -> None:
        self.home = home
        self.folder = home.folder / "an editor"
        self.folder.mkdir()
        self.script = self.folder / called
        script = Path(__file__).with_name("editor.py")
        python = sys.executable
        self.script.write_text(f'#!/bin/sh\nexec "{python}" "{script}" "{self.folder}" "$@"\n')
        self.script.chmod(0o700)
        (self.folder / "orders").write_text("\n".join(orders))
        for name, content in (("good", GOOD), ("broken", BROKEN), ("better", BETTER)):
            (self.folder / name).write_text(content)
        self.file = home.write("routines/mine.yaml", text)

    @property
    def calls(self) -> list[list[str]]:
        """What the editor was called with, each time."""
        found = self.folder / "calls"
        return [json.loads(one) for one in found.read_text().splitlines()] if found.exists() else []

    def edit(self, name: str = "mine", *, options: str = "") -> Terminal:
        """``coach edit`` on a terminal. The path of the editor has a space in it."""
        editor = f"'{self.script}' {options}"
        return coach(self.home, "edit", name, environment={"EDITOR": editor})


def test_a_change_is_checked_and_told(home: Home) -> None:
    desk = Desk(home, "write better")
    with desk.edit(options="-c 'set nu'") as terminal:
        terminal.wait_for("Saved:", "coach play mine")
        assert terminal.end() == 0
    assert desk.calls == [["-c", "set nu", str(desk.file)]]
    assert desk.file.read_text() == BETTER


def test_a_mistake_is_pointed_at_and_mended_at_its_line(home: Home) -> None:
    desk = Desk(home, "write broken", "write better")
    with desk.edit() as terminal:
        terminal.wait_for("mine.yaml:5:5:", 'did you mean "exercise"?', "Go on editing? [Y/n]")
        terminal.strike("enter")
        terminal.wait_for("Saved:")
        assert terminal.end() == 0
    assert desk.calls == [[str(desk.file)], ["+5", str(desk.file)]]
    assert home.coach("check", str(desk.file)).code == 0


def test_a_broken_file_opens_at_its_first_mistake(home: Home) -> None:
    desk = Desk(home, "write good", text=BROKEN)
    with desk.edit() as terminal:
        terminal.wait_for("Saved:")
        assert terminal.end() == 0
    assert desk.calls == [["+5", str(desk.file)]]


@pytest.mark.parametrize("answer", ["n\r", "\x04", "\x03"])
def test_whoever_has_enough_finds_the_file_as_it_is(home: Home, answer: str) -> None:
    desk = Desk(home, "write broken")
    with desk.edit() as terminal:
        terminal.wait_for("Go on editing? [Y/n]")
        terminal.strike(answer)
        terminal.wait_for("It can't be played until it is mended: coach edit mine")
        assert terminal.end() == 1
    assert desk.file.read_text() == BROKEN


def test_a_file_that_is_as_before_is_told_so(home: Home) -> None:
    desk = Desk(home, "leave")
    with desk.edit() as terminal:
        terminal.wait_for("Nothing was changed.")
        assert terminal.end() == 0


def test_an_editor_that_fails_is_told_in_a_sentence(home: Home) -> None:
    desk = Desk(home, "fail")
    with desk.edit() as terminal:
        terminal.wait_for("The editor ended with code 3.")
        assert terminal.end() == 0
    assert desk.file.read_text() == GOOD


def test_a_file_that_is_gone_is_told_in_a_sentence(home: Home) -> None:
    desk = Desk(home, "delete")
    with desk.edit() as terminal:
        terminal.wait_for("The file is gone:")
        assert terminal.end() == 1


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"EDITOR": "/nowhere/vi"}, "The editor /nowhere/vi can't be started"),
        ({"EDITOR": "'vi"}, "A quotation mark in $EDITOR has no second one"),
        ({}, "There is no editor to open it in."),
    ],
)
def test_without_an_editor_it_says_what_to_do(
    home: Home, environment: dict[str, str], said: str
) -> None:
    Desk(home)
    with coach(home, "edit", "mine", environment=environment) as terminal:
        terminal.wait_for(said)
        assert terminal.end() == 1


def test_a_bundled_routine_is_copied_first_as_it_is(home: Home) -> None:
    desk = Desk(home, "write better")
    ours = repository() / "routines" / "morning-10.yaml"
    copy = home.config / "routines" / "morning-10.yaml"
    shutil.copy(ours, desk.folder / "ours")
    with desk.edit("morning-10") as terminal:
        terminal.wait_for("You edit a copy of your own", "Saved:")
        assert terminal.end() == 0
    assert desk.calls == [[str(copy)]]
    assert (copy.parent / "routine.schema.json").exists()
    assert ours.read_bytes() == (desk.folder / "ours").read_bytes()


def test_the_copy_of_a_bundled_routine_has_its_bytes_and_the_line_for_editors(home: Home) -> None:
    desk = Desk(home, "keep copy")
    ours = repository() / "routines" / "morning-10.yaml"
    with desk.edit("morning-10") as terminal:
        terminal.end()
    copy = (desk.folder / "copy").read_text()
    modeline, _, rest = copy.partition("\n")
    assert modeline == "# yaml-language-server: $schema=routine.schema.json"
    assert rest == ours.read_text()


def test_a_bundled_routine_that_nobody_changed_leaves_no_copy(home: Home) -> None:
    desk = Desk(home, "leave")
    with desk.edit("morning-10") as terminal:
        terminal.wait_for("Nothing was changed, and no copy is kept.")
        assert terminal.end() == 0
    assert not (home.config / "routines" / "morning-10.yaml").exists()


def test_an_editor_left_with_an_error_leaves_no_copy_that_nobody_changed(home: Home) -> None:
    desk = Desk(home, "fail")
    with desk.edit("morning-10") as terminal:
        terminal.wait_for("ended with code 3. Nothing was changed, and no copy is kept.")
        assert terminal.end() == 0
    assert not (home.config / "routines" / "morning-10.yaml").exists()


def test_an_editor_left_with_an_error_keeps_a_copy_that_was_changed(home: Home) -> None:
    desk = Desk(home, "spoil better")
    with desk.edit("morning-10") as terminal:
        terminal.wait_for("ended with code 3. The file is as it left it.")
        assert terminal.end() == 0
    assert (home.config / "routines" / "morning-10.yaml").read_text() == BETTER


def test_of_many_mistakes_the_first_are_the_last_on_the_screen(home: Home) -> None:
    desk = Desk(home, "write many")
    steps = "".join(f"  - exercise: cat-caw\n    note: number {number}\n" for number in range(12))
    (desk.folder / "many").write_text(f"schema: 1\ntitle: Mine\nsteps:\n{steps}")
    with desk.edit() as terminal:
        shown = terminal.wait_for("Go on editing?")
        terminal.strike("n\r")
        terminal.end()
    lines = [line for line in shown.splitlines() if "mine.yaml:" in line]
    assert [line.partition(": ")[0] for line in lines[-3:]] == [
        f"mine.yaml:{line}:15" for line in (4, 6, 8)
    ]
    assert "The first of 12 mistakes; the others are above:" in shown
    written = terminal.written.decode()
    assert all(f"mine.yaml:{line}:15: " in written for line in range(4, 28, 2))


@pytest.mark.parametrize("name", ["mine", "morning-10"])
def test_without_a_terminal_it_names_the_file(home: Home, name: str) -> None:
    Desk(home)
    refused = home.coach("edit", name)
    assert refused.code == 2
    assert f"{name}.yaml" in refused.errors
    assert "needs a terminal" in refused.errors


def test_a_routine_that_is_not_there_names_one_that_is_near(home: Home) -> None:
    Desk(home)
    refused = home.coach("edit", "mien")
    assert refused.code == 1
    assert "Did you mean: mine?" in refused.errors


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        (["vi"], ["vi", "+7", "/a/b.yaml"]),
        (["/usr/bin/nano", "-w"], ["/usr/bin/nano", "-w", "+7", "/a/b.yaml"]),
        (["kak"], ["kak", "+7", "/a/b.yaml"]),
        (["code"], ["code", "--wait", "--goto", "/a/b.yaml:7"]),
        (["codium", "-w"], ["codium", "-w", "--goto", "/a/b.yaml:7"]),
        (["something"], ["something", "/a/b.yaml"]),
    ],
)
def test_an_editor_gets_the_line_in_its_own_way(
    editor: Sequence[str], command: Sequence[str]
) -> None:
    assert opening(editor, Path("/a/b.yaml"), 7) == command
    assert opening(editor, Path("/a/b.yaml"))[-1] == "/a/b.yaml"


def test_the_visual_editor_comes_first_and_then_what_there_is(tmp_path: Path) -> None:
    assert wanted_editor({"VISUAL": "a 'b c'", "EDITOR": "d"}) == ["a", "b c"]
    assert wanted_editor({"VISUAL": " ", "EDITOR": "$(rm -r x); d"}) == ["$(rm", "-r", "x);", "d"]
    vi = tmp_path / "vi"
    vi.write_text("#!/bin/sh\n")
    vi.chmod(0o700)
    assert wanted_editor({"PATH": os.fspath(tmp_path)}) == [str(vi)]
    with pytest.raises(NoEditorError):
        wanted_editor({"PATH": ""})
