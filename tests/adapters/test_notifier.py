"""A word that stays when the program has ended, with small programs in place of the system's."""

from pathlib import Path

import pytest

from coach.adapters.notifier import LinuxNotifier, MacNotifier, notifier_for
from coach.ports.notifier import Nobody


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone is searched for programs, but for the shell's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def program(folder: Path, name: str, script: str = "") -> Path:
    log = folder / f"{name}.log"
    path = folder / name
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{log}"\n{script}\n')
    path.chmod(0o755)
    return log


def test_the_desktop_gets_the_words_as_they_are(programs: Path) -> None:
    log = program(programs, "notify-send")
    assert LinuxNotifier().notify('--Take "it" off $(now).')
    assert log.read_text().splitlines()[-1] == '--Take "it" off $(now).'


def test_the_mac_gets_the_words_beside_its_script(programs: Path) -> None:
    log = program(programs, "osascript")
    assert MacNotifier().notify('Off" & quit & "')
    lines = log.read_text().splitlines()
    assert lines[-1] == 'Off" & quit & "'
    assert not any("quit" in line for line in lines[:-1])


def test_where_there_is_no_such_program_nobody_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not LinuxNotifier().notify("Off.")


def test_a_desktop_that_fails_or_hangs_holds_nothing_up(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "notify-send", "exit 1")
    assert not LinuxNotifier().notify("Off.")
    monkeypatch.setattr("coach.adapters.notifier.LONGEST_WAIT", 0.05)
    program(programs, "notify-send", "exec sleep 30")
    assert not LinuxNotifier().notify("Off.")


def test_each_system_has_its_own() -> None:
    assert isinstance(notifier_for("linux", {}), LinuxNotifier)
    assert isinstance(notifier_for("darwin", {}), MacNotifier)
    assert isinstance(notifier_for("linux", {"WSL_DISTRO_NAME": "x"}), Nobody)
    assert not notifier_for("win32", {}).notify("Off.")
