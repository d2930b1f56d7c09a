"""Side, set and rep, with a dot for each rep."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

MOST_DOTS = 12
"""More reps than these are told in words alone."""


class Reps(Widget):
    """One line: ``left side · set 1 of 2 · rep 4 of 8  ● ● ● ◉ ○ ○ ○ ○``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reps--side"}

    side: reactive[str] = reactive("")
    """The side, in words; empty where there is none."""
    sets: reactive[str] = reactive("")
    """The set, in words; empty where there is only one."""
    rep: reactive[int] = reactive(0)
    """The rep that is going on, from 1; 0 where none is."""
    reps: reactive[int] = reactive(0)
    """How many there are; 0 where nobody counts."""

    def render(self) -> Content:
        """The words, and the dots where they fit."""
        parts: list[str] = []
        if self.sets:
            parts.append(self.sets)
        if self.rep and self.reps:
            parts.append(f"rep {self.rep} of {self.reps}")
        words = Content(" · ".join(parts))
        if self.side:
            side = Content.styled(self.side.upper(), self.get_visual_style("reps--side"))
            words = side + Content(" · " if parts else "") + words
        dots = self._dots()
        if dots and len(words.plain) + 2 + len(dots) <= self.size.width:
            words = words + Content(f"  {dots}")
        return words

    def _dots(self) -> str:
        if not self.rep or not self.reps or self.reps > MOST_DOTS or self.rep > self.reps:
            return ""
        return " ".join("●" * (self.rep - 1) + "◉" + "○" * (self.reps - self.rep))
