"""Piper, the library ``piper``, with a voice file of the person's: loaded once for all lines."""

import wave
from typing import Any

from coach.adapters.voice.engine import EngineError, Speech
from coach.adapters.voice.running import Runner
from coach.adapters.voice.samples import read_speech
from coach.adapters.voice.with_piper import stretch


class PiperLibraryEngine:
    """Speaks in this process. Versions before 1.3 call the same things otherwise."""

    def __init__(self, voice: str, rate: int, runner: Runner) -> None:
        try:
            import piper  # noqa: PLC0415 - only in the worker, and only where it is wanted
        except ImportError as error:
            raise EngineError(f"can't be loaded ({error})") from error
        self._runner = runner
        self.voice = voice
        library: Any = piper
        if not hasattr(library, "PiperVoice"):
            raise EngineError("has another library of its name here")
        self._piper = library.PiperVoice.load(voice)
        self._stretch = float(stretch(rate))
        self._config: Any = None
        if hasattr(library, "SynthesisConfig"):
            self._config = library.SynthesisConfig(length_scale=self._stretch)

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        path = self._runner.fresh("line.wav")
        with wave.open(str(path), "wb") as file:
            if self._config is not None:
                self._piper.synthesize_wav(text, file, syn_config=self._config)
            else:
                self._piper.synthesize(text, file, length_scale=self._stretch)
        return read_speech(path)
