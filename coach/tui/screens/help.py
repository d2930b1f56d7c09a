"""What can be done here, made from the commands themselves."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.widgets import Label, Static

from coach.tui.commands import Where, commands_for, key_name
from coach.tui.screens.base import CoachModal

NOTES = {
    Where.SESSION: (
        "Any other key stops everything at once, and so do a click beside the buttons, a flat hand "
        "on the keyboard and every button of a presenter. Once it stands, space (or a presenter's "
        "forward button) goes on; any key without a meaning says: it hurts."
    ),
    Where.QUESTION: (
        'A question waits for you. u is "not sure" wherever it is offered. For your back, 0 is no '
        "pain and 10 the worst you can imagine; t is ten. No answer is never a yes: after a while "
        "the session ends gently."
    ),
}
"""What the commands of a place don't say by themselves."""


class HelpScreen(CoachModal[None]):
    """The commands of some places, by place."""

    CSS_PATH = "help.tcss"

    def __init__(self, places: Sequence[Where]) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """A heading for each place, a row for each command."""
        with Vertical(id="box"):
            with VerticalScroll(id="pages"):
                for place in self._places:
                    yield Label(place.value, classes="help--place")
                    if place in NOTES:
                        yield Static(NOTES[place], classes="help--note", markup=False)
                    for command in commands_for(place):
                        keys = " ".join(key_name(key) for key in command.keys)
                        with Horizontal(classes="help--row"):
                            yield Label(keys, classes="help--keys", markup=False)
                            yield Label(command.help, classes="help--words", markup=False)
            yield Label("Any key closes this page.", id="hint")

    def on_key(self, event: Key) -> None:
        """Arrows scroll; every other key closes it, and does nothing else."""
        event.stop()
        pages = self.query_one("#pages", VerticalScroll)
        match event.key:
            case "down" | "pagedown":
                pages.scroll_relative(y=3, animate=False)
            case "up" | "pageup":
                pages.scroll_relative(y=-3, animate=False)
            case _:
                self.dismiss(None)

    def on_click(self) -> None:
        """A click closes it."""
        self.dismiss(None)
