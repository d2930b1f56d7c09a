"""The record of safety: what stores remember, what a rehearsal keeps, what older files lack."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coach.adapters.store import FILE, MemoryStore, SqliteStore, UnrecordedJournal, open_record
from coach.adapters.store.safety_memory import EVER
from coach.domain.asking import DoctorLine, ListsAsked
from coach.domain.events import Described, Event, Scored
from coach.domain.triage import Level
from coach.ports.journal import Standing
from coach.ports.safety_record import LineAnswer, ListGroup, PainScore
from tests.adapters.store.conftest import Store
from tests.adapters.store.folders import back_to
from tests.adapters.store.samples import ALL_KINDS, NOON, at, begun
from tests.record import first_bar

Restarted = Callable[[], Store]


def test_nothing_is_known_at_first(store: Store) -> None:
    assert store.lists_asked() == ListsAsked()
    assert store.times_checked() == {}
    assert store.doctor_lines() == ()
    assert store.scores(EVER) == ()
    assert store.new_episodes() == ()


def test_the_lists_are_known_by_their_first_and_last_time(restarted: Restarted) -> None:
    store = restarted()
    store.list_asked(ListGroup.URGENT, at(0))
    store.list_asked(ListGroup.SOON, at(1))
    store.list_due(at(2))
    store = restarted()
    assert store.lists_asked() == ListsAsked(at(0), at(0), at(1), at(2), full_is_due=True)
    assert store.lists_asked().full_is_due
    store.list_asked(ListGroup.URGENT, at(3))
    asked = restarted().lists_asked()
    assert (asked.urgent, asked.first) == (at(3), at(0))
    assert not asked.full_is_due


def test_the_newest_check_of_a_row_counts(restarted: Restarted) -> None:
    store = restarted()
    for minute, row in ((0, "clumsy"), (1, "shape"), (5, "clumsy")):
        store.checked(row, at(minute))
    assert restarted().times_checked() == {"clumsy": at(5), "shape": at(1)}


def test_a_doctor_soon_line_keeps_what_was_said_to_it(restarted: Restarted) -> None:
    store = restarted()
    store.doctor_line("recurs", "Again?", at(0))
    store.doctor_line("sleep", "Awake?", at(1))
    recurs, sleep = store.doctor_lines()
    store.answer_line(recurs.id, LineAnswer.LATER, at(2))
    store.answer_line(recurs.id, LineAnswer.LATER, at(3))
    store.answer_line(sleep.id, LineAnswer.DONE, at(4))
    assert restarted().doctor_lines() == (
        DoctorLine(recurs.id, "recurs", "Again?", at(0), reminded=at(3)),
        DoctorLine(sleep.id, "sleep", "Awake?", at(1), done=at(4)),
    )


def test_scores_come_in_order_with_the_place_that_was_told_before_them(
    restarted: Restarted,
) -> None:
    store = restarted()
    store.score(2, at(0))
    session = store.begin(begun(), ALL_KINDS)
    events: list[Event] = [
        Scored(1.0, 3),
        Described(2.0, "left", "ache"),
        Scored(2.0, 5),
        Scored(3.0, 4),
    ]
    store.write(session, events, Standing(), at(1))
    store.score(1, at(9))
    store = restarted()
    scores = store.scores(EVER)
    assert [(score.score, score.site) for score in scores] == [
        (2, ""), (3, ""), (5, "left"), (4, ""), (1, ""),
    ]  # fmt: skip
    assert scores[-1] == PainScore(at(9), 1)
    assert store.scores(at(5)) == (PainScore(at(9), 1),)


def test_another_episode_is_remembered(restarted: Restarted) -> None:
    restarted().new_episode(NOON)
    assert restarted().new_episodes() == (NOON,)


def test_a_bar_is_known_by_its_id(restarted: Restarted) -> None:
    store = restarted()
    id = store.bar("chest", "Chest pain?", Level.EMERGENCY, NOON)
    bar = first_bar(restarted())
    assert bar is not None
    assert bar.id == id


def test_a_rehearsal_keeps_what_a_doctor_and_a_stop_say_and_nothing_else() -> None:
    store = MemoryStore()
    journal = UnrecordedJournal(store, store)
    journal.list_asked(ListGroup.URGENT, NOON)
    journal.score(4, NOON)
    journal.new_episode(NOON)
    assert (store.lists_asked(), store.scores(EVER), store.new_episodes()) == (ListsAsked(), (), ())
    journal.list_due(NOON)
    journal.checked("shape", NOON)
    journal.doctor_line("sleep", "Awake?", NOON)
    assert journal.bar("chest", "Chest pain?", Level.EMERGENCY, NOON)
    journal.answer_line(store.doctor_lines()[0].id, LineAnswer.DONE, NOON)
    assert store.lists_asked().full_is_due
    assert store.times_checked() == {"shape": NOON}
    assert store.doctor_lines()[0].done == NOON


def first_version(folder: Path) -> None:
    """A record as the first version of the program wrote it, with a bar and cautions."""
    with SqliteStore.open(folder / FILE) as store:
        store.bar("chest", "Chest pain?", Level.EMERGENCY, NOON)
        store.introduce(("knees",), NOON)
    with closing(sqlite3.connect(folder / FILE)) as connection:
        back_to(connection, 1)


def test_an_older_record_goes_on_and_has_been_asked_no_list_yet(tmp_path: Path) -> None:
    first_version(tmp_path)
    with SqliteStore.open(tmp_path / FILE) as store:
        assert first_bar(store) is not None
        assert store.lists_asked() == ListsAsked()
        store.doctor_line("sleep", "Awake?", NOON)
        assert [line.sign for line in store.doctor_lines()] == ["sleep"]


@pytest.mark.parametrize("older", [False, True])
def test_a_record_that_can_only_be_read_says_everything_that_it_holds(
    tmp_path: Path, older: bool
) -> None:
    first_version(tmp_path)
    if not older:
        with SqliteStore.open(tmp_path / FILE) as store:
            store.doctor_line("sleep", "Awake?", NOON)
            store.list_due(NOON + timedelta(minutes=1))
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    history = open_record(tmp_path).history
    assert first_bar(history) is not None
    assert history.cautions() == ("knees",)
    assert history.lists_asked().full_is_due  # in the older one not everything can be looked up
    assert len(history.doctor_lines()) == (0 if older else 1)


def test_the_newest_answer_stays_the_newest_when_the_clock_is_set_back(
    restarted: Restarted,
) -> None:
    ahead = NOON + timedelta(days=400)
    store = restarted()
    store.introduce((), ahead)
    store.list_asked(ListGroup.URGENT, ahead)
    store.gentle_from(ahead)
    store = restarted()
    store.introduce(("surgery-12w",), NOON, bars=True)
    store.list_due(NOON)
    store.gentle_from(NOON)
    store = restarted()
    assert store.cautions() == ("surgery-12w",)
    assert store.lists_asked().full_is_due
    assert store.gentle_since() == NOON
    store.list_asked(ListGroup.URGENT, NOON)
    assert not restarted().lists_asked().full_is_due


@pytest.mark.parametrize("hurting", [False, True])
def test_a_record_that_can_only_be_read_and_ended_badly_wants_the_full_list(
    tmp_path: Path, hurting: bool
) -> None:
    with SqliteStore.open(tmp_path / FILE) as store:
        store.list_asked(ListGroup.URGENT, NOON)
        session = store.begin(begun(), ALL_KINDS)
        store.write(session, [], Standing(hurting=hurting), at(1))
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert open_record(tmp_path).history.lists_asked().full_is_due


def test_a_rehearsal_answers_a_list_for_somebody_whose_first_use_is_over() -> None:
    store = MemoryStore()
    store.list_asked(ListGroup.URGENT, NOON)
    store.list_due(NOON)
    UnrecordedJournal(store, store).list_asked(ListGroup.URGENT, NOON)
    assert not store.lists_asked().full_is_due
