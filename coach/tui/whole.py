"""An application that leaves the terminal whole, however it ends."""

import asyncio
import os
import signal
import sys
from typing import Any

from textual.app import App
from textual.driver import Driver


class WholeApp(App[None], inherit_bindings=False):
    """Signals and exceptions end it in order: first :meth:`close_up`, then the terminal."""

    def __init__(self) -> None:
        # Textual picks its filter for NO_COLOR before a theme is worn; without one of its own
        # colours it leaves them all out.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.failure: Exception | None = None
        """What went wrong and ended it. No traceback of it gets onto the terminal."""

    def close_up(self, reason: str) -> None:
        """Called once before it ends by a signal or a failure."""

    def get_driver_class(self) -> type[Driver]:
        """The driver; where a process can be made to stand still, one that wakes up whole."""
        driver = super().get_driver_class()
        if sys.platform == "win32" or driver.__name__ != "LinuxDriver":
            return driver
        from coach.tui.waking import WakingDriver  # noqa: PLC0415 - not on every system

        return WakingDriver

    def on_load(self) -> None:
        """From now on, and before the terminal is taken, everything ends in order."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed_in_loop)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                self._catch(loop, number)

    def _catch(self, loop: asyncio.AbstractEventLoop, number: signal.Signals) -> None:
        """Catch one signal; where the loop can't (Windows), the interpreter does."""
        try:
            loop.add_signal_handler(number, self._signalled, number)
        except (NotImplementedError, RuntimeError):
            signal.signal(number, lambda n, _: loop.call_soon_threadsafe(self._signalled, n))

    def _signalled(self, number: int) -> None:
        from coach.player.exit_codes import SIGNALLED  # noqa: PLC0415 - after the first frame

        self.close_up("interrupted")
        self.exit(return_code=SIGNALLED + number)

    def _failed_in_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._handle_exception(context.get("exception") or RuntimeError(context["message"]))

    def _handle_exception(self, error: Exception) -> None:
        """Textual's own way would write the traceback over the terminal."""
        if self.failure is not None:
            return
        self.failure = self._exception = error
        try:
            self.close_up("an unexpected error")
        finally:
            self._close_messages_no_wait()
            self._exception_event.set()
