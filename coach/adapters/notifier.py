"""The desktop's notifications: a word that stays when the program has ended."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

from coach.ports.notifier import Nobody, Notifier

LONGEST_WAIT: Final = 1.0
"""Seconds that the desktop has to take a word."""
TITLE: Final = "coach"


def notifier_for(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> Notifier:
    """What can tell somebody on this kind of machine."""
    if platform == "darwin":
        return MacNotifier()
    if platform.startswith("linux") and "WSL_DISTRO_NAME" not in environment:
        return LinuxNotifier()
    return Nobody()


class LinuxNotifier:
    """``notify-send``, which every desktop with notifications has."""

    def notify(self, words: str) -> bool:
        """Show ``words`` until somebody takes them away."""
        return _run("notify-send", "--urgency=critical", f"--app-name={TITLE}", "--", TITLE, words)


class MacNotifier:
    """``osascript``. The words are its argument, and never part of the script."""

    def notify(self, words: str) -> bool:
        """Show ``words`` in the notification centre."""
        script = 'on run argv\ndisplay notification (item 1 of argv) with title "coach"\nend run'
        return _run("osascript", "-e", script, words)


def _run(name: str, *arguments: str) -> bool:
    """Run a program; whether it did its work in the time that it has."""
    path = shutil.which(name)
    if path is None:
        return False
    try:
        ended = subprocess.run(
            [path, *arguments],
            check=False,
            timeout=LONGEST_WAIT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # the signal that ends the program isn't meant for this
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
