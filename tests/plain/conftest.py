from pathlib import Path

import pytest

from tests.plain.person import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folders of a person who has used the program before."""
    return Home(tmp_path)


@pytest.fixture
def newcomer(tmp_path: Path) -> Home:
    """The folders, empty, of a person who has never used the program."""
    return Home(tmp_path / "newcomer", known=False)
