"""Other processes while a backup is put in place: nothing that they write for safety is lost."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from coach.adapters.store import FILE, SqliteStore, restore
from coach.adapters.store.backup import back_up
from coach.adapters.store.locks import Locks
from coach.adapters.store.restore import (
    PENDING,
    RestoringError,
    finish,
    put_in_place,
    unpacked,
)
from coach.domain.triage import Level
from coach.ports.journal import RecordError
from tests.adapters.store.computers import LATER, go_on, play
from tests.adapters.store.samples import ALL_KINDS, at, begun

TIMES = 5
"""Restores in a row: what goes wrong between two of many steps doesn't do so each time."""
SIGNS = 150
"""Warning signs that are kept during each of them."""


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """A backup of some sessions in ``path``."""
    with SqliteStore.open(path) as store:
        for number in range(20):
            play(store, 10 * number, looks=40)
    back_up(tmp_path / "b.zip", path.parent, tmp_path / "config", LATER)
    return tmp_path / "b.zip"


def put_back(backup: Path, path: Path) -> None:
    with unpacked(backup, path.parent, path.parent / "config") as found:
        put_in_place(found)


@contextmanager
def asking(path: Path, kept: list[str]) -> Iterator[None]:
    """Meanwhile another coach writes down one warning sign after the other; ``kept`` are those."""

    def write() -> None:
        with SqliteStore.open(path) as store:
            for _ in range(SIGNS):
                with suppress(RecordError):  # busy: it says so, and nothing counts as kept
                    kept.append(store.bar("chest", "Chest pain?", Level.EMERGENCY, at(0)))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        writer.join()


def test_no_warning_sign_is_lost_that_another_coach_keeps_meanwhile(
    path: Path, backup: Path
) -> None:
    kept: list[str] = []
    for _ in range(TIMES):
        with asking(path, kept):
            put_back(backup, path)
    with SqliteStore.open(path) as store:
        there = {bar.id for bar in store.open_bars()}
    assert len(kept) > TIMES
    assert set(kept) <= there


def test_a_session_that_began_meanwhile_goes_on(path: Path, backup: Path) -> None:
    with SqliteStore.open(path) as other:
        with unpacked(backup, path.parent, path.parent / "config") as found:
            session = other.begin(begun(500), ALL_KINDS)
            go_on(other, session, 500, 2, end=False)
            put_in_place(found)
        go_on(other, session, 502, 2)
        assert [event.seq for event in other.events(session)] == [1, 2, 3, 4]
        newest = other.sessions()[0]
        assert (newest.id, newest.end is not None) == (session, True)
        assert len(other.sessions()) == 21


def test_what_was_cut_off_here_and_is_not_in_the_backup_goes(path: Path, backup: Path) -> None:
    with SqliteStore.open(path) as store:
        play(store, 500, end=False)
    put_back(backup, path)
    with SqliteStore.open(path) as store:
        assert (len(store.sessions()), store.unfinished()) == (20, None)


def test_a_start_waits_until_a_backup_is_in_place(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "PATIENCE", 0.05)
    locks = Locks(path)
    held = locks.take("restore")
    assert held is not None
    finish(path.parent)  # nothing is being put in place yet: somebody is still asked
    (path.parent / PENDING).write_text("[]")
    with pytest.raises(RestoringError, match="is putting a backup in place just now"):
        finish(path.parent)
    monkeypatch.setattr(restore, "PATIENCE", 30.0)
    waiting = threading.Thread(target=finish, args=(path.parent,))
    waiting.start()
    locks.release(held)
    waiting.join()
    assert not (path.parent / PENDING).exists()


def test_only_one_backup_is_restored_at_a_time(path: Path, backup: Path) -> None:
    with SqliteStore.open(path) as store:
        play(store, 500)
    config = path.parent / "config"
    with unpacked(backup, path.parent, config) as first:
        with (
            pytest.raises(RestoringError, match="restoring a backup just now"),
            unpacked(backup, path.parent, config),
        ):
            pass
        put_in_place(first)
    with SqliteStore.open(path) as store:
        assert len(store.sessions()) == 20
    assert [lock.name for lock in path.with_name(f"{FILE}-locks").iterdir()] == ["guard"]
    put_back(backup, path)


def test_what_was_unpacked_and_is_gone_is_no_success(path: Path, backup: Path) -> None:
    with SqliteStore.open(path) as store:
        play(store, 500)
    with unpacked(backup, path.parent, path.parent / "config") as found:
        for staged, _ in found.moves:
            staged.unlink()
        with pytest.raises(RecordError, match="Nothing was changed"):
            put_in_place(found)
    assert not (path.parent / PENDING).exists()
    with SqliteStore.open(path) as store:
        assert len(store.sessions()) == 21
