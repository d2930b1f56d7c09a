"""What every screen of the coach has: how it takes a key, help, and leaving."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen, Screen

from coach.tui.commands import bindings

if TYPE_CHECKING:
    from textual.timer import Timer

    from coach.tui.app import CoachApp
    from coach.tui.visit import Visit
    from coach.tui.widgets.card import Card

T = TypeVar("T")

EVERYWHERE: list[BindingType] = bindings("help", "palette", "leave")
"""The commands of every screen."""
LOOKS = 0.3
"""Seconds from one look for changed files to the next: two of them within a second."""
_SCROLLS = {"down": 2, "up": -2, "pagedown": 8, "pageup": -8}
"""Rows by which a key scrolls what doesn't fit."""


class CoachScreen(Screen[T], inherit_bindings=False):
    """A screen of the coach."""

    app: "CoachApp"
    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE
    AUTO_FOCUS: ClassVar[str | None] = ""
    watch_timer: "Timer | None" = None
    """What looks for changed files, on a screen that does."""
    hints: ClassVar[tuple[str, ...]] = ()
    """What its commands don't say by themselves, for the help page."""

    @property
    def visit(self) -> "Visit":
        """Everything behind the screens."""
        assert self.app.visit is not None
        return self.app.visit

    async def take(self, event: Key) -> None:
        """Take a key: first for what is asked, then for a command, then to scroll."""
        if self.press(event):
            return
        active = self.active_bindings.get(event.key)
        if active is None:
            self._scroll(event.key)
        elif active.enabled:
            await self.app.run_action(active.binding.action, active.node)

    def press(self, event: Key) -> bool:
        """Take a key for what this screen is about; ``False`` where it means nothing to it."""
        return False

    def _scroll(self, key: str) -> None:
        for page in self.query(VerticalScroll):
            page.scroll_relative(y=_SCROLLS.get(key, 0), animate=False)

    def watch_files(self) -> None:
        """From now on look whether files have changed, as long as nothing lies over this."""
        self.watch_timer = self.set_interval(LOOKS, self.look_for_changes)

    def look_for_changes(self) -> None:
        """Read again what was changed elsewhere."""
        if self.app.screen is self and self.app.visit is not None:
            self.app.visit.look_for_changes()

    def action_help(self) -> None:
        """Explain what can be done here."""
        from coach.tui.screens.help import HelpScreen  # noqa: PLC0415 - when it is first shown

        self.app.push_screen(HelpScreen(self))

    def action_palette(self) -> None:
        """Find a command by its name."""
        from textual.command import CommandPalette  # noqa: PLC0415 - when it is first shown

        self.app.push_screen(CommandPalette())

    def action_leave(self) -> None:
        """Stop, or leave the coach."""
        self.app.leave()


class CoachModal(ModalScreen[T], CoachScreen[T], inherit_bindings=False):
    """A screen over another one, which has a result."""

    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Give the result, once, and go; what is below hears nothing for a moment."""
        if self.app.screen is not self:
            return AwaitComplete()
        self.settle()
        return super().dismiss(result)

    def settle(self) -> None:
        """Let no key that was meant for this screen reach the one below."""
        self.app.gate.settle()


class HoldsCard:
    """A screen with a question on it, which waits as long as something lies over it."""

    @property
    def card(self) -> "Card | None":
        """The question that stands there."""
        raise NotImplementedError

    def on_screen_suspend(self) -> None:
        """Something lies over the question."""
        if self.card is not None:
            self.card.hold()

    def on_screen_resume(self) -> None:
        """The question is to be seen again."""
        if self.card is not None:
            self.card.release()
