from pathlib import Path

import pytest

from tests.plain.person import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folders of a person who has used the program before."""
    return Home(tmp_path)
