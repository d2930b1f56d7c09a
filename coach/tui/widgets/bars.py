"""Thin bars that tell how much is over."""

from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class Bar(Widget):
    """A row that fills from the left. ``done`` is 0 to 1.

    It is repainted only where that changes a cell.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--done", "bar--left"}

    done: reactive[float] = reactive(0.0, repaint=False)
    """How much is over, 0 to 1."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = -1

    def _steps(self, done: float) -> int:
        """How many half cells are over."""
        return round(done * self.size.width * 2)

    def watch_done(self, done: float) -> None:
        """Repaint if it looks different."""
        steps = self._steps(done)
        if steps != self._shown:
            self._shown = steps
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        over = self.get_component_rich_style("bar--done")
        left = self.get_component_rich_style("bar--left")
        whole, half = divmod(self._steps(self.done), 2)
        cells = "━" * whole + ("╸" if half else "")
        return Strip([Segment(cells, over), Segment("─" * (width - len(cells)), left)], width)
