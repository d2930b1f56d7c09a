"""What the command palette offers: the commands of the screen below it, and the themes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from coach.tui.themes import BY_SETTING

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


def palette_commands(app: "CoachApp", screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The same commands as in the footer and on the help page."""
    known = {"palette", None}
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        if enabled and binding.id not in known:
            known.add(binding.id)
            act = partial(app.call_later, app.run_action, binding.action, node)
            yield SystemCommand(binding.description.capitalize(), tooltip, act)
    for word in BY_SETTING:
        yield SystemCommand(f"Theme: {word}", "Change the colours.", partial(_wear, app, word))


def _wear(app: "CoachApp", word: str) -> None:
    app.theme = BY_SETTING[word]
    if app.visit is not None:
        app.visit.keep_theme(word)
