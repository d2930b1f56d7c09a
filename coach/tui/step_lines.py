"""The steps of a routine that is being changed, as lines."""

from collections.abc import Sequence

from textual.content import Content

from coach.domain.changes import StepKey, StepPlace
from coach.domain.routine import ExerciseStep
from coach.domain.timeline import Timeline
from coach.player.editing_rows import Row
from coach.player.preview import Happening
from coach.tui.play_view import clock_words

INDENT = "  "


def step_line(row: Row, chosen: int | None = None) -> Content:
    """A step with its values, an exercise's on a line of their own.

    ``chosen`` is the number of the value that the keys change, ``None`` for a step that the
    person is not at. It stands between marks, so that it is seen without colours.
    """
    indent = INDENT * row.depth
    two = isinstance(row.step, ExerciseStep)
    shown = [
        (number, value)
        for number, value in enumerate(row.values)
        if chosen is not None or (value.key, value.words) != (StepKey.SETS, "1 set")
    ]
    values = [
        Content.styled(f"[{value.words}]", "bold reverse")
        if number == chosen
        else Content.styled(f" {value.words} ", "" if chosen is not None else "dim")
        for number, value in shown
    ]
    name = Content.styled(f"{indent}{row.name}", "bold" if chosen is not None else "")
    if not values:
        return name
    return Content.assemble(name, f"\n{indent} " if two else " ", Content(" ").join(values))


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
