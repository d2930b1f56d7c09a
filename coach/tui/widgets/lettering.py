"""Large letters and figures, as large as their place allows."""

from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from coach.painters.lettering import LARGEST, has_all, largest, paint


class Lettering(Widget):
    """One line of text in large letters, in the middle of its place.

    It falls back to ordinary letters where not even the smallest large ones fit.
    """

    text: reactive[str] = reactive("", repaint=False)
    """What stands there."""
    widest: reactive[str] = reactive("")
    """A text that would have to fit as well, so that a count keeps its size; or empty."""

    def __init__(self, text: str = "", *, tallest: int = LARGEST, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Lettering.text, text)
        self._tallest = tallest
        self._worked_out: Style | None = None
        self._painted: tuple[tuple[str, int, int], tuple[str, ...]] | None = None

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def watch_text(self) -> None:
        """Repaint the cells that look different."""
        before = self._painted[1] if self._painted is not None else ()
        rows = self._rows()
        columns, height = self.size
        if len(before) != len(rows):
            self.refresh()
            return
        top = (height - len(rows)) // 2
        pairs = zip(rows, before, strict=True)
        changed = [
            Region(first, top + row, last - first, 1)
            for row, (new, old) in enumerate(pairs)
            for first, last in [_changed(new.center(columns), old.center(columns))]
            if first < last
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        rows = self._rows()
        columns, height = self.size
        row = y - (height - len(rows)) // 2
        style = self._style()
        if not 0 <= row < len(rows):
            return Strip.blank(columns, style)
        return Strip([Segment(rows[row].center(columns)[:columns], style)], columns)

    def _style(self) -> Style:
        """The style of this widget, which is worked out anew only after it has changed."""
        if self._worked_out is None:
            self._worked_out = self.rich_style
        return self._worked_out

    def notify_style_update(self) -> None:
        """Another theme, or another class of the screen, has other colours."""
        self._worked_out = None
        super().notify_style_update()

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


def _changed(new: str, old: str) -> tuple[int, int]:
    """The columns in which two rows differ: from, and up to."""
    differ = [at for at, (a, b) in enumerate(zip_longest(new, old)) if a != b]
    return (differ[0], differ[-1] + 1) if differ else (0, 0)
