"""The history of another computer: a union, the same twice over, and nobody's file is changed."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.backup import back_up
from coach.adapters.store.events import stamp
from coach.adapters.store.ids import new_id
from coach.adapters.store.merge import Merged, merge
from coach.adapters.store.schema import VERSION, migrate
from coach.adapters.store.values import dump
from coach.domain.triage import Level
from coach.ports.journal import RecordError, Standing
from tests.adapters.store.computers import LATER, Content, content, entry, go_on, play
from tests.adapters.store.folders import back_to, fill
from tests.adapters.store.samples import ALL_KINDS, at, begun, ended
from tests.adapters.store.test_damage import spoil


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The place of another computer's record."""
    (tmp_path / "other").mkdir()
    return tmp_path / "other" / FILE


def taken(path: Path, *others: Path) -> Merged:
    """What came of taking the last of these records into ``path``, long afterwards."""
    merged, notice = merge(path, others, LATER)
    assert not notice
    return merged[-1]


def test_everything_of_another_computer_is_here_afterwards(path: Path, other: Path) -> None:
    with SqliteStore.open(path) as store:
        here = play(store)
        store.write_entry(entry(1))
    with SqliteStore.open(other) as store:
        there = [play(store, 10), play(store, 20)]
        store.write_entry(entry(30, "by the sea"))
    merged = taken(path, other)
    assert (merged.added, merged.known) == ({"sessions": 2, "diary": 1}, 0)
    with SqliteStore.open(path) as store:
        assert [record.id for record in store.sessions()] == [*reversed(there), here]
        assert [kept.entry.notes for kept in store.entries()] == ["", "by the sea"]
        assert len(store.events(there[0])) == 3


def test_the_same_file_twice_changes_nothing(path: Path, other: Path) -> None:
    fill(path)
    fill(other)
    with SqliteStore.open(other) as store:
        store.write_entry(entry(3))
    taken(path, other)
    once = content(path)
    merged = taken(path, other)
    assert content(path) == once
    assert (merged.added, merged.known, merged.further) == ({}, 2, 0)


def test_the_given_file_stays_as_it_is(path: Path, other: Path) -> None:
    fill(other)
    with closing(sqlite3.connect(other)) as connection:
        back_to(connection, 1)
    before = other.read_bytes()
    assert taken(path, other).added["sessions"] == 1
    assert other.read_bytes() == before
    assert [part.name for part in other.parent.iterdir() if part.is_file()] == [FILE]


def test_what_is_still_in_the_log_of_the_other_record_comes_too(path: Path, other: Path) -> None:
    with SqliteStore.open(other) as store:
        session = play(store, end=False)
        assert other.with_name(f"{FILE}-wal").stat().st_size > 0
        taken(path, other)
    with SqliteStore.open(path) as store:
        assert len(store.events(session)) == 3


@pytest.mark.parametrize("here_further", [True, False])
def test_a_session_of_both_is_there_once_as_it_is_further_on(
    path: Path, other: Path, here_further: bool
) -> None:
    with SqliteStore.open(path) as store:
        session = play(store, looks=2, end=False)
    shutil.copyfile(path, other)
    with SqliteStore.open(path if here_further else other) as store:
        go_on(store, session, 2, 4)
    merged = taken(path, other)
    assert merged.further == (0 if here_further else 1)
    with SqliteStore.open(path) as store:
        (record,) = store.sessions()
        assert record.end is not None
        assert [event.seq for event in store.events(session)] == [1, 2, 3, 4, 5, 6]
        assert store.unfinished() is None


def test_ended_is_further_on_than_more_events(path: Path, other: Path) -> None:
    with SqliteStore.open(path) as store:
        session = play(store, looks=2, end=False)
    shutil.copyfile(path, other)
    with SqliteStore.open(path) as store:
        go_on(store, session, 2, 9, end=False)
    with SqliteStore.open(other) as store:
        store.end(session, ended(3))
    taken(path, other)
    with SqliteStore.open(path) as store:
        assert store.sessions()[0].end is not None
        assert len(store.events(session)) == 2


def test_a_session_that_may_go_on_there_stays_there(path: Path, other: Path) -> None:
    with SqliteStore.open(other) as store:
        session = play(store, end=False)
    (merged,), _ = merge(path, [other], at(30))
    assert (merged.added, merged.running) == ({}, 1)
    with SqliteStore.open(path) as store:
        assert store.unfinished() is None
    with SqliteStore.open(other) as store:
        store.end(session, ended(40))
    (merged,), _ = merge(path, [other], at(50))
    assert merged.added == {"sessions": 1}


def test_a_session_that_was_cut_off_there_is_none_to_resume_here(path: Path, other: Path) -> None:
    with SqliteStore.open(other) as store:
        session = play(store, end=False)
    assert taken(path, other).added == {"sessions": 1}
    assert content(path)["timelines"] == []
    with SqliteStore.open(path) as store:
        found = store.unfinished()
        assert found is not None
        assert (found.id, found.timeline) == (session, None)


def test_a_session_that_hurts_there_comes_at_once(path: Path, other: Path) -> None:
    with SqliteStore.open(other) as store:
        session = store.begin(begun(), ALL_KINDS)
        store.write(session, [], Standing(segment=1, hurting=True), at(1))
    (merged,), _ = merge(path, [other], at(2))
    assert merged.added == {"sessions": 1}
    with SqliteStore.open(path) as store:
        found = store.unfinished()
        assert found is not None
        assert found.standing.hurting


def test_a_session_that_is_played_here_is_left_alone(path: Path, other: Path) -> None:
    with SqliteStore.open(path) as store:
        session = play(store, looks=2, end=False)
        with closing(sqlite3.connect(other)) as target, closing(sqlite3.connect(path)) as source:
            source.backup(target)
        with SqliteStore.open(other) as away:
            go_on(away, session, 2, 5)
        merged = taken(path, other)
        assert (merged.playing, merged.further) == (1, 0)
        go_on(store, session, 2, 1)
        assert [event.seq for event in store.events(session)] == [1, 2, 3]


def test_a_warning_sign_there_bars_here_too(path: Path, other: Path) -> None:
    with SqliteStore.open(other) as store:
        bar = store.bar("chest", "Chest pain?", Level.EMERGENCY, at(0))
    merged = taken(path, other)
    assert [bar.question for bar in merged.bars] == ["Chest pain?"]
    with SqliteStore.open(path) as store:
        assert [open.id for open in store.open_bars()] == [bar]
    assert taken(path, other).bars == ()


@pytest.mark.parametrize("answered_here", [True, False])
def test_an_answer_on_either_side_counts(path: Path, other: Path, answered_here: bool) -> None:
    with SqliteStore.open(path) as store:
        bar = store.bar("chest", "Chest pain?", Level.EMERGENCY, at(0))
    shutil.copyfile(path, other)
    with SqliteStore.open(path if answered_here else other) as store:
        store.follow_up(bar, "1", at(5), lifted=True)
    taken(path, other)
    with SqliteStore.open(path) as store:
        assert store.open_bars() == ()


def test_of_what_was_said_twice_what_was_said_after_it_holds(path: Path, other: Path) -> None:
    with SqliteStore.open(other) as store:
        store.introduce(["wrists"], at(4))
    with SqliteStore.open(path) as store:
        store.introduce(["knees"], at(5))
    taken(path, other)
    taken(other, path)
    for place in (path, other):
        with SqliteStore.open(place) as store:
            assert store.cautions() == ("knees", "wrists")
    with SqliteStore.open(other) as store:
        store.introduce(["neck"], at(1))  # the clock here is behind
        assert store.cautions() == ("neck",)
    taken(path, other)
    with SqliteStore.open(path) as store:
        assert store.cautions() == ("neck",)


def test_a_backup_can_be_merged_as_well(path: Path, other: Path, tmp_path: Path) -> None:
    fill(other)
    backup = tmp_path / "b.zip"
    back_up(backup, other.parent, tmp_path / "config", LATER)
    assert taken(path, backup).added["sessions"] == 1
    assert taken(path, other).known == 1


def test_of_an_entry_that_somebody_changed_by_hand_the_same_one_stays_everywhere(
    path: Path, other: Path
) -> None:
    with SqliteStore.open(path) as store:
        store.write_entry(entry(0, "before"))
    shutil.copyfile(path, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE diary SET data = replace(data, 'before', 'changed')")
    changed_by_hand = content(other)
    merge(other, [path], LATER)
    assert content(other) == changed_by_hand
    merge(path, [other], LATER)
    assert content(path) == changed_by_hand


def newer(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")


def damaged(path: Path) -> None:
    fill(path)
    spoil(path, "events")


def cut_short(path: Path) -> None:
    fill(path)
    path.write_bytes(path.read_bytes()[:30_000])


def no_database(path: Path) -> None:
    path.write_bytes(b"Dear diary")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def changed(statement: str) -> Callable[[Path], None]:
    """A record in which somebody has changed something by hand."""

    def make(path: Path) -> None:
        fill(path)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(statement)

    return make


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (newer, "was written by a newer version of coach"),
        (damaged, "is damaged"),
        (cut_short, "is damaged"),
        (no_database, "is no record of coach: it is another kind of file"),
        (of_another_program, "is the database of another program"),
        (Path.touch, "is no record of coach"),
        (Path.mkdir, "is not a file"),
        (lambda path: None, "is not there"),
        (changed("UPDATE sessions SET begun = 'yesterday'"), "would not have written"),
        (changed("UPDATE sessions SET begun_offset = 9999"), "would not have written"),
        (changed("UPDATE sessions SET outcome = 'fine'"), "would not have written"),
        (changed("UPDATE sessions SET start_score = 'three'"), "would not have written"),
        (changed("UPDATE facts SET value = '['"), "would not have written"),
        (changed("UPDATE facts SET id = 'zzz'"), "would not have written"),
        (changed("UPDATE facts SET id = 'f' || substr(id, 2)"), "would not have written"),
        (changed("UPDATE bars SET level = 77"), "would not have written"),
        (changed("DROP TABLE bars"), "would not have written"),
        (
            changed("CREATE TRIGGER t AFTER INSERT ON bars BEGIN DELETE FROM bars; END"),
            "would not have written",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_nothing_changes(
    path: Path, other: Path, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    fill(path)
    good = tmp_path / "good.db"
    fill(good)
    make(other)
    before = content(path)
    with pytest.raises(RecordError, match=said) as caught:
        merge(path, [good, other], LATER)
    assert str(other) in str(caught.value)
    assert content(path) == before


def test_ones_own_record_is_refused_by_any_name(path: Path, tmp_path: Path) -> None:
    fill(path)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    for name in (path, link):
        with pytest.raises(RecordError, match="this computer's own record"):
            merge(path, [name], LATER)


# Any set of rows, split over two files

SPLIT = st.sampled_from([(True, False), (False, True), (True, True)])
ENDED = 4
Rows = list[tuple[str, tuple[bool, bool], int, int]]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["session", "diary", "bar", "follow_up", "fact"]),
        SPLIT,
        st.integers(0, ENDED),
        st.integers(0, ENDED),
    ),
    max_size=8,
)
"""A kind of row, in which of two files it is, and how far on a session is in each."""


def build(path: Path, rows: Rows, ids: list[str], side: int) -> None:
    """The file of one side."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.execute("BEGIN")
        for number, (row, id) in enumerate(zip(rows, ids, strict=True)):
            kind, there, *far = row
            if there[side]:
                insert(connection, kind, id, number, far[side])
        connection.execute("COMMIT")


def insert(connection: sqlite3.Connection, kind: str, id: str, number: int, far: int) -> None:
    def add(table: str, *values: object) -> None:
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)

    when = stamp(at(number))
    if kind == "session":
        end = (*when, "done", "green", "", 2) if far == ENDED else (None,) * 6
        now = dump(Standing(segment=far))
        add("sessions", id, "r", "R", *when, 3, 1.0, now, float(far), *when, *end, None)
        for seq in range(1, far + 1):
            add("events", id, seq, *when, float(seq), "paused", None)
        for step in range(far):
            add("done", id, step, "bridge", step)
    elif kind == "diary":
        add("diary", id, *when, 4, "", dump(entry(number), without=("written",)))
    elif kind == "bar":
        add("bars", id, "chest", "Chest?", int(Level.URGENT), *when)
    elif kind == "follow_up":
        add("follow_ups", id, "a bar", "1", 1, *when)
    else:
        add("facts", id, "score", "3", *when)


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_any_split_of_the_rows_gives_the_same_in_either_order(rows: Rows) -> None:
    ids = [new_id(at(number)) for number in range(len(rows))]
    with TemporaryDirectory() as name:
        a, b, first, second, whole = (Path(name) / f"{letter}.db" for letter in "abcde")
        build(a, rows, ids, 0)
        build(b, rows, ids, 1)
        shutil.copyfile(a, first)
        shutil.copyfile(b, second)
        merge(first, [b], LATER)
        merge(second, [a], LATER)
        expected = without_timelines(whole_of(whole, rows, ids))
        assert without_timelines(first) == expected
        assert without_timelines(second) == expected
        merge(first, [b, a], LATER)
        assert without_timelines(first) == expected


def whole_of(path: Path, rows: Rows, ids: list[str]) -> Path:
    """The file that has everything, each session as far on as it is anywhere."""
    furthest = [
        (kind, (True, True), *(2 * (max(far[side] for side in (0, 1) if there[side]),)))
        for kind, there, *far in rows
    ]
    build(path, furthest, ids, 0)
    return path


def without_timelines(path: Path) -> Content:
    return content(path, without=("timelines",))
