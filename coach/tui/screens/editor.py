"""The editor of a routine: steps and doses by keys that need no aim, and what comes of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from coach.domain.changes import StepPlace
from coach.domain.routine import Step
from coach.player.editing import Done, Editing
from coach.player.editing_rows import Row
from coach.ports.clock import Clock
from coach.ports.routine_files import UnchangeableError, UnwritableError
from coach.tui import notes
from coach.tui.commands import bindings
from coach.tui.film import Film
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.editor_page import EditorPage
from coach.tui.widgets.keys import KeysBar

if TYPE_CHECKING:
    from coach.tui.screens.picker import PickerScreen

UNSAVED: Final = (("s", "save"), ("t", "throw the changes away"), ("space", "go on changing"))
ELSEWHERE: Final = (
    ("o", "write over it: what is there now is kept beside it"),
    ("t", "take what is there: u brings yours back"),
    ("space", "go on changing"),
)
LONGEST_TITLE: Final = 100


class EditorScreen(CoachModal[bool], inherit_bindings=False):
    """Changes a routine; its result is whether the file was written.

    ``film`` draws the exercises, where anything is drawn.
    """

    CSS_PATH = "editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "value-up",
        "value-down",
        "add-step",
        "move-up",
        "delete-step",
        "take-back",
        "save",
        "leave-editor",
        "help",
        "copy-step",
        "move-down",
        "leave",
        "do-again",
        "retitle",
        "value-left",
        "value-right",
        "step-up",
        "step-down",
        "palette",
    )
    hints: ClassVar[tuple[str, ...]] = notes.EDITOR

    def __init__(self, editing: Editing, clock: Clock, film: Film | None, *, still: bool) -> None:
        super().__init__()
        self._editing = editing
        self._clock = clock
        self._film = film
        self._still = still
        self._saved = False
        self._rows: tuple[Row, ...] = ()
        self._at = 0
        """The number of the step that the keys are for."""
        self._value = 0
        """The number of its value that the keys change."""

    def compose(self) -> ComposeResult:
        """What is seen of the routine, and the keys."""
        yield EditorPage(self._clock, self._film, still=self._still)
        yield KeysBar()

    def on_mount(self) -> None:
        """Begin at the first step."""
        self.set_class(self._film is None, "-undrawn")
        self._show()

    def _show(self, at: StepPlace | None = None, told: str = "") -> None:
        """Show the routine as it is now, at a step of it."""
        self._rows = self._editing.rows
        places = [row.place for row in self._rows]
        if at is not None:
            self._at = places.index(at) if at in places else self._at
        self._at = min(max(self._at, 0), max(len(self._rows) - 1, 0))
        values = len(self._row.values) if self._row else 0
        self._value = min(self._value, max(values - 1, 0))
        self.query_one(EditorPage).show(
            self._editing, self._rows, self._at, self._value, told or self._hint, saved=self._saved
        )

    @property
    def _row(self) -> Row | None:
        """The step that the keys are for."""
        return self._rows[self._at] if self._at < len(self._rows) else None

    @property
    def _place(self) -> StepPlace | None:
        return self._row.place if self._row is not None else None

    @property
    def _hint(self) -> str:
        """What is to be said of the value that is marked."""
        if self._row is None or self._value >= len(self._row.values):
            return ""
        value = self._row.values[self._value]
        return f"{value.words}: {value.hint}." if value.hint else ""

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """A click has chosen a step.

        That a line is highlighted says nothing: the keys do it too, and it is told late.
        """
        chosen.stop()
        if chosen.option_index < len(self._rows):
            self._at = chosen.option_index
            self._show()

    # What is done

    def _do(self, change: Callable[[], Done | None], nothing: str = "") -> None:
        """Make a change and show it, or say why it can't be made."""
        try:
            done = change()
        except UnchangeableError as error:
            self._show(told=str(error))
            return
        if done is None:
            self._show(told=nothing)
        else:
            self._show(done.at, done.words)

    def _do_here(self, change: Callable[[StepPlace], Done]) -> None:
        place = self._place
        if place is not None:
            self._do(lambda: change(place))

    def _go(self, steps: int) -> None:
        self._at += steps
        self._show()

    def action_step_up(self) -> None:
        """Go to the step above."""
        self._go(-1)

    def action_step_down(self) -> None:
        """Go to the step below."""
        self._go(1)

    def _mark(self, by: int) -> None:
        values = len(self._row.values) if self._row is not None else 0
        self._value = (self._value + by) % max(values, 1)
        self._show()

    def action_value_left(self) -> None:
        """Mark the value before."""
        self._mark(-1)

    def action_value_right(self) -> None:
        """Mark the value after."""
        self._mark(1)

    def _nudge(self, by: int) -> None:
        row = self._row
        if row is None or not row.values:
            self._show(told="There is nothing to change here.")
            return
        key = row.values[self._value].key
        self._do(lambda: self._editing.nudge(row.place, key, by))

    def action_value_up(self) -> None:
        """More of the value that is marked."""
        self._nudge(1)

    def action_value_down(self) -> None:
        """Less of it."""
        self._nudge(-1)

    def action_move_up(self) -> None:
        """Move the step up."""
        self._do_here(lambda place: self._editing.move(place, -1))

    def action_move_down(self) -> None:
        """Move the step down."""
        self._do_here(lambda place: self._editing.move(place, 1))

    def action_copy_step(self) -> None:
        """Put a copy of the step behind it."""
        self._do_here(self._editing.duplicate)

    def action_delete_step(self) -> None:
        """Take the step out; it can be had back."""
        place = self._place
        if place is not None:
            self._do(lambda: _offering_undo(self._editing.delete(place)))

    def action_take_back(self) -> None:
        """Take the last change back."""
        self._do(self._editing.undo, "There is nothing to take back.")

    def action_do_again(self) -> None:
        """Do again what was taken back."""
        self._do(self._editing.redo, "There is nothing to do again.")

    def action_add_step(self) -> None:
        """Choose a step from the library."""
        self.app.push_screen(self._picker(), self._picked)

    def _picker(self) -> "PickerScreen":
        from coach.tui.screens.picker import PickerScreen  # noqa: PLC0415 - when it is first shown

        exercises = self._editing.exercises.values()
        return PickerScreen(exercises, self._clock, self._film, still=self._still)

    def _picked(self, step: Step | None) -> None:
        if step is not None:
            self._do(lambda: self._editing.add(self._place, step))

    def action_retitle(self) -> None:
        """Type another title."""
        from coach.tui.screens.line import LineScreen  # noqa: PLC0415 - when it is first shown

        title = self._editing.title
        self.app.push_screen(LineScreen("The title", title, LONGEST_TITLE), self._titled)

    def _titled(self, title: str | None) -> None:
        if title is not None and title != self._editing.title:
            self._do(lambda: self._editing.retitle(title))

    # The file

    def action_save(self) -> None:
        """Write the file."""
        self._save()

    def _save(self, *, over: bool = False, then: Callable[[], None] | None = None) -> None:
        """Write it, ``then`` go on; what stands in the way is told or asked."""
        if not self._editing.dirty and not over:
            self._show(told="Nothing has changed.")
            return
        try:
            told = self._editing.save(over=over)
        except UnwritableError as error:
            if error.elsewhere:
                self._ask(str(error), ELSEWHERE, lambda way: self._settle(way, then))
            else:
                self._show(told=str(error))
            return
        self._saved = True
        self._show(told=told)
        if then is not None:
            then()

    def _settle(self, way: str | None, then: Callable[[], None] | None) -> None:
        """What to do about a file that somebody else has written."""
        if way == "o":
            self._save(over=True, then=then)
        elif way == "t":
            try:
                done = self._editing.take_theirs()
            except UnwritableError as error:
                self._show(told=str(error))
            else:
                self._show(done.at, done.words)

    def action_leave_editor(self) -> None:
        """Back to the routines."""
        self._leave(self._close)

    def _close(self) -> None:
        self.dismiss(self._saved)

    def action_leave(self) -> None:
        """Leave the coach."""
        self._leave(self.app.leave)

    def _leave(self, then: Callable[[], None]) -> None:
        """Go, once it is settled what becomes of the changes."""
        if not self._editing.dirty:
            then()
            return

        def settled(way: str | None) -> None:
            if way == "s":
                self._save(then=then)
            elif way == "t":
                then()

        self._ask("What you have changed is not saved.", UNSAVED, settled)

    def _ask(
        self,
        question: str,
        ways: tuple[tuple[str, str], ...],
        answered: Callable[[str | None], None],
    ) -> None:
        from coach.tui.screens.ways import WaysScreen  # noqa: PLC0415 - when it is first shown

        self.app.gate.settle(only_last=True)
        self.app.push_screen(WaysScreen(question, ways), answered)


def _offering_undo(done: Done) -> Done:
    return Done(f"{done.words} u brings it back.", done.at)
