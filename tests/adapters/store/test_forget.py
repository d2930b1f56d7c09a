"""What is forgotten is gone from the file, byte for byte; what keeps somebody safe is not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.forget import Chosen, Eraser, copies, erase_copies
from coach.domain.events import Hurt, Outcome
from coach.domain.relief import Round
from coach.domain.safety import Colour
from coach.domain.triage import Level
from coach.ports.journal import RecordError, SessionBegun, SessionEnd, Standing
from coach.ports.safety_record import LineAnswer
from tests.adapters.store.computers import LATER, content, entry, play
from tests.adapters.store.samples import ALL_KINDS, at, begun

DAY = date(2026, 7, 1)
MARKER = "grasshopper"
A_DAY = 24 * 60.0

Choose = Callable[[Eraser], Chosen]


def bytes_of(path: Path) -> bytes:
    """Everything that lies on the disk in the record's name."""
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{FILE}*") if part.is_file())


def marked(store: SqliteStore, minutes: float = 0.0) -> str:
    """A session and an entry whose words can be looked for."""
    begun_then = SessionBegun(MARKER, f"My {MARKER}", at(minutes), 3)
    session = store.begin(begun_then, ALL_KINDS)
    for look in range(40):
        store.write(session, [Hurt(float(look))], Standing(segment=1), at(minutes + 1))
    end = SessionEnd(at(minutes + 2), Outcome.DONE, Colour.GREEN, MARKER, 2)
    store.end(session, end)
    store.write_entry(entry(minutes + 3, f"{MARKER} " * 100))
    return session


def forget(path: Path, choose: Choose, now: datetime = LATER) -> bool:
    with Eraser.open(path) as eraser:
        return eraser.erase(choose(eraser), now)


@pytest.mark.parametrize(
    "choose",
    [
        lambda eraser: eraser.day(DAY, LATER),
        lambda eraser: eraser.everything(LATER),
    ],
)
@pytest.mark.parametrize("other_is_open", [False, True])
def test_no_byte_of_it_is_left(path: Path, choose: Choose, other_is_open: bool) -> None:
    store = SqliteStore.open(path)
    session = marked(store)
    for number in range(5):
        play(store, A_DAY * (2 + number))
    assert MARKER.encode() in bytes_of(path)
    if not other_is_open:
        store.close()
    assert forget(path, choose)
    left = bytes_of(path)
    assert MARKER.encode() not in left
    assert session.encode() not in left
    store.close()
    assert MARKER.encode() not in bytes_of(path)


def test_no_byte_of_a_session_is_left_and_the_others_stay(path: Path) -> None:
    with SqliteStore.open(path) as store:
        one = marked(store)
        other = play(store, 60)
        entries = store.entries()
    assert forget(path, lambda eraser: eraser.session(one[:-1], LATER))
    assert one.encode() not in bytes_of(path)
    with SqliteStore.open(path) as store:
        assert [record.id for record in store.sessions()] == [other]
        assert len(store.events(other)) == 3
        assert store.entries() == entries


def test_a_day_is_that_of_the_place_where_it_was(path: Path) -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    with SqliteStore.open(path) as store:
        for moment in (late, late + timedelta(hours=1)):
            store.begin(SessionBegun("r", "R", moment, 3), ALL_KINDS)
    with Eraser.open(path) as eraser:
        assert [kept.day.day for kept in eraser.days()] == [2, 1]
        assert eraser.day(DAY, LATER).count("sessions") == 1
        assert eraser.day(date(2026, 7, 3), LATER).rows == {}


def test_other_days_stay(path: Path) -> None:
    with SqliteStore.open(path) as store:
        marked(store)
        marked(store, A_DAY)
        store.score(5, at(0))
        store.score(6, at(A_DAY))
    forget(path, lambda eraser: eraser.day(DAY, LATER))
    with SqliteStore.open(path) as store:
        assert [record.begun.begun for record in store.sessions()] == [at(A_DAY)]
        assert [kept.entry.written for kept in store.entries()] == [at(A_DAY + 3)]
        assert [score.score for score in store.scores(at(-A_DAY))] == [6, 4]


@pytest.mark.parametrize("which", ["day", "session"])
def test_what_keeps_somebody_safe_is_not_forgotten(path: Path, which: str) -> None:
    with SqliteStore.open(path) as store:
        session = marked(store)
        lifted = store.bar("numb", "Numb?", Level.URGENT, at(0))
        store.follow_up(lifted, "1", at(1), lifted=True)
        store.bar("chest", "Chest pain?", Level.EMERGENCY, at(0))
        store.doctor_line("sleep", "Sleep?", at(0))
        (line,) = store.doctor_lines()
        store.answer_line(line.id, LineAnswer.LATER, at(1))
        store.introduce(["under-18"], at(0))
        store.list_due(at(0))
        store.gentle_from(at(0))
        store.relief_round(Round("heat", at(0), 3600.0, True))
    before = content(path, without=("sessions", "events", "done", "diary", "exercises"))
    forget(
        path,
        lambda eraser: eraser.day(DAY, LATER) if which == "day" else eraser.session(session, LATER),
    )
    assert content(path, without=("sessions", "events", "done", "diary", "exercises")) == before


def test_with_everything_only_an_open_bar_stays_and_can_be_answered(path: Path) -> None:
    with SqliteStore.open(path) as store:
        marked(store)
        lifted = store.bar("numb", "Numb?", Level.URGENT, at(0))
        store.follow_up(lifted, "1", at(1), lifted=True)
        chest = store.bar("chest", "Chest pain?", Level.EMERGENCY, at(0))
        store.follow_up(chest, "3", at(1), lifted=False)
        store.introduce(["knees"], at(0))
        store.doctor_line("sleep", "Sleep?", at(0))
    forget(path, lambda eraser: eraser.everything(LATER))
    left = {table: rows for table, rows in content(path).items() if rows}
    assert list(left) == ["bars"]
    assert [row[0] for row in left["bars"]] == [chest]
    with SqliteStore.open(path) as store:
        assert store.cautions() is None
        store.follow_up(chest, "1", at(5), lifted=True)
        assert store.open_bars() == ()
    forget(path, lambda eraser: eraser.everything(LATER))
    assert not any(content(path).values())


def test_what_holds_for_today_holds_today(path: Path) -> None:
    now = at(60)
    with SqliteStore.open(path) as store:
        store.gentle_from(at(0))
        store.relief_round(Round("heat", at(0), 3600.0, True))
        store.score(5, at(0))
    forget(path, lambda eraser: eraser.everything(now), now)
    with SqliteStore.open(path) as store:
        assert store.gentle_since() == at(0)
        assert len(store.relief_rounds(at(-60))) == 1
        assert store.scores(at(-60)) == ()
    forget(path, lambda eraser: eraser.everything(LATER))
    assert not any(content(path).values())


@pytest.mark.parametrize(
    ("outcome", "colour", "careful"),
    [
        (Outcome.PAIN, Colour.RED, True),
        (Outcome.DONE, Colour.AMBER, True),
        (Outcome.LEFT, None, True),
        (Outcome.DONE, Colour.GREEN, False),
    ],
)
@pytest.mark.parametrize("everything", [True, False])
def test_forgetting_that_it_hurt_makes_nothing_harder(
    path: Path, outcome: Outcome, colour: Colour | None, careful: bool, everything: bool
) -> None:
    now = at(60)
    with SqliteStore.open(path) as store:
        session = store.begin(begun(), ALL_KINDS)
        store.end(session, SessionEnd(at(5), outcome, colour))
    forget(
        path,
        lambda eraser: eraser.everything(now) if everything else eraser.session(session, now),
        now,
    )
    with SqliteStore.open(path) as store:
        assert store.sessions() == ()
        assert store.lists_asked().full_is_due is careful
        assert (store.gentle_since() is not None) is careful


def test_a_cut_off_session_that_hurt_is_heeded_as_well(path: Path) -> None:
    with SqliteStore.open(path) as store:
        session = store.begin(begun(), ALL_KINDS)
        store.write(session, [], Standing(hurting=True), at(1))
    with Eraser.open(path) as eraser:
        assert eraser.session(session, at(2)).careful


def test_a_session_that_is_played_is_not_forgotten(path: Path) -> None:
    with SqliteStore.open(path) as store:
        session = play(store, end=False)
        before = content(path)
        for choose in (
            lambda eraser: eraser.everything(LATER),
            lambda eraser: eraser.session(session, LATER),
        ):
            with pytest.raises(RecordError, match="being played now"):
                forget(path, choose)
        assert content(path) == before
    forget(path, lambda eraser: eraser.everything(LATER))
    assert [lock.name for lock in path.with_name(f"{FILE}-locks").iterdir()] == ["guard"]


def test_a_session_that_began_after_the_question_is_not_forgotten_while_it_is_played(
    path: Path,
) -> None:
    with SqliteStore.open(path) as store:
        play(store)
        with Eraser.open(path) as eraser:
            chosen = eraser.everything(LATER)
            session = play(store, 10, end=False)
            with pytest.raises(RecordError, match="being played now"):
                eraser.erase(chosen, LATER)
            assert len(store.sessions()) == 2
            store.end(session, SessionEnd(at(20), Outcome.PAIN, Colour.AMBER))
            assert eraser.erase(chosen, LATER)
        assert store.sessions() == ()
        assert store.lists_asked().full_is_due
        assert [one.ambers for one in store.erased()] == [1]


def test_an_id_has_to_name_one_session(path: Path) -> None:
    with SqliteStore.open(path) as store:
        first = play(store)
        second = play(store)
    same = next(end for end in range(36) if first[end] != second[end])
    for prefix, said in (
        ("zzzzzz", "There is no session"),
        ("0", "at least 6"),
        (first[:same], "There are 2 sessions"),
    ):
        with Eraser.open(path) as eraser, pytest.raises(RecordError, match=said):
            eraser.session(prefix, LATER)


def test_copies_beside_the_record_are_found_and_erased(path: Path) -> None:
    with SqliteStore.open(path) as store:
        marked(store)
    names = ["coach-before-restore-1.zip", "coach.db.before-v3", "coach.db.damaged-1", "mine.txt"]
    for name in names:
        (path.parent / name).write_text(MARKER)
    found = copies(path.parent)
    assert [one.name for one in found] == names[:3]
    assert erase_copies(found) == ()
    assert copies(path.parent) == []
    assert (path.parent / "mine.txt").exists()
