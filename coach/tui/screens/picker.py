"""Choose a step to add: by typing a part of its name, with a drawing of it."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.exercise import Exercise
from coach.domain.routine import Step
from coach.player.choosing import Choice, choices, matching
from coach.ports.clock import Clock
from coach.tui.commands import bindings
from coach.tui.film import Film
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.exercise_figure import ExerciseFigure
from coach.tui.widgets.keys import KeysBar

NOTHING: Final = "Nothing has this name. Backspace shows more."
HINT: Final = "a part of a name, or a position"


class PickerScreen(CoachModal[Step | None], inherit_bindings=False):
    """Its result is the step, ``None`` where nothing is to be added."""

    CSS_PATH = "editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pick-up", "pick-down", "cancel", "help")

    def __init__(
        self, exercises: Iterable[Exercise], clock: Clock, film: Film | None, *, still: bool
    ) -> None:
        super().__init__()
        self._all = choices(exercises)
        self._found: tuple[Choice, ...] = ()
        self._clock = clock
        self._film = film
        self._still = still

    def compose(self) -> ComposeResult:
        """A line to type, the list, and on the right what the highlighted one is."""
        with Vertical(id="page"):
            with Horizontal(id="top"):
                yield Label("Add a step", id="title")
                yield Label("Enter adds it", id="facts")
            yield Input(placeholder=HINT, id="filter", max_length=60)
            with Horizontal(id="both"):
                found = OptionList(id="steps", markup=False)
                found.can_focus = False
                yield found
                with Vertical(id="right"):
                    yield ExerciseFigure(self._film, self._clock, still=self._still, id="figure")
                    yield Static("", id="words", markup=False)
            yield Label("", id="told", markup=False)
        yield KeysBar()

    def on_mount(self) -> None:
        """Everything, and type at once."""
        self.set_class(self._film is None, "-undrawn")
        self._filter("")
        self.query_one(Input).focus()

    def on_input_changed(self, typed: Input.Changed) -> None:
        """Fewer, or more again."""
        typed.stop()
        self._filter(typed.value)

    def _filter(self, typed: str) -> None:
        self._found = matching(self._all, typed)
        steps = self.query_one(OptionList)
        steps.set_options(
            Option(Content.assemble(one.name, ("\n  " + one.about, "dim"))) for one in self._found
        )
        steps.highlighted = 0 if self._found else None
        self.query_one("#told", Label).update("" if self._found else NOTHING)
        self._show()

    @property
    def _chosen(self) -> Choice | None:
        at = self.query_one(OptionList).highlighted
        return self._found[at] if at is not None and at < len(self._found) else None

    def _show(self) -> None:
        """Draw the highlighted one, and say what one does first."""
        chosen = self._chosen
        exercise = chosen.exercise if chosen is not None else None
        self.query_one(ExerciseFigure).draw(exercise)
        phases = [phase.say for phase in exercise.phases if phase.say] if exercise else []
        lines = [*exercise.setup[:1], *phases[:2]] if exercise else []
        self.query_one("#words", Static).update("\n".join(lines))

    def on_option_list_option_highlighted(self, moved: OptionList.OptionHighlighted) -> None:
        """The arrows, or a click."""
        moved.stop()
        self._show()

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """A click takes it."""
        chosen.stop()
        self._take()

    def on_input_submitted(self, typed: Input.Submitted) -> None:
        """Enter takes the highlighted one."""
        typed.stop()
        self._take()

    def _take(self) -> None:
        if self._chosen is not None:
            self.dismiss(self._chosen.step)

    def action_pick_up(self) -> None:
        """Go up in the list."""
        self.query_one(OptionList).action_cursor_up()

    def action_pick_down(self) -> None:
        """Go down in the list."""
        self.query_one(OptionList).action_cursor_down()

    def action_cancel(self) -> None:
        """Add nothing."""
        self.dismiss(None)
