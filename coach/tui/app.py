"""The application: theme, keymap, signals, and which screen."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App

from coach.tui.hand import SILENT, Settling
from coach.tui.screens.today import TodayScreen
from coach.tui.themes import BY_SETTING, DARK, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath

    from textual.app import SystemCommand
    from textual.binding import BindingType
    from textual.screen import Screen

    from coach.domain.events import Outcome
    from coach.ports.clock import Clock
    from coach.tui.commands import Where
    from coach.tui.parts import Furnish, Look, Wish
    from coach.tui.visit import Visit


class CoachApp(App[None], inherit_bindings=False):
    """The coach on the screen. ``clock`` is the one that everything here goes by."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/today.tcss"]
    TITLE = "coach"
    ALLOW_SELECT = False
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
        self._settling = Settling()
        self.visit: Visit | None = None
        """Everything behind the screens, once it is there."""
        self.outcome: Outcome | None = None
        """How the last session ended; what this visit ends with. ``None`` is left."""
        self.failure: Exception | None = None
        """What went wrong and ended it."""
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

    def get_default_screen(self) -> Screen[None]:
        """Today stands there before anything is read."""
        return TodayScreen(self._clock.wall())

    def on_mount(self) -> None:
        """The rest is built once the first frame is out."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed_in_loop)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                self._catch(loop, number)
        self.call_after_refresh(self.run_worker, self._move_in(), exclusive=True)

    async def _move_in(self) -> None:
        parts = await self._furnish(self._told)
        from coach.tui.visit import Visit  # noqa: PLC0415 - after the first frame

        today = self.screen_stack[0]
        assert isinstance(today, TodayScreen)
        self.visit = Visit(self, today, parts, self._wish)
        self.visit.begin()

    def _told(self, words: str) -> None:
        if self.visit is not None:
            self.visit.tell(words)

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Keys that are no keys, and those that come while nothing is to be heard, end here."""
        if isinstance(event, events.Key) and not (event.is_forwarded or self._hears(event.key)):
            return
        await super().on_event(event)

    def _hears(self, key: str) -> bool:
        return key not in SILENT and self._settling.hears(key, self._clock.now())

    def settle(self, *, only_last: bool = False) -> None:
        """Hear no key for a moment; with ``only_last``, not the one that was pressed last."""
        only = self._settling.last_key if only_last else ""
        if not only_last or only:
            self._settling.begin(self._clock.now(), only=only)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers."""
        from coach.tui.palette import palette_commands  # noqa: PLC0415 - when it is first shown

        return palette_commands(self, screen)

    def explain(self, places: Sequence[Where]) -> None:
        """The help page of some places."""
        from coach.tui.screens.help import HelpScreen  # noqa: PLC0415 - when it is first shown

        self.push_screen(HelpScreen(places))

    # Leaving

    def leave(self) -> None:
        """Somebody wants to go: a session asks first."""
        if self.visit is None or not self.visit.ask_to_leave():
            self.go()

    def go(self) -> None:
        """Out, with the code of how it ended."""
        from coach.player.exit_codes import EXIT_CODES  # noqa: PLC0415 - after the first frame

        self.exit(return_code=EXIT_CODES[self.outcome] if self.outcome else 0)

    def _catch(self, loop: asyncio.AbstractEventLoop, number: signal.Signals) -> None:
        """Leave the terminal whole at a signal; where the loop can't (Windows), Python's way."""
        try:
            loop.add_signal_handler(number, self._signalled, number)
        except (NotImplementedError, RuntimeError):
            signal.signal(number, lambda n, _: loop.call_soon_threadsafe(self._signalled, n))

    def _signalled(self, number: int) -> None:
        if self.visit is not None:
            self.visit.leave("interrupted")
        from coach.player.exit_codes import SIGNALLED  # noqa: PLC0415 - after the first frame

        self.exit(return_code=SIGNALLED + number)

    def _failed_in_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._handle_exception(context.get("exception") or RuntimeError(context["message"]))

    def _handle_exception(self, error: Exception) -> None:
        """Whatever goes wrong: the record is closed, the terminal is whole, no traceback on it."""
        if self.failure is None:
            self.failure = self._exception = error
            if self.visit is not None:
                self.visit.leave("an unexpected error")
            self._exception_event.set()
        self._close_messages_no_wait()
