"""flite: a small engine with voices that are well understood."""

from typing import Final

from coach.adapters.voice.engine import EngineError, Speech
from coach.adapters.voice.kinds import FLITE_VOICE
from coach.adapters.voice.running import Runner

NATURAL: Final = 157.0
"""Words a minute that its usual voice speaks by itself, reckoned as the settings do."""


class FliteEngine:
    """Speaks with ``flite``; with its own first voice where it lacks the usual one."""

    def __init__(self, program: str, voice: str, rate: int, runner: Runner) -> None:
        self._runner = runner
        there = runner.run([program, "-lv"]).partition(":")[2].split()
        if voice not in there and voice != FLITE_VOICE:
            # It would take any name, speak with another voice, and fetch one from an address.
            raise EngineError(f"has no voice {voice}")
        self.voice = voice if voice in there else next(iter(there), "")
        self._command = [
            *(program, "-f", "-", "--setf", f"duration_stretch={NATURAL / rate:.3f}"),
            *(("-voice", self.voice) if self.voice else ()),
            "-o",
        ]

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        return self._runner.speech(self._command, text)
