"""Where the screen can't be drawn, and how little it may be asked to do."""

import os
from dataclasses import dataclass
from functools import partial

import pytest

from tests.plain.person import COACH, Home, at_once
from tests.tui.pty.terminal import Terminal, coach, known

PLAIN = "coach play first-three --plain"
SHELL = "/bin/sh"


def in_shell(home: Home, line: str) -> Terminal:
    """A line of the shell in a terminal; ``$COACH`` is the command."""
    return Terminal(
        home, [SHELL, "-c", line], environment={"COACH": " ".join(COACH), "PATH": "/usr/bin:/bin"}
    )


@pytest.mark.parametrize("arguments", [(), ("play",), ("play", "first-three")])
def test_without_a_terminal_it_says_what_works_everywhere(
    home: Home, arguments: tuple[str, ...]
) -> None:
    shown = home.coach(*arguments)
    assert (shown.code, shown.lines) == (2, ())
    assert PLAIN in shown.errors


def test_with_standard_output_in_a_pipe(home: Home) -> None:
    leader, follower = os.openpty()
    try:
        shown = home.coach(stdin=follower)
    finally:
        os.close(leader)
        os.close(follower)
    assert (shown.code, shown.lines) == (2, ())
    assert PLAIN in shown.errors


def test_with_standard_input_from_elsewhere(home: Home) -> None:
    with in_shell(home, "exec $COACH </dev/null") as terminal:
        assert terminal.end() == 2
        assert not terminal.drew
        assert PLAIN in terminal.written.decode()


def test_with_standard_error_in_a_file_the_screen_is_not_drawn_into_it(home: Home) -> None:
    with in_shell(home, "exec $COACH 2>errors") as terminal:
        terminal.wait_until(
            lambda: terminal.over or terminal.shows("one of these", "leave"),
            "the screen, or the end",
            patience=15,
        )
        if terminal.over:
            assert terminal.end() == 2
        else:
            terminal.press("q")
            assert terminal.end() == 0
            assert terminal.harm() == []
    errors = (home.folder / "errors").read_bytes()
    assert b"\x1b" not in errors


def test_a_dumb_terminal(home: Home) -> None:
    with coach(home, environment={"TERM": "dumb"}) as terminal:
        assert terminal.end() == 2
        assert b"\x1b" not in terminal.written
        assert PLAIN in terminal.written.decode()


def test_an_unknown_routine_is_said_and_the_screen_not_touched(home: Home) -> None:
    with coach(home, "play", "no-such") as terminal:
        assert terminal.end() == 1
        assert b"\x1b" not in terminal.written
        assert terminal.text.strip().startswith("coach: There is no routine 'no-such'.")
    with coach(home, "play", "first-tree") as terminal:
        assert terminal.end() == 1
        assert b"Did you mean: first-three?" in terminal.written


@dataclass(frozen=True)
class Look:
    """What was written in one session of a few seconds."""

    colours: set[str]
    drawn: int
    """How many bytes in three seconds of a phase."""


def look(home: Home, theme: str, environment: dict[str, str]) -> Look:
    """Play for a while with a theme, pause, and leave."""
    home.write("settings.toml", f'[sound]\nbackend = "none"\n[screen]\ntheme = "{theme}"\n')
    with coach(home, environment=environment) as terminal:
        terminal.begin()
        terminal.wait_for("3:52 left")
        before = len(terminal.written)
        terminal.wait_for("3:49 left")
        drawn = len(terminal.written) - before
        terminal.press("space")
        terminal.wait_for("PAUSED", "go on")
        terminal.press("q")
        terminal.wait_for("Stop here for today?")
        terminal.press("s")
        assert terminal.end() == 0
        assert terminal.harm() == []
        return Look(terminal.colours, drawn)


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Look]:
    """Each way to look, played at the same time."""
    ways: dict[str, tuple[str, dict[str, str]]] = {
        "dark": ("dark", {}),
        "terminal": ("terminal", {}),
        "dark, no colours": ("dark", {"NO_COLOR": "1"}),
        "terminal, no colours": ("terminal", {"NO_COLOR": "1"}),
        "still": ("dark", {"TEXTUAL_ANIMATIONS": "none"}),
    }
    people = Home(tmp_path_factory.mktemp("looks")).neighbours(len(ways))
    found = at_once(
        [
            partial(look, known(person), *way)
            for person, way in zip(people, ways.values(), strict=True)
        ]
    )
    return dict(zip(ways, found, strict=True))


@pytest.mark.parametrize("theme", ["dark", "terminal"])
def test_no_color_writes_no_colours(looks: dict[str, Look], theme: str) -> None:
    assert looks[theme].colours != set()
    assert looks[f"{theme}, no colours"].colours == set()


def test_without_animations_it_plays_and_draws_less(looks: dict[str, Look]) -> None:
    assert 0 < looks["still"].drawn < looks["dark"].drawn
