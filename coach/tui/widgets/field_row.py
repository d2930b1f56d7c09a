"""One line of a form: what it is, and what it takes, to pick by a key or a click."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coach.domain.body import SITES
from coach.domain.questions import WHERE
from coach.domain.typed import shown
from coach.player.diary_form import WORST, Field, Kind

LABEL: Final = 36
"""Columns of what it is, where it stands beside what it takes."""
BESIDE: Final = 74
"""Columns of a row from which it does."""
FIVE_AT_ONCE: Final = 60
"""From so many on a count goes by fives."""
TYPED: Final = frozenset({Kind.TEXT, Kind.TEXTS, Kind.DAY})
"""What is typed."""
_SITES: Final = {site.id: site.name for site in SITES}
_HERE: Final = "▸ "
_ELSEWHERE: Final = "  "
_STEP: Final = {"left": -1, "right": 1}


@dataclass(frozen=True, slots=True)
class Chip:
    """Something to click: its words, what it does, and whether it is what was chosen."""

    words: str
    does: str
    chosen: bool = False


class FieldRow(Widget):
    """A field and its value. It has no focus: its screen hands it the keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--chip", "row--chosen", "row--empty", "row--at"}

    value: reactive[str] = reactive("", layout=False)
    """The plain form of what was said; empty for nothing."""
    cursor: reactive[int] = reactive(-1)
    """Which of several choices the arrows have come to."""

    class Pointed(Message):
        """It was clicked: it is the current one now."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row
            """The row itself."""

    class Opened(Message):
        """Something has to be typed for it, or pointed at."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row
            """The row itself."""

    def __init__(self, field: Field, value: str = "") -> None:
        super().__init__(classes="row")
        self.field = field
        """What it asks."""
        self.set_reactive(FieldRow.value, value)
        self._fresh = True
        """Whether the first digit begins a number anew."""

    def point(self, here: bool) -> None:
        """The arrows have come to it, or have gone."""
        self.set_class(here, "-at")
        self._fresh = True
        self.cursor = -1

    # How it looks

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Two lines where it is narrow."""
        return 1 if width >= BESIDE else 2

    def render(self) -> Content:
        """What it is, and the chips."""
        beside = self.size.width >= BESIDE
        here = self.has_class("-at")
        room = (LABEL if beside else self.size.width) - 3
        text = self.field.label if len(self.field.label) <= room else f"{self.field.label[:room]}…"
        label = Content((_HERE if here else _ELSEWHERE) + shown(text).ljust(room + 1))
        if here:
            label = label.stylize("bold")
        return Content("" if beside else f"\n{_ELSEWHERE}").join([label, self._chips_content()])

    def _chips_content(self) -> Content:
        room = self.size.width - (LABEL if self.size.width >= BESIDE else len(_ELSEWHERE))
        parts = [
            Content.styled(
                chip.words if len(chip.words) <= room else f"{chip.words[: room - 1]}…",
                self.get_visual_style(self._look(number, chip)),
            )
            for number, chip in enumerate(self._chips())
        ]
        return Content(self._gap).join(parts)

    def _look(self, number: int, chip: Chip) -> str:
        if chip.chosen:
            return "row--chosen"
        return "row--at" if number == self.cursor else "row--chip" if chip.does else "row--empty"

    @property
    def _gap(self) -> str:
        return " " if self.field.kind is Kind.SCORE or self.size.width < BESIDE else "  "

    def _chips(self) -> list[Chip]:
        field, value = self.field, self.value
        chosen = value.split("\n")
        match field.kind:
            case Kind.SCORE:
                return [Chip(str(n), str(n), str(n) == value) for n in range(WORST + 1)]
            case Kind.YES_NO:
                return [Chip("no", "n", value == "n"), Chip("yes", "y", value == "y")]
            case Kind.COUNT:
                number = Chip(value, "", chosen=True) if value else Chip("·", "")
                return [Chip("-", "left"), number, Chip("+", "right"), Chip(field.unit, "")]
            case Kind.ONE | Kind.SEVERAL if field.id != WHERE:
                return [Chip(word, word, word in chosen) for word, _ in field.choices]
            case _:
                said = _SITES.get(value, value) if field.id == WHERE else value
                said = shown(said.replace("\n", f"{field.mark} "))
                empty = "Enter: point at it" if field.id == WHERE else "Enter: type it"
                return [Chip(said, "open", chosen=True) if said else Chip(empty, "")]

    # What a hand does

    def on_click(self, event: Click) -> None:
        """A click on a chip picks it, one on the rest makes this the current row."""
        event.stop()
        self.post_message(self.Pointed(self))
        if self._opens:
            self.post_message(self.Opened(self))
            return
        beside = self.size.width >= BESIDE
        start = LABEL if beside else len(_ELSEWHERE)
        if event.y != (0 if beside else 1):
            return
        for chip in self._chips():
            if start <= event.x < start + len(chip.words) and chip.does:
                self._pick(chip.does)
                return
            start += len(chip.words) + len(self._gap)

    @property
    def _opens(self) -> bool:
        return self.field.kind in TYPED or self.field.id == WHERE

    def press(self, event: Key) -> bool:
        """A key of this row; ``False`` where it means nothing to it."""
        key, typed = event.key, event.character or ""
        if key in ("backspace", "delete"):
            self.value, self._fresh = "", True
        elif self._opens:
            if key not in ("enter", "space"):
                return False
            self.post_message(self.Opened(self))
        elif key in _STEP:
            self._pick(key)
        elif typed.isascii() and typed.isdigit():
            self._digit(int(typed))
        elif key == "space" and self.field.kind is Kind.SEVERAL and self.cursor >= 0:
            self._pick(self.field.choices[self.cursor][0])
        elif self.field.kind is Kind.YES_NO and typed in ("n", "y"):
            self.value = typed
        elif self.field.kind is Kind.SCORE and typed == "t":
            self.value = str(WORST)
        else:
            return False
        return True

    def _digit(self, digit: int) -> None:
        choices = self.field.choices
        if choices:
            if 1 <= digit <= len(choices):
                self._pick(choices[digit - 1][0])
            return
        if self.field.kind is Kind.YES_NO:
            return
        most = WORST if self.field.kind is Kind.SCORE else self.field.most
        number = int(f"{'' if self._fresh else self.value}{digit}")
        self.value = str(number if number <= most else digit)
        self._fresh = False

    def _pick(self, does: str) -> None:
        """A chip, or an arrow."""
        step = _STEP.get(does)
        match self.field.kind:
            case Kind.SCORE | Kind.COUNT if step:
                self._count(step)
            case Kind.SEVERAL if step:
                self.cursor = min(max(self.cursor + step, 0), len(self.field.choices) - 1)
            case Kind.SEVERAL:
                said = set(self.value.split("\n")) ^ {does}
                self.value = "\n".join(word for word, _ in self.field.choices if word in said)
            case Kind.YES_NO if step:
                self.value = "y" if step > 0 else "n"
            case Kind.ONE if step:
                words = [word for word, _ in self.field.choices]
                at = words.index(self.value) if self.value in words else -1 if step > 0 else 1
                self.value = words[min(max(at + step, 0), len(words) - 1)]
            case _:
                self.value = "" if does == self.value else does

    def _count(self, step: int) -> None:
        score = self.field.kind is Kind.SCORE
        most = WORST if score else self.field.most
        by = 1 if score or most <= FIVE_AT_ONCE or self.field.unit != "minutes" else 5
        now = int(self.value) if self.value else -by if step > 0 else by
        self.value = str(min(max(now + step * by, 0), most))
