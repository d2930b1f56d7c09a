"""The steps of a routine that is being changed, as lines."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from coach.domain.changes import StepKey, StepPlace
from coach.domain.routine import ExerciseStep
from coach.domain.timeline import Timeline
from coach.player.editing_rows import Row
from coach.player.preview import Happening
from coach.tui.play_view import clock_words

INDENT = "  "
NARROWEST = 4
"""Columns that words have at least, also where there is no room for them."""


def step_line(row: Row, chosen: int | None, width: int) -> Content:
    """A step with its values, an exercise's on a line of their own, in ``width`` columns.

    ``chosen`` is the number of the value that the keys change, ``None`` for a step that the
    person is not at. It stands between marks, so that it is seen without colours. A value is
    never broken in two, and no line but a step's first begins where steps begin.
    """
    margin = INDENT * row.depth
    lines = _name_lines(row, margin, width, bold=chosen is not None)
    below = isinstance(row.step, ExerciseStep)
    for value in _values(row, chosen):
        longer = Content.assemble(lines[-1], " ", value)
        if below or _length(longer) > width:
            lines.append(Content.assemble(f"{margin} ", value))
            below = False
        else:
            lines[-1] = longer
    return Content("\n").join(lines)


def _name_lines(row: Row, margin: str, width: int, *, bold: bool) -> list[Content]:
    """The name of a step; one that is too long goes on further to the right."""
    name = Content.styled(row.name, "bold" if bold else "")
    room = width - len(margin)
    if name.cell_length > room:
        first, *rest = name.wrap(max(room - len(INDENT), NARROWEST))
    else:
        first, rest = name, []
    follow = (Content.assemble(f"{margin}{INDENT}", line.rstrip()) for line in rest)
    return [Content.assemble(margin, first.rstrip()), *follow]


def _values(row: Row, chosen: int | None) -> Iterator[Content]:
    for number, value in enumerate(row.values):
        if number == chosen:
            yield Content.styled(f"[{value.words}]", "bold reverse")
        elif chosen is not None or (value.key, value.words) != (StepKey.SETS, "1 set"):
            yield Content.styled(f" {value.words} ", "" if chosen is not None else "dim")


def _length(line: Content) -> int:
    """The columns of a line; a blank at its end needs none."""
    return line.rstrip().cell_length


def timeline_lines(
    happenings: Sequence[tuple[Happening, StepPlace]], timeline: Timeline, at: StepPlace
) -> tuple[Content, int]:
    """What happens when, the lines of the step at ``at`` marked; and the first of them."""
    lines: list[Content] = []
    first: int | None = None
    for happening, place in happenings:
        here = bool(place) and place[: len(at)] == at
        if here and first is None:
            first = len(lines)
        words = f"{'▸' if here else ' '} {clock_words(happening.at):>5}  {happening.words}"
        lines.append(Content.styled(words, "bold" if here else ""))
    lines.append(Content(f"  {clock_words(timeline.total):>5}  the end"))
    return Content("\n").join(lines), first or 0
