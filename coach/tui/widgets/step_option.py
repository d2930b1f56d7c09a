"""A step in the list of the editor, laid out for the columns that the list has."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from coach.player.editing_rows import Row
from coach.tui.step_lines import step_line


class StepOption(Visual):
    """A step; ``chosen`` is the number of the value that the keys change, if they are for it."""

    def __init__(self, row: Row, chosen: int | None) -> None:
        self._row = row
        self._chosen = chosen

    def _laid_out(self, width: int) -> Content:
        return step_line(self._row, self._chosen, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Its lines; part of the protocol of what is seen."""
        return self._laid_out(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The columns that it takes of those that there are."""
        return self._laid_out(container_width).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines it has in so many columns."""
        return self._laid_out(width).get_height(rules, width)
