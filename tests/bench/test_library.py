"""How long reading the library takes, against work that any of it has to be."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
import yaml

from coach.adapters.library.exercises import read_bundled
from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled

MOST_BUNDLED = 150.0
"""Milliseconds that the whole bundled library may take."""
MOST_MANY = 3.0
"""Seconds that 1,000 routines may take."""
MOST_TIMES = 16.0
"""How many times the floor each of them may take."""
MANY = 1_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def spent(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time and on the clock that a call takes."""
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return time.process_time() - processor, time.perf_counter() - clock


def taken(act: Callable[[], object]) -> tuple[float, float]:
    """The median of five, of each."""
    processor, clock = zip(*(spent(act) for _ in range(5)), strict=True)
    return median(processor), median(clock)


def plainly(files: list[Path]) -> None:
    """The floor: the same files as YAML, with nothing looked at."""
    for file in files:
        yaml.compose(file.read_bytes(), LOADER)


def the_whole(own: Path) -> None:
    """All that is bundled, read anew: routines, exercises, relief, figures."""
    read_bundled.cache_clear()
    library = YamlLibrary(own, bundled("routines"))
    assert all(entry.routine is not None for entry in library.entries())
    assert library.relief_entries()
    assert library.figures()


@pytest.mark.bench
def test_the_whole_bundled_library_is_read_in_a_moment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, first_clock = spent(lambda: the_whole(tmp_path))
    floor, _ = taken(lambda: plainly(sorted(bundled("routines").rglob("*.yaml"))))
    processor, clock = taken(lambda: the_whole(tmp_path))
    with capsys.disabled():
        sys.stdout.write(
            f"\nthe bundled library: plain {floor * 1000:.0f} ms; read {processor * 1000:.0f} ms, "
            f"{processor / floor:.1f} times (at most {MOST_TIMES}, and {MOST_BUNDLED:.0f} ms), on "
            f"the clock {clock * 1000:.0f} ms; the first time, with imports and the models, "
            f"{first * 1000:.0f} ms, on the clock {first_clock * 1000:.0f} ms\n"
        )
    assert processor * 1000 <= MOST_BUNDLED
    assert processor <= MOST_TIMES * floor


@pytest.mark.bench
def test_a_thousand_routines_are_read_and_a_broken_one_costs_its_own_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (bundled("routines") / "morning-10.yaml").read_text(encoding="utf-8")
    for number in range(MANY):
        (tmp_path / f"mine-{number:04}.yaml").write_text(text, encoding="utf-8")
    floor, _ = spent(lambda: plainly(sorted(tmp_path.glob("*.yaml"))))
    library = YamlLibrary(tmp_path, bundled("routines"))
    library.exercises()
    processor, clock = spent(library.entries)
    broken = tmp_path / "mine-0500.yaml"
    broken.write_text(text.replace("- exercise", "-exercise") + "a: [", encoding="utf-8")
    entries: list[object] = []
    again, _ = spent(lambda: entries.extend(library.entries()))
    found = {entry.id: entry for entry in library.entries()}
    one, _ = spent(lambda: library.check(broken))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{MANY} routines: plain {floor:.2f} s; read {processor:.2f} s, "
            f"{processor / floor:.1f} times (at most {MOST_TIMES}, and {MOST_MANY} s), on "
            f"the clock {clock:.2f} s; with one changed and broken {again:.2f} s; the broken "
            f"one alone {one * 1000:.1f} ms\n"
        )
    assert len(found) == MANY + len(list(bundled("routines").glob("*.yaml")))
    assert [id for id, entry in found.items() if entry.problems] == ["mine-0500"]
    assert processor <= MOST_MANY
    assert processor <= MOST_TIMES * floor
    assert again <= processor
