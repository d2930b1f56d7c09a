"""Holds a conversation about a leaflet: puts prompts, takes answers, and takes them back.

The conversation is a generator that yields :class:`Prompt`, :class:`Said`, :class:`Refused` and
the leaflet so far. It always says the same to the same answers. So an answer is taken back by
holding it once more without its last answer, and nothing in it has to know of that.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, TypeVar

from coach.player.leaflet import Leaflet
from coach.player.leaflet_words import NotUnderstoodError, plain

T = TypeVar("T")

BACK: Final = frozenset({"back", "undo"})
HELP: Final = frozenset({"?", "help"})
HELP_LINES: Final = (
    "Type what the leaflet says, and Enter. Enter alone takes what stands in [brackets].",
    "back: takes your last answer back. Ctrl+D: ends here, and asks whether to keep it.",
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to be answered with a line.

    ``default`` is taken for an empty line; ``shown`` says in brackets what that means. Where both
    are empty, an empty line is no answer. ``choices`` are shown with their numbers from 1.
    ``about`` helps. ``names`` says that the name of an exercise is asked for.
    """

    text: str
    default: str = ""
    shown: str = ""
    choices: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    names: bool = False

    @property
    def line(self) -> str:
        """The prompt as it is shown, with what an empty line means."""
        inside = self.shown or self.default
        return f"? {self.text} [{inside}]" if inside else f"? {self.text}"

    @property
    def numbered(self) -> tuple[str, ...]:
        """The choices with their numbers."""
        return tuple(f"  {number} {words}" for number, words in enumerate(self.choices, start=1))


@dataclass(frozen=True, slots=True)
class Said:
    """Lines to show."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The last answer was none; the same prompt comes again."""

    sentence: str


Item = Prompt | Said | Refused | Leaflet
Talking = Generator[Item, str, T]
"""A conversation, or a part of one, with what it comes to."""


def ask(prompt: Prompt, read: Callable[[str], T]) -> Talking[T]:
    """Put ``prompt`` until ``read`` makes something of the answer."""
    while True:
        words = yield prompt
        try:
            return read(words if plain(words) else prompt.default)
        except NotUnderstoodError as error:
            yield Refused(str(error))


class LeafletTalk:
    """A conversation that is going on. ``start`` begins it, as often as it is asked to."""

    def __init__(self, start: Callable[[], Talking[Leaflet]]) -> None:
        self.prompt: Prompt | None = None
        """What is asked now; ``None`` at the end."""
        self.leaflet = Leaflet()
        """What has been told so far, as far as it is whole."""
        self._start = start
        self._answers: list[str] = []
        self._told = 0
        self._lines: list[str] = []
        self._begin()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The answers since the last one that made the leaflet longer."""
        return tuple(plain(words) for words in self._answers[self._told :] if plain(words))

    def heard(self) -> tuple[str, ...]:
        """The lines to show since the last time, the choices of the prompt too."""
        lines = (*self._lines, *(self.prompt.numbered if self.prompt is not None else ()))
        self._lines.clear()
        return lines

    def answer(self, words: str) -> None:
        """Take a line as the answer, or as the wish to take one back or to be helped."""
        if self.prompt is None:
            return
        wish = plain(words).casefold()
        if wish in HELP:
            self._lines += [*self.prompt.about, *HELP_LINES]
        elif wish in BACK and self._answers:
            self._take_back()
        else:
            self._take(words)

    def _begin(self) -> None:
        self._talking = self._start()
        self._answers.clear()
        self._told = 0
        self.leaflet = Leaflet()
        self._go_on(lambda: next(self._talking))

    def _take(self, words: str) -> None:
        self._answers.append(words)
        self._go_on(lambda: self._talking.send(words))

    def _take_back(self) -> None:
        *kept, last = self._answers
        self._begin()
        for words in kept:
            self._lines.clear()
            self._take(words)
        taken = plain(last)
        self._lines.insert(0, f'Taken back: "{taken}".' if taken else "Taken back.")

    def _go_on(self, step: Callable[[], Item]) -> None:
        """Run to the next prompt, or to the end."""
        while True:
            try:
                item = step()
            except StopIteration as stop:
                self.prompt, self.leaflet = None, stop.value
                self._told = len(self._answers)
                return
            match item:
                case Said():
                    self._lines += item.lines
                case Refused():
                    self._answers.pop()
                    self._lines.append(item.sentence)
                case Leaflet():
                    self.leaflet = item
                    self._told = len(self._answers)
                case Prompt():
                    self.prompt = item
                    return
            step = self._onward

    def _onward(self) -> Item:
        return next(self._talking)
