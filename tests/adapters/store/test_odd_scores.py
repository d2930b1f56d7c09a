"""A score that is none: refused where it comes from elsewhere, and no stumbling block here."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.merge import merge
from coach.domain.events import Described, Event, Scored
from coach.ports.journal import RecordError, Standing
from tests.adapters.store.computers import LATER, content, entry
from tests.adapters.store.samples import ALL_KINDS, at, begun, ended
from tests.adapters.store.test_recovery import overwrite, pages_of

EVER = datetime(1970, 1, 1, tzinfo=UTC)

FACT = "UPDATE facts SET value = '{}' WHERE name = 'score'"
EVENT = "UPDATE events SET data = '{}' WHERE kind = 'scored'"
DIARY = "UPDATE diary SET now = {0}, data = json_set(data, '$.now', {0})"
COLUMN = "UPDATE diary SET now = {}"
START = "UPDATE sessions SET start_score = {}"
END = "UPDATE sessions SET end_score = {}"

ODD = [
    *(FACT.format(value) for value in ("99", "-1", "11", "3.5", '"3"', "true", "null", "[3]")),
    *(EVENT.format(data) for data in ('{"score":11}', '{"score":3.5}', '{"score":null}', "{}")),
    EVENT.format("[]"),
    "UPDATE events SET data = NULL WHERE kind = 'scored'",
    COLUMN.format(99),
    COLUMN.format(-1),
]
"""What makes the score of one place none that can be."""


def written(path: Path) -> None:
    """A record with one score of each kind: 2 before a session, 3 outside, 4 in it, 5 written."""
    with SqliteStore.open(path) as store:
        session = store.begin(begun(), ALL_KINDS)
        store.write(session, [Scored(1.0, 4)], Standing(), at(1))
        store.end(session, ended(2))
        store.score(3, at(3))
        store.write_entry(entry(4, score=5))


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The record of another computer."""
    written(tmp_path / "other" / FILE)
    return tmp_path / "other" / FILE


@pytest.mark.parametrize(
    "statement",
    [
        *ODD,
        DIARY.format(99),
        COLUMN.format(6),
        *(place.format(value) for place in (START, END) for value in (-1, 11)),
        "UPDATE sessions SET outcome = NULL",
        "UPDATE exercises SET sides = 'up'",
    ],
)
def test_what_is_no_score_is_not_taken_in(path: Path, other: Path, statement: str) -> None:
    written(path)
    before = content(path)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute(
            "INSERT INTO exercises VALUES"
            " ('s', 1, 'bridge', 'both', '[]', 0, NULL, 0, 0, 0, 0, NULL, 0, '')"
        )
        connection.execute("UPDATE exercises SET session = (SELECT min(id) FROM sessions)")
    change(other, statement)
    with pytest.raises(RecordError, match="would not have written"):
        merge(path, [other], LATER)
    assert content(path) == before


@pytest.mark.parametrize("value", [0, 10])
def test_the_ends_of_the_scale_are_scores(path: Path, other: Path, value: int) -> None:
    for statement in (FACT, DIARY, START, END):
        change(other, statement.format(value))
    change(other, EVENT.format(f'{{"score":{value}}}'))
    merge(path, [other], LATER)
    with SqliteStore.open(path) as store:
        assert [one.score for one in store.scores(EVER)] == [value] * 3


def test_a_region_that_is_none_leaves_the_score(path: Path, other: Path) -> None:
    for place in (path, other):
        with SqliteStore.open(place) as store:
            session = store.begin(begun(10), ALL_KINDS)
            told: list[Event] = [Described(1.0, "left", "ache"), Scored(2.0, 7)]
            store.write(session, told, Standing(), at(11))
        change(place, "UPDATE events SET data = '{}' WHERE kind = 'described'")
    with SqliteStore.open(path) as store:
        assert [(one.score, one.site) for one in store.scores(EVER)] == [(7, "")]
    with pytest.raises(RecordError, match="would not have written"):
        merge(path, [other], LATER)


@pytest.mark.parametrize("statement", ODD)
def test_one_that_is_here_already_is_left_out(path: Path, statement: str) -> None:
    written(path)
    change(path, statement)
    with SqliteStore.open(path) as store:
        found = [one.score for one in store.scores(EVER)]
        assert len(found) == 2
        assert set(found) < {3, 4, 5}
        assert [one.score for one in store.given(EVER)] == found


@pytest.mark.parametrize(
    "statement", [FACT.format(99), EVENT.format('{"score":11}'), COLUMN.format(6), DIARY.format(11)]
)
def test_none_comes_out_of_a_damaged_record(path: Path, statement: str) -> None:
    written(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    overwrite(path, pages_of(path, "bars"))
    with SqliteStore.open(path) as store:
        assert store.notices
        found = [one.score for one in store.scores(EVER)]
        assert len(found) == 2
        assert set(found) < {3, 4, 5}


@pytest.mark.parametrize("statement", [START.format(11), END.format(-1)])
def test_a_session_with_such_a_score_is_left_out_of_what_is_recovered(
    path: Path, statement: str
) -> None:
    written(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    overwrite(path, pages_of(path, "bars"))
    with SqliteStore.open(path) as store:
        assert store.sessions() == ()
        assert store.lists_asked().full_is_due
        assert store.gentle_since() is not None  # it may have hurt
