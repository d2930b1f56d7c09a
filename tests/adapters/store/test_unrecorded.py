"""Rehearsals."""

import pytest

from coach.adapters.store import MemoryStore, UnrecordedJournal, open_record
from coach.domain.events import Outcome, Paused
from coach.domain.safety import Colour
from coach.domain.triage import Level
from coach.ports.journal import Standing
from tests.adapters.store.samples import ALL_KINDS, all_of, at, begun, ended
from tests.record import first_bar

STOPS = [outcome for outcome in Outcome if outcome.is_stop]


def play(journal: UnrecordedJournal, outcome: Outcome) -> str:
    session = journal.begin(begun(speed=60.0), ALL_KINDS)
    for event in all_of(ALL_KINDS):
        journal.write(session, [event], Standing(segment=2), at(1))
    journal.end(session, ended(2, outcome, Colour.AMBER))
    return session


@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.LEFT, Outcome.NO_ANSWER])
def test_a_rehearsal_leaves_no_session(outcome: Outcome) -> None:
    store = MemoryStore()
    journal = UnrecordedJournal(store, store)
    session = play(journal, outcome)
    journal.answer_left(session, hurt=True)
    journal.end(session, ended(3))
    assert store.sessions() == ()


@pytest.mark.parametrize("outcome", STOPS)
def test_a_rehearsal_that_is_stopped_is_written_whole(outcome: Outcome) -> None:
    store = MemoryStore()
    journal = UnrecordedJournal(store, store)
    session = play(journal, outcome)
    (record,) = store.sessions()
    assert (record.begun, record.end) == (begun(speed=60.0), ended(2, outcome, Colour.AMBER))
    assert store.events(record.id) == tuple(all_of(ALL_KINDS))
    journal.answer_left(session, hurt=True)
    assert store.sessions()[0].hurt


def test_nothing_is_written_before_the_stop() -> None:
    store = MemoryStore()
    journal = UnrecordedJournal(store, store)
    session = journal.begin(begun(), ALL_KINDS)
    journal.write(session, all_of(ALL_KINDS), Standing(), at(1))
    assert store.sessions() == ()


def test_warning_signs_and_answers_are_kept_at_once() -> None:
    store = MemoryStore()
    journal = UnrecordedJournal(store, store)
    journal.bar("numb", "Numb?", Level.EMERGENCY, at(1))
    bar = first_bar(store)
    assert bar is not None
    journal.follow_up(bar.id, "yes", at(2), lifted=True)
    assert first_bar(store) is None


def test_a_rehearsal_is_nobody_s_first_session() -> None:
    store = MemoryStore()
    UnrecordedJournal(store, store).introduce(["knees"], at(1))
    assert store.cautions() is None


def test_an_earlier_session_can_be_closed_and_answered_for() -> None:
    store = MemoryStore()
    session = store.begin(begun(), ALL_KINDS)
    store.close()
    journal = UnrecordedJournal(store, store)
    journal.end(session, ended(9, Outcome.LEFT, None))
    journal.answer_left(session, hurt=False)
    assert store.sessions()[0].hurt is False
    assert store.unfinished() is None


@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.PAIN])
def test_an_earlier_session_that_is_rehearsed_on_stays_unless_it_is_stopped(
    outcome: Outcome,
) -> None:
    store = MemoryStore()
    session = store.begin(begun(), ALL_KINDS)
    store.close()
    journal = UnrecordedJournal(store, store)
    journal.write(session, [Paused(5.0)], Standing(segment=1), at(3))
    journal.end(session, ended(9, outcome))
    assert (store.unfinished() is None) == outcome.is_stop
    assert len(store.events(session)) == int(outcome.is_stop)


def test_an_open_record_can_be_a_rehearsal(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("data")
    record = open_record(folder, recorded=False)
    record.journal.begin(begun(), ALL_KINDS)
    record.journal.bar("numb", "Numb?", Level.EMERGENCY, at(1))
    assert record.history.sessions() == ()
    assert first_bar(record.history) is not None
    record.close()
