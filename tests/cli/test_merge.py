"""``coach merge``: what came of it, in plain sentences."""

from pathlib import Path

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.domain.triage import Level
from tests.adapters.store.computers import entry, play
from tests.adapters.store.samples import at
from tests.plain.person import Home


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """The record of another computer."""
    path = tmp_path / "laptop" / FILE
    with SqliteStore.open(path) as store:
        play(store)
        play(store, 60)
        store.write_entry(entry(70))
    return path


def test_it_says_what_was_added_and_twice_is_once(home: Home, laptop: Path) -> None:
    first = home.coach("merge", str(laptop))
    assert (first.code, first.errors) == (0, "")
    assert first.lines == (f"{laptop}: added 2 sessions and 1 diary entry.",)
    history = home.history()
    second = home.coach("merge", str(laptop), str(laptop))
    assert second.lines == 2 * (f"{laptop}: nothing new; 3 were known.",)
    assert home.history() == history
    assert len(history) == 2


def test_a_warning_sign_of_the_other_computer_refuses_the_next_session(
    home: Home, laptop: Path
) -> None:
    with SqliteStore.open(laptop) as store:
        store.bar("numb", "Numb between the legs?", Level.EMERGENCY, at(80))
    shown = home.coach("merge", str(laptop))
    assert shown.says("the next start asks: Numb between the legs?")
    assert home.play("3").says("Numb between the legs?")


@pytest.mark.parametrize(
    ("name", "said"),
    [("letter.txt", "is no record of coach"), ("nowhere.db", "is not there"), (".", "not a file")],
)
def test_another_kind_of_file_is_a_plain_sentence(home: Home, name: str, said: str) -> None:
    (home.folder / "letter.txt").write_text("Dear back")
    refused = home.coach("merge", name)
    assert (refused.code, refused.lines) == (1, ())
    assert said in refused.errors


def test_ones_own_record_is_refused(home: Home) -> None:
    refused = home.coach("merge", str(home.data / FILE))
    assert refused.code == 1
    assert "this computer's own record" in refused.errors


def test_a_record_with_a_score_that_is_none_is_refused_and_one_that_has_it_goes_on(
    home: Home, laptop: Path
) -> None:
    for place in (laptop, home.data / FILE):
        with SqliteStore.open(place) as store:
            store.score(99, at(80))
    refused = home.coach("merge", str(laptop))
    assert (refused.code, refused.lines) == (1, ())
    assert "holds something that coach would not have written" in refused.errors
    for command in (("log", "--pain", "3"), ("log", "--show"), ("history",)):
        assert home.coach(*command).code == 0, command
    assert home.coach("report", "-o", "page.html", "--yes").code == 0
