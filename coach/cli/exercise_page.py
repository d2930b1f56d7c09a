"""One exercise as a page: on a terminal with its colours, anywhere else as plain lines."""

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from coach.cli.exercise_drawing import still
from coach.cli.exercise_rows import whose
from coach.cli.exercise_words import (
    WIDEST,
    Line,
    Subject,
    drawn_side,
    title_lines,
    word_lines,
)
from coach.cli.house import open_content

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.adapters.settings import Settings
    from coach.cli.exercise_drawing import Drawn
    from coach.domain.exercise import Exercise
    from coach.domain.figure import Figure
    from coach.painters.cells import Grain

LEAST_COLUMNS: Final = 20
"""Below it the words have no narrower lines, and nobody could tell what is drawn."""
LEAST_ROWS: Final = 8
"""Rows below which a moving picture shows nothing."""
_SIGNS: Final = "⣿█▟"
"""Some of what a drawing is made of."""


def show_exercise(library: "YamlLibrary", exercise: "Exercise", *, still: bool) -> None:
    """Print the page of ``exercise``; its drawing moves first where it may, but for ``still``."""
    from coach.adapters.paths import settings_file
    from coach.adapters.settings import read_settings
    from coach.painters.cells import Grain

    settings, _ = read_settings(settings_file())
    content = open_content(settings)
    subject = Subject(
        exercise,
        whose(exercise.id, library.own_exercises()),
        library.exercises(),
        content.caution_lines,
        content.session_words,
    )
    columns = shutil.get_terminal_size().columns
    figure = library.figures().get(exercise.id) if _may_draw(settings, columns) else None
    grain = Grain(settings.figure)
    if _is_terminal():
        moving = not still and _may_move(settings)
        _on_terminal(subject, figure, columns, grain, moving=moving)
        return
    for line in _page(subject, figure, columns, grain):
        click.echo(line.text)


def _may_draw(settings: "Settings", columns: int) -> bool:
    """Whether somebody could make something of a drawing: a screen reader can't."""
    if settings.voice == "reader" or columns < LEAST_COLUMNS:
        return False
    try:
        _SIGNS.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _may_move(settings: "Settings") -> bool:
    """Whether the picture may move, and a key can end it."""
    if settings.motion == "reduced" or os.environ.get("TEXTUAL_ANIMATIONS") == "none":
        return False
    return sys.stdin is not None and sys.stdin.isatty()


def _is_terminal() -> bool:
    """Whether what is printed is seen on a terminal that can move its cursor."""
    return os.environ.get("TERM") != "dumb" and sys.stdout is not None and sys.stdout.isatty()


def _page(
    subject: Subject, figure: "Figure | None", columns: int, grain: "Grain"
) -> "list[Line | Drawn]":
    """The lines of the whole page."""
    width = min(max(columns, LEAST_COLUMNS), WIDEST)
    lines: list[Line | Drawn] = [*title_lines(subject, width)]
    drawn = list(still(subject.exercise, figure, columns, grain)) if figure is not None else []
    if figure is not None and drawn:
        lines += [Line(""), *drawn]
        lines += drawn_side(subject.exercise, figure.drawn_side.value, width)
    return [*lines, *word_lines(subject, width)]


def _on_terminal(
    subject: Subject, figure: "Figure | None", columns: int, grain: "Grain", *, moving: bool
) -> None:
    """Print the page in colours; the drawing moves in its place before its words are printed."""
    from coach.cli.exercise_film import Film
    from coach.cli.exercise_terminal import Terminal

    terminal = Terminal(columns)
    if moving and figure is not None and terminal.rows >= LEAST_ROWS:
        width = min(columns, WIDEST)
        film = Film(subject.exercise, figure, width, grain, terminal.rows)
        if film.seconds:
            terminal.play(film)
    for line in _page(subject, figure, columns, grain):
        terminal.show(line)
