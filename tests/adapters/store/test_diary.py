"""The diary and what was done of each exercise, as they come back from the record."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coach.adapters.store import MemoryStore, SqliteStore, UnrecordedJournal
from coach.adapters.store.safety_memory import EVER
from coach.domain.diary_entry import (
    BodySide,
    DiaryEntry,
    EpisodeFacts,
    Medicine,
    Quality,
    Spread,
)
from coach.domain.dose import Side, Sides
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.ports.journal import RecordError, Standing
from coach.ports.safety_record import PainScore
from tests.adapters.store.conftest import Store
from tests.adapters.store.samples import ALL_KINDS, at, began, begun, ended

Restarted = Callable[[], Store]

WHOLE = DiaryEntry(
    written=at(5),
    now=3,
    best=1,
    worst=6,
    site="right",
    side=BodySide.RIGHT,
    spread=Spread.BELOW_KNEE,
    qualities=(Quality.ACHE, Quality.ELECTRIC),
    spasms=2,
    spasm_minutes=10,
    stiff_minutes=30,
    tingling=True,
    weakness=False,
    woken=2,
    kept_awake=True,
    all_night=False,
    eased=("heat", "Gehen"),
    worsened=("sitting",),
    heat=2,
    cold=0,
    walks=1,
    painkiller=True,
    medicines=(Medicine("Ibuprofen 400", "an hour"), Medicine("tea")),
    activities=(3, None, 10),
    notes="<b>stiff</b> & 'sore'; \u00e4\u00f6\u00fc \U0001f642\nsecond line",
)
FACTS = EpisodeFacts(
    written=at(6),
    began=date(2026, 6, 20),
    about=True,
    suddenly=False,
    doing="lifting",
    injury=None,
    activities=("stairs", "socks", "car"),
    questions=("May I run?",),
)
DONE = ExerciseDone(2, "bridge", Sides.EACH, (7, 5), 5.0, None, 3, eased=True)
STOPPED = replace(
    DONE, step=3, stopped=True, stopped_side=Side.LEFT, stopped_rep=4, reason="sharp, tailbone"
)


def test_an_entry_comes_back_with_everything_in_it(restarted: Restarted) -> None:
    assert all(getattr(WHOLE, one.name) is not None for one in fields(WHOLE))
    id = restarted().write_entry(WHOLE)
    (kept,) = restarted().entries()
    assert (kept.id, kept.entry) == (id, WHOLE)
    assert kept.entry.written.utcoffset() == timedelta(hours=2)


def test_what_was_left_out_stays_unknown(restarted: Restarted) -> None:
    restarted().write_entry(DiaryEntry(at(0), now=0))
    (kept,) = restarted().entries()
    assert kept.entry == DiaryEntry(at(0), now=0)
    assert kept.entry.heat is None


def test_entries_are_told_by_their_moment_and_can_be_taken_back(restarted: Restarted) -> None:
    store = restarted()
    late, early = (store.write_entry(DiaryEntry(at(minute), now=1)) for minute in (9, 2))
    assert [kept.id for kept in store.entries()] == [early, late]
    assert [kept.id for kept in store.entries(at(9))] == [late]
    store.take_back(late)
    store.take_back("no such entry")
    assert [kept.id for kept in restarted().entries()] == [early]


def test_the_episode_is_what_was_said_last(restarted: Restarted) -> None:
    store = restarted()
    assert store.episode_facts() is None
    store.tell_episode(replace(FACTS, written=at(50), doing="nothing"))
    store.tell_episode(FACTS)  # with the clock set back
    assert restarted().episode_facts() == FACTS


def test_all_that_was_said_of_an_episode_is_told_between_the_entries(restarted: Restarted) -> None:
    assert restarted().all_episode_facts() == ()
    first = replace(FACTS, written=at(50), activities=("walking",))
    restarted().tell_episode(first)
    before = restarted().write_entry(WHOLE)
    restarted().tell_episode(FACTS)  # with the clock set back
    after = restarted().write_entry(replace(WHOLE, written=at(-50)))  # for a day before
    told = restarted().all_episode_facts()
    assert [one.facts for one in told] == [first, FACTS]
    assert told[0].id < before < told[1].id < after


def test_the_rules_about_pain_see_the_scores_of_the_diary(restarted: Restarted) -> None:
    store = restarted()
    store.score(2, at(1))
    store.write_entry(WHOLE)
    store.score(4, at(7))
    given = [(score.given, score.score, score.site) for score in restarted().scores(EVER)]
    assert given == [(at(1), 2, ""), (at(5), 3, "right"), (at(7), 4, "")]
    assert restarted().scores(at(6)) == (PainScore(at(7), 4),)


def test_text_that_is_no_text_is_kept_as_far_as_it_goes(restarted: Restarted) -> None:
    restarted().write_entry(replace(WHOLE, notes="a\udc80b"))
    (kept,) = restarted().entries()
    assert kept.entry.notes in ("a?b", "a\udc80b")


def test_an_entry_that_cannot_be_written_is_a_calm_sentence(sqlite_store: SqliteStore) -> None:
    sqlite_store._connection.execute("PRAGMA query_only = ON")
    for write in (
        lambda: sqlite_store.write_entry(WHOLE),
        lambda: sqlite_store.tell_episode(FACTS),
        lambda: sqlite_store.take_back("x"),
    ):
        with pytest.raises(RecordError, match="can't be written: it is write-protected"):
            write()


# What was done


def test_what_was_done_is_kept_as_it_stands_now(restarted: Restarted) -> None:
    store = restarted()
    session = store.begin(begun(), ALL_KINDS)
    store.write(session, [began(ALL_KINDS, 0)], Standing(), at(1), done=[DONE])
    store.write(session, [], Standing(), at(2), done=[replace(DONE, done=4), STOPPED])
    assert restarted().exercises_done() == (
        (session, replace(DONE, done=4)),
        (session, STOPPED),
    )


def test_what_was_done_is_found_by_its_time_and_its_exercise(store: Store) -> None:
    ids = []
    for minutes in (30, 0):
        id = store.begin(begun(minutes), ALL_KINDS)
        other = replace(DONE, step=4, exercise="cat-cow", sides=Sides.BOTH, time=30.5, planned=())
        store.write(id, [began(ALL_KINDS, 0)], Standing(), at(minutes), done=[other, DONE])
        ids.append(id)
    late, early = ids
    assert [id for id, _ in store.exercises_done()] == [early, early, late, late]
    assert [id for id, _ in store.exercises_done(at(1))] == [late, late]
    found = store.exercises_done(exercises={"cat-cow", "x"})
    assert [(id, one.exercise) for id, one in found] == [(early, "cat-cow"), (late, "cat-cow")]
    assert store.exercises_done(exercises=()) == ()


def test_sessions_are_read_from_a_moment_on_and_no_more_than_wanted(store: Store) -> None:
    ids = [store.begin(begun(minutes), ALL_KINDS) for minutes in range(5)]
    assert [one.id for one in store.sessions(at(3))] == [ids[4], ids[3]]
    assert [one.id for one in store.sessions(limit=2)] == [ids[4], ids[3]]
    assert [one.id for one in store.sessions(at(1), 1)] == [ids[4]]
    assert len(store.sessions()) == 5


def test_a_rehearsal_keeps_the_diary_and_no_exercise() -> None:
    store = MemoryStore()
    journal = UnrecordedJournal(store, store)
    session = journal.begin(begun(), ALL_KINDS)
    journal.write(session, [began(ALL_KINDS, 0)], Standing(), at(1), done=[DONE])
    kept = journal.write_entry(WHOLE)
    gone = journal.write_entry(WHOLE)
    journal.take_back(gone)
    journal.tell_episode(FACTS)
    assert [one.id for one in store.entries()] == [kept]
    assert store.episode_facts() == FACTS
    journal.end(session, ended(2))
    assert store.exercises_done() == ()
    again = journal.begin(begun(), ALL_KINDS)
    journal.write(again, [began(ALL_KINDS, 0)], Standing(), at(1), done=[DONE])
    journal.end(again, ended(2, Outcome.PAIN))
    assert [one for _, one in store.exercises_done()] == [DONE]


# Clocks and zones


def test_another_zone_and_daylight_saving_change_no_order_and_no_moment(path: Path) -> None:
    """Two in the morning twice, a flight, a clock set back: each once, by what it was in UTC."""
    berlin = ZoneInfo("Europe/Berlin")
    night = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    moments = [
        night,
        night.replace(fold=1),
        datetime(2026, 10, 25, 1, 45, tzinfo=UTC),
        datetime(2026, 10, 24, 16, 0, tzinfo=timezone(timedelta(hours=-10))),
        datetime(2026, 10, 25, 16, 0, tzinfo=timezone(timedelta(hours=13))),
    ]
    for number in (2, 0, 4, 1, 3):
        with SqliteStore.open(path) as store:
            begins = replace(begun(), begun=moments[number])
            session = store.begin(begins, ALL_KINDS)
            store.write(session, [began(ALL_KINDS, 0)], Standing(), moments[number], done=[DONE])
            store.end(session, replace(ended(0), ended=moments[number]))
            store.write_entry(DiaryEntry(moments[number], now=number))
    with SqliteStore.open(path) as store:
        in_order = sorted(moments, key=lambda one: one.astimezone(UTC))
        entries = [kept.entry.written for kept in store.entries()]
        sessions = [one.begun.begun for one in reversed(store.sessions())]
        scores = [score.given for score in store.scores(EVER)]
        for found in (entries, sessions, scores):
            assert [(one.astimezone(UTC), one.utcoffset()) for one in found] == [
                (one.astimezone(UTC), one.utcoffset()) for one in in_order
            ]
        assert len({id for id, _ in store.exercises_done()}) == len(moments)
        assert [one.begun.begun for one in store.sessions(limit=1)] == [
            in_order[-1].astimezone(timezone(in_order[-1].utcoffset() or timedelta()))
        ]
