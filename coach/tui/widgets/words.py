"""The words of an exercise, with the ones that were just said picked out."""

from textwrap import wrap
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_HERE = "▸ "
_ELSEWHERE = "  "


class Words(Widget):
    """Lines, one of them the current one, which is always in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"words--now", "words--other"}

    lines: reactive[tuple[str, ...]] = reactive(())
    """What there is to say about the exercise."""
    said: reactive[str] = reactive("")
    """What was said last."""

    def render(self) -> Content:
        """A block for each line, with space between them where there is room."""
        width, height = self.content_size
        now = self.get_visual_style("words--now")
        other = self.get_visual_style("words--other")
        blocks = [wrap(line, max(width - 2, 8)) for line in self.lines]
        current = self.lines.index(self.said) if self.said in self.lines else 0
        gap = 1 if sum(map(len, blocks)) + len(blocks) - 1 <= height else 0
        while current > 0 and sum(len(block) + gap for block in blocks[: current + 1]) > height:
            blocks, current = blocks[1:], current - 1
        shown = [
            Content.styled(
                "\n".join(
                    (_HERE if here and row == 0 else _ELSEWHERE) + text
                    for row, text in enumerate(block)
                ),
                now if here else other,
            )
            for number, block in enumerate(blocks)
            for here in [number == current and self.said in self.lines]
        ]
        return Content("\n" * (gap + 1)).join(shown)
