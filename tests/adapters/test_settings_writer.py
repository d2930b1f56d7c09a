"""A setting that is kept leaves everything else in the file alone."""

from pathlib import Path

import pytest

from coach.adapters.settings import read_settings
from coach.adapters.settings_writer import keep_setting

OWN = """# where I live
country = "DE"   # since 2020

[sound]
volume = 3   # the neighbours
"""


def test_comments_order_and_the_other_settings_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(OWN, encoding="utf-8")
    assert keep_setting(path, "emergency-number", "112") == ""
    assert keep_setting(path, "volume", 8, table="sound") == ""
    assert keep_setting(path, "theme", "light", table="screen") == ""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# where I live\n")
    for kept in ('country = "DE"   # since 2020', "volume = 8   # the neighbours"):
        assert kept in text
    settings, mistakes = read_settings(path)
    assert mistakes == ()
    assert (settings.emergency_number, settings.volume, settings.theme) == ("112", 8, "light")


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    assert keep_setting(path, "theme", "light", table="screen") == ""
    assert read_settings(path)[0].theme == "light"


@pytest.mark.parametrize("broken", ["country = ", "sound = 3\n", "[sound]\n[sound]\n"])
def test_a_file_with_a_mistake_is_not_touched(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(broken, encoding="utf-8")
    trouble = keep_setting(path, "volume", 8, table="sound")
    assert str(path) in trouble
    assert "not kept" in trouble
    assert path.read_text(encoding="utf-8") == broken


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text(OWN, encoding="utf-8")
    real.chmod(0o600)
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    assert keep_setting(link, "volume", 8, table="sound") == ""
    assert link.is_symlink()
    assert "volume = 8" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cant_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file" / "settings.toml"
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "not kept" in keep_setting(path, "volume", 8, table="sound")
