"""What a command loads: the quick ones neither the screen nor the sound nor an event loop."""

import json
import subprocess
import sys

from tests.plain.person import START, Home, typed

LOADED = """
import json, sys
from coach.cli.main import run

code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
SCREEN = {"textual", "rich"}
SOUND = {"sounddevice", "_sounddevice", "soundfile", "miniaudio", "pyaudio", "simpleaudio", "numpy"}


def loaded(home: Home, *arguments: str, said: str = "") -> set[str]:
    """The top-level modules that ``coach`` has loaded when it is over."""
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        input=said.encode(),
        capture_output=True,
        check=False,
        env=home.environment,
    )
    code, modules = json.loads(ended.stdout.splitlines()[-1])
    assert (code, ended.stderr) == (0, b"")
    return set(modules)


def test_version_loads_next_to_nothing(home: Home) -> None:
    modules = loaded(home, "--version")
    assert "click" in modules
    assert modules & (SCREEN | SOUND | {"asyncio", "yaml", "pydantic", "sqlite3"}) == set()


def test_list_loads_neither_a_screen_nor_sound_nor_an_event_loop(home: Home) -> None:
    home.write("routines/mine.yaml", "schema: 1\ntitle: Mine\nsteps: [{exercise: bridge}]\n")
    for _ in range(2):  # the second time from what the first one kept
        assert loaded(home, "list") & (SCREEN | SOUND | {"asyncio", "sqlite3"}) == set()


def test_an_exercise_in_a_pipe_loads_no_screen(home: Home) -> None:
    assert loaded(home, "exercises", "bridge") & (SCREEN | SOUND | {"asyncio", "sqlite3"}) == set()


def test_a_session_line_by_line_loads_no_screen(home: Home) -> None:
    said = typed([*START, "stop"])
    modules = loaded(home, "play", "first-three", "--plain", "--speed", "600", said=said)
    assert "asyncio" in modules
    assert modules & SCREEN == set()
