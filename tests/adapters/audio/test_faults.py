"""What can go wrong with sound: it comes back where it can, and the session never notices."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.adapters.audio.client import STARTS, AudioClient
from coach.adapters.store.locks import FileLock
from coach.domain.sounds import AS_SET, Profile, Sounds, Tone
from coach.ports.voice import Clip
from tests.adapters.audio.listening import (
    BACKENDS,
    Listener,
    client,
    kill,
    play_until_heard,
    runs,
    speak_until_heard,
    worker_of,
)
from tests.rig.pulse import SoundServer, wait_until
from tests.rig.speech import clip_of, spoken

ROOT = Path(__file__).parents[3]
MANY = 3_000
"""Sounds that would fill any pipe twice."""
ATTEMPTS = 3
"""How often a line may stutter where everything is busy."""
LINE = spoken(5, 2.0)


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    """A line as a voice has made it."""
    return clip_of(LINE, tmp_path / "line.wav")


def heard_at_last(audio: AudioClient, listener: Listener) -> None:
    """What is played now is heard, and nothing else."""
    listener.wait_for_quiet()
    listener.anew()
    audio.play(Tone.LIFT)
    listener.wait_for_sound()
    listener.wait_for_quiet()
    assert [tone for tone, _ in listener.moments()] == [Tone.LIFT]


def test_a_worker_that_was_killed_is_replaced(listener: Listener) -> None:
    with client() as audio:
        first = worker_of(audio)
        audio.play(Tone.HOLD)
        listener.wait_for_sound()
        kill(first)
        listener.wait_for_quiet()
        play_until_heard(audio, listener, Tone.COUNT)
        assert worker_of(audio) != first
        heard_at_last(audio, listener)


def test_a_worker_that_hangs_is_replaced_and_nobody_waits(listener: Listener) -> None:
    with client(patience=0.5) as audio:
        first = worker_of(audio)
        os.kill(first, signal.SIGSTOP)
        for _ in range(MANY):  # a call that waited for the pipe would never come back
            audio.play(Tone.COUNT)
        assert worker_of(audio) == first
        play_until_heard(audio, listener, Tone.COUNT)
        assert worker_of(audio) != first
        assert not runs(first)
        heard_at_last(audio, listener)


def test_a_worker_that_was_stopped_and_goes_on_plays_nothing_late(listener: Listener) -> None:
    with client(patience=60) as audio:
        pid = worker_of(audio)
        os.kill(pid, signal.SIGSTOP)
        audio.play(Tone.STOP)
        listener.recording.wait(0.8)
        os.kill(pid, signal.SIGCONT)
        wait_until(lambda: audio.owes == 0, "the worker's answer")
        listener.wait_for_quiet()
        assert listener.tones() == []
        heard_at_last(audio, listener)
        assert worker_of(audio) == pid


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_sound_server_that_was_killed_and_started_again_is_heard_again(
    server: SoundServer, listener: Listener, backend: str
) -> None:
    with client(backend) as audio:
        audio.play(Tone.HOLD)
        listener.wait_for_sound()
        server.kill()
        for _ in range(3):
            audio.play(Tone.COUNT)
        server.start()
        listener.anew()
        play_until_heard(audio, listener, Tone.COUNT)
        heard_at_last(audio, listener)
        assert audio.state.backend == backend


def all_heard_at_last(audio: AudioClient, listener: Listener, clip: Clip) -> None:
    """A line and a tone over it are heard as they should be, and nothing else; soon, at least."""
    heard: list[Tone | str | None] = []
    for _ in range(ATTEMPTS):
        listener.wait_for_quiet()
        listener.anew()
        audio.speak(clip, within=1.0)
        listener.wait_for_sound()
        audio.play(Tone.LIFT)
        listener.recording.wait(0.5)
        listener.wait_for_quiet()
        heard = [one.what for one in listener.heard({"line": LINE})]
        if heard == ["line", Tone.LIFT]:
            return
    raise AssertionError(f"heard at last: {heard}")


def test_a_worker_that_was_killed_while_it_spoke_is_replaced(
    listener: Listener, clip: Clip
) -> None:
    with client() as audio:
        first = worker_of(audio)
        audio.speak(clip, within=1.0)
        listener.wait_for_sound()
        kill(first)
        listener.wait_for_quiet()
        audio.hush_voice()
        speak_until_heard(audio, listener, clip)
        assert worker_of(audio) != first
        all_heard_at_last(audio, listener, clip)


def test_a_worker_that_hangs_is_replaced_and_no_line_waits(listener: Listener, clip: Clip) -> None:
    with client(patience=0.5) as audio:
        first = worker_of(audio)
        os.kill(first, signal.SIGSTOP)
        for _ in range(MANY):
            audio.speak(clip, within=0.1)
            audio.hush_voice()
        assert worker_of(audio) == first
        speak_until_heard(audio, listener, clip)
        assert not runs(first)
        all_heard_at_last(audio, listener, clip)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_sound_server_that_is_killed_while_somebody_speaks_is_heard_again(
    server: SoundServer, listener: Listener, clip: Clip, backend: str
) -> None:
    with client(backend) as audio:
        audio.speak(clip, within=1.0)
        listener.wait_for_sound()
        server.kill()
        for _ in range(3):
            audio.speak(clip, within=0.1)
            audio.hush_voice()
        server.start()
        listener.anew()
        speak_until_heard(audio, listener, clip)
        all_heard_at_last(audio, listener, clip)
        assert audio.state.backend == backend


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_sound_server_that_hangs_holds_nobody_up_and_is_heard_again(
    server: SoundServer, listener: Listener, clip: Clip, backend: str
) -> None:
    with client(backend, patience=0.5) as audio:
        audio.speak(clip, within=1.0)
        listener.wait_for_sound()
        server.hang()
        begun = time.monotonic()
        for _ in range(100):
            audio.play(Tone.COUNT)
            audio.speak(clip, within=0.1)
            audio.hush_voice()
        assert time.monotonic() - begun < 0.5
        wait_until(lambda: time.monotonic() - begun > 2.0, "two seconds")
        audio.play(Tone.COUNT)
        server.go_on()
        listener.anew()
        speak_until_heard(audio, listener, clip)
        all_heard_at_last(audio, listener, clip)
        assert audio.state.backend == backend


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_device_that_is_unplugged_and_plugged_in_again_is_heard_again(
    server: SoundServer, listener: Listener, clip: Clip, backend: str
) -> None:
    with client(backend) as audio:
        audio.speak(clip, within=1.0)
        listener.wait_for_sound()
        server.unplug()
        audio.play(Tone.COUNT)
        audio.speak(clip, within=0.1)
        server.plug_in()
        listener.anew()
        speak_until_heard(audio, listener, clip)
        all_heard_at_last(audio, listener, clip)


@pytest.mark.usefixtures("server")
def test_a_stopped_worker_does_not_hold_up_the_end() -> None:
    with client() as audio:
        pid = worker_of(audio)
        audio.play(Tone.REST)
        os.kill(pid, signal.SIGSTOP)
        begun = time.monotonic()
        audio.close()
        assert time.monotonic() - begun < 1.0
        wait_until(lambda: not runs(pid), "the worker's end")


@pytest.mark.usefixtures("no_device")
def test_without_a_device_it_says_why_and_nothing_else(
    capfd: pytest.CaptureFixture[str], clip: Clip
) -> None:
    with client("auto") as audio:
        for _ in range(20):
            audio.play(Tone.STOP)
            audio.speak(clip, within=1.0)
            audio.hush_voice()
        audio.hush()
        state = audio.state
    assert (state.backend, state.device) == ("none", "")
    for backend, reason in zip(("simpleaudio", "miniaudio", "system"), state.reasons, strict=True):
        assert reason.startswith(f"{backend} ")
        assert reason.endswith(".")
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("no_device")
def test_a_device_that_swallows_every_sound_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without any sound library of the system's, miniaudio left to itself plays into nothing.
    for name in ("asound.so.2", "asound.so", "pulse.so.0", "pulse.so", "jack.so.0", "jack.so"):
        (tmp_path / f"lib{name}").write_text("no library")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    with client("miniaudio") as audio:
        assert audio.state.backend == "none"
        assert audio.state.reasons == ("miniaudio finds no device to play on.",)


@pytest.mark.usefixtures("no_device")
def test_the_bell_rings_where_nothing_else_can() -> None:
    rung: list[int] = []
    audio = AudioClient("system", bell=lambda: rung.append(1))
    audio.start()
    wait_until(lambda: audio.state.backend == "none", "the worker's state")
    audio.play(Tone.COUNT)
    audio.speak(Clip("line.wav", 1.0), within=1.0)
    audio.dress(Sounds(Profile.SILENT))
    audio.play(Tone.COUNT)
    audio.dress(AS_SET)
    audio.set_volume(0)
    audio.play(Tone.COUNT)
    audio.close()
    audio.set_volume(10)
    audio.play(Tone.COUNT)
    assert rung == [1]


def test_the_bell_rings_where_sound_is_off_and_until_it_is_closed() -> None:
    rung: list[int] = []
    audio = AudioClient("none", bell=lambda: rung.append(1))
    audio.start()
    audio.play(Tone.COUNT)
    audio.hush()
    assert audio.pid is None
    audio.close()
    audio.play(Tone.COUNT)
    assert rung == [1]


def test_a_terminal_that_is_gone_rings_no_bell_and_breaks_nothing() -> None:
    def gone() -> None:
        raise BrokenPipeError

    audio = AudioClient("none", bell=gone)
    audio.play(Tone.COUNT)
    audio.close()
    assert audio.state.reasons == ("Sound is off in the settings.",)
    assert audio.pid is None


def test_a_worker_that_always_dies_is_started_a_few_times_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    log.write_text("")
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho started >>{log}\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    audio = AudioClient()
    audio.start()

    def gives_up() -> bool:
        audio.play(Tone.COUNT)
        return "again and again" in "".join(audio.state.reasons)

    wait_until(gives_up, "the end of the attempts")
    for _ in range(100):
        audio.play(Tone.COUNT)
    audio.close()
    assert log.read_text().count("started") == STARTS


def test_a_worker_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    audio = AudioClient()
    audio.play(Tone.COUNT)
    assert audio.state.backend == "none"
    assert audio.state.reasons[0].startswith("The sound process doesn't start: ")
    audio.close()


@pytest.mark.usefixtures("no_device")
def test_the_worker_holds_no_lock_of_ours_and_hears_no_ctrl_c(tmp_path: Path) -> None:
    lock = FileLock.take(tmp_path / "lock")
    assert lock is not None
    with client("system") as audio:
        pid = worker_of(audio)
        held = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
        assert not any(str(tmp_path / "lock") in link for link in held)
        assert os.getsid(pid) != os.getsid(0)
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        assert b"PYTHONMALLOC=malloc" in environment.split(b"\0")
        lock.release()
        again = FileLock.take(tmp_path / "lock")
        assert again is not None
        again.release()


@pytest.mark.usefixtures("no_device")
def test_the_worker_ends_with_a_session_that_was_killed() -> None:
    script = (
        "from coach.adapters.audio.client import AudioClient\n"
        "audio = AudioClient()\n"
        "audio.start()\n"
        "print(audio.pid, flush=True)\n"
        "input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as session:
        assert session.stdout is not None
        pid = int(session.stdout.readline())
        assert runs(pid)
        session.kill()
    wait_until(lambda: not runs(pid), "the worker's end")
