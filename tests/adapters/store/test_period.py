"""What an overview is read from agrees with the whole record, in a file and in memory."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.adapters.store import MemoryStore, SqliteStore
from coach.domain.diary_entry import DiaryEntry
from coach.domain.dose import Side, Sides
from coach.domain.events import Described, Event, Scored
from coach.domain.exercise_record import ExerciseDone
from coach.domain.overview_lines import Given
from coach.ports.journal import Standing
from tests.adapters.store.samples import ALL_KINDS, at, begun
from tests.records import a_month

Store = MemoryStore | SqliteStore
EVER = datetime(1970, 1, 1, tzinfo=UTC)
THIRD = ExerciseDone(
    2, "bridge", Sides.EACH, (5, 4), hold=20 / 3, time=0.1 + 0.2, done=3, stopped=True,
    stopped_side=Side.LEFT, stopped_rep=3, reason='"sharp"\nand\x1f new, 6 °',
)  # fmt: skip


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = MemoryStore() if request.param == "memory" else SqliteStore.open(tmp_path / "coach.db")
    with closing(opened):
        yield opened


def test_of_nothing_nothing_is_known(store: Store) -> None:
    assert (store.played(EVER), store.given(EVER), dict(store.done(EVER))) == ((), (), {})
    assert (store.session_days(), store.first_day()) == (frozenset(), None)


def test_sessions_are_those_of_the_record(store: Store) -> None:
    a_month(store)
    whole = store.sessions()[::-1]
    found = store.played(EVER)
    assert [one.id for one in found] == [one.id for one in whole]
    for one, record in zip(found, whole, strict=True):
        begun, end = record.begun, record.end
        assert (one.begun, one.routine, one.title) == (begun.begun, begun.routine, begun.title)
        assert (one.start, one.seconds, one.hurt) == (
            begun.start_score,
            record.seconds,
            record.hurt,
        )
        assert one.exercises == record.exercises
        assert end is not None
        assert (one.ended, one.end, one.outcome) == (end.ended, end.end_score, end.outcome)
        assert (one.colour, one.reason) == (end.colour, end.reason)
    assert store.session_days() == {one.begun.begun.date() for one in whole}
    late = whole[5].begun.begun
    assert [one.id for one in store.played(late)] == [one.id for one in whole[5:]]


def test_a_session_that_runs_has_no_end(store: Store) -> None:
    store.begin(begun(), ALL_KINDS)
    (found,) = store.played(EVER)
    assert (found.ended, found.end, found.outcome, found.colour) == (None, None, None, None)
    assert (found.reason, found.exercises) == ("", ())


def test_scores_are_those_of_the_record(store: Store) -> None:
    a_month(store)
    whole = store.scores(EVER)
    assert store.given(EVER) == tuple(Given(one.given, one.score, one.site) for one in whole)
    assert len(whole) > 30
    late = whole[20].given
    assert [one.when for one in store.given(late)] == [one.given for one in store.scores(late)]


def test_a_region_belongs_to_the_score_that_comes_next(store: Store) -> None:
    session = store.begin(begun(), ALL_KINDS)
    told: list[Event] = [
        Described(1.0, "left", "ache"),
        Described(2.0, "right", "ache"),
        Scored(3.0, 4),
    ]
    store.write(session, told, Standing(), at(1))
    store.write(session, [Scored(70.0, 5)], Standing(), at(2))
    other = store.begin(replace(begun(), begun=at(3)), ALL_KINDS)
    store.write(other, [Scored(0.0, 6)], Standing(), at(4))
    assert [(one.score, one.site) for one in store.given(EVER)] == [(4, "right"), (5, ""), (6, "")]
    assert [(one.score, one.site) for one in store.scores(EVER)] == [(4, "right"), (5, ""), (6, "")]


def test_what_was_done_comes_back_to_the_last_digit(store: Store) -> None:
    session = store.begin(begun(), ALL_KINDS)
    first = replace(THIRD, step=1, hold=5.0, time=None, reason="")
    eased = replace(THIRD, exercise="a-bridge", eased=True, whole=True, stopped=False)
    store.write(session, [Scored(0.0, 4)], Standing(), at(1), done=[eased, THIRD, first])
    assert store.exercises_done() == ((session, first), (session, THIRD), (session, eased))
    assert {id: list(done) for id, done in store.done(EVER).items()} == {
        session: [first, THIRD, eased]
    }
    assert store.exercises_done(exercises=("a-bridge",)) == ((session, eased),)


def test_the_first_day_is_the_one_that_it_was_where_it_was_written_down(store: Store) -> None:
    west, east = timezone(timedelta(hours=-11)), timezone(timedelta(hours=13))
    early = datetime(2026, 6, 2, 13, 30, tzinfo=east)
    later = (early + timedelta(hours=2)).astimezone(west)
    assert (early < later, early.date() > later.date()) == (True, True)
    store.score(3, early)
    assert store.first_day() == early.date()
    store.write_entry(DiaryEntry(later, 4))
    assert store.first_day() == later.date()
    store.begin(replace(begun(), begun=early - timedelta(days=9)), ALL_KINDS)
    assert store.first_day() == (early - timedelta(days=9)).date()
