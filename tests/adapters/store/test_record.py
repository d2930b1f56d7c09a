"""What both stores do: the file's and memory's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.domain.cues import Cue, CueKind
from coach.domain.events import CueDue, Outcome, Paused, Scored
from coach.domain.safety import Colour
from coach.domain.triage import Level
from coach.ports.journal import RecordError, SessionRecord, Standing
from tests.adapters.store.conftest import Store
from tests.adapters.store.samples import (
    ALL_KINDS,
    NOON,
    all_of,
    at,
    began,
    begun,
    ended,
    timeline,
)
from tests.record import first_bar

Restarted = Callable[[], Store]


def test_a_new_record_is_empty(store: Store) -> None:
    assert store.sessions() == ()
    assert store.unfinished() is None
    assert store.times_done() == {}
    assert first_bar(store) is None
    assert store.cautions() is None
    assert store.notices == ()


def test_a_session_is_found_again_as_it_was(restarted: Restarted) -> None:
    laid = timeline("cat-cow", "bridge")
    store = restarted()
    session = store.begin(begun(), laid)
    store.write(session, all_of(laid), Standing(segment=6), at(1))
    store.end(session, ended(2))
    (record,) = restarted().sessions()
    assert record == SessionRecord(
        session, begun(), ended(2), ("cat-cow", "bridge"), seconds=34.0, hurt=None
    )
    assert record.begun.begun.utcoffset() == NOON.utcoffset()


def test_sessions_come_newest_first(store: Store) -> None:
    ids = [store.begin(begun(minutes), ALL_KINDS) for minutes in (0, 10, 10, 20)]
    assert [record.id for record in store.sessions()] == ids[::-1]
    older = store.begin(begun(-5), ALL_KINDS)
    assert store.sessions()[-1].id == older


def test_a_session_that_was_cut_off_resumes_where_it_stood(restarted: Restarted) -> None:
    store = restarted()
    session = store.begin(begun(), timeline("bridge"))
    standing = Standing(segment=3, eased=True, stopped=1, hurting=True, last_score=4)
    store.write(session, [began(ALL_KINDS, 3)], standing, at(7), ALL_KINDS)
    assert store.unfinished() is None  # it is being played
    found = restarted().unfinished()
    assert found is not None
    assert (found.id, found.begun) == (session, begun())
    assert (found.standing, found.timeline, found.last) == (standing, ALL_KINDS, at(7))


def test_a_session_that_was_resumed_goes_on_in_the_same_record(restarted: Restarted) -> None:
    laid = timeline("bridge")
    session = restarted().begin(begun(), laid)
    store = restarted()
    store.write(session, [began(laid, 1)], Standing(segment=1), at(1))
    assert store.unfinished() is None
    store.write(session, [began(laid, 2)], Standing(segment=2), at(2))
    store.end(session, ended(3))
    store = restarted()
    assert store.unfinished() is None
    (record,) = store.sessions()
    assert record.exercises == ("bridge",)


def test_a_session_cut_off_before_its_first_event_stands_at_the_beginning(
    restarted: Restarted,
) -> None:
    session = restarted().begin(begun(), ALL_KINDS)
    found = restarted().unfinished()
    assert found is not None
    assert (found.id, found.standing, found.last) == (session, Standing(), begun().begun)


def test_the_newest_without_an_end_is_found_and_then_the_one_before(restarted: Restarted) -> None:
    store = restarted()
    first = store.begin(begun(), ALL_KINDS)
    second = store.begin(begun(5), ALL_KINDS)
    store.end(store.begin(begun(6), ALL_KINDS), ended(7))
    store = restarted()
    for expected in (second, first):
        found = store.unfinished()
        assert found is not None
        assert found.id == expected
        store.end(expected, ended(9, Outcome.LEFT, None))
    assert store.unfinished() is None


def test_a_look_that_has_only_cues_changes_nothing_that_is_read(restarted: Restarted) -> None:
    laid = timeline("bridge")
    store = restarted()
    session = store.begin(begun(), laid)
    store.write(session, [began(laid, 1)], Standing(segment=1), at(1))
    store.write(session, [CueDue(5.0, Cue(0.0, CueKind.PHASE, "Up."))], Standing(1), at(1))
    found = restarted().unfinished()
    assert found is not None
    assert found.standing == Standing(segment=1)


def test_exercises_count_once_a_session_and_only_when_they_came_to_their_end(store: Store) -> None:
    laid = timeline("cat-cow", "bridge", "cat-cow")
    for indices in ([0, 1, 2, 1, 2, 3, 4], [2, 8], [0, 1]):
        session = store.begin(begun(), laid)
        for index in indices:
            store.write(session, [began(laid, index)], Standing(segment=index), at(1))
        store.end(session, ended(2))
    assert store.times_done() == {"cat-cow": 2}
    done = [record.exercises for record in reversed(store.sessions())]
    assert done == [("cat-cow",), ("cat-cow", "cat-cow"), ()]


def test_seconds_are_how_far_it_came_and_do_not_shrink_on_the_way_back(store: Store) -> None:
    session = store.begin(begun(), ALL_KINDS)
    store.write(session, [Paused(40.5)], Standing(), at(1))
    store.write(session, [Paused(3.0)], Standing(), at(2))
    assert store.sessions()[0].seconds == 40.5


def test_a_session_that_was_left_for_pain_is_amber(store: Store) -> None:
    session = store.begin(begun(), ALL_KINDS)
    store.end(session, ended(1, Outcome.LEFT, None))
    store.answer_left(session, hurt=True)
    (record,) = store.sessions()
    assert record.end is not None
    assert (record.hurt, record.end.colour) == (True, Colour.AMBER)


@pytest.mark.parametrize(
    ("colour", "hurt", "after"),
    [(None, False, None), (Colour.RED, True, Colour.RED), (Colour.GREEN, False, Colour.GREEN)],
)
def test_other_sessions_that_were_left_keep_their_colour(
    store: Store, colour: Colour | None, hurt: bool, after: Colour | None
) -> None:
    session = store.begin(begun(), ALL_KINDS)
    store.end(session, ended(1, Outcome.LEFT, colour))
    store.answer_left(session, hurt=hurt)
    (record,) = store.sessions()
    assert record.end is not None
    assert (record.hurt, record.end.colour) == (hurt, after)


def test_the_highest_bar_stands_first_and_then_the_newest(restarted: Restarted) -> None:
    store = restarted()
    store.bar("fever", "Fever?", Level.URGENT, at(1))
    store.bar("bladder", "Trouble passing water?", Level.EMERGENCY, at(2))
    store.bar("numb", "Numb?", Level.EMERGENCY, at(3))
    store.bar("night", "Worse at night?", Level.URGENT, at(4))
    for sign in ("numb", "bladder", "night", "fever"):
        store = restarted()
        bar = first_bar(store)
        assert bar is not None
        assert bar.sign == sign
        store.follow_up(bar.id, "not yet", at(5), lifted=False)
        assert first_bar(store) == bar
        store.follow_up(bar.id, "seen by a doctor", at(6), lifted=True)
    assert first_bar(restarted()) is None


def test_a_bar_keeps_its_words(restarted: Restarted) -> None:
    restarted().bar("numb", "Numb „down there“?", Level.EMERGENCY, at(3))
    bar = first_bar(restarted())
    assert bar is not None
    assert (bar.question, bar.level, bar.asked) == ("Numb „down there“?", Level.EMERGENCY, at(3))


def test_cautions_are_the_newest_that_were_ticked(restarted: Restarted) -> None:
    restarted().introduce(["knees", "wrists"], at(1))
    assert restarted().cautions() == ("knees", "wrists")
    restarted().introduce([], at(2))
    assert restarted().cautions() == ()


def test_what_no_terminal_should_have_sent_is_stored_all_the_same(restarted: Restarted) -> None:
    store = restarted()
    store.bar("numb", "Numb?", Level.URGENT, at(3))
    bar = first_bar(store)
    assert bar is not None
    store.follow_up(bar.id, "\udcff", at(4), lifted=True)
    session = store.begin(begun(), ALL_KINDS)
    store.end(session, replace(ended(5), reason="\x00\udc80\n"))
    assert first_bar(restarted()) is None
    assert len(restarted().sessions()) == 1


def test_a_session_that_is_unknown_is_an_error(store: Store) -> None:
    with pytest.raises(RecordError):
        store.write("nobody", [Scored(0.0, 3)], Standing(), at(1))
    with pytest.raises(RecordError):
        store.end("nobody", ended(1))
    with pytest.raises(RecordError):
        store.answer_left("nobody", hurt=True)
