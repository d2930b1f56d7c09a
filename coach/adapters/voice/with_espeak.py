"""espeak-ng, the program."""

from coach.adapters.voice.engine import Speech
from coach.adapters.voice.running import Runner


class EspeakEngine:
    """Speaks with ``espeak-ng``: plain text in UTF-8, never SSML."""

    def __init__(self, program: str, voice: str, rate: int, runner: Runner) -> None:
        self._runner = runner
        self.voice = voice
        self._command = [program, "-b", "1", "-s", str(rate), "-v", voice, "--stdin", "-w"]

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        return self._runner.speech(self._command, text)
