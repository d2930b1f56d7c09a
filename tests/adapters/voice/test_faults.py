"""What can go wrong with the voice: it goes on where it can, and the session never notices."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.adapters.store.locks import FileLock
from coach.adapters.voice.client import VoiceClient
from coach.adapters.voice.supervisor import STARTS, Again, Done, Event, Supervisor
from tests.adapters.voice.speaking import (
    HANGS,
    LINES,
    LONG,
    Programs,
    client,
    need_engines,
    runs,
    samples_of,
    speak,
    spoken,
)
from tests.rig.pulse import wait_until

ROOT = Path(__file__).parents[3]
QUICK = 0.5
"""Seconds that no call takes, not even on a busy machine; one that waited would never end."""
MANY = [f"Line number {number} of many." for number in range(40)]


def worker_of(voice: VoiceClient) -> int:
    """The worker's process, which is started once a line is known to be missing."""
    wait_until(lambda: voice.pending >= 0 and voice.pid is not None, "a worker", LONG)
    assert voice.pid is not None
    return voice.pid


def longest(act: Callable[[], object], times: int) -> float:
    """The longest of so many calls, in seconds of our own: what waits for nothing is only that."""
    slowest = 0.0
    for _ in range(times):
        begun = time.perf_counter()
        act()
        slowest = max(slowest, time.perf_counter() - begun)
    return slowest


# The worker


def test_a_worker_that_was_killed_is_replaced(folder: Path) -> None:
    need_engines("espeak-ng")
    with client("espeak-ng", folder) as voice:
        voice.prepare(MANY)
        first = worker_of(voice)
        wait_until(lambda: voice.state.ready >= 3, "the first lines", LONG)
        os.kill(first, signal.SIGKILL)
        spoken(voice, MANY)
        assert worker_of(voice) != first
        assert voice.state.engine == "espeak-ng"


def test_nobody_waits_for_a_worker_that_hangs(folder: Path) -> None:
    need_engines("espeak-ng")
    with client("espeak-ng", folder, patience=3.0) as voice:
        voice.prepare(["Stay"])
        first = worker_of(voice)
        os.kill(first, signal.SIGSTOP)
        lines = [f"{number} {'and breathe. ' * 20}" for number in range(300)]  # no pipe holds them

        def ask() -> None:
            voice.prepare(lines)
            assert voice.pending > 20
            assert voice.clip("Stay") is None
            assert voice.state.ready == 0

        assert longest(ask, 200) < QUICK
        assert worker_of(voice) == first
        voice.prepare(["Stay"])
        wait_until(lambda: voice.clip("Stay") is not None, "another worker's line", LONG)
        assert voice.state.ready < 100
        assert worker_of(voice) != first
        assert not runs(first)
        assert longest(voice.close, 1) < QUICK


def test_a_worker_with_nothing_to_do_goes_and_another_one_comes(
    programs: Programs, folder: Path
) -> None:
    programs.add("say")
    supervisor = Supervisor(lambda _: ["say", "", "165", str(folder)], idle=0.05)
    done: list[Event] = []

    def says(text: str) -> bool:
        done.extend(supervisor.receive())
        return any(isinstance(one, Done) and one.text == text for one in done)

    def goes() -> bool:
        done.extend(supervisor.receive())
        return supervisor.pid is None

    for text in ("Stay", "Rest"):
        assert supervisor.send(text)
        assert supervisor.pid is not None
        wait_until(lambda text=text: says(text), "the line", LONG)  # type: ignore[misc]
        wait_until(goes, "its end")
    assert not any(isinstance(one, Again) for one in done)


def test_a_worker_that_always_dies_is_started_a_few_times_only(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    log.write_text("")
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho started >>{log}\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with client("espeak-ng", folder) as voice:
        assert speak(voice, LINES) == [None] * len(LINES)
        assert voice.state.engine == "none"
        assert voice.state.reasons[-1] == "The voice process ends again and again."
        voice.prepare(MANY)
        assert voice.pending == 0
    wait_until(lambda: log.read_text().count("started") == STARTS, "the starts")


def test_a_worker_that_cannot_start_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with client("espeak-ng", folder) as voice:
        assert speak(voice, LINES) == [None] * len(LINES)
        assert voice.state.engine == "none"
        assert voice.state.reasons[-1].startswith("The voice process doesn't start: ")


def test_the_worker_holds_no_lock_of_ours_and_hears_no_ctrl_c(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lock = FileLock.take(tmp_path / "lock")
    assert lock is not None
    with client("espeak-ng", folder) as voice:
        spoken(voice, ["Stay"])
        pid = worker_of(voice)
        held = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
        assert not any(str(tmp_path / "lock") in link for link in held)
        assert os.getsid(pid) != os.getsid(0)
    lock.release()
    assert capfd.readouterr() == ("", "")


SESSION = """
import sys
from pathlib import Path
from coach.adapters.voice.client import VoiceClient

voice = VoiceClient("espeak-ng", folder=Path(sys.argv[1]))
voice.prepare(["Hang"])
print(voice.pid, flush=True)
input()
"""


def hanging(programs: Programs) -> int:
    """The process of an engine that hangs, once it does."""
    wait_until(lambda: any("Hang" in call.text for call in programs.calls), "the engine", LONG)
    return next(call.pid for call in programs.calls if "Hang" in call.text)


def test_everything_ends_with_a_session_that_was_killed(programs: Programs, folder: Path) -> None:
    programs.add("espeak-ng", HANGS)
    with subprocess.Popen(
        [sys.executable, "-c", SESSION, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as session:
        assert session.stdout is not None
        worker = int(session.stdout.readline())
        engine = hanging(programs)
        assert runs(worker)
        session.kill()
    wait_until(lambda: not runs(worker), "the worker's end")
    wait_until(lambda: not runs(engine), "the engine's end")
    assert list((folder / "making").iterdir()) == []


def test_an_engine_that_hangs_does_not_hold_up_the_end(programs: Programs, folder: Path) -> None:
    programs.add("espeak-ng", HANGS)
    with client("espeak-ng", folder) as voice:
        voice.prepare(["Hang"])
        engine = hanging(programs)
        assert longest(voice.close, 1) < QUICK
        wait_until(lambda: not runs(engine), "the engine's end")


# The cache


def test_where_nothing_can_be_written_lines_are_kept_for_the_session(tmp_path: Path) -> None:
    need_engines("espeak-ng")
    (tmp_path / "file").write_text("no folder")
    with client("espeak-ng", tmp_path / "file" / "voice") as voice:
        clips = spoken(voice, LINES)
        reason = f"{tmp_path}/file/voice can't be written to: Not a directory. "
        assert voice.state.reasons == (f"{reason}Lines are spoken anew each time.",)
        assert all(len(samples_of(clip)) > 1_000 for clip in clips)
        temporary = Path(clips[0].source).parents[1]
        assert temporary.stat().st_mode & 0o777 == 0o700
        assert temporary.parent == Path(tempfile.gettempdir())
    assert not temporary.exists()


def test_where_nothing_at_all_can_be_written_there_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_engines("espeak-ng")
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with client("espeak-ng", tmp_path / "file" / "voice") as voice:
        assert speak(voice, LINES) == [None] * len(LINES)
        assert voice.state.engine == "none"
        assert voice.state.reasons[-1].startswith("Spoken lines can be kept nowhere: ")


def test_a_folder_where_a_line_should_be_costs_nothing(folder: Path) -> None:
    need_engines("espeak-ng")
    with client("espeak-ng", folder) as voice:
        (clip,) = spoken(voice, ["Stay"])
    path = Path(clip.source)
    path.unlink()
    path.mkdir()
    with client("espeak-ng", folder) as voice:
        (again,) = spoken(voice, ["Stay"])
        assert again.seconds == clip.seconds
        assert len(samples_of(again)) > 1_000


def test_a_folder_that_vanishes_comes_back(folder: Path, programs: Programs) -> None:
    import shutil

    programs.add("say")
    with client("say", folder) as voice:
        spoken(voice, ["Stay"])
        shutil.rmtree(folder)
        (clip,) = spoken(voice, ["Rest"])
        assert len(samples_of(clip)) > 1_000
        assert voice.state.reasons == ()
