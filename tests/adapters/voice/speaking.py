"""A real client with a real worker, engines that are there or made up, and what is in a clip."""

import json
import os
import shutil
import sys
import wave
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from coach.adapters.resources import bundled
from coach.adapters.voice.client import VoiceClient
from coach.ports.voice import Clip
from tests.rig.pulse import wait_until

LINES = (
    "Lie on your back, knees bent, feet flat.",
    "Breathe out, squeeze your buttocks, lift hips a little.",
    "Hold, breathe",
    "Dizzy? Breathe normally.",
    "Stay",
)
"""A few of those that are spoken every day."""
BAD = (
    'He said "go"; \'stay\' & "rest"',
    "$(touch {ran})",
    "`touch {ran}` ; touch {ran}",
    "| touch {ran} > {ran} && touch {ran}",
    "--help",
    "-w {ran}",
    "-o {ran} --output-file={ran}",
    "<speak>Hi<break time='50s'/><audio src='{ran}'/></speak>",
    "[[slnc 50000]] [[rate 1]] rest",
    "[[h@loU]] (voice nope) {{\\rate 1}}",
    "nul\0nul \x1b[2J\x07\x08 bell\r\nand a second line",
    "%PATH% $env:PATH ${{HOME}} !!",
    "'; touch {ran}; '",
    "\U0001f600 smile \u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd",
    "caf\u00e9 na\u00efve \u4f60\u597d",
    "over and over " * 700,
)
"""Lines that would like to be more than words, and to leave a file ``{ran}`` behind."""
LONG = 120.0
"""Seconds that speaking may take on a busy machine, before it counts as not coming."""
RATE = 44_100
SPOKEN = ("say", "brief", "setup", "finish")


def need_engines(*programs: str) -> None:
    """Skip the test where a program is missing; where everything has to run, fail."""
    missing = [name for name in programs if shutil.which(name) is None]
    if not missing:
        return
    reason = f"needs {', '.join(missing)} (Debian: {' '.join(missing)})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def bundled_lines() -> list[str]:
    """Everything that the exercises which come along have to say, each line once."""
    found: dict[str, None] = {}

    def collect(content: object, *, spoken: bool) -> None:
        if isinstance(content, dict):
            for key, value in content.items():
                collect(value, spoken=key in SPOKEN)
        elif isinstance(content, list):
            for value in content:
                collect(value, spoken=spoken)
        elif spoken and isinstance(content, str):
            found[content] = None

    for file in sorted((bundled("routines") / "exercises").glob("*.yaml")):
        collect(yaml.safe_load(file.read_bytes()), spoken=False)
    return list(found)


@contextmanager
def client(
    wanted: str, folder: Path, *, name: str | None = None, patience: float = 25.0
) -> Iterator[VoiceClient]:
    """A real client, which is closed at the end, and whose worker goes then."""
    voice = VoiceClient(wanted, name=name, folder=folder, patience=patience)
    try:
        yield voice
    finally:
        pid = voice.pid
        voice.close()
        if pid is not None:
            wait_until(lambda: not runs(pid), "the worker's end")


def speak(voice: VoiceClient, lines: Iterable[str]) -> list[Clip | None]:
    """Have lines spoken, as far as they can be, and give their clips."""
    lines = list(lines)
    voice.prepare(lines)
    wait_until(lambda: voice.pending == 0, "the lines", LONG)
    return [voice.clip(line) for line in lines]


def spoken(voice: VoiceClient, lines: Iterable[str]) -> list[Clip]:
    """The same where every line can be spoken."""
    clips = speak(voice, lines)
    assert None not in clips
    return [clip for clip in clips if clip is not None]


def samples_of(clip: Clip) -> list[float]:
    """What is in a clip, where 1 is full scale."""
    with wave.open(clip.source, "rb") as file:
        form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        assert form == (1, 2, RATE)
        content = array("h", file.readframes(file.getnframes()))
    return [value / 32_768 for value in content]


def runs(pid: int) -> bool:
    """Whether a process is there and more than a note of its end."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


# Engines that are made up

_FAKE = """\
#!{python} -S
import array, base64, json, math, os, sys, time, wave

HERE = {here!r}
LOG = os.path.join(HERE, "log")


def note(text):
    with open(LOG, "a") as log:
        log.write(json.dumps([os.path.basename(sys.argv[0]), sys.argv[1:], text, os.getpid()]))
        log.write("\\n")


def sound(path, seconds=0.4, rate=22050, loud=9000):
    turn = 2 * math.pi * 440 / rate
    wave_ = [round(loud * math.sin(turn * place)) for place in range(round(seconds * rate))]
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array.array("h", wave_).tobytes())


{body}
"""

READS = "text = sys.stdin.buffer.read().decode()\nnote(text)\n"
"""A program that takes its text from its input, and notes what it was given."""
SOUNDS = f"{READS}sound(sys.argv[-1])\n"
"""The same, and makes a sound of it."""
FLITE = f"""\
if sys.argv[1:] == ["-lv"]:
    print("Voices available: kal slt ")
    sys.exit()
{SOUNDS}"""
HANGS = f"{SOUNDS}if 'Hang' in text:\n    time.sleep(1000)\n"
"""The same, but at some texts it never ends."""
POWERSHELL = """\
import codecs
script = base64.b64decode(sys.argv[-1]).decode("utf-16-le")
note(script)
words = lambda line: [base64.b64decode(word).decode() for word in line.split()]
note(" ".join(words(sys.stdin.readline())))
for line in sys.stdin:
    text, path = words(line)
    note(text)
    sound(path + ".part", rate=44100)
    os.rename(path + ".part", path)
"""


@dataclass(frozen=True)
class Call:
    """How a program was called, and what came in."""

    program: str
    arguments: list[str]
    text: str
    """What it has noted: mostly its input."""
    pid: int


class Programs:
    """A folder with programs of the test's own, which is all of the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def add(self, name: str, body: str = SOUNDS) -> None:
        """Put a program there."""
        path = self.folder / name
        path.write_text(_FAKE.format(python=sys.executable, here=str(self.folder), body=body))
        path.chmod(0o755)

    @property
    def calls(self) -> list[Call]:
        """How they have been called so far."""
        log = self.folder / "log"
        if not log.exists():
            return []
        return [Call(*json.loads(line)) for line in log.read_text().splitlines()]

    def add_all(self, *names: str) -> None:
        """Put programs there that sound, each as itself."""
        for name in names:
            self.add(name, FLITE if name == "flite" else SOUNDS)
