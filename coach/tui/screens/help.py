"""What can be done here, made from the commands themselves."""

from collections.abc import Iterator
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Click, Key
from textual.screen import Screen
from textual.widgets import Label, Static

from coach.tui.commands import key_name
from coach.tui.screens.base import CoachModal, CoachScreen


class HelpScreen(CoachModal[None]):
    """The commands of a screen, with their keys as they are bound now."""

    CSS_PATH = "help.tcss"

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._hints = about.hints if isinstance(about, CoachScreen) else ()
        self._rows = tuple(_rows(about))

    def compose(self) -> ComposeResult:
        """What the screen has to say, and a row for each command."""
        with Vertical(id="box"):
            with VerticalScroll(id="pages", can_focus=False):
                for hint in self._hints:
                    yield Static(hint, classes="help--note", markup=False)
                for keys, words in self._rows:
                    with Horizontal(classes="help--row"):
                        yield Label(keys, classes="help--keys", markup=False)
                        yield Label(words, classes="help--words", markup=False)
            yield Label("Arrows scroll; any other key closes this page.", id="hint")

    def press(self, event: Key) -> bool:
        """Arrows scroll; every other key closes it, and does nothing else."""
        if event.key in ("down", "up", "pagedown", "pageup"):
            return False
        self.dismiss(None)
        return True

    def on_click(self, event: Click) -> None:
        """A click closes it."""
        event.stop()
        self.dismiss(None)


def _rows(about: Screen[Any]) -> Iterator[tuple[str, str]]:
    """The keys and the help of each command, in the order of the footer."""
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for key, active in about.active_bindings.items():
        id = active.binding.id
        if id is not None:
            keys.setdefault(id, []).append(key_name(key))
            words[id] = active.tooltip
    yield from ((" ".join(keys[id]), words[id]) for id in keys)
