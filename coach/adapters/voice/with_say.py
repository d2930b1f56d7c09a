"""macOS's own voices, through ``say``."""

import os
import re
from typing import Final

from coach.adapters.voice.engine import Speech
from coach.adapters.voice.running import Runner

ENGLISH: Final = ("Samantha", "Daniel", "Karen", "Moira", "Alex")
"""Voices for a machine whose own language is another one, the best known first."""


class SayEngine:
    """Speaks with ``say``. Without a voice it is the system's, if that speaks English."""

    def __init__(self, program: str, voice: str, rate: int, runner: Runner) -> None:
        self._runner = runner
        self.voice = voice or _english(program, runner)
        self._command = [
            *(program, "-r", str(rate), "-f", "-"),
            *(("-v", self.voice) if self.voice else ()),
            *("--file-format=WAVE", "--data-format=LEI16@44100", "-o"),
        ]

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        return self._runner.speech(self._command, text)


def _english(program: str, runner: Runner) -> str:
    """An English voice where the person's language is another one; else the one they have set."""
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    if language.startswith(("en", "C", "POSIX")):
        return ""
    listed = runner.run([program, "-v", "?"])
    there = {found[1] for found in re.finditer(r"^(\S+)\s+en[_-]", listed, re.MULTILINE)}
    return next((name for name in ENGLISH if name in there), "")
