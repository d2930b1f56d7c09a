"""The body on the screen."""

from collections import OrderedDict
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
KEPT: Final = 64
"""Frames whose rows are kept: a movement there and back, and the next one."""


class Figure(Widget):
    """Shows a frame in the middle of its place. Only the rows that change are painted again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_CLASSES.values())

    class Resized(Message):
        """The figure has another size, so that another frame fits it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._frame: Frame | None = None
        self._styles: dict[Part, Style] = {}
        self._kept: OrderedDict[int, tuple[Frame | None, list[Strip]]] = OrderedDict()
        """The rows of what was shown last, by the identity of the frame, which is kept too."""

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
        self._kept.clear()
        self.post_message(self.Resized())

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a frame are kept: a movement comes again with every rep."""
        frame = self._frame
        kept = self._kept.get(id(frame))
        if kept is None:
            kept = self._kept[id(frame)] = (frame, self._strips(frame))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return [strip.crop(crop.x, crop.right) for strip in kept[1][crop.y : crop.bottom]]

    def _strips(self, frame: Frame | None) -> list[Strip]:
        """Every row of cells, with a frame in the middle."""
        width, height = self.size
        ground = self._style(Part.GROUND)
        filters, (_, background) = self.get_line_filters(), self.background_colors
        strips = [Strip.blank(width, ground)] * height
        if frame is not None:
            top, left = self._top(frame), max((width - frame.size[0]) // 2, 0)
            margin = [Segment(" " * left, ground)] if left else []
            for row, runs in enumerate(frame.rows):
                cells = [Segment(run.text, self._style(run.part)) for run in runs]
                if 0 <= top + row < height:
                    whole = Strip(margin + cells).adjust_cell_length(width, ground)
                    strips[top + row] = whole
        for one in filters:
            strips = [strip.apply_filter(one, background) for strip in strips]
        return strips

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
        self._kept.clear()
        super().notify_style_update()
