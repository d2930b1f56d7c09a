"""The application: theme, keymap, signals, and which screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events

from coach.tui.gate import Gate
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.today import TodayScreen
from coach.tui.themes import BY_SETTING, DARK, THEMES
from coach.tui.whole import WholeApp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath

    from textual.app import SystemCommand
    from textual.binding import BindingType
    from textual.screen import Screen

    from coach.domain.events import Outcome
    from coach.ports.clock import Clock
    from coach.tui.parts import Furnish, Look, Wish
    from coach.tui.visit import Visit


class CoachApp(WholeApp, inherit_bindings=False):
    """The coach on the screen. ``clock`` is the one that everything here goes by."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/today.tcss"]
    TITLE = "coach"
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = False  # the palette is one of our own commands
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (60, "-medium"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-tiny"),
        (9, "-short"),
        (18, "-low"),
        (23, "-middling"),
        (34, "-tall"),
    ]

    def __init__(self, furnish: Furnish, clock: Clock, wish: Wish, look: Look) -> None:
        super().__init__()
        self._furnish = furnish
        self._clock = clock
        self._wish = wish
        self._still = look.still
        self.gate = Gate(clock)
        """Which keys and clicks count."""
        self.visit: Visit | None = None
        """Everything behind the screens, once it is there."""
        self.outcome: Outcome | None = None
        """How the last session ended; what this visit ends with. ``None`` is left."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = BY_SETTING[look.theme]

    @property
    def still(self) -> bool:
        """Whether nothing moves on the screen but what has to."""
        return self._still or self.animation_level == "none"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The style sheets' own colours, should a theme ever lack them."""
        return DARK.variables

    def refresh_css(self, animate: bool = True) -> None:
        """A theme that is put on before there is a screen needs no second reading of the sheets."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Today stands there before anything is read."""
        return TodayScreen(self._clock.wall())

    def on_mount(self) -> None:
        """The rest is built once the first frame is out."""
        self.call_after_refresh(self.run_worker, self._move_in(), exclusive=True)

    async def _move_in(self) -> None:
        parts = await self._furnish(self._told)
        from coach.tui.visit import Visit  # noqa: PLC0415 - after the first frame

        today = self.screen_stack[0]
        assert isinstance(today, TodayScreen)
        self.visit = Visit(self, today, parts, self._wish)
        await self.visit.read()
        self.visit.begin()

    def _told(self, words: str) -> None:
        if self.visit is not None:
            self.visit.tell(words)

    async def on_event(self, event: events.Event) -> None:
        """Keys and clicks go through the gate; a screen takes a key before the next one comes."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            if not self.gate.lets(event):
                return
            if self.visit is not None and isinstance(event, events.Key | events.MouseDown):
                self.visit.somebody_is_there()
            screen = self.screen
            if (
                isinstance(event, events.Key)
                and isinstance(screen, CoachScreen)
                and not self.focused
            ):
                await screen.take(event)
                return
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers."""
        from coach.tui.palette import palette_commands  # noqa: PLC0415 - when it is first shown

        return palette_commands(self, screen)

    # Leaving

    def leave(self) -> None:
        """Somebody wants to go: a session asks first."""
        if self.visit is None or not self.visit.ask_to_leave():
            self.go()

    def go(self) -> None:
        """Out, with the code of how it ended."""
        from coach.player.exit_codes import EXIT_CODES  # noqa: PLC0415 - after the first frame

        self.exit(return_code=EXIT_CODES[self.outcome] if self.outcome else 0)

    def close_up(self, reason: str) -> None:
        """The process has to end: the record is closed, nothing is asked."""
        if self.visit is not None:
            self.visit.leave(reason)
