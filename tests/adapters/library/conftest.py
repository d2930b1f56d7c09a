"""The small library that the tests read and add to."""

from pathlib import Path

import pytest

from tests.adapters.library.shelves import CAT_COW, CHILD_POSE, ROUTINE, WALK, Shelves


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    """A bundled folder with two routines' worth of exercises, and an empty own one."""
    bundled = tmp_path / "bundled"
    (bundled / "exercises").mkdir(parents=True)
    for name, text in (("cat-cow", CAT_COW), ("child-pose", CHILD_POSE), ("walk", WALK)):
        (bundled / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (bundled / "first-two.yaml").write_text(ROUTINE, encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    return Shelves(own, bundled)
