"""Engines that fail, hang or crash: one line is lost at most, and the next one takes over."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.adapters.voice.engine import EngineError, Wish
from coach.adapters.voice.kinds import candidates
from coach.adapters.voice.protocol import Chosen, Message, Spoken, line_to_speak
from coach.adapters.voice.running import STALE, Runner
from coach.adapters.voice.worker import Worker
from tests.adapters.voice.speaking import (
    HANGS,
    LINES,
    Programs,
    client,
    runs,
    speak,
    spoken,
)
from tests.rig.pulse import wait_until


def told(wanted: str, folder: Path, lines: list[str]) -> list[Message]:
    """What a worker that has little patience says to these lines."""
    said: list[Message] = []
    runner = Runner(folder / "making", patience=1.5)
    worker = Worker(candidates(wanted, Wish(None, 165)), folder, runner, said.append)
    worker.look()
    for number, line in enumerate(lines):
        worker.obey(line_to_speak(number, line).decode())
    runner.stop()
    return said


def test_an_engine_that_hangs_costs_one_line(programs: Programs, folder: Path) -> None:
    programs.add("espeak-ng", HANGS)
    said = told("espeak-ng", folder, ["Stay", "Hang", "Rest"])
    answers = [message for message in said if isinstance(message, Spoken)]
    assert [message.seconds is not None for message in answers] == [True, False, True]
    engine = next(call.pid for call in programs.calls if "Hang" in call.text)
    wait_until(lambda: not runs(engine), "the engine's end")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("sys.exit(3)", "fails (its program ends with 3)"),
        ("os.kill(os.getpid(), 9)", "fails (its program ends with -9)"),
        ("time.sleep(1000)", "doesn't answer within 1.5 seconds"),
        ("pass", "writes no speech: its file is not there"),
        ("open(sys.argv[-1], 'w').write('hello')", "writes no speech: its file is no WAV file"),
        ("sound(sys.argv[-1], loud=0)", "says nothing"),
        ("sound(sys.argv[-1], seconds=55, rate=8000)", "writes no speech: its file lasts "),
        ("sys.stdout.write('x' * 10**7); os.mkdir(sys.argv[-1])", "writes no speech: its file"),
    ],
)
def test_an_engine_that_does_not_get_through_its_trial_is_not_taken(
    programs: Programs, folder: Path, body: str, why: str
) -> None:
    programs.add("say", body)
    *_, chosen = told("say", folder, [])
    assert isinstance(chosen, Chosen)
    assert (chosen.state.engine, chosen.room) == ("none", "")
    assert chosen.state.reasons[0].startswith(f"say {why}")
    assert chosen.state.reasons[-1].startswith("Nothing here has a voice: ")


def test_a_program_that_is_none_says_so(programs: Programs, folder: Path) -> None:
    path = programs.folder / "say"
    path.write_bytes(b"\x7fELF and no program")
    path.chmod(0o755)
    runner = Runner(folder / "making")
    with pytest.raises(EngineError, match=r"can't be started \(Exec format error\)"):
        runner.run([str(path)], "Stay")
    runner.stop()
    with pytest.raises(EngineError, match="not wanted any more"):
        runner.run([str(path)], "Stay")


def test_what_a_killed_worker_has_left_behind_goes_by_and_by(folder: Path) -> None:
    left = Runner(folder / "making").folder
    (left / "line.txt").write_text("Stay")
    beside = Runner(folder / "making").folder
    assert left.exists()
    hours_ago = time.time() - 2 * STALE
    os.utime(left, (hours_ago, hours_ago))
    Runner(folder / "making").stop()
    assert [path.name for path in (folder / "making").iterdir()] == [beside.name]


def test_what_is_no_line_of_ours_is_left_out(programs: Programs, folder: Path) -> None:
    programs.add("say")
    said: list[Message] = []
    runner = Runner(folder / "making")
    worker = Worker(candidates("say", Wish(None, 165)), folder, runner, said.append)
    worker.look()
    said.clear()
    for line in ("", "hello", "[" * 10**5, "{}", '{"number": "x", "line": "Stay"}', "null", "\0"):
        worker.obey(line)
    assert said == []
    worker.obey('{"number": 7, "line": "\\ud800<b>"}')
    assert [message.number for message in said if isinstance(message, Spoken)] == [7]
    assert programs.calls[-1].text == "b\n"
    runner.stop()


DEADLY = """\
import os, wave

class PiperVoice:
    @staticmethod
    def load(path):
        {at_start}
        return PiperVoice()

    def synthesize(self, text, file, length_scale=None):
        if "poison" in text:
            os.abort()
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(b"\\0\\x20\\0\\xe0" * 4000)
"""


@pytest.fixture
def deadly(
    voice_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """A library that crashes the process that it is in: at some lines, or at its start."""

    def install(at_start: str) -> None:
        assert voice_file.exists()
        modules = tmp_path / "modules"
        modules.mkdir()
        (modules / "piper.py").write_text(DEADLY.format(at_start=at_start))
        monkeypatch.syspath_prepend(str(modules))
        monkeypatch.setenv("PYTHONPATH", str(modules), prepend=os.pathsep)

    return install


@pytest.mark.usefixtures("programs")
def test_a_line_that_the_worker_dies_of_is_given_up(
    deadly: Callable[[str], None], folder: Path
) -> None:
    deadly("pass")
    with client("piper", folder) as voice:
        clips = speak(voice, ["One", "poison", "Two", "Three"])
        assert [clip is not None for clip in clips] == [True, False, True, True]
        assert (voice.state.engine, voice.pending) == ("piper", 0)


def test_an_engine_that_the_worker_dies_of_is_left_out(
    programs: Programs, deadly: Callable[[str], None], folder: Path
) -> None:
    programs.add_all("flite")
    deadly("os.abort()")
    with client("auto", folder) as voice:
        assert voice.state.engine == "piper"
        spoken(voice, LINES)
        assert voice.state.engine == "flite"
        assert "piper-library ends the voice process." in voice.state.reasons
