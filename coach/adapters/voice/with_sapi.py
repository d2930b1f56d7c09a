"""Windows' own voices, through PowerShell, which is started once for all lines."""

import base64
import subprocess
import time
from math import log
from pathlib import Path
from typing import Final

from coach.adapters.voice.engine import EngineError, Speech
from coach.adapters.voice.running import Runner
from coach.adapters.voice.samples import read_speech

NATURAL: Final = 165.0
"""Words a minute at its usual rate, roughly. Ten steps are three times as fast."""
_WAIT: Final = 0.01

SCRIPT: Final = """\
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$said = New-Object System.IO.StreamReader([Console]::OpenStandardInput())
function Read-Words {
  $line = $said.ReadLine()
  if ($null -eq $line) { exit 0 }
  foreach ($word in $line.Split(' ')) {
    [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($word))
  }
}
$rate, $voice = Read-Words
$form = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(44100, 16, 1)
$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
$speech.Rate = [int]$rate
if ($voice -ne '-') {
  $speech.SelectVoice($voice)
} elseif ($speech.Voice.Culture.TwoLetterISOLanguageName -ne 'en') {
  try { $speech.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]'en-US') }
  catch { }
}
while ($true) {
  $text, $path = Read-Words
  $speech.SetOutputToWaveFile("$path.part", $form)
  $speech.Speak($text)
  $speech.SetOutputToNull()
  [IO.File]::Move("$path.part", $path)
}
"""
"""Every line of its input are words in base64: first the rate and the voice, then text and file.
A file is there under its name as soon as it is whole."""


class SapiEngine:
    """Speaks with Windows' voices."""

    def __init__(self, program: str, voice: str, rate: int, runner: Runner) -> None:
        self._runner = runner
        self.voice = voice
        script = base64.b64encode(SCRIPT.encode("utf-16-le")).decode()
        self._command = [
            *(program, "-NoLogo", "-NoProfile", "-NonInteractive"),
            # Left to itself it reads the whole input before it begins.
            *("-InputFormat", "None", "-EncodedCommand", script),
        ]
        step = round(10 * log(rate / NATURAL, 3))
        self._settings = (str(min(max(step, -10), 10)), voice or "-")
        self._process: subprocess.Popen[bytes] | None = None

    def speak(self, text: str) -> Speech:
        """Speak a line."""
        path = self._runner.fresh("line.wav")
        if self._process is None or self._process.poll() is not None:
            self._process = self._runner.start(self._command, subprocess.PIPE)
            self._tell(self._process, self._settings)
        self._tell(self._process, (text, str(path)))
        self._wait_for(path, self._process)
        return read_speech(path)

    def _tell(self, process: "subprocess.Popen[bytes]", words: tuple[str, ...]) -> None:
        assert process.stdin is not None
        line = b" ".join(base64.b64encode(word.encode()) for word in words)
        try:
            process.stdin.write(line + b"\n")
            process.stdin.flush()
        except OSError as error:
            raise EngineError("ends too soon") from error

    def _wait_for(self, path: Path, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + self._runner.patience
        while not path.exists():
            if process.poll() is not None:
                raise EngineError(f"fails (its program ends with {process.returncode})")
            if time.monotonic() > until:
                self._runner.end(process)
                raise EngineError(f"doesn't answer within {self._runner.patience:g} seconds")
            time.sleep(_WAIT)
