"""``coach backup`` and ``coach restore``: what a person reads, and what is in place then."""

from pathlib import Path

from coach.adapters.store import SqliteStore
from coach.adapters.store.locks import Locks
from coach.adapters.store.restore import PENDING
from tests.adapters.store.computers import entry, play
from tests.plain.person import Home

ROUTINE = "schema: 1\ntitle: Mine\nsteps: [{exercise: bridge}]\n"


def used(home: Home) -> None:
    """Some use of the program."""
    with home.record() as store:
        play(store)
        store.write_entry(entry(10, "by the sea"))
    home.write("settings.toml", 'country = "DE"\n')
    home.write("routines/mine.yaml", ROUTINE)


def test_it_says_what_is_in_it_and_elsewhere_it_is_there_again(home: Home, tmp_path: Path) -> None:
    used(home)
    kept = home.coach("backup", "all.zip")
    assert (kept.code, kept.errors) == (0, "")
    assert kept.lines == (
        (
            "all.zip: 1 session and 1 diary entry from 2026-07-01 to 2026-07-01, the settings, "
            "1 file of your own routines."
        ),
        "Not in it: the voice's lines, which are made again, and the log of errors.",
    )
    again = home.coach("backup", "all.zip")
    assert (again.code, again.lines) == (1, ())
    assert "is there already" in again.errors
    other = Home(tmp_path / "other", known=False)
    shown = other.coach("restore", str(home.folder / "all.zip"), said="y\n")
    assert (shown.code, shown.errors) == (0, "")
    assert shown.says("1 session and 1 diary entry from 2026-07-01 to 2026-07-01")
    assert other.history() == home.history()
    assert other.coach("list").says("Mine")
    assert not list(other.data.glob("coach-before-*"))


def test_without_a_yes_nothing_changes(home: Home) -> None:
    used(home)
    home.coach("backup", "all.zip")
    with home.record() as store:
        play(store, 60)
    for said in ("", "n\n"):
        refused = home.coach("restore", "all.zip", said=said)
        assert refused.code == 1
        assert "Nothing was changed." in refused.errors
    assert len(home.history()) == 2
    assert [path.name for path in home.data.iterdir() if path.is_file()] == ["coach.db"]


def test_what_was_there_is_kept_and_its_name_is_said(home: Home) -> None:
    used(home)
    home.coach("backup", "all.zip")
    with home.record() as store:
        play(store, 60)
    done = home.coach("restore", "all.zip", "--yes")
    assert done.code == 0
    (before,) = home.data.glob("coach-before-restore-*.zip")
    assert done.says(f"kept in {before}")
    assert len(home.history()) == 1
    assert home.coach("restore", str(before), "--yes").code == 0
    assert len(home.history()) == 2


def test_the_next_start_goes_on_with_what_was_interrupted(home: Home, tmp_path: Path) -> None:
    used(home)
    staged = home.config / ".settings.toml.restoring"
    staged.write_text('country = "FR"\n')
    (home.data / PENDING).write_text(f'[["{staged}", "{home.config}/settings.toml"]]')
    assert home.coach("list").code == 0
    assert (home.config / "settings.toml").read_text() == 'country = "FR"\n'
    assert not (home.data / PENDING).exists()
    assert not staged.exists()


def test_a_list_that_makes_no_sense_stops_nobody(home: Home) -> None:
    (home.data / PENDING).write_text("nonsense")
    for _ in range(2):
        shown = home.coach("list")
        assert (shown.code, shown.errors) == (0, "")


def test_no_backup_and_no_restore_without_anything(newcomer: Home) -> None:
    empty = newcomer.coach("backup", "all.zip")
    assert empty.code == 1
    assert "nothing to keep yet" in empty.errors
    missing = newcomer.coach("restore", "all.zip")
    assert missing.code == 1
    assert "is not there" in missing.errors


def test_a_session_that_is_played_is_not_disturbed(home: Home) -> None:
    used(home)
    home.coach("backup", "all.zip")
    with SqliteStore.open(home.data / "coach.db") as store:
        play(store, 60, end=False)
        refused = home.coach("restore", "all.zip", "--yes")
    assert refused.code == 1
    assert "A session is being played now" in refused.errors


def test_nothing_is_written_while_another_coach_puts_a_backup_in_place(home: Home) -> None:
    used(home)
    locks = Locks(home.data / "coach.db")
    held = locks.take("restore")
    assert held is not None
    (home.data / PENDING).write_text("[]")
    refused = home.coach("log", "--pain", "3")
    assert (refused.code, refused.lines) == (1, ())
    assert refused.errors == (
        "coach: Another coach is putting a backup in place just now. Try again when that is over.\n"
    )
    locks.release(held)
    assert home.coach("log", "--pain", "3").code == 0
