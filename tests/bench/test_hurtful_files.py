"""A file made to hurt takes no longer than reading a file of the largest size plainly."""

import sys
import time
from pathlib import Path
from statistics import median

import pytest
import yaml

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from tests.adapters.library.test_untrusted import HURTFUL

MOST = 8.0
"""How many times the floor the worst of them may take."""
PLAIN = "- {name: a line of an ordinary list, seconds: 20}\n" * 5_200
"""An ordinary list of the largest size that is read."""


def seconds(act: object, *arguments: object) -> float:
    """Seconds of processor time that a call takes: the median of three."""
    assert callable(act)
    taken = []
    for _ in range(3):
        began = time.process_time()
        act(*arguments)
        taken.append(time.process_time() - began)
    return median(taken)


@pytest.mark.bench
def test_a_file_made_to_hurt_costs_little_more_than_an_ordinary_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = YamlLibrary(tmp_path, bundled("routines"))
    library.exercises()
    floor = seconds(yaml.compose, PLAIN, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    taken = {}
    for name, text in HURTFUL.items():
        file = tmp_path / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        taken[name] = seconds(library.check, file)
    worst = max(taken, key=lambda name: taken[name])
    with capsys.disabled():
        sys.stdout.write(
            f"\nan ordinary file of the largest size {floor * 1000:.0f} ms; the worst of "
            f"{len(taken)} ({worst}) {taken[worst] * 1000:.0f} ms, {taken[worst] / floor:.1f} times"
            f" (at most {MOST})\n"
        )
    assert taken[worst] <= MOST * floor
