from pathlib import Path

import pytest

from tests.adapters.voice.speaking import Programs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The cache, which isn't there yet."""
    return tmp_path / "cache" / "voice"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """A machine on which nothing is installed but what the test puts there."""
    programs = Programs(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(programs.folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return programs


@pytest.fixture
def voice_file(tmp_path: Path) -> Path:
    """A voice for Piper, in a usual folder."""
    path = tmp_path / "share" / "piper" / "en_GB-somebody.onnx"
    path.parent.mkdir(parents=True)
    path.write_text("a voice")
    return path
