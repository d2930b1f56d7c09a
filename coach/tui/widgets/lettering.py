"""Large letters and figures, as large as their place allows."""

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from coach.painters.lettering import LARGEST, has_all, largest, paint


class Lettering(Widget):
    """One line of text in large letters, in the middle of its place.

    It falls back to ordinary letters where not even the smallest large ones fit.
    """

    text: reactive[str] = reactive("")
    """What stands there."""
    widest: reactive[str] = reactive("")
    """A text that would have to fit as well, so that a count keeps its size; or empty."""

    def __init__(self, text: str = "", *, tallest: int = LARGEST, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Lettering.text, text)
        self._tallest = tallest
        self._painted: tuple[tuple[str, int, int], tuple[str, ...]] | None = None

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        rows = self._rows()
        columns, height = self.size
        row = y - (height - len(rows)) // 2
        style = self.rich_style
        if not 0 <= row < len(rows):
            return Strip.blank(columns, style)
        return Strip([Segment(rows[row].center(columns)[:columns], style)], columns)

    def _rows(self) -> tuple[str, ...]:
        columns, height = self.size
        key = (self.text, columns, height)
        if self._painted is None or self._painted[0] != key:
            self._painted = (key, self._paint(columns, min(height, self._tallest)))
        return self._painted[1]

    def _paint(self, columns: int, height: int) -> tuple[str, ...]:
        if not self.text:
            return ()
        fitting = [self.text, self.widest] if self.widest else [self.text]
        tall = min(largest(text, columns, height) for text in fitting)
        if tall and has_all(self.text):
            return paint(self.text, tall)
        return (self.text,)
