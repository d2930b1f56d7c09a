"""Ids order by time, and are unique."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import RFC_4122, UUID

import pytest

from coach.adapters.store import ids as making
from coach.adapters.store.ids import new_id
from coach.adapters.store.sqlite import SqliteStore
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts
from tests.adapters.store.samples import NOON, begun, timeline


def test_ids_of_one_moment_are_in_order_and_unique() -> None:
    ids = [new_id(NOON) for _ in range(10_000)]
    assert ids == sorted(set(ids))


def test_ids_order_by_time() -> None:
    ids = [new_id(NOON + timedelta(days=4000, milliseconds=n)) for n in range(1000)]
    assert ids == sorted(set(ids))


def test_an_id_is_a_uuid_of_version_7_that_tells_its_moment() -> None:
    later = NOON + timedelta(days=9000)
    id = UUID(new_id(later))
    assert (id.version, id.variant) == (7, RFC_4122)
    assert id.int >> 80 == int(later.timestamp() * 1000)


def test_a_clock_that_goes_back_or_stands_before_1970_does_not_break_the_order() -> None:
    first = new_id(NOON + timedelta(days=10_000))
    assert new_id(NOON) > first
    assert new_id(datetime(1960, 1, 1, tzinfo=UTC)) > first


def test_a_new_process_goes_on_after_every_id_of_the_record(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after an entry, an episode or a line, and where the clock was set back since."""
    made: list[str] = []
    for number in range(12):
        monkeypatch.setattr(making, "_maker", making._Maker())
        with SqliteStore.open(path) as store:
            if number % 4 == 1:
                entry = DiaryEntry(NOON - timedelta(days=1), now=3)
                made.append(store.write_entry(entry))
            elif number % 4 == 2:
                store.tell_episode(EpisodeFacts(NOON - timedelta(days=2), doing=f"{number}"))
                facts = store.episode_facts()
                assert facts is not None
                assert facts.doing == f"{number}"
            elif number % 4 == 3:
                store.doctor_line(f"row {number}", "Pain in a leg?", NOON - timedelta(days=1))
                made.extend(line.id for line in store.doctor_lines() if line.id not in made)
            else:
                made.append(store.begin(begun(), timeline("bridge")))
    assert made == sorted(made)
    assert len(made) == 9
