"""Piper, the program, with a voice file of the person's."""

from typing import Final

from coach.adapters.voice.engine import Speech
from coach.adapters.voice.running import Runner

NATURAL: Final = 165.0
"""Words a minute that a voice of Piper's speaks by itself, roughly."""


def stretch(rate: int) -> str:
    """How much longer than by itself it is to speak."""
    return f"{NATURAL / rate:.3f}"


class PiperEngine:
    """Speaks with ``piper``: every version of it knows these options."""

    def __init__(self, program: str, voice: str, rate: int, runner: Runner) -> None:
        self._runner = runner
        self.voice = voice
        self._command = [program, "--model", voice, "--length_scale", stretch(rate), "-f"]

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        return self._runner.speech(self._command, text)
