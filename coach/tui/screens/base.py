"""What every screen of the coach has: its place in the program, leaving, and help."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen, Screen

from coach.tui.commands import Where, bindings

if TYPE_CHECKING:
    from coach.tui.app import CoachApp
    from coach.tui.visit import Visit

T = TypeVar("T")

EVERYWHERE: list[BindingType] = bindings("help", "palette", "leave")
"""The commands of every screen."""


class CoachScreen(Screen[T], inherit_bindings=False):
    """A screen of the coach. ``places`` are those whose commands its help page explains."""

    app: "CoachApp"
    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE
    AUTO_FOCUS: ClassVar[str | None] = ""
    places: ClassVar[tuple[Where, ...]] = (Where.EVERYWHERE,)

    @property
    def visit(self) -> "Visit":
        """Everything behind the screens."""
        assert self.app.visit is not None
        return self.app.visit

    def action_help(self) -> None:
        """Explain what can be done here."""
        self.app.explain(self.places)

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def action_leave(self) -> None:
        """Stop, or leave the coach."""
        self.app.leave()


class CoachModal(ModalScreen[T], CoachScreen[T], inherit_bindings=False):
    """A screen over another one, which has a result."""

    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE
