"""A form of lines that may all be left out: an entry of the diary, or this episode."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import Key
from textual.widgets import Input, Label

from coach.domain.diary_entry import LONGEST_TEXT
from coach.domain.questions import UNSURE, WHERE, where
from coach.player.diary_form import Field, Kind
from coach.ports.clock import Clock
from coach.tui import notes
from coach.tui.commands import bindings
from coach.tui.screens.ask import AskScreen
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.field_row import FieldRow
from coach.tui.widgets.keys import KeysBar

HINTS: Final = {
    Kind.SCORE: "0 to 9, t is ten; or ← →",
    Kind.COUNT: "a number, or ← →",
    Kind.YES_NO: "n or y",
    Kind.ONE: "← →, or 1, 2, 3",
    Kind.SEVERAL: "1, 2, 3; or ← → and space",
}
"""How each kind of line is filled in."""
MOVES: Final = "↑ ↓ next line · {how} · Backspace empties it"
OPENS: Final = "↑ ↓ next line · Enter opens it · Backspace empties it"
TYPING: Final = "Enter keeps it, Esc leaves it as it was."


class FormScreen(CoachModal[dict[str, str]], inherit_bindings=False):
    """The lines; its result is what was said, by the fields' ids.

    ``leaves`` is called with it where the person leaves the coach from here.
    """

    CSS_PATH = "diary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("keep", "help", "palette", "leave")
    hints: ClassVar[tuple[str, ...]] = notes.FORM

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        known: Mapping[str, str],
        clock: Clock,
        leaves: Callable[[Mapping[str, str]], None],
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._known = dict(known)
        self._clock = clock
        self._leaves = leaves
        self._at = 0
        self._typing: FieldRow | None = None

    def compose(self) -> ComposeResult:
        """The sections with their rows, and a line to type."""
        with Vertical(id="page"):
            yield Label(self._title, id="title", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                for section, fields in groupby(self._fields, key=lambda field: field.section):
                    yield Label(section, classes="form--section", markup=False)
                    for field in fields:
                        yield FieldRow(field, self._known.get(field.id, ""))
            yield Label("", id="hint", markup=False)
            typed = Input(id="typed", max_length=LONGEST_TEXT)
            typed.display = False
            yield typed
        yield KeysBar()

    @property
    def rows(self) -> list[FieldRow]:
        """The lines."""
        return list(self.query(FieldRow))

    @property
    def draft(self) -> dict[str, str]:
        """What was said so far; what is empty is left out."""
        return {row.field.id: row.value for row in self.rows if row.value}

    @property
    def _today(self) -> date:
        return self._clock.wall().date()

    def on_mount(self) -> None:
        """The first row of which nothing is known is the current one."""
        empty = (number for number, row in enumerate(self.rows) if not row.value)
        self._move_to(next(empty, 0))

    def _move_to(self, number: int) -> None:
        rows = self.rows
        rows[self._at].point(here=False)
        self._at = min(max(number, 0), len(rows) - 1)
        row = rows[self._at]
        row.point(here=True)
        if self._at <= 1:
            self.query_one("#rows").scroll_home(animate=False)
        else:
            row.scroll_visible(animate=False)
        how = HINTS.get(row.field.kind, "")
        opens = not how or row.field.id == WHERE
        self.query_one("#hint", Label).update(OPENS if opens else MOVES.format(how=how))

    def press(self, event: Key) -> bool:
        """Arrows move, Enter goes on, everything else is for the current row."""
        moves = {"down": 1, "up": -1, "tab": 1, "shift+tab": -1, "pagedown": 5, "pageup": -5}
        if event.key in moves:
            self._move_to(self._at + moves[event.key])
            return True
        if self.rows[self._at].press(event):
            return True
        if event.key == "enter":
            self._move_to(self._at + 1)
            return True
        return False

    def on_field_row_pointed(self, pointed: FieldRow.Pointed) -> None:
        """A row was clicked."""
        pointed.stop()
        self._stop_typing()
        self._move_to(self.rows.index(pointed.row))

    def on_field_row_opened(self, opened: FieldRow.Opened) -> None:
        """Something is typed, or pointed at."""
        opened.stop()
        if opened.row.field.id == WHERE:
            self._point_at(opened.row)
            return
        self._typing = opened.row
        self.query_one("#hint", Label).update(TYPING)
        typed = self.query_one("#typed", Input)
        mark = opened.row.field.mark if opened.row.field.kind is Kind.TEXTS else ""
        typed.value = opened.row.value.replace("\n", f"{mark} ")
        typed.placeholder = opened.row.field.answers
        typed.display = True
        typed.focus()

    def _point_at(self, row: FieldRow) -> None:
        def pointed(site: str | None) -> None:
            if site is not None:
                row.value = "" if site == UNSURE else site

        self.app.push_screen(AskScreen(where("Where is it?"), (), self._clock), pointed)

    def on_input_submitted(self, typed: Input.Submitted) -> None:
        """Take what was typed, if it is an answer."""
        typed.stop()
        row = self._typing
        if row is None:
            return
        plain = row.field.read(typed.value, self._today)
        if plain is None:
            self.query_one("#hint", Label).update(f"It takes {row.field.expects}.")
            return
        row.value = plain
        self._stop_typing()
        self._move_to(self._at + 1)

    def _stop_typing(self) -> bool:
        """Take the line to type away; ``False`` where none was there."""
        if self._typing is None:
            return False
        self._typing = None
        self.query_one("#typed").display = False
        self.set_focus(None)
        self._move_to(self._at)
        return True

    def action_keep(self) -> None:
        """Done: what was said is kept."""
        if not self._stop_typing():
            self.dismiss(self.draft)

    def action_leave(self) -> None:
        """Leave the coach; what was said is kept."""
        self._leaves(self.draft)
        self.app.leave()
