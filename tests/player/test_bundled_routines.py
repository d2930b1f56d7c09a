"""Every bundled routine from its first line to its last, with every question answered."""

import pytest

from coach.domain.events import Outcome
from tests.player.answering import start
from tests.player.earlier import keep_greens
from tests.player.house import House, bundled_library

ROUTINES = [entry.id for entry in bundled_library().entries()]


@pytest.mark.parametrize("score", [0, 4])
@pytest.mark.parametrize("routine", ROUTINES)
def test_a_bundled_routine_comes_to_its_end(routine: str, score: int) -> None:
    house = House()
    keep_greens(house.store, house.clock.wall(), 6, "")
    house.enter(routine)
    start(house, score=score)
    if house.asked == "gentle":
        assert routine == "hips-legs"  # the one that is not for a flare
        house.answer("y")
    assert house.session is not None
    while house.play_until_question():
        house.answer(score)
    assert house.outcome is Outcome.DONE


@pytest.mark.parametrize("routine", ROUTINES)
def test_nobody_is_asked_whether_the_references_dose_is_meant(routine: str) -> None:
    house = House()
    keep_greens(house.store, house.clock.wall(), 6, "")
    house.enter(routine)
    start(house)
    assert not house.heard_question("unusual")
