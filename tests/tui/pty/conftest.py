from pathlib import Path

import pytest

from tests.plain.person import Home
from tests.tui.pty.terminal import known, quiet


@pytest.fixture
def stranger(tmp_path: Path) -> Home:
    """A person's folders before the first use: but for the settings, empty."""
    return quiet(Home(tmp_path, known=False))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A person's folders after the first use."""
    return known(Home(tmp_path))
