"""Where is it? A back to point at, and the same answers as rows beside it."""

from itertools import groupby
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label

from coach.domain.body import LEG, MAP
from coach.domain.questions import UNSURE, Question
from coach.painters.body_map import Part, Picture, draw, fit
from coach.ports.clock import Clock
from coach.tui.widgets.choices import ChoiceCard, ChoiceRow

WORDS: Final = 35
"""Columns of the words beside the map; the style sheet says so too."""
_SPARE: Final = 6
"""Rows of the words besides one for each answer."""

_ARROWS: Final = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
_GRID: Final = (
    *(tuple(site.id for site in row) for row in MAP),
    (LEG.id,) * 3,
    (UNSURE,) * 3,
)


def step(at: str | None, arrow: str) -> str:
    """Where an arrow leads on the map. The first one comes to its middle."""
    if at is None:
        return _GRID[1][1]
    row = next(number for number, line in enumerate(_GRID) if at in line)
    column = 1 if _GRID[row].count(at) > 1 else _GRID[row].index(at)
    down, right = _ARROWS[arrow]
    return _GRID[min(max(row + down, 0), len(_GRID) - 1)][min(max(column + right, 0), 2)]


class BodyMap(Widget):
    """A back seen from behind, with the key of each region in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"map--border", "map--key", "map--marked"}

    marked: reactive[str] = reactive("")
    """The region that is filled; empty for none."""

    class Picked(Message):
        """A region was clicked."""

        def __init__(self, site: str) -> None:
            super().__init__()
            self.site = site
            """Its id."""

    @property
    def picture(self) -> Picture | None:
        """The back as it is drawn; ``None`` where there is no room for it."""
        size = fit(*self.size)
        return draw(*size, self.marked) if size is not None else None

    def _corner(self, picture: Picture) -> tuple[int, int]:
        """The column and the row where the picture begins."""
        columns, rows = self.size
        return (columns - len(picture.rows[0])) // 2, (rows - len(picture.rows)) // 2

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        columns, ground = self.size.width, self.rich_style
        picture = self.picture
        if picture is None:
            return Strip.blank(columns, ground)
        left, top = self._corner(picture)
        row = y - top
        if not 0 <= row < len(picture.rows):
            return Strip.blank(columns, ground)
        looks = {
            Part.BORDER: self.get_component_rich_style("map--border"),
            Part.KEY: self.get_component_rich_style("map--key"),
            Part.MARKED: self.get_component_rich_style("map--marked"),
        }
        looks[Part.MARKED_KEY] = looks[Part.MARKED] + Style(reverse=True)
        segments = [
            Segment("".join(sign for sign, _ in cells), looks.get(part, ground))
            for part, cells in groupby(
                zip(picture.rows[row], picture.parts[row], strict=True), lambda cell: cell[1]
            )
        ]
        return Strip([Segment(" " * left, ground), *segments]).extend_cell_length(columns, ground)

    def on_click(self, event: Click) -> None:
        """A click on a region picks it."""
        event.stop()
        picture = self.picture
        if picture is not None:
            left, top = self._corner(picture)
            site = picture.site_at(event.x - left, event.y - top)
            if site:
                self.post_message(self.Picked(site))


class BodyMapCard(ChoiceCard):
    """Where it is: a key, arrows and Enter, or a click on the map or on a row.

    The map stands beside the rows or above them, wherever it is larger. Where there is no room for
    it the rows are all there is.
    """

    at: reactive[str | None] = reactive(None)
    """The answer that the arrows have come to; ``None`` as long as they were not used."""

    def __init__(self, question: Question, clock: Clock | None = None) -> None:
        super().__init__(question, clock)
        self._keys = {answer: key for key, answer in question.also if len(key) == 1}

    def compose(self) -> ComposeResult:
        """The map, and the words beside it."""
        yield BodyMap()
        with VerticalScroll(id="answers", can_focus=False):
            yield from super().compose()

    def compose_answers(self) -> ComposeResult:
        """How it is seen, and a row for each answer."""
        yield Label(
            "Seen from behind: left is left.\nIts number, or arrows and Enter.",
            classes="card--hint",
        )
        rows = [ChoiceRow(id, name, self._keys.get(id, id)) for id, name in self.question.choices]
        rows[-1].add_class("-last")
        yield from rows

    def on_resize(self) -> None:
        """Put the map where it is largest."""
        columns, rows = self.outer_size
        needed = len(self.question.choices) + _SPARE
        beside, above = fit(columns - WORDS, rows), fit(columns, rows - needed)
        place = (
            "-beside" if beside and beside >= (above or beside) else
            "-above" if above else "-listed"
        )  # fmt: skip
        for name in ("-beside", "-above", "-listed"):
            self.set_class(name == place, name)
        self.set_class(rows < needed, "-close")

    def press(self, event: Key) -> bool:
        """A key, or arrows and Enter."""
        if self.answered:
            return True
        if event.key in _ARROWS:
            self._move(event.key)
            return True
        if event.key == "enter" and self.at is not None:
            self.answer(self.at)
            return True
        return super().press(event)

    def _move(self, arrow: str) -> None:
        self.take_back()
        if not self.has_class("-listed"):
            self.at = step(self.at, arrow)
            return
        # In a list the next is the one below.
        answers = [answer for answer, _ in self.question.choices]
        onwards = arrow in ("down", "right")
        start = -1 if onwards else len(answers)
        number = answers.index(self.at) if self.at is not None else start
        if number == 0 and not onwards:
            self.query_one("#answers").scroll_home(animate=False)
        self.at = answers[min(max(number + (1 if onwards else -1), 0), len(answers) - 1)]

    def watch_at(self) -> None:
        """Show where the arrows have come to."""
        if self.is_mounted:
            self.mark(None)

    def mark(self, answer: str | None) -> None:
        """Show the answer that is about to be given, or the one that the arrows have come to."""
        shown = self.at if answer is None else answer
        super().mark(shown)
        for body in self.query(BodyMap):
            body.marked = shown or ""
        for row in self.query(ChoiceRow):
            if row.answer == shown:
                row.scroll_visible(animate=False)

    def on_body_map_picked(self, picked: BodyMap.Picked) -> None:
        """A region was clicked."""
        picked.stop()
        self.take(picked.site)
