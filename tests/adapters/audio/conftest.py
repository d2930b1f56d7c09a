from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.domain.sounds import Tone
from tests.adapters.audio.listening import Listener, client, play_until_heard
from tests.rig.pulse import SoundServer, need_programs


@pytest.fixture(scope="session")
def tuned_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Play and hear one tone first: loading all that takes is not what is listened to."""
    need_programs()
    folder = tmp_path_factory.mktemp("tuning") / "server"
    with SoundServer(folder) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        with Listener(server) as listener, client() as audio:
            play_until_heard(audio, listener, Tone.GET_READY)
            listener.wait_for_quiet()
            listener.heard()


@pytest.fixture
def server(
    tuned_up: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SoundServer]:
    """A sound server of our own, which is the one that everything here plays on."""
    need_programs()
    with SoundServer(tmp_path / "server") as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def listener(server: SoundServer) -> Iterator[Listener]:
    """Somebody who listens to it."""
    with Listener(server) as listener:
        yield listener


@pytest.fixture
def no_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing can sound."""
    (tmp_path / "asound.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
