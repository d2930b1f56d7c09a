"""The diary's days: midnight while somebody answers, clocks that change, other zones."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from coach.domain.diary_entry import DiaryEntry
from coach.domain.questions import Question
from coach.player.dialogue import Read, Tell
from coach.player.diary import heed_entry, keep_entry, log_entry, newest
from coach.player.diary_form import PAIN, entry_of
from coach.player.past import diary_record
from tests.fakes import FakeClock
from tests.player.house import House
from tests.player.test_diary import Heard, doorway, note

SUMMER, WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
HALF_PAST = [
    datetime(2026, 10, 24, 0, 30, tzinfo=SUMMER),
    datetime(2026, 10, 25, 0, 30, tzinfo=SUMMER),
    datetime(2026, 10, 26, 0, 30, tzinfo=WINTER),
]
"""Half an hour past midnight on three days, on the second of which the clocks go back."""


def test_no_day_is_lost_when_the_clocks_change() -> None:
    house = House(FakeClock(wall=datetime(2026, 10, 26, 9, 0, tzinfo=WINTER)))
    door = doorway(house)
    for pain, when in enumerate(HALF_PAST, start=3):
        house.store.write_entry(DiaryEntry(when, pain))
    days = diary_record(door).days
    assert [(day.date.day, day.scores) for day in days] == [(24, (3,)), (25, (4,)), (26, (5,))]
    second = newest(door, date(2026, 10, 25))
    assert second is not None
    assert second.entry.now == 4


def test_a_day_that_has_not_begun_here_yet_is_today() -> None:
    tokyo = timezone(timedelta(hours=9))
    house = House(FakeClock(wall=datetime(2026, 10, 25, 20, 0, tzinfo=WINTER)))
    house.store.write_entry(DiaryEntry(datetime(2026, 10, 26, 3, 30, tzinfo=tokyo), 9))
    (day,) = diary_record(doorway(house)).days
    assert (day.date.day, day.scores) == (25, (9,))


# Midnight

MUCH = "No exercise now."
"""How the advice for much pain begins."""


def asked_before_midnight(answers: Mapping[str, str], *, after: str, wait: float) -> House:
    """Somebody whom it is asked at 23:59, and who takes so long for the question ``after``."""
    house = House(FakeClock(wall=datetime(2026, 11, 20, 23, 59, tzinfo=UTC)))
    dialogue = log_entry(doorway(house))
    told: list[str] = []
    item = next(dialogue)
    with suppress(StopIteration):
        while True:
            if not isinstance(item, Question):
                told += item.lines if isinstance(item, Tell | Read) else ()
                item = next(dialogue)
                continue
            if item.id == after:
                house.clock.pass_time(wait)
            answer = item.accept(answers[item.id])
            assert answer is not None
            item = dialogue.send(answer)
    assert any(MUCH in line for line in told)
    assert house.store.lists_asked().full_is_due
    return house


@pytest.mark.parametrize("after", ["diary-pain", "diary-more", "worst"])
@pytest.mark.parametrize("wait", [180.0, 9 * 3600.0, 14 * 3600.0])
def test_much_pain_is_heeded_also_past_midnight(after: str, wait: float) -> None:
    answers = {"diary-pain": "9", "diary-more": "more", "worst": "done", "diary-offer": "n"}
    house = asked_before_midnight(answers, after=after, wait=wait)
    (kept,) = house.store.entries()
    assert kept.entry.written == house.clock.wall()


def test_much_pain_of_an_entry_that_was_begun_before_midnight_is_heeded_after_it() -> None:
    house = House(FakeClock(wall=datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)))
    door = doorway(house)
    entry = entry_of({PAIN.id: "9"}, door.clock.wall())
    house.clock.pass_time(2)
    keep_entry(door, entry)
    assert house.store.lists_asked().full_is_due
    assert any(MUCH in line for line in Heard(heed_entry(door, entry), {}).lines)


@pytest.mark.parametrize("day", [1, 2])
def test_much_pain_of_a_day_before_says_nothing_about_now(day: int) -> None:
    house = House(FakeClock(wall=datetime(2026, 11, 21, 0, 0, tzinfo=UTC)))
    door = doorway(house)
    heard = Heard(heed_entry(door, note(door, 9, ago=day)), {})
    assert not house.store.lists_asked().full_is_due
    assert not any(MUCH in line for line in heard.lines)
