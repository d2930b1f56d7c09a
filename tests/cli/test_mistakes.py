"""What is wrong in a file, on a terminal: no word is broken, and no line is longer than it."""

import pytest

from coach.adapters.library.problems import render
from coach.ports.library import Problem
from tests.plain.person import Home
from tests.tui.pty.terminal import coach

LONG = (
    'schema: 1\ntitle: "Mine"\nsteps:\n  - exercise: bridge\n'
    "    reps: a great many of them, as long as it feels good, and as slowly as ever you can\n"
    "    hold: 20 minutes or so\n"
)


def problem(source: str, column: int, file: str = "a folder/mine.yaml") -> Problem:
    message = "there is no exercise of this name, neither here nor in the library"
    expected = "the id of an exercise, such as cat-cow; `coach exercises` lists all of them"
    return Problem(file, 4, column, message, source, 7, expected)


def test_on_a_terminal_it_breaks_between_words(home: Home) -> None:
    file = home.write("../mine.yaml", LONG)
    plain = home.coach("check", str(file)).lines
    with coach(home, "check", "mine.yaml") as terminal:
        assert terminal.end() == 1
    lines = terminal.text.splitlines()
    assert max(map(len, plain)) > 80
    assert max(map(len, lines)) < 80
    words = " ".join(plain).replace(f"{file}:", "mine.yaml:").split()
    shown = " ".join(lines).split()
    missing = set(words) - set(shown) - set(LONG.split())
    assert {word for word in missing if "^" not in word} == set()


def test_what_an_import_leaves_out_breaks_between_words(home: Home) -> None:
    steps = '[{"name": "Cat cows", "duration": 30}, {"name": "Heel slides", "duration": 30}]'
    home.write(
        "../w.json", f'{{"title": "W", "sets": [{{"repetitions": 1, "exercises": {steps}}}]}}'
    )
    plain = home.coach("import", "w.json").errors
    with coach(home, "import", "w.json") as terminal:
        assert terminal.end() == 0
    assert "w.json: line 1: " in terminal.text
    assert set(plain.split()) <= set(terminal.text.split())
    assert "This one is called w-2." in terminal.words


@pytest.mark.parametrize("width", [30, 40, 60, 80, 200])
@pytest.mark.parametrize("letter", ["x", "脊"])
def test_no_line_is_longer_than_the_terminal(width: int, letter: str) -> None:
    source = f"  - exercise: {'y ' * 40}cat-caw {letter * 60}"
    shown = render(problem(source, 95), width).splitlines()
    cells = [sum(2 if char == "脊" else 1 for char in line) for line in shown]
    assert max(cells) < width
    assert shown[0].startswith("a folder/mine.yaml:4:95:")
    code, marks = (line for line in shown if "| " in line[:8])
    marked = marks[marks.index("^") :]
    assert code[marks.index("^") :][: len(marked)] == "cat-caw"[: len(marked)]
    assert len(marked) == 7 or width == 30
    words = " ".join(shown).split()
    assert {"neither", "library", "expected:", "exercises`", "lists", "them"} <= set(words)


def test_what_goes_on_in_the_next_line_is_moved_in() -> None:
    assert render(problem("  - exercise: cat-caw", 15), 60).splitlines() == [
        "a folder/mine.yaml:4:15: there is no exercise of this name,",
        "    neither here nor in the library",
        "    4 |   - exercise: cat-caw",
        "      |               ^^^^^^^",
        "        expected: the id of an exercise, such as cat-cow;",
        "          `coach exercises` lists all of them",
    ]


def test_a_path_that_is_too_long_stays_whole() -> None:
    long = f"/{'folder/' * 12}mine.yaml"
    shown = render(problem("x", 1, file=long), 60).splitlines()
    assert shown[:2] == [
        f"{long}:4:1:",
        "    there is no exercise of this name, neither here nor in",
    ]


def test_elsewhere_each_stays_in_its_line() -> None:
    assert len(render(problem("  - exercise: cat-caw", 15)).splitlines()) == 4
