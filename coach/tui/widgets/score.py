"""The pain scale: 0 to 10 by one key, by arrows or by a click; no value is preset."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Label

from coach.domain.questions import Question
from coach.painters.lettering import paint, width
from coach.ports.clock import Clock, Handle
from coach.tui.widgets.card import Card
from coach.tui.widgets.lettering import Lettering

WORST: Final = 10
MEND: Final = 3.0
"""Seconds in which an answer can be taken back."""
LARGE: Final = 3
"""Rows of the numbers where there is room for large ones."""
ROOMY: Final = 18
"""Rows of a screen from which there is."""
_WIDTHS: Final = tuple(width(str(score), LARGE) + 1 for score in range(WORST + 1))
_STEP: Final = {"left": -1, "right": 1, "down": -1, "up": 1}


class PainScale(Widget):
    """Eleven numbers in a row; the marked one stands out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "scale--low",
        "scale--middle",
        "scale--high",
        "scale--marked",
    }

    marked: reactive[int | None] = reactive(None)
    """The number that the arrows have come to; ``None`` as long as they were not used."""

    class Picked(Message):
        """A number was clicked."""

        def __init__(self, score: int) -> None:
            super().__init__()
            self.score = score
            """0 to 10."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Large numbers where there is room for them, and one line for what the ends mean."""
        return (LARGE if self._large(width, viewport.height) else 1) + 1

    @staticmethod
    def _large(columns: int, rows: int) -> bool:
        """Whether there is room for large numbers on a screen of so many rows."""
        return columns >= sum(_WIDTHS) and rows >= ROOMY

    def _cells(self) -> tuple[int, ...]:
        """The columns of each number."""
        if self.size.height > 2:
            spare = (self.size.width - sum(_WIDTHS)) // (WORST + 1)
            return tuple(width + min(max(spare, 0), 3) for width in _WIDTHS)
        return (max(min(self.size.width // (WORST + 1), 6), 1),) * (WORST + 1)

    def render(self) -> Content:
        """The numbers, and under them what the ends mean."""
        cells = self._cells()
        if cells[0] < 3:
            return Content("0 none … 10 worst")
        large = self.size.height > 2
        rows = [
            Content("").join(
                Content.styled(row.center(cell), self.get_visual_style(self._look(score)))
                for score, cell in enumerate(cells)
                for row in [paint(str(score), LARGE)[line] if large else str(score)]
            )
            for line in range(LARGE if large else 1)
        ]
        ends = "none" + "worst imaginable".rjust(sum(cells) - 4)
        return Content("\n").join([*rows, Content(ends)])

    def _look(self, score: int) -> str:
        if score == self.marked:
            return "scale--marked"
        return "scale--low" if score <= 3 else "scale--middle" if score <= 6 else "scale--high"

    def on_click(self, event: Click) -> None:
        """A click on a number picks it."""
        event.stop()
        cells = self._cells()
        start = 0
        for score, cell in enumerate(cells):
            if cells[0] >= 3 and start <= event.x < start + cell:
                self.post_message(self.Picked(score))
            start += cell


class ScoreCard(Card):
    """How is your back, 0 to 10? The number is said back and can be mended for three seconds."""

    picked: reactive[int | None] = reactive(None)
    """The number that was given and may still be mended."""

    class SaidBack(Message):
        """A number was given, and is said back."""

        def __init__(self, score: int) -> None:
            super().__init__()
            self.score = score
            """0 to 10."""

    def __init__(self, question: Question, clock: Clock) -> None:
        super().__init__(question)
        self._clock = clock
        self._wait: Handle | None = None

    def compose_answers(self) -> ComposeResult:
        """The scale, and the number once it is given."""
        yield PainScale()
        yield Lettering(tallest=7)
        yield Label("", classes="card--mend")

    def press(self, event: Key) -> bool:
        """A digit, ``t`` for ten, arrows and Enter; Backspace takes it back."""
        if self.answered:
            return True
        if self.picked is not None:
            return self._press_after(event)
        if event.key in _STEP:
            self._move(_STEP[event.key])
            return True
        marked = self.query_one(PainScale).marked
        if event.key == "enter" and marked is not None:
            self.pick(marked)
            return True
        answer = self.question.accept(event.character or "")
        if answer is None:
            return False
        self.pick(int(answer))
        return True

    def _press_after(self, event: Key) -> bool:
        """Keys while the answer can be mended: 1 and then 0 is ten."""
        if event.key == "backspace":
            self.take_back()
        elif event.key in ("enter", "space"):
            self._give()
        elif self.continues(event):
            self.pick(WORST)
        else:
            return event.character is not None and event.character in "0123456789t"
        return True

    def continues(self, event: Key) -> bool:
        """Whether this key goes on with the number that was begun: 1 and then 0."""
        return self.picked == 1 and event.character == "0"

    def _move(self, step: int) -> None:
        scale = self.query_one(PainScale)
        start = -1 if step > 0 else WORST + 1
        scale.marked = min(max((start if scale.marked is None else scale.marked) + step, 0), WORST)

    def on_pain_scale_picked(self, picked: PainScale.Picked) -> None:
        """A number was clicked."""
        picked.stop()
        if not self.answered:
            self.pick(picked.score)

    def pick(self, score: int) -> None:
        """Say the number back, and give it unless it is mended in time."""
        self.picked = score
        self.post_message(self.SaidBack(score))
        self._stop_waiting()
        self._wait = self._clock.call_at(self._clock.now() + MEND, self._give)

    def _give(self) -> None:
        self._stop_waiting()
        if self.picked is not None:
            self.answer(str(self.picked))

    def take_back(self) -> None:
        """Take the number back."""
        self._stop_waiting()
        self.picked = None

    def hold(self) -> None:
        """The three seconds begin anew when the question is to be seen again."""
        self._stop_waiting()

    def release(self) -> None:
        """The question is to be seen again."""
        if self.picked is not None and not self.answered:
            self.pick(self.picked)

    def _stop_waiting(self) -> None:
        if self._wait is not None:
            self._wait.cancel()
            self._wait = None

    def on_unmount(self) -> None:
        """Whoever has gone can't answer."""
        self._stop_waiting()

    def watch_picked(self, picked: int | None) -> None:
        """Show the number large, and how to mend it."""
        if not self.is_mounted:
            return
        self.set_class(picked is not None, "-picked")
        self.query_one(PainScale).marked = picked
        self.query_one(Lettering).text = "" if picked is None else str(picked)
        words = "" if picked is None else "Backspace mends it, Enter goes on at once."
        self.query_one(".card--mend", Label).update(words)
