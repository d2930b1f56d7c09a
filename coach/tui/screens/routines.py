"""The routines there are, and what is in each."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from coach.ports.library import Entry
from coach.tui.commands import bindings
from coach.tui.routine_lines import RoutineLine
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.keys import KeysBar


class RoutinesScreen(CoachModal[Entry | None], inherit_bindings=False):
    """Choose one; its result is the routine, ``None`` to stay with the one that was chosen."""

    CSS_PATH = "routines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("stay", "help", "leave"),
    ]

    def __init__(self, lines: Sequence[RoutineLine], chosen: str) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The list, and what is in the one that the arrows have come to."""
        with Vertical(id="box"):
            yield Label("Which routine?", classes="card--question")
            with Horizontal(id="both"):
                yield OptionList(
                    *(Option(_option(line), id=str(n)) for n, line in enumerate(self._lines)),
                    id="list",
                )
                with VerticalScroll(id="preview", can_focus=False):
                    yield Label("", id="title", markup=False)
                    yield Label("", id="summary", markup=False)
                    yield Static("", id="steps", markup=False)
        yield KeysBar()

    def on_mount(self) -> None:
        """Begin at the routine that was chosen."""
        options = self.query_one(OptionList)
        ids = [line.entry.id for line in self._lines]
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        options.focus()

    def on_option_list_option_highlighted(self, moved: OptionList.OptionHighlighted) -> None:
        """Show what is in it."""
        line = self._lines[moved.option_index]
        self.query_one("#title", Label).update(line.title)
        self.query_one("#summary", Label).update(line.summary or line.facts)
        self.query_one("#steps", Static).update("\n".join(line.steps))

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Take it; one with mistakes can't be played."""
        line = self._lines[chosen.option_index]
        if line.entry.routine is None:
            self.notify("It has mistakes and can't be played.", severity="warning")
        else:
            self.dismiss(line.entry)

    def action_stay(self) -> None:
        """Keep the routine that was chosen."""
        self.dismiss(None)


def _option(line: RoutineLine) -> Content:
    return Content.assemble(line.title, ("  " + line.facts, "dim"))
