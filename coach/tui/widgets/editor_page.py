"""A routine that is being changed: its steps, the drawing of one, and what happens when."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.routine import ExerciseStep
from coach.player.editing import BUNDLED, Editing
from coach.player.editing_rows import Row
from coach.player.editing_values import short_words
from coach.ports.clock import Clock
from coach.tui.film import Film
from coach.tui.step_lines import timeline_lines
from coach.tui.widgets.exercise_figure import ExerciseFigure
from coach.tui.widgets.step_option import StepOption


class EditorPage(Vertical):
    """Shows what it is given. The steps take no keys by themselves, but a click."""

    def __init__(self, clock: Clock, film: Film | None, *, still: bool) -> None:
        super().__init__(id="page")
        self._clock = clock
        self._film = film
        self._still = still
        self._shown: list[tuple[Row, int | None]] = []

    def compose(self) -> ComposeResult:
        """The steps on the left; the drawing, and what happens when, on the right."""
        with Horizontal(id="top"):
            yield Label("", id="title", markup=False)
            yield Label("", id="facts", markup=False)
        yield Label(BUNDLED, id="bundled", markup=False)
        with Horizontal(id="both"):
            steps = OptionList(id="steps", markup=False)
            steps.can_focus = False
            yield steps
            with Vertical(id="right"):
                yield ExerciseFigure(self._film, self._clock, still=self._still, id="figure")
                with VerticalScroll(id="when", can_focus=False):
                    yield Static("", id="happenings", markup=False)
        yield Label("", id="told", markup=False)

    def show(
        self, editing: Editing, rows: Sequence[Row], at: int, value: int, told: str, *, saved: bool
    ) -> None:
        """The routine as it is now; ``at`` and ``value`` are what the keys are for."""
        self._list(rows, at, value)
        timeline = editing.timeline()
        facts = [short_words(round(timeline.total))] if timeline is not None else []
        facts.append("changed, not saved" if editing.dirty else "saved" if saved else "")
        self.query_one("#title", Label).update(editing.title)
        self.query_one("#facts", Label).update(" · ".join(fact for fact in facts if fact))
        self.query_one("#bundled", Label).display = editing.file.copied
        self.query_one("#told", Label).update(told)
        row = rows[at] if at < len(rows) else None
        step = row.step if row is not None else None
        name = step.exercise if isinstance(step, ExerciseStep) else ""
        self.query_one(ExerciseFigure).draw(editing.exercises.get(name))
        if timeline is not None and row is not None:
            lines, first = timeline_lines(editing.happenings(timeline), timeline, row.place)
            self.query_one("#happenings", Static).update(lines)
            self.call_after_refresh(self._scroll_when, first)

    def _list(self, rows: Sequence[Row], at: int, value: int) -> None:
        """Write the steps; only those lines that say something else."""
        steps = self.query_one("#steps", OptionList)
        shown = [(row, value if number == at else None) for number, row in enumerate(rows)]
        if len(shown) != len(self._shown):
            steps.set_options(
                Option(StepOption(row, chosen), id=str(number))
                for number, (row, chosen) in enumerate(shown)
            )
        else:
            for number, (now, before) in enumerate(zip(shown, self._shown, strict=True)):
                if now != before:
                    steps.replace_option_prompt_at_index(number, StepOption(*now))
        self._shown = shown
        steps.highlighted = at if shown else None

    def _scroll_when(self, line: int) -> None:
        when = self.query_one("#when", VerticalScroll)
        when.scroll_to(y=max(line - when.size.height // 3, 0), animate=False)
