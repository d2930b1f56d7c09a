"""A terminal driver that wakes up whole after the process has stood still."""

from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class WakingDriver(LinuxDriver):
    """Textual's own, but for SIGCONT after a SIGSTOP.

    Nobody can act on SIGSTOP, so the terminal is still taken when the process goes on. Taking it
    again would remember the taken state as the one to give back.
    """

    def _sigcont_application(self, *arguments: Any) -> None:
        if not self._must_signal_resume:
            self.suspend_application_mode()
        super()._sigcont_application(*arguments)
