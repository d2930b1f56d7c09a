"""Completion: the script for each shell, and what it completes."""

import pytest

from tests.plain.person import Home


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(home: Home, shell: str) -> None:
    shown = home.coach("completion", shell)
    assert shown.code == 0
    assert shown.says(f"_COACH_COMPLETE={shell}_complete")


@pytest.mark.parametrize(
    ("words", "at", "completed"),
    [
        ("coach h", 1, ["plain,history"]),
        ("coach play fi", 2, ["plain,first-three"]),
        ("coach show mi", 2, ["plain,mine"]),
        ("coach edit mi", 2, ["plain,mine"]),
        ("coach add ro", 2, ["file,ro"]),
        ("coach exercises bri", 2, ["plain,bridge"]),
        ("coach exercises --position sup", 3, ["plain,supine"]),
        ("coach card fi", 2, ["plain,first-three"]),
        ("coach completion z", 2, ["plain,zsh"]),
        ("coach play --sp", 2, ["plain,--speed"]),
        ("coach check ro", 2, ["file,ro"]),
    ],
)
def test_commands_routines_and_options_are_completed(
    home: Home, words: str, at: int, completed: list[str]
) -> None:
    home.write("routines/mine.yaml", "schema: 1\ntitle: Mine\nsteps: [{exercise: bridge}]\n")
    home.environment |= {
        "_COACH_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(at),
    }
    shown = home.coach()
    assert shown.code == 0
    assert list(shown.lines) == completed
