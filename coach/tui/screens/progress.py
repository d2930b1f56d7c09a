"""Progress: pain around sessions, sessions a week, reps, and which exercise hurts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Label, Static

from coach.domain.overview import Overview
from coach.domain.overview_course import known_from, pain_course, reps_course
from coach.ports.journal import RecordError
from coach.tui.commands import bindings
from coach.tui.progress_words import (
    NOTHING,
    charted,
    hurts_lines,
    pain_lines,
    period_line,
    reps_lines,
    weeks_lines,
)
from coach.tui.screens.base import CoachModal
from coach.tui.widgets.chart import (
    MARKS,
    Chart,
    Drawing,
    Series,
    reps_chart,
    scores_chart,
    weeks_chart,
)
from coach.tui.widgets.keys import KeysBar


@dataclass(frozen=True, slots=True)
class Period:
    """How far the screen looks back, today included."""

    name: str
    days: int


PERIODS: Final = (
    Period("2 weeks", 14),
    Period("4 weeks", 28),
    Period("3 months", 91),
    Period("1 year", 365),
    Period("2 years", 730),
)
USUAL: Final = 1
"""The period that is shown first."""

Read = Callable[[date, date], Overview]
"""The numbers from one day to another, both inclusive. It fails with ``RecordError``."""


class ProgressScreen(CoachModal[None], inherit_bindings=False):
    """Charts with their numbers in words beside them."""

    CSS_PATH = "progress.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "longer", "shorter", "close", "help", "palette", "leave"
    )
    hints: ClassVar[tuple[str, ...]] = (
        "Up and down scroll; left and right show another time.",
        "A day without a score is unknown, and a day without a session takes nothing away.",
    )

    def __init__(self, read: Read, today: date, names: Mapping[str, str]) -> None:
        super().__init__()
        self._read = read
        self._today = today
        self._names = names
        self._chosen = USUAL

    @property
    def period(self) -> Period:
        """What is shown now."""
        return PERIODS[self._chosen]

    def compose(self) -> ComposeResult:
        """A heading for each question, a chart, and its numbers beside it."""
        with Horizontal(id="top"):
            yield Label("", id="period", markup=False)
            yield Label("coach", id="brand")
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="nothing", markup=False)
            before, after, morning = MARKS
            yield from _heading(
                "pain", f"Pain {before} before, {after} after, {morning} next morning"
            )
            with Horizontal(id="pain", classes="progress--section"):
                yield Chart(id="pain-chart")
                yield Static("", id="pain-words", classes="progress--words", markup=False)
            yield from _heading("weeks", "Sessions a week")
            with Horizontal(id="weeks", classes="progress--section"):
                yield Chart(id="weeks-chart")
                yield Static("", id="weeks-words", classes="progress--words", markup=False)
            yield from _heading("reps", "Reps of each exercise")
            with Horizontal(id="reps", classes="progress--section"):
                yield Chart(id="reps-chart")
                yield Static("", id="reps-words", classes="progress--words", markup=False)
            yield from _heading("hurts", "Which exercise hurts")
            yield Static("", id="hurts", classes="progress--section", markup=False)
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the usual period."""
        self._show()

    def action_longer(self) -> None:
        """Look further back."""
        self._choose(self._chosen + 1)

    def action_shorter(self) -> None:
        """Look less far back."""
        self._choose(self._chosen - 1)

    def action_close(self) -> None:
        """Back to where it was called."""
        self.dismiss(None)

    def _choose(self, number: int) -> None:
        chosen = min(max(number, 0), len(PERIODS) - 1)
        if chosen != self._chosen:
            self._chosen = chosen
            self._show()

    def _show(self) -> None:
        first = self._today - timedelta(days=self.period.days - 1)
        self.query_one("#period", Label).update(period_line(self.period.name, first, self._today))
        try:
            overview = self._read(first, self._today)
        except RecordError as error:
            self._say(str(error))
            return
        if not overview.sessions and not overview.totals.scores:
            self._say(NOTHING)
            return
        self._say("")
        self._fill(overview)

    def _say(self, words: str) -> None:
        """Words in place of the charts; without any the charts are there."""
        self.query_one("#nothing", Static).update(words)
        self.query_one("#nothing").display = bool(words)
        for part in self.query(".progress--heading, .progress--section"):
            part.display = not words

    def _fill(self, overview: Overview) -> None:
        shown = drawings(overview)
        lines = {
            "pain": pain_lines(overview),
            "weeks": weeks_lines(overview),
            "reps": reps_lines(overview, self._names),
        }
        for part, words in lines.items():
            self.query_one(f"#{part}-words", Static).update("\n".join(words))
            chart = self.query_one(f"#{part}-chart", Chart)
            chart.display = part in shown
            chart.show(shown.get(part))
        self.query_one("#hurts", Static).update("\n".join(hurts_lines(overview, self._names)))


def drawings(overview: Overview) -> dict[str, Drawing]:
    """The charts of a period, of which anything is known, by their part of the screen."""
    first, last = known_from(overview), overview.last
    found = {}
    if overview.sessions:
        course = pain_course(overview)
        before = Series([(point.day, point.before) for point in course])
        after = Series([(one.day, one.after) for one in course if one.after is not None])
        morning = Series([(one.day, one.morning) for one in course if one.morning is not None])
        found["pain"] = scores_chart((before, after, morning), first, last)
        shown = [week for week in overview.weeks if week.monday + timedelta(days=6) >= first]
        weeks = [(week.monday, week.counted) for week in shown]
        found["weeks"] = weeks_chart(weeks, overview.weeks[-1].goal)
    drawn = charted(overview)
    if drawn:
        found["reps"] = reps_chart([Series(reps_course(line)) for line in drawn], first, last)
    return found


def _heading(part: str, words: str) -> ComposeResult:
    yield Label(words, id=f"{part}-heading", classes="progress--heading", markup=False)
