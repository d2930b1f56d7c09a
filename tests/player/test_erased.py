"""Erasing what hurt makes nothing harder, and leaves as little as that takes."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.backup import back_up
from coach.adapters.store.forget import Chosen, Eraser
from coach.adapters.store.merge import merge
from coach.adapters.store.restore import put_in_place, unpacked
from coach.domain.dose import Reps
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.levels import many_ambers, one_level_down
from coach.domain.progress import LOOKED_BACK, Progress
from coach.domain.safety import Colour
from coach.player.doorway import Doorway
from coach.player.past import past_sessions
from coach.player.progress import read_log
from coach.player.recorder import Recorder
from coach.ports.journal import SessionBegun, SessionEnd
from tests.fakes import FakeClock
from tests.player.earlier import EMPTY, exercise, keep
from tests.player.house import bundled_library, content

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
GREEN, AMBER, RED = Colour.GREEN, Colour.AMBER, Colour.RED
RANGE = Reps(5, 10)
AGAIN = "it begins again, because what was erased had hurt"


@dataclass(frozen=True, slots=True)
class Next:
    """What the next session is like."""

    down: str
    ambers: datetime | None
    bridge: Progress
    cat: Progress
    easier: str
    gentle: bool
    list_due: bool


class Back:
    """Somebody's record in a file; every session begins so long before now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "data" / FILE
        SqliteStore.open(self.path).close()

    def play(self, ago: timedelta, colour: Colour | None, *done: ExerciseDone) -> str:
        with SqliteStore.open(self.path) as store:
            return keep(store, NOW - ago, *done, colour=colour)

    def score(self, ago: timedelta, score: int) -> None:
        with SqliteStore.open(self.path) as store:
            store.score(score, NOW - ago)

    def next(self, later: timedelta = timedelta(0)) -> Next:
        """What the next session is like, so long after now."""
        now = NOW + later
        with SqliteStore.open(self.path) as store:
            recorder = Recorder(store, store, FakeClock(wall=now), lambda words: None)
            library = bundled_library()
            door = Doorway(recorder, content(), library, FakeClock(wall=now))
            routine = library.bundled("first-three").routine
            assert routine is not None
            exercises = library.exercises()
            log = read_log(recorder, routine, exercises, now)
            past = past_sessions(door)
            return Next(
                one_level_down(past, now),
                many_ambers(past),
                log.reps("bridge", RANGE),
                log.reps("cat-cow", RANGE),
                log.easier(exercises["bridge"]),
                recorder.only_gentle(),
                recorder.lists_asked().full_is_due,
            )

    def erase(self, *sessions: str, day: date | None = None, everything: bool = False) -> Chosen:
        """Erase these now; gives what was said of it before."""
        with Eraser.open(self.path) as eraser:
            chosen = Chosen({"sessions": sessions})
            if everything:
                chosen = eraser.everything(NOW)
            elif day is not None:
                chosen = eraser.day(day, NOW)
            elif len(sessions) == 1:
                chosen = eraser.session(sessions[0], NOW)
            assert eraser.erase(chosen, NOW)
            return chosen

    def facts(self) -> dict[str, object]:
        with closing(sqlite3.connect(self.path)) as connection:
            rows = connection.execute("SELECT name, value FROM facts").fetchall()
        return {name: json.loads(value) for name, value in rows}


@pytest.fixture
def back(tmp_path: Path) -> Back:
    return Back(tmp_path)


def greens(back: Back, count: int, last: timedelta) -> None:
    """So many sessions that went well with both exercises, a day apart."""
    for number in range(count, 0, -1):
        back.play(
            last + (number - 1) * DAY,
            GREEN,
            exercise("bridge", 10),
            exercise("cat-cow", 10, step=3),
        )


def stop(reason: str = "") -> ExerciseDone:
    return exercise("bridge", 8, done=2, whole=False, stopped=True, reason=reason)


def test_a_stop_of_a_month_ago_that_is_erased_still_makes_it_easier(back: Back) -> None:
    greens(back, 9, 40 * DAY)
    stopped = back.play(33 * DAY, AMBER, stop())
    back.play(3 * DAY, GREEN, exercise("another", 5))
    before = back.next()
    assert (before.bridge.reps, before.cat.reps, bool(before.easier)) == (5, 8, True)
    chosen = back.erase(stopped)
    after = back.next()
    assert (after.bridge, after.cat) == (Progress(5, AGAIN), Progress(5, AGAIN))
    assert after.easier == "the easier form, because it hurt once"
    assert (after.down, after.gentle, after.list_due) == ("", False, False)
    assert chosen.left is not None
    assert not chosen.careful
    assert back.facts() == {"erased": {"ambers": 0, "anew": True, "stopped": ["bridge"]}}


def test_of_what_was_erased_no_moment_and_no_other_exercise_stays(back: Back) -> None:
    stopped = back.play(33 * DAY, AMBER, stop(reason="sharp"), exercise("cat-cow", 5, step=3))
    greens(back, 1, 2 * DAY)
    back.erase(stopped)
    with closing(sqlite3.connect(back.path)) as connection:
        rows = connection.execute("SELECT * FROM facts").fetchall()
    ((_, name, value, wall, _),) = rows
    assert (name, json.loads(value)["stopped"]) == ("erased", [])  # bridge went well since
    assert datetime.fromisoformat(wall).astimezone(UTC) == NOW
    assert stopped not in back.path.read_bytes().decode("latin-1")


def test_the_easier_form_ends_with_a_green_in_it(back: Back) -> None:
    back.erase(back.play(2 * DAY, AMBER, stop()))
    assert back.next().easier
    back.play(-DAY, GREEN, exercise("bridge", 5))
    assert not back.next(2 * DAY).easier


@pytest.mark.parametrize("later", [10 * HOUR, 20 * DAY])
def test_the_morning_after_an_amber_was_erased_it_is_one_level_down(
    back: Back, later: timedelta
) -> None:
    back.play(3 * DAY, GREEN)
    chosen = back.erase(back.play(HOUR, AMBER))
    assert chosen.careful
    assert back.next().gentle
    assert back.next(later).down
    assert back.next(later).list_due
    back.play(-HOUR, GREEN)
    assert not back.next(later).down


def test_two_ambers_that_were_erased_hold_for_a_week(back: Back) -> None:
    two = [back.play(3 * DAY, AMBER), back.play(2 * DAY, AMBER)]
    for one in two:
        back.erase(one)
    back.play(-HOUR, GREEN)
    assert back.next(6.9 * DAY).down
    assert not back.next(7.1 * DAY).down


def test_one_of_two_in_a_row_is_enough(back: Back) -> None:
    back.play(9 * DAY, AMBER)
    second = back.play(6 * DAY, AMBER)
    back.play(DAY, GREEN)
    assert back.next().down
    back.erase(second)
    back.play(HOUR, GREEN)
    assert back.next().down


def test_the_first_of_two_in_a_row_is_enough_as_well(back: Back) -> None:
    first = back.play(9 * DAY, AMBER)
    back.play(6 * DAY, AMBER)
    back.play(DAY, GREEN)
    back.erase(first)
    back.play(-HOUR, GREEN)
    assert back.next(2 * HOUR).down


def test_an_amber_of_this_week_still_has_a_say_after_a_green(back: Back) -> None:
    amber = back.play(2 * DAY, AMBER)
    back.play(DAY, GREEN)
    assert back.erase(amber).careful
    assert back.next().gentle


def test_a_green_that_is_dated_ahead_takes_nothing_away(back: Back) -> None:
    amber = back.play(8 * DAY, AMBER)
    back.play(-300 * DAY, GREEN)
    assert back.erase(amber).careful
    assert back.next().down


def test_a_stop_is_open_until_it_went_well_and_its_reps_are_taken_back_then_too(back: Back) -> None:
    greens(back, 9, 40 * DAY)
    stopped = back.play(33 * DAY, None, stop())
    back.play(30 * DAY, AMBER, exercise("bridge", 5))
    with Eraser.open(back.path) as eraser:
        left = eraser.session(stopped, NOW).left
    assert left is not None
    assert left.stopped == ("bridge",)
    back.play(20 * DAY, GREEN, exercise("bridge", 5))
    back.erase(stopped)
    assert (back.next().bridge.reps, back.next().easier) == (5, "")
    assert back.facts() == {"erased": {"ambers": 0, "anew": True, "stopped": []}}


def test_what_was_erased_while_the_clock_was_ahead_ends_all_the_same(back: Back) -> None:
    ahead = NOW + 300 * DAY
    stopped = back.play(-300 * DAY + HOUR, AMBER, stop())
    with Eraser.open(back.path) as eraser:
        assert eraser.erase(eraser.session(stopped, ahead), ahead)
    assert back.next().down
    assert back.next().easier
    back.play(HOUR, GREEN, exercise("bridge", 5))
    assert not back.next().down
    assert not back.next().easier


def test_three_that_were_erased_want_a_doctors_look(back: Back) -> None:
    for days in (1, 2, 3, 4):
        back.play(days * DAY, AMBER)
    back.erase(everything=True)
    assert back.next().ambers == NOW
    assert back.facts()["erased"] == {"ambers": 3, "anew": False, "stopped": []}


def test_the_score_of_the_morning_after_is_erased_and_heeded(back: Back) -> None:
    greens(back, 9, 4 * DAY)
    back.play(DAY, GREEN, exercise("bridge", 8))
    back.score(4 * HOUR, 6)
    assert back.next().down
    chosen = back.erase(day=NOW.date())
    assert chosen.careful
    after = back.next(12 * HOUR)
    assert after.down
    assert after.bridge.reps == 5


def test_an_old_amber_that_went_well_since_takes_only_the_reps_back(back: Back) -> None:
    greens(back, 3, 40 * DAY)
    amber = back.play(30 * DAY, AMBER, exercise("bridge", 6))
    greens(back, 3, 20 * DAY)
    back.erase(amber)
    assert (back.next().bridge.reps, back.next().down, back.next().gentle) == (5, "", False)
    assert back.facts() == {"erased": {"ambers": 0, "anew": True, "stopped": []}}


def test_a_session_that_was_left_and_not_asked_about_counts_as_one_that_hurt(back: Back) -> None:
    with SqliteStore.open(back.path) as store:
        left = store.begin(SessionBegun("r", "R", NOW - 9 * DAY, 3), EMPTY)
        store.end(left, SessionEnd(NOW - 9 * DAY, Outcome.LEFT, None))
    assert back.erase(left).careful
    assert back.next(DAY).down


def test_what_went_well_leaves_nothing(back: Back) -> None:
    greens(back, 3, 2 * DAY)
    assert back.erase(back.play(DAY, GREEN, exercise("bridge", 5))).left is None
    assert back.erase(back.play(DAY, None, exercise("bridge", 5))).left is None
    assert back.facts() == {}


def test_with_everything_only_what_is_open_stays_and_goes_once_it_went_well(back: Back) -> None:
    greens(back, 3, 40 * DAY)
    back.play(30 * DAY, AMBER, stop(), exercise("cat-cow", 5, step=3, stopped=True))
    back.play(20 * DAY, GREEN, exercise("cat-cow", 5, step=3))
    for _ in range(2):
        back.erase(everything=True)
        assert back.facts() == {"erased": {"ambers": 0, "anew": False, "stopped": ["bridge"]}}
    assert back.next().easier
    back.play(-HOUR, GREEN, exercise("bridge", 5))
    with Eraser.open(back.path) as eraser:
        eraser.erase(eraser.everything(NOW + DAY), NOW + DAY)
    assert back.facts() == {}


def test_a_stop_longer_ago_than_is_looked_back_leaves_nothing(back: Back) -> None:
    old = back.play(LOOKED_BACK + DAY, AMBER, stop())
    greens(back, 1, DAY)
    assert back.erase(old).left is None


def test_an_older_state_of_the_record_makes_nothing_harder(back: Back) -> None:
    greens(back, 9, 60 * DAY)
    copy = back.folder / "backup.zip"
    data, config = back.path.parent, back.folder / "config"
    back_up(copy, data, config, NOW)
    back.play(33 * DAY, AMBER, stop())
    back.play(3 * DAY, GREEN, exercise("another", 5))
    with unpacked(copy, data, config) as restorable:
        put_in_place(restorable)
    now = datetime.now(UTC) - NOW
    assert (back.next(now).bridge.reps, bool(back.next(now).easier)) == (5, True)


def test_what_stays_comes_along_to_another_computer(back: Back, tmp_path: Path) -> None:
    back.erase(back.play(2 * DAY, AMBER, stop()))
    (tmp_path / "other").mkdir()
    other = Back(tmp_path / "other")
    merge(other.path, [back.path], NOW)
    assert other.next().easier
    assert other.next(DAY).down


@pytest.mark.parametrize("value", ["3", "{}", '{"ambers": "x", "stopped": 1}', '{"ambers": 99}'])
def test_what_another_program_has_written_there_is_read_the_careful_way(
    back: Back, value: str
) -> None:
    back.erase(back.play(2 * DAY, AMBER, stop()))
    greens(back, 9, 3 * DAY)
    with closing(sqlite3.connect(back.path)) as connection:
        connection.execute("UPDATE facts SET value = ? WHERE name = 'erased'", (value,))
        connection.commit()
    assert back.next(DAY).down
    assert back.next(DAY).bridge.reps == 5


# Whatever it is

ROWS = st.tuples(
    st.integers(1, 30),
    st.sampled_from([GREEN, GREEN, GREEN, AMBER, RED, None]),
    st.sampled_from([5, 6, 10]),
    st.sampled_from([False, False, True]),
    st.booleans(),
)
RECORDS = st.lists(ROWS, max_size=14, unique_by=lambda row: row[0])


@settings(deadline=None, max_examples=40)
@given(RECORDS, st.data())
def test_no_erasing_makes_the_next_session_harder(
    rows: Sequence[tuple[int, Colour | None, int, bool, bool]], data: st.DataObject
) -> None:
    for back in fresh():
        ids = []
        for days, colour, reps, stopped, erases in sorted(rows, reverse=True):
            done = stop() if stopped else exercise("bridge", reps)
            id = back.play(days * DAY, colour, done, exercise("cat-cow", reps, step=3))
            ids += [id] if erases else []
        before = [back.next(later * DAY) for later in (0, 2, 8)]
        for id in data.draw(st.permutations(ids)):
            back.erase(id)
        for one, other in zip(before, (back.next(later * DAY) for later in (0, 2, 8)), strict=True):
            assert other.bridge.reps <= one.bridge.reps
            assert other.cat.reps <= one.cat.reps
            assert bool(other.easier) >= bool(one.easier)
            assert bool(other.down) >= bool(one.down)


def fresh() -> Iterator[Back]:
    with TemporaryDirectory() as folder:
        yield Back(Path(folder))
