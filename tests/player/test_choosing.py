"""What somebody finds who types a part of a name."""

import pytest

from coach.domain.routine import ExerciseStep, PainCheckStep, RestStep
from coach.player.choosing import choices, matching
from tests.player.house import bundled_library


def found(typed: str) -> list[str]:
    every = choices(bundled_library().exercises().values())
    return [choice.name for choice in matching(every, typed)]


def test_nothing_typed_shows_everything() -> None:
    names = found("")
    assert len(names) == len(bundled_library().exercises()) + 2
    assert names[-2:] == ["Rest", "Pain check"]
    assert names[:-2] == sorted(names[:-2], key=str.casefold)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cat", "Cat-cow"),
        ("CAT COW", "Cat-cow"),
        ("cow", "Cat-cow"),
        ("childs", "Child's pose"),
        ("bridge", "Hip raise"),
        ("pause", "Rest"),
    ],
)
def test_a_name_is_found_by_a_part_an_alias_or_the_id(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_a_name_that_begins_so_comes_before_one_that_has_it_inside() -> None:
    names = found("knee")
    assert names.index("Knee rolls") < names.index("Double knee hug")


@pytest.mark.parametrize("typed", ["all-fours", "hands and knees"])
def test_a_position_finds_what_is_done_in_it(typed: str) -> None:
    assert "Cat-cow" in found(typed)
    assert "Hip raise" not in found(typed)


def test_what_nothing_is_called_finds_nothing() -> None:
    assert found("xyzzy") == []


def test_what_is_chosen_is_a_step() -> None:
    every = choices(bundled_library().exercises().values())
    steps = {choice.name: choice.step for choice in every}
    assert steps["Cat-cow"] == ExerciseStep("cat-cow")
    assert isinstance(steps["Rest"], RestStep)
    assert isinstance(steps["Pain check"], PainCheckStep)
