from pathlib import Path

import pytest

from tests.plain.person import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A person's folders, empty."""
    return Home(tmp_path)
