"""``coach forget``: it explains, asks, says what stays, and then it is gone."""

import sqlite3
from contextlib import closing

import pytest

from coach.adapters.store import FILE
from coach.domain.safety import Colour
from coach.domain.triage import Level
from tests.adapters.store.computers import entry, play
from tests.adapters.store.folders import back_to
from tests.adapters.store.samples import at
from tests.plain.person import Home
from tests.player.earlier import exercise, keep


@pytest.fixture
def session(home: Home) -> str:
    """A session and an entry on 1 July, and another session on the day after."""
    with home.record() as store:
        session = play(store)
        store.write_entry(entry(10, "grasshopper"))
        play(store, 24 * 60)
    return session


def test_without_a_choice_it_explains_and_lists(home: Home, session: str) -> None:
    shown = home.coach("forget")
    assert (shown.code, shown.errors) == (0, "")
    assert shown.says("coach forget --everything")
    rows = shown.after("day         what           id")
    assert rows[0].startswith("2026-07-02  first-three    ")
    day, routine, id = rows[1].split()
    assert (day, routine) == ("2026-07-01", "first-three")
    assert session.startswith(id)
    assert rows[2] == "2026-07-01  1 diary entry"
    assert len(home.history()) == 2


def test_a_day_is_erased_after_a_yes(home: Home, session: str) -> None:
    refused = home.coach("forget", "--day", "2026-07-01", said="n\n")
    assert refused.code == 1
    assert refused.says("To be erased for good: 1 session and 1 diary entry.")
    assert "Nothing was changed." in refused.errors
    assert len(home.history()) == 2
    done = home.coach("forget", "--day", "2026-07-01", said="y\n")
    assert (done.code, done.errors) == (0, "")
    assert done.says("What was said about warning signs stays")
    assert len(home.history()) == 1
    assert b"grasshopper" not in (home.data / FILE).read_bytes()
    nothing = home.coach("forget", "--day", "2026-07-01", "--yes")
    assert nothing.code == 1
    assert "Nothing is kept of 2026-07-01" in nothing.errors


def test_a_session_is_named_by_how_its_id_begins(home: Home, session: str) -> None:
    shown = next(line for line in home.coach("forget").lines if line.startswith("2026-07-01"))
    id = shown.split()[-1]
    assert home.coach("forget", "--session", id, "--yes").code == 0
    assert session not in [one["id"] for one in home.history()]
    unknown = home.coach("forget", "--session", id, "--yes")
    assert unknown.code == 1
    assert "There is no session" in unknown.errors


def test_everything_goes_but_a_warning_sign_that_stands(home: Home, session: str) -> None:
    with home.record() as store:
        store.bar("numb", "Numb between the legs?", Level.EMERGENCY, at(0))
    copy = home.data / "coach.db.damaged-20260101T000000.000000Z"
    copy.write_text("grasshopper")
    settings = home.write("settings.toml", 'country = "DE"\n')
    named = home.coach("forget")
    assert named.says(str(copy))
    done = home.coach("forget", "--everything", "--yes")
    assert (done.code, done.errors) == (0, "")
    assert done.says("Numb between the legs?")
    assert done.says(f"This copy is erased too: {copy}")
    assert not copy.exists()
    assert settings.exists()
    assert home.history() == []
    assert home.play("3").says("Numb between the legs?")


def test_what_stays_of_what_hurt_is_said_before(home: Home) -> None:
    with home.record() as store:
        bridge = exercise("bridge", 5, done=2, whole=False, stopped=True)
        keep(store, at(0), exercise("cat-cow", 5), routine="first-three")
        hurt = keep(store, at(60), bridge, colour=Colour.AMBER)
    told = home.coach("forget", "--session", hurt, said="n\n")
    assert told.says("It hurt then, or may have: today only the gentle routine stays open")
    assert told.says("So that the next sessions are no harder for it, this stays")
    assert told.says("that 1 session hurt, or may have")
    assert told.says("what was stopped: bridge")
    assert told.says("the reps of every exercise begin again at the low end")
    everything = home.coach("forget", "--everything", "--yes")
    assert everything.says("what was stopped: bridge")
    assert not everything.says("begin again at the low end")
    with home.record() as store:
        (left,) = store.erased()
    assert (left.ambers, left.anew, left.stopped) == (1, False, ("bridge",))


def test_a_copy_that_opening_has_just_made_goes_too(home: Home, session: str) -> None:
    with closing(sqlite3.connect(home.data / FILE)) as connection:
        back_to(connection, 2)
    done = home.coach("forget", "--everything", "--yes")
    assert done.code == 0
    assert done.says("This copy is erased too:")
    assert sorted(path.name for path in home.data.iterdir()) == [FILE, f"{FILE}-locks"]


def test_one_choice_at_a_time(home: Home, session: str) -> None:
    refused = home.coach("forget", "--day", "2026-07-01", "--everything", "--yes")
    assert refused.code == 2
    wrong = home.coach("forget", "--day", "yesterday")
    assert wrong.code == 2
    assert len(home.history()) == 2


def test_where_there_is_no_record_there_is_nothing_to_erase(newcomer: Home) -> None:
    for arguments in ((), ("--everything", "--yes"), ("--day", "2026-07-01")):
        refused = newcomer.coach("forget", *arguments)
        assert refused.code == 1
        assert "nothing to erase" in refused.errors
    assert not newcomer.data.exists()
