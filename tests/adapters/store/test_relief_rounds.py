"""What was put on the skin is remembered over restarts, by no more than facts."""

from collections.abc import Callable
from pathlib import Path

from coach.adapters.store import FILE, MemoryStore, SqliteStore, UnrecordedJournal
from coach.adapters.store.safety_memory import EVER
from coach.domain.relief import Round
from tests.adapters.store.conftest import Store
from tests.adapters.store.samples import at

Restarted = Callable[[], Store]

HEAT = Round("heat", at(0), 2100.0)
SECOND = Round("alternate", at(90), 2100.0, first=False)


def test_rounds_come_back_in_their_order(restarted: Restarted) -> None:
    store = restarted()
    assert store.relief_rounds(EVER) == ()
    store.relief_round(HEAT)
    store.relief_round(SECOND)
    store = restarted()
    assert store.relief_rounds(EVER) == (HEAT, SECOND)
    assert store.relief_rounds(at(1)) == (SECOND,)


def test_a_rehearsal_puts_nothing_on_anybody(tmp_path: Path) -> None:
    with SqliteStore.open(tmp_path / FILE) as store:
        UnrecordedJournal(store, store).relief_round(HEAT)
        assert store.relief_rounds(EVER) == ()


def test_a_record_that_cant_be_written_knows_the_rounds_before(tmp_path: Path) -> None:
    with SqliteStore.open(tmp_path / FILE) as store:
        store.relief_round(HEAT)
        memory = MemoryStore()
        assert memory.take_over(store)
    assert memory.relief_rounds(EVER) == (HEAT,)
