"""The body on the screen."""

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from coach.painters.cells import Frame
from coach.painters.shapes import Part

_CLASSES: Final = {
    Part.FLOOR: "figure--floor",
    Part.PROP: "figure--prop",
    Part.FAR: "figure--far",
    Part.TRUNK: "figure--trunk",
    Part.NEAR: "figure--near",
    Part.FEEL: "figure--feel",
}


class Figure(Widget):
    """Shows a frame in the middle of its place. Only the rows that change are painted again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_CLASSES.values())

    class Resized(Message):
        """The figure has another size, so that another frame fits it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._frame: Frame | None = None
        self._styles: dict[Part, Style] = {}

    @property
    def frame(self) -> Frame | None:
        """What is shown."""
        return self._frame

    def show(self, frame: Frame | None) -> None:
        """Show another frame, or nothing."""
        before, self._frame = self._frame, frame
        if frame is before:
            return
        if frame is None or before is None or frame.size != before.size:
            self.refresh()
            return
        top, left = self._top(frame), max((self.size.width - frame.size[0]) // 2, 0)
        changed = [
            Region(left + first, top + row, last - first, 1)
            for row in range(len(frame.rows))
            for first, last in [frame.changed(row, before)]
            if first < last
        ]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Have a frame shown that fits."""
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        width, frame = self.size.width, self._frame
        row = y - self._top(frame) if frame is not None else -1
        if frame is None or not 0 <= row < len(frame.rows):
            return Strip.blank(width, self.rich_style)
        left = max((width - frame.size[0]) // 2, 0)
        segments = [Segment(" " * left, self.rich_style)] if left else []
        segments += [Segment(run.text, self._style(run.part)) for run in frame.rows[row]]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _top(self, frame: Frame | None) -> int:
        return (self.size.height - len(frame.rows)) // 2 if frame is not None else 0

    def _style(self, part: Part) -> Style:
        if part not in self._styles:
            name = _CLASSES.get(part)
            style = self.get_component_rich_style(name) if name else self.rich_style
            self._styles[part] = style
        return self._styles[part]

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        self._styles.clear()
        super().notify_style_update()
