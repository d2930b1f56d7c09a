"""What two records say of one person: nothing that keeps them safe is lifted by the other one."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.backup import back_up
from coach.adapters.store.merge import merge
from coach.adapters.store.restore import put_in_place, unpacked
from coach.ports.safety_record import ListGroup
from tests.adapters.store.computers import LATER, content, play
from tests.adapters.store.folders import fill
from tests.adapters.store.samples import at

TakeIn = Callable[[Path, Path], None]


def by_merge(path: Path, other: Path) -> None:
    merge(path, [other], LATER)


def by_restore(path: Path, other: Path) -> None:
    backup = other.with_name("backup.zip")
    back_up(backup, other.parent, other.parent / "config", LATER, force=True)
    with unpacked(backup, path.parent, path.parent / "config") as found:
        put_in_place(found)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The place of another computer's record."""
    (tmp_path / "other").mkdir()
    return tmp_path / "other" / FILE


@pytest.fixture(params=[by_merge, by_restore])
def take_in(request: pytest.FixtureRequest) -> TakeIn:
    """Takes another record into the one here."""
    take: TakeIn = request.param
    return take


def cautions(path: Path) -> tuple[str, ...] | None:
    with SqliteStore.open(path) as store:
        return store.cautions()


def is_full_list_due(path: Path) -> bool:
    with SqliteStore.open(path) as store:
        return store.lists_asked().full_is_due


@pytest.mark.parametrize("here_last", [True, False])
def test_a_caution_of_either_computer_stays(
    path: Path, other: Path, take_in: TakeIn, here_last: bool
) -> None:
    said = [(path, ["surgery-12w"]), (other, ["knees"])]
    for place, ticked in said[:: -1 if here_last else 1]:
        with SqliteStore.open(place) as store:
            store.introduce(ticked, at(0))
    take_in(path, other)
    assert cautions(path) == ("surgery-12w", "knees")


def test_none_ticked_elsewhere_clears_nothing(path: Path, other: Path, take_in: TakeIn) -> None:
    with SqliteStore.open(path) as store:
        store.introduce(["under-18"], at(0), bars=True)
    with SqliteStore.open(other) as store:
        store.introduce([], at(10))
    take_in(path, other)
    assert cautions(path) == ("under-18",)


def test_what_was_said_after_it_holds_and_comes_back_no_more(
    path: Path, other: Path, take_in: TakeIn
) -> None:
    with SqliteStore.open(path) as store:
        store.introduce(["surgery-12w"], at(0), bars=True)
    with SqliteStore.open(other) as store:
        store.introduce(["knees"], at(10))
    take_in(path, other)
    with SqliteStore.open(path) as store:
        store.introduce(["knees"], at(1))  # the clock here is behind
    take_in(path, other)
    assert cautions(path) == ("knees",)


@pytest.mark.parametrize("answered_here", [True, False])
def test_who_answered_knowing_the_other_answer_is_believed(
    path: Path, other: Path, take_in: TakeIn, answered_here: bool
) -> None:
    with SqliteStore.open(path) as store:
        store.introduce(["knees"], at(0))
    shutil.copyfile(path, other)
    with SqliteStore.open(path if answered_here else other) as store:
        store.introduce([], at(10))
    take_in(path, other)
    assert cautions(path) == ()


def test_without_an_answer_here_that_of_the_other_holds(
    path: Path, other: Path, take_in: TakeIn
) -> None:
    with SqliteStore.open(other) as store:
        store.introduce(["wrists"], at(0))
    take_in(path, other)
    assert cautions(path) == ("wrists",)


@pytest.mark.parametrize("due_here", [True, False])
def test_a_list_elsewhere_does_not_clear_the_list_after_a_stop(
    path: Path, other: Path, take_in: TakeIn, due_here: bool
) -> None:
    stopped, well = (path, other) if due_here else (other, path)
    with SqliteStore.open(stopped) as store:
        store.list_asked(ListGroup.URGENT, at(0))
        store.list_due(at(10))
    with SqliteStore.open(well) as store:
        store.list_asked(ListGroup.URGENT, at(20))
    take_in(path, other)
    assert is_full_list_due(path)


def test_a_full_list_that_was_gone_through_since_is_due_no_more(
    path: Path, other: Path, take_in: TakeIn
) -> None:
    with SqliteStore.open(other) as store:
        store.list_due(at(0))
    take_in(path, other)
    assert is_full_list_due(path)
    with SqliteStore.open(path) as store:
        store.list_asked(ListGroup.URGENT, at(10))
    take_in(path, other)
    assert not is_full_list_due(path)
    shutil.copyfile(path, other)
    with SqliteStore.open(path) as store:
        store.list_due(at(20))
    with SqliteStore.open(other) as store:
        store.list_asked(ListGroup.URGENT, at(30))
    take_in(path, other)
    assert is_full_list_due(path)


@pytest.mark.parametrize("ahead", [timedelta(days=3), timedelta(days=-3)])
def test_a_gentle_day_stays_one_though_the_other_clock_was_wrong(
    path: Path, other: Path, take_in: TakeIn, ahead: timedelta
) -> None:
    now = LATER if take_in is by_merge else datetime.now().astimezone()
    with SqliteStore.open(path) as store:
        store.gentle_from(now)
    with SqliteStore.open(other) as store:
        store.gentle_from(now + ahead)
    take_in(path, other)
    with SqliteStore.open(path) as store:
        gentle = store.gentle_since()
    assert gentle is not None
    assert gentle.date() == now.date()


def test_where_both_say_the_same_nothing_is_added(path: Path, other: Path, take_in: TakeIn) -> None:
    fill(path)
    fill(other)
    with SqliteStore.open(path) as store:
        play(store, 30)
    for _ in range(2):
        take_in(path, other)
        assert len(content(path)["facts"]) == 2
