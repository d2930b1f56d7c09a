"""The routines there are, and what is in each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from coach.ports.library import Entry
from coach.tui import notes
from coach.tui.commands import bindings
from coach.tui.routine_lines import RoutineLine
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.keys import KeysBar

if TYPE_CHECKING:
    from coach.tui.routine_desk import RoutineDesk

MISTAKES: Final = "It has mistakes, and can't be played or changed here. x opens it as text."


class RoutinesScreen(CoachModal[Entry | None], inherit_bindings=False):
    """Choose one; its result is the routine, ``None`` to stay with the one that was chosen."""

    CSS_PATH = "routines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("edit", "edit-text", "stay", "help", "leave"),
    ]
    hints: ClassVar[tuple[str, ...]] = notes.ROUTINES

    def __init__(self, lines: Sequence[RoutineLine], chosen: str, desk: "RoutineDesk") -> None:
        super().__init__()
        self._lines = tuple(lines)
        self._chosen = chosen
        self._desk = desk

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
        self._highlight(self._chosen, 0)
        self.query_one(OptionList).focus()
        self.watch_files()

    def _highlight(self, id: str, otherwise: int) -> None:
        """Go to a routine; where it is gone, to the place in which it was."""
        ids = [line.entry.id for line in self._lines]
        at = ids.index(id) if id in ids else min(otherwise, len(ids) - 1)
        self.query_one(OptionList).highlighted = at if ids else None

    @property
    def _line(self) -> RoutineLine | None:
        """The routine that the arrows have come to."""
        at = self.query_one(OptionList).highlighted
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def show(self, lines: Sequence[RoutineLine]) -> None:
        """Other lines, or other words in them; the arrows stay where they are."""
        options = self.query_one(OptionList)
        at, id = options.highlighted or 0, self._line.entry.id if self._line else ""
        before, self._lines = self._lines, tuple(lines)
        if [line.entry.id for line in before] == [line.entry.id for line in lines]:
            for number, (old, new) in enumerate(zip(before, lines, strict=True)):
                if (old.title, old.facts) != (new.title, new.facts):
                    options.replace_option_prompt_at_index(number, _option(new))
        else:
            options.set_options(Option(_option(line), id=str(n)) for n, line in enumerate(lines))
            self._highlight(id, at)
        self._preview()

    def on_option_list_option_highlighted(self, moved: OptionList.OptionHighlighted) -> None:
        """Show what is in it."""
        moved.stop()
        self._preview()

    def _preview(self) -> None:
        line = self._line
        if line is None:
            return
        self.query_one("#title", Label).update(line.title)
        self.query_one("#summary", Label).update(line.summary or line.facts)
        self.query_one("#steps", Static).update("\n".join(line.steps))

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Take it; one with mistakes can't be played."""
        line = self._lines[chosen.option_index]
        if line.entry.routine is None:
            self.notify(MISTAKES, severity="warning", markup=False)
        else:
            self.dismiss(line.entry)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done: only what there is something for."""
        if action == "edit":
            return self._desk.can_edit
        return self._desk.can_edit_text if action == "edit_text" else True

    def action_edit(self) -> None:
        """Change it; one with mistakes is mended as text."""
        line = self._line
        if line is None:
            return
        if line.entry.routine is None:
            self.notify(MISTAKES, severity="warning", markup=False)
        else:
            self._desk.edit(line.entry)

    def action_edit_text(self) -> None:
        """Open its file in the person's own editor."""
        if self._line is not None:
            self._desk.edit_text(self._line.entry)

    def action_stay(self) -> None:
        """Keep the routine that was chosen."""
        self.dismiss(None)


def _option(line: RoutineLine) -> Content:
    return Content.assemble(line.title, ("  " + line.facts, "dim"))
