"""Keeping awake, with small programs in place of the system's."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.adapters.keep_awake import (
    Caffeinate,
    Execution,
    SystemdInhibit,
    Unable,
    keep_awake_for,
)

ROOT = Path(__file__).parents[2]
LONGEST = 0.2
"""Seconds that the start of a session may be held up, on a machine that is busy testing."""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched before the system's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    """A program that writes its words and then its own number to ``log``, and does ``script``."""
    log = folder / f"{name}.log"
    path = folder / name
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" $$ >"{log}"\n{script}\n')
    path.chmod(0o755)
    return log


def grants(folder: Path) -> Path:
    """An inhibitor that runs what comes after its options, as the real one does."""
    run = 'while [ "${1#--}" != "$1" ]; do shift; done\n"$@"'
    return program(folder, "systemd-inhibit", run)


def wait_for(path: Path) -> list[str]:
    """The lines of a file that somebody is about to write, its last one too."""
    while not path.exists() or not path.read_text().endswith("\n"):
        os.sched_yield()
    return path.read_text().splitlines()


def ended(process: int) -> bool:
    """Whether a process is gone, or waits only for somebody to take note of its end."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return True
    except FileNotFoundError:
        return Path("/proc/self").exists()
    return state == "Z"


def test_linux_holds_and_releases(programs: Path) -> None:
    log = grants(programs)
    awake = SystemdInhibit()
    assert awake.hold("playing First three") is None
    *words, number = wait_for(log)
    assert words[:4] == [
        "--what=idle:sleep",
        "--who=coach",
        "--why=playing First three",
        "--mode=block",
    ]
    assert awake.hold("again") is None  # it is the same one
    assert wait_for(log)[-1] == number
    awake.release()
    assert ended(int(number))
    awake.release()


def test_it_can_be_held_again_after_a_release(programs: Path) -> None:
    log = grants(programs)
    awake = SystemdInhibit()
    numbers = []
    for _ in range(2):
        assert awake.hold("x") is None
        numbers.append(wait_for(log)[-1])
        awake.release()
        log.unlink()
    assert len(set(numbers)) == 2


def test_it_ends_with_us_even_by_a_kill(programs: Path) -> None:
    log = grants(programs)
    script = (
        "from coach.adapters.keep_awake import SystemdInhibit\n"
        "awake = SystemdInhibit()\n"
        "print(awake.hold('x'), flush=True)\n"
        "input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"None\n"
        number = int(wait_for(log)[-1])
        assert not ended(number)
        child.kill()
    until = time.monotonic() + 10
    while not ended(number):
        assert time.monotonic() < until
        os.sched_yield()


@pytest.mark.parametrize("script", ["exit 1", "echo Failed to connect to bus >&2; exit 1"])
def test_a_refusal_is_told_once_and_costs_no_time(programs: Path, script: str) -> None:
    program(programs, "systemd-inhibit", script)
    awake = SystemdInhibit()
    start = time.perf_counter()
    sentence = awake.hold("x")
    assert time.perf_counter() - start < LONGEST
    assert sentence is not None
    assert "systemd-inhibit" in sentence
    assert sentence.startswith("The screen may turn off during the session: ")
    assert awake.hold("x") is None
    awake.release()


def test_a_refusal_that_takes_its_time_is_told_at_the_next_look(programs: Path) -> None:
    # It waits at a pipe until the test lets it go on, as at a bus that doesn't answer.
    gate = programs / "gate"
    os.mkfifo(gate)
    program(programs, "systemd-inhibit", f'read line <"{gate}"; exit 1')
    awake = SystemdInhibit()
    start = time.perf_counter()
    assert awake.hold("x") is None
    assert time.perf_counter() - start < LONGEST
    gate.write_text("go\n")
    until = time.monotonic() + 10
    while (sentence := awake.hold("x")) is None:
        assert time.monotonic() < until
        os.sched_yield()
    assert "isn't allowed to here" in sentence
    awake.release()


@pytest.mark.parametrize("kind", [SystemdInhibit, Caffeinate])
def test_a_program_that_is_not_there_is_told(
    kind: type[SystemdInhibit | Caffeinate], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    awake = kind()
    assert awake.hold("x") == (
        f"The screen may turn off during the session: {kind.name} isn't there. "
        "Set the screen to stay on longer, if you can."
    )
    assert awake.hold("x") is None
    awake.release()


def test_a_program_that_cannot_start_is_told(programs: Path) -> None:
    path = programs / "systemd-inhibit"
    path.write_text("#!/no/such/interpreter\n")
    path.chmod(0o755)
    sentence = SystemdInhibit().hold("x")
    assert sentence is not None
    assert "doesn't start" in sentence


def test_macos_watches_our_process(programs: Path) -> None:
    gate = programs / "gate"
    os.mkfifo(gate)
    log = program(programs, "caffeinate", f'exec cat "{gate}"')
    awake = Caffeinate()
    assert awake.hold("x") is None
    *words, number = wait_for(log)
    assert words == ["-dis", "-w", str(os.getpid())]
    awake.release()
    assert ended(int(number))


def test_macos_that_refuses_is_told(programs: Path) -> None:
    program(programs, "caffeinate", "exit 1")
    sentence = Caffeinate().hold("x")
    assert sentence is not None
    assert "caffeinate" in sentence


def test_windows_asks_and_takes_it_back() -> None:
    asked: list[int] = []

    def set_state(flags: int) -> int:
        asked.append(flags)
        return 0x80000000

    awake = Execution(set_state)
    assert awake.hold("x") is None
    assert awake.hold("x") is None
    awake.release()
    awake.release()
    assert asked == [0x80000003, 0x80000000]


def test_windows_that_refuses_is_told_once() -> None:
    awake = Execution(lambda _: 0)
    assert awake.hold("x") is not None
    assert awake.hold("x") is None
    awake.release()


@pytest.mark.parametrize(
    ("platform", "environment", "kind"),
    [
        ("linux", {}, SystemdInhibit),
        ("linux", {"WSL_DISTRO_NAME": "Ubuntu"}, Unable),
        ("darwin", {}, Caffeinate),
        ("win32", {}, Execution),
        ("freebsd14", {}, Unable),
    ],
)
def test_each_system_has_its_own(platform: str, environment: dict[str, str], kind: type) -> None:
    assert type(keep_awake_for(platform, environment)) is kind


def test_where_there_is_no_means_it_says_so_once() -> None:
    awake = keep_awake_for("plan9", {})
    sentence = awake.hold("x")
    assert sentence is not None
    assert sentence.endswith(".")
    assert awake.hold("x") is None
    awake.release()
