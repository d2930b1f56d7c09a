"""Where the person's own files are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.adapters.paths import config_folder, data_folder, settings_file


def test_the_variables_move_both_folders(tmp_path: Path) -> None:
    environment = {"COACH_CONFIG_DIR": f"{tmp_path}/c", "COACH_DATA_DIR": f"{tmp_path}/d"}
    assert config_folder(environment) == tmp_path / "c"
    assert data_folder(environment) == tmp_path / "d"
    assert settings_file(environment) == tmp_path / "c" / "settings.toml"


def test_the_environment_is_read_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CONFIG_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "d"))
    assert (config_folder(), data_folder()) == (tmp_path / "c", tmp_path / "d")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("here", Path.cwd() / "here"),
        ("~/coach", Path.home() / "coach"),
        ("~nobody-of-this-name/coach", Path.cwd() / "~nobody-of-this-name/coach"),
    ],
)
def test_a_folder_is_made_whole(value: str, expected: Path) -> None:
    assert data_folder({"COACH_DATA_DIR": value}) == expected


def usual(**variables: str) -> list[str]:
    """Both folders as a process with these variables finds them."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("COACH", "XDG"))}
    script = "from coach.adapters.paths import *; print(config_folder()); print(data_folder())"
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**kept, **variables},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.splitlines()


def test_without_them_the_folders_are_the_system_s(tmp_path: Path) -> None:
    folders = usual(HOME=str(tmp_path), COACH_CONFIG_DIR="", COACH_DATA_DIR="")
    assert all(folder.startswith(str(tmp_path)) for folder in folders)
    assert all(Path(folder).name == "coach" for folder in folders)


def test_xdg_folders_are_honoured_on_linux(tmp_path: Path) -> None:
    config, data = tmp_path / "c", tmp_path / "d"
    folders = usual(XDG_CONFIG_HOME=str(config), XDG_DATA_HOME=str(data))
    honoured = folders == [str(config / "coach"), str(data / "coach")]
    assert honoured is (sys.platform == "linux")
